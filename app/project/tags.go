package project

import (
	"context"
	"time"

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

// PastTag is one thing that was tagged before: a tag, or a text of spans.
type PastTag struct {
	Tag       annotate.UID // the tag, or the tag that the spans with this text carry; zero for none
	IsTag     bool         // it is the tag itself; else it is a text of spans
	Text      string       // the tag's name, or the text, cut to 80 code points and "…"
	Label     annotate.UID // the spans' label; of a tag, the label it is used with most, else its usual one; zero for none
	Spans     int          // how many spans carry it
	Documents int          // in how many documents
	Last      time.Time    // when it was last used; zero where it never was
	Matched   [][2]int     // what of Text the query fits: byte ranges on whole characters, in order
}

// SearchPastTags finds past tags of all annotators by a few letters, best first,
// at most limit of them. An empty query gives the most recent and most used.
// Where the best are certain before the search is complete, first (which may be
// nil) is called with them. It ends early with ctx's error, so that the next key
// can cancel it. Right after opening a large project it waits until the past
// tags are loaded.
func (p *Project) SearchPastTags(ctx context.Context, query string, limit int, first func([]PastTag)) ([]PastTag, error) {
	return nil, nil
}
