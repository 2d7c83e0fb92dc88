package storage_test

import (
	"testing"

	"postil/annotate"
	"postil/storage"
)

// renamedThings is a vocabulary whose ids stand for something else in each of two files,
// as in two exports of one project between which everything was renamed.
func renamedThings(label, kind, tag, annotator annotate.UID, layer annotate.Layer, names [4]string) annotate.Vocabulary {
	return annotate.Vocabulary{
		Scheme: annotate.Scheme{
			Layers:    []annotate.Layer{layer},
			Labels:    []annotate.Label{{UID: label, Layer: layer.UID, Name: names[0]}},
			Relations: []annotate.RelationType{{UID: kind, Name: names[1]}},
		},
		Tags:       []annotate.Tag{{UID: tag, Name: names[2], Ref: "ref of " + names[2]}},
		Annotators: []annotate.Annotator{{UID: annotator, Name: names[3]}},
	}
}

// An id stands for what the file in hand says, whatever it stood for in the file
// before; also where a relation waits until the end.
func TestImportOfFilesWhoseIdsMeanDifferentThings(t *testing.T) {
	p := newProject(t)
	own := annotate.Tag{UID: annotate.NewUID(), Name: "Antwerp", Ref: "ref of Antwerp"}
	near := annotate.RelationType{UID: annotate.NewUID(), Name: "near"}
	p.scheme.Relations = append(p.scheme.Relations, near)
	p.do("prepare", p.ana, func(w *storage.Writer) error { return cmpOr(w.PutTag(own), w.PutScheme(p.scheme)) })

	label, kind, tag, by := annotate.NewUID(), annotate.NewUID(), annotate.NewUID(), annotate.NewUID()
	layer := annotate.Layer{UID: annotate.NewUID(), Name: "Entities", Look: annotate.Fill}
	a, b, c := document("a", "Ann met Bob."), document("b", "Cy met Dan."), document("c", "Eve left.")
	mark := func(r *annotate.Record, start, end int) annotate.Span {
		s := span(t, r, label, annotate.Annotator{UID: by}, [2]int{start, end})
		s.Tag = tag
		return s
	}
	a.Spans = []annotate.Span{mark(a, 0, 3)}
	b.Spans = []annotate.Span{mark(b, 0, 2), mark(b, 7, 10)}
	c.Spans = []annotate.Span{mark(c, 0, 3)}
	relation := func(from, to annotate.Span) annotate.Relation {
		return annotate.Relation{UID: annotate.NewUID(), Type: kind, From: from.UID, To: to.UID, ToDocument: to.Document, Annotator: by, Origin: annotate.Origin{Kind: annotate.Manual}}
	}
	a.Relations = []annotate.Relation{relation(a.Spans[0], c.Spans[0])} // waits for a later file
	b.Relations = []annotate.Relation{relation(b.Spans[0], b.Spans[1])}
	a.Statuses = []annotate.DocumentStatus{{Annotator: by, Status: annotate.Done}}
	b.Statuses = []annotate.DocumentStatus{{Annotator: by, Status: annotate.Done}}

	known := [4]string{"PERSON", "near", "Antwerp", "Ana"}
	p.importing(func(im *storage.Importer) error {
		for _, file := range []struct {
			names  [4]string
			record *annotate.Record
		}{{known, a}, {[4]string{"HUMAN", "far", "Ghent", "Cleo"}, b}, {known, c}} {
			im.Begin()
			if _, err := im.Merge(renamedThings(label, kind, tag, by, layer, file.names)); err != nil {
				return err
			}
			if err := im.Add(file.record); err != nil {
				return err
			}
		}
		return nil
	})
	sound(t, p.File)
	after := p.all()
	type things struct{ label, kind, tag, annotator, status annotate.UID }
	of := func(r *annotate.Record) things {
		s, l := r.Spans[0], r.Relations[0]
		if l.Annotator != s.Annotator {
			t.Errorf("%s: the span is %s's, the relation %s's", r.Document.Name, s.Annotator, l.Annotator)
		}
		return things{s.Label, l.Type, s.Tag, s.Annotator, r.Statuses[0].Annotator}
	}
	if got, want := of(&after.Records[0]), (things{p.label("PERSON"), near.UID, own.UID, p.ana.UID, p.ana.UID}); got != want {
		t.Errorf("the first file: %+v, want %+v", got, want)
	}
	if got, want := of(&after.Records[1]), (things{label, kind, tag, by, by}); got != want {
		t.Errorf("the second file: %+v, want %+v", got, want)
	}
	for _, thing := range []struct {
		is   string
		want string
	}{{after.Vocabulary.Scheme.Label(label).Name, "HUMAN"}, {after.Vocabulary.Scheme.RelationType(kind).Name, "far"}} {
		if thing.is != thing.want {
			t.Errorf("%s was added, want %s", thing.is, thing.want)
		}
	}
}

// Two files have an id of their own each for the tag that the project has too: they
// mean that, and no other is added for the second.
func TestImportOfFilesWithATagOfTheProject(t *testing.T) {
	for _, same := range []bool{true, false} {
		p := newProject(t)
		own := annotate.Tag{UID: annotate.NewUID(), Name: "Antwerp", Ref: "Q12892"}
		p.do("name", p.ana, func(w *storage.Writer) error { return w.PutTag(own) })
		theirs := own
		_, report := p.importing(func(im *storage.Importer) error {
			for i, name := range []string{"a", "b"} {
				if i == 0 || !same {
					theirs.UID = annotate.NewUID()
				}
				im.Begin()
				if _, err := im.Merge(annotate.Vocabulary{Tags: []annotate.Tag{theirs}}); err != nil {
					return err
				}
				r := document(name, "The port of Antwerp, "+name)
				s := span(t, r, p.label("PLACE"), p.ana, [2]int{12, 19})
				s.Tag = theirs.UID
				r.Spans = []annotate.Span{s}
				if err := im.Add(r); err != nil {
					return err
				}
			}
			return nil
		})
		if report.Tags != 0 {
			t.Errorf("the same id %v: %d tags were added", same, report.Tags)
		}
		for _, r := range p.all().Records {
			if got := r.Spans[0].Tag; got != own.UID {
				t.Errorf("the same id %v: the span of %s has the tag %s, want %s", same, r.Document.Name, got, own.UID)
			}
		}
	}
}
