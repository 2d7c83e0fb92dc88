package window

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/app/docview"
)

func TestLabelKeyNames(t *testing.T) {
	const x11 = 8 // more than evdev's numbers
	for _, c := range []struct {
		name  string
		typed docview.LabelKey
		by    numbering
		want  []string
	}{
		{"Latin stays Latin, wherever it stands", docview.LabelKey{Name: "a", Place: 16 + x11}, x11Numbering, []string{"a"}},
		{"also with an accent", docview.LabelKey{Name: "é", Place: 3 + x11}, x11Numbering, []string{"é"}},
		{"Russian", docview.LabelKey{Name: "з", Place: 25 + x11}, x11Numbering, []string{"з", "p"}},
		{"Greek", docview.LabelKey{Name: "π", Place: 25 + x11}, x11Numbering, []string{"π", "p"}},
		{"Hebrew", docview.LabelKey{Name: "ש", Place: 30 + x11}, x11Numbering, []string{"ש", "a"}},
		{"on Wayland and Windows", docview.LabelKey{Name: "з", Place: 25}, pcNumbering, []string{"з", "p"}},
		{"on macOS", docview.LabelKey{Name: "з", Place: 35}, macNumbering, []string{"з", "p"}},
		{"a place of punctuation", docview.LabelKey{Name: "ж", Place: 39 + x11}, x11Numbering, []string{"ж"}},
		{"from an input method", docview.LabelKey{Name: "中", Place: docview.NoPlace}, x11Numbering, []string{"中"}},
		{"an unknown platform", docview.LabelKey{Name: "з", Place: 25}, nil, []string{"з"}},
		{"a digit", docview.LabelKey{Name: "1", Place: 16}, pcNumbering, []string{"1"}},
	} {
		if diff := cmp.Diff(c.want, labelKeyNames(c.typed, c.by)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// Every numbering has the whole alphabet, each letter once.
func TestNumberings(t *testing.T) {
	for name, by := range map[string]numbering{"PC": pcNumbering, "X11": x11Numbering, "macOS": macNumbering} {
		seen := map[rune]bool{}
		for _, r := range by {
			seen[r] = true
		}
		if len(by) != 26 || len(seen) != 26 {
			t.Errorf("%s: %d places of %d letters", name, len(by), len(seen))
		}
	}
}

func TestNoLabelWith(t *testing.T) {
	if got, want := noLabelWith([]string{"з", "p"}), "No label has the key З or P."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
