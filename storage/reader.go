package storage

import (
	"time"

	"postil/annotate"
)

// Reader reads one snapshot of a project.
type Reader struct{}

// Seq returns the sequence number of the newest change in this snapshot, 0
// where there is none.
func (r *Reader) Seq() (int64, error) { return 0, errUnfinished }

// Vocabulary returns the scheme, the tags and the annotators.
func (r *Reader) Vocabulary() (annotate.Vocabulary, error) {
	return annotate.Vocabulary{}, errUnfinished
}

// Scheme returns the scheme.
func (r *Reader) Scheme() (annotate.Scheme, error) { return annotate.Scheme{}, errUnfinished }

// Annotators returns everyone who marks in this project, in the order in which
// they came.
func (r *Reader) Annotators() ([]annotate.Annotator, error) { return nil, errUnfinished }

// Tags returns every tag, in the order in which they were made.
func (r *Reader) Tags() ([]annotate.Tag, error) { return nil, errUnfinished }

// Tag returns one tag.
func (r *Reader) Tag(tag annotate.UID) (annotate.Tag, error) { return annotate.Tag{}, errUnfinished }

// DocumentInfo is what lists show of a document: all but its text.
type DocumentInfo struct {
	UID        annotate.UID
	Name       string
	Source     string
	Language   string
	Story      annotate.UID
	Split      string
	Imported   time.Time
	Bytes      int // length of the text in UTF-8 bytes
	CodePoints int // the same in code points
	TextHash   annotate.Hash
	Statuses   map[annotate.UID]annotate.Status // by annotator; Unread where missing
}

// Documents lists every document without its text, in import order.
func (r *Reader) Documents() ([]DocumentInfo, error) { return nil, errUnfinished }

// SpanCounts returns how many spans each document has, for those that have any.
func (r *Reader) SpanCounts() (map[annotate.UID]int, error) { return nil, errUnfinished }

// Document returns one document with its text.
func (r *Reader) Document(document annotate.UID) (annotate.Document, error) {
	return annotate.Document{}, errUnfinished
}

// Spans returns every annotator's spans of a document, in the order of
// annotate.CompareSpans.
func (r *Reader) Spans(document annotate.UID) ([]annotate.Span, error) { return nil, errUnfinished }

// Span returns one span.
func (r *Reader) Span(span annotate.UID) (annotate.Span, error) {
	return annotate.Span{}, errUnfinished
}

// Relations returns the relations that start in a document, in the order in
// which they were made.
func (r *Reader) Relations(document annotate.UID) ([]annotate.Relation, error) {
	return nil, errUnfinished
}

// RelationsOf returns the relations that start from a span or lead to it.
func (r *Reader) RelationsOf(span annotate.UID) ([]annotate.Relation, error) {
	return nil, errUnfinished
}

// DocumentAttributes returns the values that a document was given, in the order
// in which they were given.
func (r *Reader) DocumentAttributes(document annotate.UID) ([]annotate.DocumentAttribute, error) {
	return nil, errUnfinished
}

// Statuses returns how far each annotator has come with a document.
func (r *Reader) Statuses(document annotate.UID) ([]annotate.DocumentStatus, error) {
	return nil, errUnfinished
}

// Record returns a document with everything that stands on it.
func (r *Reader) Record(document annotate.UID) (annotate.Record, error) {
	return annotate.Record{}, errUnfinished
}

// Filter chooses documents. The zero Filter chooses all.
type Filter struct {
	Done      bool         // only those that the annotator has done
	Annotator annotate.UID // who must have done them; zero for anybody
}

// Records calls do with the record of each chosen document, in import order,
// holding one at a time. The record is valid until do returns, and may be
// changed by it.
func (r *Reader) Records(filter Filter, do func(*annotate.Record) error) error { return errUnfinished }

// MarkedText is one text that spans of one document mark with one label and one
// tag, and how often: what past-tag search looks through.
type MarkedText struct {
	Text     string // of annotate.Span.Text
	Label    annotate.UID
	Tag      annotate.UID // zero for none
	Document annotate.UID
	Count    int       // how many spans
	Last     time.Time // when the newest of them was updated
}

// MarkedTexts calls do for every text that is marked now, document by document
// in import order. The document argument, where not zero, restricts it to one.
func (r *Reader) MarkedTexts(document annotate.UID, do func(MarkedText) error) error {
	return errUnfinished
}

// Counts are the project's figures.
type Counts struct {
	Documents  int
	Bytes      int64 // of all texts
	CodePoints int64
	Stories    int
	Spans      int
	Fragments  int
	Relations  int
	Attributes int // of documents
	Tags       int
	Annotators int
	Changes    int
	Done       map[annotate.UID]int // documents done, by annotator
	ByLabel    map[annotate.UID]int // spans, by label
	ByType     map[annotate.UID]int // relations, by type
	ByTag      map[annotate.UID]int // spans, by tag
	By         map[annotate.UID]int // spans, by annotator
}

// Counts counts everything.
func (r *Reader) Counts() (Counts, error) { return Counts{}, errUnfinished }

// Check looks through the whole project for broken rules (the file's own
// integrity, texts against their hashes, spans against texts, references,
// scheme) and calls found with each.
func (r *Reader) Check(found func(*annotate.Error) error) error { return errUnfinished }
