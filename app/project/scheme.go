package project

import (
	"context"
	"slices"
	"strings"

	"postil/annotate"
)

// AddLayer adds a layer at the end of the scheme; a layer that looks Grey is an
// exclusion layer.
func (p *Project) AddLayer(ctx context.Context, name string, look annotate.Look) (annotate.Layer, error) {
	layer := annotate.Layer{UID: annotate.NewUID(), Name: strings.TrimSpace(name), Look: look, Exclusion: look == annotate.Grey}
	err := p.changeScheme(ctx, "add the layer "+layer.Name, func(s *annotate.Scheme) error {
		s.Layers = append(s.Layers, layer)
		return nil
	})
	return layer, err
}

// SetLayer writes what differs between two states of a layer, what the person
// saw and what it shall be: what somebody else has changed meanwhile stays. One
// that comes to look Grey becomes an exclusion layer, and none where it comes to
// look otherwise. A taken name is refused with [annotate.Exists].
func (p *Project) SetLayer(ctx context.Context, was, now annotate.Layer) error {
	now.Name = strings.TrimSpace(now.Name)
	return p.changeScheme(ctx, "change the layer "+now.Name, func(s *annotate.Scheme) error {
		l := s.Layer(was.UID)
		if l == nil {
			return gone("layer")
		}
		replace(&l.Name, was.Name, now.Name)
		if was.Look != now.Look {
			l.Look, l.Exclusion = now.Look, now.Look == annotate.Grey
		}
		return nil
	})
}

// DeleteLayer removes a layer; one that has labels is refused with
// [annotate.Conflict].
func (p *Project) DeleteLayer(ctx context.Context, layer annotate.UID) error {
	return p.changeScheme(ctx, "delete a layer", func(s *annotate.Scheme) error {
		l := s.Layer(layer)
		if l == nil {
			return gone("layer")
		}
		if 0 < len(s.LabelsOf(layer)) {
			return &annotate.Error{Code: annotate.Conflict, Where: "layer " + annotate.Excerpt(l.Name), What: "it has labels", Hint: "delete them first"}
		}
		s.Layers = slices.DeleteFunc(s.Layers, func(l annotate.Layer) bool { return l.UID == layer })
		return nil
	})
}

// AddLabel adds a label at the end of the scheme; its UID is set here. A taken
// name or key is refused with [annotate.Exists].
func (p *Project) AddLabel(ctx context.Context, label annotate.Label) (annotate.Label, error) {
	label.UID, label.Name = annotate.NewUID(), strings.TrimSpace(label.Name)
	err := p.changeScheme(ctx, "add the label "+label.Name, func(s *annotate.Scheme) error {
		s.Labels = append(s.Labels, label)
		return nil
	})
	return label, err
}

// SetLabel writes what differs between two states of a label, what the person
// saw and what it shall be: what somebody else has changed meanwhile stays. Its
// spans keep it. A taken name or key is refused with [annotate.Exists].
func (p *Project) SetLabel(ctx context.Context, was, now annotate.Label) error {
	now.Name = strings.TrimSpace(now.Name)
	return p.changeScheme(ctx, "change the label "+now.Name, func(s *annotate.Scheme) error {
		l := s.Label(was.UID)
		if l == nil {
			return gone("label")
		}
		replace(&l.Layer, was.Layer, now.Layer)
		replace(&l.Name, was.Name, now.Name)
		replace(&l.Colour, was.Colour, now.Colour)
		replace(&l.Key, was.Key, now.Key)
		replace(&l.Guideline, was.Guideline, now.Guideline)
		return nil
	})
}

// replace sets a field of the scheme that a person has changed.
func replace[T comparable](field *T, was, now T) {
	if was != now {
		*field = now
	}
}

// DeleteLabel removes a label with its attributes; one that anybody's spans
// carry is refused with [annotate.Conflict].
func (p *Project) DeleteLabel(ctx context.Context, label annotate.UID) error {
	return p.changeScheme(ctx, "delete a label", func(s *annotate.Scheme) error {
		if s.Label(label) == nil {
			return gone("label")
		}
		s.Labels = slices.DeleteFunc(s.Labels, func(l annotate.Label) bool { return l.UID == label })
		s.Attributes = slices.DeleteFunc(s.Attributes, func(d annotate.AttributeDef) bool { return d.Owner == label })
		for i := range s.Relations {
			r := &s.Relations[i]
			for _, end := range []*[]annotate.UID{&r.From, &r.To} {
				if slices.Equal(*end, []annotate.UID{label}) { // an empty list would allow any label
					return &annotate.Error{Code: annotate.Conflict, Where: "relation type " + annotate.Excerpt(r.Name), What: "it is made for this label"}
				}
				*end = slices.DeleteFunc(*end, func(u annotate.UID) bool { return u == label })
			}
		}
		return nil
	})
}

// AddAttribute defines an attribute for a label, a relation type or documents;
// its UID is set here.
func (p *Project) AddAttribute(ctx context.Context, def annotate.AttributeDef) (annotate.AttributeDef, error) {
	def.UID = annotate.NewUID()
	err := p.changeScheme(ctx, "add the attribute "+def.Name, func(s *annotate.Scheme) error {
		s.Attributes = append(s.Attributes, def)
		return nil
	})
	return def, err
}

// DeleteAttribute removes a definition; one that has values is refused with
// [annotate.Conflict].
func (p *Project) DeleteAttribute(ctx context.Context, def annotate.UID) error {
	return p.changeScheme(ctx, "delete an attribute", func(s *annotate.Scheme) error {
		before := len(s.Attributes)
		s.Attributes = slices.DeleteFunc(s.Attributes, func(d annotate.AttributeDef) bool { return d.UID == def })
		if len(s.Attributes) == before {
			return gone("attribute")
		}
		return nil
	})
}

// changeScheme lets change alter the scheme, as one change of the project.
func (p *Project) changeScheme(ctx context.Context, name string, change func(*annotate.Scheme) error) error {
	return p.do(ctx, name, func(s *step) error {
		scheme, err := s.Scheme()
		if err != nil {
			return err
		}
		if err := change(&scheme); err != nil {
			return err
		}
		if err := s.PutScheme(scheme); err != nil {
			return err
		}
		s.scheme, s.touched.Scheme = &scheme, true
		return nil
	})
}

// gone is the error for a thing of the scheme that somebody has removed.
func gone(what string) error {
	return &annotate.Error{Code: annotate.NotFound, What: "the " + what + " is not in the scheme any more"}
}
