package e2e_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/annotate/segment"
	"postil/annotate/text"
	"postil/app/project/sample"
)

// The main job, on the sample's articles always and on real ones where they
// stand beside the checkout.
func TestMainJob(t *testing.T) {
	t.Run("sample articles", func(t *testing.T) { mainJob(t, sampleFiles(t)) })
	t.Run("seeds", func(t *testing.T) {
		files, err := filepath.Glob(filepath.Join("..", "..", "..", "shared", "seeds", "*.txt"))
		if err != nil || len(files) < 3 {
			t.Skip("no articles in ../shared/seeds beside the checkout")
		}
		dir := t.TempDir()
		for _, f := range files {
			raw, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(dir, filepath.Base(f)), raw)
		}
		mainJob(t, dir)
	})
}

// sampleFiles writes the sample's articles as plain text files into a folder of
// its own.
func sampleFiles(t *testing.T) string {
	dir := t.TempDir()
	articles, err := sample.Articles()
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range articles[:5] {
		write(t, filepath.Join(dir, fmt.Sprintf("%d.txt", i)), []byte(a.Text))
	}
	return dir
}

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

// mark is a span as a person sees it: what text carries which label and tag.
type mark struct{ Text, Label, Tag string }

// job is the main job on its way.
type job struct {
	*session
	t       *testing.T
	project string              // the project file
	texts   map[string]struct{} // the articles' settled texts
	want    map[string][]mark   // what must stand there, by document name
}

// mainJob makes a project in the real window, imports the articles in a folder,
// tags, undoes, finds a past tag, closes, reopens and exports, and then checks
// the data set against the articles.
func mainJob(t *testing.T, articles string) {
	d := newDesktop(t)
	home := t.TempDir()
	j := &job{session: d.open(home), t: t, project: filepath.Join(home, "job.postil"), texts: settled(t, articles), want: map[string][]mark{}}
	j.keys("ctrl+a")
	j.write(annotator)
	j.keys("Return") // and the sample project opens
	j.title("Sample")
	j.newProject()
	j.importFolder(articles)

	names := j.names()
	j.tagByKeyboard(names[0])
	j.tagByMouse(names[0])
	j.undoWrong(names[0])
	tagged := j.nameTag(names[0])
	j.keys("ctrl+Next")
	j.reuseTag(names[1], tagged)
	j.keys("ctrl+Next")
	j.tagByKeyboard(names[2])
	j.dragByMouse(names[2])
	j.quit()
	j.oneFile()

	j.session = d.open(home, j.project)
	j.title("job")
	out := j.export(filepath.Join(home, "out.jsonl"))
	j.quit()
	j.compare(out)
	if said := d.cli("check", j.project); said != "no fault found\n" {
		t.Error("check says: ", said)
	}
}

// settled returns the texts that importing the folder must give.
func settled(t *testing.T, dir string) map[string]struct{} {
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no articles in %s: %v", dir, err)
	}
	texts := map[string]struct{}{}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		s, err := text.Settle(raw, text.Options{})
		if err != nil {
			t.Fatal(err)
		}
		texts[s.Text] = struct{}{}
	}
	return texts
}

func (j *job) newProject() {
	j.t.Helper()
	j.keys("ctrl+n")
	j.still()
	j.keys("ctrl+a")
	j.write(j.project)
	j.keys("Return")
	j.title("job")
}

func (j *job) importFolder(dir string) {
	j.t.Helper()
	j.keys("ctrl+i")
	j.still()
	j.write(dir)
	j.keys("ctrl+Return")
	j.until("all articles are in the project", func() bool { return len(spansIn(j.t, j.project)) == len(j.texts) })
	j.still()
	j.keys("Escape") // the report
	j.still()
}

// names returns the documents' names in the order of the list.
func (j *job) names() []string {
	return documentsIn(j.t, j.project)
}

// spans waits until a document has n spans and returns them.
func (j *job) spans(name string, n int) []annotate.Span {
	j.t.Helper()
	var found []annotate.Span
	j.until(fmt.Sprintf("%q has %d spans", name, n), func() bool {
		found = spansIn(j.t, j.project)[name]
		return len(found) == n
	})
	return found
}

// expect waits until the document has what was expected of it before, and one
// span more.
func (j *job) expect(name string, m mark) {
	j.t.Helper()
	j.want[name] = append(j.want[name], m)
	spans := j.spans(name, len(j.want[name]))
	if !slices.ContainsFunc(spans, func(s annotate.Span) bool { return s.Text() == m.Text }) {
		j.t.Fatalf("no span of %q covers %q", name, m.Text)
	}
}

// tagByKeyboard tags the document's first word, and then its second line's
// first two words.
func (j *job) tagByKeyboard(name string) {
	j.t.Helper()
	body := j.text(name)
	j.keys("Escape", "ctrl+Home", "ctrl+Right", "p")
	j.expect(name, mark{Text: firstWord(body), Label: "PERSON"})

	line := strings.Index(body, "\n\n") + 2
	j.keys("Escape", "ctrl+Home")
	for at := 0; at < line; at = segment.NextWord(body, at) {
		j.keys("ctrl+Right")
	}
	j.keys("ctrl+shift+Right", "ctrl+shift+Right")
	selected := j.copied()
	if selected == "" || !strings.Contains(body, selected) {
		j.t.Fatalf("selected %q by keyboard, which is not in the article", selected)
	}
	j.keys("o")
	j.expect(name, mark{Text: strings.TrimSpace(selected), Label: "ORG"})
}

// firstWord is the word at whose end Ctrl+Right puts a caret that was at the
// beginning.
func firstWord(body string) string {
	start, end, _ := segment.WordAt(body, segment.NextWord(body, 0))
	return body[start:end]
}

// text returns a document's text as the project keeps it.
func (j *job) text(name string) string {
	return textIn(j.t, j.project, name)
}

// Where things stand on the screen: the reading pane's text, and the label
// PLACE of a new project.
const (
	textLeft = 420
	textTop  = 260
	placeX   = 1190
	placeY   = 295
)

// tagByMouse double-clicks words until one is selected that carries nothing
// yet, and clicks its label.
func (j *job) tagByMouse(name string) {
	j.t.Helper()
	for y := textTop; y < screenHeight-200; y += 30 {
		j.click(textLeft+60, y, 2)
		word := j.copied()
		if utf8.RuneCountInString(word) < 4 || slices.ContainsFunc(j.want[name], func(m mark) bool { return strings.Contains(m.Text, word) }) {
			continue
		}
		j.click(placeX, placeY, 1)
		j.expect(name, mark{Text: word, Label: "PLACE"})
		return
	}
	j.t.Fatal("no word could be selected with the mouse")
}

// dragByMouse drags over several words, which snap to whole ones.
func (j *job) dragByMouse(name string) {
	j.t.Helper()
	body := j.text(name)
	for y := textTop + 90; y < screenHeight-200; y += 30 {
		j.drag(textLeft+30, y, textLeft+330, y)
		selected := j.copied()
		if !strings.Contains(selected, " ") {
			continue
		}
		at := strings.Index(body, selected)
		if at < 0 {
			j.t.Fatalf("dragged over %q, which is not in the article", selected)
		}
		if start, end := segment.SnapToWords(body, at, at+len(selected)); body[start:end] != selected {
			j.t.Fatalf("dragged over %q, which cuts a word", selected)
		}
		j.keys("c")
		j.expect(name, mark{Text: selected, Label: "CLAIM"})
		return
	}
	j.t.Fatal("no text could be selected by dragging")
}

// undoWrong tags a word wrongly and takes it back.
func (j *job) undoWrong(name string) {
	j.t.Helper()
	j.keys("Escape", "ctrl+End")
	n := len(j.want[name])
	j.keys("ctrl+Left", "d")
	j.spans(name, n+1)
	j.keys("ctrl+z")
	j.spans(name, n)
}

// nameTag makes a new tag for the document's first span.
func (j *job) nameTag(name string) string {
	j.t.Helper()
	const tag = "Common aim"
	j.keys("Escape", "ctrl+Home", "Tab", "ctrl+k")
	j.still()
	j.write(tag)
	j.still()
	j.keys("Up", "Return")
	j.until("the first span has a tag", func() bool {
		return slices.ContainsFunc(spansIn(j.t, j.project)[name], func(s annotate.Span) bool { return !s.Tag.IsZero() })
	})
	j.want[name][0].Tag = tag
	return tag
}

// reuseTag finds a past tag by three letters and gives it to the first word of
// another document.
func (j *job) reuseTag(name, tag string) {
	j.t.Helper()
	body := j.text(name)
	j.still()
	j.keys("Escape", "ctrl+Home", "ctrl+Right", "ctrl+k")
	j.still()
	j.write(strings.ToLower(tag[:3]))
	j.still()
	j.keys("Return")
	j.expect(name, mark{Text: firstWord(body), Label: "PERSON", Tag: tag})
}

// oneFile checks that a closed project is one file.
func (j *job) oneFile() {
	j.t.Helper()
	files, err := filepath.Glob(j.project + "*")
	if err != nil || len(files) != 1 {
		j.t.Fatalf("a closed project is one file, not %v (%v)", files, err)
	}
}

func (j *job) export(path string) string {
	j.t.Helper()
	j.keys("ctrl+e")
	j.still()
	j.keys("ctrl+a")
	j.write(path)
	j.keys("Return")
	j.until("the data set is written", func() bool {
		_, err := os.Stat(path)
		return err == nil
	})
	j.still()
	j.keys("Escape")
	j.still()
	return path
}

// record is what the test reads of the native record.
type record struct {
	Name string `json:"name"`
	Text string `json:"text"`
	Unit string `json:"offset_unit"`
	Hash string `json:"text_sha256"`

	Spans []struct {
		Label     string                 `json:"label"`
		Start     int                    `json:"start"`
		End       int                    `json:"end"`
		StartByte int                    `json:"start_byte"`
		EndByte   int                    `json:"end_byte"`
		Text      string                 `json:"text"`
		Tag       *struct{ Name string } `json:"tag"`
		Annotator string                 `json:"annotator"`
	} `json:"spans"`
}

// compare checks the data set record by record against the articles and what
// was tagged in them.
func (j *job) compare(path string) {
	j.t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		j.t.Fatal(err)
	}
	got := map[string][]mark{}
	lines := strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n")
	if len(lines) != len(j.texts) {
		j.t.Errorf("%d records for %d articles", len(lines), len(j.texts))
	}
	for i, line := range lines {
		var r record
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			j.t.Fatalf("line %d: %v", i+1, err)
		}
		if _, ok := j.texts[r.Text]; !ok {
			j.t.Errorf("line %d: the text of %q is not an article's", i+1, r.Name)
		}
		if want := text.HashOf(r.Text).String(); r.Hash != want || r.Unit != "codepoint" {
			j.t.Errorf("line %d: hash %s, want %s; unit %s", i+1, r.Hash, want, r.Unit)
		}
		points := []rune(r.Text)
		for _, s := range r.Spans {
			if string(points[s.Start:s.End]) != s.Text || r.Text[s.StartByte:s.EndByte] != s.Text {
				j.t.Errorf("line %d: %q is not what stands at its offsets", i+1, s.Text)
			}
			if s.Annotator == "" {
				j.t.Errorf("line %d: %q has no annotator", i+1, s.Text)
			}
			m := mark{Text: s.Text, Label: s.Label}
			if s.Tag != nil {
				m.Tag = s.Tag.Name
			}
			got[r.Name] = append(got[r.Name], m)
		}
	}
	byText := func(marks []mark) {
		slices.SortFunc(marks, func(a, b mark) int { return strings.Compare(a.Text+a.Label, b.Text+b.Label) })
	}
	for name := range j.want {
		byText(j.want[name])
		byText(got[name])
	}
	if d := cmp.Diff(j.want, got); d != "" {
		j.t.Error(d)
	}
}
