package project

import (
	"context"
	"strings"

	"postil/annotate"
	"postil/storage"
)

// NewTag makes a tag with a name and, unless zero, a usual label.
func (p *Project) NewTag(ctx context.Context, name string, usual annotate.UID) (annotate.Tag, error) {
	t := annotate.Tag{UID: annotate.NewUID(), Name: strings.TrimSpace(name), Usual: usual}
	return t, p.do(ctx, "make the tag "+annotate.Excerpt(t.Name), func(s *step) error { return s.putTag(t) })
}

// SetTag says what spans are about, as one change; a zero tag takes it away.
func (p *Project) SetTag(ctx context.Context, tag annotate.UID, spans ...annotate.UID) error {
	name := "take the tag away"
	if !tag.IsZero() {
		t, ok := p.Tag(tag)
		if !ok {
			return noSuchTag
		}
		name = "tag with " + annotate.Excerpt(t.Name)
	}
	_, err := p.editEach(ctx, name, spans, func(_ *step, span *annotate.Span) error {
		span.Tag = tag
		return nil
	})
	return err
}

// NameSpans makes a tag of that name, whose usual label is the first span's, and
// sets it on the spans, as one change.
func (p *Project) NameSpans(ctx context.Context, name string, spans ...annotate.UID) (annotate.Tag, error) {
	t := annotate.Tag{UID: annotate.NewUID(), Name: strings.TrimSpace(name)}
	err := p.do(ctx, "tag with the new "+annotate.Excerpt(t.Name), func(s *step) error {
		if 0 < len(spans) {
			first, err := s.mine(spans[0])
			if err != nil {
				return err
			}
			t.Usual = first.Label
		}
		if err := s.putTag(t); err != nil {
			return err
		}
		for _, uid := range spans {
			_, err := s.edit(uid, func(span *annotate.Span) error {
				span.Tag = t.UID
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return t, err
}

// EditTag replaces the name, usual label, reference and note of the tag with
// that UID.
func (p *Project) EditTag(ctx context.Context, tag annotate.Tag) error {
	return p.do(ctx, "change the tag "+annotate.Excerpt(tag.Name), func(s *step) error {
		if _, err := s.Tag(tag.UID); err != nil {
			return err
		}
		return s.putTag(tag)
	})
}

// DeleteTag removes a tag; the spans that carry it lose it, in the same change.
func (p *Project) DeleteTag(ctx context.Context, tag annotate.UID) error {
	t, ok := p.Tag(tag)
	if !ok {
		return noSuchTag
	}
	_, err := p.bulk(ctx, func() (storage.Touched, error) {
		if err := p.join(ctx); err != nil {
			return storage.Touched{}, err
		}
		action := storage.Action{Name: "delete the tag " + annotate.Excerpt(t.Name), Annotator: p.me.UID}
		change, err := p.file.Do(ctx, action, func(w *storage.Writer) error { return w.DeleteTag(tag) })
		if err != nil {
			return storage.Touched{}, err
		}
		return p.file.Touched(ctx, change.Seq-1)
	})
	return err
}

var noSuchTag = &annotate.Error{Code: annotate.NotFound, What: "the tag is not in the project any more"}
