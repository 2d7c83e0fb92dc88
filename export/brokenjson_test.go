package export_test

import (
	"fmt"
	"strings"
	"testing"

	"postil/annotate"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// TestOneBrokenElementLosesNoOther reads arrays of which an element lacks a quotation
// mark or a bracket: on lines all others are read, and where nothing tells where the
// next one begins, it is said how much goes with it.
func TestOneBrokenElementLosesNoOther(t *testing.T) {
	for format, element := range map[string]string{
		"labelstudio": `{"data":{"text":"Text %d"},"annotations":[{"result":[]}]}`,
		"doccano":     `{"text":"Text %d","entities":[{"label":"P","start_offset":0,"end_offset":4}]}`,
		"jsonl":       `{"text":"Text %d","spans":[{"start":0,"end":4,"text":"Text","label":"P"}],"meta":{"a":[{}]}}`,
		"table":       `{"title":"Title","text":"Text %d","more":[{"text":{}}]}`,
	} {
		for _, damage := range []string{`"}`, `":`, `}]`, `[{`, `]}`} {
			for _, between := range []string{",\n", ",\n  ", ", "} {
				elements := make([]string, 20)
				for i := range elements {
					elements[i] = fmt.Sprintf(element, i)
				}
				if at := strings.LastIndex(elements[4], damage); at < 0 {
					continue
				} else {
					elements[4] = elements[4][:at] + elements[4][at+1:]
				}
				file := "[" + strings.TrimLeft(between, ", ") + strings.Join(elements, between) + "\n]\n"
				p, report, err := specimen.Read(format, specimen.FileWith(t, "a.json", file), dataset.ReadOptions{SkipBad: true})
				if err != nil || len(report.Skipped) == 0 {
					t.Fatalf("%s: %v, skipped %v", file, err, report.Skipped)
				}
				lost := strings.Contains(fmt.Sprint(report.Skipped), "tells where another one begins")
				if lines := between != ", "; lost && lines || !lost && len(p.Records) != 19 {
					t.Errorf("%s: %d of 19 elements, skipped %v", file, len(p.Records), report.Skipped)
				}
				_, _, err = specimen.Read(format, specimen.FileWith(t, "b.json", file), dataset.ReadOptions{})
				if annotate.CodeOf(err) != annotate.Invalid {
					t.Errorf("%s: %v", file, err)
				}
			}
		}
	}
}
