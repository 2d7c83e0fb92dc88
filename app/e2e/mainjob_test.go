package e2e_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

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

// mark is a span as a person sees it: what text carries which label and tag. The
// pieces of a broken one are joined as annotate.Span.Text joins them.
type mark struct{ Text, Label, Tag string }

// job is the main job on its way.
type job struct {
	*session
	t       *testing.T
	project string              // the project file
	texts   map[string]struct{} // the articles' settled texts
	want    map[string][]mark   // what must stand there, by document name
	done    string              // the document that was marked as done
}

// mainJob makes a project in the real window, imports the articles in a folder,
// tags, undoes, deletes, finds a past tag, marks a document as done, closes,
// reopens and exports, and then checks the data set against the articles.
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
	j.deleteWrong(names[0])
	j.nameTag(names[0])
	j.finish(names[0])
	j.reuseTag(names[1])
	j.tagFragments(names[1])
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

// deleteWrong tags a word wrongly and removes that span by key.
func (j *job) deleteWrong(name string) {
	j.t.Helper()
	j.keys("Escape", "ctrl+End", "ctrl+Left")
	n := len(j.want[name])
	j.keys("d")
	j.spans(name, n+1)
	j.still() // the disk has it before the window shows it
	j.keys("Delete")
	j.spans(name, n)
}

// finish marks the document as done, which opens the next one.
func (j *job) finish(name string) {
	j.t.Helper()
	j.keys("ctrl+Return")
	j.until("the document is done", func() bool { return statusIn(j.t, j.project, name) == annotate.Done })
	j.done = name
}

// tagFragments tags the first and the third word of the document's second
// paragraph as one span.
func (j *job) tagFragments(name string) {
	j.t.Helper()
	body := j.text(name)
	at := strings.Index(body, "\n\n") + 2
	j.keys("Escape", "ctrl+Home")
	for caret := 0; caret < at; caret = segment.NextWord(body, caret) {
		j.keys("ctrl+Right")
	}
	j.keys("ctrl+shift+Right")
	first := strings.TrimSpace(j.copied())
	j.keys("ctrl+j", "ctrl+Right", "ctrl+shift+Right")
	both := j.copied()
	pieces := strings.Split(both, " … ")
	if first == "" || len(pieces) != 2 || strings.TrimSpace(pieces[0]) != first {
		j.t.Fatalf("selected %q, and with a second piece %q", first, both)
	}
	j.keys("q")
	j.expect(name, mark{Text: first + " … " + strings.TrimSpace(pieces[1]), Label: "QUOTE"})
}

// commonAim is the tag that the job makes.
const commonAim = "Common aim"

// nameTag makes a new tag for the document's first span.
func (j *job) nameTag(name string) {
	j.t.Helper()
	j.keys("Escape", "ctrl+Home", "Tab", "ctrl+k")
	j.still()
	j.write(commonAim)
	j.still()
	j.keys("Up", "Return")
	j.until("the first span has a tag", func() bool {
		return slices.ContainsFunc(spansIn(j.t, j.project)[name], func(s annotate.Span) bool { return !s.Tag.IsZero() })
	})
	j.want[name][0].Tag = commonAim
}

// reuseTag finds a past tag by three letters and gives it to the first word of
// another document.
func (j *job) reuseTag(name string) {
	j.t.Helper()
	body := j.text(name)
	j.still()
	j.keys("Escape", "ctrl+Home", "ctrl+Right", "ctrl+k")
	j.still()
	j.write(strings.ToLower(commonAim[:3]))
	j.still()
	j.keys("Return")
	j.expect(name, mark{Text: firstWord(body), Label: "PERSON", Tag: commonAim})
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
