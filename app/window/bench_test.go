package window

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"postil/annotate"
	"postil/app/docview"
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
				h.showPage(nil, nil)
				b.StartTimer()
				h.openDocument(uid)
				h.settle()
			}
		})
	}
}

// BenchmarkHeld is what actions in the longest document take: ms-held is how long
// one step of them holds Fyne's goroutine up, so that no frame is drawn.
func BenchmarkHeld(b *testing.B) {
	h := newHarness(b)
	h.openRecorded(recording.Named(recording.Longest))
	r := rand.New(rand.NewPCG(7, 8))
	whole, document := len(h.page.doc.Text), h.page.doc.UID
	pick := func() { h.reading.view.SelectSpan(h.someSpan(r)) }
	choose := func() { at := r.IntN(whole - 20); h.reading.view.Select(at, at+10) }
	tag := func() { h.reading.view.OnLabelKey(docview.LabelKey{Name: "c", Place: docview.NoPlace}, false) }
	all := func() { h.reading.view.Select(0, whole) }
	tagged := func() { choose(); tag(); h.settle() }
	for _, action := range []struct {
		name        string
		prepare, do func()
	}{
		{"select", func() {}, choose},
		{"tag", choose, tag},
		{"undo", tagged, h.undo},
		{"redo", func() { tagged(); h.undo() }, h.redo},
		{"delete", pick, h.deleteSpan},
		{"relabel", pick, func() { h.reading.view.OnLabelKey(docview.LabelKey{Name: "d", Place: docview.NoPlace}, false) }},
		{"copy all", all, h.copyText},
		{"tag all", all, tag},
		{"undo all", func() { all(); tag(); h.settle() }, h.undo},
		{"another process", func() {}, h.reloadSpans},
		{"open", func() { h.showPage(nil, nil) }, func() { h.openDocument(document) }},
	} {
		b.Run(action.name, func(b *testing.B) {
			var held []time.Duration
			for b.Loop() {
				b.StopTimer()
				action.prepare()
				h.settle()
				b.StartTimer()
				held = append(held, h.held(action.do))
			}
			slices.Sort(held)
			b.ReportMetric(held[len(held)/2].Seconds()*1000, "ms-held-p50")
			b.ReportMetric(held[len(held)-1].Seconds()*1000, "ms-held-most")
		})
	}
}

// someSpan is a span of the document shown.
func (h *harness) someSpan(r *rand.Rand) annotate.UID {
	h.reading.view.SelectSpan(annotate.UID{})
	for {
		at := r.IntN(len(h.page.doc.Text))
		h.reading.view.Select(at, at)
		h.reading.view.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
		if uid, ok := h.reading.view.CurrentSpan(); ok {
			return uid
		}
	}
}

// held does something, waits for what follows from it, and gives the longest time
// that one step of it took on Fyne's goroutine.
func (h *harness) held(do func()) (longest time.Duration) {
	run := func(f func()) {
		start := time.Now()
		f()
		longest = max(longest, time.Since(start))
	}
	run(do)
	for !h.jobs.idle() || len(h.queue) > 0 {
		select {
		case f := <-h.queue:
			run(f)
		case <-time.After(time.Millisecond):
		}
	}
	return longest
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
