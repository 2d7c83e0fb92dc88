package storage

import (
	"encoding/json"
	"slices"

	"postil/annotate"
)

const selectSpans = `SELECT s.uid, s.label, s.annotator, t.uid, s.start, s.end, s.text, s.fragments, s.attributes, s.note, s.origin, s.came_from, s.score, s.created, s.updated
	FROM span s LEFT JOIN tag t ON t.id = s.tag `

func readSpan(w row, n *names, document annotate.UID) (annotate.Span, error) {
	s := annotate.Span{UID: w.uid(0), Document: document, Label: n.uids[labels][w.integer(1)], Annotator: n.uids[annotators][w.integer(2)],
		Tag: w.uid(3), Note: w.text(9), Origin: readOrigin(w[10:13]), Created: moment(w.integer(13)), Updated: moment(w.integer(14))}
	var err error
	if w[7] == nil {
		s.Fragments = []annotate.Fragment{{Start: int(w.integer(4)), End: int(w.integer(5)), Text: w.text(6)}}
	} else if s.Fragments, err = readFragments(w.text(7)); err != nil {
		return s, annotate.At("span "+s.UID.String(), err)
	}
	s.Attributes, err = readAttributes(w[8])
	return s, err
}

func readOrigin(w row) annotate.Origin {
	o := annotate.Origin{Kind: annotate.OriginKind(w.text(0)), From: w.text(1)}
	if score, ok := w[2].(float64); ok {
		o.Score = &score
	}
	return o
}

func readAttributes(cell any) (annotate.Attributes, error) {
	text, ok := cell.(string)
	if !ok {
		return nil, nil
	}
	var a annotate.Attributes
	return a, json.Unmarshal([]byte(text), &a)
}

// A span in pieces keeps them as [[start, end, "text"], ...].

func readFragments(text string) ([]annotate.Fragment, error) {
	var pieces [][3]any
	if err := json.Unmarshal([]byte(text), &pieces); err != nil {
		return nil, err
	}
	fragments := make([]annotate.Fragment, len(pieces))
	for i, p := range pieces {
		start, ok1 := p[0].(float64)
		end, ok2 := p[1].(float64)
		covered, ok3 := p[2].(string)
		if !ok1 || !ok2 || !ok3 {
			return nil, &annotate.Error{Code: annotate.Internal, What: "its fragments are damaged", Hint: "run postil check"}
		}
		fragments[i] = annotate.Fragment{Start: int(start), End: int(end), Text: covered}
	}
	return fragments, nil
}

func fragmentsCell(fragments []annotate.Fragment) (any, error) {
	if len(fragments) == 1 {
		return nil, nil
	}
	pieces := make([][3]any, len(fragments))
	for i, f := range fragments {
		pieces[i] = [3]any{f.Start, f.End, f.Text}
	}
	b, err := json.Marshal(pieces)
	return string(b), err
}

// Spans returns every annotator's spans of a document, in the order of
// annotate.CompareSpans.
func (r *Reader) Spans(document annotate.UID) ([]annotate.Span, error) {
	key, err := r.find(documents, "document", document)
	if err != nil {
		return nil, err
	}
	n, err := r.c.number("SELECT count(*) FROM span WHERE document = ?", key)
	if err != nil {
		return nil, err
	}
	return r.spans(ofDocument, key, document, slices.Grow([]annotate.Span(nil), int(n)))
}

// ofDocument chooses the spans of a document.
const ofDocument = "WHERE s.document = ? AND s." + visible

// spans appends the chosen spans of a document to those given.
func (r *Reader) spans(where string, key int64, document annotate.UID, all []annotate.Span) ([]annotate.Span, error) {
	n, err := r.vocabulary()
	if err != nil {
		return nil, err
	}
	err = r.c.each(selectSpans+where, r.alive(func(w row) error {
		s, err := readSpan(w, n, document)
		all = append(all, s)
		return err
	}), key)
	slices.SortFunc(all, func(a, b annotate.Span) int { return annotate.CompareSpans(&a, &b) })
	return all, err
}

// Span returns one span.
func (r *Reader) Span(span annotate.UID) (annotate.Span, error) {
	n, err := r.vocabulary()
	if err != nil {
		return annotate.Span{}, err
	}
	document, err := r.c.one("SELECT d.uid FROM span s JOIN document d ON d.id = s.document WHERE s.uid = ?", span[:])
	if err != nil || document == nil {
		return annotate.Span{}, missing(err, "span", span)
	}
	w, err := r.c.one(selectSpans+"WHERE s.uid = ? AND s."+visible, span[:])
	if err != nil || w == nil {
		return annotate.Span{}, missing(err, "span", span)
	}
	return readSpan(w, n, document.uid(0))
}

const selectRelations = `SELECT r.uid, r.type, f.uid, t.uid, d.uid, r.frame, r.attributes, r.annotator, r.note, r.origin, r.came_from, r.score, r.created, r.updated
	FROM relation r JOIN span f ON f.id = r.from_span JOIN span t ON t.id = r.to_span JOIN document d ON d.id = t.document `

func readRelation(w row, n *names) (annotate.Relation, error) {
	r := annotate.Relation{UID: w.uid(0), Type: n.uids[relationTypes][w.integer(1)], From: w.uid(2), To: w.uid(3), ToDocument: w.uid(4), Group: w.text(5),
		Annotator: n.uids[annotators][w.integer(7)], Note: w.text(8), Origin: readOrigin(w[9:12]), Created: moment(w.integer(12)), Updated: moment(w.integer(13))}
	var err error
	r.Attributes, err = readAttributes(w[6])
	return r, err
}

// Relations returns the relations that start in a document, in the order in
// which they were made.
func (r *Reader) Relations(document annotate.UID) ([]annotate.Relation, error) {
	key, err := r.find(documents, "document", document)
	if err != nil {
		return nil, err
	}
	return r.relations(fromDocument, key)
}

// RelationsOf returns the relations that start from a span or lead to it.
func (r *Reader) RelationsOf(span annotate.UID) ([]annotate.Relation, error) {
	key, err := r.find(spans, "span", span)
	if err != nil {
		return nil, err
	}
	return r.relations("WHERE (r.from_span = ?1 OR r.to_span = ?1) AND r."+visible, key)
}

// fromDocument chooses the relations that start in a document.
const fromDocument = "WHERE r.document = ? AND r." + visible

func (r *Reader) relations(where string, key int64) ([]annotate.Relation, error) {
	n, err := r.vocabulary()
	if err != nil {
		return nil, err
	}
	var all []annotate.Relation
	err = r.c.each(selectRelations+where+" ORDER BY r.id", r.alive(func(w row) error {
		relation, err := readRelation(w, n)
		all = append(all, relation)
		return err
	}), key)
	return all, err
}
