package annotate

import "slices"

// Merger adds vocabularies to one, each whole or in portions that hold what they
// refer to. By the rules of [Vocabulary.Merge], but what is there grows, and a
// portion costs what it holds, however much is there.
type Merger struct {
	Scheme     Scheme      // all that is there so far
	Annotators []Annotator // likewise

	mapping                               Mapping // of the vocabulary in hand
	layerAt, labelAt, typeAt, annotatorAt register
	keys                                  map[string]bool         // of labels
	attributeAt                           map[UID]int             // places in Scheme.Attributes
	definedAt                             map[attributePlace]int  // likewise
	firstNamed                            map[string]int          // likewise
	choices                               map[int]map[string]bool // of attributes that were given more, by their place
}

// register tells where in a list a thing stands.
type register struct {
	uids  map[UID]int
	names map[string]int
}

func (r *register) put(u UID, name string, at int) {
	if r.uids == nil {
		r.uids, r.names = map[UID]int{}, map[string]int{}
	}
	r.uids[u], r.names[name] = at, at
}

func (r *register) remove(u UID, name string) {
	delete(r.uids, u)
	delete(r.names, name)
}

// of returns where the thing with that UID, or else with that name, stands; -1
// for nowhere.
func (r *register) of(u UID, name string) int {
	if at, ok := r.uids[u]; ok {
		return at
	}
	if at, ok := r.names[name]; ok {
		return at
	}
	return -1
}

// NewMerger returns one that adds to v, which belongs to it from now on. It keeps
// no tags.
func NewMerger(v Vocabulary) *Merger {
	m := &Merger{mapping: newMapping(), keys: map[string]bool{}, attributeAt: map[UID]int{}, definedAt: map[attributePlace]int{},
		firstNamed: map[string]int{}, choices: map[int]map[string]bool{}}
	for _, y := range v.Scheme.Layers {
		m.addLayer(y)
	}
	for _, l := range v.Scheme.Labels {
		m.addLabel(l)
	}
	for _, t := range v.Scheme.Relations {
		m.addType(t)
	}
	for _, d := range v.Scheme.Attributes {
		m.addAttribute(d)
	}
	for _, a := range v.Annotators {
		m.addAnnotator(a)
	}
	return m
}

// Begin begins another vocabulary: the UIDs of the one before mean nothing any
// more.
func (m *Merger) Begin() { m.mapping = newMapping() }

// Add adds what a vocabulary, or a further portion of it, has and the merger
// lacks. known are the tags that are there, as far as from's may be among them.
// After an error the merger has what it had, but [Merger.Begin] has to follow; and a
// choice may have got values.
func (m *Merger) Add(from *Vocabulary, known []Tag, o MergeOptions) (Merged, error) {
	if err := from.Validate(); err != nil {
		return Merged{}, err
	}
	a := addition{Merger: m, from: from, of: map[UID]UID{}}
	before := m.size()
	refused, err := a.scheme(o)
	if err != nil {
		m.shrink(before)
		return Merged{}, err
	}
	a.annotators()
	s := &m.Scheme
	merged := Merged{Mapping: m.mapping, Refused: refused}
	merged.Added = Vocabulary{Tags: a.tags(known), Annotators: slices.Clone(m.Annotators[before.annotators:]), Scheme: Scheme{
		Layers: slices.Clone(s.Layers[before.layers:]), Labels: slices.Clone(s.Labels[before.labels:]),
		Relations: slices.Clone(s.Relations[before.types:]), Attributes: slices.Clone(s.Attributes[before.attributes:])}}
	merged.Vocabulary = Vocabulary{Scheme: *s, Tags: slices.Concat(known, merged.Added.Tags), Annotators: m.Annotators}
	for _, at := range a.grown {
		if at < before.attributes {
			merged.Grown = append(merged.Grown, s.Attributes[at])
		}
	}
	return merged, nil
}

// mergerSize is how much a merger holds.
type mergerSize struct{ layers, labels, types, attributes, annotators int }

func (m *Merger) size() mergerSize {
	s := &m.Scheme
	return mergerSize{len(s.Layers), len(s.Labels), len(s.Relations), len(s.Attributes), len(m.Annotators)}
}

// shrink takes back what of a scheme came in since the merger had that size.
func (m *Merger) shrink(to mergerSize) {
	s := &m.Scheme
	for _, y := range s.Layers[to.layers:] {
		m.layerAt.remove(y.UID, y.Name)
	}
	for _, l := range s.Labels[to.labels:] {
		m.labelAt.remove(l.UID, l.Name)
		delete(m.keys, l.Key)
	}
	for _, t := range s.Relations[to.types:] {
		m.typeAt.remove(t.UID, t.Name)
	}
	for i, d := range s.Attributes[to.attributes:] {
		at := to.attributes + i
		delete(m.attributeAt, d.UID)
		delete(m.definedAt, attributePlace{d.On, d.Owner, d.Name})
		delete(m.choices, at)
		if m.firstNamed[d.Name] == at {
			delete(m.firstNamed, d.Name)
		}
	}
	s.Layers, s.Labels, s.Relations, s.Attributes = s.Layers[:to.layers], s.Labels[:to.labels], s.Relations[:to.types], s.Attributes[:to.attributes]
}

func (m *Merger) addLayer(y Layer) {
	m.layerAt.put(y.UID, y.Name, len(m.Scheme.Layers))
	m.Scheme.Layers = append(m.Scheme.Layers, y)
}

func (m *Merger) addLabel(l Label) {
	m.labelAt.put(l.UID, l.Name, len(m.Scheme.Labels))
	m.Scheme.Labels = append(m.Scheme.Labels, l)
	if l.Key != "" {
		m.keys[l.Key] = true
	}
}

func (m *Merger) addType(t RelationType) {
	m.typeAt.put(t.UID, t.Name, len(m.Scheme.Relations))
	m.Scheme.Relations = append(m.Scheme.Relations, t)
}

func (m *Merger) addAnnotator(a Annotator) {
	m.annotatorAt.put(a.UID, a.Name, len(m.Annotators))
	m.Annotators = append(m.Annotators, a)
}

func (m *Merger) addAttribute(d AttributeDef) {
	at := len(m.Scheme.Attributes)
	m.attributeAt[d.UID] = at
	m.definedAt[attributePlace{d.On, d.Owner, d.Name}] = at
	if _, ok := m.firstNamed[d.Name]; !ok {
		m.firstNamed[d.Name] = at
	}
	m.Scheme.Attributes = append(m.Scheme.Attributes, d)
}

// grow gives a choice the values that it lacks, and tells whether there were any.
// Nothing else has values.
func (m *Merger) grow(at int, values []string) bool {
	d := &m.Scheme.Attributes[at]
	if d.Kind != Choice || len(values) == 0 {
		return false
	}
	there := m.choices[at]
	if there == nil {
		there = make(map[string]bool, len(d.Choices))
		for _, c := range d.Choices {
			there[c] = true
		}
		m.choices[at] = there
	}
	before := len(d.Choices)
	for _, c := range values {
		if !there[c] {
			there[c] = true
			d.Choices = append(d.Choices, c)
		}
	}
	return before < len(d.Choices)
}

// Layer returns the layer with that UID, nil where there is none.
func (m *Merger) Layer(u UID) *Layer { return at(m.Scheme.Layers, m.layerAt.uids, u) }

// Label returns the label with that UID, nil where there is none.
func (m *Merger) Label(u UID) *Label { return at(m.Scheme.Labels, m.labelAt.uids, u) }

// RelationType returns the type with that UID, nil where there is none.
func (m *Merger) RelationType(u UID) *RelationType { return at(m.Scheme.Relations, m.typeAt.uids, u) }

// Attribute returns what is defined there by that name, nil for nothing.
func (m *Merger) Attribute(on Bearer, owner UID, name string) *AttributeDef {
	return at(m.Scheme.Attributes, m.definedAt, attributePlace{on, owner, name})
}

// at returns a pointer to the element whose place is kept under key, nil for none.
func at[T any, K comparable](in []T, places map[K]int, key K) *T {
	if i, ok := places[key]; ok {
		return &in[i]
	}
	return nil
}
