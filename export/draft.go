package export

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"postil/annotate"
	"postil/annotate/text"
)

// draft is the record of a document on its way from a file of a foreign format,
// which has ids of its own or none.
type draft struct {
	record  annotate.Record
	settled text.Settled
	words   *lexicon
	options ReadOptions
	who     annotate.UID // the annotator
	base    string       // of the file, for origins
	taken   map[annotate.UID]int
}

// newDraft begins the record of a document with that text, of which the options
// say who marked it. Its name is the text's headline, and its UID follows from
// source and text.
func newDraft(words *lexicon, settled text.Settled, source string, o ReadOptions) (*draft, error) {
	if o.Annotator == "" {
		o.Annotator = UnknownAnnotator
	}
	d := newUnmarkedDraft(words, settled, source, o)
	var err error
	d.who, err = words.annotator([]byte(o.Annotator))
	return d, err
}

// newUnmarkedDraft is newDraft for a file that names its annotators.
func newUnmarkedDraft(words *lexicon, settled text.Settled, source string, o ReadOptions) *draft {
	d := &draft{settled: settled, words: words, options: o, base: sourceOf(source), taken: map[annotate.UID]int{}}
	d.record.Document = annotate.Document{
		Name: headline(settled.Text), Source: source, Language: o.Language,
		Text: settled.Text, TextHash: settled.Hash, Original: settled.OriginalHash, Imported: o.Time,
	}
	d.record.Document.UID = annotate.UIDFromName("document\x00" + source + "\x00" + settled.Hash.String())
	return d
}

// uid returns the UID within the document of the thing that a file calls id.
// Where the id was there before, or is made of what a thing says and another
// said the same, it is another thing with another UID.
func (d *draft) uid(kind, id string) annotate.UID {
	first, _ := idWithin(d.record.Document.UID, kind, []byte(id))
	n := d.taken[first]
	d.taken[first]++
	if n == 0 {
		return first
	}
	return annotate.UIDWithin(d.record.Document.UID, fmt.Sprintf("%s\x00%s\x00%d", kind, id, n))
}

// span adds a span of that label. Its id is the file's, "" where the file has
// none: then its UID follows from label and fragments. The pointer is valid until
// the next call.
func (d *draft) span(id, label string, fragments []annotate.Fragment) (*annotate.Span, error) {
	l, err := d.words.label([]byte(label), "")
	if err != nil {
		return nil, err
	}
	if id == "" {
		id = markOf(label, fragments)
	}
	d.record.Spans = append(d.record.Spans, annotate.Span{
		UID: d.uid("span", id), Document: d.record.Document.UID, Label: l, Fragments: fragments, Annotator: d.who,
		Origin: d.origin(), Created: d.options.Time, Updated: d.options.Time,
	})
	return &d.record.Spans[len(d.record.Spans)-1], nil
}

// markOf returns what a span that has no id says: its label and its fragments.
func markOf(label string, fragments []annotate.Fragment) string {
	mark := append(make([]byte, 0, 64), label...)
	for _, f := range fragments {
		mark = strconv.AppendInt(append(mark, 0), int64(f.Start), 10)
		mark = strconv.AppendInt(append(mark, 0), int64(f.End), 10)
	}
	return string(mark)
}

// relation adds a relation between two spans of the document. Its id is the
// file's, "" where the file has none. The pointer is valid until the next call.
func (d *draft) relation(id, kind string, from, to annotate.UID, group string) (*annotate.Relation, error) {
	t, err := d.words.relationType([]byte(kind))
	if err != nil {
		return nil, err
	}
	if from == to {
		return nil, &annotate.Error{Code: annotate.Invalid, What: "it links a span with itself"}
	}
	if id == "" {
		id = strings.Join([]string{kind, from.String(), to.String(), group}, "\x00")
	}
	d.record.Relations = append(d.record.Relations, annotate.Relation{
		UID: d.uid("relation", id), Type: t, From: from, To: to, ToDocument: d.record.Document.UID, Group: group, Annotator: d.who,
		Origin: d.origin(), Created: d.options.Time, Updated: d.options.Time,
	})
	return &d.record.Relations[len(d.record.Relations)-1], nil
}

// attribute adds what the annotator says of the whole document.
func (d *draft) attribute(name string, v annotate.Value) error {
	name, err := d.words.attribute(annotate.OnDocument, annotate.UID{}, []byte(name), v)
	if err != nil {
		return err
	}
	uid := d.uid("document attribute", d.who.String()+"\x00"+name+"\x00"+v.String())
	d.record.Attributes = append(d.record.Attributes, annotate.DocumentAttribute{UID: uid, Document: d.record.Document.UID, Annotator: d.who, Name: name, Value: v})
	return nil
}

func (d *draft) origin() annotate.Origin {
	return annotate.Origin{Kind: annotate.FromImport, From: d.base}
}

// finish returns the record, its spans in the order of records.
func (d *draft) finish() (*annotate.Record, error) {
	if d.record.Document.Name == "" {
		return nil, &annotate.Error{Code: annotate.Invalid, What: "no text: the document holds nothing but white space"}
	}
	slices.SortStableFunc(d.record.Spans, func(a, b annotate.Span) int { return annotate.CompareSpans(&a, &b) })
	return &d.record, d.record.Document.Validate()
}
