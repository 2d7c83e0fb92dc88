package brat_test

import (
	"strings"
	"testing"

	"postil/annotate/text"
	"postil/export/brat"
	"postil/export/dataset"
)

// FuzzRead checks that no input makes the reader panic, that whatever it
// accepts keeps every rule, and that it comes back: byte for byte, where the text
// was settled already, and else with the same things on it.
func FuzzRead(f *testing.F) {
	f.Add(bratText, bratAnn, bratConf)
	f.Add("One\r\ntwo", "T1\tA 5 8\ttwo\r\nE1\tA:T1\r\nA1\tSure E1 x", "[entities]\nA\n[events]\nA\tB:A\n[attributes]\nSure\tArg:<EVENT>, Value:x|y\n")
	f.Add("\ufeffa b", "\ufeffT1\tA 1 2;3 4\ta b\nT2\tB 1 2\ta\n*\tEquiv T1 T2\nR1\tr Arg1:T1 Arg2:T2\n#1\tAnnotatorNotes R1\tx\nN1\tReference T1 Wikidata:Q1\ty\n", "")
	f.Add("ab", "T1\tX 0 1\ta\nT2\tX 1 2\tb\nE1\tX:T1 A:T2 A2:E2 A1:T2\nE2\tY:T2 B:E1\nM1\tN E2\nA2\tN T2 v\n~\n=T1\n", "<X>=A|B\n[relations]\nr Arg1:<X>, Arg2:X\n")
	f.Fuzz(func(t *testing.T, txt, ann, conf string) {
		record, r, err := brat.Read(txt, ann, conf, "", dataset.ReadOptions{})
		if err != nil {
			return
		}
		check(t, record, r.Vocabulary())
		got, written, visual, _ := brat.Write(record, r.Vocabulary())
		if record.Document.Original == text.HashOf(record.Document.Text) && got != ann {
			t.Fatalf("%q came back as %q", ann, got)
		}
		again, r2, err := brat.Read(record.Document.Text, got, written, visual, dataset.ReadOptions{})
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%s", err, got)
		}
		want, have := told(record, r.Vocabulary()), told(again, r2.Vocabulary())
		if strings.Join(want, "\n") != strings.Join(have, "\n") {
			t.Fatalf("want\n%s\ngot\n%s", strings.Join(want, "\n"), strings.Join(have, "\n"))
		}
	})
}
