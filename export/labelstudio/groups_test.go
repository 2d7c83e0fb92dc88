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

// TestRelationsBetweenSuggestions stand with the model, whoever they are of.
func TestRelationsBetweenSuggestions(t *testing.T) {
	d := specimen.NewDesk()
	d.Vocabulary.Scheme.Relations = []annotate.RelationType{{UID: specimen.UID(41, 1), Name: "near"}}
	r := d.Write("Bart met Ana.", "PERSON Bart", "PERSON Ana")
	for i := range r.Spans {
		r.Spans[i].Origin = annotate.Origin{Kind: annotate.Suggested, From: "ner 1"}
	}
	r.Relations = []annotate.Relation{{UID: specimen.UID(40, 1), Type: specimen.UID(41, 1), From: r.Spans[0].UID, To: r.Spans[1].UID, ToDocument: r.Document.UID, Annotator: d.Vocabulary.Annotators[0].UID}}
	content, written := d.SaveAt(t, "labelstudio", filepath.Join(t.TempDir(), "a.json"), dataset.WriteOptions{})
	if a := written.Account.Relations; len(a.Written) != 1 || a.Changed.Len() != 0 || !strings.Contains(content, `"annotations":[]`) {
		t.Errorf("%+v\n%s", a, content)
	}
}

// TestAnswersWithoutAnID are about the document, even where a region has no id
// either.
func TestAnswersWithoutAnID(t *testing.T) {
	bare := strings.Replace(region("", 0, 4, "Bart", `"PER"`), `"id":"",`, "", 1)
	p, _, err := specimen.Read("labelstudio", specimen.FileWith(t, "a.json", task("Bart in Gent", bare, `{"from_name":"topic","to_name":"text","type":"choices","value":{"choices":["port"]}}`)), dataset.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	r := p.Records[0]
	if len(r.Spans) != 1 || len(r.Spans[0].Attributes) != 0 || len(r.Attributes) != 1 || r.Attributes[0].Name != "topic" {
		t.Errorf("%+v, %+v", r.Spans, r.Attributes)
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
