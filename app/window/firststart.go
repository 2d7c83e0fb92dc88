package window

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"postil/app/project/settings"
)

// askName asks once who annotates: every span belongs to somebody. The login
// name is proposed. path is the project that then opens.
func (w *Window) askName(s settings.Settings, path string, then func()) {
	name := newField(w.keys, "Name")
	name.SetText(s.Name())
	words := widget.NewLabel("Every span you mark carries your name, so that others can tell whose work it is.\n\n" +
		projectWords(path == w.samplePath(), shortPath(path, w.config.Home)))
	words.Wrapping = fyne.TextWrapWord
	content := container.NewVBox(words, widget.NewLabelWithStyle("Your name", fyne.TextAlignLeading, fyne.TextStyle{Bold: true}), name)
	w.dialogs.openForm(formSpec{
		title: "Welcome to Postil", verb: "Start", content: content, size: fyne.NewSize(480, 300), focus: name, kind: required,
		accept: func() (func(), error) {
			given := strings.Join(strings.Fields(name.Text), " ")
			if given == "" {
				return nil, errors.New("write a name of at least one letter")
			}
			w.remember(func(s *settings.Settings) { s.Annotator = given })
			return then, nil
		}})
	name.selectAll()
}

// projectWords say which project opens after the question.
func projectWords(sample bool, path string) string {
	if sample {
		return "A sample project with a few articles opens now. It is kept in " + path + "."
	}
	return "Then the project " + path + " opens."
}
