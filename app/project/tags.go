package project

import (
	"context"

	"postil/annotate"
)

// NewTag makes a tag with a name and, unless zero, a usual label.
func (p *Project) NewTag(ctx context.Context, name string, usual annotate.UID) (annotate.Tag, error) {
	return annotate.Tag{}, nil
}

// SetTag says what spans are about, as one change; a zero tag takes it away.
func (p *Project) SetTag(ctx context.Context, tag annotate.UID, spans ...annotate.UID) error {
	return nil
}

// NameSpans makes a tag of that name, whose usual label is the first span's, and
// sets it on the spans, as one change.
func (p *Project) NameSpans(ctx context.Context, name string, spans ...annotate.UID) (annotate.Tag, error) {
	return annotate.Tag{}, nil
}

// EditTag replaces the name, usual label, reference and note of the tag with
// that UID.
func (p *Project) EditTag(ctx context.Context, tag annotate.Tag) error { return nil }

// DeleteTag removes a tag; one that spans carry is refused with
// [annotate.Conflict].
func (p *Project) DeleteTag(ctx context.Context, tag annotate.UID) error { return nil }

// PastTag is one thing that was tagged before: a tag, or the text of spans that
// carry none.
type PastTag struct {
	Text      string       // the tag's name, or the spans' text, white space joined
	Matched   [][2]int     // which bytes of Text the query matched, half-open, in order
	Tag       annotate.UID // zero for a text
	Label     annotate.UID // the tag's usual label, or the text's most used one; zero for none
	Count     int          // spans
	Documents int          // documents in which they stand
}

// SearchPastTags finds past tags of all annotators by a few letters, best first,
// at most limit of them. An empty query gives the most recent and most used. It
// ends early with ctx's error, so that the next key can cancel it. Right after
// opening a large project it waits until the past tags are loaded.
func (p *Project) SearchPastTags(ctx context.Context, query string, limit int) ([]PastTag, error) {
	return nil, nil
}
