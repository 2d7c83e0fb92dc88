package export

// lexiconSize is how much a lexicon holds.
type lexiconSize struct{ layers, labels, attributes, types, annotators, tags int }

func (l *lexicon) size() lexiconSize {
	s := &l.v.Scheme
	return lexiconSize{len(s.Layers), len(s.Labels), len(s.Attributes), len(s.Relations), len(l.v.Annotators), len(l.v.Tags)}
}

// shrink takes back what came in since a lexicon had that size.
func (l *lexicon) shrink(to lexiconSize) {
	s := &l.v.Scheme
	for _, b := range s.Labels[to.labels:] {
		delete(l.labels, b.Name)
	}
	for _, t := range s.Relations[to.types:] {
		delete(l.types, t.Name)
	}
	for _, a := range l.v.Annotators[to.annotators:] {
		delete(l.annotators, a.Name)
	}
	for _, t := range l.v.Tags[to.tags:] {
		delete(l.tags, t.UID)
	}
	for i, d := range s.Attributes[to.attributes:] {
		delete(l.attributes, attributeKey{d.On, d.Owner, d.Name})
		if l.kinds[d.Name] == to.attributes+i {
			delete(l.kinds, d.Name)
		}
	}
	s.Layers, s.Labels, s.Attributes, s.Relations = s.Layers[:to.layers], s.Labels[:to.labels], s.Attributes[:to.attributes], s.Relations[:to.types]
	l.v.Annotators, l.v.Tags = l.v.Annotators[:to.annotators], l.v.Tags[:to.tags]
}
