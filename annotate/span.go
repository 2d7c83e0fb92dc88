package annotate

import (
	"encoding/binary"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"
)

// Fragment is a half-open range of a document's text, in UTF-8 bytes, with the
// text it covers.
type Fragment struct {
	Start, End int
	Text       string
}

// Span is what an annotator marks: one label over one or more fragments of one
// document. Spans may overlap, nest, and cover the same range.
type Span struct {
	UID        UID
	Document   UID
	Label      UID
	Fragments  []Fragment // in text order; they neither touch nor overlap
	Tag        UID        // zero for none
	Attributes Attributes
	Note       string
	Annotator  UID
	Origin     Origin
	Created    time.Time
	Updated    time.Time
}

// Cover returns the fragments of text for the given ranges (UTF-8 bytes,
// half-open), in text order and with touching and overlapping ranges joined.
// Ranges that are empty, lie outside the text or cut a character are refused.
func Cover(text string, ranges ...[2]int) ([]Fragment, error) {
	if len(ranges) == 1 { // nearly always
		start, end := ranges[0][0], ranges[0][1]
		if err := checkRange(text, start, end); err != nil {
			return nil, err
		}
		return []Fragment{{Start: start, End: end, Text: text[start:end]}}, nil
	}
	sorted := slices.Clone(ranges)
	slices.SortFunc(sorted, func(a, b [2]int) int { return a[0] - b[0] })
	var joined [][2]int
	for _, r := range sorted {
		if err := checkRange(text, r[0], r[1]); err != nil {
			return nil, err
		}
		if last := len(joined) - 1; 0 <= last && r[0] <= joined[last][1] {
			joined[last][1] = max(joined[last][1], r[1])
			continue
		}
		joined = append(joined, r)
	}
	if len(joined) == 0 {
		return nil, &Error{Code: Invalid, What: "a span needs at least one fragment"}
	}
	fragments := make([]Fragment, len(joined))
	for i, r := range joined {
		fragments[i] = Fragment{Start: r[0], End: r[1], Text: text[r[0]:r[1]]}
	}
	return fragments, nil
}

// checkRange reports an error where [start, end) is not a range of whole
// characters of text.
func checkRange(text string, start, end int) error {
	switch {
	case start < 0 || len(text) < end:
		return &Error{Code: Invalid, Where: fmt.Sprintf("bytes %d to %d", start, end), What: fmt.Sprintf("the range leaves the text, which has %d bytes", len(text))}
	case end <= start:
		return &Error{Code: Invalid, Where: fmt.Sprintf("bytes %d to %d", start, end), What: "the range is empty"}
	case !utf8.RuneStart(text[start]) || end < len(text) && !utf8.RuneStart(text[end]):
		return &Error{Code: Invalid, Where: fmt.Sprintf("bytes %d to %d", start, end), What: "the range cuts a character"}
	}
	return nil
}

// Start returns the first byte that the span covers.
func (s *Span) Start() int { return s.Fragments[0].Start }

// End returns the byte after the last one that the span covers.
func (s *Span) End() int { return s.Fragments[len(s.Fragments)-1].End }

// Covers tells whether one of the fragments holds the byte at offset.
func (s *Span) Covers(offset int) bool {
	return slices.ContainsFunc(s.Fragments, func(f Fragment) bool { return f.Start <= offset && offset < f.End })
}

// Ranges returns the byte ranges [start, end) of the fragments, in order.
func (s *Span) Ranges() [][2]int {
	ranges := make([][2]int, len(s.Fragments))
	for i, f := range s.Fragments {
		ranges[i] = [2]int{f.Start, f.End}
	}
	return ranges
}

// Text returns what was marked: the fragments' texts, joined by " … ".
func (s *Span) Text() string {
	text := ""
	for i, f := range s.Fragments {
		if 0 < i {
			text += " … "
		}
		text += f.Text
	}
	return text
}

// Clone returns a copy that shares nothing with s.
func (s *Span) Clone() Span {
	c := *s
	c.Fragments = slices.Clone(s.Fragments)
	c.Attributes = s.Attributes.Clone()
	return c
}

// Mark is what makes two spans the same annotator's mark: the same label on the
// same ranges of the same document. Imports merge by it what has no UID in
// common. Marks compare with ==.
type Mark struct {
	Document, Label, Annotator UID

	start, end int
	more       string // the ranges of the other fragments, as varints
}

// Mark returns the span's mark.
func (s *Span) Mark() Mark {
	m := Mark{Document: s.Document, Label: s.Label, Annotator: s.Annotator}
	var more []byte
	for i, f := range s.Fragments {
		if i == 0 {
			m.start, m.end = f.Start, f.End
			continue
		}
		more = binary.AppendVarint(binary.AppendVarint(more, int64(f.Start)), int64(f.End))
	}
	m.more = string(more)
	return m
}

// Check proves the invariant: every fragment is a range of whole characters of
// the document's text, in order, and its own text is what stands there.
func (s *Span) Check(text string) error {
	if err := s.checkFragments(text); err != nil { // names cost more than the check
		return At("span "+s.UID.String(), err)
	}
	return nil
}

func (s *Span) checkFragments(text string) error {
	if len(s.Fragments) == 0 {
		return &Error{Code: Invalid, What: "it has no fragment"}
	}
	end := -1
	for _, f := range s.Fragments {
		if err := checkRange(text, f.Start, f.End); err != nil {
			return err
		}
		if f.Start <= end {
			return &Error{Code: Invalid, What: fmt.Sprintf("its fragments overlap, touch or are out of order at byte %d", f.Start)}
		}
		if text[f.Start:f.End] != f.Text {
			return &Error{Code: Invalid, What: fmt.Sprintf("its text %s is not what stands at bytes %d to %d: %s",
				Excerpt(f.Text), f.Start, f.End, Excerpt(text[f.Start:f.End]))}
		}
		end = f.End
	}
	return nil
}

// Validate checks the span by itself and against the scheme; [Span.Check]
// checks it against the text.
func (s *Span) Validate(in Definitions) error {
	if s.UID.IsZero() {
		return &Error{Code: Invalid, Where: "span", What: "it has no id"}
	}
	if err := s.validate(in); err != nil { // names cost more than the check
		return At("span "+s.UID.String(), err)
	}
	return nil
}

func (s *Span) validate(in Definitions) error {
	switch {
	case s.Document.IsZero():
		return &Error{Code: Invalid, What: "it names no document"}
	case s.Annotator.IsZero():
		return &Error{Code: Invalid, What: "it names no annotator"}
	case in.Label(s.Label) == nil:
		return &Error{Code: Invalid, What: "its label is not in the scheme"}
	}
	if err := s.Origin.Validate(); err != nil || len(s.Attributes) == 0 {
		return err
	}
	return s.Attributes.Validate(in, OnLabel, s.Label)
}

// CompareSpans orders spans of one document as records list them: by start, then
// the longer first, then by UID.
func CompareSpans(a, b *Span) int {
	if d := a.Start() - b.Start(); d != 0 {
		return d
	}
	if d := b.End() - a.End(); d != 0 {
		return d
	}
	return slices.Compare(a.UID[:], b.UID[:])
}
