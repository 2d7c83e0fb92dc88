package window

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"postil/annotate"
	"postil/app/project"
)

// noUsualLabel stands for a tag that goes with any label.
const noUsualLabel = "none"

// tagForm is where a tag is looked at, corrected or deleted.
type tagForm struct {
	name   *field
	usual  *choice
	ref    *field
	note   *field
	use    *widget.Label // how often it is used
	remove *button
}

// newTagForm returns the form filled with a tag.
func (w *Window) newTagForm(t annotate.Tag) *tagForm {
	f := &tagForm{name: newField(w.keys, "Name of the tag"), usual: newChoice(w.keys, nil), ref: newField(w.keys, "Q-number or URL"),
		note: newTextArea(w.keys, "What tells it from others"), use: widget.NewLabel(""), remove: newButton(w.keys, "Delete the tag", theme.DeleteIcon(), nil)}
	f.name.SetText(t.Name)
	f.ref.SetText(t.Ref)
	f.note.SetText(t.Note)
	f.note.SetMinRowsVisible(3)
	f.use.Importance = widget.LowImportance
	f.remove.Importance = widget.LowImportance
	f.usual.Options = []string{noUsualLabel}
	for _, l := range w.scheme.Labels {
		f.usual.Options = append(f.usual.Options, l.Name)
	}
	f.usual.SetSelected(noUsualLabel)
	if l := w.scheme.Label(t.Usual); l != nil {
		f.usual.SetSelected(l.Name)
	}
	return f
}

// content arranges the form.
func (f *tagForm) content() fyne.CanvasObject {
	return container.NewVBox(
		widget.NewForm(
			widget.NewFormItem("Name", f.name),
			widget.NewFormItem("Usual label", f.usual),
			widget.NewFormItem("Reference", f.ref),
			widget.NewFormItem("Note", f.note)),
		container.NewBorder(nil, nil, nil, f.remove, f.use))
}

// tag reads the form on top of the tag that was there before.
func (f *tagForm) tag(s *annotate.Scheme, before annotate.Tag) (annotate.Tag, error) {
	t := before
	t.Name = strings.Join(strings.Fields(f.name.Text), " ")
	t.Ref, t.Note = strings.TrimSpace(f.ref.Text), strings.TrimSpace(f.note.Text)
	t.Usual = annotate.UID{}
	if l := s.LabelNamed(f.usual.Selected); l != nil && f.usual.Selected != noUsualLabel {
		t.Usual = l.UID
	}
	if t.Name == "" {
		return t, errors.New("write a name of at least one letter")
	}
	return t, t.Validate(s)
}

// editTag edits the tag of the current span.
func (w *Window) editTag() {
	if s, ok := w.currentSpan(); ok {
		w.askEditTag(s.Tag)
	}
}

// askEditTag asks what to change in a tag.
func (w *Window) askEditTag(uid annotate.UID) {
	before, there := w.tags[uid]
	if !there {
		return
	}
	p, f := w.project, w.newTagForm(before)
	var shown *form
	shown = w.dialogs.openForm(formSpec{title: "Tag", verb: "Save", content: f.content(), size: fyne.NewSize(520, 360), focus: f.name,
		accept: func() (func(), error) {
			t, err := f.tag(&w.scheme, before)
			return func() {
				if t == before {
					return
				}
				w.jobs.do(func() (func(), error) { return nil, p.EditTag(context.Background(), t) }, shown.again)
			}, err
		}})
	f.remove.OnTapped = func() {
		shown.dialog.Hide()
		w.deleteTag(before)
	}
	w.countUse(before, f.use.SetText)
}

// countUse tells how often a tag is used.
func (w *Window) countUse(t annotate.Tag, show func(string)) {
	p := w.project
	w.jobs.start(func(ctx context.Context) {
		hits, err := p.SearchPastTags(ctx, t.Name, paletteLimit, nil)
		i := slices.IndexFunc(hits, func(h project.PastTag) bool { return h.IsTag && h.Tag == t.UID })
		if err == nil && 0 <= i {
			w.jobs.ui(func() {
				show("Carried by " + counted(hits[i].Spans, "span") + " in " + counted(hits[i].Documents, "document"))
			})
		}
	})
}

// deleteTag deletes a tag; the spans that carry it lose it, and one undo brings
// all of it back.
func (w *Window) deleteTag(t annotate.Tag) {
	p := w.project
	w.jobs.do(func() (func(), error) {
		return func() {
			w.status.say("Deleted the tag " + quoted(t.Name, 40) + ". " + ctrl(fyne.KeyZ).String() + " brings it back.")
		}, p.DeleteTag(context.Background(), t.UID)
	}, func(err error) { w.dialogs.fail("The tag was not deleted", err) })
}
