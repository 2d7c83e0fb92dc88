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
	{"letter or digit", "tag the selection, or the word under the caret, with that label", ""},
	{"Shift + letter", "the same, and the label sticks: Enter tags with it", ""},
	{"arrows", "move by character; with " + ctrl(fyne.KeyRight).String() + " by word; with Shift select", ""},
	{"Home, End, Page Up, Page Down", "as everywhere", ""},
	{"Tab, Shift+Tab", "next, previous span", ""},
	{"Space", "the next span outwards here", ""},
	{"Enter on a span", "move its borders: Shift+arrows, Tab for the other end, Enter writes, Esc leaves", ""},
	{"double click, triple click", "select a word, a sentence", ""},
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
			keys := widget.NewLabel(line.keys)
			keys.TextStyle.Bold = true
			parts = append(parts, keys, widget.NewLabel(line.does), newCaption(line.id))
		}
	}
	w.dialogs.read("Keys", container.NewBorder(nil, newCaption(w.changeKeys()), nil, nil, container.NewScroll(container.New(tabular{3}, parts...))), fyne.NewSize(940, 640), nil)
}

// changeKeys says how a person changes keys.
func (w *Window) changeKeys() string {
	return `To change one, write "keys": {"palette": "Ctrl+P"} into ` + shortPath(string(w.config.Settings), w.config.Home) + "."
}

// showAbout says what this program is.
func (w *Window) showAbout() {
	text := "Postil " + w.config.Version + "\n\nTags claims, quotes and entities in articles, on this machine alone.\n" +
		"Free software under the MIT licence."
	w.dialogs.read("About Postil", newMessage(text), fyne.NewSize(440, 220), nil)
}
