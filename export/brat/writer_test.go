package brat_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// saveBrat writes records as a folder of brat.
func saveBrat(t testing.TB, v *annotate.Vocabulary, records ...*annotate.Record) (string, export.Written) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out")
	f, err := export.FormatNamed("brat")
	if err != nil {
		t.Fatal(err)
	}
	written, err := export.Save(context.Background(), f, out, v, specimen.Each(records), dataset.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return out, written
}

func fileIn(t testing.TB, folder, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// thereAndBack reads a document of brat, changes it, and returns the .ann file
// that is written then.
func thereAndBack(t testing.TB, txt, ann string, change func(*annotate.Record, *annotate.Vocabulary)) (string, export.Written) {
	t.Helper()
	record, r, err := readBrat(pair(t, t.TempDir(), "a", txt, ann), dataset.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	v := r.Vocabulary().Clone()
	if change != nil {
		change(record, &v)
	}
	out, written := saveBrat(t, &v, record)
	return fileIn(t, out, "a.ann"), written
}

// TestComesBack checks that files come back byte for byte.
func TestComesBack(t *testing.T) {
	for name, ann := range map[string]string{
		"everything":                   bratAnn,
		"nothing":                      "",
		"a blank line":                 "\n",
		"no end":                       strings.TrimSuffix(bratAnn, "\n"),
		"CR LF":                        strings.ReplaceAll(bratAnn, "\n", "\r\n"),
		"CR LF without end":            strings.ReplaceAll(bratAnn, "\n", "\r\n") + "T99\tA 0 5\tAlpha",
		"one CR":                       "T1\tA 0 5\tAlpha\r\nT2\tA 0 5\tAlpha\n",
		"a byte-order mark":            "\ufeff" + bratAnn,
		"blank lines at the end":       bratAnn + "\n\n",
		"ids with gaps, backwards":     "T30\tA 0 5\tAlpha\nT7\tA 0 5\tAlpha\nT8\tB 0 5\tAlpha\nT007\tB 0 5\tAlpha\nT1x\tB 0 5\tAlpha\n",
		"fragments in another order":   "T1\tA 15 20;0 5\tactin Alpha\nT2\tA 0 2;2 5\tAl pha\nT3\tA 0 4;2 5\tAlph pha\nT4\tA 0 5;15 20\tAlphaactin\n",
		"a line break":                 "T1\tA 26 35\tNoem. She\nT2\tA 30 32\t. \n",
		"a comment behind the text":    "T1\tA 0 5\tAlpha\tby hand\n",
		"types that are hard to spell": "T1\tA:b|c 0 5\tAlpha\nT2\t#x 10 14\tbeta\nR1\tx:y Arg1:T1 Arg2:T2\n",
		"events before their spans":    "E1\tX:T1 A:E2\nE2\tY:T2 A:E1 B:T3\nT1\tX 0 5\tAlpha\nT2\tY 10 14\tbeta\nT3\tZ 15 20\tactin\n",
		"an event alone":               "T1\tX 0 5\tAlpha\nE1\tX:T1 \nA1\tNegated E1\n",
		"two events of one trigger":    "T1\tX 0 5\tAlpha\nT2\tY 10 14\tbeta\nE1\tX:T1 A:T2\nE2\tX:T1 A:T2\nE3\tZ:T2 A:E1 B:E2\nA1\tNegated E1\nA2\tSure E1 x\nA3\tSure E2 y\n",
		"an event's other type":        "T1\tX 0 5\tAlpha\nT2\tY 10 14\tbeta\nE1\tNo:T1 A:T2\n",
		"repeated roles":               "T1\tX 0 5\tAlpha\nT2\tY 10 14\tbeta\nT3\tZ 15 20\tactin\nE1\tX:T1 Site2:T2 Theme:T2 Theme3:T3 Theme2:T1 Arg1:T2 Arg2:T3\n",
		"relations of events":          "T1\tX 0 5\tAlpha\nT2\tY 10 14\tbeta\nE1\tX:T1\nR1\tNext Arg1:E1 Arg2:T2\nR2\tNext Arg1:T1 Arg2:T2\nR3\tNext Arg2:T1 Arg1:T2\nR4\tNext Cause:T1 Effect:T2\t\nR5\tSelf Arg1:T1 Arg2:E1\nA1\tSure R5\n",
		"equivalences":                 "T1\tX 0 5\tAlpha\nT2\tY 10 14\tbeta\nT3\tZ 15 20\tactin\nE1\tX:T1\n*\tEquiv T1 T1\n*\tEquiv T2 E1 T3\n*\tSame  T1 T2\t\n*\tEquiv T1\n",
		"attributes":                   "T1\tX 0 5\tAlpha\nA1\tSure T1 a b c\nA2\tSure T1 a b c\nA3\tSure T1 d\nA4\tSure T1\nM5\tNegated T1 \nA6\tNegated T1 yes\nA7\tof A1\n",
		"normalizations":               "T1\tX 0 5\tAlpha\nT2\tX 0 5\tAlpha\nR1\tR Arg1:T1 Arg2:T2\nN1\tReference T1 A:b c\tx\nN2\tReference T1 a:b\tx y \nN3\tOther  T2 Wikidata:Q5\tx\nN4\tReference R1 a:b\tx\n"[:len("T1\tX 0 5\tAlpha\nT2\tX 0 5\tAlpha\nR1\tR Arg1:T1 Arg2:T2\n")] + "N2\tReference T1 a:b\tx y \nN3\tOther  T2 Wikidata:Q5\tx\nN4\tReference R1 a:b\tx\nN5\tReference T1 c:d\tz\n",
		"notes":                        "#9\tAnnotatorNotes T1\t two\ttabs \nT1\tX 0 5\tAlpha\n#1\tAnnotatorNotes T1\tagain\n#2\tAnnotatorNotes T9\tof nothing\n#3\tOther T1\n#4\tAnnotatorNotes T1\t\n#5\tAnnotatorNotes A1\tx\n#6 x\n#\n",
	} {
		t.Run(name, func(t *testing.T) {
			got, written := thereAndBack(t, bratText, ann, nil)
			if d := cmp.Diff(strings.Split(ann, "\n"), strings.Split(got, "\n")); d != "" {
				t.Error(d)
			}
			a := written.Account
			if n := a.Spans.Changed.Len() + a.Spans.LeftOut.Len() + a.Relations.Changed.Len() + a.Relations.LeftOut.Len(); n != 0 {
				t.Errorf("something was changed: %v, %v", a.Spans, a.Relations)
			}
		})
	}
}

// TestFollowsChanges checks that what was changed, added or removed since is
// written so, and the rest as it was.
func TestFollowsChanges(t *testing.T) {
	const ann = "T1\tX 0 5\tAlpha\nT2\tY 10 14\tbeta\nT3\tZ 15 20;0 2\tactin Al\nE1\tX:T1 A:T2 A2:T3\nR1\tNext Cause:T2 Effect:T3\n*\tEquiv T1 T2 T3\nA1\tSure T3 much\nA2\tSure E1 little\nN1\tReference T2 a:b\tx\n#1\tAnnotatorNotes T2\tnote\n#2\tOther T3\tmore\nWhat of T9\n"
	span := func(r *annotate.Record, text string) *annotate.Span {
		for i := range r.Spans {
			if r.Spans[i].Fragments[0].Text == text {
				return &r.Spans[i]
			}
		}
		t.Fatalf("no span %s", text)
		return nil
	}
	for _, c := range []struct {
		name   string
		change func(*annotate.Record, *annotate.Vocabulary)
		want   string // the lines that differ, as in a diff
	}{
		{"a label", func(r *annotate.Record, v *annotate.Vocabulary) {
			span(r, "Alpha").Label = v.Scheme.LabelNamed("Y").UID
		}, "-T1\tX 0 5\tAlpha +T1\tY 0 5\tAlpha -E1\tX:T1 A:T2 A2:T3 +E1\tY:T1 A:T2 A2:T3"},
		{"borders", func(r *annotate.Record, v *annotate.Vocabulary) {
			span(r, "Al").Fragments = []annotate.Fragment{{Start: 15, End: 20, Text: "actin"}}
		}, "-T3\tZ 15 20;0 2\tactin Al +T3\tZ 15 20\tactin"},
		{"a span less", func(r *annotate.Record, v *annotate.Vocabulary) {
			gone := span(r, "Al").UID
			r.Spans = without(r.Spans, func(s *annotate.Span) bool { return s.UID == gone })
			r.Relations = without(r.Relations, func(l *annotate.Relation) bool { return l.To == gone || l.From == gone })
		}, "-T3\tZ 15 20;0 2\tactin Al -E1\tX:T1 A:T2 A2:T3 -R1\tNext Cause:T2 Effect:T3 -*\tEquiv T1 T2 T3 -A1\tSure T3 much +E1\tX:T1 A:T2 +*\tEquiv T1 T2 -#2\tOther T3\tmore"},
		{"the trigger less", func(r *annotate.Record, v *annotate.Vocabulary) {
			gone := span(r, "Alpha").UID
			r.Spans = without(r.Spans, func(s *annotate.Span) bool { return s.UID == gone })
			r.Relations = without(r.Relations, func(l *annotate.Relation) bool { return l.To == gone || l.From == gone })
		}, "-T1\tX 0 5\tAlpha -E1\tX:T1 A:T2 A2:T3 -*\tEquiv T1 T2 T3 -A2\tSure E1 little"},
		{"an argument elsewhere", func(r *annotate.Record, v *annotate.Vocabulary) {
			for i := range r.Relations {
				if l := &r.Relations[i]; l.Group == "E1" && l.To == span(r, "beta").UID {
					l.To = span(r, "Al").UID
				}
			}
		}, "-E1\tX:T1 A:T2 A2:T3 +E1\tX:T1 A:T3 A2:T3"},
		{"a type", func(r *annotate.Record, v *annotate.Vocabulary) {
			for i := range r.Relations {
				if l := &r.Relations[i]; l.Group == "" {
					l.Type = v.Scheme.RelationTypeNamed("A").UID
				}
			}
		}, "-R1\tNext Cause:T2 Effect:T3 +R1\tA Arg1:T2 Arg2:T3"},
		{"properties", func(r *annotate.Record, v *annotate.Vocabulary) {
			span(r, "Al").Attributes = annotate.Attributes{"Sure": annotate.TextValue("no\tmore")}
			span(r, "Alpha").Attributes = nil
			span(r, "beta").Tag = annotate.UID{}
			span(r, "beta").Note = "another\nnote"
		}, "-A1\tSure T3 much -A2\tSure E1 little -N1\tReference T2 a:b\tx -#1\tAnnotatorNotes T2\tnote +A1\tSure T3 no more +#1\tAnnotatorNotes T2\tanother note"},
		{"a span and relations more", func(r *annotate.Record, v *annotate.Vocabulary) {
			s := span(r, "beta").Clone()
			s.UID, s.Fragments, s.Tag, s.Note = annotate.NewUID(), []annotate.Fragment{{Start: 26, End: 30, Text: "Noem"}}, v.Tags[0].UID, "new"
			s.Attributes = annotate.Attributes{"Sure": annotate.TextValue("quite")}
			l := r.Relations[0]
			l.UID, l.From, l.To, l.Group = annotate.NewUID(), s.UID, span(r, "Alpha").UID, ""
			in := l
			in.UID, in.From, in.To, in.Group = annotate.NewUID(), span(r, "Alpha").UID, s.UID, "E1"
			other := l
			other.UID, other.Group = annotate.NewUID(), "frame"
			r.Spans, r.Relations = append(r.Spans, s), append(r.Relations, l, in, other)
		}, "-E1\tX:T1 A:T2 A2:T3 +E1\tX:T1 A:T2 A2:T3 A3:E2 +T10\tY 26 30\tNoem +E2\tY:T10 A:E1 +R2\tA Arg1:E2 Arg2:E1 +A3\tSure E2 quite +N2\tReference E2 a:b\tx +#3\tAnnotatorNotes E2\tnew"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, _ := thereAndBack(t, bratText, ann, c.change)
			if d := differing(ann, got); d != c.want {
				t.Errorf("got  %s\nwant %s", d, c.want)
			}
		})
	}
}

// TestCutsWhatNamesNothing writes a part of what was read: kept lines that name what is
// not written go, with those that name them, and the account says so.
func TestCutsWhatNamesNothing(t *testing.T) {
	const kept = "T1\tX 0 5\tAlpha\nT2\tY 10 14\tbeta\nT9\tY 15 20\tactin\n"
	const part = "#1\tAnnotatorNotes A1\tof an attribute\n#2\tMore #1\n#3\tMore #2\nE1\tY:T2 A:T1\nR1\tSelf Arg1:T9 Arg2:T9\n"
	for _, c := range []struct {
		name, ann string
		gone      []string // the text of the spans that are not written
		want      string   // the lines that differ
	}{
		{"nothing", kept + "A1\tSure T1\n" + part, nil, ""},
		{"an attribute and notes of notes", kept + "A1\tSure E1 x\n" + part, []string{"beta"},
			"-T2\tY 10 14\tbeta -A1\tSure E1 x -#1\tAnnotatorNotes A1\tof an attribute -#2\tMore #1 -#3\tMore #2 -E1\tY:T2 A:T1"},
		{"notes of what nobody shows", kept + "A1\tSure R1 x\n" + part, []string{"actin"},
			"-T9\tY 15 20\tactin -A1\tSure R1 x -#1\tAnnotatorNotes A1\tof an attribute -#2\tMore #1 -#3\tMore #2 -R1\tSelf Arg1:T9 Arg2:T9"},
		{"a tag", kept + "N1\tReference T2 a:b\tx\n#1\tAnnotatorNotes N1\tof a tag\n#2\tAnnotatorNotes N2\tof none\n", []string{"beta"},
			"-T2\tY 10 14\tbeta -N1\tReference T2 a:b\tx -#1\tAnnotatorNotes N1\tof a tag"},
		{"a relation", kept + "R1\tnext Arg1:T1 Arg2:T2\nR7\tnext Arg1:T2 Arg2:T9\n#1\tMore R1\n#2\tMore R7\nR8\tnext Arg1:T1 Arg2:T9\n#3\tMore R8\n", []string{"Alpha"},
			"-T1\tX 0 5\tAlpha -R1\tnext Arg1:T1 Arg2:T2 -#1\tMore R1 -R8\tnext Arg1:T1 Arg2:T9 -#3\tMore R8"},
		{"lines of no known kind", kept + "W1\tof E7,T2\tx\nW2\tof W1\n#1\tMore W2\n# T1 and no other\n#\tT2\n# # *\n*\tSame T2 T9\nW3\tT20\n", []string{"beta"},
			"-T2\tY 10 14\tbeta -W1\tof E7,T2\tx -W2\tof W1 -#1\tMore W2 -#\tT2 -*\tSame T2 T9"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, written := thereAndBack(t, bratText, c.ann, func(r *annotate.Record, _ *annotate.Vocabulary) {
				gone := map[annotate.UID]bool{}
				for i := range r.Spans {
					gone[r.Spans[i].UID] = slices.Contains(c.gone, r.Spans[i].Fragments[0].Text)
				}
				r.Spans = without(r.Spans, func(s *annotate.Span) bool { return gone[s.UID] })
				r.Relations = without(r.Relations, func(l *annotate.Relation) bool { return gone[l.From] || gone[l.To] })
			})
			if d := differing(c.ann, got); d != c.want {
				t.Errorf("got  %s\nwant %s", d, c.want)
			}
			var reasons []string
			for item := range written.Account.Documents.Changed.All() {
				reasons = append(reasons, item.Reason)
			}
			if (len(reasons) == 1 && reasons[0] == "lines of its .ann file that are kept as they are were left out: they name what is not written") != (c.gone != nil) {
				t.Errorf("it is said: %q", reasons)
			}
		})
	}
}

func without[T any](all []T, gone func(*T) bool) []T {
	var left []T
	for i := range all {
		if !gone(&all[i]) {
			left = append(left, all[i])
		}
	}
	return left
}

// differing returns the lines that only one of two texts has, in order.
func differing(before, after string) string {
	var all []string
	a, b := strings.Split(before, "\n"), strings.Split(after, "\n")
	for len(a) != 0 || len(b) != 0 {
		switch {
		case len(a) != 0 && len(b) != 0 && a[0] == b[0]:
			a, b = a[1:], b[1:]
		case len(a) != 0 && !contains(b, a[0]):
			all, a = append(all, "-"+a[0]), a[1:]
		default:
			all, b = append(all, "+"+b[0]), b[1:]
		}
	}
	return strings.Join(all, " ")
}

func contains(lines []string, line string) bool {
	for _, l := range lines {
		if l == line {
			return true
		}
	}
	return false
}

// TestCorporaComeBack writes the real files again, byte for byte.
func TestCorporaComeBack(t *testing.T) {
	for name, folder := range corpora(t) {
		var records []*annotate.Record
		var v annotate.Vocabulary
		files := map[string]string{}
		err := filepath.WalkDir(folder, func(path string, e os.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".ann" {
				return err
			}
			near, err := filepath.Rel(folder, path)
			if err != nil {
				return err
			}
			record, r, err := readBrat(path, dataset.ReadOptions{Source: filepath.ToSlash(near)})
			if err != nil {
				return err
			}
			merged, err := v.Merge(r.Vocabulary(), annotate.MergeOptions{})
			if err != nil {
				return err
			}
			v = merged.Vocabulary
			merged.Mapping.Apply(record)
			records = append(records, record)
			for _, ending := range []string{".ann", ".txt"} {
				b, err := os.ReadFile(strings.TrimSuffix(path, ".ann") + ending)
				if err != nil {
					return err
				}
				files[strings.TrimSuffix(filepath.ToSlash(near), ".ann")+ending] = string(b)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		out, _ := saveBrat(t, &v, records...)
		for file, want := range files {
			if fileIn(t, out, file) != want {
				t.Errorf("%s: %s came back otherwise", name, file)
			}
		}
	}
}

// TestConfIsWritten checks that annotation.conf and visual.conf say what brat needs to
// know of a scheme, and that the scheme comes back from them.
func TestConfIsWritten(t *testing.T) {
	v := annotate.Vocabulary{Annotators: []annotate.Annotator{{UID: specimen.UID(9, 1), Name: "Ana"}}}
	s := &v.Scheme
	s.Layers = []annotate.Layer{{UID: specimen.UID(1, 1), Name: "Quotes", Look: annotate.Underline}}
	for i, name := range []string{"Direct quote", "Direct_quote", "!odd|name", "CUE"} {
		s.Labels = append(s.Labels, annotate.Label{UID: specimen.UID(2, byte(i)), Layer: specimen.UID(1, 1), Name: name, Colour: annotate.Colour(0xffffff * (i % 2))})
	}
	s.Relations = []annotate.RelationType{{UID: specimen.UID(3, 1), Name: "said by", To: []annotate.UID{specimen.UID(2, 0)}}, {UID: specimen.UID(3, 2), Name: "same"}, {UID: specimen.UID(3, 3), Name: "part", From: []annotate.UID{specimen.UID(2, 0), specimen.UID(2, 3)}}}
	s.Attributes = []annotate.AttributeDef{
		{UID: specimen.UID(4, 1), On: annotate.OnLabel, Owner: specimen.UID(2, 0), Name: "is old", Kind: annotate.YesNo},
		{UID: specimen.UID(4, 2), On: annotate.OnRelation, Owner: specimen.UID(3, 3), Name: "is old", Kind: annotate.YesNo},
		{UID: specimen.UID(4, 3), On: annotate.OnLabel, Owner: specimen.UID(2, 1), Name: "kind", Kind: annotate.Choice, Choices: []string{"direct", "free"}},
		{UID: specimen.UID(4, 4), On: annotate.OnLabel, Owner: specimen.UID(2, 1), Name: "mood", Kind: annotate.Choice, Choices: []string{"in rage", "calm"}},
		{UID: specimen.UID(4, 5), On: annotate.OnLabel, Owner: specimen.UID(2, 1), Name: "remark", Kind: annotate.Text},
		{UID: specimen.UID(4, 6), On: annotate.OnDocument, Name: "TOPIC", Kind: annotate.Text},
	}
	const body = "Noem said no."
	r := &annotate.Record{Document: annotate.Document{UID: specimen.UID(5, 1), Name: "A", Text: body, TextHash: text.HashOf(body)}}
	for i, at := range [][2]int{{0, 4}, {5, 9}, {10, 12}} {
		fragments, err := annotate.Cover(body, at)
		if err != nil {
			t.Fatal(err)
		}
		r.Spans = append(r.Spans, annotate.Span{UID: specimen.UID(6, byte(i)), Document: specimen.UID(5, 1), Label: specimen.UID(2, []byte{0, 3, 2}[i]), Fragments: fragments, Annotator: specimen.UID(9, 1)})
	}
	link := func(i, kind, from, to byte, group string) {
		r.Relations = append(r.Relations, annotate.Relation{UID: specimen.UID(7, i), Type: specimen.UID(3, kind), From: specimen.UID(6, from), To: specimen.UID(6, to), ToDocument: specimen.UID(5, 1), Group: group, Annotator: specimen.UID(9, 1)})
	}
	link(1, 1, 1, 0, "frame")
	link(2, 1, 1, 2, "frame")
	link(3, 2, 0, 2, "*1")
	out, written := saveBrat(t, &v, r)
	for name, want := range map[string]string{
		"A.ann": "T1\tDirect_quote 0 4\tNoem\nT2\tCUE 5 9\tsaid\nT3\t_odd_name 10 12\tno\nE1\tCUE:T2 said_by:T1 said_by2:T3\n*\tsame T1 T3\n",
		"annotation.conf": "[entities]\nDirect_quote\nDirect_quote_2\n_odd_name\n\n[relations]\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\nsame\tArg1:<ANY>, Arg2:<ANY>, <REL-TYPE>:symmetric-transitive\npart\tArg1:Direct_quote|CUE, Arg2:<ANY>\n\n" +
			"[events]\nCUE\tsaid_by*:Direct_quote\n\n[attributes]\nis_old\tArg:Direct_quote|part\nkind\tArg:Direct_quote_2, Value:direct|free\n",
		"visual.conf": "# The names that Postil knows behind the spellings that brat wants\n[labels]\nDirect_quote | Direct quote\nDirect_quote_2 | Direct_quote\nis_old | is old\nsaid_by | said by\n\n[drawing]\nSPAN_DEFAULT\tfgColor:black, bgColor:lightgrey, borderColor:darken\nARC_DEFAULT\tcolor:black, arrowHead:triangle-5\n" +
			"Direct_quote\tfgColor:white, bgColor:#000000\nDirect_quote_2\tfgColor:black, bgColor:#ffffff\n_odd_name\tfgColor:white, bgColor:#000000\nCUE\tfgColor:black, bgColor:#ffffff\n",
	} {
		if d := cmp.Diff(want, fileIn(t, out, name)); d != "" {
			t.Errorf("%s:\n%s", name, d)
		}
	}
	var reasons []string
	for _, item := range slices.Concat(slices.Collect(written.Account.Spans.Changed.All()), slices.Collect(written.Account.Relations.Changed.All())) {
		reasons = append(reasons, item.Reason)
	}
	want := []string{"its label is spelt Direct_quote", "its label is spelt _odd_name", "its group gets the id of an event", "its type is spelt said_by", "its group gets the id of an event", "its type is spelt said_by"}
	if d := cmp.Diff(want, reasons); d != "" {
		t.Error(d)
	}
}
