package spacy_test

import (
	"os"
	"os/exec"
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

// spacyDesk is a project with everything that spaCy's format treats in a way of
// its own.
func spacyDesk() *specimen.Desk {
	d := specimen.NewDesk()
	s := &d.Vocabulary.Scheme
	s.Attributes = []annotate.AttributeDef{
		{UID: specimen.UID(5, 1), On: annotate.OnDocument, Name: "TOPIC", Kind: annotate.Choice, Choices: []string{"drugs", "trade"}},
		{UID: specimen.UID(5, 2), On: annotate.OnDocument, Name: "checked", Kind: annotate.YesNo},
		{UID: specimen.UID(5, 3), On: annotate.OnDocument, Name: "score", Kind: annotate.Number},
	}
	r := d.Write("😀 “No,” Noem of Antwerp said, “never.” Subscribe! Bye.",
		"QUOTE “No,”|“never.”", "ORG Noem of Antwerp", "PLACE Antwerp", "+PLACE Antwerp", "PERSON  Noem ", "FURNITURE Subscribe!", "CLAIM never.” Subscribe! Bye")
	r.Attributes = []annotate.DocumentAttribute{{UID: specimen.UID(6, 1), Document: r.Document.UID, Annotator: specimen.UID(1, 1), Name: "TOPIC", Value: annotate.TextValue("trade")},
		{UID: specimen.UID(6, 2), Document: r.Document.UID, Annotator: specimen.UID(1, 1), Name: "score", Value: annotate.NumberValue(1)}}
	d.Write("安特卫普。", "PLACE 安特卫普")
	return d
}

func TestGolden(t *testing.T) {
	d := spacyDesk()
	content, said := d.Save(t, "spacy", dataset.WriteOptions{})
	specimen.Golden(t, "example.spacy.jsonl", []byte(content))
	want := `left out +PLACE Antwerp: another span with the same label stands for it in the same place
changed QUOTE “No,”|“never.”: each of its parts is written by itself
changed PERSON  Noem : white space at its ends is left out
changed PERSON  Noem : it is in the span group only: it overlaps another span, and of those the longest stays
changed PLACE Antwerp: it is in the span group only: it overlaps another span, and of those the longest stays
changed CLAIM never.” Subscribe! Bye: an exclusion layer masks a part of it, which is cut out
changed CLAIM never.” Subscribe! Bye: white space at its ends is left out
changed CLAIM never.” Subscribe! Bye: each of its parts is written by itself
changed CLAIM never.” Subscribe! Bye: it is in the span group only: it overlaps another span, and of those the longest stays
changed FURNITURE Subscribe!: it masks what it covers, which is neither tagged nor outside, but missing`
	if diff := cmp.Diff(want, said); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The longest span is the one with most characters, of all its fragments together.
func TestLongestByCharacters(t *testing.T) {
	for _, c := range []struct{ text, one, other, stays string }{
		{"one two three four", "QUOTE one two|four", "PERSON two three", `"entities":[{"start":0,"end":7,"label":"QUOTE"},{"start":14,"end":18,"label":"QUOTE"}]`},
		{"安特卫 ab", "QUOTE 安特卫", "PERSON 卫 ab", `"entities":[{"start":2,"end":6,"label":"PERSON"}]`},
	} {
		d := specimen.NewDesk()
		d.Write(c.text, c.one, c.other)
		if content, _ := d.Save(t, "spacy", dataset.WriteOptions{Overlap: dataset.Longest}); !strings.Contains(content, c.stays) {
			t.Errorf("%s: %s", c.text, content)
		}
	}
}

// What was said of a document is said of each of its pieces, and what no category
// says is listed.
func TestPiecesHaveTheirDocumentsCategories(t *testing.T) {
	d := spacyDesk()
	r := d.Records[0]
	content, written := d.SaveAt(t, "spacy", filepath.Join(t.TempDir(), "news.jsonl"), dataset.WriteOptions{Choice: choice.Options{Unit: choice.Sentence}})
	pieces := 0
	for line := range strings.Lines(content) {
		if strings.Contains(line, r.Document.UID.String()) {
			pieces++
			if !strings.Contains(line, `"cats":{"TOPIC=drugs":0.0,"TOPIC=trade":1.0}`) {
				t.Errorf("a piece has other categories: %s", line)
			}
		}
	}
	var said []string
	for i := range written.Account.Documents.Changed.All() {
		said = append(said, i.ID.String()+" "+i.Reason)
	}
	want := []string{r.Document.UID.String() + " attributes of it that are numbers or free text are left out, since a category holds or does not"}
	if d := cmp.Diff(want, said); d != "" || pieces < 2 {
		t.Errorf("%d pieces (-want +got):\n%s", pieces, d)
	}
}

func TestRefuses(t *testing.T) {
	d := spacyDesk()
	for _, o := range []dataset.WriteOptions{{Overlap: dataset.SplitByLayer}, {Tagging: dataset.BIOES}} {
		_, err := export.Save(t.Context(), specimen.Named(t, "spacy"), filepath.Join(t.TempDir(), "x.jsonl"), &d.Vocabulary, specimen.Each(d.Records), o)
		if annotate.CodeOf(err) != annotate.Refused {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

// TestScript writes the script beside data of several endings and, where Python is
// here, has it find them, with a spaCy that makes nothing; what it makes is proved with
// spaCy itself.
func TestScript(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not installed")
	}
	for name, files := range map[string][2]string{
		"news.jsonl": {"news.to_spacy.py", "news.spacy"}, "NEWS.JSONL": {"NEWS.to_spacy.py", "NEWS.spacy"},
		"news.json": {"news.json.to_spacy.py", "news.spacy"}, "rel-1.2": {"rel-1.2.to_spacy.py", "rel-1.2.spacy"},
	} {
		folder := t.TempDir()
		d := spacyDesk()
		if _, err := export.Save(t.Context(), specimen.Named(t, "spacy"), filepath.Join(folder, name), &d.Vocabulary, specimen.Each(nil), dataset.WriteOptions{}); err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(filepath.Join(folder, "spacy"), 0o777); err != nil {
			t.Fatal(err)
		}
		specimen.PutFile(t, folder, "spacy/tokens.py", "class Doc: pass\nclass Span: pass\nclass DocBin:\n    def __init__(self, **_): pass\n    def to_disk(self, path): path.touch()\n")
		if out, err := exec.Command(python, filepath.Join(folder, files[0])).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
		if _, err := os.Stat(filepath.Join(folder, files[1])); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
