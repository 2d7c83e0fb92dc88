package project

import (
	"context"
	"errors"
	"slices"

	"postil/annotate"
	"postil/annotate/pasttag"
	"postil/storage"
)

// Undone is what [Project.Undo] took back or [Project.Redo] put back.
type Undone struct {
	Change    annotate.Change // the change that was taken back or put back
	Documents []annotate.UID  // where something changed
	Spans     Respanned       // which spans changed there
}

// Respanned says which spans a change that memory could not foresee has changed.
type Respanned struct {
	Exact bool            // Come and Gone are all; else read the documents' spans again
	Come  []annotate.Span // new or changed, as they are now
	Gone  []annotate.UID
}

// Undo takes back the newest change of this annotator on this machine that is
// not yet undone. With nothing to undo it returns [annotate.NotFound]; where
// somebody's later change stands in the way, [annotate.Conflict] that names it.
func (p *Project) Undo(ctx context.Context) (Undone, error) {
	return p.travel(ctx, p.file.Undoable, p.file.Undo)
}

// Redo puts back what the last [Project.Undo] took back, unless something was
// changed since. Errors are those of Undo.
func (p *Project) Redo(ctx context.Context) (Undone, error) {
	return p.travel(ctx, p.file.Redoable, p.file.Redo)
}

// UndoName says in words what Undo would take back ("tag QUOTE"), "" for
// nothing.
func (p *Project) UndoName() string {
	p.lists.mu.RLock()
	defer p.lists.mu.RUnlock()
	return p.lists.undo
}

// RedoName says in words what Redo would put back, "" for nothing.
func (p *Project) RedoName() string {
	p.lists.mu.RLock()
	defer p.lists.mu.RUnlock()
	return p.lists.redo
}

// travel goes one change back or forth.
func (p *Project) travel(ctx context.Context,
	next func(context.Context, annotate.UID) (annotate.Change, bool, error),
	step func(context.Context, annotate.UID) (annotate.Change, storage.Touched, error),
) (Undone, error) {
	var undone Undone
	var err error
	undone.Spans, err = p.bulk(ctx, func() (touched storage.Touched, err error) {
		if undone.Change, _, err = next(ctx, p.me.UID); err != nil {
			return touched, err
		}
		_, touched, err = step(ctx, p.me.UID)
		undone.Documents = touched.Documents
		return touched, err
	})
	if err != nil {
		return Undone{}, err
	}
	return undone, nil
}

// Up to so many touched documents, with up to so many spans, are followed one by
// one; above that, what is marked is read again in the background.
const (
	fewDocuments = 32
	fewSpans     = 5000
)

// bulk runs work that changes the project in ways that memory cannot follow by
// itself, and then reads again what was touched.
func (p *Project) bulk(ctx context.Context, work func() (storage.Touched, error)) (Respanned, error) {
	touched, spans, err := p.runBulk(ctx, work)
	if err != nil {
		return Respanned{}, err
	}
	if !touched.Empty() {
		p.signals.Saved.emit(struct{}{})
	}
	p.tell(touched)
	return spans, nil
}

func (p *Project) runBulk(ctx context.Context, work func() (storage.Touched, error)) (touched storage.Touched, spans Respanned, err error) {
	p.command.Lock()
	defer p.command.Unlock()
	var follow []annotate.UID
	var before markings
	done := false
	err = p.file.View(ctx, func(r *storage.Reader) error { // a snapshot from before the work
		if _, err := r.Seq(); err != nil {
			return err
		}
		if touched, err = work(); err != nil {
			return err
		}
		done = true
		follow = p.few(touched.Documents)
		before, err = markedIn(r, touched, follow)
		return err
	})
	if !done {
		return touched, spans, err
	}
	// What is on the disk stays there, whether or not the caller still waits.
	if !touched.Exact && len(follow) < len(touched.Documents) {
		p.past.readAgain()
	}
	after, reloaded := p.reload(context.WithoutCancel(ctx), touched, follow, before)
	return touched, respanned(touched, after.spans), errors.Join(err, reloaded)
}

// markings are what is marked in what was touched: the uses of past tags, and the spans
// themselves where they are named.
type markings struct {
	uses  []pasttag.Use
	spans []annotate.Span
}

// markedIn reads what is marked in the spans that were touched, else in the documents.
func markedIn(r *storage.Reader, t storage.Touched, documents []annotate.UID) (m markings, err error) {
	if !t.Exact {
		m.uses, err = usesIn(r, documents)
		return m, err
	}
	for _, uid := range t.Spans {
		span, err := r.Span(uid)
		if annotate.CodeOf(err) == annotate.NotFound {
			continue // it came, or has gone
		}
		if err != nil {
			return m, err
		}
		m.spans = append(m.spans, span)
		m.uses = append(m.uses, pasttag.UseOf(&span))
	}
	return m, nil
}

// respanned says which of the spans that were touched came and which went.
func respanned(t storage.Touched, come []annotate.Span) Respanned {
	came := make(map[annotate.UID]bool, len(come))
	for i := range come {
		came[come[i].UID] = true
	}
	gone := slices.DeleteFunc(slices.Clone(t.Spans), func(uid annotate.UID) bool { return came[uid] })
	return Respanned{Exact: t.Exact, Come: come, Gone: gone}
}

// few returns the documents where they and their spans are few, else none.
func (p *Project) few(documents []annotate.UID) []annotate.UID {
	if fewDocuments < len(documents) {
		return nil
	}
	spans := 0
	for _, d := range documents {
		item, _ := p.Document(d)
		spans += item.Spans
	}
	if fewSpans < spans {
		return nil
	}
	return documents
}

// reload reads again what was touched, all but past tags and numbers of spans.
// These follow from what was marked before to what is marked now, which it returns.
func (p *Project) reload(ctx context.Context, t storage.Touched, follow []annotate.UID, before markings) (after markings, err error) {
	old := p.Tags()
	err = p.file.View(ctx, func(r *storage.Reader) (err error) {
		if after, err = markedIn(r, t, follow); err != nil {
			return err
		}
		return p.reloadLists(r, t)
	})
	if err != nil || t.List || !t.Exact {
		p.opened.forget(t.Documents)
	} else {
		p.opened.exchange(before.spans, after.spans, p.me.UID)
	}
	if err != nil {
		return after, err
	}
	p.past.follow(func(m *memory) {
		followTags(m, old, p.Tags())
		for _, u := range before.uses {
			m.remove(u)
		}
		for _, u := range after.uses {
			m.add(u)
		}
	})
	p.lists.mu.Lock()
	for _, u := range before.uses {
		p.lists.count(u.Document, -u.Spans)
	}
	for _, u := range after.uses {
		p.lists.count(u.Document, u.Spans)
	}
	p.lists.mu.Unlock()
	if t.List {
		ask(p.uncounted)
	}
	return after, p.loadHistory(ctx)
}

// reloadLists reads again what was touched of the lists.
func (p *Project) reloadLists(r *storage.Reader, t storage.Touched) error {
	if t.List || fewDocuments < len(t.Documents) {
		return p.loadLists(r)
	}
	if t.Scheme || t.Tags || t.Annotators {
		vocabulary, err := r.Vocabulary()
		if err != nil {
			return err
		}
		p.lists.mu.Lock()
		p.lists.setVocabulary(vocabulary)
		p.lists.mu.Unlock()
	}
	for _, d := range t.Documents {
		statuses, err := r.Statuses(d)
		if err != nil {
			return err
		}
		p.lists.mu.Lock()
		p.lists.setStatus(d, statusOf(statuses, p.me.UID))
		p.lists.mu.Unlock()
	}
	return nil
}

// statusOf returns the annotator's status among everybody's.
func statusOf(statuses []annotate.DocumentStatus, annotator annotate.UID) annotate.Status {
	for _, s := range statuses {
		if s.Annotator == annotator {
			return s.Status
		}
	}
	return annotate.Unread
}
