package window

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"postil/annotate"
	"postil/app/docview/testdata/recording"
	"postil/app/project"
)

// BenchmarkOpenDocument is the time from choosing a document to its first page and
// everything that the panels say about it, read from a project's file.
func BenchmarkOpenDocument(b *testing.B) {
	for _, d := range recording.Documents {
		b.Run(d.Name, func(b *testing.B) {
			h := newHarness(b)
			h.openRecorded(&d)
			uid := h.page.doc.UID
			for b.Loop() {
				b.StopTimer()
				h.showPage(nil)
				b.StartTimer()
				h.openDocument(uid)
				h.settle()
			}
		})
	}
}

// openRecorded opens a project with one long document.
func (h *harness) openRecorded(d *recording.Document) {
	h.t.Helper()
	scheme := annotate.DefaultScheme()
	doc, spans := d.Make(&scheme)
	records := filepath.Join(h.home, "long.jsonl")
	if err := os.WriteFile(records, record(h.t, doc, spans, &scheme), 0o600); err != nil {
		h.t.Fatal(err)
	}
	path := filepath.Join(h.home, "Long.postil")
	if _, err := project.ImportInto(h.t.Context(), path, "Ana", []string{records}, project.ImportOptions{}, nil); err != nil {
		h.t.Fatal(err)
	}
	h.openProject(path, nil)
	h.settle()
	if len(h.page.spans) == 0 {
		h.t.Fatal("the long document has no spans")
	}
}

// record is a document as a line of JSONL.
func record(t testing.TB, doc *annotate.Document, spans []annotate.Span, scheme *annotate.Scheme) []byte {
	type span struct {
		Label string `json:"label"`
		Start int    `json:"start"`
		End   int    `json:"end"`
		Text  string `json:"text"`
	}
	var line struct {
		Name  string `json:"name"`
		Unit  string `json:"offset_unit"`
		Text  string `json:"text"`
		Spans []span `json:"spans"`
	}
	line.Name, line.Unit, line.Text = doc.Name, "byte", doc.Text
	for _, s := range spans {
		line.Spans = append(line.Spans, span{scheme.Label(s.Label).Name, s.Start(), s.End(), s.Text()})
	}
	out, err := json.Marshal(line)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
