package window

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"postil/annotate"
	"postil/app/project"
)

// looks are what a layer can look like, in words.
var looks = []struct {
	look  annotate.Look
	words string
}{
	{annotate.Fill, "soft fill"},
	{annotate.Underline, "line under the text"},
	{annotate.Bracket, "bracket in the margin"},
	{annotate.Grey, "greyed: no part of the article"},
}

// layerForm is where a layer is made or changed.
type layerForm struct {
	name *field
	look *choice
}

func (w *Window) newLayerForm(l annotate.Layer) *layerForm {
	f := &layerForm{name: newField(w.keys, "Entities"), look: newChoice(w.keys, nil)}
	f.name.SetText(l.Name)
	for _, k := range looks {
		f.look.Options = append(f.look.Options, k.words)
		if k.look == l.Look {
			f.look.SetSelected(k.words)
		}
	}
	return f
}

// layer reads the form.
func (f *layerForm) layer() (name string, look annotate.Look, err error) {
	name = strings.TrimSpace(f.name.Text)
	if name == "" {
		return "", "", errors.New("write a name of at least one letter")
	}
	for _, k := range looks {
		if k.words == f.look.Selected {
			return name, k.look, nil
		}
	}
	return name, "", errors.New("choose how the layer looks")
}

// askNewLayer asks for a new layer.
func (w *Window) askNewLayer() {
	f := w.newLayerForm(annotate.Layer{Look: annotate.Fill})
	w.openLayerForm("New layer", "Add", f, annotate.Layer{}, func(ctx context.Context, p *project.Project, name string, look annotate.Look) error {
		_, err := p.AddLayer(ctx, name, look)
		return err
	})
}

// askEditLayer asks what to change in a layer.
func (w *Window) askEditLayer(before annotate.Layer) {
	f := w.newLayerForm(before)
	w.openLayerForm("Layer "+before.Name, "Save", f, before, func(ctx context.Context, p *project.Project, name string, look annotate.Look) error {
		now := before
		now.Name, now.Look = name, look
		return p.SetLayer(ctx, before, now)
	})
}

func (w *Window) openLayerForm(title, verb string, f *layerForm, before annotate.Layer, save func(context.Context, *project.Project, string, annotate.Look) error) {
	content := container.NewVBox(widget.NewForm(widget.NewFormItem("Name", f.name), widget.NewFormItem("Look", f.look)))
	w.dialogs.openForm(formSpec{title: title, verb: verb, content: content, size: fyne.NewSize(440, 240), focus: f.name,
		accept: func() (func(), error) {
			name, look, err := f.layer()
			if other := w.scheme.LayerNamed(name); err == nil && other != nil && other.UID != before.UID {
				err = errors.New("another layer has the name " + name + "; choose another one")
			}
			return func() {
				w.schemeCommand(name+" was not saved", func(ctx context.Context, p *project.Project) error { return save(ctx, p, name, look) })
			}, err
		}})
}
