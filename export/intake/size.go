package intake

// LexiconSize is how much a lexicon holds.
type LexiconSize struct{ layers, labels, attributes, types, annotators, tags int }

// Size returns how much the lexicon holds, for [Lexicon.Shrink].
func (l *Lexicon) Size() LexiconSize {
	s := &l.Known.Scheme
	return LexiconSize{len(s.Layers), len(s.Labels), len(s.Attributes), len(s.Relations), len(l.Known.Annotators), len(l.Known.Tags)}
}

// Shrink takes back what came in since a lexicon had that size.
func (l *Lexicon) Shrink(to LexiconSize) {
	s := &l.Known.Scheme
	for _, b := range s.Labels[to.labels:] {
		delete(l.labels, b.Name)
	}
	for _, t := range s.Relations[to.types:] {
		delete(l.types, t.Name)
	}
	for _, a := range l.Known.Annotators[to.annotators:] {
		delete(l.annotators, a.Name)
	}
	for _, t := range l.Known.Tags[to.tags:] {
		delete(l.tags, t.UID)
	}
	for i, d := range s.Attributes[to.attributes:] {
		delete(l.attributes, attributeKey{d.On, d.Owner, d.Name})
		if l.kinds[d.Name] == to.attributes+i {
			delete(l.kinds, d.Name)
		}
	}
	s.Layers, s.Labels, s.Attributes, s.Relations = s.Layers[:to.layers], s.Labels[:to.labels], s.Attributes[:to.attributes], s.Relations[:to.types]
	l.Known.Annotators, l.Known.Tags = l.Known.Annotators[:to.annotators], l.Known.Tags[:to.tags]
}
