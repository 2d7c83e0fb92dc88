package window

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// labelsOn returns the labels of the top dialog by what they say.
func labelsOn(h *harness) map[string]*widget.Label {
	h.t.Helper()
	labels := map[string]*widget.Label{}
	for _, o := range h.onDialog() {
		if l, ok := o.(*widget.Label); ok {
			labels[l.Text] = l
		}
	}
	return labels
}

// left returns how far from the window's left something is drawn.
func left(o fyne.CanvasObject) float32 {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).X
}

func TestWhatStandsInAListStaysBehindItWhereItWraps(t *testing.T) {
	h := newHarness(t)
	long := strings.Repeat("so many words that they wrap ", 8)
	h.dialogs.readText("Done", "A line.\n  "+long+"\n• "+long+"too", reportWidth, nil)
	labels := labelsOn(h)
	line := labels["A line."]
	for _, text := range []string{long, long + "too"} {
		l := labels[text]
		if l == nil {
			t.Fatalf("%q is not shown as a paragraph", text)
		}
		if left(l) <= left(line) || l.MinSize().Height < 2*textLine() {
			t.Errorf("%q stands at %v, the line over it at %v, and is %v high", text, left(l), left(line), l.MinSize().Height)
		}
	}
}

func TestLongSheetEndsWithAWholeLineAndStaysInTheWindow(t *testing.T) {
	h := newHarness(t)
	h.win.Resize(fyne.NewSize(900, 600))
	line := textLine()
	for _, lines := range []int{1, 10, 500} {
		s := h.dialogs.sheet(paragraphs(strings.TrimSuffix(strings.Repeat("This is a line.\n", lines), "\n")), reportWidth).(*container.Scroll)
		shown := (s.MinSize().Height - theme.InnerPadding()) / line
		if lines < 15 { // with the room that the last label keeps
			shown -= theme.InnerPadding() / line
		}
		if whole := float32(int(shown + 0.5)); shown < whole-0.01 || whole+0.01 < shown || 600 < s.MinSize().Height+dialogChrome {
			t.Errorf("of %d lines %v are shown, %v high", lines, shown, s.MinSize().Height)
		}
	}
}

func TestWhatIsReadCanBeCopiedAndEveryTabStopIsAButton(t *testing.T) {
	h := newHarness(t)
	h.dialogs.fail("Something went wrong", errors.New("the disk is full"))
	h.tap("Copy")
	if got := fyne.CurrentApp().Clipboard().Content(); got != "The disk is full." {
		t.Errorf("copied is %q", got)
	}
	fyne.CurrentApp().Clipboard().SetContent("")
	if !h.keys.press(ctrl(fyne.KeyC)) || fyne.CurrentApp().Clipboard().Content() != "The disk is full." {
		t.Error("Ctrl+C does not copy what is read")
	}
	var stops []string
	for range 3 {
		h.win.Canvas().FocusNext()
		b, ok := h.win.Canvas().Focused().(*button)
		if !ok {
			t.Fatalf("after %v, Tab leads to %T", stops, h.win.Canvas().Focused())
		}
		stops = append(stops, b.Text)
	}
	if got := strings.Join(stops, " "); got != "Copy Close Copy" {
		t.Errorf("Tab leads to %s", got)
	}
}

func TestWarningsStandOut(t *testing.T) {
	h := newHarness(t)
	h.dialogs.readText("Exported", "Fine.\nWarning: not so fine.", reportWidth, nil)
	labels := labelsOn(h)
	if labels["Warning: not so fine."].Importance != widget.WarningImportance || labels["Fine."].Importance == widget.WarningImportance {
		t.Error("the warning looks like the rest")
	}
}
