package storage

import (
	"errors"
	"slices"

	"postil/annotate"
)

// merging is one record on its way into its document.
type merging struct {
	im       *Importer
	document docRef
	text     string
	where    string         // the document, for errors
	incoming []incomingSpan // its spans; nil before they are checked

	// What stands on the document, where it was there.
	spans         map[annotate.UID]*annotate.Span
	marks         map[annotate.Mark]annotate.UID
	anybodys      map[annotate.Mark]bool // the marks, whoever made them, on a document that was there before the import
	relations     map[annotate.UID]*annotate.Relation
	links         map[link]annotate.UID
	attributeUIDs map[annotate.UID]bool
	attributes    map[sameAttribute]bool
	statuses      map[int64]annotate.Status // by annotator

	differs Difference // in what the record says something else of the document
}

// link is what makes two relations the same.
type link struct {
	kind, from, to, annotator annotate.UID
	group                     string
}

// sameAttribute is what makes two attributes of one document the same.
type sameAttribute struct {
	annotator   int64
	name, value string
}

func linkOf(r *annotate.Relation) link { return link{r.Type, r.From, r.To, r.Annotator, r.Group} }

// load reads what stands on a document that was there; what this import has put
// there too, so everything of that has to be in the file.
func (m *merging) load() error {
	im := m.im
	if im.holds(&m.document) {
		if err := im.flush(); err != nil {
			return err
		}
	}
	m.spans, m.marks, m.anybodys = map[annotate.UID]*annotate.Span{}, map[annotate.Mark]annotate.UID{}, map[annotate.Mark]bool{}
	m.attributeUIDs, m.attributes, m.statuses = map[annotate.UID]bool{}, map[sameAttribute]bool{}, map[int64]annotate.Status{}
	return im.f.View(im.ctx, func(r *Reader) error {
		r.names = im.vocab.names
		spans, err := r.spans("WHERE s.document = ?", m.document.key, m.document.uid, nil)
		if err != nil {
			return err
		}
		for i := range spans {
			m.spans[spans[i].UID] = &spans[i]
			mark := spans[i].Mark()
			m.marks[mark] = spans[i].UID
			if m.document.change != im.change {
				m.anybodys[ofAnybody(mark)] = true
			}
		}
		if err := m.loadRelations(r); err != nil {
			return err
		}
		err = r.c.each("SELECT annotator, status FROM status WHERE document = ?", func(w row) error {
			m.statuses[w.integer(0)] = annotate.Status(w.text(1))
			return nil
		}, m.document.key)
		if err != nil {
			return err
		}
		return r.c.each("SELECT uid, annotator, name, value FROM document_attribute WHERE document = ?", func(w row) error {
			m.attributeUIDs[w.uid(0)] = true
			m.attributes[sameAttribute{w.integer(1), w.text(2), w.text(3)}] = true
			return nil
		}, m.document.key)
	})
}

// loadRelations reads those that stand on the document.
func (m *merging) loadRelations(r *Reader) error {
	relations, err := r.relations("WHERE r.document = ?", m.document.key)
	if err != nil {
		return err
	}
	m.relations, m.links = map[annotate.UID]*annotate.Relation{}, map[link]annotate.UID{}
	for i := range relations {
		m.relations[relations[i].UID] = &relations[i]
		m.links[linkOf(&relations[i])] = relations[i].UID
	}
	return nil
}

// annotator returns the key of a record's annotator.
func (m *merging) annotator(u annotate.UID) (int64, error) {
	key := m.im.vocab.key(annotators, u)
	if key == 0 {
		return 0, &annotate.Error{Code: annotate.Invalid, What: "it names an annotator that is nowhere defined"}
	}
	return key, nil
}

// free returns u, or another UID where u is zero or stands for something else
// already: the same one each time, so that importing again finds it.
func (m *merging) free(t *table, u annotate.UID) (annotate.UID, error) {
	if u.IsZero() {
		return annotate.NewUID(), nil
	}
	taken := false
	for _, p := range m.im.portions() {
		if _, isSpan := p.spans[u]; isSpan || p.others[u] {
			taken = true
		}
	}
	if !taken {
		err := m.im.f.View(m.im.ctx, func(r *Reader) error {
			n, err := r.c.number("SELECT count(*) FROM "+t.name+" WHERE uid = ?", u[:])
			taken = n != 0
			return err
		})
		if err != nil {
			return u, err
		}
	}
	if taken {
		return m.other(u), nil
	}
	return u, nil
}

// other returns the UID that u becomes in this document where it stands for
// something else in another.
func (m *merging) other(u annotate.UID) annotate.UID {
	return annotate.UIDWithin(m.document.uid, "other\x00"+u.String())
}

// taken returns which of the spans' UIDs stand for other spans in the project.
// Records are looked up by the range of their UIDs first: those that Postil
// makes lie together, by time, and nothing else lies between.
func (m *merging) taken(all []annotate.Span) (map[annotate.UID]bool, error) {
	var low, high annotate.UID
	for i := range all {
		u := all[i].UID
		if u.IsZero() {
			continue
		}
		if low.IsZero() || slices.Compare(u[:], low[:]) < 0 {
			low = u
		}
		if slices.Compare(high[:], u[:]) < 0 {
			high = u
		}
	}
	taken := map[annotate.UID]bool{}
	if high.IsZero() {
		return taken, nil
	}
	err := m.im.f.View(m.im.ctx, func(r *Reader) error {
		near, err := r.c.one("SELECT 1 FROM span WHERE uid BETWEEN ? AND ? LIMIT 1", low[:], high[:])
		if err != nil || near == nil {
			return err
		}
		for i := range all {
			n, err := r.c.number("SELECT count(*) FROM span WHERE uid = ?", all[i].UID[:])
			if err != nil {
				return err
			}
			if n != 0 {
				taken[all[i].UID] = true
			}
		}
		return nil
	})
	for i := range all {
		for _, p := range m.im.portions() {
			if _, ok := p.spans[all[i].UID]; ok {
				taken[all[i].UID] = true
			}
		}
	}
	return taken, err
}

// addSpans takes in the spans of the record, which were checked.
func (m *merging) addSpans(all []annotate.Span) error {
	for i := range all {
		s, in := &all[i], &m.incoming[i]
		given := s.UID
		if in.is != given {
			m.im.spans[given] = in.is
		}
		if in.known {
			m.im.knowsSpan(in.is)
			m.im.report.Items.Spans.differs(in.is, m.document.uid, spanDiffers(s, m.spans[in.is]))
			continue
		}
		s.UID = in.is
		if err := m.addSpan(s, in); err != nil {
			return err
		}
		if in.is != given {
			m.im.report.Items.Spans.renamed(given, in.is, m.document.uid)
		}
	}
	return nil
}

// addSpan takes in one new span.
func (m *merging) addSpan(s *annotate.Span, in *incomingSpan) error {
	im := m.im
	if s.Created.IsZero() {
		s.Created = im.now
	}
	if s.Updated.IsZero() {
		s.Updated = s.Created
	}
	r, err := spanRow(s, m.document.key, im.vocab.key(labels, s.Label), in.annotator, in.tag, im.change)
	if err != nil {
		return err
	}
	key, err := im.key()
	if err != nil {
		return err
	}
	r[0] = key
	im.filling.add(spans, r, 0)
	im.filling.image(spans, r)
	im.filling.spans[s.UID] = spanRef{key: key, document: m.document.key, label: s.Label}
	im.staged = true
	im.report.Spans++
	if 0 < len(m.anybodys) && m.anybodys[ofAnybody(s.Mark())] {
		im.report.Twins++
	}
	im.report.Items.Spans.New.add(s.UID)
	return im.handOverFull()
}

// ofAnybody returns a mark as if nobody had made it.
func ofAnybody(m annotate.Mark) annotate.Mark {
	m.Annotator = annotate.UID{}
	return m
}

// knowsSpan notes that a span of a record is in the project.
func (im *Importer) knowsSpan(u annotate.UID) {
	im.report.SpansKnown++
	im.report.Items.Spans.Known.add(u)
}

// addRelations takes in the relations of the record, which were checked; those
// that lead to spans which are not there yet wait for the end.
func (m *merging) addRelations(all []annotate.Relation) error {
	var waiting []annotate.Relation
	for i := range all {
		r := all[i]
		switch err := m.addRelation(&r); {
		case errors.Is(err, errAbsent):
			waiting = append(waiting, r)
		case err != nil:
			return err
		}
	}
	if waiting != nil {
		m.im.waiting = append(m.im.waiting, waitingRelations{waiting, m.document, m.relations != nil, m.where, m.im.Where})
	}
	return nil
}

// errAbsent says that one of a relation's spans is not there.
var errAbsent = errors.New("absent")

// span finds a span by the UID that a record gave it.
func (im *Importer) span(u annotate.UID) (annotate.UID, spanRef, error) {
	if is, ok := im.spans[u]; ok {
		u = is
	}
	for _, p := range im.portions() {
		if s, ok := p.spans[u]; ok {
			return u, s, nil
		}
	}
	var found spanRef
	err := im.f.View(im.ctx, func(r *Reader) error {
		w, err := r.c.one("SELECT s.id, s.document, l.uid FROM span s JOIN label l ON l.id = s.label WHERE s.uid = ?", u[:])
		if err == nil && w == nil {
			return errAbsent
		}
		if err == nil {
			found = spanRef{w.integer(0), w.integer(1), w.uid(2)}
		}
		return err
	})
	return u, found, err
}

// addRelation takes in one relation, unless the document has it.
func (m *merging) addRelation(r *annotate.Relation) error {
	im := m.im
	fromUID, from, err := im.span(r.From)
	if err != nil {
		return err
	}
	toUID, to, err := im.span(r.To)
	if err != nil {
		return err
	}
	r.From, r.To = fromUID, toUID
	if r.ToDocument.IsZero() {
		r.ToDocument = m.document.uid
	}
	given, is, known := r.UID, r.UID, m.relations[r.UID] != nil
	if !known {
		if r.UID, err = m.free(relations, r.UID); err != nil {
			return err
		}
		if is, known = m.links[linkOf(r)]; !known {
			is, known = r.UID, m.relations[r.UID] != nil
		}
	}
	annotator, err := m.annotator(r.Annotator)
	if err != nil {
		return err
	}
	if known {
		im.report.RelationsKnown++
		im.report.Items.Relations.Known.add(is)
		im.report.Items.Relations.differs(is, m.document.uid, relationDiffers(r, m.relations[is]))
		return nil
	}
	if r.Created.IsZero() {
		r.Created = im.now
	}
	if r.Updated.IsZero() {
		r.Updated = r.Created
	}
	w, err := relationRow(r, from.document, im.vocab.key(relationTypes, r.Type), from.key, to.key, annotator, im.change)
	if err != nil {
		return err
	}
	im.filling.others[r.UID] = true
	im.report.Relations++
	im.report.Items.Relations.New.add(r.UID)
	if r.UID != given {
		im.report.Items.Relations.renamed(given, r.UID, m.document.uid)
	}
	_, err = im.stage(relations, w)
	return err
}
