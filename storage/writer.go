package storage

import "postil/annotate"

// Writer writes in one transaction, and reads what it has written.
type Writer struct{ *Reader }

// PutScheme replaces the scheme. Things are told apart by UID. What spans or
// relations use cannot go: the error says by how many it is used
// (annotate.Conflict).
func (w *Writer) PutScheme(scheme annotate.Scheme) error { return errUnfinished }

// PutAnnotator adds an annotator, or renames the one with that UID.
func (w *Writer) PutAnnotator(a annotate.Annotator) error { return errUnfinished }

// PutTag adds a tag, or replaces the one with that UID.
func (w *Writer) PutTag(t annotate.Tag) error { return errUnfinished }

// DeleteTag removes a tag; the spans that carry it lose it.
func (w *Writer) DeleteTag(tag annotate.UID) error { return errUnfinished }

// PutSpan adds a span, or replaces the one with that UID, after checking it
// against the scheme and the document's text. Created and Updated are set to
// the time of the change where they are zero; document and annotator of a span
// cannot change.
func (w *Writer) PutSpan(s *annotate.Span) error { return errUnfinished }

// DeleteSpans removes spans, and the relations that start from them or lead to
// them.
func (w *Writer) DeleteSpans(spans ...annotate.UID) error { return errUnfinished }

// PutRelation adds a relation, or replaces the one with that UID, after checking
// it against the scheme and its two spans.
func (w *Writer) PutRelation(r *annotate.Relation) error { return errUnfinished }

// DeleteRelations removes relations.
func (w *Writer) DeleteRelations(relations ...annotate.UID) error { return errUnfinished }

// SetStatus sets how far an annotator has come with a document.
func (w *Writer) SetStatus(s annotate.DocumentStatus) error { return errUnfinished }

// PutDocumentAttribute adds a value to a document, or replaces the one with that
// UID.
func (w *Writer) PutDocumentAttribute(a annotate.DocumentAttribute) error { return errUnfinished }

// DeleteDocumentAttributes removes values from their documents.
func (w *Writer) DeleteDocumentAttributes(attributes ...annotate.UID) error { return errUnfinished }

// RenameDocument changes the name that lists show.
func (w *Writer) RenameDocument(document annotate.UID, name string) error { return errUnfinished }

// SetStory puts a document into a story.
func (w *Writer) SetStory(document, story annotate.UID) error { return errUnfinished }

// SetSplit pins a document to a data split, or frees it ("").
func (w *Writer) SetSplit(document annotate.UID, split string) error { return errUnfinished }

// SetLanguage changes a document's language, BCP 47, "" for unknown.
func (w *Writer) SetLanguage(document annotate.UID, language string) error { return errUnfinished }
