package export

import (
	"postil/annotate"
	"postil/annotate/text"
)

// seen is what the line in hand has brought, which counts only once all of the
// line is good.
type seen struct {
	kept, dropped []string
	replaced      text.Replaced
	words         lexiconSize // before the line
}

// begin prepares for a line.
func (r *JSONLReader) begin() {
	r.seen.kept, r.seen.dropped, r.seen.replaced = r.seen.kept[:0], r.seen.dropped[:0], text.Replaced{}
	r.seen.words = r.words.size()
	r.everywhere.mark()
}

// count adds a good line to the report.
func (r *JSONLReader) count(record *annotate.Record) {
	r.report.Documents++
	r.report.Spans += len(record.Spans)
	r.report.Relations += len(record.Relations)
	r.report.Replaced.Controls += r.seen.replaced.Controls
	r.report.Replaced.Invalid += r.seen.replaced.Invalid
	for _, key := range r.seen.kept {
		r.report.Kept[key]++
	}
	for _, key := range r.seen.dropped {
		r.report.Dropped[key]++
	}
}

// forget takes back what a bad line has brought: its ids, and its labels, tags
// and whatever else it refers to first.
func (r *JSONLReader) forget() {
	r.everywhere.reset()
	r.words.shrink(r.seen.words)
}

// lexiconSize is how much a lexicon holds.
type lexiconSize struct{ layers, labels, attributes, types, annotators, tags int }

func (l *lexicon) size() lexiconSize {
	s := &l.v.Scheme
	return lexiconSize{len(s.Layers), len(s.Labels), len(s.Attributes), len(s.Relations), len(l.v.Annotators), len(l.v.Tags)}
}

// shrink takes back what came in since a lexicon had that size.
func (l *lexicon) shrink(to lexiconSize) {
	s := &l.v.Scheme
	for _, b := range s.Labels[to.labels:] {
		delete(l.labels, b.Name)
	}
	for _, t := range s.Relations[to.types:] {
		delete(l.types, t.Name)
	}
	for _, a := range l.v.Annotators[to.annotators:] {
		delete(l.annotators, a.Name)
	}
	for _, t := range l.v.Tags[to.tags:] {
		delete(l.tags, t.UID)
	}
	for i, d := range s.Attributes[to.attributes:] {
		delete(l.attributes, attributeKey{d.On, d.Owner, d.Name})
		if l.kinds[d.Name] == to.attributes+i {
			delete(l.kinds, d.Name)
		}
	}
	s.Layers, s.Labels, s.Attributes, s.Relations = s.Layers[:to.layers], s.Labels[:to.labels], s.Attributes[:to.attributes], s.Relations[:to.types]
	l.v.Annotators, l.v.Tags = l.v.Annotators[:to.annotators], l.v.Tags[:to.tags]
}
