package brat_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/export/brat"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// pair lays a document of brat into a folder and returns its .ann file.
func pair(t testing.TB, folder, name, txt, ann string) string {
	t.Helper()
	path := filepath.Join(folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	for ending, content := range map[string]string{".txt": txt, ".ann": ann} {
		if err := os.WriteFile(path+ending, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return path + ".ann"
}

// readBrat reads the document of a pair.
func readBrat(path string, o dataset.ReadOptions) (*annotate.Record, dataset.Reader, error) {
	r, err := brat.Format().Open(path, o)
	if err != nil {
		return nil, nil, err
	}
	record, err := r.Next()
	return record, r, err
}

// told writes what stands on a document in lines that a test can compare.
func told(record *annotate.Record, v *annotate.Vocabulary) []string {
	names := map[annotate.UID]string{}
	var lines []string
	for i := range record.Spans {
		s := &record.Spans[i]
		line := v.Scheme.Label(s.Label).Name
		for _, f := range s.Fragments {
			line += fmt.Sprintf(" %d-%d %q", f.Start, f.End, f.Text)
		}
		names[s.UID] = s.Fragments[0].Text
		for _, tag := range v.Tags {
			if tag.UID == s.Tag {
				line += fmt.Sprintf(" tag %s (%s)", tag.Name, tag.Ref)
			}
		}
		lines = append(lines, line+properties(s.Attributes, s.Note))
	}
	for i := range record.Relations {
		r := &record.Relations[i]
		line := fmt.Sprintf("%s: %s → %s", v.Scheme.RelationType(r.Type).Name, names[r.From], names[r.To])
		if r.Group != "" {
			line += " in " + r.Group
		}
		lines = append(lines, line+properties(r.Attributes, r.Note))
	}
	return lines
}

func properties(attributes annotate.Attributes, note string) string {
	line := ""
	for _, name := range slices.Sorted(func(yield func(string) bool) {
		for name := range attributes {
			if !yield(name) {
				return
			}
		}
	}) {
		line += fmt.Sprintf(" %s=%s", name, attributes[name])
	}
	if note != "" {
		line += fmt.Sprintf(" note %q", note)
	}
	return line
}

// The document of the tests: everything that brat knows on one page.
const (
	bratText = "Alpha and beta actin bind Noem.\nShe said no 😀 today.\n"
	bratAnn  = "T1\tProtein 0 5;15 20\tAlpha actin\n" +
		"T2\tProtein 10 20\tbeta actin\n" +
		"T3\tBinding 21 25\tbind\n" +
		"T4\tPerson 26 30\tNoem\n" +
		"T5\tSaying 36 40\tsaid\n" +
		"T6\tPerson 32 35\tShe\n" +
		"T7\tSign 44 45\t😀\n" +
		"E1\tBinding:T3 Theme:T1 Theme2:T2\n" +
		"E2\tSaying:T5 Speaker:T6 Topic:E1\n" +
		"R1\tNext Arg1:T1 Arg2:T2\n" +
		"*\tEquiv T4 T6\n" +
		"A1\tNegated E2\n" +
		"A2\tSure T1 very\n" +
		"M1\tOld R1\n" +
		"N1\tReference T4 Wikidata:Q28\tKristi Noem\n" +
		"N2\tReference T6 DB:x\t\n" +
		"#1\tAnnotatorNotes T4\tthe minister\n" +
		"#2\tNormalization T4\tsomething else\n" +
		"\n" +
		"W1\tunknown\t!\n" +
		"# a comment\n"
)

func TestReads(t *testing.T) {
	record, r, err := readBrat(pair(t, t.TempDir(), "a", bratText, bratAnn), dataset.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`Protein 0-5 "Alpha" 15-20 "actin" Sure=very`,
		`Protein 10-20 "beta actin"`,
		`Binding 21-25 "bind"`,
		`Person 26-30 "Noem" tag Kristi Noem (Q28) note "the minister"`,
		`Person 32-35 "She" tag DB:x (DB:x)`,
		`Saying 36-40 "said" Negated=yes`,
		`Sign 44-48 "😀"`,
		`Theme: bind → Alpha in E1`,
		`Theme: bind → beta actin in E1`,
		`Speaker: said → She in E2`,
		`Topic: said → bind in E2`,
		`Next: Alpha → beta actin Old=yes`,
		`Equiv: Noem → She in *1`,
	}
	if d := cmp.Diff(want, told(record, r.Vocabulary())); d != "" {
		t.Error(d)
	}
	if err := r.Vocabulary().Validate(); err != nil {
		t.Error(err)
	}
	check(t, record, r.Vocabulary())
	if _, err := r.Next(); err != io.EOF {
		t.Errorf("there is a second document: %v", err)
	}
	if got := r.Report(); got.Documents != 1 || got.Spans != 7 || got.Relations != 6 || got.Bytes != int64(len(bratText)+len(bratAnn)) {
		t.Errorf("%+v", got)
	}
}

// check proves every rule of a record.
func check(t *testing.T, r *annotate.Record, v *annotate.Vocabulary) {
	t.Helper()
	p := specimen.Project{Vocabulary: *v, Records: []*annotate.Record{r}}
	p.Check(t)
}

// TestRefuses lists what can be wrong with a line, and what is said of it.
func TestRefuses(t *testing.T) {
	const line2 = "T1\tA 0 5\tAlpha\n"
	for _, c := range []struct{ name, ann, want string }{
		{"cut off in an id", line2 + "T2", `line 2: T2: the line ends after its id; the file may have been cut off`},
		{"cut off in offsets", line2 + "T2\tA 10", `line 2: T2: "10" is no start and end; "T1<tab>TYPE START END<tab>TEXT" is expected`},
		{"cut off before the text", line2 + "T2\tA 10 20", `line 2: T2: the text is missing; "T1<tab>TYPE START END<tab>TEXT" is expected; the file may have been cut off`},
		{"cut off in the text", line2 + "T2\tA 10 20\tbeta", `line 2: T2: its text is "beta", but its offsets cover "beta actin"; the offsets belong to another text or count something else`},
		{"no type", "T1\t0 5\tAlpha\n", `line 1: T1: "5" is no start and end`},
		{"blanks for tabs", "T1 A 0 5 Alpha\n", `line 1: no tab follows the id "T1"; a tab stands behind the id, and another before the text`},
		{"a stray tab", "T1\tA\t0 5\tAlpha\n", `line 1: T1: type, start and end are not there, with a blank between them`},
		{"a stray tab in the text", "T1\tA 0 5\tAl\tpha\n", `line 1: T1: its text is "Al\tpha", but its offsets cover "Alpha"`},
		{"a line break in the text", "T1\tA 26 35\tNoem.\nShe\n", `line 1: T1: its text is "Noem.", but its offsets cover "Noem. She"`},
		{"an id twice", line2 + "T2\tA 10 20\tbeta actin\nT1\tA 10 20\tbeta actin\n", `line 3: T1: the id stands twice, first in line 1; give one of them another id`},
		{"offsets outside", "T1\tA 50 90\tx\n", `line 1: T1: "end": code point offset 90 is out of range (the text has 53 code points)`},
		{"negative offsets", "T1\tA -1 4\tx\n", `line 1: T1: "start": code point offset -1 is out of range`},
		{"no range", "T1\tA 5 5\t\n", `line 1: T1: it is empty: its end does not lie behind its start`},
		{"another text", "T1\tA 1 6\tAlpha\n", `line 1: T1: its text is "Alpha", but its offsets cover "lpha "; the offsets belong to another text or count something else`},
		{"bytes", "T1\tA 49 54\ttoday\n", `the offsets seem to count another unit: try --offsets byte`},
		{"UTF-16", "T1\tA 47 52\ttoday\n", `the offsets seem to count another unit: try --offsets utf16`},
		{"invalid UTF-8", line2 + "T2\tA 10 20\tbeta \xffctin\n", `line 2: T2: the line is not UTF-8; say which charset it is with --charset`},
		{"a trigger that is nowhere", "E1\tA:T9 B:T1\n", `line 1: E1: its trigger "T9" is not in the file; the file may have been cut off`},
		{"an event without trigger", line2 + "E1\tA\n", `line 2: E1: the event has no type and trigger; "E1<tab>TYPE:T1 ROLE:T2 …" is expected`},
		{"an event as trigger", line2 + "E1\tA:T1\nE2\tA:E1\n", `line 3: E2: its trigger "E1" is of a kind that cannot stand here`},
		{"an argument that is nowhere", line2 + "E1\tA:T1 B:T9\n", `line 2: E1: its argument "T9" is not in the file`},
		{"an argument without role", line2 + "E1\tA:T1 T2\n", `line 2: E1: "T2" is no role with an id; "ROLE:T1" is expected`},
		{"a relation with one end", line2 + "R1\tNext Arg1:T1\n", `line 2: R1: the relation has not a type and two arguments; "R1<tab>TYPE Arg1:T1 Arg2:T2" is expected`},
		{"a relation to nowhere", line2 + "R1\tNext Arg1:T1 Arg2:T5\n", `line 2: R1: its argument "T5" is not in the file`},
		{"an attribute of nothing", line2 + "A1\tNegated T5\n", `line 2: A1: what it is of, "T5" is not in the file`},
		{"an attribute without target", line2 + "A1\tNegated\n", `line 2: A1: the attribute has no name, or nothing that it is of`},
		{"a normalization without reference", line2 + "N1\tReference T1 \tx\n", `line 2: N1: the normalization has not a type, an id and a reference`},
		{"an equivalence of nothing", line2 + "*\tEquiv\n", `line 2: *: the equivalence names nothing`},
		{"an equivalence with nothing", line2 + "*\tEquiv T1 T5\n", `line 2: *: its member "T5" is not in the file`},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := pair(t, t.TempDir(), "a", bratText, c.ann)
			_, _, err := readBrat(path, dataset.ReadOptions{})
			if err == nil || !strings.Contains(err.Error(), path+", line ") || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v\nwant %s", err, c.want)
			}
		})
	}
}

func TestRefusesFiles(t *testing.T) {
	folder := t.TempDir()
	lone := filepath.Join(folder, "lone.ann")
	if err := os.WriteFile(lone, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ path, want string }{
		{filepath.Join(folder, "none.ann"), "none.ann: there is no such file or folder"},
		{lone, "lone.ann: the text that belongs to it is not there; put lone.txt beside it"},
		{pair(t, folder, "empty", "", ""), "empty.txt: no text: the input is empty"},
		{pair(t, folder, "latin", "one\r\ntwo caf\xe9 noir\ncaf\xe9", ""), "latin.txt, line 2: the text is not UTF-8; say which charset it is with --charset, such as windows-1252, or convert the file to UTF-8"},
	} {
		_, _, err := readBrat(c.path, dataset.ReadOptions{})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
}

// TestSkipsBad checks that wrong lines are left out with all that refers to
// them, and said.
func TestSkipsBad(t *testing.T) {
	const ann = "T1\tA 0 5\tAlpha\nT2\tA 1 6\tAlpha\nT3\tA 10 14\tbeta\nR1\tNext Arg1:T1 Arg2:T2\nA1\tSure R1\nR2\tNext Arg1:T1 Arg2:T3\nT4\tA"
	path := pair(t, t.TempDir(), "a", bratText, ann)
	record, r, err := readBrat(path, dataset.ReadOptions{SkipBad: true})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{`A 0-5 "Alpha"`, `A 10-14 "beta"`, `Next: Alpha → beta`}, told(record, r.Vocabulary())); d != "" {
		t.Error(d)
	}
	var skipped []string
	for _, err := range r.Report().Skipped {
		skipped = append(skipped, strings.TrimPrefix(err.Error(), path+", "))
	}
	want := []string{
		`line 2: T2: its text is "Alpha", but its offsets cover "lpha "; the offsets belong to another text or count something else`,
		`line 4: R1: its argument "T2" could not be read`,
		`line 5: A1: what it is of, "R1" could not be read`,
		`line 7: T4: type, start and end are not there, with a blank between them; "T1<tab>TYPE START END<tab>TEXT" is expected`,
	}
	if d := cmp.Diff(want, skipped); d != "" {
		t.Error(d)
	}
	path = pair(t, t.TempDir(), "a", "", ann)
	if _, r, err := readBrat(path, dataset.ReadOptions{SkipBad: true}); err != io.EOF || len(r.Report().Skipped) != 1 {
		t.Errorf("%v, %v", err, r.Report().Skipped)
	}
}

// TestCounts reads texts with a byte-order mark and CR LF, whose offsets
// different programs count differently.
func TestCounts(t *testing.T) {
	for _, c := range []struct{ name, txt, ann string }{
		{"CR LF counted as two", "One\r\ntwo\r\nthree", "T1\tA 10 15\tthree\nT2\tA 0 8\tOne  two\nT3\tA 0 8\tOne\r two\n"},
		{"CR LF counted as one", "One\r\ntwo\r\nthree", "T1\tA 8 13\tthree\nT2\tA 0 7\tOne two\nT3\tA 0 7\tOne two\n"},
		{"a mark that counts", "\ufeffOne\ntwo\nthree", "T1\tA 9 14\tthree\nT2\tA 1 8\tOne two\nT3\tA 1 8\tOne two\n"},
		{"a mark that does not count", "\ufeffOne\ntwo\nthree", "T1\tA 8 13\tthree\nT2\tA 0 7\tOne two\nT3\tA 0 7\tOne two\n"},
		{"a mark that counts, and CR LF as one", "\ufeffOne\r\ntwo\r\nthree", "T1\tA 9 14\tthree\nT2\tA 1 8\tOne two\nT3\tA 1 8\tOne two\n"},
		{"both as they are", "\ufeffOne\r\ntwo\r\nthree", "T1\tA 11 16\tthree\nT2\tA 1 9\tOne  two\nT3\tA 1 9\tOne two\n"},
		{"a mark that does not count, and CR LF as two", "\ufeffOne\r\ntwo\r\nthree", "T1\tA 10 15\tthree\nT2\tA 0 8\tOne  two\nT3\tA 0 8\tOne\r two\n"},
		{"neither", "\ufeffOne\r\ntwo\r\nthree", "T1\tA 8 13\tthree\nT2\tA 0 7\tOne two\nT3\tA 0 7\tOne two\n"},
		{"a mark in the text column", "\ufeffOne\r\ntwo\r\nthree", "T1\tA 11 16\tthree\nT2\tA 0 9\t\ufeffOne  two\nT3\tA 0 9\t\ufeffOne\r two\n"},
		{"CR LF in the .ann too", "One\r\ntwo\r\nthree", "T1\tA 10 15\tthree\r\nT2\tA 0 8\tOne  two\r\nT3\tA 0 8\tOne  two\r\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			record, r, err := readBrat(pair(t, t.TempDir(), "a", c.txt, c.ann), dataset.ReadOptions{})
			if err != nil {
				t.Fatal(err)
			}
			want := []string{`A 0-7 "One\ntwo"`, `A 0-7 "One\ntwo"`, `A 8-13 "three"`}
			if d := cmp.Diff(want, told(record, r.Vocabulary())); d != "" {
				t.Error(d)
			}
		})
	}
}

// corpora returns the folders of real brat files beside the checkout.
func corpora(t testing.TB) map[string]string {
	t.Helper()
	root := filepath.Join("..", "..", "..", "shared", "corpora")
	found := map[string]string{"ronec": filepath.Join(root, "ronec"), "litbank": filepath.Join(root, "litbank", "entities")}
	for _, folder := range found {
		if _, err := os.Stat(folder); err != nil {
			t.Skipf("the corpora are not there: %v", err)
		}
	}
	return found
}

func TestCorpora(t *testing.T) {
	documents, spans := map[string]int{}, map[string]int{}
	for name, folder := range corpora(t) {
		err := filepath.WalkDir(folder, func(path string, e os.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".ann" {
				return err
			}
			record, r, err := readBrat(path, dataset.ReadOptions{})
			if err != nil {
				return err
			}
			check(t, record, r.Vocabulary())
			documents[name]++
			spans[name] += len(record.Spans)
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	if d := cmp.Diff(map[string]int{"ronec": 5, "litbank": 12}, documents); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(map[string]int{"ronec": 6376, "litbank": 1615}, spans); d != "" {
		t.Error(d)
	}
}

// TestCharset reads files of which somebody has said the charset.
func TestCharset(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "annotation.conf"), []byte("[entities]\nCaf\xe9\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	path := pair(t, folder, "a", "One caf\xe9 here", "T1\tCaf\xe9 4 8\tcaf\xe9\nT2\tX 9 13\there\n")
	record, r, err := readBrat(path, dataset.ReadOptions{Charset: "windows-1252"})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{`Café 4-9 "café"`, `X 10-14 "here"`}, told(record, r.Vocabulary())); d != "" {
		t.Error(d)
	}
	if _, _, err := readBrat(path, dataset.ReadOptions{Charset: "shift_jis"}); err == nil || !strings.Contains(err.Error(), "annotation.conf: ") {
		t.Errorf("read in another charset: %v", err)
	}
}

// TestDocumentOfWhiteSpace has a document without a headline, which is one all the
// same, as it is to the other data sets.
func TestDocumentOfWhiteSpace(t *testing.T) {
	r, _, err := readBrat(pair(t, t.TempDir(), "blank", " \n", ""), dataset.ReadOptions{})
	if err != nil || r.Document.Name != "blank.txt" || r.Document.Text != " \n" {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestPairsInCapitals has pairs as programs for Windows call them.
func TestPairsInCapitals(t *testing.T) {
	for _, c := range []struct{ ann, txt string }{{".ANN", ".TXT"}, {".ann", ".TXT"}, {".ANN", ".txt"}} {
		folder := t.TempDir()
		for ending, content := range map[string]string{c.ann: "T1\tX 0 1\ta\n", c.txt: "a b"} {
			if err := os.WriteFile(filepath.Join(folder, "a"+ending), []byte(content), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		for _, ending := range []string{c.ann, c.txt} {
			for _, source := range []string{"", "corpus/a" + ending} {
				r, _, err := readBrat(filepath.Join(folder, "a"+ending), dataset.ReadOptions{Source: source})
				if err != nil || len(r.Spans) != 1 || filepath.Base(r.Document.Source) != "a"+c.txt {
					t.Errorf("a%s beside a%s: %+v, %v", c.ann, c.txt, r, err)
				}
			}
		}
	}
}
