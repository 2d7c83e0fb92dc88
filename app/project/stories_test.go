package project_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/app/project"
)

// newShelf returns a project with articles a.txt, b.txt and so on.
func newShelf(t *testing.T, names ...string) *project.Project {
	t.Helper()
	folder := t.TempDir()
	for _, name := range names {
		write(t, filepath.Join(folder, "in", name+".txt"), fmt.Sprintf("The Daily %s writes about the quay\n", strings.ToUpper(name)))
	}
	p, err := project.Create(t.Context(), filepath.Join(folder, "news.postil"), "Ana")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	if _, err := p.Import(t.Context(), []string{filepath.Join(folder, "in")}, project.ImportOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	return p
}

// stories returns the sources of the documents of every story.
func stories(p *project.Project) []string {
	var all []string
	for _, s := range p.Stories() {
		var sources []string
		for _, d := range s.Documents {
			sources = append(sources, strings.TrimSuffix(d.Source, ".txt"))
		}
		all = append(all, strings.Join(sources, "+"))
	}
	return all
}

func join(t *testing.T, p *project.Project, words ...string) {
	t.Helper()
	documents, err := p.DocumentsNamed(words...)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.JoinStory(t.Context(), documents...); err != nil {
		t.Fatal(err)
	}
}

func leave(t *testing.T, p *project.Project, words ...string) {
	t.Helper()
	documents, err := p.DocumentsNamed(words...)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.LeaveStory(t.Context(), documents...); err != nil {
		t.Fatal(err)
	}
}

func expectStories(t *testing.T, p *project.Project, want ...string) {
	t.Helper()
	if d := cmp.Diff(want, stories(p)); d != "" {
		t.Errorf("stories (-want +got):\n%s", d)
	}
}

func TestJoiningBringsWholeStoriesTogether(t *testing.T) {
	p := newShelf(t, "a", "b", "c", "d", "e")
	join(t, p, "d.txt", "b.txt")
	expectStories(t, p, "a", "b+d", "c", "e")
	join(t, p, "e.txt", "c.txt")
	join(t, p, "e.txt", "d.txt")
	expectStories(t, p, "a", "b+c+d+e")
}

func TestTheStoryOfTheFirstDocumentRemains(t *testing.T) {
	p := newShelf(t, "a", "b", "c")
	first := p.Stories()[0].UID
	join(t, p, "c.txt", "a.txt")
	if got := p.Stories()[0].UID; got != first {
		t.Errorf("the story is %s, not %s", got, first)
	}
}

func TestLeavingAStory(t *testing.T) {
	p := newShelf(t, "a", "b", "c", "d")
	join(t, p, "a.txt", "b.txt", "c.txt")
	leave(t, p, "b.txt", "d.txt")
	expectStories(t, p, "a+c", "b", "d")
	leave(t, p, "c.txt", "a.txt")
	expectStories(t, p, "a", "b", "c", "d")
	seq := p.UndoName()
	leave(t, p, "a.txt")
	if p.UndoName() != seq {
		t.Error("taking a document out of its own story is a change")
	}
}

func TestStoriesAreUndoneAndRedone(t *testing.T) {
	p := newShelf(t, "a", "b", "c")
	join(t, p, "a.txt", "b.txt", "c.txt")
	leave(t, p, "b.txt", "c.txt")
	for _, step := range []struct {
		name string
		do   func() error
		want []string
	}{
		{"take out of the story", func() error { _, err := p.Undo(t.Context()); return err }, []string{"a+b+c"}},
		{"join into one story", func() error { _, err := p.Undo(t.Context()); return err }, []string{"a", "b", "c"}},
	} {
		if p.UndoName() != step.name {
			t.Errorf("undo would be %q, not %q", p.UndoName(), step.name)
		}
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		expectStories(t, p, step.want...)
	}
	if _, err := p.Redo(t.Context()); err != nil {
		t.Fatal(err)
	}
	expectStories(t, p, "a+b+c")
}

func TestStoriesAreTold(t *testing.T) {
	p := newShelf(t, "a", "b", "c")
	waitFor(t, "the numbers of words, which are told too", func() bool {
		return !slices.ContainsFunc(p.Documents(project.Filter{}), func(d project.DocumentItem) bool { return d.Words == 0 })
	})
	lists, touched := 0, 0
	p.Signals().Documents.Listen(func(struct{}) { lists++ })
	p.Signals().Document.Listen(func(annotate.UID) { touched++ })
	join(t, p, "a.txt", "c.txt")
	if lists == 0 || touched != 1 {
		t.Errorf("the list was told of %d times, documents %d times", lists, touched)
	}
}

func TestDocumentsNamed(t *testing.T) {
	p := newShelf(t, "a", "aa", "quay")
	id := p.Documents(project.Filter{})[2].UID
	for _, c := range []struct {
		word, want string
		code       annotate.Code
	}{
		{id.String(), "quay.txt", ""},
		{strings.ToUpper(id.String()), "quay.txt", ""},
		{"a.txt", "a.txt", ""},
		{"AA.TXT", "aa.txt", ""},
		{"The Daily A writes about the quay", "a.txt", ""},
		{"daily aa", "aa.txt", ""},
		{"quay.", "quay.txt", ""},
		{"quay", "", annotate.Invalid},
		{"nothing", "", annotate.NotFound},
		{"", "", annotate.NotFound},
		{"\u0301", "", annotate.NotFound}, // nothing is left of it
	} {
		named, err := p.DocumentsNamed(c.word)
		if annotate.CodeOf(err) != c.code {
			t.Errorf("%q: %v", c.word, err)
			continue
		}
		if err == nil {
			if d, _ := p.Document(named[0]); len(named) != 1 || d.Source != c.want {
				t.Errorf("%q names %s", c.word, d.Source)
			}
		}
	}
	_, err := p.DocumentsNamed("quay")
	for _, source := range []string{"a.txt", "aa.txt", "quay.txt", id.String()} {
		if !strings.Contains(err.Error(), source) {
			t.Errorf("the error does not name %s: %v", source, err)
		}
	}
	twice, err := p.DocumentsNamed("a.txt", "a.txt")
	if err != nil || len(twice) != 1 {
		t.Errorf("the same document twice: %v, %v", twice, err)
	}
}

func TestStoriesOfStrangersAreRefused(t *testing.T) {
	p := newShelf(t, "a")
	for _, err := range []error{p.JoinStory(t.Context(), annotate.NewUID()), p.LeaveStory(t.Context(), annotate.NewUID())} {
		if annotate.CodeOf(err) != annotate.NotFound {
			t.Error(err)
		}
	}
}
