package brat

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"postil/annotate"
	"postil/export/account"
)

// thing is a span or a relation as lines about it see it.
type thing struct {
	kind       account.Kind
	uid        annotate.UID
	attributes annotate.Attributes
	note       string
	id         string // by which lines name it
}

func (s *sheet) spanThing(i int) thing {
	span := &s.record.Spans[i]
	return thing{account.Span, span.UID, span.Attributes, span.Note, s.bearer(i)}
}

func (s *sheet) relationThing(i int) thing {
	r := &s.record.Relations[i]
	return thing{account.Relation, r.UID, r.Attributes, r.Note, s.linkIDs[i]}
}

// thing returns what an id stands for.
func (s *sheet) thing(id string) (thing, bool) {
	if i, ok := s.span(id); ok {
		return s.spanThing(i), true
	}
	if i, ok := s.linkBy[id]; ok {
		return s.relationThing(i), true
	}
	return thing{}, false
}

// property writes the line of an attribute, a tag or a note that was read.
func (s *sheet) property(l *annLine) {
	of, ok := s.thing(l.target)
	if !ok {
		return
	}
	switch l.kind {
	case 'A':
		s.attribute(l, of)
	case 'N':
		s.reference(l)
	case '#':
		if of.note == "" {
			return
		}
		s.said[said{of.uid, ""}] = true
		if of.note == l.text {
			s.rawAbout(l)
			return
		}
		s.noteLine(l.id, s.targetOf(l), of)
	}
}

// attribute writes the A line of an attribute that was read.
func (s *sheet) attribute(l *annLine, of thing) {
	name := l.name
	if _, ok := of.attributes[name]; !ok {
		for other := range of.attributes {
			if s.words.attributes[other] == l.name { // no two are spelt alike
				name = other
			}
		}
	}
	v, ok := of.attributes[name]
	if !ok {
		return
	}
	s.said[said{of.uid, name}] = true
	value, ok := valueOf(v)
	if asRead, isText := v.Any().(string); ok && value == l.value || isText && asRead == l.value {
		s.rawAbout(l)
		return
	}
	s.attributeLine(l.id, s.targetOf(l), of, name, v)
}

// valueOf returns how a value is spelt, "" for yes, and false where it cannot
// be.
func valueOf(v annotate.Value) (string, bool) {
	switch x := v.Any().(type) {
	case bool:
		return "", x
	case float64:
		return strconv.FormatFloat(x, 'g', -1, 64), true
	case string:
		value := strings.TrimSpace(strings.ReplaceAll(onOneLine(x), "\t", " "))
		return value, value != ""
	}
	return "", false
}

// attributeLine writes an A line; with no id, under a new one.
func (s *sheet) attributeLine(id, target string, of thing, name string, v annotate.Value) {
	value, ok := valueOf(v)
	if !ok {
		s.account.Change(of.kind, of.uid, fmt.Sprintf("its attribute %s is left out: brat cannot say no, and nothing empty", annotate.Excerpt(name)))
		return
	}
	if given, isText := v.Any().(string); isText && given != value {
		s.account.Change(of.kind, of.uid, fmt.Sprintf("its attribute %s is on one line, without blanks around it", annotate.Excerpt(name)))
	}
	spelt, ok := s.words.attributes[name]
	if !ok {
		spelt = spellable(name)
	}
	if spelt != name {
		s.account.Change(of.kind, of.uid, fmt.Sprintf("its attribute %s is spelt %s", annotate.Excerpt(name), spelt))
	}
	if id == "" {
		id = s.fresh('A')
	}
	s.out = append(append(append(append(append(s.out, id...), '\t'), spelt...), ' '), target...)
	if value != "" {
		s.out = append(append(s.out, ' '), value...)
	}
	s.out = append(s.out, '\n')
}

// noteLine writes a note; with no id, under a new one.
func (s *sheet) noteLine(id, target string, of thing) {
	note := onOneLine(of.note)
	if strings.TrimSpace(note) == "" {
		s.account.Change(of.kind, of.uid, "its note is left out: it holds nothing but blanks")
		return
	}
	if note != of.note {
		s.account.Change(of.kind, of.uid, "its note is on one line")
	}
	if id == "" {
		id = s.fresh('#')
	}
	s.out = append(append(append(append(s.out, id...), "\tAnnotatorNotes "...), target...), '\t')
	s.out = append(append(s.out, note...), '\n')
}

// reference writes the N line of a tag that was read.
func (s *sheet) reference(l *annLine) {
	i, ok := s.span(l.target)
	if !ok {
		return
	}
	span := &s.record.Spans[i]
	tag := s.words.tags[span.Tag]
	if tag == nil {
		return
	}
	s.tagDone[i] = true
	if read := tagOf(l.value, l.text); read.UID == tag.UID || read.Name == tag.Name && read.Ref == tag.Ref {
		s.rawAbout(l)
		return
	}
	s.referenceLine(l.id, s.targetOf(l), span, tag)
}

// referenceLine writes an N line; with no id, under a new one.
func (s *sheet) referenceLine(id, target string, span *annotate.Span, tag *annotate.Tag) {
	if id == "" {
		id = s.fresh('N')
	}
	s.out = append(append(append(append(s.out, id...), "\tReference "...), target...), ' ')
	s.out = append(append(append(append(s.out, s.entry(span, tag)...), '\t'), tag.Name...), '\n')
}

// entry returns a tag's reference as DATABASE:ENTRY.
func (s *sheet) entry(span *annotate.Span, tag *annotate.Tag) string {
	switch {
	case tag.Ref == "":
		return ownEntries + tag.UID.String()
	case isQNumber(tag.Ref):
		return wikidata + tag.Ref
	}
	spelt := strings.Join(strings.FieldsFunc(tag.Ref, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), "_")
	if strings.IndexByte(spelt, ':') < 0 {
		spelt = "Reference:" + spelt
	}
	if spelt != tag.Ref {
		s.account.Change(account.Span, span.UID, "its tag's reference is spelt as DATABASE:ENTRY")
	}
	return spelt
}

// properties writes the attributes, tags and notes that have no line yet.
func (s *sheet) properties() {
	var things []thing
	for i := range s.record.Spans {
		if span := &s.record.Spans[i]; s.ids[i] != "" && (0 < len(span.Attributes) || span.Note != "") {
			things = append(things, s.spanThing(i))
		}
	}
	for i := range s.record.Relations {
		if r := &s.record.Relations[i]; s.linkIDs[i] != "" && (0 < len(r.Attributes) || r.Note != "") {
			things = append(things, s.relationThing(i))
		}
	}
	for _, of := range things {
		for _, name := range sortedNames(of.attributes) {
			if !s.said[said{of.uid, name}] {
				s.attributeLine("", of.id, of, name, of.attributes[name])
			}
		}
	}
	for i := range s.record.Spans {
		span := &s.record.Spans[i]
		if tag := s.words.tags[span.Tag]; tag != nil && s.ids[i] != "" && !s.tagDone[i] {
			s.referenceLine("", s.bearer(i), span, tag)
		}
	}
	for _, of := range things {
		if of.note != "" && !s.said[said{of.uid, ""}] {
			s.noteLine("", of.id, of)
		}
	}
}

func sortedNames(attributes annotate.Attributes) []string {
	names := make([]string, 0, len(attributes))
	for name := range attributes {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
