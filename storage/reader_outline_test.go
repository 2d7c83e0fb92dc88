package storage_test

import (
	"cmp"
	"slices"
	"testing"

	"postil/annotate"
	"postil/storage"
)

// An outline is what counting the whole record gives.
func TestOutlinesCountWhatRecordsHold(t *testing.T) {
	p := newProject(t)
	p.everything()
	p.undo(p.ana)
	p.undo(p.ana)
	must(t, p.View(ctx, func(r *storage.Reader) error {
		got, err := r.Outlines()
		must(t, err)
		i, spans, others := 0, 0, 0
		must(t, r.Records(func(record *annotate.Record) error {
			if want := outline(record); diff(want, normal(got[i])) != "" {
				t.Error(diff(want, normal(got[i])))
			}
			i++
			spans += len(record.Spans)
			others += len(record.Relations) + len(record.Attributes)
			return nil
		}))
		if i != len(got) || i == 0 || spans == 0 || others == 0 {
			t.Errorf("%d outlines of %d documents, with %d spans and %d other things", len(got), i, spans, others)
		}
		return nil
	}))
}

// outline counts a record.
func outline(r *annotate.Record) storage.Outline {
	o := storage.Outline{Document: r.Document, Statuses: slices.Clone(r.Statuses)}
	o.Document.Text, o.Document.Meta = "", nil
	for _, s := range r.Spans {
		i := slices.IndexFunc(o.Spans, func(c storage.SpanCount) bool { return c.Label == s.Label && c.Annotator == s.Annotator })
		if i < 0 {
			i, o.Spans = len(o.Spans), append(o.Spans, storage.SpanCount{Label: s.Label, Annotator: s.Annotator})
		}
		o.Spans[i].Count++
	}
	for _, a := range r.Attributes {
		o.Others = append(o.Others, a.Annotator)
	}
	for _, l := range r.Relations {
		o.Others = append(o.Others, l.Annotator)
	}
	return normal(o)
}

// normal puts lists whose order means nothing into one.
func normal(o storage.Outline) storage.Outline {
	compare := func(a, b annotate.UID) int { return slices.Compare(a[:], b[:]) }
	slices.SortFunc(o.Spans, func(a, b storage.SpanCount) int {
		return cmp.Or(compare(a.Annotator, b.Annotator), compare(a.Label, b.Label))
	})
	slices.SortFunc(o.Statuses, func(a, b annotate.DocumentStatus) int { return compare(a.Annotator, b.Annotator) })
	slices.SortFunc(o.Others, compare)
	o.Others = slices.Compact(o.Others)
	return o
}

// BenchmarkOutlines reads what a split needs of 1,100 documents with 110,000
// spans.
func BenchmarkOutlines(b *testing.B) {
	f := create(b)
	newCorpus().fill(b, f, 1100)
	for b.Loop() {
		must(b, f.View(ctx, func(r *storage.Reader) error {
			outlines, err := r.Outlines()
			if len(outlines) != 1100 {
				b.Fatal(len(outlines))
			}
			return err
		}))
	}
	b.ReportMetric(110_000*float64(b.N)/b.Elapsed().Seconds(), "spans/s")
}
