package docview_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"postil/annotate"
	"postil/app/docview"
	"postil/app/docview/testdata/recording"
)

// BenchmarkOpen is the time from the call to the pictures of the first page.
func BenchmarkOpen(b *testing.B) {
	test.NewTempApp(b)
	view := docview.New()
	w := test.NewTempWindow(b, view)
	w.Resize(fyne.NewSize(recording.Width, recording.Height))
	scheme := annotate.DefaultScheme()
	for _, d := range recording.Documents {
		b.Run(d.Name, func(b *testing.B) {
			doc, spans := d.Make(&scheme)
			for b.Loop() {
				view.Open(doc, spans, &scheme, docview.Names{})
				docview.DrawRasters(view)
			}
			b.ReportMetric(float64(len(spans)), "spans")
		})
	}
}
