package conll_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// Files that number their tokens, some with inner entities in a column of their own.
func TestNumberedTokens(t *testing.T) {
	const number = "its first column numbers the tokens, and the second is the token"
	const inner = "its last two columns are tags, and the entities of both are read"
	for _, test := range []struct {
		name, content, want string
		notes               []string
		dropped             map[string]int
	}{
		{"a tag", "1\tBart\tB-PER\n2\tleft\tO\n\n1\tNoem\tB-PER\n", "Bart left\nNoem\nPER=Bart\nPER=Noem", []string{number}, nil},
		{"from nought", "0\tBart\tB-PER\n1\tleft\tO\n\n0\tNoem\tB-PER\n", "Bart left\nNoem\nPER=Bart\nPER=Noem", []string{number}, nil},
		{"blanks, and without an end", "1 Bart O\n2 left O", "Bart left", []string{number}, nil},
		{"through the file", "1\tBart\tB-PER\n2\tleft\tO\n\n3\tNoem\tB-PER\n", "Bart left\nNoem\nPER=Bart\nPER=Noem", []string{number}, nil},
		{"parts of speech", "1\tBart\tNNP\tB-PER\n2\tleft\tVBD\tO\n", "Bart left\nPER=Bart", []string{number}, map[string]int{"column 3": 2}},
		{"inner entities", "#\thttps://example.org [2014]\n1\tPort\tB-ORG\tO\n2\tof\tI-ORG\tO\n3\tAntwerp\tI-ORG\tB-LOC\n\n1\tNoem\tB-PER\tB-PER\n",
			"Port of Antwerp\nNoem\nORG=Port of Antwerp\nLOC=Antwerp\nPER=Noem\nPER=Noem", []string{number, inner}, map[string]int{"comment": 1}},
		{"several documents", "-DOCSTART-\tO\n\n1\ta\tO\n2\tb\tO\n\n-DOCSTART-\tO\n\n1\tc\tO\n", "a b\nc", []string{number}, nil},
		{"figures among tokens", "1\tCD\tO\n2\tCD\tO\nof\tIN\tO\nthe\tDT\tO\n", "1 2 of the", nil, map[string]int{"column 2": 4}},
		{"a figure in each sentence", "1\tCD\tO\n\n1\tCD\tO\n", "1\n1", nil, map[string]int{"column 2": 2}},
		{"figures with their tags", "1\tO\n2\tO\n3\tB-N\n", "1 2 3\nN=3", nil, nil},
	} {
		p, report, err := readCoNLL(test.content, dataset.ReadOptions{})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		p.Check(t)
		got, want := strings.Split(shown(&p), "\n"), strings.Split(test.want, "\n")
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		if diff := cmp.Diff(test.notes, report.Notes[1:]); 0 < len(test.notes)+len(report.Notes[1:]) && diff != "" {
			t.Errorf("%s, notes (-want +got):\n%s", test.name, diff)
		}
		if test.dropped == nil {
			test.dropped = map[string]int{}
		}
		if diff := cmp.Diff(test.dropped, report.Dropped); diff != "" {
			t.Errorf("%s, dropped (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestWrongNumbers(t *testing.T) {
	const good = "1\ta\tO\n2\tb\tO\n3\tc\tO\n4\td\tO\n5\te\tO\n\n1\tf\tO\n2\tg\tO\n3\th\tO\n4\ti\tO\n\n"
	for bad, want := range map[string]string{
		"1-2\tb\tO\n": `line 12: the first column numbers the tokens, and here it is "1-2"`,
		"1\tb\n":      "line 12: it has 2 columns; a line has a number, a token and what tags it",
		"1 b O O\n":   "line 12: it has 4 columns, and line 1 has 3",
	} {
		if _, _, err := readCoNLL(good+bad, dataset.ReadOptions{}); annotate.CodeOf(err) != annotate.Invalid || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", bad, err)
		}
		p, report, err := readCoNLL(good+bad, dataset.ReadOptions{SkipBad: true})
		if err != nil || len(report.Skipped) != 1 || shown(&p) != "a b c d e\nf g h i" {
			t.Errorf("%q: read %q: %v", bad, shown(&p), err)
		}
	}
}

// A sentence with an error in one of its columns of tags is passed over in both.
func TestInnerEntitiesOfPassedOverSentences(t *testing.T) {
	const good = "1\tPort\tB-ORG\tO\n2\tof\tI-ORG\tO\n3\tAntwerp\tI-ORG\tB-LOC\n\n"
	p, report, err := readCoNLL(strings.Repeat(good, 4)+"1\tPort\tB-ORG\tI-LOC\n2\tis\tO\tO\n\n"+good, dataset.ReadOptions{SkipBad: true})
	if err != nil || len(report.Skipped) != 1 || len(p.Records) != 1 || len(p.Records[0].Spans) != 10 {
		t.Fatalf("read %q: %v, passed over %v", shown(&p), err, report.Skipped)
	}
	p.Check(t)
	var places []string
	for _, l := range report.LeftOut {
		places = append(places, l.Place)
		if slices.ContainsFunc(report.LeftOut, func(o dataset.LeftOut) bool { return o != l && o.ID == l.ID }) {
			t.Errorf("%+v: its id stands twice", l)
		}
	}
	if diff := cmp.Diff([]string{"data/x.conll, line 17", "data/x.conll, line 17"}, places); diff != "" {
		t.Errorf("left out (-want +got):\n%s", diff)
	}
}

// A file that is none of tokens is told by what is said of its first line of such.
func TestHintsAtOtherFormats(t *testing.T) {
	const hint = "say with --format what it is"
	for content, hinted := range map[string]bool{
		"id\ttitle\ttext\n1\tA\tHello\n": true,
		"We will go there.\n":            true,
		"Headline\n\nWe will go.\n":      true,
		"a O\nb X-PER\n":                 false,
		"a O\n\nb\n":                     false,
	} {
		path := specimen.FileWith(t, "x.conll", content)
		r, err := specimen.Named(t, "conll").Open(path, dataset.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := specimen.Through(r); err == nil || strings.Contains(err.Error(), hint) != hinted {
			t.Errorf("%q: %v", content, err)
		}
		r.Close()
	}
}
