package brat_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/export/account"
	"postil/export/dataset"
)

// TestListsWhatIsLeftOut skips lines of every kind: each span and each relation
// that they would have been is listed once, by its line.
func TestListsWhatIsLeftOut(t *testing.T) {
	const ann = threeSpans +
		"T4\tX 0 5\tanother\n" +
		"T5\tX 0\n" +
		"T6 X 0 5 Alpha\n" +
		"T7\tX 0 5\tAlph\xff\n" +
		"T1\tX 0 5\tAlpha\n" +
		"E1\tX:T1 A:T2 B:T3\n" +
		"E2\tX:T4 A:T2 B:T3\n" +
		"E3\tX:T1 A:T4\n" +
		"E4\tX:T7 A:T2\n" +
		"R1\tr Arg1:T1 Arg2:T2\n" +
		"R2\tr Arg1:T1 Arg2:E2\n" +
		"R3\tr Arg1:T1\n" +
		"*\tSame T1 T2 T5\n" +
		"*\tSame T1 T9\n" +
		"A1\tOld T4\nN1\tReference T4 a:b\tx\n#1\tAnnotatorNotes T4\tx\nW1 T4\n"
	path := pair(t, t.TempDir(), "a", bratText, ann)
	record, r, err := readBrat(path, dataset.ReadOptions{SkipBad: true})
	if err != nil {
		t.Fatal(err)
	}
	type left struct{ Line, What, Why string }
	var got []left
	ids := map[annotate.UID]bool{}
	report := r.Report()
	for _, l := range report.LeftOut {
		got = append(got, left{strings.TrimPrefix(l.Place, path+", line "), map[account.Kind]string{account.Span: "span", account.Relation: "relation"}[l.Kind], l.Reason})
		ids[l.ID] = true
		if l.Document != record.Document.UID {
			t.Errorf("%+v does not stand on %v", l, record.Document.UID)
		}
	}
	const unreadable, lost = "it cannot be read", "a line that it names cannot be read"
	want := []left{{"4", "span", unreadable}, {"5", "span", unreadable}, {"6", "span", unreadable}, {"7", "span", unreadable}, {"8", "span", unreadable},
		{"10", "relation", lost}, {"10", "relation", lost}, {"11", "relation", lost}, {"12", "relation", lost}, {"14", "relation", lost}, {"15", "relation", unreadable},
		{"16", "relation", lost}, {"16", "relation", lost}, {"17", "relation", unreadable}}
	if d := cmp.Diff(want, got); d != "" || len(ids) != len(want) {
		t.Errorf("%s\n%d ids", d, len(ids))
	}
	if report.Spans != 3 || report.Relations != 3 || len(report.Skipped) != 14 {
		t.Errorf("%d spans, %d relations, %d skipped: %v", report.Spans, report.Relations, len(report.Skipped), report.Skipped)
	}
}

// TestListsLinksToItself reads relations of every kind from a span to itself: they are
// left out, and their lines come back.
func TestListsLinksToItself(t *testing.T) {
	const ann = threeSpans + "E1\tX:T1 A:T1 B:T2 C:E1\nR1\tSelf Arg1:T1 Arg2:E1\nR2\tNext Arg1:T1 Arg2:T2\nR3\tSelf Arg1:T2 Arg2:T2\n" +
		"*\tSame T2 T2 T3\n*\tSame T3 T3\n*\tSame T1\n"
	path := pair(t, t.TempDir(), "a", bratText, ann)
	record, r, err := readBrat(path, dataset.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{`X 0-5 "Alpha"`, `Y 10-14 "beta"`, `Z 15-20 "actin"`, `B: Alpha → beta in E1`, `Next: Alpha → beta`, `Same: beta → actin in *1`}
	if d := cmp.Diff(want, told(record, r.Vocabulary())); d != "" {
		t.Error(d)
	}
	var lines []string
	ids := map[annotate.UID]bool{}
	report := r.Report()
	for _, l := range report.LeftOut {
		lines = append(lines, strings.TrimPrefix(l.Place, path+", line "))
		ids[l.ID] = true
		if l.Kind != account.Relation || l.Document != record.Document.UID || l.Reason != "it links a span with itself: its line is kept as it is, but not shown" {
			t.Errorf("%+v", l)
		}
	}
	if d := cmp.Diff([]string{"4", "4", "5", "7", "8", "9"}, lines); d != "" || len(ids) != len(lines) || len(report.Notes) != 0 {
		t.Errorf("%s\n%d ids, notes %q", d, len(ids), report.Notes)
	}
	if got, _ := thereAndBack(t, bratText, ann, nil); got != ann {
		t.Errorf("it came back as\n%s", got)
	}
}

// TestListsJoinedFragments reads spans whose fragments overlap or touch: they are
// listed, each once, and their lines come back.
func TestListsJoinedFragments(t *testing.T) {
	const ann = "T1\tX 0 4;3 5\tAlph ha\nT2\tX 0 2;2 5\tAl pha\nT3\tX 15 20;0 5\tactin Alpha\nT4\tX 0 5;0 5;10 14\tAlpha Alpha beta\nT5\tX 0 5\tAlpha\n"
	record, r, err := readBrat(pair(t, t.TempDir(), "a", bratText, ann), dataset.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range r.Report().Changed {
		for i := range record.Spans {
			if s := &record.Spans[i]; s.UID == c.Span {
				got = append(got, fmt.Sprint(s.Ranges(), " ", c.Reason))
			}
		}
	}
	const joined = " fragments of it that overlap or touch were joined"
	if d := cmp.Diff([]string{"[[0 5]]" + joined, "[[0 5]]" + joined, "[[0 5] [10 14]]" + joined}, got); d != "" {
		t.Error(d)
	}
	if got, _ := thereAndBack(t, bratText, ann, nil); got != ann {
		t.Errorf("it came back as\n%s", got)
	}
}
