package hf_test

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
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// saveHF writes a project as a folder and returns its card and its rows.
func saveHF(t *testing.T, d *specimen.Desk, o dataset.WriteOptions) (card string, rows []string) {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "no: news")
	d.SaveAt(t, "hf", folder, o)
	read := func(name string) string {
		content, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(content)
	}
	return read("README.md"), strings.Split(strings.TrimSpace(read("train.jsonl")), "\n")
}

func TestGolden(t *testing.T) {
	d := specimen.NewDesk()
	d.Vocabulary.Scheme.LabelNamed("PERSON").Name = "a person: living|dead"
	d.Write("Bart De Wever met 😀 Noem. Subscribe!\nAntwerp", "PLACE Antwerp", "ORG Bart De Wever", "ORG Noem", "FURNITURE Subscribe!")
	d.Write("安特卫普。", "PLACE 安特卫普")
	d.Records[1].Document.Language = "no"
	card, rows := saveHF(t, d, dataset.WriteOptions{})
	specimen.Golden(t, "example.hf.md", []byte(card))
	specimen.Golden(t, "example.hf.jsonl", []byte(strings.Join(rows, "\n")+"\n"))
}

// Parts are splits of one data set with one card.
func TestParts(t *testing.T) {
	d := specimen.NewDesk()
	for _, name := range []string{"Noem", "Weyts", "Pop"} {
		d.Write(name+" stayed.", "PERSON "+name)
		d.Records[len(d.Records)-1].Document.Story = annotate.NewUID()
	}
	path := filepath.Join(t.TempDir(), "news")
	o := dataset.WriteOptions{Parts: specimen.PlanOf(t, &specimen.Project{Records: d.Records}, "34/33/33")}
	if _, err := export.Save(t.Context(), specimen.Named(t, "hf"), path, &d.Vocabulary, specimen.Each(d.Records), o); err != nil {
		t.Fatal(err)
	}
	if got, want := specimen.List(t, path), "README.md REPORT.json dev.jsonl manifest.json test.jsonl train.jsonl"; got != want {
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
	if m := specimen.ManifestAt(t, filepath.Join(path, "manifest.json")); len(m.Files) != 1 || m.Files[0].Name != "README.md" {
		t.Errorf("the manifest has as files of no part %+v", m.Files)
	}
}

// A piece has as many whole sentences as fit, so it may be shorter.
func TestCardSaysWhatAPieceIs(t *testing.T) {
	d := specimen.NewDesk()
	d.Write("Noem stayed. He left.")
	card, rows := saveHF(t, d, dataset.WriteOptions{Choice: choice.Options{Unit: choice.Tokens, Tokens: 5}})
	if !strings.Contains(card, "A row is a piece of at most 5 tokens.") || len(rows) != 2 {
		t.Errorf("%d rows, and the card\n%s", len(rows), card)
	}
}

// TestNamesNoEmptySplit has a part whose one document is masked whole: datasets
// refuses a split without rows.
func TestNamesNoEmptySplit(t *testing.T) {
	d := specimen.NewDesk()
	d.Write("Noem stayed.")
	d.Write("Subscribe!", "FURNITURE Subscribe!")
	d.Records[0].Document.Split, d.Records[1].Document.Split = "train", "test"
	d.Records[1].Document.Story = specimen.UID(11, 2)
	card, rows := saveHF(t, d, dataset.WriteOptions{Parts: specimen.PlanOf(t, &d.Project, "80/20")})
	if !strings.Contains(card, "  - split: train\n    path: train.jsonl\ndataset_info:") || len(rows) != 1 {
		t.Errorf("%d rows, and the card\n%s", len(rows), card)
	}
}

func TestRows(t *testing.T) {
	d := specimen.NewDesk()
	d.Write("He left. 😀 Noem stayed.", "PERSON Noem")
	_, rows := saveHF(t, d, dataset.WriteOptions{Choice: choice.Options{Unit: choice.Sentence}, Tagging: dataset.BIOES})
	var got dataRow
	if len(rows) != 2 {
		t.Fatalf("%q", rows)
	}
	if err := json.Unmarshal([]byte(rows[1]), &got); err != nil {
		t.Fatal(err)
	}
	id := d.Records[0].Document.UID.String()
	want := dataRow{ID: id + "-2", Document: id, Start: 9, Language: "de", Text: "😀 Noem stayed.", Tokens: []string{"😀", "Noem", "stayed", "."},
		TokenStart: []int{0, 2, 7, 13}, TokenEnd: []int{1, 6, 13, 14}, Tags: []int{0, 1 + 2*4 + 3, 0, 0}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSplitsByLayer(t *testing.T) {
	d := specimen.NewDesk()
	d.Vocabulary.Scheme.Layers[1].Name = "Claims*" // with Claims as its neighbour
	d.Write("port of Antwerp", "CLAIM port of Antwerp", "PLACE Antwerp")
	_, rows := saveHF(t, d, dataset.WriteOptions{Overlap: dataset.SplitByLayer, Choice: choice.Options{Layers: []string{"Claims", "Claims*", "Entities"}}})
	for _, want := range []string{`"ner_tags_Claims":[1,2,2]`, `"ner_tags_Claims_":[0,0,0]`, `"ner_tags_Entities":[0,0,5]`} {
		if !strings.Contains(rows[0], want) {
			t.Errorf("%s lacks %s", rows[0], want)
		}
	}
}
