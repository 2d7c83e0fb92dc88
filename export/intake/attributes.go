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
	for i := range l.Known.Scheme.Attributes {
		d := &l.Known.Scheme.Attributes[i]
		if d.Name == attribute && d.Kind == annotate.Choice && !slices.Contains(d.Choices, value) {
			d.Choices = append(slices.Clone(d.Choices), value)
			added = true
		}
	}
	return added
}

// AttributeKind returns the kind of the attributes of a name, where there are any.
func (l *Lexicon) AttributeKind(attribute string) (annotate.AttributeKind, bool) {
	i, ok := l.kinds[attribute]
	if !ok {
		return "", false
	}
	return l.Known.Scheme.Attributes[i].Kind, true
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
	return d.Name, d.Accepts(v)
}

func (l *Lexicon) deriveAttribute(on annotate.Bearer, owner annotate.UID, name string, v annotate.Value) (int, error) {
	s := &l.Known.Scheme
	d := annotate.AttributeDef{UID: AttributeID(on, owner, name), On: on, Owner: owner, Name: name, Kind: kindOf(v)}
	if i := slices.IndexFunc(s.Attributes, func(o annotate.AttributeDef) bool { return o.UID == d.UID }); 0 <= i {
		return i, nil
	}
	if first, ok := l.kinds[name]; ok {
		d.Kind, d.Choices = s.Attributes[first].Kind, slices.Clone(s.Attributes[first].Choices)
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
	d := &l.Known.Scheme.Attributes[l.attributes[attributeKey{on, owner, name}]]
	for _, v := range choices {
		if d.Kind == annotate.Choice && v != "" && !slices.Contains(d.Choices, v) {
			d.Choices = append(d.Choices, v)
		}
	}
	return nil
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
