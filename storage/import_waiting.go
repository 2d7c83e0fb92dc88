package storage

import (
	"errors"

	"postil/annotate"
)

// waitingRelations are relations of one record whose spans were not there yet.
// They are kept until the end of the import, so they hold nothing else of their
// document.
type waitingRelations struct {
	relations []annotate.Relation
	document  docRef
	known     bool   // the document was there before the record
	where     string // the document, for errors
	place     string // where the record was read
}

// Why relations are left out.
const (
	spanIsNowhere   = "it leads from or to a span that is nowhere"
	relationRefused = "it cannot stand between its spans"
)

// settleRelations takes in the relations that waited.
func (im *Importer) settleRelations() error {
	for i := range im.waiting {
		w := &im.waiting[i]
		im.Where = w.place
		to, err := im.resume(w)
		if err != nil {
			return err
		}
		for j := range w.relations {
			if err := to.settle(&w.relations[j]); err != nil {
				return err
			}
		}
	}
	im.waiting = nil
	return nil
}

// resume goes on with a record whose relations waited; what stands on a document
// that was there is read again, as far as they may be among it.
func (im *Importer) resume(w *waitingRelations) (*merging, error) {
	to := &merging{im: im, document: w.document, where: w.where}
	if !w.known {
		return to, nil
	}
	if im.holds(&w.document) {
		if err := im.flush(); err != nil {
			return nil, err
		}
	}
	return to, im.f.View(im.ctx, func(r *Reader) error {
		r.names = im.vocab.names
		return to.loadRelations(r)
	})
}

// settle takes in a relation that waited. One that cannot come in is left out
// where [Importer.SkipBad] says so.
func (m *merging) settle(r *annotate.Relation) error {
	im := m.im
	err := m.checkWaiting(r)
	if errors.Is(err, errAbsent) {
		m.leaveOut(r, spanIsNowhere)
		return nil
	}
	err = im.refused(annotate.At(m.where, err))
	if refusal, ok := errors.AsType[*Refusal](err); ok && im.SkipBad {
		m.leaveOut(r, relationRefused)
		im.report.Refused = append(im.report.Refused, refusal)
		return nil
	}
	if err != nil {
		return err
	}
	return m.addRelation(r)
}

// leaveOut lists a relation that waited in vain.
func (m *merging) leaveOut(r *annotate.Relation, reason string) {
	items := &m.im.report.Items.Relations
	items.LeftOut = append(items.LeftOut, LeftOut{r.UID, m.document.uid, m.im.Where, reason})
}

// checkWaiting checks a relation that waited, now that its spans are there.
func (m *merging) checkWaiting(r *annotate.Relation) error {
	fromUID, from, err := m.im.span(r.From)
	if err != nil {
		return err
	}
	toUID, to, err := m.im.span(r.To)
	if err != nil {
		return err
	}
	return m.checkRelation(*r, recordEnd{fromUID, from.label}, recordEnd{toUID, to.label})
}
