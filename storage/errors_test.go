package storage_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mattn/go-sqlite3"

	"postil/annotate"
	"postil/storage"
)

func TestErrorsSayWhatToDo(t *testing.T) {
	for _, test := range []struct {
		code sqlite3.ErrNoExtended
		want annotate.Code
		says string
	}{
		{sqlite3.ErrNoExtended(sqlite3.ErrFull), annotate.Internal, "free some space"},
		{sqlite3.ErrIoErrWrite, annotate.Internal, "check the disk"},
		{sqlite3.ErrReadonlyDbMoved, annotate.Refused, "permissions"},
		{sqlite3.ErrNoExtended(sqlite3.ErrReadonly), annotate.Refused, "permissions"},
		{sqlite3.ErrBusySnapshot, annotate.Conflict, "try again"},
		{sqlite3.ErrLockedSharedCache, annotate.Conflict, "try again"},
		{sqlite3.ErrCorruptVTab, annotate.Internal, "backup"},
		{sqlite3.ErrNoExtended(sqlite3.ErrNotADB), annotate.Refused, "no project"},
		{sqlite3.ErrCantOpenIsDir, annotate.Refused, "permissions"},
		{sqlite3.ErrNoExtended(sqlite3.ErrNomem), annotate.Internal, "memory"},
		{sqlite3.ErrConstraintUnique, annotate.Internal, "rules"},
	} {
		err := storage.Explain("news.postil", fmt.Errorf("wrapped: %w", sqlite3.Error{Code: sqlite3.ErrNo(test.code & 0xff), ExtendedCode: test.code}))
		if annotate.CodeOf(err) != test.want || !strings.Contains(err.Error(), test.says) || !strings.HasPrefix(err.Error(), "news.postil: ") {
			t.Errorf("code %d: %q (%s)", test.code, err, annotate.CodeOf(err))
		}
	}
	own := &annotate.Error{Code: annotate.Invalid, What: "no"}
	if err := storage.Explain("news.postil", own); err != error(own) {
		t.Errorf("an error of the domain became %v", err)
	}
	if err := storage.Explain("news.postil", nil); err != nil {
		t.Error(err)
	}
}

// What a caller's function returns comes back as it is.
func TestCallersErrorsPassThrough(t *testing.T) {
	p := newProject(t)
	if err := p.View(ctx, func(*storage.Reader) error { return errWanted }); err != errWanted {
		t.Error(err)
	}
	if _, err := p.Do(ctx, storage.Action{Name: "act"}, func(*storage.Writer) error { return errWanted }); err != errWanted {
		t.Error(err)
	}
}

func TestWritersWait(t *testing.T) {
	p := newProject(t)
	doc := document("a", "The port of Antwerp.")
	p.take(doc)
	other := raw(t, p.Path())
	other.SetMaxOpenConns(1)
	_, err := other.Exec("BEGIN IMMEDIATE")
	must(t, err)
	within, cancel := context.WithTimeout(ctx, 20*time.Millisecond)
	defer cancel()
	s := span(t, doc, p.label("PLACE"), p.ana, [2]int{12, 19})
	put := func(w *storage.Writer) error { return w.PutSpan(&s) }
	if _, err := p.Do(within, storage.Action{Name: "tag", Annotator: p.ana.UID}, put); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("it did not wait: %v", err)
	}
	saved := make(chan error)
	go func() {
		_, err := p.Do(ctx, storage.Action{Name: "tag", Annotator: p.ana.UID}, put)
		saved <- err
	}()
	must(t, p.View(ctx, func(r *storage.Reader) error { // readers don't
		_, err := r.Spans(doc.Document.UID)
		return err
	}))
	_, err = other.Exec("COMMIT")
	must(t, err)
	must(t, <-saved)
}

// Many goroutines and two Files work at once, and every action is kept.
func TestAtOnce(t *testing.T) {
	p := newProject(t)
	doc := document("a", "The port of Antwerp.")
	p.take(doc)
	other, err := storage.Open(ctx, p.Path(), storage.Options{Machine: "laptop"})
	must(t, err)
	defer other.Close()
	const workers, actions = 8, 10
	var group sync.WaitGroup
	for i := range workers {
		f := []*storage.File{p.File, other}[i%2]
		group.Go(func() {
			for range actions {
				s := span(t, doc, p.label("PLACE"), p.ana, [2]int{12, 19})
				if _, err := f.Do(ctx, storage.Action{Name: "tag", Annotator: p.ana.UID}, func(w *storage.Writer) error { return w.PutSpan(&s) }); err != nil {
					t.Error(err)
				}
				if err := f.View(ctx, func(r *storage.Reader) error {
					_, err := r.Span(s.UID)
					return err
				}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if n := len(p.all().Records[0].Spans); n != workers*actions {
		t.Errorf("%d spans", n)
	}
	if changes, _ := foreign(t, p.File); len(changes) != workers*actions/2 {
		t.Errorf("%d foreign changes", len(changes))
	}
	sound(t, p.File)
}

func TestPutSchemeRefusesWhatIsUsed(t *testing.T) {
	p := newProject(t)
	doc := document("a", "The port of Antwerp.")
	p.take(doc)
	kind := annotate.AttributeDef{UID: annotate.NewUID(), On: annotate.OnLabel, Owner: p.label("PLACE"), Name: "kind", Kind: annotate.Choice, Choices: []string{"port", "town"}}
	topic := annotate.AttributeDef{UID: annotate.NewUID(), On: annotate.OnDocument, Name: "TOPIC", Kind: annotate.Text}
	about := annotate.RelationType{UID: annotate.NewUID(), Name: "about"}
	p.scheme.Attributes, p.scheme.Relations = []annotate.AttributeDef{kind, topic}, []annotate.RelationType{about}
	p.do("define", p.ana, func(w *storage.Writer) error { return w.PutScheme(p.scheme) })
	a, b := span(t, doc, p.label("PLACE"), p.ana, [2]int{12, 19}), span(t, doc, p.label("PLACE"), p.ana, [2]int{4, 8})
	a.Attributes = annotate.Attributes{"kind": annotate.TextValue("town")}
	p.put(p.ana, a, b)
	p.do("say", p.ana, func(w *storage.Writer) error {
		return cmpOr(w.PutRelation(&annotate.Relation{UID: annotate.NewUID(), Type: about.UID, From: a.UID, To: b.UID, Annotator: p.ana.UID, Origin: annotate.Origin{Kind: annotate.Manual}}),
			w.PutDocumentAttribute(annotate.DocumentAttribute{UID: annotate.NewUID(), Document: doc.Document.UID, Annotator: p.ana.UID, Name: "TOPIC", Value: annotate.TextValue("ports")}))
	})
	before := p.all()
	for _, test := range []struct {
		says  string
		write func(s *annotate.Scheme)
	}{
		{"label PLACE: it is used by 2 spans", func(s *annotate.Scheme) {
			s.Labels = without(s.Labels, func(l annotate.Label) bool { return l.Name == "PLACE" })
			s.Attributes = s.Attributes[1:]
		}},
		{"relation type about: it is used by 1 relation;", func(s *annotate.Scheme) { s.Relations = nil }},
		{"attribute kind: it is used by 1 span;", func(s *annotate.Scheme) { s.Attributes = s.Attributes[1:] }},
		{"attribute kind: it is used by 1 span;", func(s *annotate.Scheme) { s.Attributes[0].Choices = []string{"port"} }},
		{"attribute TOPIC: it is used by 1 document attribute;", func(s *annotate.Scheme) { s.Attributes[1].Kind = annotate.Number }},
	} {
		s := p.scheme.Clone()
		test.write(&s)
		_, err := p.Do(ctx, storage.Action{Name: "define", Annotator: p.ana.UID}, func(w *storage.Writer) error { return w.PutScheme(s) })
		wantCode(t, err, annotate.Conflict)
		if !strings.Contains(err.Error(), test.says) {
			t.Errorf("the error says %q, not %q", err, test.says)
		}
	}
	p.like(before)
	free := p.scheme.Clone() // what nobody uses may go, and choices may come
	free.Labels = without(free.Labels, func(l annotate.Label) bool { return l.Name == "DATE" })
	free.Attributes[0].Choices = []string{"town", "country"}
	p.do("define", p.ana, func(w *storage.Writer) error { return w.PutScheme(free) })
	if d := diff(free, p.all().Vocabulary.Scheme); d != "" {
		t.Error(d)
	}
}

func without[T any](in []T, drop func(T) bool) []T {
	var kept []T
	for _, x := range in {
		if !drop(x) {
			kept = append(kept, x)
		}
	}
	return kept
}
