package docview_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"postil/annotate"
	"postil/app/docview"
	"postil/app/textlayout"
)

const control = fyne.KeyModifierShortcutDefault

// article is a short text with what makes marking hard: quotes broken by their
// speaker, names inside of quotes, paragraphs longer than a line.
const article = `Harbour police find a record load of bananas

“We had never seen so many,” said Inspector Ilse Ceulen of the Harbour Police, “and we have seen a lot.” The load came from Port Verde and weighed 121 tonnes.

In 2023 the harbour of Zandvoorde took in 116 tonnes, says Mayor Ștefan Țăran. Ceulen disagrees.

Share this article`

// fixture is a pane with the article in a window of 900 × 600.
type fixture struct {
	t      testing.TB
	view   *docview.View
	clock  *docview.Clock
	window fyne.Window
	scheme annotate.Scheme
	doc    *annotate.Document
	keys   []string // label keys and other keys that reached the window
}

func newFixture(t testing.TB, text string) *fixture {
	fonts, err := textlayout.NewFonts(docview.TestFaces())
	if err != nil {
		t.Fatal(err)
	}
	return newFixtureWith(t, text, fonts)
}

// newFixtureWith is a fixture with given fonts.
func newFixtureWith(t testing.TB, text string, fonts *textlayout.Fonts) *fixture {
	test.NewTempApp(t)
	f := &fixture{t: t, view: docview.NewWithFonts(fonts), scheme: annotate.DefaultScheme()}
	f.clock = docview.SetClock(f.view)
	f.doc = &annotate.Document{UID: annotate.NewUID(), Name: "article", Text: text}
	f.window = test.NewTempWindow(t, f.view)
	f.window.SetPadded(false)
	f.window.Resize(fyne.NewSize(900, 600))
	f.view.OnLabelKey = func(key docview.LabelKey, shift bool) {
		name := key.Name
		if shift {
			name = "Shift+" + name
		}
		f.keys = append(f.keys, name)
	}
	f.view.OnKey = func(key fyne.KeyName, modifiers fyne.KeyModifier) {
		name := string(key)
		if modifiers&control != 0 {
			name = "Ctrl+" + name
		}
		f.keys = append(f.keys, name)
	}
	f.window.Canvas().Focus(f.view)
	return f
}

// span makes a span over the nth occurrences (from 0) of texts, one fragment each.
func (f *fixture) span(label string, parts ...string) annotate.Span {
	f.t.Helper()
	var ranges [][2]int
	for _, part := range parts {
		start := f.at(part)
		ranges = append(ranges, [2]int{start, start + len(part)})
	}
	fragments, err := annotate.Cover(f.doc.Text, ranges...)
	if err != nil {
		f.t.Fatal(err)
	}
	return annotate.Span{UID: annotate.UIDFromName(label + strings.Join(parts, "|")), Document: f.doc.UID,
		Label: f.scheme.LabelNamed(label).UID, Fragments: fragments}
}

// at is the offset of the first occurrence of a text.
func (f *fixture) at(part string) int {
	f.t.Helper()
	i := strings.Index(f.doc.Text, part)
	if i < 0 {
		f.t.Fatalf("%q is not in the text", part)
	}
	return i
}

// tagNames are the names of the tags that spans may carry.
var tagNames = map[annotate.UID]string{
	annotate.UIDFromName("record load"): "the record load, 2023",
	annotate.UIDFromName("town"):        "the record load, 2023",
	annotate.UIDFromName("somebody"):    "the record load, 2023",
}

func (f *fixture) open(spans ...annotate.Span) {
	f.view.Open(f.doc, spans, &f.scheme, docview.Names{
		Tag: func(uid annotate.UID) string { return tagNames[uid] },
		Annotator: func(uid annotate.UID) string {
			if uid == annotate.UIDFromName("Ben") {
				return "Ben"
			}
			return "Ana"
		},
	})
}

// point is a point on the character at an offset.
func (f *fixture) point(offset int) fyne.Position {
	f.t.Helper()
	p, ok := f.view.PointOf(offset)
	if !ok {
		f.t.Fatalf("offset %d is not in view", offset)
	}
	if r, _ := utf8.DecodeRuneInString(f.doc.Text[offset:]); unicode.In(r, unicode.Arabic, unicode.Hebrew) {
		return p.AddXY(-1.5, -8)
	}
	return p.AddXY(1.5, -8)
}

func (f *fixture) mouse(offset int, button desktop.MouseButton, modifiers fyne.KeyModifier) *desktop.MouseEvent {
	return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: f.point(offset)}, Button: button, Modifier: modifiers}
}

// click clicks on the character at an offset, so many times.
func (f *fixture) click(offset, times int, modifiers fyne.KeyModifier) {
	f.t.Helper()
	for range times {
		f.view.MouseDown(f.mouse(offset, desktop.MouseButtonPrimary, modifiers))
		f.view.MouseUp(f.mouse(offset, desktop.MouseButtonPrimary, modifiers))
	}
}

// drag drags from one character to another.
func (f *fixture) drag(from, to int) {
	f.t.Helper()
	f.view.MouseDown(f.mouse(from, desktop.MouseButtonPrimary, 0))
	f.view.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: f.point(to)}})
	f.view.MouseUp(f.mouse(to, desktop.MouseButtonPrimary, 0))
	f.view.DragEnd()
}

// press types keys without modifiers, or with Shift where the name says so.
func (f *fixture) press(names ...fyne.KeyName) {
	for _, name := range names {
		plain, shifted := strings.CutPrefix(string(name), "Shift+")
		if shifted {
			docview.Hold(f.view, fyne.KeyModifierShift)
		}
		f.view.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(plain)})
		docview.Hold(f.view, 0)
	}
}

// shortcut types a key with Ctrl, and more.
func (f *fixture) shortcut(name fyne.KeyName, more fyne.KeyModifier) {
	f.view.TypedShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: control | more})
}

// selected is the text that is selected, fragments apart by a bar.
func (f *fixture) selected() string {
	ranges, _ := f.view.Selection()
	var parts []string
	for _, r := range ranges {
		parts = append(parts, f.doc.Text[r[0]:r[1]])
	}
	return strings.Join(parts, "|")
}

func (f *fixture) wantSelected(what, want string) {
	f.t.Helper()
	if got := f.selected(); got != want {
		f.t.Errorf("%s: %q is selected, want %q", what, got, want)
	}
}

func (f *fixture) wantCurrent(what string, want annotate.UID) {
	f.t.Helper()
	if got, _ := f.view.CurrentSpan(); got != want {
		f.t.Errorf("%s: the current span is %v, want %v", what, got, want)
	}
}
