package project

import (
	"context"

	"postil/annotate"
)

// Marked is what [Project.Mark] made.
type Marked struct {
	Span    annotate.Span
	Existed bool // the same mark stood there already; nothing was added
}

// Mark marks ranges of a document's text (UTF-8 bytes, half-open) with a label
// and, unless zero, a tag, as one change. Ranges widen to whole grapheme
// clusters; touching and overlapping ones join. The first mark in a document
// that was new makes it in progress, in the same change. Where the annotator
// has the same label on the same ranges already, that span is returned; a tag
// that it lacks is set on it.
func (p *Project) Mark(ctx context.Context, document, label annotate.UID, ranges [][2]int, tag annotate.UID) (Marked, error) {
	return Marked{}, nil
}

// Relabel gives spans another label, as one change. Attributes that the new
// label does not define are dropped.
func (p *Project) Relabel(ctx context.Context, label annotate.UID, spans ...annotate.UID) error {
	return nil
}

// SetRanges moves a span's borders: its fragments become the given ranges of
// the text, widened as [Project.Mark] does.
func (p *Project) SetRanges(ctx context.Context, span annotate.UID, ranges [][2]int) (annotate.Span, error) {
	return annotate.Span{}, nil
}

// SetNote writes a span's note; "" removes it.
func (p *Project) SetNote(ctx context.Context, span annotate.UID, note string) error { return nil }

// SetAttribute gives a span a value for one of its label's attributes; the zero
// Value takes the attribute away.
func (p *Project) SetAttribute(ctx context.Context, span annotate.UID, name string, value annotate.Value) error {
	return nil
}

// Delete removes spans and the relations that start from them or lead to them,
// as one change.
func (p *Project) Delete(ctx context.Context, spans ...annotate.UID) error { return nil }
