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

// RenameLayer gives a layer another name; a taken one is refused with
// [annotate.Exists].
func (p *Project) RenameLayer(ctx context.Context, layer annotate.UID, name string) error {
	return p.changeLayer(ctx, "rename a layer to "+name, layer, func(l *annotate.Layer) { l.Name = strings.TrimSpace(name) })
}

// SetLayerLook changes how a layer's spans look.
func (p *Project) SetLayerLook(ctx context.Context, layer annotate.UID, look annotate.Look) error {
	return p.changeLayer(ctx, "change a layer's look", layer, func(l *annotate.Layer) { l.Look, l.Exclusion = look, look == annotate.Grey })
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

// AddLabel adds a label to a layer, with the scheme's free colour and free key.
func (p *Project) AddLabel(ctx context.Context, layer annotate.UID, name string) (annotate.Label, error) {
	label := annotate.Label{UID: annotate.NewUID(), Layer: layer, Name: strings.TrimSpace(name)}
	err := p.changeScheme(ctx, "add the label "+label.Name, func(s *annotate.Scheme) error {
		label.Colour, label.Key = s.FreeColour(), s.FreeKey(label.Name)
		s.Labels = append(s.Labels, label)
		return nil
	})
	return label, err
}

// RenameLabel gives a label another name; its spans keep it. A taken name is
// refused with [annotate.Exists].
func (p *Project) RenameLabel(ctx context.Context, label annotate.UID, name string) error {
	return p.changeLabel(ctx, "rename a label to "+name, label, func(l *annotate.Label) { l.Name = strings.TrimSpace(name) })
}

// RecolourLabel gives a label another colour.
func (p *Project) RecolourLabel(ctx context.Context, label annotate.UID, colour annotate.Colour) error {
	return p.changeLabel(ctx, "change a label's colour", label, func(l *annotate.Label) { l.Colour = colour })
}

// SetLabelKey gives a label the letter or digit that tags with it, "" for none.
// A key that another label has is refused with [annotate.Exists].
func (p *Project) SetLabelKey(ctx context.Context, label annotate.UID, key string) error {
	return p.changeLabel(ctx, "change a label's key", label, func(l *annotate.Label) { l.Key = strings.ToLower(key) })
}

// SetGuideline writes when a label is to be used.
func (p *Project) SetGuideline(ctx context.Context, label annotate.UID, guideline string) error {
	return p.changeLabel(ctx, "write a guideline", label, func(l *annotate.Label) { l.Guideline = guideline })
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
	return p.do(ctx, name, annotate.UID{}, func(s *step) error {
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

func (p *Project) changeLayer(ctx context.Context, name string, layer annotate.UID, change func(*annotate.Layer)) error {
	return p.changeScheme(ctx, name, func(s *annotate.Scheme) error {
		l := s.Layer(layer)
		if l == nil {
			return gone("layer")
		}
		change(l)
		return nil
	})
}

func (p *Project) changeLabel(ctx context.Context, name string, label annotate.UID, change func(*annotate.Label)) error {
	return p.changeScheme(ctx, name, func(s *annotate.Scheme) error {
		l := s.Label(label)
		if l == nil {
			return gone("label")
		}
		change(l)
		return nil
	})
}

// gone is the error for a thing of the scheme that somebody has removed.
func gone(what string) error {
	return &annotate.Error{Code: annotate.NotFound, What: "the " + what + " is not in the scheme any more"}
}
