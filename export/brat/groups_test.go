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

// TestTellsOfLostGroups writes a group of relations that start from two spans, as
// no event does.
func TestTellsOfLostGroups(t *testing.T) {
	const ann = threeSpans + "R1\tr Arg1:T1 Arg2:T2\nR2\tr Arg1:T2 Arg2:T3\n"
	got, written := thereAndBack(t, bratText, ann, func(r *annotate.Record, _ *annotate.Vocabulary) {
		r.Relations[0].Group, r.Relations[1].Group = "frame", "frame"
	})
	const lost = "its group is left out: its relations do not all start from one span, as those of an event do"
	want := strings.NewReplacer("R1", "R3", "R2", "R4").Replace(ann) // ids are not given twice
	if d := cmp.Diff([]string{lost, lost}, reasonsOf(&written.Account.Relations.Changed)); d != "" || got != want {
		t.Errorf("%s\n%s", d, got)
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

// TestSkipsGroupsWhole checks that nothing stays of a relation that annotation.conf
// forbids, nor of an event or an equivalence that it forbids in part.
func TestSkipsGroupsWhole(t *testing.T) {
	const conf = "[entities]\nX\nY\nZ\n[relations]\nSame Arg1:X, Arg2:Y\n[events]\nX A:Y, B:Y\n"
	for _, line := range []string{"E1\tX:T1 A:T2 B:T3\n", "*\tSame T1 T2 T3\n", "R1\tSame Arg1:T2 Arg2:T1\n"} {
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

// TestNamesEventsOfTriggers gives a span that triggers two events whatever a span
// can have. Brat refuses a file in which an attribute, a normalization or a note
// names a trigger.
func TestNamesEventsOfTriggers(t *testing.T) {
	const ann = threeSpans + "E1\tX:T1 A:T2\nE2\tX:T1 A:T3\n"
	got, _ := thereAndBack(t, bratText, ann, func(r *annotate.Record, v *annotate.Vocabulary) {
		s := &r.Spans[0]
		s.Note, s.Attributes = "sure", annotate.Attributes{"Old": annotate.YesNoValue(true)}
		v.Scheme.Attributes = append(v.Scheme.Attributes, annotate.AttributeDef{UID: annotate.NewUID(), On: annotate.OnLabel, Owner: s.Label, Name: "Old", Kind: annotate.YesNo})
		v.Tags = []annotate.Tag{{UID: annotate.NewUID(), Name: "first", Ref: "Q1"}}
		s.Tag = v.Tags[0].UID
	})
	const properties = "A1\tOld E1\nN1\tReference E1 Wikidata:Q1\tfirst\n#1\tAnnotatorNotes E1\tsure\n"
	if d := cmp.Diff(ann+properties, got); d != "" {
		t.Error(d)
	}
	record, r, err := readBrat(pair(t, t.TempDir(), "a", bratText, got), dataset.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := told(record, r.Vocabulary())[0], `X 0-5 "Alpha" tag first (Q1) Old=yes note "sure"`; got != want {
		t.Errorf("%s came back as %s", want, got)
	}
}

// TestNamesEventsOfNewTriggers makes a span the trigger of an event of which
// lines of every kind speak already.
func TestNamesEventsOfNewTriggers(t *testing.T) {
	const about = "A1\tOld %s\nM2\tof %s\t \nA3\tOld %s x\nN1\tReference  %s a:b\tx\nN2\tReference %s c:d\ty\n#1\tAnnotatorNotes %s\tT1\n#2\tT1 %s\tmore\n"
	lines := func(id string) string { return strings.ReplaceAll(about, "%s", id) }
	const relation = "R1\tr Arg1:T1 Arg2:T2\n"
	got, _ := thereAndBack(t, bratText, threeSpans+relation+lines("T1"), func(r *annotate.Record, _ *annotate.Vocabulary) {
		r.Relations[0].Group = "E5"
	})
	if d := cmp.Diff(threeSpans+lines("E5")+"E5\tX:T1 r:T2\n", got); d != "" {
		t.Error(d)
	}
	const changing = "A1\tOld T1 x\nN1\tReference T1 a:b\tx\n#1\tAnnotatorNotes T1\tone\n"
	got, _ = thereAndBack(t, bratText, threeSpans+relation+changing, func(r *annotate.Record, v *annotate.Vocabulary) {
		r.Relations[0].Group = "E5"
		v.Tags = append(v.Tags, annotate.Tag{UID: annotate.NewUID(), Name: "other", Ref: "c:d"})
		s := &r.Spans[0]
		s.Attributes, s.Note, s.Tag = annotate.Attributes{"Old": annotate.TextValue("y")}, "two", v.Tags[1].UID
	})
	if d := cmp.Diff(threeSpans+"A1\tOld E5 y\nN1\tReference E5 c:d\tother\n#1\tAnnotatorNotes E5\ttwo\nE5\tX:T1 r:T2\n", got); d != "" {
		t.Error(d)
	}
}

// TestSplitsAtLineEnds marks over everything that brat takes for the end of a line.
func TestSplitsAtLineEnds(t *testing.T) {
	const txt = "One\u2028two\u2029three\nfour"
	record, r, err := readBrat(pair(t, t.TempDir(), "a", txt, "T1\tA 0 3\tOne\nT2\tA 4 7\ttwo\nT3\tA 8 13\tthree\n"), dataset.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	text := record.Document.Text
	record.Spans[0].Fragments = []annotate.Fragment{{Start: 0, End: len(text), Text: text}}
	record.Spans[1].Fragments = []annotate.Fragment{{Start: 3, End: 6, Text: text[3:6]}}
	record.Spans[2].Note = "over\u2028lines\x0band\x1cmore"
	out, written := saveBrat(t, r.Vocabulary(), record)
	want := "T1\tA 0 3;4 7;8 13;14 18\tOne two three four\nT3\tA 8 13\tthree\n#1\tAnnotatorNotes T3\tover lines and more\n"
	if d := cmp.Diff(want, fileIn(t, out, "a.ann")); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"split at a line break, which no span of brat crosses", "its note is on one line"}, reasonsOf(&written.Account.Spans.Changed)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"it covers nothing but line breaks"}, reasonsOf(&written.Account.Spans.LeftOut)); d != "" {
		t.Error(d)
	}
}
