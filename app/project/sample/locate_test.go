package sample

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Inside the package, because the tables are embedded and right: only here can
// a wrong snippet be tried.
func TestLocate(t *testing.T) {
	const text = "ab că ab că ab\nend"
	for _, c := range []struct {
		quoted string
		want   [][2]int
		err    string
	}{
		{quoted: "că", want: [][2]int{{3, 6}}},
		{quoted: "că#2", want: [][2]int{{10, 13}}},
		{quoted: "ab ⏎ ab#3", want: [][2]int{{0, 2}, {14, 16}}},
		{quoted: `ab\nend`, want: [][2]int{{14, 20}}},
		{quoted: "că#3", err: `"că" is not in the article 3 times`},
		{quoted: "#1", err: "nothing is quoted"},
		{quoted: "ab#0", err: "count from 1"},
		{quoted: "end ⏎ ab", err: `"ab" stands before`},
		{quoted: "ab ⏎ ab", err: `"ab" stands before`},
	} {
		got, err := locate(text, c.quoted)
		if c.err != "" {
			if err == nil || !strings.Contains(err.Error(), c.err) {
				t.Errorf("%q: error %v, want one with %q", c.quoted, err, c.err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v", c.quoted, err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q: (-want +got)\n%s", c.quoted, diff)
		}
	}
}
