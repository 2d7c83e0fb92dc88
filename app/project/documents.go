package project

import (
	"context"

	"postil/annotate"
)

// DocumentItem is one line of the list of documents.
type DocumentItem struct {
	UID      annotate.UID
	Name     string
	Source   string
	Language string // BCP 47, "" where unknown
	Story    annotate.UID
	Status   annotate.Status // the current annotator's
	Spans    int             // the current annotator's
	Words    int             // as package annotate/segment counts them
}

// Filter says which documents a list shows. The zero Filter shows all.
type Filter struct {
	Text   string          // every word of it must stand in the name or the source, case and marks aside
	Status annotate.Status // "" for any
}

// Documents returns the documents that pass the filter, in import order. It
// reads memory only.
func (p *Project) Documents(f Filter) []DocumentItem { return nil }

// Document returns the list's line for one document, false where there is none.
func (p *Project) Document(uid annotate.UID) (DocumentItem, bool) { return DocumentItem{}, false }

// OpenDocument reads a document with the current annotator's spans, in the
// order of annotate.CompareSpans.
func (p *Project) OpenDocument(ctx context.Context, uid annotate.UID) (*annotate.Document, []annotate.Span, error) {
	return nil, nil, nil
}

// Spans reads one annotator's spans of a document, in the order of
// annotate.CompareSpans. Those of others are for reading only: commands refuse
// to change them.
func (p *Project) Spans(ctx context.Context, document, annotator annotate.UID) ([]annotate.Span, error) {
	return nil, nil
}

// SetStatus says how far the current annotator has come with the documents, as
// one change.
func (p *Project) SetStatus(ctx context.Context, status annotate.Status, documents ...annotate.UID) error {
	return nil
}
