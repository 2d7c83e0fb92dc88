package segment_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate/segment"
)

// Texts of Unicode 15.0's tests that Unicode 17, by which this package goes, cuts in
// another way: some scissors count as no emoji any more.
const (
	newerGrapheme = "\u2701\u200d\u2701"
	newerWord     = "a\u200d\u2701"
)

// unicodeTests calls check with each line of a test of annex #29, in all versions
// that are here: the one that Debian, Ubuntu and Arch, or Fedora, install
// (.ci/needs.txt names the packages), and the one that comes with a module. Each
// line is a text and the ends of its segments. Of version 15.0.0 the line newer must
// differ, and no other may.
func unicodeTests(t *testing.T, name, newer string, check func(text string, ends []int) (diff string)) {
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
			if version == "15.1.0" || version == "16.0.0" {
				t.Skipf("which lines of Unicode %s are decided otherwise since is not known", version)
			}
			checked, differ := 0, version == "15.0.0"
			for i, line := range lines {
				text, ends := parseSegments(line)
				if text == "" {
					continue
				}
				checked++
				diff := check(text, ends)
				if differ && text == newer && diff != "" {
					differ = false
				} else if diff != "" {
					t.Errorf("line %d: %+q (-want +got):\n%s", i+1, text, diff)
				}
			}
			if checked == 0 || differ {
				t.Fatalf("%d lines, and %+q is not one that differs", checked, newer)
			}
			t.Logf("%d lines", checked)
		})
	}
	if !found {
		t.Skip("Unicode's test is not here: on Debian and Ubuntu, install the package unicode-data")
	}
}

// parseSegments reads a line of a test.
func parseSegments(line string) (text string, ends []int) {
	line, _, _ = strings.Cut(line, "#")
	for _, f := range strings.Fields(line) {
		switch r, err := strconv.ParseUint(f, 16, 32); {
		case err == nil:
			text += string(rune(r))
		case f == "÷" && text != "":
			ends = append(ends, len(text))
		}
	}
	return text, ends
}

func TestUnicodeGraphemes(t *testing.T) {
	unicodeTests(t, "GraphemeBreakTest", newerGrapheme, func(text string, ends []int) string {
		var got []int
		for _, end := range segment.Graphemes(text) {
			got = append(got, end)
		}
		return cmp.Diff(ends, got)
	})
}

// WordAt finds each segment that has a letter or digit, from each of its bytes, and
// none elsewhere.
func TestUnicodeWords(t *testing.T) {
	unicodeTests(t, "WordBreakTest", newerWord, func(text string, ends []int) string {
		var want, got []span
		start := 0
		for _, end := range ends {
			for range end - start {
				if isWord(text[start:end]) {
					want = append(want, span{start, end})
				} else {
					want = append(want, span{})
				}
			}
			start = end
		}
		for off := range len(text) {
			s, e, _ := segment.WordAt(text, off)
			if e <= off { // the word that ends here, or none
				s, e = 0, 0
			}
			got = append(got, span{s, e})
		}
		return cmp.Diff(want, got, cmp.AllowUnexported(span{}))
	})
}
