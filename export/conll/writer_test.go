package conll_test

import (
	"path/filepath"
	"strings"
	"testing"

	"postil/export/choice"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// The index counts the tokens that are there: what is masked is not written.
func TestIndexCountsWhatIsWritten(t *testing.T) {
	d := specimen.NewDesk()
	d.Write("Bart left. Subscribe now! Noem spoke.", "FURNITURE Subscribe now!", "PERSON Noem")
	d.Write("安特卫普。", "PLACE 安特卫普")
	path := filepath.Join(t.TempDir(), "news.conll")
	content, _ := d.SaveAt(t, "conll", path, dataset.WriteOptions{Shape: "2-column"})
	if want := "-DOCSTART-/O | Bart/O left/O ./O | Noem/B-PERSON spoke/O ./O | -DOCSTART-/O | 安/B-PLACE 特/I-PLACE 卫/I-PLACE 普/I-PLACE 。/O"; specimen.InLine(content) != want {
		t.Errorf("got %s", specimen.InLine(content))
	}
	var rows []string
	for row := range strings.Lines(string(specimen.ContentOf(t, filepath.Join(filepath.Dir(path), "news.index.tsv")))) {
		cells := strings.Split(row, "\t")
		rows = append(rows, cells[0]+" "+cells[1]+" "+cells[3])
	}
	if got, want := strings.Join(rows, ", "), "line tokens start, 3 6 0, 13 5 0"; got != want {
		t.Errorf("the index says %s, want %s", got, want)
	}
	if p := specimen.ReadAll(t, specimen.Named(t, "conll"), path); len(p.Records) != 2 || p.Records[0].Document.Name != "Article 1" {
		t.Errorf("read %+v", specimen.RowsOf(p.Records))
	}
}

// A piece is one sequence, however many sentences fit in it; a document is one for
// each sentence.
func TestPiecesAreSequences(t *testing.T) {
	for unit, want := range map[choice.Unit]string{
		choice.Document: "-DOCSTART-/O | A/O b/O ./O | C/O d/O ./O | E/O f/O ./O",
		choice.Sentence: "-DOCSTART-/O | A/O b/O ./O | C/O d/O ./O | E/O f/O ./O",
		choice.Tokens:   "-DOCSTART-/O | A/O b/O ./O C/O d/O ./O | E/O f/O ./O",
	} {
		d := specimen.NewDesk()
		d.Write("A b. C d. E f.")
		content, _ := d.Save(t, "conll", dataset.WriteOptions{Shape: "2-column", Choice: choice.Options{Unit: unit, Tokens: 7}})
		if got := specimen.InLine(content); got != want {
			t.Errorf("%s: %s, want %s", unit, got, want)
		}
	}
}
