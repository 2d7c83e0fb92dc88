package doccano_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"postil/export/dataset"
	"postil/export/doccano"
	"postil/export/internal/specimen"
)

// TestSkippedIDsAreFree reads a good document under the id of one that was passed
// over.
func TestSkippedIDsAreFree(t *testing.T) {
	const id = `"document":"01920000-0000-7000-8000-000000000001"`
	path := specimen.FileWith(t, "a.jsonl", `{"text":"Bart",`+id+`,"label":[[0,9,"P"]]}`+"\n"+`{"text":"Bart",`+id+`,"label":[[0,4,"P"]]}`+"\n"+`{"text":"Ana",`+id+`}`)
	p, report, err := specimen.Read("doccano", path, dataset.ReadOptions{SkipBad: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := specimen.Marks(&p); len(p.Records) != 1 || !slices.Equal(got, []string{"P:0-4:Bart"}) || p.Records[0].Document.UID.String() != "01920000-0000-7000-8000-000000000001" {
		t.Errorf("%q of %d documents", got, len(p.Records))
	}
	if len(report.Skipped) != 2 || !strings.Contains(report.Skipped[1].Error(), "line 3: the document 01920000-0000-7000-8000-000000000001 stands twice, first in line 2") {
		t.Errorf("%v", report.Skipped)
	}
}

// TestCountsLoneSurrogates reads halves of characters, which no text can hold.
func TestCountsLoneSurrogates(t *testing.T) {
	for format, file := range map[string]string{"doccano": `{"text":"a\ud83d b\ude00 \ud83d\ude00","label":[]}`, "jsonl": `{"text":"a\ud83d b\ude00 \ud83d\ude00"}`, "labelstudio": `{"data":{"text":"a\ud83d b\ude00 \ud83d\ude00"}}`} {
		_, report, err := specimen.Read(format, specimen.FileWith(t, "a.jsonl", file), dataset.ReadOptions{})
		if err != nil || report.Replaced.Invalid != 2 {
			t.Errorf("%s: %+v, %v", format, report.Replaced, err)
		}
	}
}

// TestUnitsMustFitByFar reads offsets that lie inside words as often, half as
// often or a quarter as often if they count UTF-16 units: only the last is noted.
func TestUnitsMustFitByFar(t *testing.T) {
	body := "😀" + strings.Repeat("abcdef ", 10)
	for _, c := range []struct {
		ranges [][2]int // of the first words, in code points
		noted  bool
	}{
		{[][2]int{{4, 12}, {5, 11}, {4, 11}, {5, 12}}, false},
		{[][2]int{{2, 5}, {2, 5}, {2, 5}, {2, 5}}, false},
		{[][2]int{{2, 9}, {2, 5}, {2, 9}, {2, 5}}, true},
	} {
		var spans []string
		for _, r := range c.ranges {
			spans = append(spans, fmt.Sprintf(`[%d,%d,"W"]`, r[0], r[1]))
		}
		_, report, err := specimen.Read("doccano", specimen.FileWith(t, "a.jsonl", `{"text":"`+body+`","label":[`+strings.Join(spans, ",")+`]}`), dataset.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if noted := len(report.Notes) == 1 && strings.Contains(report.Notes[0], "utf16"); noted != c.noted {
			t.Errorf("%v: %q", c.ranges, report.Notes)
		}
	}
}

// TestLooksLike tells doccano's lines by their keys from native records, which
// have spans.
func TestLooksLike(t *testing.T) {
	for _, c := range []struct {
		keys map[string]byte
		want bool
	}{
		{map[string]byte{"text": '"', "label": '['}, true},
		{map[string]byte{"data": '"', "entities": '['}, true},
		{map[string]byte{"text": '"', "labels": '[', "spans": '['}, false},
		{map[string]byte{"text": '"'}, false},
		{map[string]byte{"label": '['}, false},
	} {
		if doccano.LooksLike(c.keys) != c.want {
			t.Errorf("%v", c.keys)
		}
	}
}
