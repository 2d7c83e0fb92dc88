package e2e_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"postil/app/project"
)

// An export is asked for, down to its stories and parts, and its report is read,
// copied and left, with the keyboard alone.
func TestExportWithoutMouse(t *testing.T) {
	d := newDesktop(t)
	home := t.TempDir()
	path, out := filepath.Join(home, "keys.postil"), filepath.Join(home, "set.conll")
	d.cli("import", "--annotator", annotator, path, sampleFiles(t))
	d.cli("story", "--annotator", annotator, path, "--join", "0.txt", "1.txt")
	d.knows(home)
	s := d.open(home, path)
	s.title("keys")

	s.keys("ctrl+e")
	s.still()
	s.keys("ctrl+a")
	s.write(out)
	s.keys("shift+Tab")
	for range writerAt(t, "conll") - writerAt(t, "jsonl") {
		s.keys("Right")
	}
	s.keys("Tab", "Tab", "Tab", "Tab", "Tab", "space") // shape, path, Browse, labels, stories
	s.still()
	s.write("1.txt")
	s.keys("Return")
	s.write("3.txt")
	s.keys("Return", "Return") // ticks it, and chooses
	s.still()
	s.keys("Tab", "Tab", "Tab", "Tab", "Tab", "Tab") // only done, an item, without Furniture, overlap, tags, parts
	s.write("80/20")
	s.keys("Tab")
	s.write("7")
	s.keys("Tab", "space", "Return")
	report := out + ".REPORT.json"
	s.until("the data set is written", func() bool {
		_, err := os.Stat(report)
		return err == nil
	})
	s.still()
	if got := s.copied(); !strings.Contains(got, "Written:") || !strings.Contains(got, "5 documents held: 2 outside the filter, 3 written.") {
		t.Errorf("copied of the report is %q", got)
	}
	checkChoices(t, path, report)

	s.keys("Return")
	s.quit() // which a dialog that is left open would let through, too
	for _, part := range []string{"train", "test"} {
		if _, err := os.Stat(filepath.Join(home, "set."+part+".conll")); err != nil {
			t.Error(err)
		}
	}
}

// writerAt returns where a format stands among those that are offered.
func writerAt(t *testing.T, name string) int {
	t.Helper()
	at := 0
	for _, f := range project.Formats() {
		if f.Name == name {
			return at
		}
		if f.Writes {
			at++
		}
	}
	t.Fatalf("there is no format %s", name)
	return 0
}

// checkChoices compares the choices in an export's report with those that were typed.
func checkChoices(t *testing.T, path, report string) {
	t.Helper()
	type split struct {
		Seed       int64 `json:"seed"`
		IgnorePins bool  `json:"ignore_pins"`
	}
	type choices struct {
		Stories []string `json:"stories"`
		Unit    string   `json:"unit"`
		Split   split    `json:"split"`
	}
	raw, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Format  string  `json:"format"`
		Choices choices `json:"choices"`
	}
	if err := json.Unmarshal(raw, &got); err != nil {
		t.Fatal(err)
	}
	var stories []string
	look(t, path, func(p *project.Project) {
		for _, s := range p.Stories() {
			if slices.ContainsFunc(s.Documents, func(d project.DocumentItem) bool { return d.Source == "1.txt" || d.Source == "3.txt" }) {
				stories = append(stories, s.UID.String())
			}
		}
	})
	slices.Sort(got.Choices.Stories)
	slices.Sort(stories)
	if d := gocmp.Diff(choices{stories, "document", split{7, true}}, got.Choices); d != "" || got.Format != "conll" {
		t.Errorf("the report of %s tells of other choices (-want +got):\n%s", got.Format, d)
	}
}
