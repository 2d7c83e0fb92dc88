package storage_test

import (
	"fmt"
	"strings"
	"testing"

	"postil/annotate"
	"postil/storage"
)

// reopen closes the project and opens it again, as another machine or the same.
func (p *project) reopen(machine string) *project {
	p.Helper()
	must(p, p.Close())
	f, err := storage.Open(ctx, p.Path(), storage.Options{Machine: machine, Now: clock()})
	must(p, err)
	p.Cleanup(func() { f.Close() })
	again := *p
	again.File = f
	return &again
}

func (p *project) undo(by annotate.Annotator) annotate.Change {
	p.Helper()
	change, _, err := p.Undo(ctx, by.UID)
	must(p, err)
	return change
}

func (p *project) redo(by annotate.Annotator) annotate.Change {
	p.Helper()
	change, _, err := p.Redo(ctx, by.UID)
	must(p, err)
	return change
}

// like fails the test where the project does not hold what is wanted.
func (p *project) like(want all) {
	p.Helper()
	if d := diff(want, p.all()); d != "" {
		p.Fatal("the project is not what it was:", d)
	}
	sound(p, p.File)
}

// everything makes a change of each kind, one action each, and returns what the
// project held before each and after the last.
func (p *project) everything() (states []all) {
	p.Helper()
	const text = "“We need to be aggressive,” Noem said in Antwerp.\nThe port seized 116 tonnes in 2023."
	doc, other := document("noem", text), document("port", text+" Again.")
	var person, quote annotate.Span
	var tag annotate.Tag
	act := func(name string, write func(w *storage.Writer) error) {
		p.Helper()
		states = append(states, p.all())
		p.do(name, p.ana, write)
	}
	states = append(states, p.all())
	p.take(doc, other)
	at := func(label, excerpt string) annotate.Span {
		i := strings.Index(text, excerpt)
		return span(p, doc, p.label(label), p.ana, [2]int{i, i + len(excerpt)})
	}
	act("tag", func(w *storage.Writer) error {
		person = at("PERSON", "Noem")
		quote = at("QUOTE", "We need to be aggressive")
		return cmpOr(w.PutSpan(&person), w.PutSpan(&quote))
	})
	act("define", func(w *storage.Writer) error {
		s := p.scheme.Clone()
		speaker := annotate.RelationType{UID: annotate.NewUID(), Name: "said_by", From: []annotate.UID{p.label("QUOTE")}, To: []annotate.UID{p.label("PERSON"), p.label("ORG")}}
		s.Relations = append(s.Relations, speaker)
		s.Attributes = append(s.Attributes,
			annotate.AttributeDef{UID: annotate.NewUID(), On: annotate.OnLabel, Owner: p.label("QUOTE"), Name: "kind", Kind: annotate.Choice, Choices: []string{"direct", "reported"}},
			annotate.AttributeDef{UID: annotate.NewUID(), On: annotate.OnRelation, Owner: speaker.UID, Name: "sure", Kind: annotate.YesNo},
			annotate.AttributeDef{UID: annotate.NewUID(), On: annotate.OnDocument, Name: "TOPIC", Kind: annotate.Text})
		// Two labels swap their names, and one goes.
		a, b := s.Label(p.label("ORG")), s.Label(p.label("PLACE"))
		a.Name, b.Name = b.Name, a.Name
		s.Labels = s.Labels[:len(s.Labels)-1]
		p.scheme = s
		return w.PutScheme(s)
	})
	act("link", func(w *storage.Writer) error {
		score := 0.5
		return w.PutRelation(&annotate.Relation{UID: annotate.NewUID(), Type: p.scheme.RelationTypeNamed("said_by").UID, From: quote.UID, To: person.UID, Group: "speech",
			Attributes: annotate.Attributes{"sure": annotate.YesNoValue(true)}, Annotator: p.ana.UID, Origin: annotate.Origin{Kind: annotate.Suggested, From: "model 1", Score: &score}, Note: "really?"})
	})
	act("name", func(w *storage.Writer) error {
		tag = annotate.Tag{UID: annotate.NewUID(), Name: "Kristi Noem", Usual: p.label("PERSON"), Ref: "Q465978", Note: "the secretary"}
		person.Tag = tag.UID
		quote.Attributes = annotate.Attributes{"kind": annotate.TextValue("direct")}
		return cmpOr(w.PutTag(tag), w.PutSpan(&person), w.PutSpan(&quote))
	})
	act("say", func(w *storage.Writer) error {
		return cmpOr(w.PutDocumentAttribute(annotate.DocumentAttribute{UID: annotate.NewUID(), Document: doc.Document.UID, Annotator: p.ana.UID, Name: "TOPIC", Value: annotate.TextValue("drugs")}),
			w.SetStatus(annotate.DocumentStatus{Document: doc.Document.UID, Annotator: p.ana.UID, Status: annotate.Done}),
			w.RenameDocument(doc.Document.UID, "Noem in Antwerp"), w.SetSplit(doc.Document.UID, "train"), w.SetLanguage(doc.Document.UID, "en"), w.SetDirection(doc.Document.UID, annotate.RightToLeft),
			w.SetStory(doc.Document.UID, other.Document.Story))
	})
	act("forget", func(w *storage.Writer) error { return w.DeleteTag(tag.UID) })
	act("delete", func(w *storage.Writer) error { return w.DeleteSpans(person.UID) })
	return append(states, p.all())
}

// cmpOr returns the first error.
func cmpOr(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func TestUndoAndRedoEverything(t *testing.T) {
	p := newProject(t)
	states := p.everything()
	for round := range 2 {
		for i := len(states) - 2; 0 <= i; i-- {
			p.undo(p.ana)
			p.like(states[i])
		}
		_, _, err := p.Undo(ctx, p.ana.UID)
		wantCode(t, err, annotate.NotFound)
		if round == 0 {
			p = p.reopen("desk")
		}
		for i := 1; i < len(states); i++ {
			p.redo(p.ana)
			p.like(states[i])
		}
		_, _, err = p.Redo(ctx, p.ana.UID)
		wantCode(t, err, annotate.NotFound)
	}
}

func TestUndoSaysWhatItTakesBack(t *testing.T) {
	p := newProject(t)
	doc := document("a", "The port of Antwerp.")
	p.take(doc)
	antwerp := span(t, doc, p.label("PLACE"), p.ana, [2]int{12, 19})
	tagged := p.put(p.ana, antwerp)
	next, ok, err := p.Undoable(ctx, p.ana.UID)
	must(t, err)
	if d := diff(tagged, next); !ok || d != "" {
		t.Error(ok, d)
	}
	if _, ok, _ := p.Redoable(ctx, p.ana.UID); ok {
		t.Error("there is something to redo")
	}
	undone, touched, err := p.Undo(ctx, p.ana.UID)
	must(t, err)
	if undone.Undoes != tagged.UID || undone.Action != "undo tag 1 spans" {
		t.Errorf("%+v", undone)
	}
	if d := diff(storage.Touched{Documents: []annotate.UID{doc.Document.UID}, Spans: []annotate.UID{antwerp.UID}, Exact: true}, touched); d != "" {
		t.Error(d)
	}
	next, ok, err = p.Redoable(ctx, p.ana.UID)
	must(t, err)
	if d := diff(tagged, next); !ok || d != "" {
		t.Error(ok, d)
	}
	redone := p.redo(p.ana)
	if redone.Redoes != tagged.UID {
		t.Errorf("%+v", redone)
	}
	changes, err := p.Changes(ctx, tagged.Seq-1, 10)
	must(t, err)
	if d := diff([]annotate.Change{tagged, undone, redone}, changes); d != "" {
		t.Error(d)
	}
}

func TestNewChangeEndsRedo(t *testing.T) {
	p := newProject(t)
	doc := document("a", "The port of Antwerp.")
	p.take(doc)
	p.put(p.ana, span(t, doc, p.label("PLACE"), p.ana, [2]int{12, 19}))
	p.undo(p.ana)
	p.put(p.ana, span(t, doc, p.label("ORG"), p.ana, [2]int{0, 3}))
	_, _, err := p.Redo(ctx, p.ana.UID)
	wantCode(t, err, annotate.NotFound)
	p.undo(p.ana)
	imported := p.undo(p.ana) // the one taken back before is passed over
	if !strings.HasPrefix(imported.Action, "undo import") {
		t.Errorf("undone: %s", imported.Action)
	}
}

func TestUndoIsPerAnnotatorAndMachine(t *testing.T) {
	p := newProject(t)
	doc := document("a", "The port of Antwerp.")
	p.take(doc)
	first := p.put(p.ana, span(t, doc, p.label("PLACE"), p.ana, [2]int{12, 19}))
	p.put(p.ben, span(t, doc, p.label("ORG"), p.ben, [2]int{12, 19}))
	elsewhere := p.reopen("laptop")
	_, _, err := elsewhere.Undo(ctx, p.ana.UID)
	wantCode(t, err, annotate.NotFound)
	again := elsewhere.reopen("desk")
	if undone := again.undo(p.ana); undone.Undoes != first.UID {
		t.Errorf("undone: %+v", undone)
	}
	_, _, err = again.Undo(ctx, annotate.UID{})
	wantCode(t, err, annotate.NotFound)
}

func TestUndoRefusedByLaterChange(t *testing.T) {
	text := "The port of Antwerp."
	type setting struct {
		*project
		doc  *annotate.Record
		span annotate.Span
	}
	for _, test := range []struct {
		name        string
		first, then func(s *setting, w *storage.Writer) error
	}{
		{"the same span changed", nil, func(s *setting, w *storage.Writer) error {
			s.span.Note = "mine"
			return w.PutSpan(&s.span)
		}},
		{"the span deleted", nil, func(s *setting, w *storage.Writer) error { return w.DeleteSpans(s.span.UID) }},
		{"a relation hung on the span", nil, func(s *setting, w *storage.Writer) error {
			other := span(s, s.doc, s.label("PERSON"), s.ben, [2]int{0, 3})
			return cmpOr(w.PutSpan(&other), w.PutRelation(&annotate.Relation{UID: annotate.NewUID(), Type: s.scheme.Relations[0].UID, From: other.UID, To: s.span.UID,
				Annotator: s.ben.UID, Origin: annotate.Origin{Kind: annotate.Manual}}))
		}},
		{"the new label used", func(s *setting, w *storage.Writer) error {
			s.scheme.Labels = append(s.scheme.Labels, annotate.Label{UID: annotate.NewUID(), Layer: s.scheme.Layers[0].UID, Name: "RUMOUR"})
			return w.PutScheme(s.scheme)
		}, func(s *setting, w *storage.Writer) error {
			used := span(s, s.doc, s.label("RUMOUR"), s.ben, [2]int{0, 3})
			return w.PutSpan(&used)
		}},
		{"the tag deleted that the span had", func(s *setting, w *storage.Writer) error {
			return w.DeleteSpans(s.span.UID)
		}, func(s *setting, w *storage.Writer) error { return w.DeleteTag(s.span.Tag) }},
		{"the name taken that a rename freed", func(s *setting, w *storage.Writer) error {
			s.scheme.Label(s.label("DATE")).Name = "WHEN"
			return w.PutScheme(s.scheme)
		}, func(s *setting, w *storage.Writer) error {
			s.scheme.Labels = append(s.scheme.Labels, annotate.Label{UID: annotate.NewUID(), Layer: s.scheme.Layers[0].UID, Name: "DATE"})
			return w.PutScheme(s.scheme)
		}},
		{"the key taken that was freed", func(s *setting, w *storage.Writer) error {
			s.scheme.LabelNamed("CLAIM").Key = ""
			return w.PutScheme(s.scheme)
		}, func(s *setting, w *storage.Writer) error {
			s.scheme.LabelNamed("DATE").Key = "c"
			return w.PutScheme(s.scheme)
		}},
		{"the layer's name taken", func(s *setting, w *storage.Writer) error {
			s.scheme.Layers[0].Name = "Statements"
			return w.PutScheme(s.scheme)
		}, func(s *setting, w *storage.Writer) error {
			s.scheme.Layers = append(s.scheme.Layers, annotate.Layer{UID: annotate.NewUID(), Name: "Claims", Look: annotate.Fill})
			return w.PutScheme(s.scheme)
		}},
		{"the relation type's name taken", func(s *setting, w *storage.Writer) error {
			s.scheme.Relations[0].Name = "concerns"
			return w.PutScheme(s.scheme)
		}, func(s *setting, w *storage.Writer) error {
			s.scheme.Relations = append(s.scheme.Relations, annotate.RelationType{UID: annotate.NewUID(), Name: "about"})
			return w.PutScheme(s.scheme)
		}},
		{"the attribute's name taken with another kind", func(s *setting, w *storage.Writer) error {
			s.scheme.Attributes[0].Name = "trust"
			return w.PutScheme(s.scheme)
		}, func(s *setting, w *storage.Writer) error {
			s.scheme.Attributes = append(s.scheme.Attributes, annotate.AttributeDef{UID: annotate.NewUID(), On: annotate.OnDocument, Name: "sure", Kind: annotate.Text})
			return w.PutScheme(s.scheme)
		}},
		{"the annotator's name taken", func(s *setting, w *storage.Writer) error {
			return w.PutAnnotator(annotate.Annotator{UID: s.ana.UID, Name: "Anna"})
		}, func(s *setting, w *storage.Writer) error {
			return w.PutAnnotator(annotate.Annotator{UID: annotate.NewUID(), Name: "Ana"})
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newProject(t)
			s := &setting{project: p, doc: document("a", text)}
			p.scheme.Relations = []annotate.RelationType{{UID: annotate.NewUID(), Name: "about"}}
			p.scheme.Attributes = []annotate.AttributeDef{{UID: annotate.NewUID(), On: annotate.OnLabel, Owner: p.label("CLAIM"), Name: "sure", Kind: annotate.YesNo}}
			tag := annotate.Tag{UID: annotate.NewUID(), Name: "Antwerp"}
			p.do("prepare", p.ben, func(w *storage.Writer) error { return cmpOr(w.PutScheme(p.scheme), w.PutTag(tag)) })
			p.take(s.doc)
			s.span = span(t, s.doc, p.label("PLACE"), p.ana, [2]int{12, 19})
			s.span.Tag = tag.UID
			mine := p.put(p.ana, s.span)
			if test.first != nil {
				mine = p.do("mine", p.ana, func(w *storage.Writer) error { return test.first(s, w) })
			}
			p.do("something else", p.ben, func(w *storage.Writer) error {
				return w.SetStatus(annotate.DocumentStatus{Document: s.doc.Document.UID, Annotator: p.ben.UID, Status: annotate.Done})
			})
			theirs := p.do("meddle", p.ben, func(w *storage.Writer) error { return test.then(s, w) })
			p.do("something more", p.ben, func(w *storage.Writer) error { return w.SetSplit(s.doc.Document.UID, "dev") })
			p = p.reopen("desk")
			before := p.all()

			_, _, err := p.Undo(ctx, p.ana.UID)
			wantCode(t, err, annotate.Conflict)
			if named := fmt.Sprintf("change %d ", theirs.Seq); !strings.Contains(err.Error(), mine.Action) ||
				!strings.Contains(err.Error(), named) || !strings.Contains(err.Error(), `Ben, "meddle"`) {
				t.Errorf("the error says %q", err)
			}
			p.like(before)

			// When the others take theirs back, it is free again.
			p.undo(p.ben)
			p.undo(p.ben)
			p.undo(p.ana)
			sound(t, p.File)
		})
	}
}

// What is done in one document says so, whoever does not say where.
func TestChangesSayWhere(t *testing.T) {
	p := newProject(t)
	a, b := document("a", "The port of Antwerp."), document("b", "The port of Ghent.")
	p.take(a, b)
	here, there := a.Document.UID, annotate.UID{}
	one, two := span(t, a, p.label("PLACE"), p.ana, [2]int{12, 19}), span(t, b, p.label("PLACE"), p.ana, [2]int{12, 17})
	tag := annotate.Tag{UID: annotate.NewUID(), Name: "Antwerp"}
	for _, test := range []struct {
		name  string
		where annotate.UID
		write func(w *storage.Writer) error
	}{
		{"tag", here, func(w *storage.Writer) error { return w.PutSpan(&one) }},
		{"name", here, func(w *storage.Writer) error {
			one.Tag = tag.UID
			return cmpOr(w.PutTag(tag), w.PutSpan(&one))
		}},
		{"rename", here, func(w *storage.Writer) error { return w.RenameDocument(here, "port") }},
		{"tag in two documents", there, func(w *storage.Writer) error {
			one.Note = "n"
			return cmpOr(w.PutSpan(&one), w.PutSpan(&two))
		}},
		{"delete", here, func(w *storage.Writer) error { return w.DeleteSpans(one.UID) }},
		{"rename the tag", there, func(w *storage.Writer) error {
			tag.Name = "Antwerpen"
			return w.PutTag(tag)
		}},
	} {
		if change := p.do(test.name, p.ana, test.write); change.Document != test.where {
			t.Errorf("%s: it was done in document %s, want %s", test.name, change.Document, test.where)
		}
	}
	p.undo(p.ana)
	if undone := p.undo(p.ana); undone.Document != here {
		t.Errorf("the undo was done in document %s", undone.Document)
	}
}

func TestBulkUndoIsOneStep(t *testing.T) {
	p := newProject(t)
	c := newCorpus()
	doc := c.record(1, 4000, 3000)
	marks := doc.Spans
	doc.Spans = nil
	p.take(doc)
	before := p.all()
	for i := range marks {
		marks[i].Label, marks[i].Annotator = p.label("QUANTITY"), p.ana.UID
	}
	p.put(p.ana, marks...)
	after := p.all()
	p = p.reopen("desk")
	p.undo(p.ana)
	p.like(before)
	p.redo(p.ana)
	p.like(after)
	p.undo(p.ana)
	p.undo(p.ana) // the import
	p.like(all{Vocabulary: before.Vocabulary})
	p.redo(p.ana)
	p.like(before)
}

func TestNothingTouchedIsNoChange(t *testing.T) {
	p := newProject(t)
	doc := document("a", "The port of Antwerp.")
	p.take(doc)
	s := span(t, doc, p.label("PLACE"), p.ana, [2]int{12, 19})
	last := p.put(p.ana, s)
	stored := p.all().Records[0].Spans[0]
	for name, write := range map[string]func(w *storage.Writer) error{
		"nothing":     func(*storage.Writer) error { return nil },
		"the same":    func(w *storage.Writer) error { return w.PutSpan(&stored) },
		"same scheme": func(w *storage.Writer) error { return w.PutScheme(p.scheme) },
		"there and back": func(w *storage.Writer) error {
			other := span(t, doc, p.label("ORG"), p.ana, [2]int{0, 3})
			return cmpOr(w.PutSpan(&other), w.DeleteSpans(other.UID))
		},
	} {
		if change := p.do(name, p.ana, write); change != (annotate.Change{}) {
			t.Errorf("%s made change %+v", name, change)
		}
	}
	changes, err := p.Changes(ctx, last.Seq, 10)
	must(t, err)
	if len(changes) != 0 {
		t.Errorf("the history grew by %v", changes)
	}
}

func TestFailedActionLeavesNothing(t *testing.T) {
	p := newProject(t)
	doc := document("a", "The port of Antwerp.")
	p.take(doc)
	before := p.all()
	s := span(t, doc, p.label("PLACE"), p.ana, [2]int{12, 19})
	_, err := p.Do(ctx, storage.Action{Name: "half", Annotator: p.ana.UID}, func(w *storage.Writer) error {
		must(t, w.PutSpan(&s))
		return &annotate.Error{Code: annotate.Invalid, What: "no"}
	})
	wantCode(t, err, annotate.Invalid)
	p.like(before)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		p.Do(ctx, storage.Action{Name: "half", Annotator: p.ana.UID}, func(w *storage.Writer) error {
			must(t, w.PutSpan(&s))
			panic("no")
		})
	}()
	p.like(before)
	p.put(p.ana, s) // and it goes on
	_, err = p.Do(ctx, storage.Action{Name: "by nobody", Annotator: annotate.NewUID()}, func(w *storage.Writer) error { return w.DeleteSpans(s.UID) })
	wantCode(t, err, annotate.Invalid)
}
