package export

import (
	"slices"

	"postil/annotate"
)

// define adds a definition, unless the label or relation type has one of that
// name.
func (l *lexicon) define(d annotate.AttributeDef, on annotate.Bearer, owner annotate.UID) {
	if _, ok := l.attributes[attributeKey{on, owner, d.Name}]; ok {
		return
	}
	d.UID, d.On, d.Owner, d.Choices = attributeID(on, owner, d.Name), on, owner, slices.Clone(d.Choices)
	l.v.Scheme.Attributes = append(l.v.Scheme.Attributes, d)
	l.indexAttribute(len(l.v.Scheme.Attributes) - 1)
}

// addChoice gives a choice a value that it lacks, wherever it is defined.
func (l *lexicon) addChoice(attribute string, v annotate.Value) bool {
	value, ok := v.Any().(string)
	if !ok {
		return false
	}
	added := false
	for i := range l.v.Scheme.Attributes {
		d := &l.v.Scheme.Attributes[i]
		if d.Name == attribute && d.Kind == annotate.Choice && !slices.Contains(d.Choices, value) {
			d.Choices = append(slices.Clone(d.Choices), value)
			added = true
		}
	}
	return added
}

// attributeKind returns the kind of the attributes of a name, where there are any.
func (l *lexicon) attributeKind(attribute string) (annotate.AttributeKind, bool) {
	i, ok := l.kinds[attribute]
	if !ok {
		return "", false
	}
	return l.v.Scheme.Attributes[i].Kind, true
}

// attribute checks a value against the definition, and returns the attribute's
// name. A definition that is not there follows from the others of that name,
// else from the value.
func (l *lexicon) attribute(on annotate.Bearer, owner annotate.UID, name []byte, v annotate.Value) (string, error) {
	i, ok := l.attributes[attributeKey{on, owner, string(name)}]
	if !ok {
		var err error
		if i, err = l.deriveAttribute(on, owner, string(name), v); err != nil {
			return "", err
		}
	}
	d := &l.v.Scheme.Attributes[i]
	return d.Name, d.Accepts(v)
}

func (l *lexicon) deriveAttribute(on annotate.Bearer, owner annotate.UID, name string, v annotate.Value) (int, error) {
	s := &l.v.Scheme
	d := annotate.AttributeDef{UID: attributeID(on, owner, name), On: on, Owner: owner, Name: name, Kind: kindOf(v)}
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

// ensure makes sure that an attribute is there and, where it is a choice, has
// these values; a choice without any is a text. One that is there keeps its kind,
// and so does a name that has one elsewhere.
func (l *lexicon) ensure(on annotate.Bearer, owner annotate.UID, name string, kind annotate.AttributeKind, choices []string) error {
	if _, ok := l.attributes[attributeKey{on, owner, name}]; !ok {
		d := annotate.AttributeDef{UID: attributeID(on, owner, name), Name: name, Kind: kind}
		if known, ok := l.attributeKind(name); ok {
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
		l.define(d, on, owner)
	}
	d := &l.v.Scheme.Attributes[l.attributes[attributeKey{on, owner, name}]]
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
