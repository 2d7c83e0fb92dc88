package project_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"postil/annotate"
	"postil/app/project"
)

// TestMain keeps the tests away from the user's own configuration, where the
// machine's id is kept.
func TestMain(m *testing.M) {
	home, err := os.MkdirTemp("", "postil-home")
	if err != nil {
		panic(err)
	}
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "AppData"} {
		os.Setenv(name, home)
	}
	code := m.Run()
	os.RemoveAll(home)
	os.Exit(code)
}

// The texts of the documents in [newProject].
const (
	quayText = "Harbour of Brindle closes its northern quay\n\n\"We had no choice,\" said Șefa Mara Oduya. 👩‍🚒 Divers found a crack.\n"
	voteText = "Council of Ostrel refuses the new ferry\n\nThe vote was close, and șefa Oduya was not there.\n"
)

// newProject makes a project with two documents for Ana.
func newProject(t testing.TB) *project.Project {
	t.Helper()
	folder := t.TempDir()
	write(t, filepath.Join(folder, "in", "quay.txt"), quayText)
	write(t, filepath.Join(folder, "in", "vote.txt"), voteText)
	p, err := project.Create(t.Context(), filepath.Join(folder, "news.postil"), "Ana")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	if _, err := p.Import(t.Context(), []string{filepath.Join(folder, "in")}, project.ImportOptions{Language: "en"}, nil); err != nil {
		t.Fatal(err)
	}
	return p
}

func write(t testing.TB, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// documents returns the uids of the documents of [newProject].
func documents(p *project.Project) (quay, vote annotate.UID) {
	items := p.Documents(project.Filter{})
	return items[0].UID, items[1].UID
}

// label returns the uid of a label by its name.
func label(t testing.TB, p *project.Project, name string) annotate.UID {
	t.Helper()
	scheme := p.Scheme()
	l := scheme.LabelNamed(name)
	if l == nil {
		t.Fatalf("no label %s", name)
	}
	return l.UID
}

// at returns the range of the first place where part stands in text.
func at(t testing.TB, text, part string) [][2]int {
	t.Helper()
	i := strings.Index(text, part)
	if i < 0 {
		t.Fatalf("%q is not in the text", part)
	}
	return [][2]int{{i, i + len(part)}}
}

// mark marks part of a document of [newProject].
func mark(t testing.TB, p *project.Project, document annotate.UID, name, part string) annotate.Span {
	t.Helper()
	d, _, err := p.OpenDocument(t.Context(), document)
	if err != nil {
		t.Fatal(err)
	}
	m, err := p.Mark(t.Context(), document, label(t, p, name), at(t, d.Text, part), annotate.UID{})
	if err != nil {
		t.Fatal(err)
	}
	return m.Span
}

// state is everything that a window can see of a project.
type state struct {
	Items    []project.DocumentItem
	Spans    map[annotate.UID][]annotate.Span
	Scheme   annotate.Scheme
	Tags     []annotate.Tag
	PastTags []pastTag
}

type pastTag struct {
	Text       string
	Tag, Label annotate.UID
	Spans      int
	Documents  int
}

func stateOf(t testing.TB, p *project.Project) state {
	t.Helper()
	s := state{Items: p.Documents(project.Filter{}), Spans: map[annotate.UID][]annotate.Span{}, Scheme: p.Scheme(), Tags: p.Tags()}
	for i, d := range s.Items {
		s.Items[i].Words = 0 // they come in the background
		for _, a := range p.Annotators() {
			spans, err := p.Spans(context.Background(), d.UID, a.UID)
			if err != nil {
				t.Fatal(err)
			}
			if 0 < len(spans) {
				s.Spans[d.UID] = append(s.Spans[d.UID], spans...)
			}
		}
	}
	hits, err := p.SearchPastTags(context.Background(), "", 1000, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range hits {
		past := pastTag{Text: h.Text, Tag: h.Tag, Label: h.Label, Spans: h.Spans, Documents: h.Documents}
		if h.IsTag {
			past.Label = annotate.UID{} // of several labels that are used as often it is any
		}
		s.PastTags = append(s.PastTags, past)
	}
	slices.SortFunc(s.PastTags, func(a, b pastTag) int {
		return strings.Compare(a.Text+a.Label.String()+a.Tag.String(), b.Text+b.Label.String()+b.Tag.String())
	})
	return s
}

// difference says how two states differ, "" where they don't.
func difference(a, b state) string {
	return cmp.Diff(a, b, cmpopts.EquateComparable(annotate.Value{}), cmpopts.EquateEmpty())
}

// expectState waits until a project looks as it should after its start, when
// past tags come in the background.
func expectState(t testing.TB, what string, want state, p *project.Project) {
	t.Helper()
	if diff := difference(want, stateOf(t, counted(t, p))); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// reopened closes a project and returns what another start sees of the file.
func reopened(t testing.TB, p *project.Project) *project.Project {
	t.Helper()
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := project.Open(context.Background(), p.Path(), p.Annotator().Name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { again.Close() })
	return again
}

// counted waits until the project has read its past tags, and with them the
// numbers of spans.
func counted(t testing.TB, p *project.Project) *project.Project {
	t.Helper()
	if _, err := p.SearchPastTags(context.Background(), "", 1, nil); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestCreateOpenClose(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.postil")
	p, err := project.Create(t.Context(), path, "Ana")
	if err != nil {
		t.Fatal(err)
	}
	if p.Name() != "news" || p.Path() != path || p.Annotator().Name != "Ana" {
		t.Errorf("name %q, path %q, annotator %q", p.Name(), p.Path(), p.Annotator().Name)
	}
	scheme := p.Scheme()
	if scheme.LabelNamed("QUOTE") == nil {
		t.Error("a new project has no default scheme")
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("closing left %d files", len(left))
	}
	if _, err := project.Create(t.Context(), path, "Ana"); annotate.CodeOf(err) != annotate.Exists {
		t.Errorf("making it again: %v", err)
	}
	if _, err := project.Open(t.Context(), path+"x", "Ana"); annotate.CodeOf(err) != annotate.NotFound {
		t.Errorf("opening what isn't there: %v", err)
	}
	if _, err := project.Open(t.Context(), path, " "); annotate.CodeOf(err) != annotate.Invalid {
		t.Errorf("an annotator without a name: %v", err)
	}
}

func TestLookingAroundLeavesNoTrace(t *testing.T) {
	p := newProject(t)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(p.Path())
	if err != nil {
		t.Fatal(err)
	}
	guest, err := project.Open(t.Context(), p.Path(), "Guest")
	if err != nil {
		t.Fatal(err)
	}
	if n := len(guest.Documents(project.Filter{})); n != 2 {
		t.Errorf("%d documents", n)
	}
	if _, err := guest.Undo(t.Context()); annotate.CodeOf(err) != annotate.NotFound {
		t.Errorf("a guest's undo: %v", err)
	}
	if err := guest.Close(); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(p.Path())
	if err != nil {
		t.Fatal(err)
	}
	if string(before) != string(after) {
		t.Error("looking around changed the file")
	}
}

func TestDocumentsFilter(t *testing.T) {
	p := newProject(t)
	quay, vote := documents(p)
	if err := p.SetStatus(t.Context(), annotate.Done, vote); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		filter project.Filter
		want   []annotate.UID
	}{
		{project.Filter{}, []annotate.UID{quay, vote}},
		{project.Filter{Text: "QUÁY"}, []annotate.UID{quay}},
		{project.Filter{Text: "ferry ostrel"}, []annotate.UID{vote}},
		{project.Filter{Text: "vote.txt"}, []annotate.UID{vote}},
		{project.Filter{Text: "ferry quay"}, nil},
		{project.Filter{Status: annotate.Done}, []annotate.UID{vote}},
		{project.Filter{Status: annotate.Unread, Text: "of"}, []annotate.UID{quay}},
	} {
		var got []annotate.UID
		for _, d := range p.Documents(c.filter) {
			got = append(got, d.UID)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%+v: %s", c.filter, diff)
		}
	}
	item, ok := p.Document(quay)
	if !ok || item.Name != "Harbour of Brindle closes its northern quay" || item.Source != "quay.txt" || item.Language != "en" {
		t.Errorf("%+v", item)
	}
}

func TestSignals(t *testing.T) {
	p := counted(t, newProject(t))
	quay, vote := documents(p)
	waitFor(t, "the numbers of words, which are told too", func() bool { d, _ := p.Document(vote); return 0 < d.Words })
	var heard []string
	s := p.Signals()
	s.Documents.Listen(func(struct{}) { heard = append(heard, "documents") })
	s.Document.Listen(func(u annotate.UID) {
		if u == quay {
			heard = append(heard, "quay")
		}
	})
	s.Scheme.Listen(func(struct{}) { heard = append(heard, "scheme") })
	s.Tags.Listen(func(struct{}) { heard = append(heard, "tags") })
	s.History.Listen(func(struct{}) { heard = append(heard, "history") })
	s.Saved.Listen(func(struct{}) { heard = append(heard, "saved") })
	stop := s.Saved.Listen(func(struct{}) { t.Error("a listener that was stopped is called") })
	stop()
	expect := func(want ...string) {
		t.Helper()
		if diff := cmp.Diff(want, heard); diff != "" {
			t.Error(diff)
		}
		heard = nil
	}
	span := mark(t, p, quay, "PERSON", "Mara")
	rename := func(name string) error {
		scheme := p.Scheme()
		was := *scheme.Label(span.Label)
		now := was
		now.Name = name
		return p.SetLabel(t.Context(), was, now)
	}
	expect("saved", "quay", "history")
	if _, err := p.NameSpans(t.Context(), "Mara Oduya", span.UID); err != nil {
		t.Fatal(err)
	}
	expect("saved", "tags", "quay", "history")
	if _, err := p.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	expect("saved", "tags", "quay", "history")
	if err := rename("HUMAN"); err != nil {
		t.Fatal(err)
	}
	expect("saved", "scheme", "history")
	if err := rename("QUOTE"); annotate.CodeOf(err) != annotate.Exists {
		t.Errorf("a taken name: %v", err)
	}
	expect()
	if err := rename("HUMAN"); err != nil {
		t.Fatal(err)
	}
	expect() // nothing changed
}

// waitFor waits until something that comes in the background shows, and fails
// after far longer than it may take.
func waitFor(t testing.TB, what string, shows func() bool) {
	t.Helper()
	waitAtMost(t, 20*time.Second, what, shows)
}

func waitAtMost(t testing.TB, most time.Duration, what string, shows func() bool) {
	t.Helper()
	for end := time.Now().Add(most); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if shows() {
			return
		}
	}
	t.Fatalf("after %v it does not show: %s", most, what)
}

func TestWordsAreCountedInTheBackground(t *testing.T) {
	p := newProject(t)
	quay, _ := documents(p)
	waitFor(t, "the number of words", func() bool { d, _ := p.Document(quay); return 0 < d.Words })
	if d, _ := p.Document(quay); d.Words != 19 {
		t.Errorf("%d words", d.Words)
	}
}
