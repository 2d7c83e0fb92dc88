package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// keyLine is one line of the key help.
type keyLine struct{ keys, does, id string }

// textKeys are the keys that the reading pane has for itself.
var textKeys = []keyLine{
	{"letter or digit", "tag the selection, or the word or emoji at the caret", ""},
	{"    with a span chosen", "give it that label instead of its own", ""},
	{"Shift+letter", "the same, and the label sticks: Enter tags with it", ""},
	{"arrows", "move by character, by line; Shift selects", ""},
	{ctrl(fyne.KeyLeft).String() + ", " + words(fyne.KeyRight), "move by word", ""},
	{ctrl(fyne.KeyUp).String() + ", " + words(fyne.KeyDown), "move by paragraph", ""},
	{ctrl(fyne.KeyA).String(), "select all of the text", ""},
	{"Home, End", "start, end of the line; with " + ctrl(fyne.KeyHome).String() + " of the text", ""},
	{"Page Up, Page Down", "a page up, a page down", ""},
	{"Tab, Shift+Tab", "next, previous span", ""},
	{"Space", "the next span outwards here, as the card lists them", ""},
	{"Enter on a span", "move its borders, then:", ""},
	{"    Shift+arrows", "the marked end moves", ""},
	{"    Tab", "the other end is the one that moves", ""},
	{"    a grip, dragged", "that end moves by word, and is kept", ""},
	{"    Enter, Esc", "keep the new borders, leave them as they were", ""},
	{"menu key, Shift+F10", "what can be done here", ""},
	{"double, triple click", "select a word or an emoji, a sentence", ""},
	{"drag", "select whole words", ""},
	{ctrl("drag").String(), "select single characters", ""},
	{"Shift+click", "select up to there", ""},
	{ctrl("wheel").String(), "larger, smaller text", ""},
	{"in the list of documents", "", ""},
	{"    Shift+arrows, Shift+click", "mark documents up to there", ""},
	{"    Shift+Space, " + ctrl("click").String(), "mark one, or take its mark away", ""},
	{"    menu key, Shift+F10", "what can be done with those that are marked", ""},
	{"in the find bar", "", ""},
	{"    Enter, Shift+Enter", "next hit, previous hit", ""},
	{"    Esc", "back to the text, with the hit selected", ""},
}

// keyHelp lists every key: the reading pane's, then the commands' by menu.
func keyHelp(table []*command) map[string][]keyLine {
	help := map[string][]keyLine{textHelp: textKeys}
	for _, c := range table {
		if len(c.keys) == 0 {
			continue
		}
		var keys []string
		for _, k := range c.keys {
			if name := k.String(); len(keys) == 0 || keys[len(keys)-1] != name {
				keys = append(keys, name)
			}
		}
		help[c.menu] = append(help[c.menu], keyLine{strings.Join(keys, ", "), strings.TrimSuffix(c.title, "…"), c.id})
	}
	return help
}

// textHelp heads the reading pane's keys.
const textHelp = "In the text"

// showKeys shows every key.
func (w *Window) showKeys() {
	help := keyHelp(w.commands)
	var parts []fyne.CanvasObject
	for _, heading := range append([]string{textHelp}, menuOrder...) {
		if len(help[heading]) == 0 {
			continue
		}
		parts = append(parts, newCaption(strings.ToUpper(heading)), widget.NewLabel(""), widget.NewLabel(""))
		for _, line := range help[heading] {
			keys, id := widget.NewLabel(line.keys), widget.NewLabel(line.id)
			keys.TextStyle.Bold = true
			id.Importance = widget.LowImportance
			parts = append(parts, keys, widget.NewLabel(line.does), id)
		}
	}
	foot := newCaption(w.changeKeys())
	foot.Wrapping = fyne.TextWrapWord
	table := container.NewVScroll(container.New(tabular{3}, parts...))
	w.dialogs.read("Keys", container.NewBorder(nil, foot, nil, nil, table), fyne.NewSize(800, 640), nil)
}

// changeKeys says how a person changes keys.
func (w *Window) changeKeys() string {
	return `To change one, write "keys": {"palette": "Ctrl+P"} into ` + shortPath(string(w.config.Settings), w.config.Home) + "."
}

// showAbout says what this program is.
func (w *Window) showAbout() {
	text := "Postil " + w.config.Version + "\n\nTags claims, quotes and entities in articles, on this machine alone.\n" +
		"Free software under the MIT licence."
	w.dialogs.readText("About Postil", text, 440, nil)
}
