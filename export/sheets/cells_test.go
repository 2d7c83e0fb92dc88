package sheets_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// TestQuotesCells looks at the bytes of cells: readers differ in what they do to a
// bare CR, and to space at the ends of a bare cell.
func TestQuotesCells(t *testing.T) {
	for note, want := range map[string]string{
		"a\rb": "\"a\rb\"", "a\nb": "\"a\nb\"", "a ": `"a "`, " a": `" a"`, "a\t": "\"a\t\"", `a"b`: `"a""b"`, "a,b": `"a,b"`, "a b": "a b", "a;b": "a;b",
	} {
		d := specimen.NewDesk()
		d.Write("Bart met Ana.", "PERSON Bart").Spans[0].Note = note
		folder, _ := saveSheets(t, "csv", &d.Project, dataset.WriteOptions{})
		b, err := os.ReadFile(filepath.Join(folder, "shelf.spans.csv"))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(b), ","+want+",") {
			t.Errorf("%q: %s", note, b)
		}
	}
}
