package storage_test

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"postil/annotate"
	"postil/storage"
)

// model is a project in memory: everything in it by name, and the history as
// what each change did to each thing.
type model struct {
	things  map[string]any // spans, tags, relations, statuses, documents; a thing that is not there is missing
	changes []*modelChange
}

type modelChange struct {
	by            annotate.UID
	action        string
	before, after map[string]any // of the things that it touched
	undone        bool
	ended         bool // nobody can redo it any more
}

// documentThing is what a model keeps of a document.
type documentThing struct {
	Name, Split string
	Direction   annotate.Direction
}

// needs returns the names of the things that a thing cannot be without.
func needs(thing any) []string {
	switch x := thing.(type) {
	case annotate.Span:
		if !x.Tag.IsZero() {
			return []string{"document " + x.Document.String(), "tag " + x.Tag.String()}
		}
		return []string{"document " + x.Document.String()}
	case annotate.Relation:
		return []string{"span " + x.From.String(), "span " + x.To.String()}
	case annotate.DocumentStatus:
		return []string{"document " + x.Document.String()}
	}
	return nil
}

// whole tells whether everything has what it needs.
func (m *model) whole() bool {
	for _, thing := range m.things {
		for _, need := range needs(thing) {
			if m.things[need] == nil {
				return false
			}
		}
	}
	return true
}

// record notes what an action did.
func (m *model) record(by annotate.UID, action string, before map[string]any) {
	c := &modelChange{by: by, action: action, before: map[string]any{}, after: map[string]any{}}
	names := map[string]bool{}
	for name := range before {
		names[name] = true
	}
	for name := range m.things {
		names[name] = true
	}
	for name := range names {
		if diff(before[name], m.things[name]) != "" {
			c.before[name], c.after[name] = before[name], m.things[name]
		}
	}
	if len(c.before) == 0 {
		return
	}
	for _, o := range m.changes {
		o.ended = o.ended || o.by == by && o.undone
	}
	m.changes = append(m.changes, c)
}

// next returns the change that is undone or redone next, nil for none.
func (m *model) next(by annotate.UID, undone bool) *modelChange {
	of := slices.DeleteFunc(slices.Clone(m.changes), func(c *modelChange) bool { return c.by != by || c.undone != undone || c.ended })
	switch {
	case len(of) == 0:
		return nil
	case undone: // undone last is redone first: the oldest
		return of[0]
	}
	return of[len(of)-1]
}

// goThrough undoes or redoes a change, unless something stands in the way.
func (m *model) goThrough(c *modelChange, redo bool) bool {
	from, to := c.after, c.before
	if redo {
		from, to = to, from
	}
	old := maps.Clone(m.things)
	for name := range from {
		if diff(from[name], m.things[name]) != "" {
			return false
		}
	}
	for name, thing := range to {
		if m.things[name] = thing; thing == nil {
			delete(m.things, name)
		}
	}
	if !m.whole() {
		m.things = old
		return false
	}
	c.undone = !redo
	return true
}

// machine runs random actions on a project and its model.
type machine struct {
	*project
	t         *rapid.T
	model     *model
	documents []*annotate.Record
}

// pick draws one of the things of a kind; false where there is none.
func pick[T any](m *machine) (T, bool) {
	var all []T
	for _, name := range slices.Sorted(maps.Keys(m.model.things)) {
		if x, ok := m.model.things[name].(T); ok {
			all = append(all, x)
		}
	}
	if len(all) == 0 {
		var none T
		return none, false
	}
	return rapid.SampledFrom(all).Draw(m.t, "thing"), true
}

// act runs one action by a random annotator on both.
func (m *machine) act(name string, write func(by annotate.Annotator, w *storage.Writer) error) {
	by := rapid.SampledFrom([]annotate.Annotator{m.ana, m.ben}).Draw(m.t, "by")
	before := maps.Clone(m.model.things)
	_, err := m.Do(ctx, storage.Action{Name: name, Annotator: by.UID}, func(w *storage.Writer) error { return write(by, w) })
	must(m.t, err)
	m.model.record(by.UID, name, before)
}

func (m *machine) set(s *annotate.Span) { m.model.things["span "+s.UID.String()] = s.Clone() }

// newSpan draws a span of a document that is there, in one or two pieces.
func (m *machine) newSpan(by annotate.Annotator) (annotate.Span, bool) {
	var there []*annotate.Record
	for _, r := range m.documents {
		if m.model.things["document "+r.Document.UID.String()] != nil {
			there = append(there, r)
		}
	}
	if len(there) == 0 {
		return annotate.Span{}, false
	}
	r := rapid.SampledFrom(there).Draw(m.t, "document")
	cut := rapid.IntRange(1, len(r.Document.Text)-4).Draw(m.t, "cut")
	ranges := [][2]int{{0, cut}}
	if rapid.Bool().Draw(m.t, "pieces") {
		ranges = append(ranges, [2]int{cut + 1, cut + 3})
	}
	label := rapid.SampledFrom(m.scheme.Labels).Draw(m.t, "label")
	return span(m.t, r, label.UID, by, ranges...), true
}

func (m *machine) PutSpans(t *rapid.T) {
	m.t = t
	m.act("tag", func(by annotate.Annotator, w *storage.Writer) error {
		for range rapid.IntRange(1, 3).Draw(t, "n") {
			if s, ok := m.newSpan(by); ok {
				if err := w.PutSpan(&s); err != nil {
					return err
				}
				m.set(&s)
			}
		}
		return nil
	})
}

func (m *machine) ChangeSpan(t *rapid.T) {
	m.t = t
	m.act("change", func(_ annotate.Annotator, w *storage.Writer) error {
		s, ok := pick[annotate.Span](m)
		if !ok {
			return nil
		}
		s.Label = rapid.SampledFrom(m.scheme.Labels).Draw(t, "label").UID
		s.Note = rapid.SampledFrom([]string{"", "sure", "unsure"}).Draw(t, "note")
		if tag, ok := pick[annotate.Tag](m); ok {
			s.Tag = tag.UID
		}
		m.set(&s)
		return w.PutSpan(&s)
	})
}

func (m *machine) DeleteSpan(t *rapid.T) {
	m.t = t
	m.act("delete", func(_ annotate.Annotator, w *storage.Writer) error {
		s, ok := pick[annotate.Span](m)
		if !ok {
			return nil
		}
		delete(m.model.things, "span "+s.UID.String())
		for name, thing := range m.model.things {
			if r, ok := thing.(annotate.Relation); ok && (r.From == s.UID || r.To == s.UID) {
				delete(m.model.things, name)
			}
		}
		return w.DeleteSpans(s.UID)
	})
}

func (m *machine) Relate(t *rapid.T) {
	m.t = t
	m.act("relate", func(by annotate.Annotator, w *storage.Writer) error {
		from, ok := pick[annotate.Span](m)
		if !ok {
			return nil
		}
		to, _ := pick[annotate.Span](m)
		if from.UID == to.UID {
			return nil
		}
		r := annotate.Relation{UID: annotate.NewUID(), Type: m.scheme.Relations[0].UID, From: from.UID, To: to.UID, Annotator: by.UID, Origin: annotate.Origin{Kind: annotate.Manual}}
		err := w.PutRelation(&r)
		m.model.things["relation "+r.UID.String()] = r
		return err
	})
}

func (m *machine) PutTag(t *rapid.T) {
	m.t = t
	m.act("name", func(_ annotate.Annotator, w *storage.Writer) error {
		tag, ok := pick[annotate.Tag](m)
		if !ok || rapid.Bool().Draw(t, "new") {
			tag = annotate.Tag{UID: annotate.NewUID()}
		}
		tag.Name = rapid.SampledFrom([]string{"Antwerp", "Noem", "116 tonnes"}).Draw(t, "name")
		m.model.things["tag "+tag.UID.String()] = tag
		return w.PutTag(tag)
	})
}

func (m *machine) DeleteTag(t *rapid.T) {
	m.t = t
	m.act("forget", func(_ annotate.Annotator, w *storage.Writer) error {
		tag, ok := pick[annotate.Tag](m)
		if !ok {
			return nil
		}
		delete(m.model.things, "tag "+tag.UID.String())
		for _, thing := range maps.Clone(m.model.things) {
			if s, ok := thing.(annotate.Span); ok && s.Tag == tag.UID {
				s.Tag = annotate.UID{}
				m.set(&s)
			}
		}
		return w.DeleteTag(tag.UID)
	})
}

func (m *machine) SetStatus(t *rapid.T) {
	m.t = t
	m.act("status", func(by annotate.Annotator, w *storage.Writer) error {
		for _, r := range m.documents {
			if m.model.things["document "+r.Document.UID.String()] == nil {
				continue
			}
			s := annotate.DocumentStatus{Document: r.Document.UID, Annotator: by.UID, Status: rapid.SampledFrom([]annotate.Status{annotate.InProgress, annotate.Done}).Draw(t, "status")}
			m.model.things["status "+s.Document.String()+by.UID.String()] = s
			return w.SetStatus(s)
		}
		return nil
	})
}

func (m *machine) SetSplit(t *rapid.T) {
	m.t = t
	m.act("split", func(_ annotate.Annotator, w *storage.Writer) error {
		for _, r := range m.documents {
			name := "document " + r.Document.UID.String()
			thing, ok := m.model.things[name].(documentThing)
			if !ok {
				continue
			}
			thing.Split = rapid.SampledFrom([]string{"", "train", "dev"}).Draw(t, "split")
			m.model.things[name] = thing
			return w.SetSplit(r.Document.UID, thing.Split)
		}
		return nil
	})
}

func (m *machine) SetDirection(t *rapid.T) {
	m.t = t
	m.act("turn", func(_ annotate.Annotator, w *storage.Writer) error {
		for _, r := range m.documents {
			name := "document " + r.Document.UID.String()
			thing, ok := m.model.things[name].(documentThing)
			if !ok {
				continue
			}
			thing.Direction = rapid.SampledFrom([]annotate.Direction{annotate.Auto, annotate.LeftToRight, annotate.RightToLeft}).Draw(t, "direction")
			m.model.things[name] = thing
			return w.SetDirection(r.Document.UID, thing.Direction)
		}
		return nil
	})
}

func (m *machine) Import(t *rapid.T) {
	if 4 < len(m.documents) {
		t.Skip("enough documents")
	}
	m.t = t
	by := rapid.SampledFrom([]annotate.Annotator{m.ana, m.ben}).Draw(t, "by")
	before := maps.Clone(m.model.things)
	r := document(fmt.Sprint("article ", len(m.documents)), fmt.Sprintf("Article %d says what the others don't say.", len(m.documents)))
	r.Spans = []annotate.Span{span(t, r, m.scheme.Labels[0].UID, by, [2]int{0, 7})}
	r.Spans[0].Created = time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	r.Spans[0].Updated = r.Spans[0].Created
	m.documents = append(m.documents, r)
	_, _, err := m.File.Import(ctx, storage.Action{Name: "import", Annotator: by.UID}, adding(r))
	must(t, err)
	m.model.things["document "+r.Document.UID.String()] = documentThing{Name: r.Document.Name}
	m.set(&r.Spans[0])
	m.model.record(by.UID, "import", before)
}

func (m *machine) Undo(t *rapid.T) { m.goThrough(t, false) }
func (m *machine) Redo(t *rapid.T) { m.goThrough(t, true) }

func (m *machine) goThrough(t *rapid.T, redo bool) {
	by := rapid.SampledFrom([]annotate.Annotator{m.ana, m.ben}).Draw(t, "by")
	run, what := m.File.Undo, "undo "
	if redo {
		run, what = m.File.Redo, "redo "
	}
	change, _, err := run(ctx, by.UID)
	c := m.model.next(by.UID, redo)
	switch {
	case c == nil:
		wantCode(t, err, annotate.NotFound)
	case !m.model.goThrough(c, redo):
		wantCode(t, err, annotate.Conflict)
	default:
		must(t, err)
		if change.Action != what+c.action {
			t.Fatalf("%q, want %q", change.Action, what+c.action)
		}
	}
}

func (m *machine) Reopen(t *rapid.T) {
	must(t, m.Close())
	f, err := storage.Open(ctx, m.Path(), storage.Options{Machine: "desk", Now: clock()})
	must(t, err)
	m.File = f
}

// Check compares both.
func (m *machine) Check(t *rapid.T) {
	got := map[string]any{}
	a := contents(t, m.File)
	for _, tag := range a.Vocabulary.Tags {
		got["tag "+tag.UID.String()] = tag
	}
	for _, r := range a.Records {
		got["document "+r.Document.UID.String()] = documentThing{r.Document.Name, r.Document.Split, r.Document.Direction}
		for i := range r.Spans {
			got["span "+r.Spans[i].UID.String()] = r.Spans[i]
		}
		for _, relation := range r.Relations {
			got["relation "+relation.UID.String()] = relation
		}
		for _, s := range r.Statuses {
			got["status "+s.Document.String()+s.Annotator.String()] = s
		}
	}
	if d := diff(m.model.things, got); d != "" {
		t.Fatal("the file is not what the model is:", d)
	}
}

// Random actions, undone and redone by two annotators, do the same to a file as
// to the model.
func TestFileDoesWhatTheModelDoes(t *testing.T) {
	n := 0
	folder := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		n++
		f, err := storage.Create(ctx, filepath.Join(folder, fmt.Sprint(n, ".postil")), storage.Options{Machine: "desk", Now: clock()})
		must(rt, err)
		p := &project{TB: t, File: f, scheme: annotate.DefaultScheme(),
			ana: annotate.Annotator{UID: annotate.NewUID(), Name: "Ana"}, ben: annotate.Annotator{UID: annotate.NewUID(), Name: "Ben"}}
		p.scheme.Relations = []annotate.RelationType{{UID: annotate.NewUID(), Name: "next"}}
		_, err = f.Do(ctx, storage.Action{Name: "new project"}, func(w *storage.Writer) error {
			return cmpOr(w.PutAnnotator(p.ana), w.PutAnnotator(p.ben), w.PutScheme(p.scheme))
		})
		must(rt, err)
		m := &machine{project: p, t: rt, model: &model{things: map[string]any{}}}
		defer func() { must(rt, m.Close()) }()
		m.Import(rt)
		rt.Repeat(map[string]func(*rapid.T){"put spans": m.PutSpans, "change span": m.ChangeSpan, "delete span": m.DeleteSpan, "relate": m.Relate, "put tag": m.PutTag,
			"delete tag": m.DeleteTag, "set status": m.SetStatus, "set split": m.SetSplit, "set direction": m.SetDirection, "import": m.Import, "undo": m.Undo, "redo": m.Redo, "reopen": m.Reopen, "": m.Check})
		sound(rt, m.File)
	})
}
