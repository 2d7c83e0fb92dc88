package window

import (
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"

	"postil/app/project"
)

func TestSpansOfOthersAreCountedApart(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	record := `{"text":"A fair in Ghent.","spans":[{"label":"PLACE","start":10,"end":15,"text":"Ghent","annotator":"Bo"}]}`
	h.importFiles([]string{write(t, "a.jsonl", record)}, project.ImportOptions{}, nil)
	h.settle()
	h.dialogs.dismiss()
	h.until("Bo's span is counted", func() bool { return h.status.left.Text == "saved · 0 spans, 1 of others" })
	h.selectText("fair")
	h.typeLabel("p")
	h.until("Ana's is, too", func() bool { return h.status.left.Text == "saved · 1 span, 1 of others" })
}

func TestReadOnlyProjectSaysSo(t *testing.T) {
	f := statusFacts{project: true, readOnly: true, hasPage: true, spans: 2}
	if got, want := f.String(), "read-only · 2 spans"; got != want {
		t.Errorf("the status line says %q, want %q", got, want)
	}
	if os.Getuid() == 0 {
		t.Skip("an administrator may write every file")
	}
	h := newHarness(t)
	h.openNew(dutch)
	path := h.project.Path()
	h.leaveProject()
	h.settle()
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	h.openProject(path, nil)
	h.settle()
	if got := h.status.left.Text; h.page == nil || !strings.HasPrefix(got, "read-only") {
		t.Errorf("the status line says %q", got)
	}
	h.selectText("Antwerpen")
	h.typeLabel("l")
	if got := h.dialogText(); !strings.Contains(got, "can only be read") {
		t.Errorf("tagging says %q", got)
	}
	h.dialogs.dismiss()
	h.press(ctrl(fyne.KeyI))
	if h.status.message.Text != onlyRead {
		t.Errorf("an import says %q", h.status.message.Text)
	}
}

// TestWhatWritesIsGreyedInAProjectThatIsOnlyRead takes every command that writes for
// one of such a project: the system refuses an administrator nothing.
func TestWhatWritesIsGreyedInAProjectThatIsOnlyRead(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	only := false
	for _, c := range h.commands {
		c.locked = func() bool { return only }
	}
	var writing []string
	greyed := func() (titles []string) {
		h.menus.update()
		for item, c := range h.menus.items {
			if c.writes && item.Disabled {
				titles = append(titles, c.id)
			}
		}
		slices.Sort(titles)
		return titles
	}
	for _, c := range h.commands {
		if c.writes {
			writing = append(writing, c.id)
		}
	}
	slices.Sort(writing)
	before := greyed()
	for _, id := range []string{"import", "direction-rtl", "done", "new-label"} {
		if slices.Contains(before, id) || !slices.Contains(writing, id) {
			t.Errorf("%s: greyed in a project that can be written, or known not to write", id)
		}
	}
	only = true
	if d := cmp.Diff(writing, greyed()); d != "" {
		t.Errorf("greyed are others (-want +got):\n%s", d)
	}
	for _, k := range []key{ctrl(fyne.KeyI), ctrl(fyne.KeyG)} {
		h.press(k)
		if h.status.message.Text != onlyRead || h.dialogs.open() {
			t.Errorf("%v: the status line says %q", k, h.status.message.Text)
		}
	}
}
