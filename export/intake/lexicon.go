package intake

import "postil/annotate"

// Lexicon is a vocabulary that grows with the records that are read: it finds
// things by the names that records use, and derives what is not there. A name
// from which the UID of a known thing was derived stands for that thing, though
// it may have been renamed since.
type Lexicon struct {
	Known annotate.Vocabulary // all that is there so far
	layer string              // of labels that no record places

	layers     map[string]annotate.UID
	labels     map[string]annotate.UID
	types      map[string]annotate.UID
	annotators map[string]annotate.UID
	tags       map[annotate.UID]bool

	labelAt     map[annotate.UID]int // place in Known.Scheme.Labels
	typeAt      map[annotate.UID]int // likewise
	annotatorAt map[annotate.UID]int // place in Known.Annotators
	free        *annotate.Free       // keys and colours

	attributes  map[attributeKey]int // place in Known.Scheme.Attributes
	attributeAt map[annotate.UID]int // likewise
	named       map[string][]int     // likewise, of those with that name, in order
	choices     map[int]map[string]bool
	chosen      []int // the attributes that got choices, in order
}

type attributeKey struct {
	on    annotate.Bearer
	owner annotate.UID
	name  string
}

// NewLexicon returns a lexicon that knows what known holds (nil for nothing).
func NewLexicon(known *annotate.Vocabulary, layer string) *Lexicon {
	l := &Lexicon{
		layer:       layer,
		layers:      map[string]annotate.UID{},
		labels:      map[string]annotate.UID{},
		types:       map[string]annotate.UID{},
		annotators:  map[string]annotate.UID{},
		tags:        map[annotate.UID]bool{},
		labelAt:     map[annotate.UID]int{},
		typeAt:      map[annotate.UID]int{},
		annotatorAt: map[annotate.UID]int{},
		attributes:  map[attributeKey]int{},
		attributeAt: map[annotate.UID]int{},
		named:       map[string][]int{},
		choices:     map[int]map[string]bool{},
	}
	if known != nil {
		l.Known = known.Clone()
	}
	if layer == "" {
		l.layer = annotate.ImportedLayer
	}
	l.free = l.Known.Scheme.Free()
	for _, y := range l.Known.Scheme.Layers {
		l.layers[y.Name] = y.UID
	}
	for i, b := range l.Known.Scheme.Labels {
		l.labels[b.Name], l.labelAt[b.UID] = b.UID, i
	}
	for i, t := range l.Known.Scheme.Relations {
		l.types[t.Name], l.typeAt[t.UID] = t.UID, i
	}
	for i, a := range l.Known.Annotators {
		l.annotators[a.Name], l.annotatorAt[a.UID] = a.UID, i
	}
	for _, t := range l.Known.Tags {
		l.tags[t.UID] = true
	}
	for i := range l.Known.Scheme.Attributes {
		l.indexAttribute(i)
	}
	return l
}

func (l *Lexicon) indexAttribute(i int) {
	d := &l.Known.Scheme.Attributes[i]
	l.attributes[attributeKey{d.On, d.Owner, d.Name}], l.attributeAt[d.UID] = i, i
	l.named[d.Name] = append(l.named[d.Name], i)
}

// Label returns the label with that name. One that is not there goes to the
// layer that the record names, else to the lexicon's.
func (l *Lexicon) Label(name []byte, layer string) (annotate.UID, error) {
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
	uid := RowID("label", "", string(name))
	if _, ok := l.labelAt[uid]; !ok {
		s := &l.Known.Scheme
		b := annotate.Label{UID: uid, Layer: l.layerNamed(layer), Name: string(name), Colour: l.free.Colour(), Key: l.free.Key(string(name))}
		l.free.Take(&b)
		l.labelAt[uid] = len(s.Labels)
		s.Labels = append(s.Labels, b)
	}
	l.labels[string(name)] = uid
	return uid, nil
}

// LabelNamed returns the label with that name, where it is there.
func (l *Lexicon) LabelNamed(name string) (annotate.UID, bool) {
	u, ok := l.labels[name]
	return u, ok
}

// Elsewhere returns the layer in which a label stands, where a record places it in
// another; layer is that, "" for none.
func (l *Lexicon) Elsewhere(label annotate.UID, layer string) (is string, elsewhere bool) {
	own := l.Known.Scheme.Labels[l.labelAt[label]].Layer
	if u, ok := l.layers[layer]; layer == "" || ok && u == own {
		return "", false
	}
	return l.Known.Scheme.Layer(own).Name, true
}

// HasType tells whether the relation type with that name is there.
func (l *Lexicon) HasType(name string) bool {
	_, ok := l.types[name]
	return ok
}

// HasTag tells whether a tag is there.
func (l *Lexicon) HasTag(u annotate.UID) bool { return l.tags[u] }

// Describe gives a label the colour and the key that a file beside the records
// says it has. A key that is no digit and no letter from a to z, or that another
// label has, is passed over.
func (l *Lexicon) Describe(name, layer string, colour annotate.Colour, key string) error {
	uid, err := l.Label([]byte(name), layer)
	if err != nil {
		return err
	}
	b := &l.Known.Scheme.Labels[l.labelAt[uid]]
	l.free.Return(b)
	b.Colour = colour
	if b.Key = ""; PlainKey(key) && l.free.Has(key) {
		b.Key = key
	}
	l.free.Take(b)
	return nil
}

// Colour gives a label that is there the colour that a file beside the records says it
// has.
func (l *Lexicon) Colour(label annotate.UID, colour annotate.Colour) {
	b := &l.Known.Scheme.Labels[l.labelAt[label]]
	l.free.Return(b)
	b.Colour = colour
	l.free.Take(b)
}

// FreeColour proposes a colour for a label of which nobody says one.
func (l *Lexicon) FreeColour() annotate.Colour { return l.free.Colour() }

// PlainKey tells whether a key is one that other programs have, too.
func PlainKey(key string) bool {
	return len(key) == 1 && ('a' <= key[0] && key[0] <= 'z' || '0' <= key[0] && key[0] <= '9')
}

// layerNamed returns the layer with that name. One that is not there looks as
// the layer of that name in a new project does, else filled.
func (l *Lexicon) layerNamed(name string) annotate.UID {
	if u, ok := l.layers[name]; ok {
		return u
	}
	y := annotate.Layer{UID: RowID("layer", "", name), Name: name, Look: annotate.Fill}
	l.layers[name] = y.UID
	if l.Known.Scheme.Layer(y.UID) != nil {
		return y.UID
	}
	usual := annotate.DefaultScheme()
	if d := usual.LayerNamed(name); d != nil {
		y.Look, y.Exclusion = d.Look, d.Exclusion
	}
	l.Known.Scheme.Layers = append(l.Known.Scheme.Layers, y)
	return y.UID
}

// RelationType returns the relation type with that name. One that is not there
// may link anything.
func (l *Lexicon) RelationType(name []byte) (annotate.UID, error) {
	if u, ok := l.types[string(name)]; ok {
		return u, nil
	}
	if err := annotate.CheckName("relation type", string(name)); err != nil {
		return annotate.UID{}, err
	}
	t := annotate.RelationType{UID: RowID("relation type", "", string(name)), Name: string(name)}
	if _, ok := l.typeAt[t.UID]; !ok {
		l.typeAt[t.UID] = len(l.Known.Scheme.Relations)
		l.Known.Scheme.Relations = append(l.Known.Scheme.Relations, t)
	}
	l.types[t.Name] = t.UID
	return t.UID, nil
}

// Annotator returns the annotator with that name.
func (l *Lexicon) Annotator(name []byte) (annotate.UID, error) {
	if u, ok := l.annotators[string(name)]; ok {
		return u, nil
	}
	a := annotate.Annotator{UID: RowID("annotator", "", string(name)), Name: string(name)}
	if err := a.Validate(); err != nil {
		return annotate.UID{}, err
	}
	if _, ok := l.annotatorAt[a.UID]; !ok {
		l.annotatorAt[a.UID] = len(l.Known.Annotators)
		l.Known.Annotators = append(l.Known.Annotators, a)
	}
	l.annotators[a.Name] = a.UID
	return a.UID, nil
}

// Tag takes in a tag that a span names, unless it is there. What the scheme
// file, or else the first span, says of it counts.
func (l *Lexicon) Tag(t annotate.Tag) error {
	if l.tags[t.UID] {
		return nil
	}
	if err := t.Validate(&l.Known.Scheme); err != nil {
		return err
	}
	l.Known.Tags = append(l.Known.Tags, t)
	l.tags[t.UID] = true
	return nil
}
