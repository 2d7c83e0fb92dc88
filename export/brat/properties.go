package brat

import (
	"strings"

	"postil/annotate"
	"postil/export/intake"
)

// bearer is what a line gives an attribute or a note to.
type bearer struct {
	on         annotate.Bearer
	owner      annotate.UID // the label or relation type
	attributes *annotate.Attributes
	note       *string
}

// bearer returns what an id stands for: a span, for an event its trigger, or a
// relation.
func (b *document) bearer(id string) (bearer, error) {
	if i, ok := b.spans[id]; ok {
		s := &b.draft.Record.Spans[i]
		return bearer{annotate.OnLabel, s.Label, &s.Attributes, &s.Note}, nil
	}
	if i, ok := b.relations[id]; ok {
		r := &b.draft.Record.Relations[i]
		return bearer{annotate.OnRelation, r.Type, &r.Attributes, &r.Note}, nil
	}
	return bearer{}, b.absent(id, "what it is of,")
}

// takeAttribute gives a span or a relation an attribute: yes where the line has
// no value.
func (b *document) takeAttribute(l *lineRead) error {
	of, err := b.bearer(l.target)
	if err != nil {
		if i, ok := b.ids[l.target]; ok && b.lines[i].fault == nil {
			return b.setApart(l, "attributes of what Postil gives none are kept as they are, but not shown")
		}
		return err
	}
	v := annotate.YesNoValue(true)
	if l.value != "" {
		v = annotate.TextValue(l.value)
	}
	words, name := b.draft.Words, b.names.of(l.name)
	if kind, ok := words.AttributeKind(name); ok && (kind == annotate.YesNo) != (l.value == "") {
		return b.setApart(l, "attributes that have a value on one line and none on another are kept as they are, but not shown: "+annotate.Excerpt(name))
	}
	if other, ok := (*of.attributes)[name]; ok && other != v {
		return b.setApart(l, "attributes that have another value on the same span are kept as they are, but not shown: "+annotate.Excerpt(name))
	}
	if words.AddChoice(name, v) {
		b.lacking = append(b.lacking, name)
	}
	name, err = words.Attribute(of.on, of.owner, []byte(name), v)
	if err != nil {
		return err
	}
	if *of.attributes == nil {
		*of.attributes = annotate.Attributes{}
	}
	(*of.attributes)[name] = v
	l.how = about
	return nil
}

// setApart keeps a line as it is, and says why.
func (b *document) setApart(l *lineRead, why string) error {
	l.how = apart
	b.apart = append(b.apart, why)
	return nil
}

// takeReference gives a span a tag that has the line's reference.
func (b *document) takeReference(l *lineRead) error {
	i, ok := b.spans[l.target]
	if !ok {
		if j, ok := b.ids[l.target]; ok && b.lines[j].fault == nil {
			return b.setApart(l, "normalizations of what Postil gives no tag are kept as they are, but not shown")
		}
		return b.absent(l.target, "what it is of,")
	}
	s := &b.draft.Record.Spans[i]
	t := tagOf(l.value, l.text)
	if !s.Tag.IsZero() && s.Tag != t.UID {
		return b.setApart(l, "further normalizations of the same span are kept as they are, but not shown: a span has one tag")
	}
	if err := b.draft.Words.Tag(t); err != nil {
		return err
	}
	s.Tag = t.UID
	l.how = about
	return nil
}

// How references of tags are spelt as DATABASE:ENTRY.
const (
	wikidata   = "Wikidata:" // a Q-number
	ownEntries = "Postil:"   // the id of a tag without reference
)

// tagOf returns the tag that a reference and a name stand for. Without a name
// the reference is the name.
func tagOf(reference, name string) annotate.Tag {
	t := annotate.Tag{Name: strings.TrimSpace(name), Ref: reference}
	if t.Name == "" {
		t.Name = reference
	}
	if id, ok := strings.CutPrefix(reference, ownEntries); ok {
		if u, ok := intake.SpeltID([]byte(id)); ok {
			t.UID, t.Ref = u, ""
			return t
		}
	}
	if q, ok := strings.CutPrefix(reference, wikidata); ok && isQNumber(q) {
		t.Ref = q
	}
	t.UID = intake.TagID(t.Name, t.Ref)
	return t
}

// isQNumber tells whether s names an item of Wikidata.
func isQNumber(s string) bool {
	digits, ok := strings.CutPrefix(s, "Q")
	return ok && digits != "" && strings.Trim(digits, "0123456789") == "" && digits[0] != '0'
}

// takeNote gives a span or a relation a note, where the line is one of an
// annotator and the first.
func (b *document) takeNote(l *lineRead) error {
	l.how = apart
	of, err := b.bearer(l.target)
	if err != nil || !l.annotatorNote() || strings.TrimSpace(l.text) == "" {
		return nil
	}
	if *of.note != "" {
		return b.setApart(l, "further notes of the same span are kept as they are, but not shown")
	}
	*of.note = l.text
	l.how = about
	return nil
}
