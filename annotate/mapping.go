package annotate

import "slices"

// Mapping tells which things of a merged vocabulary those of another stand for.
// The zero Mapping changes nothing.
type Mapping struct {
	labels, types, tags, annotators uidMap
	names                           map[attributePlace]string // of attributes, where they differ
	taken                           map[attributePlace]string // the names that they got, and whose they were
	refused                         map[attributePlace]error  // those that were left out, and why
}

// attributePlace is where an attribute is defined, in the other vocabulary.
type attributePlace struct {
	on    Bearer
	owner UID
	name  string
}

// uidMap holds the UIDs that stand for another.
type uidMap map[UID]UID

func (m uidMap) put(from, to UID) {
	if from != to {
		m[from] = to
	}
}

func (m uidMap) of(u UID) UID {
	if to, ok := m[u]; ok {
		return to
	}
	return u
}

// all returns what a list stands for, each once.
func (m uidMap) all(us []UID) []UID {
	var to []UID
	for _, u := range us {
		if is := m.of(u); !slices.Contains(to, is) {
			to = append(to, is)
		}
	}
	return to
}

func newMapping() Mapping {
	return Mapping{labels: uidMap{}, types: uidMap{}, tags: uidMap{}, annotators: uidMap{},
		names: map[attributePlace]string{}, taken: map[attributePlace]string{}, refused: map[attributePlace]error{}}
}

// rename remembers which name an attribute has in the merged vocabulary. Two
// attributes of one owner cannot become one, since a span may have values for
// both.
func (m *Mapping) rename(from attributePlace, to string) error {
	place := attributePlace{from.on, from.owner, to}
	if other, ok := m.taken[place]; ok && other != from.name {
		return &Error{Code: Conflict, Where: "attribute " + Excerpt(from.name), What: "it and " + Excerpt(other) + " are both " + Excerpt(to) + " in the project", Hint: "rename one of them"}
	}
	m.taken[place] = from.name
	if from.name != to {
		m.names[from] = to
	}
	return nil
}

// Label returns what a label stands for.
func (m *Mapping) Label(u UID) UID { return m.labels.of(u) }

// RelationType returns what a relation type stands for.
func (m *Mapping) RelationType(u UID) UID { return m.types.of(u) }

// Tag returns what a tag stands for.
func (m *Mapping) Tag(u UID) UID { return m.tags.of(u) }

// Annotator returns what an annotator stands for.
func (m *Mapping) Annotator(u UID) UID { return m.annotators.of(u) }

// Apply makes a record that refers to the other vocabulary refer to the merged
// one. It refuses a record with a value of an attribute that was left out, and
// leaves it as it is.
func (m *Mapping) Apply(r *Record) error {
	if err := m.refuse(r); err != nil {
		return err
	}
	m.statuses(r)
	for i := range r.Attributes {
		a := &r.Attributes[i]
		a.Annotator = m.Annotator(a.Annotator)
		if name, ok := m.names[attributePlace{OnDocument, UID{}, a.Name}]; ok {
			a.Name = name
		}
	}
	for i := range r.Spans {
		s := &r.Spans[i]
		s.Attributes = m.attributes(OnLabel, s.Label, s.Attributes)
		s.Label, s.Tag, s.Annotator = m.Label(s.Label), m.Tag(s.Tag), m.Annotator(s.Annotator)
	}
	for i := range r.Relations {
		l := &r.Relations[i]
		l.Attributes = m.attributes(OnRelation, l.Type, l.Attributes)
		l.Type, l.Annotator = m.RelationType(l.Type), m.Annotator(l.Annotator)
	}
	return nil
}

// refuse returns why an attribute was left out of which the record has a value,
// nil where it has none.
func (m *Mapping) refuse(r *Record) error {
	if len(m.refused) == 0 {
		return nil
	}
	for _, a := range r.Attributes {
		if err := m.refused[attributePlace{OnDocument, UID{}, a.Name}]; err != nil {
			return err
		}
	}
	for i := range r.Spans {
		if err := m.refusedOf(OnLabel, r.Spans[i].Label, r.Spans[i].Attributes); err != nil {
			return At("span "+r.Spans[i].UID.String(), err)
		}
	}
	for i := range r.Relations {
		if err := m.refusedOf(OnRelation, r.Relations[i].Type, r.Relations[i].Attributes); err != nil {
			return At("relation "+r.Relations[i].UID.String(), err)
		}
	}
	return nil
}

func (m *Mapping) refusedOf(on Bearer, owner UID, values Attributes) error {
	for _, name := range values.Names() {
		if err := m.refused[attributePlace{on, owner, name}]; err != nil {
			return err
		}
	}
	return nil
}

// statuses maps the annotators of statuses. Where two have become one, whoever
// has come further counts.
func (m *Mapping) statuses(r *Record) {
	of := map[UID]int{}
	var all []DocumentStatus
	for _, s := range r.Statuses {
		s.Annotator = m.Annotator(s.Annotator)
		if i, ok := of[s.Annotator]; ok {
			all[i].Status = Furthest(all[i].Status, s.Status)
			continue
		}
		of[s.Annotator] = len(all)
		all = append(all, s)
	}
	r.Statuses = all
}

// attributes returns the values under their merged names.
func (m *Mapping) attributes(on Bearer, owner UID, values Attributes) Attributes {
	if len(m.names) == 0 || len(values) == 0 {
		return values
	}
	renamed := make(Attributes, len(values))
	for name, v := range values {
		if to, ok := m.names[attributePlace{on, owner, name}]; ok {
			name = to
		}
		renamed[name] = v
	}
	return renamed
}
