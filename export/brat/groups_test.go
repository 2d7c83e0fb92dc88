package brat_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/export/account"
	"postil/export/dataset"
)

// reasonsOf lists why things were changed, in the order of the account.
func reasonsOf(items *account.List) []string {
	var all []string
	for item := range items.All() {
		all = append(all, item.Reason)
	}
	return all
}

const threeSpans = "T1\tX 0 5\tAlpha\nT2\tY 10 14\tbeta\nT3\tZ 15 20\tactin\n"

// TestFollowsEveryFragment changes the second fragment of a span only.
func TestFollowsEveryFragment(t *testing.T) {
	const ann = "T1\tX 15 20;0 5;10 14\tactin Alpha beta\n" // kept as it was, unlike lines in order
	got, _ := thereAndBack(t, bratText, ann, func(r *annotate.Record, v *annotate.Vocabulary) {
		r.Spans[0].Fragments[1] = annotate.Fragment{Start: 10, End: 12, Text: "be"}
	})
	if want := "T1\tX 0 5;10 12;15 20\tAlpha be actin\n"; got != want {
		t.Errorf("%q", got)
	}
}

// TestTellsWhatArgumentsLose gives arguments of an event, and members of an
// equivalence, what no line of brat can give them.
func TestTellsWhatArgumentsLose(t *testing.T) {
	const lost = "its attributes and its note are left out: an argument of an event or a member of an equivalence has none"
	for _, c := range []struct {
		name, ann string
		change    func(*annotate.Relation)
		want      []string
	}{
		{"a note", "E1\tX:T1 A:T2\n", func(l *annotate.Relation) { l.Note = "sure" }, []string{lost}},
		{"an attribute", "E1\tX:T1 A:T2\n", func(l *annotate.Relation) {
			l.Attributes = annotate.Attributes{"sure": annotate.YesNoValue(true)}
		}, []string{lost}},
		{"of an equivalence", "*\tSame T1 T2\n", func(l *annotate.Relation) { l.Note = "sure" }, []string{lost}},
		{"nothing", "E1\tX:T1 A:T2\n", func(l *annotate.Relation) {}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, written := thereAndBack(t, bratText, threeSpans+c.ann, func(r *annotate.Record, v *annotate.Vocabulary) {
				v.Scheme.Attributes = append(v.Scheme.Attributes, annotate.AttributeDef{UID: annotate.NewUID(), On: annotate.OnRelation, Owner: r.Relations[0].Type, Name: "sure", Kind: annotate.YesNo})
				c.change(&r.Relations[0])
			})
			if d := cmp.Diff(c.want, reasonsOf(&written.Account.Relations.Changed)); d != "" || got != threeSpans+c.ann {
				t.Errorf("%s\n%s", d, got)
			}
		})
	}
}

// TestTellsOfRenumberedGroups takes the first of two equivalences away: they have
// no ids, and the second becomes the first.
func TestTellsOfRenumberedGroups(t *testing.T) {
	got, written := thereAndBack(t, bratText, threeSpans+"*\tSame T1 T2\n*\tSame T2 T3\n", func(r *annotate.Record, v *annotate.Vocabulary) {
		r.Relations = without(r.Relations, func(l *annotate.Relation) bool { return l.Group == "*1" })
	})
	if want := threeSpans + "*\tSame T2 T3\n"; got != want {
		t.Errorf("%q", got)
	}
	if d := cmp.Diff([]string{"its group gets the number of an equivalence"}, reasonsOf(&written.Account.Relations.Changed)); d != "" {
		t.Error(d)
	}
}

// TestTellsNumberedRolesApart reads an event whose roles are Arg1 and Arg2, which
// are two roles, and another whose Site2 is a second Site.
func TestTellsNumberedRolesApart(t *testing.T) {
	record, r, err := readBrat(pair(t, t.TempDir(), "a", bratText, threeSpans+"E1\tX:T1 Arg1:T2 Arg2:T3 Site:T2 Site2:T3\n"), dataset.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"Arg1: Alpha → beta in E1", "Arg2: Alpha → actin in E1", "Site: Alpha → beta in E1", "Site: Alpha → actin in E1"}
	if d := cmp.Diff(want, told(record, r.Vocabulary())[3:]); d != "" {
		t.Error(d)
	}
}

// TestSkipsGroupsWhole checks that of an event or an equivalence that
// annotation.conf forbids in part nothing stays.
func TestSkipsGroupsWhole(t *testing.T) {
	const conf = "[entities]\nX\nY\nZ\n[relations]\nSame Arg1:X, Arg2:Y\n[events]\nX A:Y, B:Y\n"
	for _, line := range []string{"E1\tX:T1 A:T2 B:T3\n", "*\tSame T1 T2 T3\n"} {
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, "annotation.conf"), []byte(conf), 0o666); err != nil {
			t.Fatal(err)
		}
		path := pair(t, folder, "a", bratText, threeSpans+line+"E2\tX:T1 A:T2\n*\tSame T1 T2\n")
		record, r, err := readBrat(path, dataset.ReadOptions{SkipBad: true})
		if err != nil {
			t.Fatal(err)
		}
		want := []string{"A: Alpha → beta in E2", "Same: Alpha → beta in *1"}
		if d := cmp.Diff(want, told(record, r.Vocabulary())[3:]); d != "" {
			t.Errorf("%q leaves its mark:\n%s", line, d)
		}
		skipped := r.Report().Skipped
		if len(skipped) != 1 || !strings.Contains(skipped[0].Error(), "line 4: ") {
			t.Errorf("%q: skipped %v", line, skipped)
		}
	}
}
