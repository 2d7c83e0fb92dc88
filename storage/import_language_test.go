package storage_test

import (
	"slices"
	"testing"

	"postil/annotate"
	"postil/storage"
)

// TestImportGivesLanguages to documents that have none, though somebody touches
// them meanwhile: one is renamed, one gets another language, one is taken back.
func TestImportGivesLanguages(t *testing.T) {
	p := newProject(t)
	var records []*annotate.Record
	for _, name := range []string{"plain", "renamed", "spoken for", "gone", "french"} {
		records = append(records, document(name, "The text of "+name+"."))
	}
	records[4].Document.Language = "fr"
	kept := slices.Concat(records[:3], records[4:])
	p.take(kept...)
	short := p.all()
	p.take(records[3])
	before := p.all()
	for _, r := range records {
		r.Document.Language = "nl"
	}
	plain, renamed, spoken := records[0].Document.UID, records[1].Document.UID, records[2].Document.UID

	_, report := p.importing(adding(records...))
	if report.Languages != 4 || report.OtherLanguages != 1 {
		t.Errorf("%d languages, %d others", report.Languages, report.OtherLanguages)
	}
	after := p.all()
	for i, want := range []string{"nl", "nl", "nl", "fr", "nl"} {
		if got := after.Records[i].Document.Language; got != want {
			t.Errorf("%s is in %q, want %q", after.Records[i].Document.Name, got, want)
		}
	}
	sound(t, p.File)
	p.undo(p.ana)
	p.like(before)

	must(t, p.ImportAnd(ctx, storage.Action{Name: "import", Annotator: p.ana.UID}, adding(records...), func() {
		p.undo(p.ana) // the document that came in by itself
		p.do("meanwhile", p.ben, func(w *storage.Writer) error {
			return cmpOr(w.RenameDocument(renamed, "Another name"), w.SetLanguage(spoken, "de"))
		})
	}))
	got := map[annotate.UID]annotate.Document{}
	for _, r := range p.all().Records {
		got[r.Document.UID] = r.Document
	}
	if len(got) != 4 || got[plain].Language != "nl" || got[renamed].Language != "nl" || got[renamed].Name != "Another name" || got[spoken].Language != "de" {
		t.Errorf("%+v", got)
	}
	sound(t, p.File)
	p.undo(p.ana)
	p.undo(p.ben)
	p.like(short)
}
