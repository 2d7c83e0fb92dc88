package table_test

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"postil/export/dataset"
)

// TestRowsComeBack writes cells with encoding/csv and reads them.
func TestRowsComeBack(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		texts := rapid.SliceOfN(rapid.StringMatching(`[a,;" \n\té]{0,9}x[a,;" \n\té]{0,9}`), 1, 9).Draw(r, "texts")
		var file strings.Builder
		out := csv.NewWriter(&file)
		out.Write([]string{"text", "id"})
		for i, text := range texts {
			out.Write([]string{text, fmt.Sprint(i)})
		}
		out.Flush()
		content := file.String()
		if rapid.Bool().Draw(r, "CR LF") {
			content = strings.ReplaceAll(content, "\n", "\r\n")
		}
		records, _, err := readTable(t, content, dataset.ReadOptions{IDField: "id"})
		if err != nil {
			r.Fatalf("%q: %v", content, err)
		}
		var got []string
		for _, record := range records {
			got = append(got, record.Document.Text)
		}
		if !slices.Equal(got, texts) {
			r.Fatalf("%q: %q, want %q", content, got, texts)
		}
	})
}

// TestStrayQuotationMark puts a quotation mark where a cell begins that nothing is to
// close, into a table of rows that are a line each: it costs that row, and no other.
func TestStrayQuotationMark(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		rows := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b c", `"d, e"`, `"f ""g"""`, ""}), 2, 12).Draw(r, "rows")
		stray := rapid.IntRange(0, len(rows)-1).Draw(r, "stray")
		content, whole := "id,text\n", 0
		for i, row := range rows {
			switch {
			case i == stray:
				content += fmt.Sprintf("%d,\"h\n", i)
				continue
			case row == "":
				content += "\n"
				continue
			}
			content += fmt.Sprintf("%d,%s\n", i, row)
			whole++
		}
		records, report, err := readTable(t, content, dataset.ReadOptions{IDField: "id", SkipBad: true})
		if err != nil || len(records) != whole || len(report.Skipped) != 1 {
			r.Fatalf("%q: %d rows of %d, %v, %v", content, len(records), whole, report.Skipped, err)
		}
	})
}
