package jsonl_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"postil/annotate/text"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// TestArraysOfRecordsAreRecords reads the lines of a file as the elements of an array,
// on lines of their own, broken up or all on one.
func TestArraysOfRecordsAreRecords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := specimen.DrawProject(t)
		records, scheme := specimen.Encode(t, &p, text.CodePoint)
		array := append(append([]byte("["), bytes.ReplaceAll(bytes.TrimSpace(records), []byte("}\n{"), []byte(specimen.Draw(t, []string{"},\n{", "}, {", "}\n,{"}, "between")))...), ']')
		if specimen.Chance(t, "pretty") {
			var pretty bytes.Buffer
			if err := json.Indent(&pretty, array, "", "  "); err != nil {
				t.Fatal(err)
			}
			array = pretty.Bytes()
		}
		got, err := specimen.Decode(array, scheme)
		if err != nil {
			t.Fatalf("%v\n%s", err, array)
		}
		specimen.Same(t, &p, &got)
	})
}

// TestPlacesInArrays names the record where several stand on a line.
func TestPlacesInArrays(t *testing.T) {
	file := `[{"id":"a","text":"Bart"},{"id":"b","text":"Ana"}, {"id":"b","text":" "},` + "\n" + `{"text":"  "},{"id":"c","text":"Bo"}]`
	path := specimen.FileWith(t, "a.json", file)
	_, _, err := specimen.Read("jsonl", path, dataset.ReadOptions{})
	if want := `a.json, line 1, record 3: the id "b" stands twice, first in record 2;`; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%v, want %s", err, want)
	}
	p, report, err := specimen.Read("jsonl", path, dataset.ReadOptions{SkipBad: true})
	if err != nil || len(p.Records) != 4 || len(report.Skipped) != 1 || p.Records[2].Document.Name != "a.json, line 2, record 4" {
		t.Errorf("%d records, skipped %v, %v", len(p.Records), report.Skipped, err)
	}
	if report.Bytes != int64(len(file)) {
		t.Errorf("%d bytes of %d", report.Bytes, len(file))
	}
}

// TestOneRecordBrokenUp reads a file whose only record stands on several lines.
func TestOneRecordBrokenUp(t *testing.T) {
	p, _, err := specimen.Read("jsonl", specimen.FileWith(t, "a.json", "{\n  \"text\": \"Bart\",\n  \"spans\": [\n    {\"start\": 0, \"end\": 4, \"label\": \"P\", \"text\": \"Bart\"}\n  ]\n}\n"), dataset.ReadOptions{})
	if got := specimen.Marks(&p); err != nil || len(got) != 1 || got[0] != "P:0-4:Bart" {
		t.Errorf("%q, %v", got, err)
	}
}
