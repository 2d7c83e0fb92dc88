package labelstudio_test

import (
	"path/filepath"
	"strings"
	"testing"

	"postil/annotate"

	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// TestSuggestionsAreNoAnnotation writes a document on which an annotator has
// nothing but suggestions: they stand as a prediction, and nobody has annotated it.
func TestSuggestionsAreNoAnnotation(t *testing.T) {
	d := specimen.NewDesk()
	r := d.Write("Bart met Ana.", "PERSON Bart")
	r.Spans[0].Origin = annotate.Origin{Kind: annotate.Suggested, From: "ner 1"}
	content, _ := d.Save(t, "labelstudio", dataset.WriteOptions{})
	if !strings.Contains(content, `"annotations":[]`) || !strings.Contains(content, `"model_version":"ner 1"`) {
		t.Error(content)
	}
}

// TestTellsOfRelationsOfOthers links spans of one annotator in the name of
// another, and then in that of the same.
func TestTellsOfRelationsOfOthers(t *testing.T) {
	for by, want := range []int{0, 1} {
		d := specimen.NewDesk()
		d.Vocabulary.Scheme.Relations = []annotate.RelationType{{UID: specimen.UID(41, 1), Name: "near"}}
		r := d.Write("Bart met Ana.", "PERSON Bart", "PERSON Ana")
		r.Relations = []annotate.Relation{{UID: specimen.UID(40, 1), Type: specimen.UID(41, 1), From: r.Spans[0].UID, To: r.Spans[1].UID, ToDocument: r.Document.UID, Annotator: d.Vocabulary.Annotators[by].UID}}
		_, written := d.SaveAt(t, "labelstudio", filepath.Join(t.TempDir(), "a.json"), dataset.WriteOptions{})
		a := written.Account.Relations
		if len(a.Written) != 1 || a.Changed.Len() != want || want == 1 && a.Changed.At(0).Reason != "it stands with the annotator of its spans, who did not make it" {
			t.Errorf("annotator %d: %+v", by, a)
		}
	}
}
