package intake

import (
	"slices"

	"postil/annotate"
)

// Define adds a definition, unless the label or relation type has one of that
// name.
func (l *Lexicon) Define(d annotate.AttributeDef, on annotate.Bearer, owner annotate.UID) {
	if _, ok := l.attributes[attributeKey{on, owner, d.Name}]; ok {
		return
	}
	d.UID, d.On, d.Owner, d.Choices = AttributeID(on, owner, d.Name), on, owner, slices.Clone(d.Choices)
	l.Known.Scheme.Attributes = append(l.Known.Scheme.Attributes, d)
	l.indexAttribute(len(l.Known.Scheme.Attributes) - 1)
}

// AddChoice gives a choice a value that it lacks, wherever it is defined.
func (l *Lexicon) AddChoice(attribute string, v annotate.Value) bool {
	value, ok := v.Any().(string)
	if !ok {
		return false
	}
	added := false
	for _, i := range l.named[attribute] {
		added = l.addChoice(i, value) || added
	}
	return added
}

// AttributeKind returns the kind of the attributes of a name, where there are any.
func (l *Lexicon) AttributeKind(attribute string) (annotate.AttributeKind, bool) {
	all := l.named[attribute]
	if len(all) == 0 {
		return "", false
	}
	return l.Known.Scheme.Attributes[all[0]].Kind, true
}

// Attribute checks a value against the definition, and returns the attribute's
// name. A definition that is not there follows from the others of that name,
// else from the value.
func (l *Lexicon) Attribute(on annotate.Bearer, owner annotate.UID, name []byte, v annotate.Value) (string, error) {
	i, ok := l.attributes[attributeKey{on, owner, string(name)}]
	if !ok {
		var err error
		if i, err = l.deriveAttribute(on, owner, string(name), v); err != nil {
			return "", err
		}
	}
	d := &l.Known.Scheme.Attributes[i]
	if value, ok := v.Any().(string); ok && d.Kind == annotate.Choice && l.choicesOf(i)[value] {
		return d.Name, nil
	}
	return d.Name, d.Accepts(v)
}

func (l *Lexicon) deriveAttribute(on annotate.Bearer, owner annotate.UID, name string, v annotate.Value) (int, error) {
	s := &l.Known.Scheme
	d := annotate.AttributeDef{UID: AttributeID(on, owner, name), On: on, Owner: owner, Name: name, Kind: kindOf(v)}
	if i, ok := l.attributeAt[d.UID]; ok {
		return i, nil
	}
	if all := l.named[name]; len(all) != 0 {
		first := &s.Attributes[all[0]]
		d.Kind, d.Choices = first.Kind, slices.Clone(first.Choices)
	}
	if err := d.Validate(); err != nil {
		return 0, err
	}
	s.Attributes = append(s.Attributes, d)
	l.indexAttribute(len(s.Attributes) - 1)
	return len(s.Attributes) - 1, nil
}

// Ensure makes sure that an attribute is there and, where it is a choice, has
// these values; a choice without any is a text. One that is there keeps its kind,
// and so does a name that has one elsewhere.
func (l *Lexicon) Ensure(on annotate.Bearer, owner annotate.UID, name string, kind annotate.AttributeKind, choices []string) error {
	if _, ok := l.attributes[attributeKey{on, owner, name}]; !ok {
		d := annotate.AttributeDef{UID: AttributeID(on, owner, name), Name: name, Kind: kind}
		if known, ok := l.AttributeKind(name); ok {
			d.Kind = known
		}
		if d.Kind == annotate.Choice {
			d.Choices = chosen(choices)
		}
		if d.Kind == annotate.Choice && len(d.Choices) == 0 {
			d.Kind = annotate.Text
		}
		if err := d.Validate(); err != nil {
			return err
		}
		l.Define(d, on, owner)
	}
	at := l.attributes[attributeKey{on, owner, name}]
	for _, v := range choices {
		l.addChoice(at, v)
	}
	return nil
}

// addChoice gives the attribute at that place a value, where it is a choice that
// lacks it.
func (l *Lexicon) addChoice(at int, value string) bool {
	d := &l.Known.Scheme.Attributes[at]
	if d.Kind != annotate.Choice || value == "" {
		return false
	}
	all := l.choicesOf(at)
	if all[value] {
		return false
	}
	all[value] = true
	d.Choices = append(d.Choices, value)
	l.chosen = append(l.chosen, at)
	return true
}

// choicesOf returns the values of the choice at that place.
func (l *Lexicon) choicesOf(at int) map[string]bool {
	all := l.choices[at]
	if all == nil {
		all = map[string]bool{}
		for _, c := range l.Known.Scheme.Attributes[at].Choices {
			all[c] = true
		}
		l.choices[at] = all
	}
	return all
}

// chosen returns each value once, in order, and no empty one.
func chosen(values []string) (all []string) {
	for _, v := range values {
		if v != "" && !slices.Contains(all, v) {
			all = append(all, v)
		}
	}
	return all
}

func kindOf(v annotate.Value) annotate.AttributeKind {
	switch v.Any().(type) {
	case bool:
		return annotate.YesNo
	case float64:
		return annotate.Number
	}
	return annotate.Text
}
