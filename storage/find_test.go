package storage_test

import (
	"strings"
	"testing"

	"postil/annotate"
	"postil/storage"
)

// find returns the names of the documents that a query finds.
func (p *project) find(query string) string {
	p.Helper()
	var found []string
	must(p, p.View(ctx, func(r *storage.Reader) error {
		return r.Find(query, func(u annotate.UID) error {
			d, err := r.Document(u)
			found = append(found, d.Name)
			return err
		})
	}))
	return strings.Join(found, " ")
}

func TestFind(t *testing.T) {
	p := newProject(t)
	long := "beginning " + strings.Repeat("In between there is nothing of interest.\n", 5000) + "ending"
	p.take(document("ro", "Șefa guvernului a spus: „Nu”."), document("en", "The chief said no, in O'Hare's bar."), document("ja", "日本語テキストです。"),
		document("long", long), document("ar", "قالَ الرئيسُ لا"), document("ru", "Премьер сказал «нет»."))
	for query, want := range map[string]string{
		"sefa":             "ro",
		"ȘEFA":             "ro",
		"guv":              "ro",
		"guv spus":         "", // only the last word may be a beginning
		"spus guv":         "ro",
		"a":                "ro", // "a" and a beginning; letters inside words are none
		"no":               "en long",
		"chief, said":      "en",
		"o'hare":           "en",
		"beginning ending": "long",
		"日本":               "ja",
		"テキスト":             "ja",
		"本日":               "",
		"الرئيس":           "ar",
		"премьер":          "ru",
		"NOT near OR":      "",
		"\"*":              "",
		"":                 "",
		"absent":           "",
	} {
		if got := p.find(query); got != want {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}
	fresh := document("fresh", "Another sefa.")
	p.importing(func(im *storage.Importer) error {
		must(t, im.Add(fresh))
		if got := p.find("sefa"); got != "ro" {
			t.Errorf("an import under way is found: %q", got)
		}
		return nil
	})
	if got := p.find("sefa"); got != "ro fresh" {
		t.Errorf("found %q", got)
	}
	p.undo(p.ana)
	if got := p.find("sefa"); got != "ro" {
		t.Errorf("what was undone is found: %q", got)
	}
	p.redo(p.ana)
	if got := p.find("sefa"); got != "ro fresh" {
		t.Errorf("found %q", got)
	}
}
