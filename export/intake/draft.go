// Package intake builds records of what foreign files say: a [Lexicon] finds or
// derives the labels, types and attributes that they name, a [Ruler] finds the places
// that they state in a text which was settled since, ids that are no UUIDs become
// some that stay the same, and a [Draft] puts all of it into a record. What cannot be
// a part of a record is kept in its metadata or counted, never dropped in silence.
package intake

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/dataset"
)

// Draft is the record of a document on its way from a file of a foreign format,
// which has ids of its own or none.
type Draft struct {
	Record  annotate.Record // so far; [Draft.Finish] checks it
	Settled text.Settled    // the document's text
	Words   *Lexicon        // of the data set
	options dataset.ReadOptions
	Who     annotate.UID // the annotator
	Base    string       // of the file, for origins
	taken   map[annotate.UID]int
}

// NewDraft begins the record of a document with that text, of which the options
// say who marked it. Its name is the text's headline, and its UID follows from
// source and text.
func NewDraft(words *Lexicon, settled text.Settled, source string, o dataset.ReadOptions) (*Draft, error) {
	if o.Annotator == "" {
		o.Annotator = dataset.UnknownAnnotator
	}
	d := newUnmarkedDraft(words, settled, source, o)
	var err error
	d.Who, err = words.Annotator([]byte(o.Annotator))
	return d, err
}

// newUnmarkedDraft is [NewDraft] for a file that names its annotators.
func newUnmarkedDraft(words *Lexicon, settled text.Settled, source string, o dataset.ReadOptions) *Draft {
	d := &Draft{Settled: settled, Words: words, options: o, Base: SourceOf(source), taken: map[annotate.UID]int{}}
	d.Record.Document = NewDocument(settled, source, o)
	d.Record.Document.UID = annotate.UIDFromName("document\x00" + source + "\x00" + settled.Hash.String())
	return d
}

// uid returns the UID within the document of the thing that a file calls id.
// Where the id was there before, or is made of what a thing says and another
// said the same, it is another thing with another UID.
func (d *Draft) uid(kind, id string) annotate.UID {
	first, _ := IDWithin(d.Record.Document.UID, kind, []byte(id))
	n := d.taken[first]
	d.taken[first]++
	if n == 0 {
		return first
	}
	return annotate.UIDWithin(d.Record.Document.UID, fmt.Sprintf("%s\x00%s\x00%d", kind, id, n))
}

// Span adds a span of that label. Its id is the file's, "" where the file has
// none: then its UID follows from label and fragments. The pointer is valid until
// the next call.
func (d *Draft) Span(id, label string, fragments []annotate.Fragment) (*annotate.Span, error) {
	l, err := d.Words.Label([]byte(label), "")
	if err != nil {
		return nil, err
	}
	if id == "" {
		id = markOf(label, fragments)
	}
	d.Record.Spans = append(d.Record.Spans, annotate.Span{
		UID: d.uid("span", id), Document: d.Record.Document.UID, Label: l, Fragments: fragments, Annotator: d.Who,
		Origin: d.Origin(), Created: d.options.Time, Updated: d.options.Time,
	})
	return &d.Record.Spans[len(d.Record.Spans)-1], nil
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

// Relation adds a relation between two spans of the document. Its id is the
// file's, "" where the file has none. The pointer is valid until the next call.
func (d *Draft) Relation(id, kind string, from, to annotate.UID, group string) (*annotate.Relation, error) {
	t, err := d.Words.RelationType([]byte(kind))
	if err != nil {
		return nil, err
	}
	if from == to {
		return nil, &annotate.Error{Code: annotate.Invalid, What: "it links a span with itself"}
	}
	if id == "" {
		id = strings.Join([]string{kind, from.String(), to.String(), group}, "\x00")
	}
	d.Record.Relations = append(d.Record.Relations, annotate.Relation{
		UID: d.uid("relation", id), Type: t, From: from, To: to, ToDocument: d.Record.Document.UID, Group: group, Annotator: d.Who,
		Origin: d.Origin(), Created: d.options.Time, Updated: d.options.Time,
	})
	return &d.Record.Relations[len(d.Record.Relations)-1], nil
}

// Attribute adds what the annotator says of the whole document.
func (d *Draft) Attribute(name string, v annotate.Value) error {
	name, err := d.Words.Attribute(annotate.OnDocument, annotate.UID{}, []byte(name), v)
	if err != nil {
		return err
	}
	uid := d.uid("document attribute", d.Who.String()+"\x00"+name+"\x00"+v.String())
	d.Record.Attributes = append(d.Record.Attributes, annotate.DocumentAttribute{UID: uid, Document: d.Record.Document.UID, Annotator: d.Who, Name: name, Value: v})
	return nil
}

// Origin returns the origin of what an import brings: the file.
func (d *Draft) Origin() annotate.Origin {
	return annotate.Origin{Kind: annotate.FromImport, From: d.Base}
}

// Finish returns the record, its spans in the order of records. A document of white
// space, which has no headline, is called by its source.
func (d *Draft) Finish() (*annotate.Record, error) {
	if d.Record.Document.Name == "" {
		d.Record.Document.Name = OneLine(d.Record.Document.Source)
	}
	slices.SortStableFunc(d.Record.Spans, func(a, b annotate.Span) int { return annotate.CompareSpans(&a, &b) })
	return &d.Record, d.Record.Document.Validate()
}

// NewDocument returns a document with that text as one that states nothing else
// has it: named by its headline.
func NewDocument(settled text.Settled, source string, o dataset.ReadOptions) annotate.Document {
	return annotate.Document{
		Name: Headline(settled.Text), Source: source, Language: o.Language,
		Text: settled.Text, TextHash: settled.Hash, Original: settled.OriginalHash, Imported: o.Time,
	}
}
