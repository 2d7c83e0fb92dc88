package project

import (
	"context"

	"postil/annotate"
)

// AddLayer adds a layer at the end of the scheme; a layer that looks Grey is an
// exclusion layer.
func (p *Project) AddLayer(ctx context.Context, name string, look annotate.Look) (annotate.Layer, error) {
	return annotate.Layer{}, nil
}

// RenameLayer gives a layer another name; a taken one is refused with
// [annotate.Exists].
func (p *Project) RenameLayer(ctx context.Context, layer annotate.UID, name string) error { return nil }

// SetLayerLook changes how a layer's spans look.
func (p *Project) SetLayerLook(ctx context.Context, layer annotate.UID, look annotate.Look) error {
	return nil
}

// DeleteLayer removes a layer; one that has labels is refused with
// [annotate.Conflict].
func (p *Project) DeleteLayer(ctx context.Context, layer annotate.UID) error { return nil }

// AddLabel adds a label to a layer, with the scheme's free colour and free key.
func (p *Project) AddLabel(ctx context.Context, layer annotate.UID, name string) (annotate.Label, error) {
	return annotate.Label{}, nil
}

// RenameLabel gives a label another name; its spans keep it. A taken name is
// refused with [annotate.Exists].
func (p *Project) RenameLabel(ctx context.Context, label annotate.UID, name string) error { return nil }

// RecolourLabel gives a label another colour.
func (p *Project) RecolourLabel(ctx context.Context, label annotate.UID, colour annotate.Colour) error {
	return nil
}

// SetLabelKey gives a label the letter or digit that tags with it, "" for none.
// A key that another label has is refused with [annotate.Exists].
func (p *Project) SetLabelKey(ctx context.Context, label annotate.UID, key string) error { return nil }

// SetGuideline writes when a label is to be used.
func (p *Project) SetGuideline(ctx context.Context, label annotate.UID, guideline string) error {
	return nil
}

// DeleteLabel removes a label with its attributes; one that anybody's spans
// carry is refused with [annotate.Conflict].
func (p *Project) DeleteLabel(ctx context.Context, label annotate.UID) error { return nil }

// AddAttribute defines an attribute for a label, a relation type or documents;
// its UID is set here.
func (p *Project) AddAttribute(ctx context.Context, def annotate.AttributeDef) (annotate.AttributeDef, error) {
	return def, nil
}

// DeleteAttribute removes a definition; one that has values is refused with
// [annotate.Conflict].
func (p *Project) DeleteAttribute(ctx context.Context, def annotate.UID) error { return nil }
