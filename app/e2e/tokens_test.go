package e2e_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"postil/app/project"
)

// TestExportAsTokens chooses another format, sentences and parts in the export
// dialog, with keys alone, and reads the report of what was written.
func TestExportAsTokens(t *testing.T) {
	d := newDesktop(t)
	home := t.TempDir()
	s := d.open(home)
	s.keys("ctrl+a")
	s.write(annotator)
	s.keys("Return")
	s.title("Sample")
	s.still()

	s.keys("ctrl+e")
	s.still()
	s.keys("shift+Tab", "space") // from the path to the format, whose list opens
	s.still()
	var writers []string
	for _, f := range project.Formats() {
		if f.Writes {
			writers = append(writers, f.Name)
		}
	}
	for range slices.Index(writers, "conll") + 1 {
		s.keys("Down")
	}
	s.keys("Return")
	s.still()
	for range 12 { // shape, path, Browse, labels, languages, stories, only done, an item, without Furniture, overlap, tags, parts
		s.keys("Tab")
	}
	s.write("50/50")
	s.keys("Return")
	folder := filepath.Join(home, "Postil")
	var raw []byte
	s.until("the data set is written", func() bool {
		var err error
		raw, err = os.ReadFile(filepath.Join(folder, "Sample.conll.REPORT.json"))
		return err == nil
	})
	var report struct {
		Format  string
		Choices struct{ Split struct{ Ratios string } }
		Spans   struct {
			Held    int `json:"held"`
			Outside int `json:"outside_filter"`
			LeftOut int `json:"left_out"`
			Written int `json:"written"`
		}
		Files []struct{ Name string }
	}
	if err := json.Unmarshal(raw, &report); err != nil {
		t.Fatal(err)
	}
	n := report.Spans
	if report.Format != "conll" || report.Choices.Split.Ratios != "1/1" || n.Written == 0 || n.Held != n.Outside+n.LeftOut+n.Written {
		t.Errorf("the report says %+v", report)
	}
	for _, file := range report.Files {
		if info, err := os.Stat(filepath.Join(folder, file.Name)); err != nil || info.Size() == 0 {
			t.Errorf("the report names %s: %v", file.Name, err)
		}
	}
	s.still()
	s.keys("Escape") // the summary
	s.quit()
}
