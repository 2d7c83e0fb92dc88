package export

import (
	"slices"

	"postil/annotate"
)

// lexicon is a vocabulary that grows with the records that are read: it finds
// things by the names that records use, and derives what is not there. A name
// from which the UID of a known thing was derived stands for that thing, though
// it may have been renamed since.
type lexicon struct {
	v     annotate.Vocabulary
	layer string // of labels that no record places

	labels     map[string]annotate.UID
	types      map[string]annotate.UID
	annotators map[string]annotate.UID
	tags       map[annotate.UID]bool
	attributes map[attributeKey]int // index in v.Scheme.Attributes
	kinds      map[string]int       // the first attribute of that name
}

type attributeKey struct {
	on    annotate.Bearer
	owner annotate.UID
	name  string
}

// newLexicon returns a lexicon that knows what known holds (nil for nothing).
func newLexicon(known *annotate.Vocabulary, layer string) *lexicon {
	l := &lexicon{
		layer:      layer,
		labels:     map[string]annotate.UID{},
		types:      map[string]annotate.UID{},
		annotators: map[string]annotate.UID{},
		tags:       map[annotate.UID]bool{},
		attributes: map[attributeKey]int{},
		kinds:      map[string]int{},
	}
	if known != nil {
		l.v = known.Clone()
	}
	if layer == "" {
		l.layer = annotate.ImportedLayer
	}
	for _, b := range l.v.Scheme.Labels {
		l.labels[b.Name] = b.UID
	}
	for _, t := range l.v.Scheme.Relations {
		l.types[t.Name] = t.UID
	}
	for _, a := range l.v.Annotators {
		l.annotators[a.Name] = a.UID
	}
	for _, t := range l.v.Tags {
		l.tags[t.UID] = true
	}
	for i := range l.v.Scheme.Attributes {
		l.indexAttribute(i)
	}
	return l
}

func (l *lexicon) indexAttribute(i int) {
	d := &l.v.Scheme.Attributes[i]
	l.attributes[attributeKey{d.On, d.Owner, d.Name}] = i
	if _, ok := l.kinds[d.Name]; !ok {
		l.kinds[d.Name] = i
	}
}

// label returns the label with that name. One that is not there goes to the
// layer that the record names, else to the lexicon's.
func (l *lexicon) label(name []byte, layer string) (annotate.UID, error) {
	if u, ok := l.labels[string(name)]; ok {
		return u, nil
	}
	if err := annotate.CheckName("label", string(name)); err != nil {
		return annotate.UID{}, err
	}
	if layer == "" {
		layer = l.layer
	}
	if err := annotate.CheckName("layer", layer); err != nil {
		return annotate.UID{}, err
	}
	s := &l.v.Scheme
	uid := rowID("label", "", string(name))
	if s.Label(uid) == nil {
		b := annotate.Label{UID: uid, Name: string(name), Colour: s.FreeColour(), Key: s.FreeKey(string(name))}
		b.Layer = l.layerNamed(layer)
		s.Labels = append(s.Labels, b)
	}
	l.labels[string(name)] = uid
	return uid, nil
}

// labelNamed returns the label with that name, where it is there.
func (l *lexicon) labelNamed(name string) (annotate.UID, bool) {
	u, ok := l.labels[name]
	return u, ok
}

// hasType tells whether the relation type with that name is there.
func (l *lexicon) hasType(name string) bool {
	_, ok := l.types[name]
	return ok
}

// hasTag tells whether a tag is there.
func (l *lexicon) hasTag(u annotate.UID) bool { return l.tags[u] }

// describe gives a label the colour and the key that a file beside the records
// says it has. A key that is no digit and no letter from a to z, or that another
// label has, is passed over.
func (l *lexicon) describe(name, layer string, colour annotate.Colour, key string) error {
	uid, err := l.label([]byte(name), layer)
	if err != nil {
		return err
	}
	b := l.v.Scheme.Label(uid)
	b.Colour = colour
	if b.Key = ""; plainKey(key) && l.v.Scheme.LabelWithKey(key) == nil {
		b.Key = key
	}
	return nil
}

// plainKey tells whether a key is one that other programs have, too.
func plainKey(key string) bool {
	return len(key) == 1 && ('a' <= key[0] && key[0] <= 'z' || '0' <= key[0] && key[0] <= '9')
}

// layerNamed returns the layer with that name. One that is not there looks as
// the layer of that name in a new project does, else filled.
func (l *lexicon) layerNamed(name string) annotate.UID {
	if y := l.v.Scheme.LayerNamed(name); y != nil {
		return y.UID
	}
	y := annotate.Layer{UID: rowID("layer", "", name), Name: name, Look: annotate.Fill}
	if l.v.Scheme.Layer(y.UID) != nil {
		return y.UID
	}
	usual := annotate.DefaultScheme()
	if d := usual.LayerNamed(name); d != nil {
		y.Look, y.Exclusion = d.Look, d.Exclusion
	}
	l.v.Scheme.Layers = append(l.v.Scheme.Layers, y)
	return y.UID
}

// relationType returns the relation type with that name. One that is not there
// may link anything.
func (l *lexicon) relationType(name []byte) (annotate.UID, error) {
	if u, ok := l.types[string(name)]; ok {
		return u, nil
	}
	if err := annotate.CheckName("relation type", string(name)); err != nil {
		return annotate.UID{}, err
	}
	t := annotate.RelationType{UID: rowID("relation type", "", string(name)), Name: string(name)}
	if l.v.Scheme.RelationType(t.UID) == nil {
		l.v.Scheme.Relations = append(l.v.Scheme.Relations, t)
	}
	l.types[t.Name] = t.UID
	return t.UID, nil
}

// annotator returns the annotator with that name.
func (l *lexicon) annotator(name []byte) (annotate.UID, error) {
	if u, ok := l.annotators[string(name)]; ok {
		return u, nil
	}
	a := annotate.Annotator{UID: rowID("annotator", "", string(name)), Name: string(name)}
	if err := a.Validate(); err != nil {
		return annotate.UID{}, err
	}
	if !slices.ContainsFunc(l.v.Annotators, func(o annotate.Annotator) bool { return o.UID == a.UID }) {
		l.v.Annotators = append(l.v.Annotators, a)
	}
	l.annotators[a.Name] = a.UID
	return a.UID, nil
}

// tag takes in a tag that a span names, unless it is there. What the scheme
// file, or else the first span, says of it counts.
func (l *lexicon) tag(t annotate.Tag) error {
	if l.tags[t.UID] {
		return nil
	}
	if err := t.Validate(&l.v.Scheme); err != nil {
		return err
	}
	l.v.Tags = append(l.v.Tags, t)
	l.tags[t.UID] = true
	return nil
}
