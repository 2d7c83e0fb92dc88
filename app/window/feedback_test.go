package window

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"postil/annotate"
	"postil/app/docview"
	"postil/app/project"
)

// textHasFocus tells whether the keyboard is in the text.
func (h *harness) textHasFocus() bool {
	return h.win.Canvas().Focused() == fyne.Focusable(h.reading.view)
}

// key presses a key in the text, as the keyboard does.
func (h *harness) key(name fyne.KeyName) {
	h.reading.view.TypedKey(&fyne.KeyEvent{Name: name})
	h.settle()
}

// drag drags the mouse over the first occurrence of a text.
func (h *harness) drag(text string) {
	h.t.Helper()
	v, start := h.reading.view, indexOf(h.page.doc.Text, text)
	from, _ := v.PointOf(start)
	to, ok := v.PointOf(start + len(text))
	if start < 0 || !ok {
		h.t.Fatalf("%q is not in view", text)
	}
	from, to = from.AddXY(2, -6), to.AddXY(-2, -6)
	v.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: from}, Button: desktop.MouseButtonPrimary})
	v.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}})
	v.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: to}, Button: desktop.MouseButtonPrimary})
	v.DragEnd()
}

func TestClickedDocumentGivesTheTextTheKeyboard(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch, english)
	const inDutch, inEnglish = "Bart De Wever sprak in Antwerpen.", "Bart De Wever spoke in Antwerp."
	row := func(name string) *documentRow {
		for _, o := range test.LaidOutObjects(h.documents.root) {
			if r, ok := o.(*documentRow); ok && r.name.Text == name {
				return r
			}
		}
		t.Fatalf("no row for %s", name)
		return nil
	}
	for _, name := range []string{inEnglish, inEnglish, inDutch} {
		h.win.Canvas().Focus(h.documents.list)
		test.Tap(row(name))
		h.settle()
		if item, _ := h.project.Document(h.page.doc.UID); !h.textHasFocus() || item.Name != name {
			t.Errorf("after a click on %q, %q is shown and the text has the keyboard: %v", name, item.Name, h.textHasFocus())
		}
	}
}

func TestNoteIsWrittenWhenThePersonPauses(t *testing.T) {
	h := newHarness(t)
	h.inspector.pause = time.Millisecond
	h.openNew(dutch)
	h.selectText("Antwerpen")
	h.typeLabel("l")
	h.win.Canvas().Focus(h.inspector.note)
	h.inspector.note.SetText("the city, not the province")
	if got := h.status.left.Text; !strings.HasPrefix(got, "not saved yet") {
		t.Errorf("while a note is typed the status line says %q", got)
	}
	h.until("the status line says saved", func() bool { return strings.HasPrefix(h.status.left.Text, "saved") })
	if got := h.spans()[0].Note; got != "the city, not the province" {
		t.Errorf("the file holds the note %q", got)
	}
	if h.win.Canvas().Focused() != fyne.Focusable(h.inspector.note) {
		t.Error("writing took the keyboard away")
	}
}

func TestModesSayWhatTheKeysDo(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.selectText("Antwerpen")
	h.typeLabel("l")
	says := func(when, want string) {
		t.Helper()
		if got := h.status.message.Text; !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%s the status line says %q, want %q", when, got, want)
		}
	}
	h.key(fyne.KeyReturn)
	says("while the end moves", "Moving the end")
	h.key(fyne.KeyTab)
	says("while the start moves", "Moving the start")
	h.key(fyne.KeyEscape)
	says("after Esc", "")

	h.selectText("Bart")
	h.press(ctrl(fyne.KeyJ))
	says("with a piece kept", "Kept")
	h.key(fyne.KeyEscape)
	says("when it was dropped", "")
}

func TestMessagesEndWithTheNextKey(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch, english)
	h.press(ctrl(fyne.KeyPageUp))
	if got := h.status.message.Text; !strings.Contains(got, "first document") {
		t.Fatalf("the status line says %q", got)
	}
	h.key(fyne.KeyRight)
	if got := h.status.message.Text; got != "" {
		t.Errorf("after the next key it still says %q", got)
	}
}

func TestKeysSayWhyTheyDoNothing(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	for k, want := range map[key]string{ctrl(fyne.KeyZ): "Nothing to undo.", ctrl(fyne.KeyY): "Nothing to do again.", plain(fyne.KeyDelete): "No span is selected"} {
		if h.press(k); !strings.HasPrefix(h.status.message.Text, want) {
			t.Errorf("%v says %q, want %q", k, h.status.message.Text, want)
		}
	}
	h = newHarness(t)
	h.openNew(dutch)
	if h.key(fyne.KeyTab); h.status.message.Text != "This document has no span yet." {
		t.Errorf("Tab says %q", h.status.message.Text)
	}
	h.selectText("Antwerpen")
	h.typeLabel("l")
	if h.key(fyne.KeyTab); h.status.message.Text != "There is no further span." {
		t.Errorf("Tab after the last span says %q", h.status.message.Text)
	}
}

func TestPieceIsAddedToAChosenSpan(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.selectText("Bart")
	h.typeLabel("p")
	chosen, _ := h.currentSpan()
	h.press(ctrl(fyne.KeyJ))
	if got := h.status.message.Text; !strings.Contains(got, "next piece") {
		t.Errorf("the status line says %q", got)
	}
	h.drag("Wever")
	h.typeLabel("l")
	if n := len(h.spans()); n != 1 {
		t.Fatalf("a label key made %d spans of the pieces of one", n)
	}
	h.press(ctrl(fyne.KeyJ))
	spans := h.spans()
	if len(spans) != 1 || spans[0].UID != chosen.UID || len(spans[0].Fragments) != 2 || spans[0].Text() != "Bart … Wever" && spans[0].Text() != "Bart Wever" {
		t.Fatalf("the file holds %d spans, the first %q", len(spans), spans[0].Text())
	}
	if s, ok := h.currentSpan(); !ok || s.UID != chosen.UID {
		t.Error("the span is not the current one again")
	}
}

func TestOpenDocumentIsRemembered(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch, english)
	first := h.project.Path()
	h.press(ctrl(fyne.KeyPageDown))
	shown := h.page.doc.UID
	h.createProject(h.home+"/Other"+project.Extension, nil)
	h.settle()
	h.openProject(first, nil)
	h.settle()
	if h.page == nil || h.page.doc.UID != shown {
		t.Error("the project opens with another document than it was left with")
	}
}

func TestNewRowsAreTold(t *testing.T) {
	s := annotate.DefaultScheme()
	before := labelRows(&s, nil, annotate.UID{})
	if got := addedRow(before, before); got != -1 {
		t.Errorf("of the same rows, %d is new", got)
	}
	if got := addedRow(nil, before); got != -1 {
		t.Errorf("in a scheme shown for the first time, row %d is new", got)
	}
	s.Labels = append(s.Labels, annotate.Label{UID: annotate.NewUID(), Layer: s.Layers[0].UID, Name: "NEW"})
	now := labelRows(&s, nil, annotate.UID{})
	if got := addedRow(before, now); got < 0 || now[got].label.Name != "NEW" {
		t.Errorf("row %d is told as new", got)
	}
	other := annotate.DefaultScheme()
	if got := addedRow(before, labelRows(&other, nil, annotate.UID{})); got != -1 {
		t.Errorf("in another scheme, row %d is new", got)
	}
}

func TestKeyHelpFitsASmallWindow(t *testing.T) {
	h := newHarness(t)
	h.win.Resize(fyne.NewSize(800, 600))
	h.press(plain(fyne.KeyF1))
	for _, o := range h.onDialog() {
		if s, ok := o.(*container.Scroll); ok && s.Content.MinSize().Width > s.Size().Width {
			t.Errorf("the keys are %v wide in %v", s.Content.MinSize().Width, s.Size().Width)
		}
		if o.Visible() && fyne.CurrentApp().Driver().AbsolutePositionForObject(o).X+o.Size().Width > 800 {
			t.Errorf("%T stands beyond the window's edge", o)
		}
	}
}

func TestKeysRowIsFramed(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch, english)
	framed := func(l *list) (rows int) {
		for _, o := range test.LaidOutObjects(l) {
			if f, ok := o.(*focusFrame); ok && f.on {
				rows++
			}
		}
		return rows
	}
	h.reading.focus()
	h.press(plain(fyne.KeyF6))
	if l := h.labels.list; framed(l) != 1 || l.at != 0 {
		t.Errorf("%d labels are framed, at %d", framed(l), l.at)
	}
	h.labels.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if l := h.labels.list; framed(l) != 1 || l.at != 1 {
		t.Errorf("after Down %d labels are framed, at %d", framed(l), l.at)
	}
	h.press(plain(fyne.KeyF6))
	if n := framed(h.labels.list) + framed(h.documents.list); n != 1 {
		t.Errorf("in the next panel %d rows are framed", n)
	}
	h.reading.focus()
	if n := framed(h.labels.list) + framed(h.documents.list); n != 0 {
		t.Errorf("with the keyboard in the text %d rows are framed", n)
	}
}

func TestLongTagNameLeavesTheTextWhereItIs(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.selectText("Antwerpen")
	h.typeLabel("l")
	before := h.reading.view.Size()
	h.searchPastTags(strings.Repeat("the port of Antwerp ", 5)).key(fyne.KeyReturn)
	h.settle()
	if got := h.inspector.tagged.Text; !strings.HasPrefix(got, "⇄ \u2068the port") {
		t.Errorf("the button says %q", got)
	}
	if after := h.reading.view.Size(); after != before {
		t.Errorf("the text had %v, and now %v", before, after)
	}
}

func TestKeyPressedAtOnceSeesTheSpanBefore(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.selectText("Antwerpen")
	h.reading.view.OnLabelKey(docview.LabelKey{Name: "l", Place: docview.NoPlace}, false) // and before its span is shown:
	h.press(plain(fyne.KeyDelete))
	if n := len(h.spans()); n != 0 {
		t.Errorf("Delete right after a label key leaves %d spans: %s", n, h.status.message.Text)
	}
}

// Select, press a letter, go on reading: the reader is left where the selection ended.
func TestTaggingLeavesTheReaderWhereTheSelectionEnds(t *testing.T) {
	h := newHarness(t)
	h.openNew(strings.Repeat("A line of the article.\n\n", 200) + "The end.")
	end := len(h.page.doc.Text)
	h.reading.view.Select(0, end)
	place := h.reading.view.Place()
	h.typeLabel("c")
	if _, ok := h.currentSpan(); !ok || h.reading.view.Caret() != end || h.reading.view.Place() != place {
		t.Errorf("a span is current: %v; caret at %d of %d, place %+v, was %+v", ok, h.reading.view.Caret(), end, h.reading.view.Place(), place)
	}
}

// Whoever goes on reading while a span is written is not called back to it.
func TestTaggingDoesNotCallTheReaderBack(t *testing.T) {
	h := newHarness(t)
	h.openNew(strings.Repeat("A line of the article.\n\n", 200) + "The end.")
	h.selectText("line")
	h.labelKey(docview.LabelKey{Name: "p", Place: docview.NoPlace}, false)
	end := len(h.page.doc.Text)
	h.reading.view.Select(end, end)
	place := h.reading.view.Place()
	h.settle()
	if n := len(h.spans()); n != 1 {
		t.Fatalf("%d spans, want 1", n)
	}
	if got := h.reading.view.Place(); got != place {
		t.Errorf("the reader was at %+v and is now at %+v", place, got)
	}
}

// The mouse alone moves the borders of a span: by the menus and the grips.
func TestBordersMoveFromTheMenus(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	item := func() *fyne.MenuItem {
		for item, c := range h.menus.items {
			if c.id == "borders" {
				return item
			}
		}
		t.Fatal("no menu lists the borders")
		return nil
	}()
	if h.menus.update(); !item.Disabled || !strings.HasSuffix(item.Label, "Enter") {
		t.Errorf("without a span the menu has %q, disabled: %v", item.Label, item.Disabled)
	}
	h.selectText("Antwerpen")
	h.typeLabel("l")
	if item.Disabled {
		t.Error("with a span the item is disabled")
	}
	item.Action()
	h.settle()
	if !h.reading.view.MovingBorders() || !h.textHasFocus() {
		t.Error("the borders don't move, or the keys don't reach them")
	}
}

func TestWhatIsReadIsScrolledWithKeys(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.dialogs.fail("Much went wrong", errors.New(strings.Repeat("This is a line.\n", 200)))
	room := h.dialogs.stack[0].scroll
	if room == nil {
		t.Fatal("nothing scrolls")
	}
	for _, step := range []struct {
		key  fyne.KeyName
		down bool
	}{{fyne.KeyDown, true}, {fyne.KeyPageDown, true}, {fyne.KeyPageUp, false}, {fyne.KeyUp, false}} {
		before := room.Offset.Y
		h.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: step.key})
		if after := room.Offset.Y; after == before || (before < after) != step.down {
			t.Errorf("%s scrolls from %v to %v", step.key, before, after)
		}
	}
	if room.Offset.Y != 0 {
		t.Errorf("back at the top, the offset is %v", room.Offset.Y)
	}
}

func TestOnlyWhatIsDoneCanBeNotDoneAfterAll(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	reopen := h.commands[slices.IndexFunc(h.commands, func(c *command) bool { return c.id == "reopen" })]
	if reopen.possible() {
		t.Error("a new document can be said not to be done after all")
	}
	h.press(ctrl(fyne.KeyReturn))
	if !reopen.possible() {
		t.Fatal("a document that is done cannot be said not to be")
	}
	reopen.execute()
	h.settle()
	if reopen.possible() {
		t.Error("it can be said twice")
	}
}
