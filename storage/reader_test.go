package storage_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"postil/annotate"
	"postil/storage"
)

// Reading a thing by itself and as part of its record gives the same.
func TestReadersAgree(t *testing.T) {
	p := newProject(t)
	states := p.everything()
	p.undo(p.ana) // so that the tag is there
	p.undo(p.ana)
	want := states[len(states)-3]
	must(t, p.View(ctx, func(r *storage.Reader) error {
		seq, err := r.Seq()
		must(t, err)
		changes, err := p.Changes(ctx, seq-1, 10)
		must(t, err)
		if len(changes) != 1 || changes[0].Seq != seq {
			t.Errorf("newest change %d: %v", seq, changes)
		}
		documents, err := r.Documents()
		must(t, err)
		for i, record := range want.Records {
			u := record.Document.UID
			d, err := r.Document(u)
			must(t, err)
			spans, err := r.Spans(u)
			must(t, err)
			relations, err := r.Relations(u)
			must(t, err)
			attributes, err := r.DocumentAttributes(u)
			must(t, err)
			statuses, err := r.Statuses(u)
			must(t, err)
			if d := diff(record, annotate.Record{Document: d, Statuses: statuses, Attributes: attributes, Spans: spans, Relations: relations}); d != "" {
				t.Error(d)
			}
			for _, s := range spans {
				one, err := r.Span(s.UID)
				must(t, err)
				if d := diff(s, one); d != "" {
					t.Error(d)
				}
			}
			info := storage.DocumentInfo{UID: u, Name: d.Name, Source: d.Source, Language: d.Language, Direction: d.Direction, Story: d.Story, Split: d.Split, Imported: d.Imported,
				Bytes: len(d.Text), CodePoints: len([]rune(d.Text))}
			for _, s := range statuses {
				info.Statuses = map[annotate.UID]annotate.Status{s.Annotator: s.Status}
			}
			if d := diff(info, documents[i]); d != "" {
				t.Error(d)
			}
		}
		tag, err := r.Tag(want.Vocabulary.Tags[0].UID)
		if d := diff(want.Vocabulary.Tags[0], tag); d != "" {
			t.Error(d)
		}
		return err
	}))
}

func TestWhatIsNotThere(t *testing.T) {
	p := newProject(t)
	none := annotate.NewUID()
	must(t, p.View(ctx, func(r *storage.Reader) error {
		for name, read := range map[string]func() error{
			"document":   func() error { _, err := r.Document(none); return err },
			"record":     func() error { _, err := r.Record(none); return err },
			"spans":      func() error { _, err := r.Spans(none); return err },
			"span":       func() error { _, err := r.Span(none); return err },
			"relations":  func() error { _, err := r.Relations(none); return err },
			"of":         func() error { _, err := r.RelationsOf(none); return err },
			"attributes": func() error { _, err := r.DocumentAttributes(none); return err },
			"statuses":   func() error { _, err := r.Statuses(none); return err },
			"tag":        func() error { _, err := r.Tag(none); return err },
		} {
			if err := read(); annotate.CodeOf(err) != annotate.NotFound || !strings.Contains(err.Error(), none.String()) {
				t.Errorf("%s: %v", name, err)
			}
		}
		return nil
	}))
	for name, write := range map[string]func(w *storage.Writer) error{
		"span":       func(w *storage.Writer) error { return w.DeleteSpans(none) },
		"relation":   func(w *storage.Writer) error { return w.DeleteRelations(none) },
		"tag":        func(w *storage.Writer) error { return w.DeleteTag(none) },
		"attributes": func(w *storage.Writer) error { return w.DeleteDocumentAttributes(none) },
		"name":       func(w *storage.Writer) error { return w.RenameDocument(none, "a") },
		"status": func(w *storage.Writer) error {
			return w.SetStatus(annotate.DocumentStatus{Document: none, Annotator: p.ana.UID, Status: annotate.Done})
		},
	} {
		if _, err := p.Do(ctx, storage.Action{Name: name, Annotator: p.ana.UID}, write); annotate.CodeOf(err) != annotate.NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRecordsAndFigures(t *testing.T) {
	p := newProject(t)
	a, b, c := document("a", "Șefa spus. Șefa."), document("b", "Antwerp, Antwerp, Antwerp."), document("c", "Nothing.")
	a.Spans = []annotate.Span{span(t, a, p.label("PERSON"), p.ana, [2]int{0, 5}), span(t, a, p.label("QUOTE"), p.ben, [2]int{0, 5}, [2]int{6, 10})}
	b.Spans = []annotate.Span{span(t, b, p.label("PLACE"), p.ana, [2]int{0, 7}), span(t, b, p.label("PLACE"), p.ana, [2]int{9, 16}), span(t, b, p.label("ORG"), p.ana, [2]int{18, 25})}
	a.Statuses = []annotate.DocumentStatus{{Annotator: p.ana.UID, Status: annotate.Done}, {Annotator: p.ben.UID, Status: annotate.Done}}
	b.Statuses = []annotate.DocumentStatus{{Annotator: p.ana.UID, Status: annotate.InProgress}, {Annotator: p.ben.UID, Status: annotate.Done}}
	p.take(a, b, c)
	must(t, p.View(ctx, func(r *storage.Reader) error {
		var names []string
		must(t, r.Records(func(r *annotate.Record) error {
			names = append(names, r.Document.Name)
			return nil
		}))
		if strings.Join(names, " ") != "a b c" {
			t.Errorf("records of %q, want all documents in import order", names)
		}
		var marked []storage.MarkedText
		must(t, r.MarkedTexts(annotate.UID{}, func(m storage.MarkedText) error {
			m.Last = m.Last.Truncate(0)
			marked = append(marked, m)
			return nil
		}))
		for i := range marked {
			if marked[i].Last.IsZero() {
				t.Error("a marked text without time")
			}
			marked[i].Last = a.Document.Imported.Truncate(0)
		}
		at := a.Document.Imported.Truncate(0)
		if d := diff([]storage.MarkedText{
			{Text: "Șefa", Label: p.label("PERSON"), Document: a.Document.UID, Count: 1, Last: at},
			{Text: "Șefa … spus", Label: p.label("QUOTE"), Document: a.Document.UID, Count: 1, Last: at},
			{Text: "Antwerp", Label: p.label("PLACE"), Document: b.Document.UID, Count: 2, Last: at},
			{Text: "Antwerp", Label: p.label("ORG"), Document: b.Document.UID, Count: 1, Last: at},
		}, marked); d != "" {
			t.Error(d)
		}
		counts, err := r.Counts()
		if d := diff(storage.Counts{Documents: 3, Bytes: 18 + 26 + 8, CodePoints: 16 + 26 + 8, Stories: 3, Spans: 5, Fragments: 6, Annotators: 2, Changes: 2,
			Done:    map[annotate.UID]int{p.ana.UID: 1, p.ben.UID: 2},
			ByLabel: map[annotate.UID]int{p.label("PERSON"): 1, p.label("QUOTE"): 1, p.label("PLACE"): 2, p.label("ORG"): 1},
			ByType:  map[annotate.UID]int{}, ByTag: map[annotate.UID]int{}, By: map[annotate.UID]int{p.ana.UID: 4, p.ben.UID: 1}}, counts); d != "" {
			t.Error(d)
		}
		if err := r.Records(func(*annotate.Record) error { return errWanted }); !errors.Is(err, errWanted) {
			t.Error(err)
		}
		return err
	}))
	within, cancel := context.WithCancel(ctx)
	err := p.View(within, func(r *storage.Reader) error {
		return r.Records(func(*annotate.Record) error {
			cancel()
			return nil
		})
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("reading went on: %v", err)
	}
}

func TestCheckFindsWhatIsBroken(t *testing.T) {
	for _, test := range []struct{ name, breaks, says string }{
		{"text", "DROP TRIGGER text_never_changes; UPDATE text SET body = 'Xhe port of Antwerp.'", "SHA-256"},
		{"covered text", "UPDATE span SET text = 'Antwerq'", "Antwerq"},
		{"reference", "PRAGMA foreign_keys = off; UPDATE span SET annotator = 12345", "missing annotator"},
		{"attributes", "UPDATE span SET attributes = '{\"mood\": \"gloomy\"}'", "mood"},
		{"scheme", "UPDATE label SET name = 'CLAIM'", "CLAIM"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newProject(t)
			doc := document("a", "The port of Antwerp.")
			p.take(doc)
			p.put(p.ana, span(t, doc, p.label("PLACE"), p.ana, [2]int{12, 19}))
			db := raw(t, p.Path())
			db.SetMaxOpenConns(1)
			_, err := db.Exec(test.breaks)
			must(t, err)
			var found []string
			must(t, p.View(ctx, func(r *storage.Reader) error {
				return r.Check(func(e *annotate.Error) error {
					found = append(found, e.Error())
					return nil
				})
			}))
			if !strings.Contains(strings.Join(found, "\n"), test.says) {
				t.Errorf("found %q", found)
			}
		})
	}
}

// The machine's name is made once and kept.
func TestMachineIsRemembered(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	t.Setenv("XDG_CONFIG_HOME", "")
	p := newProject(t)
	must(t, p.Close())
	var machines []string
	for range 2 {
		f, err := storage.Open(ctx, p.Path(), storage.Options{})
		must(t, err)
		change, err := f.Do(ctx, storage.Action{Name: "join", Annotator: p.ana.UID}, func(w *storage.Writer) error {
			return w.PutTag(annotate.Tag{UID: annotate.NewUID(), Name: "Antwerp"})
		})
		must(t, err)
		machines = append(machines, change.Machine)
		must(t, f.Close())
	}
	if machines[0] != machines[1] || len(strings.Fields(machines[0])) < 2 {
		t.Errorf("machines %q", machines)
	}
}

// A redo would give one annotator two statuses of one document.
func TestRedoRefusedByATwin(t *testing.T) {
	p := newProject(t)
	doc := document("a", "The port of Antwerp.")
	p.take(doc)
	set := func(p *project) annotate.Change {
		return p.do("read it", p.ana, func(w *storage.Writer) error {
			return w.SetStatus(annotate.DocumentStatus{Document: doc.Document.UID, Annotator: p.ana.UID, Status: annotate.Done})
		})
	}
	set(p)
	p.undo(p.ana)
	laptop := p.reopen("laptop")
	theirs := set(laptop)
	again := laptop.reopen("desk")
	_, _, err := again.Redo(ctx, p.ana.UID)
	wantCode(t, err, annotate.Conflict)
	if !strings.Contains(err.Error(), "laptop") || !strings.Contains(err.Error(), theirs.Action) {
		t.Errorf("the error says %q", err)
	}
}

func TestDocumentAttributesMergeAndGo(t *testing.T) {
	p := newProject(t)
	p.scheme.Attributes = []annotate.AttributeDef{{UID: annotate.NewUID(), On: annotate.OnDocument, Name: "TOPIC", Kind: annotate.Text}}
	p.do("define", p.ana, func(w *storage.Writer) error { return w.PutScheme(p.scheme) })
	doc := document("a", "The port of Antwerp.")
	value := func(s string) annotate.DocumentAttribute {
		return annotate.DocumentAttribute{UID: annotate.NewUID(), Annotator: p.ana.UID, Name: "TOPIC", Value: annotate.TextValue(s)}
	}
	doc.Attributes = []annotate.DocumentAttribute{value("ports"), value("drugs"), value("ports")}
	_, report := p.importing(adding(doc))
	if report.Attributes != 2 {
		t.Errorf("%+v", report)
	}
	doc.Attributes = []annotate.DocumentAttribute{doc.Attributes[0], value("drugs"), value("trade")}
	_, report = p.importing(adding(doc))
	if report.Attributes != 1 {
		t.Errorf("%+v", report)
	}
	before := p.all()
	got := before.Records[0].Attributes
	if len(got) != 3 {
		t.Fatalf("%+v", got)
	}
	p.do("clear", p.ana, func(w *storage.Writer) error { return w.DeleteDocumentAttributes(got[0].UID, got[2].UID) })
	if left := p.all().Records[0].Attributes; len(left) != 1 || left[0] != got[1] {
		t.Errorf("%+v", left)
	}
	p.undo(p.ana)
	p.like(before)
}
