package window

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"postil/annotate"
	"postil/app/project"
)

// labelForm is where a label is made or changed.
type labelForm struct {
	name      *field
	layer     *choice
	colour    *colourPicker
	key       *field
	guideline *field
}

// newLabelForm returns the form filled with a label; with fixed, its layer
// can't be chosen: a label's spans look as their layer says, so it stays there.
func (w *Window) newLabelForm(l annotate.Label, fixed bool) *labelForm {
	f := &labelForm{name: newField(w.keys, "PERSON"), layer: newChoice(w.keys, nil), colour: newColourPicker(w.keys, l.Colour),
		key: newField(w.keys, "one letter or digit"), guideline: newTextArea(w.keys, "When to use this label")}
	f.layer.Options = layerNames(&w.scheme)
	f.name.SetText(l.Name)
	f.key.SetText(l.Key)
	f.guideline.SetText(l.Guideline)
	f.guideline.SetMinRowsVisible(3)
	f.key.whole, f.colour.code.whole = true, true
	if layer := w.scheme.Layer(l.Layer); layer != nil {
		f.layer.SetSelected(layer.Name)
	}
	if fixed {
		f.layer.Disable()
	}
	return f
}

// content arranges the form.
func (f *labelForm) content() fyne.CanvasObject {
	return widget.NewForm(
		widget.NewFormItem("Name", f.name),
		widget.NewFormItem("Layer", f.layer),
		widget.NewFormItem("Key", f.key),
		widget.NewFormItem("Colour", f.colour.root),
		widget.NewFormItem("Guideline", f.guideline),
	)
}

// label reads the form on top of the label that was there before.
func (f *labelForm) label(s *annotate.Scheme, before annotate.Label) (annotate.Label, error) {
	l := before
	l.Name = strings.TrimSpace(f.name.Text)
	l.Guideline = strings.TrimSpace(f.guideline.Text)
	l.Key = strings.ToLower(strings.TrimSpace(f.key.Text))
	if utf8.RuneCountInString(l.Key) > 1 {
		return l, errors.New("a key is one letter or one digit")
	}
	layer := s.LayerNamed(f.layer.Selected)
	if layer == nil {
		return l, errors.New("choose the layer that the label belongs to")
	}
	l.Layer = layer.UID
	var err error
	l.Colour, err = f.colour.value()
	return l, err
}

// fits tells whether the scheme stays valid with the label in it, so that the
// dialog can say what is wrong before anything is written.
func fits(s annotate.Scheme, l annotate.Label) error {
	c := s.Clone()
	if there := c.Label(l.UID); there != nil {
		*there = l
	} else {
		l.UID = annotate.NewUID()
		c.Labels = append(c.Labels, l)
	}
	return c.Validate()
}

// askLabelIn asks for a new label in a layer.
func (w *Window) askLabelIn(layer annotate.UID) {
	blank := annotate.Label{Layer: layer, Colour: w.scheme.Free().Colour()}
	f := w.newLabelForm(blank, false)
	suggested := ""
	f.name.OnChanged = func(name string) {
		if name != "" && f.key.Text == suggested {
			suggested = w.scheme.Free().Key(name)
			f.key.SetText(suggested)
		}
	}
	w.openLabelForm("New label", "Add", f, blank, func(ctx context.Context, p *project.Project, l annotate.Label) error {
		_, err := p.AddLabel(ctx, l)
		return err
	})
}

// askEditLabel asks what to change in a label.
func (w *Window) askEditLabel(before annotate.Label) {
	f := w.newLabelForm(before, true)
	w.openLabelForm("Label "+before.Name, "Save", f, before, func(ctx context.Context, p *project.Project, l annotate.Label) error {
		return p.SetLabel(ctx, before, l)
	})
}

func (w *Window) openLabelForm(title, verb string, f *labelForm, before annotate.Label, save func(context.Context, *project.Project, annotate.Label) error) {
	w.dialogs.openForm(formSpec{title: title, verb: verb, content: f.content(), size: fyne.NewSize(520, 440), focus: f.name,
		accept: func() (func(), error) {
			l, err := f.label(&w.scheme, before)
			if err == nil {
				err = fits(w.scheme, l)
			}
			return func() {
				w.schemeCommand(l.Name+" was not saved", func(ctx context.Context, p *project.Project) error { return save(ctx, p, l) })
			}, err
		}})
}
