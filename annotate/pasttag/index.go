package pasttag

import (
	"slices"
	"sync"
	"time"
	"unicode/utf8"

	"postil/annotate"
	"postil/annotate/fold"
	"postil/annotate/segment"
)

// maxCharacters is how many code points of a text are kept and searched. Longer
// texts that begin alike, with the same label and tag, count as one entry.
const maxCharacters = 80

// Entry is one past tag.
type Entry struct {
	Tag       annotate.UID // the tag, or the tag that spans with this text carry; zero for none
	IsTag     bool         // the entry is the tag itself; else it is a text of spans
	Text      string       // the tag's name, or the text, cut to at most 80 code points and "…"
	Label     annotate.UID // the spans' label; of a tag, the label it is used with most, else its usual one; zero for none
	Spans     int          // how many spans carry it
	Documents int          // in how many documents
	Last      time.Time    // when it was last used; zero where it never was
}

// Use says that spans of one document carry a text, with a label and maybe a
// tag.
type Use struct {
	Text     string
	Label    annotate.UID
	Tag      annotate.UID // zero for none
	Document annotate.UID
	Spans    int // how many
	At       time.Time
}

// UseOf returns the use that a span makes.
func UseOf(s *annotate.Span) Use {
	return Use{Text: s.Text(), Label: s.Label, Tag: s.Tag, Document: s.Document, Spans: 1, At: s.Updated}
}

// Index holds all past tags of a project. It may be used by several goroutines
// at once.
type Index struct {
	mu        sync.RWMutex
	entries   []entry    // freed places are reused
	masks     []uint64   // of entries; 0 for a freed place
	sought    []searched // of entries
	free      []int
	tags      map[annotate.UID]int
	texts     map[textKey]int
	documents map[annotate.UID]int32 // numbered in order of appearance
}

type textKey struct {
	text       string
	label, tag annotate.UID
}

// searched is what every search reads of an entry, apart from the rest so that
// half a million of them stay close together in memory.
type searched struct {
	folded string
	length int16 // of folded, in code points
	usage  int16 // how much the entry's past counts in its favour
}

// entry is what the index keeps of an Entry.
type entry struct {
	Entry
	usual  annotate.UID
	labels []labelCount // of a tag: how many spans of each label
	in     []documentCount
}

type labelCount struct {
	label annotate.UID
	spans int
}

type documentCount struct {
	document int32
	spans    int32
}

// NewIndex returns an empty index.
func NewIndex() *Index {
	return &Index{
		tags:      map[annotate.UID]int{},
		texts:     map[textKey]int{},
		documents: map[annotate.UID]int32{},
	}
}

// Len returns the number of entries.
func (x *Index) Len() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return len(x.entries) - len(x.free)
}

// PutTag adds a tag or brings its name and usual label up to date.
func (x *Index) PutTag(t annotate.Tag) {
	x.mu.Lock()
	defer x.mu.Unlock()
	e := x.tag(t.UID)
	x.rename(e, cut(t.Name))
	x.entries[e].usual = t.Usual
	x.entries[e].settleLabel()
}

// DropTag removes a tag. The spans' texts stay: the caller reports their change
// by [Index.Remove] and [Index.Add].
func (x *Index) DropTag(tag annotate.UID) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if e, ok := x.tags[tag]; ok {
		delete(x.tags, tag)
		x.release(e)
	}
}

// Add counts a use.
func (x *Index) Add(u Use) {
	x.mu.Lock()
	defer x.mu.Unlock()
	document := x.document(u.Document)
	x.count(x.text(u), u, document, (*entry).add)
	if !u.Tag.IsZero() {
		x.count(x.tag(u.Tag), u, document, (*entry).add)
	}
}

// Remove takes back a use that was added.
func (x *Index) Remove(u Use) {
	x.mu.Lock()
	defer x.mu.Unlock()
	document := x.document(u.Document)
	key := u.key()
	if e, ok := x.texts[key]; ok {
		x.count(e, u, document, (*entry).remove)
		if x.entries[e].Spans == 0 {
			delete(x.texts, key)
			x.release(e)
		}
	}
	if e, ok := x.tags[u.Tag]; ok {
		x.count(e, u, document, (*entry).remove)
	}
}

// count changes the counts of the entry at a place.
func (x *Index) count(place int, u Use, document int32, by func(*entry, Use, int32)) {
	by(&x.entries[place], u, document)
	x.sought[place].usage = x.entries[place].usage()
}

func (u Use) key() textKey { return textKey{cut(u.Text), u.Label, u.Tag} }

// tag returns the place of a tag's entry, made where there is none.
func (x *Index) tag(tag annotate.UID) int {
	e, ok := x.tags[tag]
	if !ok {
		e = x.place(entry{Entry: Entry{Tag: tag, IsTag: true}})
		x.tags[tag] = e
	}
	return e
}

// text returns the place of the entry that a use counts in, made where there is
// none.
func (x *Index) text(u Use) int {
	key := u.key()
	e, ok := x.texts[key]
	if !ok {
		e = x.place(entry{Entry: Entry{Tag: u.Tag, Label: u.Label}})
		x.rename(e, key.text)
		x.texts[key] = e
	}
	return e
}

func (x *Index) place(e entry) int {
	if last := len(x.free) - 1; 0 <= last {
		i := x.free[last]
		x.free = x.free[:last]
		x.entries[i] = e
		return i
	}
	x.entries = append(x.entries, e)
	x.masks = append(x.masks, 0)
	x.sought = append(x.sought, searched{})
	return len(x.entries) - 1
}

func (x *Index) release(e int) {
	x.entries[e], x.masks[e], x.sought[e] = entry{}, 0, searched{}
	x.free = append(x.free, e)
}

func (x *Index) rename(e int, text string) {
	x.entries[e].Text = text
	folded := fold.String(text)
	x.masks[e] = mask(folded)
	x.sought[e] = searched{folded, int16(utf8.RuneCountInString(folded)), x.entries[e].usage()}
}

func (x *Index) document(u annotate.UID) int32 {
	n, ok := x.documents[u]
	if !ok {
		n = int32(len(x.documents))
		x.documents[u] = n
	}
	return n
}

func (e *entry) add(u Use, document int32) {
	e.Spans += u.Spans
	if e.Last.Before(u.At) {
		e.Last = u.At
	}
	i, ok := slices.BinarySearchFunc(e.in, document, byDocument)
	if !ok {
		e.in = slices.Insert(e.in, i, documentCount{document: document})
		e.Documents++
	}
	e.in[i].spans += int32(u.Spans)
	e.countLabel(u.Label, u.Spans)
}

func (e *entry) remove(u Use, document int32) {
	i, ok := slices.BinarySearchFunc(e.in, document, byDocument)
	if !ok {
		return
	}
	n := min(int32(u.Spans), e.in[i].spans)
	e.Spans -= int(n)
	if e.in[i].spans -= n; e.in[i].spans == 0 {
		e.in = slices.Delete(e.in, i, i+1)
		e.Documents--
	}
	e.countLabel(u.Label, -int(n))
}

func byDocument(c documentCount, document int32) int { return int(c.document - document) }

// countLabel keeps how often a tag is used with each label.
func (e *entry) countLabel(label annotate.UID, by int) {
	if !e.IsTag {
		return
	}
	i := slices.IndexFunc(e.labels, func(c labelCount) bool { return c.label == label })
	if i < 0 {
		i = len(e.labels)
		e.labels = append(e.labels, labelCount{label: label})
	}
	if e.labels[i].spans += by; e.labels[i].spans <= 0 {
		e.labels = slices.Delete(e.labels, i, i+1)
	}
	e.settleLabel()
}

// settleLabel gives a tag the label it is used with most, else its usual one.
func (e *entry) settleLabel() {
	e.Label = e.usual
	most := 0
	for _, c := range e.labels {
		if most < c.spans {
			e.Label, most = c.label, c.spans
		}
	}
}

// cut returns text on one line, and no more than maxCharacters code points of
// it.
func cut(text string) string { return oneLine(segment.Shorten(text, maxCharacters)) }

// oneLine replaces line breaks and tabs by spaces, byte for byte.
func oneLine(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] == '\n' || s[i] == '\t' {
			b := []byte(s)
			for j := i; j < len(b); j++ {
				if b[j] == '\n' || b[j] == '\t' {
					b[j] = ' '
				}
			}
			return string(b)
		}
	}
	return s
}
