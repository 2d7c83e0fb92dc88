package text_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"

	"postil/annotate/text"
)

// Offsets that other people counted, in files as they are, and in the same
// files as a Windows editor would save them.
func TestRealAnnotationsKeepTheirText(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/corpora/*/*/*.ann")
	if len(files) == 0 {
		t.Skip("no ../shared/corpora beside the checkout")
	}
	checked := 0
	for _, ann := range files {
		lines, err := os.ReadFile(ann)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(strings.TrimSuffix(ann, ".ann") + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		plain, err := text.Settle(raw, text.Options{})
		if err != nil {
			t.Fatalf("%s: %v", ann, err)
		}
		windows := strings.ReplaceAll(string(raw), "\n", "\r\n")
		encoded, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(windows)
		if err != nil {
			t.Fatal(err)
		}
		wide, err := text.Settle([]byte(encoded), text.Options{})
		if err != nil || wide.Text != plain.Text || wide.Hash != plain.Hash {
			t.Fatalf("%s: the text saved by a Windows editor differs: %v", ann, err)
		}
		points := []rune(windows)
		// shifted counts the carriage returns that stand before a code point.
		shifted := make([]int, 0, len(points))
		for i, r := range points {
			if r != '\r' {
				shifted = append(shifted, i)
			}
		}
		shifted = append(shifted, len(points))
		for _, line := range strings.Split(string(lines), "\n") {
			start, end, covered, ok := bratSpan(line)
			if !ok {
				continue
			}
			checked++
			checkCovered(t, ann, plain, text.CodePoint, start, end, covered)
			checkCovered(t, ann, wide, text.CodePoint, 1+shifted[start], 1+shifted[end-1]+1, covered)
			checkCovered(t, ann, wide, text.Byte, 2+2*utf16Len(points[:shifted[start]]), 2+2*utf16Len(points[:shifted[end-1]+1]), covered)
		}
	}
	if checked == 0 {
		t.Error("no annotation was read")
	}
	t.Logf("%d annotations of %d files", checked, len(files))
}

func utf16Len(points []rune) int { return text.UTF16.Len(string(points)) }

// bratSpan reads a line of the form "T1<tab>LABEL start end<tab>text".
func bratSpan(line string) (start, end int, covered string, ok bool) {
	parts := strings.Split(line, "\t")
	if len(parts) != 3 || !strings.HasPrefix(line, "T") || strings.Contains(parts[1], ";") {
		return 0, 0, "", false
	}
	label := strings.Fields(parts[1])
	start, err := strconv.Atoi(label[1])
	if err != nil {
		return 0, 0, "", false
	}
	end, err = strconv.Atoi(label[2])
	return start, end, parts[2], err == nil && end > start
}

func checkCovered(t *testing.T, name string, s text.Settled, unit text.Unit, start, end int, covered string) {
	t.Helper()
	from, err := s.Original.ToSettled(unit, start)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	to, err := s.Original.ToSettled(unit, end)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if got := strings.ReplaceAll(s.Text[from:to], "\n", " "); got != covered {
		t.Errorf("%s, %v %d to %d: %d characters differ from the text column's %d", name, unit, start, end,
			utf8.RuneCountInString(got), utf8.RuneCountInString(covered))
	}
}
