package storage

import (
	"context"

	"postil/annotate"
)

// Importer takes in records. What it takes is invisible to every reader until
// the import is complete.
type Importer struct{}

// ImportReport counts what an import did.
type ImportReport struct {
	Documents      int            // new documents
	Known          int            // documents that were there: what stood on the records was merged into them
	SameText       int            // new documents whose text was there from another source: they joined its story
	Spans          int            // new spans
	SpansKnown     int            // spans that were there, by UID or by annotator, label and fragments
	Relations      int            // new relations
	RelationsKnown int            // relations that were there
	Attributes     int            // new document attributes
	Skipped        map[string]int // what was left out, by reason in words
	Layers         []string       // names of the new layers
	Labels         []string       // names of the new labels
	Types          []string       // names of the new relation types
	Tags           int            // new tags
	Annotators     []string       // names of the new annotators
}

// Import runs read, which hands records to the Importer, and makes all of them
// appear at once as one change. They are written in short transactions
// meanwhile, so that other writers are never held up for more than 100 ms.
// Where read returns an error, ctx ends or the process dies, nothing appears.
// One import runs at a time: a second is refused (annotate.Conflict). An import
// that brings nothing new records no change and returns the zero Change.
func (f *File) Import(ctx context.Context, a Action, read func(*Importer) error) (annotate.Change, ImportReport, error) {
	return annotate.Change{}, ImportReport{}, errUnfinished
}

// Vocabulary returns the project's vocabulary with what this import has added
// to it.
func (im *Importer) Vocabulary() annotate.Vocabulary { return annotate.Vocabulary{} }

// Merge adds what v has and the project lacks. Things are the same by UID, else
// by name (tags by name and reference, where only one fits); what is there is
// not overwritten. Records given to [Importer.Add] afterwards may refer to v's
// UIDs, whichever they were merged with. The returned Vocabulary holds what was
// new: a strict import refuses it by returning an error.
func (im *Importer) Merge(v annotate.Vocabulary) (annotate.Vocabulary, error) {
	return annotate.Vocabulary{}, errUnfinished
}

// Add takes in one record, whose labels, tags, annotators and relation types
// were merged before. The same settled text from the same source is the same
// document, and what stands on the record is merged into it: spans by UID, else
// by annotator, label and fragments; nothing is overwritten. The same text from
// another source is another document in the same story. Zero UIDs (of the
// document, its story, spans, relations, attributes) are filled in. Spans are
// checked against the text. A relation may lead to a span of a later record.
func (im *Importer) Add(r *annotate.Record) error { return errUnfinished }
