package export_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/export"
	"postil/export/choice"
)

// saveHF writes a project as a folder and returns its card and its rows.
func saveHF(t *testing.T, d *desk, o export.WriteOptions) (card string, rows []string) {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "no: news")
	d.saveAt(t, "hf", folder, o)
	read := func(name string) string {
		content, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(content)
	}
	return read("README.md"), strings.Split(strings.TrimSpace(read("train.jsonl")), "\n")
}

func TestHFGolden(t *testing.T) {
	d := newDesk()
	d.vocabulary.Scheme.LabelNamed("PERSON").Name = "a person: living|dead"
	d.write("Bart De Wever met 😀 Noem. Subscribe!\nAntwerp", "PLACE Antwerp", "ORG Bart De Wever", "ORG Noem", "FURNITURE Subscribe!")
	d.write("安特卫普。", "PLACE 安特卫普")
	d.records[1].Document.Language = "no"
	card, rows := saveHF(t, d, export.WriteOptions{})
	golden(t, "example.hf.md", []byte(card))
	golden(t, "example.hf.jsonl", []byte(strings.Join(rows, "\n")+"\n"))
}

// Parts are splits of one data set with one card.
func TestHFParts(t *testing.T) {
	d := newDesk()
	for _, name := range []string{"Noem", "Weyts", "Pop"} {
		d.write(name+" stayed.", "PERSON "+name)
		d.records[len(d.records)-1].Document.Story = annotate.NewUID()
	}
	path := filepath.Join(t.TempDir(), "news")
	o := export.WriteOptions{Parts: planOf(t, &project{records: d.records}, "34/33/33")}
	if _, err := export.Save(t.Context(), named(t, "hf"), path, &d.vocabulary, each(d.records), o); err != nil {
		t.Fatal(err)
	}
	if got, want := list(t, path), "README.md REPORT.json dev.jsonl manifest.json test.jsonl train.jsonl"; got != want {
		t.Errorf("the folder holds %s", got)
	}
	card, err := os.ReadFile(filepath.Join(path, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"  - split: train\n    path: train.jsonl\n  - split: validation\n    path: dev.jsonl\n  - split: test\n    path: test.jsonl\n",
		"3 rows with 9 tokens", "| validation | 1 |", "| PERSON | 3 |"} {
		if !strings.Contains(string(card), want) {
			t.Errorf("the card lacks %q:\n%s", want, card)
		}
	}
	if m := manifestAt(t, filepath.Join(path, "manifest.json")); len(m.Files) != 1 || m.Files[0].Name != "README.md" {
		t.Errorf("the manifest has as files of no part %+v", m.Files)
	}
}

// TestHFNamesNoEmptySplit has a part whose one document is masked whole: datasets
// refuses a split without rows.
func TestHFNamesNoEmptySplit(t *testing.T) {
	d := newDesk()
	d.write("Noem stayed.")
	d.write("Subscribe!", "FURNITURE Subscribe!")
	d.records[0].Document.Split, d.records[1].Document.Split = "train", "test"
	d.records[1].Document.Story = uid(11, 2)
	card, rows := saveHF(t, d, export.WriteOptions{Parts: planOf(t, &d.project, "80/20")})
	if !strings.Contains(card, "  - split: train\n    path: train.jsonl\ndataset_info:") || len(rows) != 1 {
		t.Errorf("%d rows, and the card\n%s", len(rows), card)
	}
}

func TestHFRows(t *testing.T) {
	d := newDesk()
	d.write("He left. 😀 Noem stayed.", "PERSON Noem")
	_, rows := saveHF(t, d, export.WriteOptions{Choice: choice.Options{Unit: choice.Sentence}, Tagging: export.BIOES})
	var got hfRow
	if len(rows) != 2 {
		t.Fatalf("%q", rows)
	}
	if err := json.Unmarshal([]byte(rows[1]), &got); err != nil {
		t.Fatal(err)
	}
	id := d.records[0].Document.UID.String()
	want := hfRow{ID: id + "-2", Document: id, Start: 9, Language: "de", Text: "😀 Noem stayed.", Tokens: []string{"😀", "Noem", "stayed", "."},
		TokenStart: []int{0, 2, 7, 13}, TokenEnd: []int{1, 6, 13, 14}, Tags: []int{0, 1 + 2*4 + 3, 0, 0}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestHFSplitsByLayer(t *testing.T) {
	d := newDesk()
	d.vocabulary.Scheme.Layers[1].Name = "Claims*" // with Claims as its neighbour
	d.write("port of Antwerp", "CLAIM port of Antwerp", "PLACE Antwerp")
	_, rows := saveHF(t, d, export.WriteOptions{Overlap: export.SplitByLayer, Choice: choice.Options{Layers: []string{"Claims", "Claims*", "Entities"}}})
	for _, want := range []string{`"ner_tags_Claims":[1,2,2]`, `"ner_tags_Claims_":[0,0,0]`, `"ner_tags_Entities":[0,0,5]`} {
		if !strings.Contains(rows[0], want) {
			t.Errorf("%s lacks %s", rows[0], want)
		}
	}
}
