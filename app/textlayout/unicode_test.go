package textlayout_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"postil/app/textlayout"
)

// breakCase is a line of one of Unicode's tests of breaks: a text and the offsets of
// its breaks, its end included.
type breakCase struct {
	text   string
	breaks []int
}

// breakTables checks every line of a test of Unicode, in all versions that are here:
// the one that Debian, Ubuntu and Arch, or Fedora, install (.ci/needs.txt names the
// packages), and the one by which the segmenter's own module is tested. Newer are
// the texts of version 15.0.0 that are decided otherwise since, by reason; each must
// differ, and no other may.
func breakTables(t *testing.T, name string, newer map[string][]string, diff func(c breakCase) string) {
	module, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/go-text/typesetting").Output()
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, folder := range []string{
		"/usr/share/unicode/auxiliary", "/usr/share/unicode/ucd/auxiliary",
		filepath.Join(strings.TrimSpace(string(module)), "segmenter", "test"),
	} {
		data, err := os.ReadFile(filepath.Join(folder, name+".txt"))
		if err != nil {
			continue
		}
		found = true
		lines := strings.Split(string(data), "\n")
		version := strings.TrimSuffix(strings.TrimPrefix(lines[0], "# "+name+"-"), ".txt")
		t.Run(version, func(t *testing.T) {
			switch version {
			case "15.0.0":
				checkTable(t, lines, newer, diff)
			case "15.1.0", "16.0.0":
				t.Skipf("which lines of Unicode %s are decided otherwise since is not known", version)
			default:
				checkTable(t, lines, nil, diff)
			}
		})
	}
	if !found {
		t.Skip("Unicode's test is not here: on Debian and Ubuntu, install the package unicode-data")
	}
}

// checkTable checks the lines of a test.
func checkTable(t *testing.T, lines []string, newer map[string][]string, diff func(c breakCase) string) {
	t.Helper()
	listed := map[string]bool{}
	for _, texts := range newer {
		for _, text := range texts {
			listed[text] = true
		}
	}
	checked, differ := 0, len(listed)
	for i, line := range lines {
		c := parseBreaks(line)
		if c.text == "" {
			continue
		}
		checked++
		switch d := diff(c); {
		case listed[c.text] && d == "":
			t.Errorf("line %d: %+q is as the test says: take it off the list", i+1, c.text)
		case !listed[c.text] && d != "":
			t.Errorf("line %d: breaks of %+q (-want +got):\n%s", i+1, c.text, d)
		}
		delete(listed, c.text)
	}
	for text := range listed {
		t.Errorf("%+q is not in the test", text)
	}
	if checked == 0 {
		t.Fatal("the test is empty")
	}
	t.Logf("%d lines, %d of them decided otherwise since", checked, differ)
}

// parseBreaks reads one line of a test.
func parseBreaks(line string) (c breakCase) {
	line, _, _ = strings.Cut(line, "#")
	for _, f := range strings.Fields(line) {
		switch r, err := strconv.ParseUint(f, 16, 32); {
		case err == nil:
			c.text += string(rune(r))
		case f == "÷" && c.text != "":
			c.breaks = append(c.breaks, len(c.text))
		}
	}
	return c
}

// newerGraphemes are the lines of the test of Unicode 15.0 which Unicode 17 decides
// otherwise.
var newerGraphemes = map[string][]string{
	"emoji-data: these scissors count as no emoji any more": {"\u2701\u200d\u2701"},
}

// Characters are those of all lines of Unicode's test, in the index and on lines.
func TestGraphemeTable(t *testing.T) {
	set := fonts(t)
	breakTables(t, "GraphemeBreakTest", newerGraphemes, func(c breakCase) string {
		d := textlayout.NewDocument(c.text)
		var clusters, borders []int
		for _, l := range allLines(textlayout.NewFlow(d, set, textlayout.Style{}, 1000)) {
			for _, cluster := range l.Clusters {
				clusters = append(clusters, cluster.End)
			}
		}
		for at := 0; at < len(c.text); {
			at = d.NextGrapheme(at)
			borders = append(borders, at)
		}
		return cmp.Diff(c.breaks, borders) + cmp.Diff(borders, clusters)
	})
}

// newerLineBreaks are the lines of the test of Unicode 15.0 which the rules of
// Unicode 17, by which lines break here, decide otherwise.
var newerLineBreaks = map[string][]string{
	"LB20a: no break after a hyphen that begins a word": {
		"-#", "-\u0308#", "-\u05d0", "-\u0308\u05d0", "-\u00a7", "-\u0308\u00a7",
		"-\U00050005", "-\u0308\U00050005", "-\u0e01", "-\u0308\u0e01",
	},
	"LB21a: Hebrew letters part after a hyphen": {"\u05d0-\u05d0"},
	"LB25: no break between a point or comma and a digit": {
		",0", ",\u03080", "a.2 ", "a.2 \u0915", "a.2 \u672c", "a.2\u3000\u672c", "a.2\u3000\u307e", "a.2\u30003", "A.1 \ubabb",
		"\ubd24\uc5b4. A.2 \ubcfc", "\ubd10\uc694. A.3 \ubabb", "\uc694. A.4 \ubabb", "a.2\u3000\u300c",
	},
	"LB15c: a number may begin with its point":                         {"equals .35 cents"},
	"LB15 is gone: spaces after a quotation mark of unknown side part": {"\" \u2329", "\"\u0308 \u2329", "\" (", "\"\u0308 ("},
	"LB15a, LB15b: an opening quotation mark keeps what follows, a closing one what is before": {
		"ambigu(\u00ab \u0308 \u00bb)(e\u0308)", "ambigu\u00ab ( \u0308 ) \u00bb(e\u0308)",
		"ambigu{\u00ab \u0308 \u00bb}(e\u0308)", "ambigu\u00ab { \u0308 } \u00bb(e\u0308)",
	},
}

// Lines may end where all lines of Unicode's test say, but never inside a character.
func TestLineBreakTable(t *testing.T) {
	breakTables(t, "LineBreakTest", newerLineBreaks, func(c breakCase) string {
		d := textlayout.NewDocument(c.text)
		want := slices.DeleteFunc(c.breaks, func(at int) bool { return d.Snap(at) != at })
		return cmp.Diff(want, textlayout.LineBreaks(d))
	})
}
