package project_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/app/project"
)

func TestImportIsOneChange(t *testing.T) {
	p := newProject(t)
	before := stateOf(t, p)
	folder := t.TempDir()
	for _, name := range []string{"b.txt", "a.txt", "sub/c.TXT", ".hidden/d.txt", "e.jpg"} {
		write(t, filepath.Join(folder, name), "The text of "+name)
	}
	var stages []string
	report, err := p.Import(t.Context(), []string{folder}, project.ImportOptions{}, func(pr project.Progress) {
		if !slices.Contains(stages, pr.Stage) {
			stages = append(stages, pr.Stage)
		}
		if pr.Total < pr.Done {
			t.Errorf("%d of %d", pr.Done, pr.Total)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if report.Documents != 3 || len(report.Files) != 3 || report.Files[0].Path != filepath.Join(folder, "a.txt") || report.Files[0].Charset != "utf-8" {
		t.Errorf("%+v", report)
	}
	if diff := cmp.Diff([]string{"checking", "writing"}, stages); diff != "" {
		t.Error(diff)
	}
	if p.UndoName() != "import 3 documents" || len(p.Documents(project.Filter{})) != 5 {
		t.Errorf("undo would be %q, %d documents", p.UndoName(), len(p.Documents(project.Filter{})))
	}
	if _, err := p.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	after := stateOf(t, p)
	if diff := difference(before, after); diff != "" {
		t.Error(diff)
	}
}

func TestTheSameFileFromElsewhereIsKnown(t *testing.T) {
	p := newProject(t)
	elsewhere := filepath.Join(t.TempDir(), "vote.txt")
	write(t, elsewhere, voteText)
	renamed := filepath.Join(t.TempDir(), "copy.txt")
	write(t, renamed, voteText)
	report, err := p.Import(t.Context(), []string{elsewhere, renamed}, project.ImportOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if report.Documents != 1 || report.Known != 1 {
		t.Errorf("%+v", report)
	}
	items := p.Documents(project.Filter{Text: "ferry"})
	if len(items) != 2 || items[0].Story != items[1].Story {
		t.Errorf("the copy tells another story: %+v", items)
	}
}

const records = `{"name":"One","source":"one","language":"ro","status":"done","text":"Șefa a sosit 🙂 azi.","spans":[{"label":"PERSON","start":0,"end":4,"text":"Șefa"},{"label":"MOOD","layer":"Moods","start":13,"end":14,"text":"🙂"}]}
{"name":"Two","source":"two","direction":"rtl","text":"Din nou șefa.","spans":[{"label":"PERSON","start":8,"end":12,"text":"șefa"}]}
`

func TestRecordsRoundTrip(t *testing.T) {
	folder := t.TempDir()
	in := filepath.Join(folder, "in.jsonl")
	write(t, in, records)
	p := counted(t, newProject(t))
	report, err := p.Import(t.Context(), []string{in}, project.ImportOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if report.Documents != 2 || report.Spans != 3 || !slices.Equal(report.Labels, []string{"MOOD"}) {
		t.Errorf("%+v", report)
	}
	scheme := p.Scheme()
	if l := scheme.LabelNamed("MOOD"); l == nil || scheme.Layer(l.Layer).Name != "Moods" {
		t.Errorf("%+v", l)
	}
	waitFor(t, "the imported spans among the past tags", func() bool {
		hits, err := p.SearchPastTags(t.Context(), "sefa", 5, nil)
		return err == nil && len(hits) == 2
	})
	out := filepath.Join(folder, "out.jsonl")
	written, err := p.Export(t.Context(), project.ExportOptions{Format: "jsonl", Path: out}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if written.Documents != 4 || written.Spans != 3 {
		t.Errorf("%+v", written)
	}
	other := filepath.Join(folder, "other.postil")
	if _, err := project.ImportInto(t.Context(), other, "Ana", []string{out}, project.ImportOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	q, err := project.Open(t.Context(), other, "Ana")
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	expectState(t, "another project, from the records", stateOf(t, p), q)
	again := filepath.Join(folder, "again.jsonl")
	if _, err := q.Export(t.Context(), project.ExportOptions{Format: "jsonl", Path: again}, nil); err != nil {
		t.Fatal(err)
	}
	if got := readFile(t, folder, out); strings.Count(got, `"direction":"rtl"`) != 1 {
		t.Errorf("one document runs from right to left: %s", got)
	}
	for _, pair := range [][2]string{{out, again}, {"out.scheme.json", "again.scheme.json"}} {
		a, b := readFile(t, folder, pair[0]), readFile(t, folder, pair[1])
		if a != b {
			t.Errorf("%s and %s differ", pair[0], pair[1])
		}
	}
}

func readFile(t testing.TB, folder, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(folder, filepath.Base(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestBadInputChangesNothing(t *testing.T) {
	p := newProject(t)
	before := stateOf(t, p)
	folder := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(folder, name)
		write(t, path, content)
		return path
	}
	good := file("good.txt", "A good text.")
	for what, c := range map[string]struct {
		paths   []string
		options project.ImportOptions
		say     string
	}{
		"no file":        {nil, project.ImportOptions{}, "no file"},
		"a missing file": {[]string{good, filepath.Join(folder, "nowhere.txt")}, project.ImportOptions{}, "nowhere.txt"},
		"binary":         {[]string{good, file("a.png", "\x89PNG\r\n\x1a\n\x00\x00")}, project.ImportOptions{}, "a.png"},
		"a broken line":  {[]string{file("broken.jsonl", records+"{\"text\":\n"), good}, project.ImportOptions{}, "line 3"},
		"a wrong text":   {[]string{file("wrong.jsonl", strings.Replace(records, `"text":"șefa"`, `"text":"capu"`, 1))}, project.ImportOptions{}, "line 2"},
		"a broken row":   {[]string{good, file("rows.csv", "id,text\n1,a\n2\n")}, project.ImportOptions{}, "rows.csv, line 3"},
		"an empty page":  {[]string{good, file("page.html", "<html><p hidden>a</p>")}, project.ImportOptions{}, "page.html: the page shows no text"},
		"a bad charset":  {[]string{file("latin.csv", "id,text\n1,"+strings.Repeat("é", 99)+"\n2,a\xff\n")}, project.ImportOptions{}, "latin.csv, line 3"},
		"strange JSON":   {[]string{good, file("strange.json", `{"a":1}`)}, project.ImportOptions{}, "strange.json"},
		"an id twice":    {[]string{file("twice.csv", "id,text\n1,a\n1,b\n")}, project.ImportOptions{IDField: "id"}, "twice.csv, line 3"},
		"no text column": {[]string{good, file("columns.csv", "a,b\n1,2\n")}, project.ImportOptions{}, "columns.csv"},
		"all skipped":    {[]string{file("skipped.jsonl", "{}\n")}, project.ImportOptions{SkipBad: true, Format: "jsonl"}, "skipped.jsonl, line 1"},
		"offsets":        {[]string{good}, project.ImportOptions{Offsets: "words"}, "words"},
		"strict":         {[]string{file("strict.jsonl", records)}, project.ImportOptions{Strict: true}, "MOOD"},
		"a format":       {[]string{good}, project.ImportOptions{Format: "parchment"}, "parchment"},
		"a language":     {[]string{good}, project.ImportOptions{Language: "x y"}, "x y"},
	} {
		_, err := p.Import(t.Context(), c.paths, c.options, nil)
		if err == nil || !strings.Contains(err.Error(), c.say) {
			t.Errorf("%s: %v", what, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := p.Import(ctx, []string{good}, project.ImportOptions{}, func(project.Progress) { cancel() }); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if diff := difference(before, stateOf(t, p)); diff != "" {
		t.Error(diff)
	}
}

// TestStrict refuses what the scheme lacks before anything is written, into a
// project that is there and into one that isn't.
func TestStrict(t *testing.T) {
	folder := t.TempDir()
	in := filepath.Join(folder, "in.jsonl")
	var lines strings.Builder
	for i := range 12 {
		fmt.Fprintf(&lines, `{"text":"Number %d.","spans":[{"label":"L%d","start":0,"end":6,"text":"Number"}]}`+"\n", i, i)
	}
	write(t, in, lines.String())
	p := newProject(t)
	strict := project.ImportOptions{Strict: true}
	progress := func(pr project.Progress) {
		if pr.Stage != "checking" {
			t.Errorf("it is %s", pr.Stage)
		}
	}
	fresh := filepath.Join(folder, "fresh.postil")
	_, old := p.Import(t.Context(), []string{in}, strict, progress)
	_, made := project.ImportInto(t.Context(), fresh, "Ana", []string{in}, strict, progress)
	for _, err := range []error{old, made} {
		if annotate.CodeOf(err) != annotate.Refused || !strings.Contains(err.Error(), `no label "L0", "L1"`) || !strings.Contains(err.Error(), `"L9", and 2 more`) {
			t.Errorf("%v", err)
		}
	}
	if _, err := os.Stat(fresh); err == nil {
		t.Error("a refused import made a project")
	}
	report, err := project.ImportInto(t.Context(), fresh, "Ana", []string{in}, project.ImportOptions{}, nil)
	if err != nil || len(report.Labels) != 12 {
		t.Fatalf("%+v, %v", report, err)
	}
	out := filepath.Join(folder, "out.jsonl")
	err = project.Visit(t.Context(), fresh, "Ana", func(p *project.Project) error {
		_, err := p.Export(t.Context(), project.ExportOptions{Format: "jsonl", Path: out}, nil)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	report, err = project.ImportInto(t.Context(), filepath.Join(folder, "copy.postil"), "Ana", []string{out}, strict, nil)
	if err != nil || report.Documents != 12 || len(report.Labels) != 0 {
		t.Errorf("a project's own records: %+v, %v", report, err)
	}
}

// TestWhatContradictsTheSchemeIsFoundWhileChecking has records with a number
// where the project has a text.
func TestWhatContradictsTheSchemeIsFoundWhileChecking(t *testing.T) {
	s := newScene(t)
	in := filepath.Join(t.TempDir(), "in.jsonl")
	write(t, in, `{"text":"Good."}`+"\n"+`{"text":"Mara.","spans":[{"label":"PERSON","start":0,"end":4,"text":"Mara","attributes":{"role":3}}]}`)
	_, err := s.Import(t.Context(), []string{in}, project.ImportOptions{}, func(pr project.Progress) {
		if pr.Stage != "checking" {
			t.Errorf("it is %s", pr.Stage)
		}
	})
	if annotate.CodeOf(err) != annotate.Conflict || !strings.Contains(err.Error(), "in.jsonl, line 2") || !project.CanSkip(err) {
		t.Errorf("%v", err)
	}
}

func TestMarksFinerThanACharacterAreReported(t *testing.T) {
	p := newProject(t)
	in := filepath.Join(t.TempDir(), "in.jsonl")
	write(t, in, `{"text":"Cafe\u0301 \ud83d\udc69\u200d\ud83d\ude92","spans":[{"label":"A","start":0,"end":4,"text":"Cafe"},{"label":"A","start":0,"end":5,"text":"Cafe\u0301"},{"label":"A","start":8,"end":9,"text":"\ud83d\ude92"},{"label":"A","start":6,"end":9,"text":"\ud83d\udc69\u200d\ud83d\ude92"}]}`)
	report, err := p.Import(t.Context(), []string{in}, project.ImportOptions{}, nil)
	if err != nil || report.Spans != 4 {
		t.Fatalf("%+v, %v", report, err)
	}
	if len(report.Notes) != 1 || !strings.Contains(report.Notes[0], "in.jsonl: spans that start or end inside a character") || !strings.HasSuffix(report.Notes[0], ": 2") {
		t.Errorf("%q", report.Notes)
	}
}

func TestImportIntoMakesNoProjectOfBadInput(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.postil")
	if _, err := project.ImportInto(t.Context(), path, "Ana", []string{filepath.Join(folder, "nowhere")}, project.ImportOptions{}, nil); annotate.CodeOf(err) != annotate.NotFound {
		t.Errorf("%v", err)
	}
	if left, _ := os.ReadDir(folder); len(left) != 0 {
		t.Errorf("it left %d files", len(left))
	}
}

func TestAnInterruptedImportMakesNoProject(t *testing.T) {
	folder := t.TempDir()
	in, path := filepath.Join(folder, "in.jsonl"), filepath.Join(folder, "a.postil")
	write(t, in, records)
	for _, stage := range []string{"checking", "writing"} {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := project.ImportInto(ctx, path, "Ana", []string{in}, project.ImportOptions{}, func(pr project.Progress) {
			if pr.Stage == stage {
				cancel()
			}
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("interrupted while %s: %v", stage, err)
		}
		if left, _ := os.ReadDir(folder); len(left) != 1 {
			t.Errorf("interrupted while %s, it left %d files", stage, len(left)-1)
		}
	}
}

func TestVisit(t *testing.T) {
	p := newProject(t)
	quay, _ := documents(p)
	mark(t, p, quay, "PERSON", "Mara Oduya")
	var visited *project.Project
	err := project.Visit(t.Context(), p.Path(), "Ben", func(v *project.Project) error {
		visited = v
		for range 2 {
			hits, err := v.SearchPastTags(t.Context(), "mara", 5, nil)
			if err != nil || len(hits) != 1 {
				t.Errorf("%d hits, %v", len(hits), err)
			}
		}
		return v.SetStatus(t.Context(), annotate.Done, quay)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := visited.SetStatus(t.Context(), annotate.Unread, quay); annotate.CodeOf(err) != annotate.Refused {
		t.Errorf("a command after the visit: %v", err)
	}
	stats, err := p.Stats(t.Context())
	if err != nil || len(stats.Annotators) != 2 || stats.Annotators[1].Done != 1 {
		t.Errorf("%+v, %v", stats, err)
	}
}

func TestLookChangesNothing(t *testing.T) {
	p := newProject(t)
	quay, _ := documents(p)
	mark(t, p, quay, "PERSON", "Mara Oduya")
	before := stateOf(t, p)
	err := project.Look(t.Context(), p.Path(), func(l *project.Project) error {
		if n := len(l.Documents(project.Filter{})); n != 2 {
			t.Errorf("%d documents", n)
		}
		_, err := l.Mark(t.Context(), quay, label(t, l, "PERSON"), [][2]int{{0, 3}}, annotate.UID{})
		if annotate.CodeOf(err) != annotate.Invalid {
			t.Errorf("nobody marks: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := difference(before, stateOf(t, p)); diff != "" {
		t.Error(diff)
	}
}

func TestSampleProject(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sample.postil")
	if err := project.CreateSample(t.Context(), path, "Ana"); err != nil {
		t.Fatal(err)
	}
	p, err := project.Open(t.Context(), path, "Ana")
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	stats, err := p.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if stats.Documents < 6 || len(stats.Languages) < 3 || stats.Spans < 24 || stats.Stories == stats.Documents || stats.Words == 0 {
		t.Errorf("%+v", stats)
	}
	if err := p.Check(t.Context(), func(f project.Finding) { t.Errorf("%+v", f) }); err != nil {
		t.Fatal(err)
	}
	if p.UndoName() != "" {
		t.Errorf("undo would take the sample away: %q", p.UndoName())
	}
	if err := project.CreateSample(t.Context(), path, "Ana"); annotate.CodeOf(err) != annotate.Exists {
		t.Errorf("over an existing file: %v", err)
	}
}

// TestSeedArticles imports real scraped pages where they stand beside the
// checkout.
func TestSeedArticles(t *testing.T) {
	seeds := filepath.Join("..", "..", "..", "shared", "seeds")
	if _, err := os.Stat(seeds); err != nil {
		t.Skip("no folder ../shared/seeds beside the checkout")
	}
	p := newProject(t)
	files, err := filepath.Glob(filepath.Join(seeds, "0*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Import(t.Context(), files, project.ImportOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	for i, d := range p.Documents(project.Filter{})[2:] {
		raw, err := os.ReadFile(files[i])
		if err != nil {
			t.Fatal(err)
		}
		document, _, err := p.OpenDocument(t.Context(), d.UID)
		if err != nil {
			t.Fatal(err)
		}
		if want := strings.ReplaceAll(string(raw), "\r\n", "\n"); document.Text != want {
			t.Errorf("%s: the text is not the file's", files[i])
		}
		if len(strings.Fields(d.Name)) < 5 {
			t.Errorf("%s is named %q", files[i], d.Name)
		}
	}
}

func TestKeysThatAreLeftOutAreNoted(t *testing.T) {
	p := newProject(t)
	file := filepath.Join(t.TempDir(), "a.jsonl")
	write(t, file, `{"text":"Noem","editor":"Bo","spans":[{"start":0,"end":4,"label":"PERSON","text":"Noem","colour":"red"}]}`)
	report, err := p.Import(t.Context(), []string{file}, project.ImportOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{file + `: the key "editor" is kept in the metadata (1×)`, file + `: the key "spans.colour" is left out (1×)`}
	if diff := cmp.Diff(want, report.Notes); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
}

// TestSkippingBadDocuments skips what only comparing a file with itself shows,
// when reading it to check it and again when reading it to write it.
func TestSkippingBadDocuments(t *testing.T) {
	p := newProject(t)
	file := filepath.Join(t.TempDir(), "a.jsonl")
	const span = `{"id":"01920800-0000-7000-8000-00000000000%d","start":0,"end":3,"label":"PERSON","text":"One"}`
	line := func(text string, id int) string {
		return `{"text":"` + text + `","spans":[` + fmt.Sprintf(span, id) + "]}\n"
	}
	write(t, file, line("One first.", 1)+line("One again.", 1)+"{\n"+line("One last.", 2))
	report, err := p.Import(t.Context(), []string{file}, project.ImportOptions{SkipBad: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if report.Documents != 2 || report.Spans != 2 || len(report.Skipped) != 2 {
		t.Fatalf("%+v", report)
	}
	for i, want := range []string{"a.jsonl, line 2: span 1", "a.jsonl, line 3: invalid JSON"} {
		if got := report.Skipped[i].Error(); !strings.Contains(got, want) {
			t.Errorf("skipped %s", got)
		}
	}
	if err := p.Check(t.Context(), func(f project.Finding) { t.Errorf("%+v", f) }); err != nil {
		t.Fatal(err)
	}
}

// TestTablesOfOneNameUseTheSameIDs imports them with their folder, and one of them
// again with another text, which no id may get.
func TestTablesOfOneNameUseTheSameIDs(t *testing.T) {
	p := newProject(t)
	folder := t.TempDir()
	write(t, filepath.Join(folder, "a", "shelf.csv"), "id,text\n1,First.\n")
	write(t, filepath.Join(folder, "b", "shelf.csv"), "id,text\n1,Second.\n")
	ids := project.ImportOptions{IDField: "id"}
	if report, err := p.Import(t.Context(), []string{folder}, ids, nil); err != nil || report.Documents != 2 {
		t.Fatalf("%+v, %v", report, err)
	}
	if report, err := p.Import(t.Context(), []string{folder}, ids, nil); err != nil || report.Documents != 0 || report.Known != 2 {
		t.Fatalf("again: %+v, %v", report, err)
	}
	before := stateOf(t, p)
	write(t, filepath.Join(folder, "b", "shelf.csv"), "id,text\n1,Changed.\n")
	if _, err := p.Import(t.Context(), []string{folder}, ids, nil); annotate.CodeOf(err) != annotate.Conflict || !strings.Contains(err.Error(), "this id and another text") {
		t.Errorf("%v", err)
	}
	if diff := difference(before, stateOf(t, p)); diff != "" {
		t.Error(diff)
	}
}

// TestSkippingTablesWithoutText passes over tables of both kinds of which no column is
// known to hold text, each whole.
func TestSkippingTablesWithoutText(t *testing.T) {
	p := newProject(t)
	folder := t.TempDir()
	var files []string
	for name, content := range map[string]string{"a.csv": "x,y\n1,2\n", "b.json": `[{"x":"1","y":"2"},{"x":"3","y":"4"}]`} {
		files = append(files, filepath.Join(folder, name))
		write(t, files[len(files)-1], content)
	}
	good := filepath.Join(folder, "good.csv")
	write(t, good, "id,text\n1,Good.\n")
	report, err := p.Import(t.Context(), append(files, good), project.ImportOptions{Format: "table", SkipBad: true}, nil)
	if err != nil || report.Documents != 1 || len(report.Skipped) != 2 {
		t.Fatalf("%v, %+v", err, report)
	}
	for _, err := range report.Skipped {
		if !strings.HasSuffix(err.Error(), "; the whole file was passed over") {
			t.Errorf("skipped %v", err)
		}
	}
}
