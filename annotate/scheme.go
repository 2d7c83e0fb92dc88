package annotate

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Look is how the window shows a layer's spans. It follows the layer and never
// the depth of nesting.
type Look string

// The looks.
const (
	Fill      Look = "fill"      // a soft fill with a line in full colour
	Underline Look = "underline" // a line in a lane under the text
	Bracket   Look = "bracket"   // a bracket in the margin with a note beside it
	Grey      Look = "grey"      // greyed text
)

// Layer is a family of labels with one look and one set of rules.
type Layer struct {
	UID       UID
	Name      string // unique in the project
	Look      Look
	Exclusion bool // its spans are no part of the article (page furniture)
}

// Label is a class inside a layer.
type Label struct {
	UID       UID
	Layer     UID
	Name      string // unique in the project
	Colour    Colour
	Key       string // one letter or digit of any script that tags with it, lower case; "" for none; unique in the project
	Guideline string // when to use it
}

// RelationType is a kind of directed link between spans.
type RelationType struct {
	UID  UID
	Name string // unique in the project
	From []UID  // labels it may start from; empty for any
	To   []UID  // labels it may lead to; empty for any
}

// Scheme is everything a project can mark. The order of its slices is the order
// shown.
type Scheme struct {
	Layers     []Layer
	Labels     []Label
	Attributes []AttributeDef
	Relations  []RelationType
}

// Definitions are what marks refer to: a [Scheme], or a [Merger], which finds them
// faster. What is not there is nil.
type Definitions interface {
	Label(UID) *Label
	RelationType(UID) *RelationType
	Attribute(on Bearer, owner UID, name string) *AttributeDef
}

// Names of the layers that rules mention.
const (
	FurnitureLayer = "Furniture"
	ImportedLayer  = "Imported" // where labels go that an import brings and the scheme lacks
)

// DefaultScheme is the scheme of a new project.
func DefaultScheme() Scheme {
	var s Scheme
	add := func(look Look, layer string, labels ...Label) {
		l := Layer{UID: NewUID(), Name: layer, Look: look, Exclusion: look == Grey}
		s.Layers = append(s.Layers, l)
		for _, b := range labels {
			b.UID, b.Layer = NewUID(), l.UID
			s.Labels = append(s.Labels, b)
		}
	}
	add(Bracket, "Claims",
		Label{Name: "CLAIM", Colour: 0xd55e00, Key: "c", Guideline: "A statement that can be true or false, as the article puts it."})
	add(Underline, "Quotes",
		Label{Name: "QUOTE", Colour: 0x0072b2, Key: "q", Guideline: "Somebody's words, direct or reported. A quote broken by its speaker is one span in several fragments."})
	add(Fill, "Entities",
		Label{Name: "PERSON", Colour: 0xcc79a7, Key: "p", Guideline: "A named human being, without title."},
		Label{Name: "ORG", Colour: 0x56b4e9, Key: "o", Guideline: "A named organisation: a company, a party, an authority."},
		Label{Name: "PLACE", Colour: 0x009e73, Key: "l", Guideline: "A named place: a country, a town, a harbour."},
		Label{Name: "DATE", Colour: 0xe69f00, Key: "d", Guideline: "A point or stretch of time."},
		Label{Name: "QUANTITY", Colour: 0x999933, Key: "n", Guideline: "A number with what it counts: money, weight, people."})
	add(Grey, FurnitureLayer,
		Label{Name: "FURNITURE", Colour: 0x808080, Key: "f", Guideline: "Text of the page that is no part of the article: menus, notices, credits."})
	return s
}

// Layer returns the layer with that UID, nil where there is none.
func (s *Scheme) Layer(u UID) *Layer {
	return find(s.Layers, func(l *Layer) bool { return l.UID == u })
}

// LayerNamed returns the layer with that name, nil where there is none.
func (s *Scheme) LayerNamed(name string) *Layer {
	return find(s.Layers, func(l *Layer) bool { return l.Name == name })
}

// Label returns the label with that UID, nil where there is none.
func (s *Scheme) Label(u UID) *Label {
	return find(s.Labels, func(l *Label) bool { return l.UID == u })
}

// LabelNamed returns the label with that name, nil where there is none.
func (s *Scheme) LabelNamed(name string) *Label {
	return find(s.Labels, func(l *Label) bool { return l.Name == name })
}

// LabelWithKey returns the label that key tags with, nil where there is none.
func (s *Scheme) LabelWithKey(key string) *Label {
	if key == "" {
		return nil
	}
	return find(s.Labels, func(l *Label) bool { return l.Key == key })
}

// LabelsOf returns the labels of a layer, in order.
func (s *Scheme) LabelsOf(layer UID) []Label {
	var in []Label
	for _, l := range s.Labels {
		if l.Layer == layer {
			in = append(in, l)
		}
	}
	return in
}

// ExcludedLabels returns the labels of exclusion layers.
func (s *Scheme) ExcludedLabels() []UID {
	var excluded []UID
	for _, l := range s.Labels {
		if layer := s.Layer(l.Layer); layer != nil && layer.Exclusion {
			excluded = append(excluded, l.UID)
		}
	}
	return excluded
}

// RelationType returns the type with that UID, nil where there is none.
func (s *Scheme) RelationType(u UID) *RelationType {
	return find(s.Relations, func(r *RelationType) bool { return r.UID == u })
}

// RelationTypeNamed returns the type with that name, nil where there is none.
func (s *Scheme) RelationTypeNamed(name string) *RelationType {
	return find(s.Relations, func(r *RelationType) bool { return r.Name == name })
}

// AttributesOf returns what is defined for one label, one relation type or, with
// a zero owner, for documents; in order.
func (s *Scheme) AttributesOf(on Bearer, owner UID) []AttributeDef {
	var in []AttributeDef
	for _, d := range s.Attributes {
		if d.On == on && d.Owner == owner {
			in = append(in, d)
		}
	}
	return in
}

// Attribute returns what is defined by that name for one label, one relation type
// or, with a zero owner, for documents; nil for nothing.
func (s *Scheme) Attribute(on Bearer, owner UID, name string) *AttributeDef {
	return find(s.Attributes, func(d *AttributeDef) bool { return d.On == on && d.Owner == owner && d.Name == name })
}

// Clone returns a copy that shares nothing with s.
func (s *Scheme) Clone() Scheme {
	c := Scheme{
		Layers:     slices.Clone(s.Layers),
		Labels:     slices.Clone(s.Labels),
		Attributes: slices.Clone(s.Attributes),
		Relations:  slices.Clone(s.Relations),
	}
	for i := range c.Attributes {
		c.Attributes[i].Choices = slices.Clone(c.Attributes[i].Choices)
	}
	for i := range c.Relations {
		c.Relations[i].From = slices.Clone(c.Relations[i].From)
		c.Relations[i].To = slices.Clone(c.Relations[i].To)
	}
	return c
}

// Validate checks the whole scheme: names, keys, and that everything refers to
// what is there.
func (s *Scheme) Validate() error {
	for _, check := range []func() error{s.validateLayers, s.validateLabels, s.validateRelations, s.validateAttributes} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

func (s *Scheme) validateLayers() error {
	names := unique{what: "layer"}
	for _, l := range s.Layers {
		if err := names.add(l.UID, l.Name); err != nil {
			return err
		}
		switch l.Look {
		case Fill, Underline, Bracket, Grey:
		default:
			return &Error{Code: Invalid, Where: "layer " + Excerpt(l.Name), What: Excerpt(string(l.Look)) + " is no look", Hint: "fill, underline, bracket or grey is expected"}
		}
	}
	return nil
}

func (s *Scheme) validateLabels() error {
	names := unique{what: "label"}
	layers, keys := uidsOf(s.Layers, func(y *Layer) UID { return y.UID }), map[string]string{}
	for _, l := range s.Labels {
		where := "label " + Excerpt(l.Name)
		if err := names.add(l.UID, l.Name); err != nil {
			return err
		}
		if !layers[l.Layer] {
			return &Error{Code: Invalid, Where: where, What: "its layer is not in the scheme"}
		}
		if l.Key == "" {
			continue
		}
		if !validKey(l.Key) {
			return &Error{Code: Invalid, Where: where, What: Excerpt(l.Key) + " is no key", Hint: "a key is one lower-case letter or one digit"}
		}
		if other, taken := keys[l.Key]; taken {
			return &Error{Code: Exists, Where: where, What: fmt.Sprintf("the key %q belongs to %s", l.Key, Excerpt(other)), Hint: "choose another key"}
		}
		keys[l.Key] = l.Name
	}
	return nil
}

func (s *Scheme) validateRelations() error {
	names := unique{what: "relation type"}
	labels := uidsOf(s.Labels, func(l *Label) UID { return l.UID })
	for _, r := range s.Relations {
		if err := names.add(r.UID, r.Name); err != nil {
			return err
		}
		for _, u := range slices.Concat(r.From, r.To) {
			if !labels[u] {
				return &Error{Code: Invalid, Where: "relation type " + Excerpt(r.Name), What: "it names a label that is not in the scheme"}
			}
		}
	}
	return nil
}

func (s *Scheme) validateAttributes() error {
	kinds := map[string]AttributeKind{}
	type place struct {
		on    Bearer
		owner UID
		name  string
	}
	seen, uids := map[place]bool{}, map[UID]bool{}
	owners := map[Bearer]map[UID]bool{
		OnLabel:    uidsOf(s.Labels, func(l *Label) UID { return l.UID }),
		OnRelation: uidsOf(s.Relations, func(t *RelationType) UID { return t.UID }),
		OnDocument: {UID{}: true},
	}
	for i := range s.Attributes {
		d := &s.Attributes[i]
		where := "attribute " + Excerpt(d.Name)
		if err := d.Validate(); err != nil {
			return err
		}
		if uids[d.UID] {
			return &Error{Code: Exists, Where: where, What: "its id stands twice"}
		}
		uids[d.UID] = true
		if !owners[d.On][d.Owner] {
			return &Error{Code: Invalid, Where: where, What: "what it belongs to is not in the scheme"}
		}
		if p := (place{d.On, d.Owner, d.Name}); seen[p] {
			return &Error{Code: Exists, Where: where, What: "it is defined twice for the same " + string(d.On)}
		} else {
			seen[p] = true
		}
		if k, ok := kinds[d.Name]; ok && k != d.Kind {
			return &Error{Code: Invalid, Where: where, What: fmt.Sprintf("it is %s in one place and %s in another", k, d.Kind),
				Hint: "one name has one kind everywhere; choose another name"}
		}
		kinds[d.Name] = d.Kind
	}
	return nil
}

// uidsOf returns the UIDs of things.
func uidsOf[T any](all []T, uid func(*T) UID) map[UID]bool {
	uids := make(map[UID]bool, len(all))
	for i := range all {
		uids[uid(&all[i])] = true
	}
	return uids
}

// unique refuses ids and names that stand twice or are empty.
type unique struct {
	what  string
	uids  map[UID]bool
	names map[string]bool
}

func (u *unique) add(id UID, name string) error {
	if u.uids == nil {
		u.uids, u.names = map[UID]bool{}, map[string]bool{}
	}
	where := u.what + " " + Excerpt(name)
	switch {
	case id.IsZero():
		return &Error{Code: Invalid, Where: where, What: "it has no id"}
	case u.uids[id]:
		return &Error{Code: Exists, Where: where, What: "its id stands twice"}
	case u.names[name]:
		return &Error{Code: Exists, Where: where, What: "another " + u.what + " has this name", Hint: "choose another name"}
	}
	if err := CheckName(u.what, name); err != nil {
		return err
	}
	u.uids[id], u.names[name] = true, true
	return nil
}

// CheckName reports an error where name cannot be that of a layer, label,
// relation type or annotator (what says of which): names that start or end with
// a space, or break a line, could not be told apart on the screen.
func CheckName(what, name string) error {
	switch {
	case strings.TrimSpace(name) == "":
		return &Error{Code: Invalid, Where: what, What: "the name is empty", Hint: "give a name of at least one character"}
	case name != strings.TrimSpace(name) || strings.ContainsFunc(name, breaksLine):
		return &Error{Code: Invalid, Where: what + " " + Excerpt(name), What: "the name starts or ends with a space, or holds a line break or a tab"}
	}
	return nil
}

// breaksLine tells whether a name with r would not be shown on one line: line
// and paragraph separators and all control characters, tabs among them.
func breaksLine(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }

// find returns a pointer to the first element that is wanted, nil where none is.
func find[T any](in []T, wanted func(*T) bool) *T {
	for i := range in {
		if wanted(&in[i]) {
			return &in[i]
		}
	}
	return nil
}
