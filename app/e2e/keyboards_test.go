package e2e_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"postil/annotate"
	"postil/app/project"
)

// keyboard is a keyboard of some country. Keys are named by X11's codes for their
// places, as evdev numbers them: what is printed on them differs.
type keyboard struct {
	name   string
	layout []string // for setxkbmap
	letter string   // a key, and what the label is called whose letter it prints
	label  string
	undo   string // Ctrl and the key that prints Z
	all    string // Ctrl and the key that prints A
	write  string // a key, and what it writes
	writes string
}

// The same places everywhere.
const (
	control   = "37"
	shift     = "50"
	secondKey = "11" // the second key of the row of digits
	palette   = control + "+45"
	fragment  = control + "+44"
	copying   = control + "+54"
)

var keyboards = []keyboard{
	{"Romanian", []string{"ro", "-variant", "std"}, "47", "TOWN", control + "+52", control + "+38", "47", "ș"},
	{"French", []string{"fr"}, "38", "QUOTE", control + "+25", control + "+24", "11", "é"},
	{"Russian", []string{"ru"}, "47", "SIGHT", control + "+52", control + "+38", "47", "ж"},
	{"German", []string{"de"}, "47", "OWNER", control + "+29", control + "+38", "47", "ö"},
}

// Label keys and commands mean the same on every keyboard: letters are what is
// printed, digits are places, and commands find their letter.
func TestKeyboardsOfOtherCountries(t *testing.T) {
	r := newDesktop(t).prepare(strings.Repeat("alpha bravo charlie delta echo foxtrot ", 8))
	r.addLabels(map[string]string{"TOWN": "ș", "SIGHT": "ж", "OWNER": "ö", "SECOND": "2"})
	r.start()
	for _, k := range keyboards {
		r.run("setxkbmap", k.layout...)
		r.until("the keyboard is "+k.name, func() bool { return strings.Contains(r.run("setxkbmap", "-query"), k.layout[0]) })
		r.tryKeyboard(k)
		if t.Failed() {
			t.Fatal("on the keyboard: ", k.name)
		}
	}
	r.run("setxkbmap", "us")
	r.quit()
}

// otherScripts are keyboards that print no Latin letters: on the key of P what it
// writes, and the label that it gives.
var otherScripts = []keyboard{
	{name: "Russian", layout: []string{"ru"}, writes: "з", label: "PERSON"},
	{name: "Ukrainian", layout: []string{"ua"}, writes: "з", label: "PERSON"},
	{name: "Greek", layout: []string{"gr"}, writes: "π", label: "OWN"},
}

// A letter of another script that no label has means the Latin letter at its place,
// also where the palette asks for a label. A label that has the letter comes first.
func TestLabelKeysOnKeyboardsOfOtherScripts(t *testing.T) {
	r := newDesktop(t).prepare(strings.Repeat("alpha bravo charlie delta echo foxtrot ", 8))
	r.addLabels(map[string]string{"OWN": "π"})
	r.start()
	for _, k := range otherScripts {
		r.run("setxkbmap", k.layout...)
		r.until("the keyboard is "+k.name, func() bool { return strings.Contains(r.run("setxkbmap", "-query"), k.layout[0]) })
		r.tagByPlace(k)
		if t.Failed() {
			t.Fatal("on the keyboard: ", k.name)
		}
	}
	r.run("setxkbmap", "us")
	r.quit()
}

// tagByPlace tags with the key of P, makes the label stick, names a tag with it, and
// leaves the document without a span.
func (r *reader) tagByPlace(k keyboard) {
	r.t.Helper()
	const place, free, undo = "33", "30", control + "+52" // the keys of P, of U, which no label has, and of Z
	r.keys("Escape", "ctrl+Home", "ctrl+Right", free, place)
	r.expect(k.label + " alpha")
	r.keys("Escape", "ctrl+Right", shift+"+"+place) // and it sticks
	r.expect(k.label+" alpha", k.label+" bravo")
	r.keys("Escape", "ctrl+Home", "ctrl+Right", "ctrl+Right", "ctrl+Right", "Return")
	r.expect(k.label+" alpha", k.label+" bravo", k.label+" charlie")
	r.keys(shift+"+"+place, undo, undo, undo)
	r.expect()

	r.keys("Escape", "ctrl+Home", "ctrl+Right", palette)
	r.still()
	r.keys(place, place)
	r.still()
	r.keys("Return")
	r.still()
	r.keys(place)
	r.expect(k.label + " alpha")
	r.until("the tag is there", func() bool { return slices.Contains(tagsIn(r.t, r.project), k.writes+k.writes) })
	r.keys(undo)
	r.expect()
}

// addLabels adds labels to the project, by name with their keys.
func (r *reader) addLabels(keys map[string]string) {
	r.t.Helper()
	look(r.t, r.project, func(p *project.Project) {
		scheme := p.Scheme()
		layer := scheme.Layer(scheme.LabelNamed("PERSON").Layer).UID
		for name, key := range keys {
			if _, err := p.AddLabel(context.Background(), annotate.Label{Layer: layer, Name: name, Key: key, Colour: 0x336699}); err != nil {
				r.t.Fatal(err)
			}
		}
	})
}

// tryKeyboard tags, undoes, does again, adds a fragment, makes the label stick, copies
// and names a tag, and leaves the document without a span.
func (r *reader) tryKeyboard(k keyboard) {
	r.t.Helper()
	r.keys("Escape", "ctrl+Home", "ctrl+Right", k.letter)
	r.expect(k.label + " alpha")
	r.keys("Escape", "ctrl+Right", secondKey)
	r.expect(k.label+" alpha", "SECOND bravo")
	r.keys(k.undo)
	r.expect(k.label + " alpha")
	r.keys(shift + "+" + k.undo)
	r.expect(k.label+" alpha", "SECOND bravo")
	r.keys(k.undo)
	r.expect(k.label + " alpha")

	r.keys("Escape", "ctrl+Home", "ctrl+Right", "ctrl+Right", "ctrl+Right", "ctrl+shift+Left", fragment)
	r.keys("ctrl+Right", "ctrl+Right", "ctrl+Right", "ctrl+shift+Left")
	r.until("two fragments are selected", func() bool { return r.copiedBy(copying) == "charlie … echo" })
	r.keys(k.letter)
	r.expect(k.label+" alpha", k.label+" charlie|echo")
	r.keys(k.undo)
	r.expect(k.label + " alpha")

	r.keys("Escape", "ctrl+Home", "ctrl+Right", "ctrl+Right", shift+"+"+k.letter) // and it sticks
	r.expect(k.label+" alpha", k.label+" bravo")
	r.keys("Escape", "ctrl+Home", "ctrl+Right", "ctrl+Right", "ctrl+Right", "Return")
	r.expect(k.label+" alpha", k.label+" bravo", k.label+" charlie")
	r.keys(shift+"+"+k.letter, k.undo, k.undo)
	r.expect(k.label + " alpha")

	r.keys(k.all)
	r.until("everything is selected", func() bool { return r.copiedBy(copying) == r.body })
	r.keys("Escape", "ctrl+Home", "Tab", palette)
	r.still()
	r.keys(k.write, k.write)
	r.still()
	r.keys("Up", "Return")
	r.until("the span has a tag", func() bool { return slices.Contains(tagsIn(r.t, r.project), k.writes+k.writes) })
	r.still()
	r.keys(k.undo)
	r.until("the tag is gone", func() bool { return !slices.Contains(tagsIn(r.t, r.project), k.writes+k.writes) })
	r.keys(k.undo)
	r.expect()
}

// tagsIn returns the names of a project's tags.
func tagsIn(t testing.TB, path string) (names []string) {
	look(t, path, func(p *project.Project) {
		for _, tag := range p.Tags() {
			names = append(names, tag.Name)
		}
	})
	return names
}
