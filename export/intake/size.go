package intake

// LexiconSize is how much a lexicon holds.
type LexiconSize struct{ layers, labels, attributes, choices, types, annotators, tags int }

// Size returns how much the lexicon holds, for [Lexicon.Shrink].
func (l *Lexicon) Size() LexiconSize {
	s := &l.Known.Scheme
	return LexiconSize{len(s.Layers), len(s.Labels), len(s.Attributes), len(l.chosen), len(s.Relations), len(l.Known.Annotators), len(l.Known.Tags)}
}

// Shrink takes back what came in since a lexicon had that size.
func (l *Lexicon) Shrink(to LexiconSize) {
	l.shrinkAttributes(to)
	s := &l.Known.Scheme
	for _, y := range s.Layers[to.layers:] {
		delete(l.layers, y.Name)
	}
	for i := range s.Labels[to.labels:] {
		b := &s.Labels[to.labels+i]
		l.free.Return(b)
		delete(l.labels, b.Name)
		delete(l.labelAt, b.UID)
	}
	for _, t := range s.Relations[to.types:] {
		delete(l.types, t.Name)
		delete(l.typeAt, t.UID)
	}
	for _, a := range l.Known.Annotators[to.annotators:] {
		delete(l.annotators, a.Name)
		delete(l.annotatorAt, a.UID)
	}
	for _, t := range l.Known.Tags[to.tags:] {
		delete(l.tags, t.UID)
	}
	s.Layers, s.Labels, s.Relations = s.Layers[:to.layers], s.Labels[:to.labels], s.Relations[:to.types]
	l.Known.Annotators, l.Known.Tags = l.Known.Annotators[:to.annotators], l.Known.Tags[:to.tags]
}

// shrinkAttributes takes back attributes, and choices of those that stay.
func (l *Lexicon) shrinkAttributes(to LexiconSize) {
	s := &l.Known.Scheme
	for len(l.chosen) > to.choices {
		at := l.chosen[len(l.chosen)-1]
		l.chosen = l.chosen[:len(l.chosen)-1]
		d := &s.Attributes[at]
		last := len(d.Choices) - 1
		delete(l.choices[at], d.Choices[last])
		d.Choices = d.Choices[:last]
	}
	for i := len(s.Attributes) - 1; to.attributes <= i; i-- {
		d := &s.Attributes[i]
		delete(l.attributes, attributeKey{d.On, d.Owner, d.Name})
		delete(l.attributeAt, d.UID)
		delete(l.choices, i)
		l.named[d.Name] = l.named[d.Name][:len(l.named[d.Name])-1]
	}
	s.Attributes = s.Attributes[:to.attributes]
}
