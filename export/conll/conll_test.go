package conll_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"postil/annotate"
	"postil/annotate/segment"
	"postil/export"
	"postil/export/account"
	"postil/export/conll"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

func TestGolden(t *testing.T) {
	d := specimen.NewDesk()
	d.Write("Bart De Wever met Noem.\nShe left.", "PERSON Bart De Wever", "PERSON Noem")
	d.Write("安特卫普。", "PLACE 安特卫普")
	for _, shape := range []string{"2003", "2-column"} {
		folder := t.TempDir()
		content, _ := d.SaveAt(t, "conll", filepath.Join(folder, "news.conll"), dataset.WriteOptions{Shape: shape})
		specimen.Golden(t, "example."+shape+".conll", []byte(content))
		index, err := os.ReadFile(filepath.Join(folder, "news.index.tsv"))
		if err != nil {
			t.Fatal(err)
		}
		specimen.Golden(t, "example.index.tsv", index)
	}
}

func TestSplitsByLayer(t *testing.T) {
	d := specimen.NewDesk()
	d.Vocabulary.Scheme.Layers[2].Name = "Named things/places"
	d.Write("The port of Antwerp is shut.", "CLAIM port of Antwerp is shut", "PLACE Antwerp", "ORG port of Antwerp")
	folder := t.TempDir()
	_, written := d.SaveAt(t, "conll", filepath.Join(folder, "news.conll"), dataset.WriteOptions{Shape: "2-column", Overlap: dataset.SplitByLayer})
	for name, want := range map[string]string{
		"news.Claims.conll":              "The/O port/B-CLAIM of/I-CLAIM Antwerp/I-CLAIM is/I-CLAIM shut/I-CLAIM ./O",
		"news.Quotes.conll":              "The/O port/O of/O Antwerp/O is/O shut/O ./O",
		"news.Named_things_places.conll": "The/O port/B-ORG of/I-ORG Antwerp/I-ORG is/O shut/O ./O",
	} {
		content, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff("-DOCSTART-/O | "+want, specimen.InLine(string(content))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	d.SaveAt(t, "conll", filepath.Join(folder, "bare"), dataset.WriteOptions{Overlap: dataset.SplitByLayer})
	if got := specimen.List(t, folder); !strings.Contains(got, "bare.Claims.conll bare.Claims.index.tsv ") {
		t.Errorf("the folder holds %s", got)
	}
	if diff := cmp.Diff("left out PLACE Antwerp: it overlaps another span of its layer, and of those the longest stays", d.Said(&written.Account.Spans)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestNamesFilesApart has layers that differ by what names of files do not
// keep apart.
func TestNamesFilesApart(t *testing.T) {
	d := specimen.NewDesk()
	for i, name := range []string{"a/b", "A_B", "a_b"} {
		d.Vocabulary.Scheme.Layers[i].Name = name
	}
	d.Write("The port", "CLAIM port")
	folder := t.TempDir()
	d.SaveAt(t, "conll", filepath.Join(folder, "x.conll"), dataset.WriteOptions{Overlap: dataset.SplitByLayer})
	for name, tagged := range map[string]bool{"x.A_B.conll": false, "x.a_b_2.conll": false, "x.a_b_3.conll": true} {
		content, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil || strings.Contains(string(content), "B-CLAIM") != tagged {
			t.Errorf("%s: %v\n%s", name, err, content)
		}
	}
}

func TestSplitsNoLayers(t *testing.T) {
	d := specimen.NewDesk()
	d.Vocabulary.Scheme = annotate.Scheme{}
	d.Write("The port.")
	path := filepath.Join(t.TempDir(), "x.conll")
	d.SaveAt(t, "conll", path, dataset.WriteOptions{Overlap: dataset.SplitByLayer})
	if content, err := os.ReadFile(path); err != nil || !strings.Contains(string(content), "port -X- O O\n") {
		t.Errorf("%v\n%s", err, content)
	}
}

func TestLabelsWithWhiteSpace(t *testing.T) {
	d := specimen.NewDesk()
	s := &d.Vocabulary.Scheme
	s.LabelNamed("PERSON").Name, s.LabelNamed("ORG").Name = "PUBLIC FIGURE", "PUBLIC_FIGURE"
	d.Write("a b", "PUBLIC_FIGURE b")
	d.Records[0].Spans[0].Label = s.LabelNamed("PUBLIC FIGURE").UID
	content, said := d.Save(t, "conll", dataset.WriteOptions{})
	if !strings.Contains(content, "b -X- O B-PUBLIC_FIGURE_2\n") || !strings.Contains(said, "underscore") {
		t.Errorf("got\n%s\n%s", content, said)
	}
}

// readCoNLL reads a file's content.
func readCoNLL(content string, o dataset.ReadOptions) (specimen.Project, dataset.Report, error) {
	r := conll.NewReader(strings.NewReader(content), "data/x.conll", o)
	p, err := specimen.Through(r)
	return p, r.Report(), err
}

// shown puts what was read into lines: the text and, for each span, its label
// and text.
func shown(p *specimen.Project) string {
	var lines []string
	for _, r := range p.Records {
		lines = append(lines, r.Document.Text)
		for i := range r.Spans {
			lines = append(lines, p.Vocabulary.Scheme.Label(r.Spans[i].Label).Name+"="+r.Spans[i].Text())
		}
	}
	return strings.Join(lines, "\n")
}

func TestRead(t *testing.T) {
	for _, test := range []struct{ name, content, want string }{
		{"two columns", "Bart\tB-PER\nNoem\tO\n", "Bart Noem\nPER=Bart"},
		{"blanks", "Bart  B-PER\r\nDe I-PER\r\n", "Bart De\nPER=Bart De"},
		{"2003", "-DOCSTART- -X- O O\n\nBart NNP B-NP B-PER\nleft VBD B-VP O\n\nNoem NNP B-NP B-PER\n", "Bart left\nNoem\nPER=Bart\nPER=Noem"},
		{"documents", "-DOCSTART- -X- O O\n\na O\n\n-DOCSTART- -X- O O\n\n-DOCSTART-\n\nb O", "a\nb"},
		{"before the first document", "a O\n-DOCSTART-\tO\nb O\n", "a\nb"},
		{"IOB1", "Bart I-PER\nDe I-PER\nNoem B-PER\nin O\nAntwerp I-LOC\n", "Bart De Noem in Antwerp\nPER=Bart De\nPER=Noem\nLOC=Antwerp"},
		{"BIOES", "Bart B-PER\nDe I-PER\nWever E-PER\nin O\nAntwerp S-LOC\nNoem S-PER\n", "Bart De Wever in Antwerp Noem\nPER=Bart De Wever\nLOC=Antwerp\nPER=Noem"},
		{"BILOU", "Bart B-PER\nWever L-PER\nAntwerp U-LOC\n", "Bart Wever Antwerp\nPER=Bart Wever\nLOC=Antwerp"},
		{"two of a label", "a B-X\nb B-X\n\nc B-X\n", "a b\nc\nX=a\nX=b\nX=c"},
		{"many columns", "1 Bart x y z 7 B-PER\n", "1\nPER=1"},
		{"comments", "# id = 1\n# text = O\n# newdoc id = x\n# id 5ab domain=en\nBart O\n# O\n#tag O\n", "Bart # #tag"},
		{"tokens with blanks", "New York\tB-LOC\n", "New York\nLOC=New York"},
		{"labels with hyphens", "a B-event-x\nb I-event-x\n", "a b\nevent-x=a b"},
		{"Chinese", "北京 B-LOC\n市 I-LOC\n。 O\na O\n", "北京市 。 a\nLOC=北京市"},
		{"byte-order mark", "\ufeffa O\n", "a"},
		{"byte-order mark before a document", "\ufeff-DOCSTART-\n\na O\n", "a"},
		{"byte-order mark inside", "a O\n\ufeffb O\n", "a \ufeffb"},
		{"old line ends", "Bart B-PER\rDe I-PER\r\rNoem O\r", "Bart De\nNoem\nPER=Bart De"},
		{"mixed line ends", "Bart B-PER\rDe I-PER\r\n\nNoem O", "Bart De\nNoem\nPER=Bart De"},
		{"no-break space", "10\u00a0000 B-N\n", "10\u00a0000\nN=10\u00a0000"},
		{"control characters", "a\x01 B-X\nb O\n", "a\ufffd b\nX=a\ufffd"},
		{"only documents", "-DOCSTART- -X- O O\n\n", ""},
		{"nothing", "", ""},
	} {
		p, _, err := readCoNLL(test.content, dataset.ReadOptions{})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		p.Check(t)
		if diff := cmp.Diff(test.want, shown(&p)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// wrongCoNLL are files with a mistake each, and what is said of it.
var wrongCoNLL = []struct{ name, content, want string }{
	{"one column", "a O\nb\n", "data/x.conll, line 2: it has one column only"},
	{"other columns", "a O\nb X O\n", "data/x.conll, line 2: it has 3 columns, and line 1 has 2"},
	{"a first line with other columns", "a X O\nb O\nc O\n", "data/x.conll, line 1: it has 3 columns, and line 2 has 2"},
	{"a tab too many", "a\t\tO\n", "data/x.conll, line 1: column 2 is empty"},
	{"a tab at the end", "a\tO\t\n", "data/x.conll, line 1: column 3 is empty"},
	{"a CR inside a line", "a O\nb\rc O\n", "data/x.conll, line 2: it has one column only"},
	{"an unknown tag", "a O\nb X-PER\n", `data/x.conll, line 2: the last column is no tag: "X-PER"`},
	{"no label", "a B-\n", `data/x.conll, line 1: the last column is no tag: "B-"`},
	{"I- without B-", "a B-X\nb O\nc I-X\n", "data/x.conll, line 3: wrong tags: here an entity begins with I-, as in IOB1, but in line 1 an entity begins with B-"},
	{"I- of another label", "a B-X\nb I-Y\n", "data/x.conll, line 2: wrong tags"},
	{"E- without B-", "a O\nb E-X\n", "data/x.conll, line 2: wrong tags: E- ends an entity that no B- began"},
	{"an entity without its end", "a S-X\nb B-X\nc O\n", "data/x.conll, line 3: wrong tags"},
	{"two taggings", "a S-X\n\nb U-X\n", "data/x.conll, line 3: wrong tags: here an entity ends with L- or U-, as in BILOU, but in line 1"},
	{"invalid UTF-8", "a O\nb\xff O\n", "data/x.conll, line 2: it is not UTF-8"},
	{"a huge line", "a O\n" + strings.Repeat("x", 2<<20) + " O\n", "data/x.conll, line 2: it is longer than 1 MiB"},
}

func TestWrong(t *testing.T) {
	for _, test := range wrongCoNLL {
		_, _, err := readCoNLL(test.content, dataset.ReadOptions{})
		if annotate.CodeOf(err) != annotate.Invalid || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}

// TestSkipWrong puts each mistake between two documents, and between two
// sentences of a file without documents.
func TestSkipWrong(t *testing.T) {
	const start = "-DOCSTART-\tO\n\n"
	for _, test := range wrongCoNLL {
		for name, content := range map[string]string{
			"documents": start + "before\tO\n\n" + start + test.content + "\n" + start + "after O\n",
			"sentences": "before\tO\n\n" + strings.ReplaceAll(strings.TrimSuffix(test.content, "\n"), "\n\n", "\n") + "\n\nafter O\n",
		} {
			p, report, err := readCoNLL(content, dataset.ReadOptions{SkipBad: true})
			if err != nil || len(report.Skipped) != 1 || !strings.HasPrefix(report.Skipped[0].Error(), "data/x.conll, line ") {
				t.Errorf("%s, %s: %v, skipped %v", test.name, name, err, report.Skipped)
				continue
			}
			if got := shown(&p); got != "before\nafter" {
				t.Errorf("%s, %s: read %q", test.name, name, got)
			}
		}
	}
}

// TestLostEntities passes over a sentence, whose entities are left out, each by
// the line in which it begins.
func TestLostEntities(t *testing.T) {
	for sentence, want := range map[string][]int{
		"a B-X\nb I-X\nc\nd B-X\ne O\nf B-Y\n":                      {3, 6, 8},
		"a B-X\nb I-Y\nc I-Y\n":                                     {3, 4},
		"a B-X\nb B-X C D\n# a comment\nc I-X\n":                    {3, 6},
		"a X-X\nb I-Y\nc I-Z\n":                                     {4, 5},
		"a B-X\n" + strings.Repeat("x", 2<<20) + " O\nb I-X\nc B-Z": {3, 5, 6},
		"a\n": nil,
	} {
		p, report, err := readCoNLL("before\tO\n\n"+sentence+"\n\nafter O\n", dataset.ReadOptions{SkipBad: true})
		if err != nil || len(p.Records) != 1 || len(report.Skipped) != 1 || !strings.HasSuffix(report.Skipped[0].Error(), "; the whole sentence was passed over") {
			t.Errorf("%.40q: %v, %d documents, skipped %v", sentence, err, len(p.Records), report.Skipped)
			continue
		}
		var lines []int
		for _, l := range report.LeftOut {
			line, _ := strconv.Atoi(strings.TrimPrefix(l.Place, "data/x.conll, line "))
			lines = append(lines, line)
			if l.Kind != account.Span || l.Document != p.Records[0].Document.UID {
				t.Errorf("%.40q: %+v", sentence, l)
			}
		}
		if diff := cmp.Diff(want, lines); diff != "" {
			t.Errorf("%.40q (-want +got):\n%s", sentence, diff)
		}
	}
	p, report, err := readCoNLL("a\n\nb\n", dataset.ReadOptions{SkipBad: true})
	if err != nil || len(p.Records) != 0 || len(report.Skipped) != 2 || len(report.LeftOut) != 1 || report.LeftOut[0].Kind != account.Document {
		t.Errorf("nothing but wrong sentences: %v, %d documents, %+v", err, len(p.Records), report)
	}
}

func TestLongFileWithoutDocuments(t *testing.T) {
	sentence := strings.Repeat("word O\n", 1000) + "\n"
	p, _, err := readCoNLL(strings.Repeat(sentence, 500), dataset.ReadOptions{})
	if err != nil || len(p.Records) != 3 {
		t.Fatalf("%v, %d documents", err, len(p.Records))
	}
	p.Check(t)
}

func TestErrorsOfTheFile(t *testing.T) {
	broken := errors.New("the disk is gone")
	r := conll.NewReader(specimen.ErrorReader{Err: broken}, "x.conll", dataset.ReadOptions{SkipBad: true})
	if _, err := r.Next(); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if _, err := specimen.Named(t, "conll").Open(filepath.Join(t.TempDir(), "none.conll"), dataset.ReadOptions{}); annotate.CodeOf(err) != annotate.NotFound {
		t.Errorf("got %v", err)
	}
}

func TestIndex(t *testing.T) {
	d := specimen.NewDesk()
	d.Write("Bart De Wever left.", "PERSON Bart De Wever")
	d.Write("安特卫普。")
	d.Write("安特卫普。")
	d.Records[2].Document.Source = d.Records[1].Document.Source
	path := filepath.Join(t.TempDir(), "news.conll")
	d.SaveAt(t, "conll", path, dataset.WriteOptions{})
	p := specimen.ReadAll(t, specimen.Named(t, "conll"), path)
	p.Check(t)
	for i, r := range p.Records {
		if want := d.Records[i].Document; r.Document.Name != want.Name || !strings.HasPrefix(r.Document.Source, want.Source) || r.Document.Language != want.Language || !strings.Contains(string(r.Document.Meta), want.UID.String()) {
			t.Errorf("read %q, %q, %q, %s", r.Document.Name, r.Document.Source, r.Document.Language, r.Document.Meta)
		}
	}
	index := filepath.Join(filepath.Dir(path), "news.index.tsv")
	whole, err := os.ReadFile(index)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"no index":      "a\tb\n",
		"other tokens":  strings.Replace(string(whole), "\t5\t", "\t6\t", 1),
		"another line":  strings.Replace(string(whole), "\n3\t", "\n4\t", 1),
		"a row missing": string(whole[:strings.Index(string(whole), "\n3\t")+1]),
		"no number":     strings.Replace(string(whole), "\n3\t", "\nx\t", 1),
		"cut":           string(whole[:len(whole)-20]),
	} {
		if err := os.WriteFile(index, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
		var last error
		if r, err := specimen.Named(t, "conll").Open(path, dataset.ReadOptions{SkipBad: true}); err != nil {
			last = err
		} else {
			for last == nil {
				_, last = r.Next()
			}
			r.Close()
		}
		if annotate.CodeOf(last) != annotate.Invalid || !strings.Contains(last.Error(), "news.index.tsv") {
			t.Errorf("%s: %v", name, last)
		}
	}
}

// TestKeepsTokensAndEntities writes a project and reads it again: the same
// tokens, and on them the same entities.
func TestKeepsTokensAndEntities(t *testing.T) {
	folder := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		p := specimen.DrawProject(rt)
		for i := range p.Vocabulary.Scheme.Layers {
			p.Vocabulary.Scheme.Layers[i].Exclusion = false // masked tokens are not written
		}
		path := filepath.Join(folder, "x.conll")
		o := dataset.WriteOptions{Shape: specimen.Draw(rt, []string{"2003", "2-column"}, "shape"), Tagging: specimen.Draw(rt, dataset.Taggings(), "tagging"),
			Overlap: specimen.Draw(rt, []dataset.Overlap{dataset.Longest, dataset.Innermost, dataset.First}, "overlap")}
		written, err := export.Save(context.Background(), specimen.Named(t, "conll"), path, &p.Vocabulary, specimen.Each(p.Records), o)
		if err != nil {
			rt.Fatal(err)
		}
		got := specimen.ReadAll(t, specimen.Named(t, "conll"), path)
		got.Check(rt)
		if len(got.Records) != len(written.Account.Documents.Written) {
			rt.Fatalf("%d documents of %d", len(got.Records), len(written.Account.Documents.Written))
		}
		i := 0
		for _, r := range p.Records {
			tokens := strings.Join(tokensOf(r.Document.Text), "\x00")
			if tokens == "" {
				continue
			}
			if again := strings.Join(tokensOf(got.Records[i].Document.Text), "\x00"); tokens != again {
				rt.Fatalf("tokens %q became %q", tokens, again)
			}
			i++
		}
		again := filepath.Join(folder, "y.conll")
		if _, err := export.Save(context.Background(), specimen.Named(t, "conll"), again, &got.Vocabulary, specimen.Each(got.Records), o); err != nil {
			rt.Fatal(err)
		}
		if diff := cmp.Diff(tagsIn(rt, path), tagsIn(rt, again)); diff != "" {
			rt.Fatalf("entities (-written +written again):\n%s", diff)
		}
	})
}

func tokensOf(s string) []string {
	var all []string
	for start, end := range segment.Tokens(s) {
		all = append(all, s[start:end])
	}
	return all
}

// tagsIn returns the lines of a file that are not empty.
func tagsIn(t specimen.Fataler, path string) []string {
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return strings.FieldsFunc(string(content), func(r rune) bool { return r == '\n' })
}

func FuzzRead(f *testing.F) {
	for _, test := range wrongCoNLL[:len(wrongCoNLL)-1] {
		f.Add([]byte(test.content), false)
		f.Add([]byte("-DOCSTART- -X- O O\n\n"+test.content+"\n-DOCSTART-\tO\na O\n"), true)
	}
	f.Add([]byte("Bart NNP B-NP I-PER\nDe NNP I-NP I-PER\n\n# a = b\nNoem\tNNP\tB-NP\tI-PER\n"), false)
	f.Add([]byte("1\tBart\tNNP\tB-PER\n2\tleft\tVBD\tO\n\n1-2\tNoem\tNNP\tB-PER\n"), true)
	f.Add([]byte("#\t[2014]\n1\tPort\tB-ORG\tO\n2\tof\tI-ORG\tO\n3\tAntwerp\tI-ORG\tB-LOC\n\n1\tBart\tO\tI-PER\n-DOCSTART-\n"), true)
	f.Fuzz(func(t *testing.T, file []byte, skip bool) {
		p, report, err := readCoNLL(string(file), dataset.ReadOptions{SkipBad: skip})
		if skip && err != nil {
			t.Fatalf("it did not go on: %v", err)
		}
		if err != nil && !strings.HasPrefix(err.Error(), "data/x.conll, line ") {
			t.Fatalf("the error names no line: %v", err)
		}
		if report.Documents != len(p.Records) {
			t.Fatalf("%d documents, reported %d", len(p.Records), report.Documents)
		}
		p.Check(t)
	})
}
