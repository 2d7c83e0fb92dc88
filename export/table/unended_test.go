package table_test

import (
	"fmt"
	"strings"
	"testing"

	"postil/export/dataset"
)

// endless is more than a quoted row may hold, and more than is held of it.
const endless = 1<<24 + 1<<20

// TestQuotedRowsEnd has a quotation mark that nothing closes before more rows than may
// be held of it, and one that opens a text that is as long.
func TestQuotedRowsEnd(t *testing.T) {
	row := "2," + strings.Repeat("b", 1021) + "\n"
	rows := strings.Repeat(row, endless/len(row))
	_, _, err := readTable(t, "id,text\n1,\"a\n"+rows, dataset.ReadOptions{})
	if want := "line 2: a quoted field is longer than 16 MiB; lines 3 to 16387 are rows of their own"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%v, want %s", err, want)
	}
	records, report, err := readTable(t, "id,text\n1,\"a\n"+rows, dataset.ReadOptions{SkipBad: true})
	if err != nil || len(records) != endless/len(row) || len(report.Skipped) != 1 {
		t.Errorf("%d rows of %d, %v, %v", len(records), endless/len(row), report.Skipped, err)
	}

	article := strings.Repeat("\n", 100) + strings.Repeat("The quay, as it were, is \"\"closed\"\".\n", endless/30)
	last := strings.Count(article, "\n") + 2
	records, report, err = readTable(t, "id,text\n1,\"a"+article+"\"\n2,b\n", dataset.ReadOptions{SkipBad: true})
	if err != nil || len(records) != 1 || records[0].Document.Text != "b" || len(report.Skipped) != 1 {
		t.Fatalf("%d rows, %v, %v", len(records), report.Skipped, err)
	}
	if want := fmt.Sprintf("line 2: a quoted field is longer than 16 MiB; all up to line %d is taken for this row", last); !strings.Contains(report.Skipped[0].Error(), want) {
		t.Errorf("%v, want %s", report.Skipped[0], want)
	}
}
