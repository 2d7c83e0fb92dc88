package fold_test

import (
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"pgregory.net/rapid"

	"postil/annotate/fold"
)

type fatal interface {
	Helper()
	Fatalf(string, ...any)
}

// checkMap compares Map(s) with the clusters of s folded one by one.
func checkMap(t fatal, s string) {
	t.Helper()
	f := fold.Map(s)
	if want := fold.String(s); f.Text != want {
		t.Fatalf("Map(%q).Text = %q, String gives %q", s, f.Text, want)
	}
	type cluster struct{ from, to, foldedFrom, foldedTo int }
	var clusters []cluster
	at := 0
	for it := graphemes.FromString(s); it.Next(); {
		n := len(fold.String(it.Value()))
		clusters = append(clusters, cluster{it.Start(), it.End(), at, at + n})
		at += n
	}
	for start := 0; start <= len(f.Text); start++ {
		for end := start; end <= min(len(f.Text), start+40); end++ {
			from, to := f.Original(start, end)
			wantFrom, wantTo := len(s), len(s)
			for _, c := range clusters {
				if c.foldedFrom <= start && start < c.foldedTo {
					wantFrom = c.from
				}
				if c.foldedFrom < end && end <= c.foldedTo {
					wantTo = c.to
				}
			}
			if start == end {
				wantTo = wantFrom
			}
			if from != wantFrom || to != wantTo {
				t.Fatalf("Map(%q).Original(%d, %d) = %d, %d, want %d, %d", s, start, end, from, to, wantFrom, wantTo)
			}
		}
	}
}

func TestMapAgreesWithClusters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkMap(t, texts(12).Draw(t, "text")) })
}

func TestMapperAgreesWithMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := texts(12).Draw(t, "text")
		whole, m := fold.Map(s), fold.NewMapper(s)
		var parts []fold.Folded
		for !m.Done() {
			m.Fold(rapid.IntRange(1, 9).Draw(t, "bytes"))
			parts = append(parts, m.Folded())
		}
		if got := m.Folded().Text; got != whole.Text {
			t.Fatalf("%q folds to %q piece by piece, to %q at once", s, got, whole.Text)
		}
		for _, part := range parts {
			if !strings.HasPrefix(whole.Text, part.Text) {
				t.Fatalf("%q folds to %q, whose beginning was %q", s, whole.Text, part.Text)
			}
			for i := range part.Text {
				from, to := part.Original(i, i+1)
				wantFrom, wantTo := whole.Original(i, i+1)
				if from != wantFrom || to != wantTo {
					t.Fatalf("%q: byte %d comes from %d, %d piece by piece, from %d, %d at once", s, i, from, to, wantFrom, wantTo)
				}
			}
		}
	})
}

func FuzzMap(f *testing.F) {
	for _, p := range pieces {
		f.Add("x" + p + "y")
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) < 500 {
			checkMap(t, s)
		}
		once := fold.String(s)
		if twice := fold.String(once); once != twice {
			t.Fatalf("%q folds to %q, that to %q", s, once, twice)
		}
	})
}

func TestFindThroughMap(t *testing.T) {
	tests := []struct{ text, query, want string }{
		{"die Șefa poliției", "sefa", "Șefa"},
		{"cafe\u0301s", "cafe", "cafe\u0301"},
		{"soft\u00adware", "software", "soft\u00adware"},
		{"Die Straße.", "STRAS", "Straß"},
		{"Die Straße.", "strasse", "Straße"},
		{"a 👨‍👩‍👧 b", "👩", "👨‍👩‍👧"},
		{"هذا مُحَمَّد هنا", "محمد", "مُحَمَّد"},
		{"(½)", "1/2", "½"},
		{"한국", "하", "한"},
		{"De\nWever", "de wever", "De\nWever"},
		{"«Antwerpen»", `"antwerpen"`, "«Antwerpen»"},
	}
	for _, test := range tests {
		f := fold.Map(test.text)
		query := fold.String(test.query)
		at := strings.Index(f.Text, query)
		if at < 0 {
			t.Errorf("%q: %q not found in %q", test.text, query, f.Text)
			continue
		}
		from, to := f.Original(at, at+len(query))
		if got := test.text[from:to]; got != test.want {
			t.Errorf("%q in %q: got %q, want %q", test.query, test.text, got, test.want)
		}
	}
}

func TestOriginalBeyondTheEnds(t *testing.T) {
	f := fold.Map("né")
	if from, to := f.Original(-3, 99); from != 0 || to != 3 {
		t.Errorf("got %d, %d", from, to)
	}
	if from, to := fold.Map("").Original(0, 1); from != 0 || to != 0 {
		t.Errorf("got %d, %d", from, to)
	}
}
