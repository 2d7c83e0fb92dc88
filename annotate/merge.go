package annotate

import (
	"fmt"
	"slices"
	"strings"
)

// MergeOptions say how to merge vocabularies.
type MergeOptions struct {
	Strict  bool // refuse labels that the project lacks instead of adding them
	Partial bool // leave out attributes that contradict the project's, and go on; [Mapping.Apply] refuses their values
}

// Merged is a vocabulary to which another was added.
type Merged struct {
	Vocabulary Vocabulary     // both together
	Added      Vocabulary     // what is new in it
	Grown      []AttributeDef // choices that got more values
	Mapping    Mapping        // from the other's things to those of Vocabulary
	Refused    []error        // why attributes were left out
}

// Merge adds what from has and v lacks; v stays as it is. A thing is there
// already where one has its UID, which counts first, or its name:
//
//   - A tag's name alone does not say who is meant. It is there already only
//     where one single tag has its name and reference and, where there is no
//     reference, the same usual label; and where from has no second such tag.
//   - An attribute is there already where the same label or relation type has
//     one of that name.
//
// A layer comes along with its labels: where every one of them is there already,
// in whatever layer, it would stay empty and is not added. One that is empty in
// from comes as it is.
//
// What is there is not overwritten, but a choice gets the values that it lacks.
// Texts may go to a choice, whose values are checked record by record, and
// choices to a text; other differences of kind are a [Conflict], unless
// [MergeOptions].Partial leaves out such an attribute. What is added
// keeps its UID; a label's key that is taken is dropped.
func (v *Vocabulary) Merge(from *Vocabulary, o MergeOptions) (Merged, error) {
	if err := from.Validate(); err != nil {
		return Merged{}, err
	}
	m := merger{from: from, Merged: Merged{Vocabulary: v.Clone(), Mapping: newMapping()}}
	m.layers()
	m.labels()
	if o.Strict {
		if err := refuse(m.Added.Scheme.Labels); err != nil {
			return Merged{}, err
		}
	}
	m.types()
	if err := m.attributes(o.Partial); err != nil {
		return Merged{}, err
	}
	m.annotators()
	m.tags(v.Tags)
	return m.Merged, m.Vocabulary.Validate()
}

// refuse reports an error that names the labels, the first ten of them.
func refuse(labels []Label) error {
	if len(labels) == 0 {
		return nil
	}
	var names []string
	for _, l := range labels {
		names = append(names, Excerpt(l.Name))
	}
	if more := len(names) - 10; 0 < more {
		names = append(names[:10], fmt.Sprintf("and %d more", more))
	}
	return &Error{Code: Refused, What: "the scheme has no label " + strings.Join(names, ", "), Hint: "add what is missing first, or let the import add it"}
}

// merger is a merge at work.
type merger struct {
	Merged
	from *Vocabulary
	of   map[UID]UID // layers
}

func (m *merger) layers() {
	s := &m.Vocabulary.Scheme
	m.of = map[UID]UID{}
	idle := m.idleLayers()
	for _, y := range m.from.Scheme.Layers {
		same := s.Layer(y.UID)
		if same == nil {
			same = s.LayerNamed(y.Name)
		}
		if same != nil {
			m.of[y.UID] = same.UID
			continue
		}
		if idle[y.UID] {
			continue
		}
		m.of[y.UID] = y.UID
		s.Layers = append(s.Layers, y)
		m.Added.Scheme.Layers = append(m.Added.Scheme.Layers, y)
	}
}

// idleLayers returns the layers that have labels of which none is new.
func (m *merger) idleLayers() map[UID]bool {
	idle, needed := map[UID]bool{}, map[UID]bool{}
	for _, l := range m.from.Scheme.Labels {
		idle[l.Layer] = true
		if m.known(&l) == nil {
			needed[l.Layer] = true
		}
	}
	for layer := range needed {
		delete(idle, layer)
	}
	return idle
}

// known returns the label that another is there already as, nil for none.
func (m *merger) known(l *Label) *Label {
	if same := m.Vocabulary.Scheme.Label(l.UID); same != nil {
		return same
	}
	return m.Vocabulary.Scheme.LabelNamed(l.Name)
}

func (m *merger) labels() {
	s := &m.Vocabulary.Scheme
	for _, l := range m.from.Scheme.Labels {
		if same := m.known(&l); same != nil {
			m.Mapping.labels.put(l.UID, same.UID)
			continue
		}
		l.Layer = m.of[l.Layer]
		if s.LabelWithKey(l.Key) != nil {
			l.Key = ""
		}
		s.Labels = append(s.Labels, l)
		m.Added.Scheme.Labels = append(m.Added.Scheme.Labels, l)
	}
}

func (m *merger) types() {
	s := &m.Vocabulary.Scheme
	for _, t := range m.from.Scheme.Relations {
		same := s.RelationType(t.UID)
		if same == nil {
			same = s.RelationTypeNamed(t.Name)
		}
		if same != nil {
			m.Mapping.types.put(t.UID, same.UID)
			continue
		}
		t.From, t.To = m.Mapping.labels.all(t.From), m.Mapping.labels.all(t.To)
		s.Relations = append(s.Relations, t)
		m.Added.Scheme.Relations = append(m.Added.Scheme.Relations, t)
	}
}

func (m *merger) annotators() {
	uids, names := map[UID]bool{}, map[string]UID{}
	for _, a := range m.Vocabulary.Annotators {
		uids[a.UID], names[a.Name] = true, a.UID
	}
	for _, a := range m.from.Annotators {
		if uids[a.UID] {
			continue
		}
		if same, ok := names[a.Name]; ok {
			m.Mapping.annotators.put(a.UID, same)
			continue
		}
		m.Vocabulary.Annotators = append(m.Vocabulary.Annotators, a)
		m.Added.Annotators = append(m.Added.Annotators, a)
	}
}

// tagName is what tags without UID in common are told apart by.
type tagName struct {
	name, ref string
	usual     UID // zero where there is a reference
}

func nameOf(t *Tag) tagName {
	if t.Ref != "" {
		return tagName{t.Name, t.Ref, UID{}}
	}
	return tagName{t.Name, "", t.Usual}
}

func (m *merger) tags(known []Tag) {
	if len(m.from.Tags) == 0 {
		return
	}
	uids, named := make(map[UID]bool, len(known)), make(map[tagName][]UID, len(known))
	for i := range known {
		uids[known[i].UID] = true
		name := nameOf(&known[i])
		named[name] = append(named[name], known[i].UID)
	}
	twins := map[tagName]int{}
	for _, t := range m.from.Tags {
		t.Usual = m.Mapping.labels.of(t.Usual)
		twins[nameOf(&t)]++
	}
	for _, t := range m.from.Tags {
		if uids[t.UID] {
			continue
		}
		t.Usual = m.Mapping.labels.of(t.Usual)
		name := nameOf(&t)
		if same := named[name]; len(same) == 1 && twins[name] == 1 {
			m.Mapping.tags.put(t.UID, same[0])
			continue
		}
		m.Vocabulary.Tags = append(m.Vocabulary.Tags, t)
		m.Added.Tags = append(m.Added.Tags, t)
	}
}

func (m *merger) attributes(partial bool) error {
	for _, d := range m.from.Scheme.Attributes {
		to := d
		to.Choices = slices.Clone(d.Choices)
		switch d.On {
		case OnLabel:
			to.Owner = m.Mapping.labels.of(d.Owner)
		case OnRelation:
			to.Owner = m.Mapping.types.of(d.Owner)
		}
		place := attributePlace{d.On, d.Owner, d.Name}
		err := m.attribute(&to)
		if err == nil {
			err = m.Mapping.rename(place, to.Name)
		}
		switch {
		case err == nil:
		case partial:
			m.Mapping.refused[place] = err
			m.Refused = append(m.Refused, err)
		default:
			return err
		}
	}
	return nil
}

// attribute finds or adds one definition, whose owner is the merged one; d
// becomes the one that counts.
func (m *merger) attribute(d *AttributeDef) error {
	s := &m.Vocabulary.Scheme
	same := func(fits func(o *AttributeDef) bool) *AttributeDef {
		return find(s.Attributes, func(o *AttributeDef) bool { return o.On == d.On && o.Owner == d.Owner && fits(o) })
	}
	there := same(func(o *AttributeDef) bool { return o.UID == d.UID })
	if there == nil {
		there = same(func(o *AttributeDef) bool { return o.Name == d.Name })
	}
	if there != nil {
		err := adopt(d, there)
		if err == nil && m.grow(there, d) {
			m.Grown = append(m.Grown, *there)
		}
		*d = *there
		return err
	}
	if elsewhere := find(s.Attributes, func(o *AttributeDef) bool { return o.Name == d.Name }); elsewhere != nil && elsewhere.Kind != d.Kind {
		if err := adopt(d, elsewhere); err != nil {
			return err
		}
		d.Kind, d.Choices = elsewhere.Kind, slices.Clone(elsewhere.Choices)
	}
	if find(s.Attributes, func(o *AttributeDef) bool { return o.UID == d.UID }) != nil {
		d.UID = UIDFromName("attribute\x00" + d.UID.String() + d.Owner.String()) // another owner has it
	}
	s.Attributes = append(s.Attributes, *d)
	m.Added.Scheme.Attributes = append(m.Added.Scheme.Attributes, *d)
	return nil
}

// adopt reports an error where values of d cannot be values of there.
func adopt(d, there *AttributeDef) error {
	texts := func(k AttributeKind) bool { return k == Text || k == Choice }
	if d.Kind == there.Kind || texts(d.Kind) && texts(there.Kind) {
		return nil
	}
	return &Error{Code: Conflict, Where: "attribute " + Excerpt(d.Name), What: fmt.Sprintf("it is %s in the project and %s in what is added", there.Kind, d.Kind),
		Hint: "rename one of them"}
}

// grow gives a choice the values that it lacks, and tells whether there were
// any. A choice that is added grows in [Merged.Added] too.
func (m *merger) grow(to, from *AttributeDef) bool {
	if to.Kind != Choice || from.Kind != Choice {
		return false
	}
	before := len(to.Choices)
	for _, c := range from.Choices {
		if !slices.Contains(to.Choices, c) {
			to.Choices = append(to.Choices, c)
		}
	}
	if len(to.Choices) == before {
		return false
	}
	if added := find(m.Added.Scheme.Attributes, func(o *AttributeDef) bool { return o.UID == to.UID }); added != nil {
		added.Choices = slices.Clone(to.Choices)
		return false
	}
	m.Grown = slices.DeleteFunc(m.Grown, func(o AttributeDef) bool { return o.UID == to.UID })
	return true
}
