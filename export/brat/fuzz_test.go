package brat_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/brat"
	"postil/export/dataset"
)

// FuzzRead checks that no input makes the reader panic, that whatever it
// accepts keeps every rule, and that it comes back: byte for byte, where the text
// was settled already, and else with the same things on it; and that half of it can be
// read, too.
func FuzzRead(f *testing.F) {
	f.Add(bratText, bratAnn, bratConf, "[labels]\nPerson | Somebody\n[drawing]\nPerson\tfgColor:red, bgColor:#0f0\nPlace\tbgColor:x\n")
	f.Add("One\r\ntwo", "T1\tA 5 8\ttwo\r\nE1\tA:T1\r\nA1\tSure E1 x", "[entities]\nA\n[events]\nA\tB:A\n[attributes]\nSure\tArg:<EVENT>, Value:x|y\n", "")
	f.Add("\ufeffa b", "\ufeffT1\tA 1 2;3 4\ta b\nT2\tB 1 2\ta\n*\tEquiv T1 T2\nR1\tr Arg1:T1 Arg2:T2\n#1\tAnnotatorNotes R1\tx\nN1\tReference T1 Wikidata:Q1\ty\n", "", "")
	f.Add("ab", "T1\tX 0 1\ta\nT2\tX 1 2\tb\nE1\tX:T1 A:T2 A2:E2 A1:T2\nE2\tY:T2 B:E1\nM1\tN E2\nA2\tN T2 v\n~\n=T1\n#1\tx A2\n#2\tx #1\n", "<X>=A|B\n[relations]\nr Arg1:<X>, Arg2:X\n", "")
	f.Add("00000two", "T1\tA 5 8\ttwo\t\nE1:T1\r\n\r1\tSure E1 x", "", "")                                                                                       // all that is left ends in CR LF
	f.Add("00000\x00\r\n", "T1\tA 5 8\t\x00 \r\nE1\tA:T1\r\nA1\tSure E1 x", "[entities]\nA\n[events]\nA\tB:A\n[attributes]\nSure\tArg:<EVENT>, Value:x|y\n", "") // a span over a line end
	f.Add("two", "T1\tA 0 3\ttwo\nA1\tSure T1 x\vy", "", "")                                                                                                     // a line end within a value
	f.Fuzz(func(t *testing.T, txt, ann, conf, visual string) {
		record, r, err := brat.Read(txt, ann, conf, visual, dataset.ReadOptions{})
		if err != nil {
			return
		}
		known := r.Vocabulary()
		check(t, record, known)
		got, again, v := writtenAndRead(t, record, known)
		settled := record.Document.Original == text.HashOf(record.Document.Text)
		if settled && got != ann {
			t.Fatalf("%q came back as %q", ann, got)
		}
		if d := cmp.Diff(told(record, known), told(again, v)); d != "" && !unsayable(&known.Scheme) && (settled || !acrossLines(record)) {
			t.Fatal(d)
		}
		half(record)
		writtenAndRead(t, record, known)
	})
}

// writtenAndRead writes a record and reads it again.
func writtenAndRead(t *testing.T, r *annotate.Record, v *annotate.Vocabulary) (ann string, again *annotate.Record, known *annotate.Vocabulary) {
	t.Helper()
	ann, conf, visual, _ := brat.Write(r, v)
	again, reader, err := brat.Read(r.Document.Text, ann, conf, visual, dataset.ReadOptions{})
	if err != nil {
		t.Fatalf("what was written cannot be read: %v\n%s", err, ann)
	}
	return ann, again, reader.Vocabulary()
}

// unsayable tells whether visual.conf cannot say some of the names of a scheme, or
// annotation.conf some of its choices.
func unsayable(s *annotate.Scheme) bool {
	all := ""
	for _, l := range s.Labels {
		all += "\n" + l.Name
	}
	for _, t := range s.Relations {
		all += "\n" + t.Name
	}
	for _, d := range s.Attributes {
		all += "\n" + d.Name
		if strings.ContainsFunc(strings.Join(d.Choices, ""), func(r rune) bool {
			return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("|,<>", r)
		}) {
			return true
		}
	}
	return strings.Contains(all, "\n!") || strings.ContainsAny(all, "|<")
}

// acrossLines tells whether brat would see a span on several lines: such a span is split
// where it is written anew.
func acrossLines(r *annotate.Record) bool {
	return slices.ContainsFunc(r.Spans, func(s annotate.Span) bool {
		return slices.ContainsFunc(s.Fragments, func(f annotate.Fragment) bool {
			return strings.ContainsAny(f.Text, "\n\v\f\r\x1c\x1d\x1e\u0085\u2028\u2029")
		})
	})
}

// half takes every second span away, with its relations, as a filter does.
func half(r *annotate.Record) {
	gone := map[annotate.UID]bool{}
	for i := range r.Spans {
		gone[r.Spans[i].UID] = i%2 == 0
	}
	r.Spans = without(r.Spans, func(s *annotate.Span) bool { return gone[s.UID] })
	r.Relations = without(r.Relations, func(l *annotate.Relation) bool { return gone[l.From] || gone[l.To] })
}
