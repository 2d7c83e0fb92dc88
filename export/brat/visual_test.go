package brat_test

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/export/dataset"
)

// TestNamesComeBack writes names that brat cannot spell, and reads them again.
func TestNamesComeBack(t *testing.T) {
	spelt := map[string]string{"Direct quote": "Direct_quote", "naïve": "naive", "R&D": "R_D", "a.b": "a_b",
		"地名": "u5730u540D", "항구": "uD56DuAD6C", "Straße": "Strau00DFe", "क्षि": "u0915u094Du0937u093F", "x̂": "x", "½": "1", "PERSON": "PERSON"}
	for name, want := range spelt {
		record, r, err := readBrat(pair(t, t.TempDir(), "a", bratText, threeSpans+"R1\tr Arg1:T1 Arg2:T2\nE1\tX:T1 role2:T2\nE2\tX:T1 role2:T3\n"), dataset.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		v := r.Vocabulary().Clone()
		v.Scheme.Labels[0].Name, v.Scheme.RelationTypeNamed("r").Name = name, name+" of"
		v.Scheme.Attributes = append(v.Scheme.Attributes, annotate.AttributeDef{UID: annotate.NewUID(), On: annotate.OnLabel, Owner: record.Spans[0].Label, Name: "is " + name, Kind: annotate.YesNo})
		record.Spans[0].Attributes = annotate.Attributes{"is " + name: annotate.YesNoValue(true)}
		out, _ := saveBrat(t, &v, record)
		ann := "T1\t" + want + " 0 5\tAlpha\nT2\tY 10 14\tbeta\nT3\tZ 15 20\tactin\nR1\t" + want + "_of Arg1:T1 Arg2:T2\nE1\t" + want + ":T1 role2:T2\nE2\t" + want + ":T1 role2:T3\nA1\tis_" + want + " E1\n"
		if d := cmp.Diff(ann, fileIn(t, out, "a.ann")); d != "" {
			t.Errorf("%q:\n%s", name, d)
		}
		again, r, err := readBrat(filepath.Join(out, "a.ann"), dataset.ReadOptions{Source: "a.ann"})
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(told(record, &v), told(again, r.Vocabulary())); d != "" {
			t.Errorf("%q:\n%s", name, d)
		}
	}
}

// TestSpellsLabels writes labels that would mean something else at the start of a
// line of annotation.conf.
func TestSpellsLabels(t *testing.T) {
	for name, want := range map[string]string{"!odd": "_odd", "#x": "_x", "[entities]": "_entities_", "<ANY>": "_ANY_", "-x": "_-x", "---": "_---", "\u0301": "_"} {
		record, r, err := readBrat(pair(t, t.TempDir(), "a", bratText, "T1\tX 0 5\tAlpha\n"), dataset.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		v := r.Vocabulary().Clone()
		v.Scheme.Labels[0].Name = name
		out, _ := saveBrat(t, &v, record)
		if got := fileIn(t, out, "a.ann"); got != "T1\t"+want+" 0 5\tAlpha\n" {
			t.Errorf("%q: %q", name, got)
		}
	}
}
