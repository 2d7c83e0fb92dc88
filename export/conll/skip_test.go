package conll_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate/text"
	"postil/export/dataset"
)

// Of a file that does not say where documents begin, one sentence is passed over,
// wherever it stands and whatever is wrong with it.
func TestPassesOverOneSentence(t *testing.T) {
	const before, behind = "a O\nb B-X\n\n", "c O\nd O\n"
	for _, bad := range []string{"e B-X\nf E-Y", "e B-X\nf I-Y", "e E-X", "e", "e Q", "e O O", "e\xff O", "e\tB- X", "e B-\u0085", "e B-X\u2028y"} {
		for name, content := range map[string]string{
			"at the end":                 before + behind + "\n" + bad,
			"at the end of a line":       before + behind + "\n" + bad + "\n",
			"before an empty line":       before + behind + "\n" + bad + "\n\n",
			"in between":                 before + bad + "\n\n" + behind,
			"before a document":          before + bad + "\n-DOCSTART- O\n\n" + behind,
			"before all documents":       bad + "\n-DOCSTART- O\n\n" + before + behind,
			"before the end of document": before + behind + "\n" + bad + "\n\n-DOCSTART- O",
			"first":                      bad + "\n\n" + before + behind,
		} {
			p, report, err := readCoNLL(content, dataset.ReadOptions{SkipBad: true})
			if err != nil || len(report.Skipped) != 1 || !strings.HasSuffix(report.Skipped[0].Error(), "; the whole sentence was passed over") {
				t.Errorf("%q, %s: %v, passed over %v", bad, name, err, report.Skipped)
				continue
			}
			p.Check(t)
			if want, got := "a b c d X=b", strings.ReplaceAll(shown(&p), "\n", " "); got != want && got != "a b X=b c d" {
				t.Errorf("%q, %s: read %q", bad, name, got)
			}
			if n := len(p.Vocabulary.Scheme.Labels); n != 1 {
				t.Errorf("%q, %s: %d labels", bad, name, n)
			}
		}
	}
}

// Which document of a file one is does not depend on what is passed over before it.
func TestNumbersOfDocuments(t *testing.T) {
	const start = "-DOCSTART- O\n\n"
	for name, test := range map[string]struct {
		content string
		want    []string
	}{
		"sentences":                  {"a\n\nb O\n", []string{"x.conll#1"}},
		"several sentences":          {"a\n\nb O\n\nc\n\nd\n", []string{"x.conll#1"}},
		"documents":                  {start + "a O\n\n" + start + "b\n\n" + start + "c O\n", []string{"x.conll#1", "x.conll#3"}},
		"a document without a start": {"a\n\n" + start + "b O\n\n" + start + "c O\n", []string{"x.conll#2", "x.conll#3"}},
		"a sentence of one without":  {"a O\n\nb\n\n" + start + "c O\n", []string{"x.conll#1", "x.conll#2"}},
	} {
		p, report, err := readCoNLL(test.content, dataset.ReadOptions{SkipBad: true})
		if err != nil || len(report.Skipped) == 0 {
			t.Errorf("%s: %v, passed over %v", name, err, report.Skipped)
			continue
		}
		var got []string
		for _, r := range p.Records {
			got = append(got, r.Document.Source)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// A line that is passed over does not say how many columns the others have.
func TestPassedOverLinesHaveNoColumns(t *testing.T) {
	for _, content := range []string{"a X O\nb O\n\nc O\nd O\n", "-DOCSTART- O\n\na X Q\nb O\n\n-DOCSTART- O\n\nc O\nd O\n"} {
		p, report, err := readCoNLL(content, dataset.ReadOptions{SkipBad: true})
		if err != nil || len(report.Skipped) != 1 || shown(&p) != "c d" {
			t.Errorf("%q: read %q: %v, passed over %v", content, shown(&p), err, report.Skipped)
		}
	}
	p, report, err := readCoNLL("a O\n\nb\nc O\n\nd X O\n\ne O\n", dataset.ReadOptions{SkipBad: true})
	if err != nil || len(report.Skipped) != 2 || shown(&p) != "a\ne" {
		t.Errorf("read %q: %v, passed over %v", shown(&p), err, report.Skipped)
	}
}

// What no text has is counted where it was replaced.
func TestCountsWhatIsReplaced(t *testing.T) {
	for _, skip := range []bool{false, true} {
		p, report, err := readCoNLL("-DOCSTART- X O\n\nBart X B-PER\na\x00b\x01 X O\n\n", dataset.ReadOptions{SkipBad: skip})
		if err != nil || shown(&p) != "Bart a\ufffdb\ufffd\nPER=Bart" {
			t.Fatalf("read %q, %v", shown(&p), err)
		}
		if diff := cmp.Diff(text.Replaced{Controls: 2}, report.Replaced); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}
