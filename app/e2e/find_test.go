package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"postil/annotate"
)

// ferry is an article with what is hard to find: names with accents, over a line's
// end, in Arabic with vowel marks, and far below what is in view.
var ferry = "Ferry news\n\n" +
	"Șefa Poliției Ilona\nȘtefan spoke first, and then the SEFA spoke again.\n\n" +
	strings.Repeat("Nothing happened on that day on the river.\n\n", 300) +
	"The minister قال مُحَمَّد that he would not pay.\n\n" +
	strings.Repeat("Nothing happened on the next day either.\n\n", 300) +
	"At last ilona stefan signed.\n"

// TestFindInTheText finds in a real window by keys alone, and tags what was found.
func TestFindInTheText(t *testing.T) {
	d := newDesktop(t)
	home := t.TempDir()
	project, article := filepath.Join(home, "find.postil"), filepath.Join(home, "ferry.txt")
	write(t, article, []byte(ferry))
	d.cli("import", project, article, "--annotator", annotator)
	settings := filepath.Join(home, ".config", "postil", "settings.json")
	if err := os.MkdirAll(filepath.Dir(settings), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, settings, []byte(`{"annotator": "`+annotator+`"}`))
	s := d.open(home, project)
	s.title("find")
	name := documentsIn(t, project)[0]

	s.keys("ctrl+f")
	s.write("sefa")
	s.still()
	s.keys("ctrl+u") // exactly, there is none
	s.still()
	s.keys("Escape")
	s.tagHit(project, name, "p", "Șefa", 0)

	s.keys("F3") // from the text, without the bar
	s.tagHit(project, name, "p", "SEFA", 0)

	s.keys("ctrl+f")
	s.write("ilona stefan")
	s.still()
	s.keys("Escape")
	s.tagHit(project, name, "p", "ilona stefan", 0)
	s.keys("F3") // round, to the one over a line's end
	s.tagHit(project, name, "p", "Ilona\nȘtefan", 0)

	s.keys("Escape", "ctrl+Home", "ctrl+f")
	s.paste("محمد")
	s.still()
	s.keys("Escape")
	s.tagHit(project, name, "p", "مُحَمَّد", 0)

	s.keys("ctrl+f")
	s.write("on that day")
	s.still()
	s.keys("Return", "Return", "shift+Return", "Return", "Escape")
	s.tagHit(project, name, "d", "on that day", 2)
	s.quit()
	if kept, err := os.ReadFile(settings); err != nil || !strings.Contains(string(kept), `"find_folded": true`) {
		t.Errorf("that find ignores accents is not remembered: %s, %v", kept, err)
	}
}

// tagHit tags the hit that is selected in the text with a label's key, and waits for
// the span over the nth occurrence of what the hit must be.
func (s *session) tagHit(project, document, key, text string, n int) {
	s.t.Helper()
	s.still()
	if got := s.copied(); got != text {
		s.t.Fatalf("found %q, want %q", got, text)
	}
	at := -1
	for range n + 1 {
		at += 1 + strings.Index(ferry[at+1:], text)
	}
	s.keys(key)
	s.until("there is a span over "+text, func() bool {
		for _, span := range spansIn(s.t, project)[document] {
			if f := span.Fragments[0]; f == (annotate.Fragment{Start: at, End: at + len(text), Text: text}) {
				return true
			}
		}
		return false
	})
	s.still()
}

// paste pastes a text, which no keyboard may have the letters for.
func (s *session) paste(text string) {
	s.t.Helper()
	s.setClipboard(text)
	s.keys("ctrl+v")
}
