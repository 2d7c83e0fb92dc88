package jsonl

import (
	"postil/annotate"
	"postil/annotate/text"
	"postil/export/dataset"
	"postil/export/intake"
)

// seen is what the line in hand has brought, which counts only once all of the
// line is good.
type seen struct {
	kept, dropped []string
	changed       []dataset.Changed // spans
	replaced      text.Replaced
	settled       bool               // its text was not settled
	words         intake.LexiconSize // before the line
}

// begin prepares for a line.
func (r *Reader) begin() {
	r.seen.kept, r.seen.dropped, r.seen.replaced = r.seen.kept[:0], r.seen.dropped[:0], text.Replaced{}
	r.seen.changed, r.seen.settled = r.seen.changed[:0], false
	r.seen.words = r.words.Size()
	r.everywhere.mark()
}

// count adds a good line to the report.
func (r *Reader) count(record *annotate.Record) {
	r.report.Count(record, r.seen.replaced)
	if r.seen.settled {
		r.report.Settled++
	}
	for _, key := range r.seen.kept {
		r.report.Kept[key]++
	}
	for _, key := range r.seen.dropped {
		r.report.Dropped[key]++
	}
	r.report.Changed = append(r.report.Changed, r.seen.changed...)
}

// forget takes back what a bad line has brought: its ids, and its labels, tags
// and whatever else it refers to first.
func (r *Reader) forget() {
	r.everywhere.reset()
	r.words.Shrink(r.seen.words)
}
