package window

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/app/docview"
	"postil/app/project"
	"postil/app/project/settings"
)

// A project opens where it was left: in the document that was read, with its place
// at the top and the caret where they were.
func TestReadingGoesOnWhereItStopped(t *testing.T) {
	h := newHarness(t)
	h.openNew("first\n\n"+dutch, "second\n\n"+strings.Repeat("The quay is long and the walk is slow. ", 2000))
	h.run("next-document")
	h.reading.view.Restore(docview.Place{Offset: 40_000, Caret: 40_200})
	before := h.reading.view.Place()
	if before.Offset == 0 || before.Caret != 40_200 {
		t.Fatalf("the reader is at %+v", before)
	}
	path, document := h.project.Path(), h.page.doc.UID
	h.openNewElsewhere()
	h.openProject(path, nil)
	h.settle()
	if h.page.doc.UID != document {
		t.Fatalf("%s opens", h.page.doc.Name)
	}
	if diff := cmp.Diff(before, h.reading.view.Place()); diff != "" {
		t.Error(diff)
	}
	h.run("previous-document")
	if got := (docview.Place{}); h.reading.view.Place() != got {
		t.Errorf("the other document opens at %+v", h.reading.view.Place())
	}
}

// What a settings file names may have gone, or never have been.
func TestPlacesThatHaveGone(t *testing.T) {
	h := newHarness(t)
	h.openNew("first\n\n"+dutch, "second\n\n"+dutch)
	first, path := h.page.doc.UID.String(), h.project.Path()
	for _, c := range []struct {
		name string
		at   settings.Place
		want docview.Place
	}{
		{"another document", settings.Place{Document: "0192f0c1-0000-7000-8000-000000000000", Top: 300, Caret: 300}, docview.Place{}},
		{"no document", settings.Place{Document: "quay", Top: 300, Caret: 300}, docview.Place{}},
		{"a place before the text", settings.Place{Document: first, Top: -5, Caret: -5}, docview.Place{}},
		{"one behind it", settings.Place{Document: first, Top: 1 << 40, Caret: 1 << 40}, docview.Place{Caret: len("first\n\n" + dutch)}},
	} {
		h.openNewElsewhere()
		if err := h.config.Settings.Change(func(s *settings.Settings) { s.RememberPlace(path, c.at) }); err != nil {
			t.Fatal(err)
		}
		h.openProject(path, nil)
		h.settle()
		if len(h.project.Documents(project.Filter{})) != 2 || h.page == nil || h.page.doc.UID.String() != first {
			t.Fatalf("%s: the first document does not open", c.name)
		}
		if got := h.reading.view.Place().Caret; got != c.want.Caret {
			t.Errorf("%s: the caret is at %d, want %d", c.name, got, c.want.Caret)
		}
	}
}
