package brat_test

import (
	"os"
	"path/filepath"
	"strings"
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
		record, r, err := readBrat(pair(t, t.TempDir(), "a", bratText, threeSpans+"R1\tr Arg1:T1 Arg2:T2\nE1\tX:T1 Arg1:T2\nE2\tX:T1 Arg1:T3\n"), dataset.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		v := r.Vocabulary().Clone()
		r1 := v.Scheme.RelationTypeNamed("r")
		v.Scheme.Labels[0].Name, r1.Name, r1.From = name, name+" of", []annotate.UID{v.Scheme.Labels[0].UID}
		v.Scheme.Attributes = append(v.Scheme.Attributes, annotate.AttributeDef{UID: annotate.NewUID(), On: annotate.OnLabel, Owner: record.Spans[0].Label, Name: "is " + name, Kind: annotate.YesNo},
			annotate.AttributeDef{UID: annotate.NewUID(), On: annotate.OnRelation, Owner: r1.UID, Name: "sure", Kind: annotate.YesNo})
		record.Spans[0].Attributes = annotate.Attributes{"is " + name: annotate.YesNoValue(true)}
		out, _ := saveBrat(t, &v, record)
		ann := "T1\t" + want + " 0 5\tAlpha\nT2\tY 10 14\tbeta\nT3\tZ 15 20\tactin\nR1\t" + want + "_of Arg1:T1 Arg2:T2\nE1\t" + want + ":T1 Arg1:T2\nE2\t" + want + ":T1 Arg1:T3\nA1\tis_" + want + " E1\n"
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
		s := &r.Vocabulary().Scheme
		if y := s.RelationTypeNamed(name + " of"); len(y.From) != 1 || s.Label(y.From[0]).Name != name || len(s.AttributesOf(annotate.OnRelation, y.UID)) != 1 {
			t.Errorf("%q: %+v", name, y)
		}
		if meta := string(again.Document.Meta); !strings.Contains(meta, `"T1-3","R1"`) {
			t.Errorf("%q: lines are kept that say nothing more: %s", name, meta)
		}
		if conf := fileIn(t, out, "annotation.conf"); !strings.Contains(conf, "Arg1?:<ANY>") {
			t.Errorf("brat repeats no role that ends in a digit: %s", conf)
		}
	}
}

// TestSpellsLabels writes labels that would mean something else at the start of a
// line of annotation.conf.
func TestSpellsLabels(t *testing.T) {
	for name, want := range map[string]string{"!odd": "_odd", "#x": "_x", "[entities]": "_entities_", "<ANY>": "_ANY_", "a|b": "a_b", "a<b": "a_b", "-x": "_-x", "---": "_---", "\u0301": "_"} {
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
		labels, _, _ := strings.Cut(fileIn(t, out, "visual.conf"), "[drawing]")
		if shown := strings.Contains(labels, want+" | "+name+"\n"); shown == (name[0] == '!' || strings.ContainsAny(name, "|<")) {
			t.Errorf("%q: %s", name, labels)
		}
	}
}

// TestForeignNames reads a folder whose visual.conf somebody else has written:
// types keep their names, whatever they are shown as.
func TestForeignNames(t *testing.T) {
	folder := t.TempDir()
	for name, content := range map[string]string{"annotation.conf": "[entities]\nGGP\n", "visual.conf": "[labels]\nGGP | Gene or gene product | Gene\n"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	record, r, err := readBrat(pair(t, folder, "a", bratText, "T1\tGGP 0 5\tAlpha\n"), dataset.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{`GGP 0-5 "Alpha"`}, told(record, r.Vocabulary())); d != "" {
		t.Error(d)
	}
}
