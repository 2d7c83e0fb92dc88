package project

import (
	"context"
	"maps"
	"slices"
	"strings"

	"postil/annotate"
)

// Marked is what [Project.Mark] made.
type Marked struct {
	Span    annotate.Span
	Existed bool // the same mark stood there already; no span was added
}

// Mark marks ranges of a document's text (UTF-8 bytes, half-open) with a label
// and, unless zero, a tag, as one change. Ranges widen to whole grapheme
// clusters and lose white space at their ends, with which extractors can't be
// trained; touching and overlapping ones join. The first mark in a document
// that was new makes it in progress, in the same change. Where the annotator
// has the same label on the same ranges already, that span is returned, with
// the tag set on it where one is given.
func (p *Project) Mark(ctx context.Context, document, label annotate.UID, ranges [][2]int, tag annotate.UID) (Marked, error) {
	l, err := p.lists.label(label)
	if err != nil {
		return Marked{}, err
	}
	var marked Marked
	err = p.do(ctx, "tag "+l.Name, func(s *step) error {
		marked, err = p.mark(s, document, label, ranges, tag)
		return err
	})
	return marked, err
}

// MarkNamed does what [Project.Mark] does, with a new tag of that name whose
// usual label is the mark's; tag and mark are one change.
func (p *Project) MarkNamed(ctx context.Context, document, label annotate.UID, ranges [][2]int, name string) (Marked, error) {
	l, err := p.lists.label(label)
	if err != nil {
		return Marked{}, err
	}
	t := annotate.Tag{UID: annotate.NewUID(), Name: strings.TrimSpace(name), Usual: label}
	var marked Marked
	err = p.do(ctx, "tag "+l.Name+" with the new "+annotate.Excerpt(t.Name), func(s *step) error {
		if err := s.putTag(t); err != nil {
			return err
		}
		marked, err = p.mark(s, document, label, ranges, t.UID)
		return err
	})
	return marked, err
}

func (p *Project) mark(s *step, document, label annotate.UID, ranges [][2]int, tag annotate.UID) (Marked, error) {
	open, err := p.openDocument(s.Reader, document)
	if err != nil {
		return Marked{}, err
	}
	fragments, err := open.cover(ranges)
	if err != nil {
		return Marked{}, err
	}
	span := annotate.Span{UID: annotate.NewUID(), Document: document, Label: label, Fragments: fragments, Tag: tag,
		Annotator: p.me.UID, Origin: annotate.Origin{Kind: annotate.Manual}}
	known, err := open.same(s.Reader, &span)
	if err != nil {
		return Marked{}, err
	}
	if known != nil {
		span, err := s.edit(known.UID, func(span *annotate.Span) error {
			if !tag.IsZero() {
				span.Tag = tag
			}
			return nil
		})
		return Marked{Span: span, Existed: true}, err
	}
	if err := s.add(&span); err != nil {
		return Marked{}, err
	}
	return Marked{Span: span}, s.begin(document)
}

// Relabel gives spans another label, as one change, and returns them as they are
// then. Attributes that the new label does not define are dropped. Where the new
// label stands on the same ranges already, it is refused with [annotate.Exists].
func (p *Project) Relabel(ctx context.Context, label annotate.UID, spans ...annotate.UID) ([]annotate.Span, error) {
	l, err := p.lists.label(label)
	if err != nil {
		return nil, err
	}
	scheme := p.Scheme()
	defined := scheme.AttributesOf(annotate.OnLabel, label)
	return p.editEach(ctx, "change the label to "+l.Name, spans, func(s *step, span *annotate.Span) error {
		if span.Label == label {
			return nil
		}
		span.Label = label
		maps.DeleteFunc(span.Attributes, func(name string, v annotate.Value) bool {
			return !slices.ContainsFunc(defined, func(d annotate.AttributeDef) bool { return d.Name == name && d.Accepts(v) == nil })
		})
		return p.free(s, span)
	})
}

// SetRanges moves a span's borders: its fragments become the given ranges of
// the text, fitted as [Project.Mark] does.
func (p *Project) SetRanges(ctx context.Context, span annotate.UID, ranges [][2]int) (annotate.Span, error) {
	var moved annotate.Span
	err := p.do(ctx, "move borders", func(s *step) (err error) {
		moved, err = s.edit(span, func(span *annotate.Span) error {
			open, err := p.openDocument(s.Reader, span.Document)
			if err != nil {
				return err
			}
			if span.Fragments, err = open.cover(ranges); err != nil {
				return err
			}
			return p.free(s, span)
		})
		return err
	})
	return moved, err
}

// SetNote writes a span's note; "" removes it.
func (p *Project) SetNote(ctx context.Context, span annotate.UID, note string) error {
	_, err := p.editEach(ctx, "write a note", []annotate.UID{span}, func(_ *step, span *annotate.Span) error {
		span.Note = note
		return nil
	})
	return err
}

// SetAttribute gives a span a value for one of its label's attributes; the zero
// Value takes the attribute away.
func (p *Project) SetAttribute(ctx context.Context, span annotate.UID, name string, value annotate.Value) error {
	_, err := p.editEach(ctx, "set "+name, []annotate.UID{span}, func(_ *step, span *annotate.Span) error {
		switch {
		case value == annotate.Value{}:
			delete(span.Attributes, name)
			return nil
		case span.Attributes == nil:
			span.Attributes = annotate.Attributes{}
		}
		span.Attributes[name] = value
		return nil
	})
	return err
}

// Delete removes spans and the relations that start from them or lead to them,
// as one change.
func (p *Project) Delete(ctx context.Context, spans ...annotate.UID) error {
	name := "delete spans"
	if len(spans) == 1 {
		name = "delete a span"
	}
	return p.do(ctx, name, func(s *step) error {
		return s.remove(spans...)
	})
}

// editEach alters spans of the annotator, as one change, and returns them as they
// are then.
func (p *Project) editEach(ctx context.Context, name string, spans []annotate.UID, change func(*step, *annotate.Span) error) ([]annotate.Span, error) {
	edited := make([]annotate.Span, len(spans))
	err := p.do(ctx, name, func(s *step) (err error) {
		for i, uid := range spans {
			if edited[i], err = s.edit(uid, func(span *annotate.Span) error { return change(s, span) }); err != nil {
				return err
			}
		}
		return nil
	})
	return edited, err
}

// free refuses a span that would become the same mark as another.
func (p *Project) free(s *step, span *annotate.Span) error {
	open, err := p.openDocument(s.Reader, span.Document)
	if err != nil {
		return err
	}
	other, err := open.same(s.Reader, span)
	if err == nil && other != nil {
		err = &annotate.Error{Code: annotate.Exists, What: "the same text has this label already", Hint: "delete one of the two"}
	}
	return err
}
