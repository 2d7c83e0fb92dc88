package storage

import (
	"database/sql/driver"
	"slices"

	"postil/annotate"
)

// Outline is a document without its text and its metadata, and what stands on it
// counted: what is known before any text is read.
type Outline struct {
	Document annotate.Document // Text and Meta are empty, TextHash and Original are not
	Statuses []annotate.DocumentStatus
	Spans    []SpanCount
	Others   []annotate.UID // annotators of whom attributes or relations stand on it, each once or more
}

// SpanCount counts the spans of one label that one annotator has marked.
type SpanCount struct {
	Label, Annotator annotate.UID
	Count            int
}

// outlinedAtOnce is how many documents' spans are counted at once: SQLite sorts
// them in memory to count them, and all of a project would take too much.
const outlinedAtOnce = 256

// Outlines returns the outline of every document, in import order.
func (r *Reader) Outlines() ([]Outline, error) {
	n, err := r.vocabulary()
	if err != nil {
		return nil, err
	}
	var all []Outline
	var keys []int64
	at := map[int64]int{}
	err = r.c.each(`SELECT d.id, d.uid, d.name, d.source, d.language, d.story, d.split, d.original, d.imported, d.direction, t.hash
		FROM document d JOIN text t ON t.id = d.text WHERE d.`+visible+" ORDER BY d.id", r.alive(func(w row) error {
		keys, at[w.integer(0)] = append(keys, w.integer(0)), len(all)
		d := annotate.Document{UID: w.uid(1), Name: w.text(2), Source: w.text(3), Language: w.text(4), Story: w.uid(5), Split: w.text(6),
			Imported: moment(w.integer(8)), Direction: readDirection(w, 9)}
		copy(d.Original[:], w.blob(7))
		copy(d.TextHash[:], w.blob(10))
		all = append(all, Outline{Document: d})
		return nil
	}))
	if err != nil {
		return nil, err
	}
	collect := func(query string, add func(*Outline, row), args ...driver.Value) error {
		return r.c.each(query, r.alive(func(w row) error {
			if i, ok := at[w.integer(0)]; ok {
				add(&all[i], w)
			}
			return nil
		}), args...)
	}
	for portion := range slices.Chunk(keys, outlinedAtOnce) {
		err := collect("SELECT document, annotator, label, count(*) FROM span WHERE document BETWEEN ? AND ? AND "+visible+" GROUP BY document, annotator, label", func(o *Outline, w row) {
			o.Spans = append(o.Spans, SpanCount{Annotator: n.uids[annotators][w.integer(1)], Label: n.uids[labels][w.integer(2)], Count: int(w.integer(3))})
		}, portion[0], portion[len(portion)-1])
		if err != nil {
			return nil, err
		}
	}
	err = collect("SELECT document, annotator, status FROM status WHERE "+visible, func(o *Outline, w row) {
		o.Statuses = append(o.Statuses, annotate.DocumentStatus{Document: o.Document.UID, Annotator: n.uids[annotators][w.integer(1)], Status: annotate.Status(w.text(2))})
	})
	for _, t := range []*table{documentAttributes, relations} {
		if err == nil {
			err = collect("SELECT DISTINCT document, annotator FROM "+t.name+" WHERE "+visible, func(o *Outline, w row) {
				o.Others = append(o.Others, n.uids[annotators][w.integer(1)])
			})
		}
	}
	return all, err
}
