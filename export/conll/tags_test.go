package conll_test

import (
	"strings"
	"testing"

	"postil/annotate"
	"postil/export/dataset"
)

// What a file says of its tagging is held against it, whichever sign comes first, and
// the message names the line of the other.
func TestTaggingsThatDoNotGoTogether(t *testing.T) {
	for content, want := range map[string]string{
		"a S-X\nb O\nc I-Y\n":        "line 3: wrong tags: here an entity begins with I-, as in IOB1, but in line 1 an entity ends with E- or S-, as in BIOES",
		"a U-X\nb O\nc I-Y\n":        "line 3: wrong tags: here an entity begins with I-, as in IOB1, but in line 1 an entity ends with L- or U-, as in BILOU",
		"a I-X\nb E-X\n":             "line 2: wrong tags: here an entity ends with E- or S-, as in BIOES, but in line 1 an entity begins with I-, as in IOB1",
		"a I-X\nb L-X\n":             "line 2: wrong tags: here an entity ends with L- or U-, as in BILOU, but in line 1 an entity begins with I-, as in IOB1",
		"a I-X\nb O\nc B-X\n":        "line 3: wrong tags: here an entity begins with B-, as in BIO, BIOES and BILOU, but in line 1 an entity begins with I-, as in IOB1",
		"a B-X\nb I-X\nc O\nd S-X\n": "line 4: wrong tags: here an entity ends with E- or S-, as in BIOES, but in line 2 an entity ends with B- or I-, as in BIO",
		"a B-X\nb O\nc U-X\n":        "line 3: wrong tags: here an entity ends with L- or U-, as in BILOU, but in line 1 an entity ends with B- or I-, as in BIO",
	} {
		if _, _, err := readCoNLL(content, dataset.ReadOptions{}); annotate.CodeOf(err) != annotate.Invalid || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", content, err)
		}
	}
}

// A sentence that is passed over says nothing of the tagging of the others.
func TestPassedOverSentencesHaveNoTagging(t *testing.T) {
	p, report, err := readCoNLL("a I-X\nb O\nc\n\nd B-X\ne I-X\nf O\n", dataset.ReadOptions{SkipBad: true})
	if err != nil || len(report.Skipped) != 1 || shown(&p) != "d e f\nX=d e" {
		t.Errorf("read %q: %v, passed over %v", shown(&p), err, report.Skipped)
	}
}
