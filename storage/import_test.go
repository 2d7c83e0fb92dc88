package storage_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"postil/annotate"
	"postil/storage"
)

var errWanted = errors.New("wanted")

// importing runs an import as Ana.
func (p *project) importing(read func(*storage.Importer) error) (annotate.Change, storage.ImportReport) {
	p.Helper()
	change, report, err := p.Import(ctx, storage.Action{Name: "import", Annotator: p.ana.UID}, read)
	must(p, err)
	return change, report
}

// marked returns a corpus whose spans are Ana's, in the project's scheme.
func (p *project) marked() *corpus {
	c := newCorpus()
	c.vocab = annotate.Vocabulary{Scheme: p.scheme, Annotators: []annotate.Annotator{p.ana}}
	return c
}

func TestImportIsInvisibleUntilItIsWhole(t *testing.T) {
	p := newProject(t)
	c := p.marked()
	old := c.record(0, 50, 3)
	p.take(old)
	before := p.all()
	extra := *old
	extra.Spans = []annotate.Span{span(t, old, p.label("QUOTE"), p.ana, [2]int{0, 2})}
	fresh := annotate.Vocabulary{Scheme: annotate.Scheme{Layers: []annotate.Layer{{UID: annotate.NewUID(), Name: annotate.ImportedLayer, Look: annotate.Fill}}},
		Annotators: []annotate.Annotator{{UID: annotate.NewUID(), Name: "Cleo"}}, Tags: []annotate.Tag{{UID: annotate.NewUID(), Name: "Antwerp"}}}
	change, report := p.importing(func(im *storage.Importer) error {
		if _, err := im.Merge(fresh); err != nil {
			return err
		}
		for i := range 120 { // more than one portion
			if err := im.Add(c.record(i+1, 320, 100)); err != nil {
				return err
			}
		}
		if err := im.Add(&extra); err != nil {
			return err
		}
		p.like(before)
		var counts storage.Counts
		must(t, p.View(ctx, func(r *storage.Reader) (err error) {
			must(t, r.MarkedTexts(annotate.UID{}, func(m storage.MarkedText) error {
				if m.Document != old.Document.UID {
					t.Error("a text of the import is seen")
				}
				return nil
			}))
			counts, err = r.Counts()
			return err
		}))
		if counts.Documents != 1 || counts.Spans != 3 || counts.Annotators != 2 || counts.Tags != 0 || counts.ByLabel[p.label("QUOTE")] != 1 {
			t.Errorf("counted meanwhile: %+v", counts)
		}
		if touched, err := p.Touched(ctx, 0); err != nil || len(touched.Documents) != 1 {
			t.Error("touched meanwhile:", touched, err)
		}
		return nil
	})
	if change.Seq == 0 || report.Documents != 120 || report.Spans != 12_001 || report.Items.Spans.New.Len() != 12_001 || report.Known != 1 || report.Tags != 1 ||
		!slices.Equal(report.Layers, []string{annotate.ImportedLayer}) || !slices.Equal(report.Annotators, []string{"Cleo"}) {
		t.Errorf("%+v %+v", change, report)
	}
	sound(t, p.File)
	after := p.all()
	if len(after.Records) != 121 || len(after.Records[0].Spans) != 4 {
		t.Errorf("%d documents", len(after.Records))
	}
	p.undo(p.ana)
	p.like(before)
	p.redo(p.ana)
	p.like(after)
}

func TestImportThatFailsLeavesNothing(t *testing.T) {
	for _, test := range []struct {
		name string
		end  func(cancel func()) error
		want error
	}{
		{"error", func(func()) error { return errWanted }, errWanted},
		{"cancel", func(cancel func()) error { cancel(); return nil }, context.Canceled},
		{"panic", func(func()) error { panic(errWanted) }, errWanted},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newProject(t)
			c := p.marked()
			p.take(c.record(0, 50, 3))
			before, pages := p.all(), p.pages()
			within, cancel := context.WithCancel(ctx)
			defer cancel()
			err := func() (err error) {
				defer func() {
					if r := recover(); r != nil {
						err = r.(error)
					}
				}()
				_, _, err = p.Import(within, storage.Action{Name: "import", Annotator: p.ana.UID}, func(im *storage.Importer) error {
					for i := range 100 {
						must(t, im.Add(c.record(i+1, 320, 100)))
					}
					return test.end(cancel)
				})
				return err
			}()
			if !errors.Is(err, test.want) {
				t.Fatalf("the error is %v", err)
			}
			p.like(before)
			if left := p.leftovers(pages); left != "" {
				t.Error("left behind:", left)
			}
			p.take(c.record(200, 50, 3)) // and the next import is free to run
		})
	}
}

// leftovers says what an import that failed has left in the file, which had so
// many pages before.
func (p *project) leftovers(pages int) string {
	p.Helper()
	var left []string
	for table, where := range map[string]string{
		"import": "1", "document": "import <> 0 AND import NOT IN (SELECT id FROM change)", "span": "import <> 0 AND import NOT IN (SELECT id FROM change)",
		"text": "id NOT IN (SELECT text FROM document)", "text_words": "docid >> 16 NOT IN (SELECT id FROM text)", "image": "change NOT IN (SELECT id FROM change)",
	} {
		if n := p.number("SELECT count(*) FROM " + table + " WHERE " + where); n != 0 {
			left = append(left, fmt.Sprintf("%d rows of %s", n, table))
		}
	}
	if now := p.pages(); pages+pagesLess < now {
		left = append(left, fmt.Sprintf("%d pages where there were %d", now, pages))
	}
	return strings.Join(left, ", ")
}

// pagesLess is how many pages are none too many: a B-tree need not be as full as
// it was.
const pagesLess = 4

// pages returns how large the file is, the log with it.
func (p *project) pages() int {
	p.Helper()
	return p.number("PRAGMA page_count")
}

// number asks the file with SQLite alone.
func (p *project) number(query string) (n int) {
	p.Helper()
	must(p, raw(p, p.Path()).QueryRow(query).Scan(&n))
	return n
}

func TestImportRefusesWhatIsBroken(t *testing.T) {
	text := "The port of Antwerp."
	for _, test := range []struct {
		name   string
		breaks func(p *project, r *annotate.Record)
	}{
		{"hash", func(p *project, r *annotate.Record) { r.Document.TextHash[0]++ }},
		{"covered text", func(p *project, r *annotate.Record) { r.Spans[0].Fragments[0].Text = "Antwerq" }},
		{"range", func(p *project, r *annotate.Record) { r.Spans[0].Fragments[0].End = 100 }},
		{"label", func(p *project, r *annotate.Record) { r.Spans[0].Label = annotate.NewUID() }},
		{"annotator", func(p *project, r *annotate.Record) { r.Spans[0].Annotator = annotate.NewUID() }},
		{"tag", func(p *project, r *annotate.Record) { r.Spans[0].Tag = annotate.NewUID() }},
		{"span twice", func(p *project, r *annotate.Record) { r.Spans = append(r.Spans, r.Spans[0]) }},
		{"attribute", func(p *project, r *annotate.Record) {
			r.Spans[0].Attributes = annotate.Attributes{"mood": annotate.TextValue("gloomy")}
		}},
		{"relation type", func(p *project, r *annotate.Record) {
			second := span(p, r, p.label("ORG"), p.ana, [2]int{0, 3})
			r.Spans = append(r.Spans, second)
			r.Relations = []annotate.Relation{{UID: annotate.NewUID(), Type: annotate.NewUID(), From: r.Spans[0].UID, To: second.UID, Annotator: p.ana.UID, Origin: annotate.Origin{Kind: annotate.Manual}}}
		}},
		{"status", func(p *project, r *annotate.Record) {
			r.Statuses = []annotate.DocumentStatus{{Annotator: p.ana.UID, Status: "finished"}}
		}},
		{"document attribute", func(p *project, r *annotate.Record) {
			r.Attributes = []annotate.DocumentAttribute{{Annotator: p.ana.UID, Name: "TOPIC", Value: annotate.TextValue("x")}}
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newProject(t)
			before := p.all()
			good, bad := document("good", text+" Yes."), document("bad", text)
			bad.Spans = []annotate.Span{span(t, bad, p.label("PLACE"), p.ana, [2]int{12, 19})}
			test.breaks(p, bad)
			_, _, err := p.Import(ctx, storage.Action{Name: "import", Annotator: p.ana.UID}, adding(good, bad))
			wantCode(t, err, annotate.Invalid)
			if !strings.Contains(err.Error(), `"bad"`) {
				t.Errorf("the error does not name the document: %v", err)
			}
			p.like(before)
		})
	}
}

func TestImportMerges(t *testing.T) {
	const text = "The port of Antwerp is one of Europe's gateways."
	p := newProject(t)
	first := document("a", text)
	first.Document.Story = annotate.NewUID()
	kept := span(t, first, p.label("PLACE"), p.ana, [2]int{12, 19})
	first.Spans = []annotate.Span{kept}
	first.Statuses = []annotate.DocumentStatus{{Annotator: p.ana.UID, Status: annotate.InProgress}}
	p.take(first)

	// The annotator goes on in the window.
	changed := p.all().Records[0].Spans[0]
	changed.Note = "checked"
	p.put(p.ana, changed)
	before := p.all()

	again := document("a", text) // another UID, the same text and source
	again.Document.Name = "renamed"
	again.Document.Story = annotate.NewUID()
	byMark := span(t, again, p.label("PLACE"), p.ana, [2]int{12, 19})
	fresh := span(t, again, p.label("PLACE"), p.ben, [2]int{30, 36})
	again.Spans = []annotate.Span{kept, byMark, fresh}
	again.Statuses = []annotate.DocumentStatus{{Annotator: p.ana.UID, Status: annotate.Done}, {Annotator: p.ben.UID, Status: annotate.Done}}

	copied := document("b", text) // the same text from another source
	copied.Spans = []annotate.Span{kept, fresh}
	sibling := document("c", text+" More.")
	sibling.Document.Story = again.Document.Story

	_, report := p.importing(adding(sibling, again, copied))
	wantItems(t, "documents", report.Items.Documents, []annotate.UID{sibling.Document.UID, copied.Document.UID}, []annotate.UID{first.Document.UID})
	copies := p.all().Records[2]
	if copies.Document.UID != copied.Document.UID {
		t.Fatalf("the third document is %s", copies.Document.Name)
	}
	wantItems(t, "spans", report.Items.Spans, []annotate.UID{fresh.UID, copies.Spans[0].UID, copies.Spans[1].UID}, []annotate.UID{kept.UID, kept.UID})
	renamed := []storage.Renamed{{Given: kept.UID, Is: copies.Spans[0].UID, Document: copied.Document.UID}, {Given: fresh.UID, Is: copies.Spans[1].UID, Document: copied.Document.UID}}
	if d := diff(renamed, report.Items.Spans.Renamed); d != "" {
		t.Error("other ids than on the record:", d)
	}
	report.Items = storage.ImportItems{}
	if d := diff(storage.ImportReport{Documents: 2, Known: 1, SameText: 1, Spans: 3, SpansKnown: 2}, report); d != "" {
		t.Error(d)
	}
	sound(t, p.File)
	after := p.all()
	a, c, b := after.Records[0], after.Records[1], after.Records[2]
	if d := diff(before.Records[0].Document, a.Document); d != "" {
		t.Error("the known document was overwritten:", d)
	}
	want := []annotate.Span{before.Records[0].Spans[0], fresh}
	want[1].Document, want[1].Created, want[1].Updated = first.Document.UID, a.Spans[1].Created, a.Spans[1].Updated
	if d := diff(want, a.Spans); d != "" {
		t.Error(d)
	}
	if d := diff([]annotate.DocumentStatus{{Document: first.Document.UID, Annotator: p.ana.UID, Status: annotate.InProgress}, {Document: first.Document.UID, Annotator: p.ben.UID, Status: annotate.Done}}, a.Statuses); d != "" {
		t.Error(d)
	}
	if b.Document.Story != a.Document.Story || c.Document.Story != a.Document.Story {
		t.Error("copies and their siblings are in several stories")
	}
	if len(b.Spans) != 2 || b.Spans[0].UID == kept.UID {
		t.Errorf("the copy's spans: %+v", b.Spans)
	}

	// Once more, it is all there.
	change, report := p.importing(adding(document("c", text+" More."), again, copied))
	if change != (annotate.Change{}) || report.Known != 3 || report.Spans != 0 || report.SpansKnown != 5 {
		t.Errorf("%+v %+v", change, report)
	}
	p.undo(p.ana)
	p.like(before)
}

// wantItems compares the ids of what came in and of what was there.
func wantItems(t *testing.T, kind string, got storage.ImportTally, fresh, known []annotate.UID) {
	t.Helper()
	for _, c := range []struct {
		class string
		ids   storage.IDs
		want  []annotate.UID
	}{{"new", got.New, fresh}, {"known", got.Known, known}} {
		var ids []annotate.UID
		for i := range c.ids.Len() {
			ids = append(ids, c.ids.At(i))
		}
		if d := diff(c.want, ids); d != "" {
			t.Errorf("%s, %s: %s", kind, c.class, d)
		}
	}
}

func TestImportRefusesAnotherTextUnderAnId(t *testing.T) {
	p := newProject(t)
	first := document("a", "Some text.")
	p.take(first)
	second := document("a", "Another text.")
	second.Document.UID = first.Document.UID
	_, _, err := p.Import(ctx, storage.Action{Name: "import", Annotator: p.ana.UID}, adding(second))
	wantCode(t, err, annotate.Conflict)
}

func TestImportMergesTheVocabularyByName(t *testing.T) {
	p := newProject(t)
	tag := annotate.Tag{UID: annotate.NewUID(), Name: "Antwerp", Ref: "Q12892"}
	s := p.scheme.Clone()
	s.Attributes = []annotate.AttributeDef{{UID: annotate.NewUID(), On: annotate.OnLabel, Owner: p.label("QUOTE"), Name: "kind", Kind: annotate.Choice, Choices: []string{"direct"}}}
	p.do("prepare", p.ana, func(w *storage.Writer) error { return cmpOr(w.PutTag(tag), w.PutScheme(s)) })
	before := p.all()

	theirs := annotate.Vocabulary{Scheme: annotate.DefaultScheme()} // other UIDs, the same names
	theirs.Annotators = []annotate.Annotator{{UID: annotate.NewUID(), Name: "Ana"}, {UID: annotate.NewUID(), Name: "Cleo"}}
	theirs.Tags = []annotate.Tag{{UID: annotate.NewUID(), Name: "Antwerp", Ref: "Q12892"}, {UID: annotate.NewUID(), Name: "Antwerp"}}
	layer := annotate.Layer{UID: annotate.NewUID(), Name: "Mood", Look: annotate.Underline}
	label := annotate.Label{UID: annotate.NewUID(), Layer: layer.UID, Name: "IRONY", Key: "c"} // the key is CLAIM's
	quote := theirs.Scheme.LabelNamed("QUOTE").UID
	theirs.Scheme.LabelNamed("CLAIM").Key = "z"
	theirs.Scheme.Layers, theirs.Scheme.Labels = append(theirs.Scheme.Layers, layer), append(theirs.Scheme.Labels, label)
	theirs.Scheme.Attributes = []annotate.AttributeDef{{UID: annotate.NewUID(), On: annotate.OnLabel, Owner: quote, Name: "kind", Kind: annotate.Choice, Choices: []string{"direct", "reported"}}}
	theirs.Scheme.Relations = []annotate.RelationType{{UID: annotate.NewUID(), Name: "said_by", From: []annotate.UID{quote}}}
	doc := document("a", "The port of Antwerp.")
	one := span(t, doc, quote, theirs.Annotators[0], [2]int{12, 19})
	one.Tag, one.Attributes = theirs.Tags[0].UID, annotate.Attributes{"kind": annotate.TextValue("reported")}
	two := span(t, doc, label.UID, theirs.Annotators[1], [2]int{0, 3})
	two.Tag = theirs.Tags[1].UID
	doc.Spans = []annotate.Span{one, two}

	_, report := p.importing(func(im *storage.Importer) error {
		added, err := im.Merge(theirs)
		must(t, err)
		if len(added.Added.Scheme.Labels) != 1 || len(added.Added.Scheme.Layers) != 1 || len(added.Added.Scheme.Relations) != 1 || len(added.Added.Tags) != 1 || len(added.Added.Annotators) != 1 {
			t.Errorf("added %+v", added)
		}
		return im.Add(doc)
	})
	report.Items = storage.ImportItems{}
	if d := diff(storage.ImportReport{Documents: 1, Spans: 2, Layers: []string{"Mood"}, Labels: []string{"IRONY"}, Types: []string{"said_by"},
		Tags: 1, Annotators: []string{"Cleo"}}, report); d != "" {
		t.Error(d)
	}
	after := p.all()
	spans := after.Records[0].Spans
	if spans[1].Label != p.label("QUOTE") || spans[1].Annotator != p.ana.UID || spans[1].Tag != tag.UID || spans[0].Label != label.UID {
		t.Errorf("%+v", spans)
	}
	if got := after.Vocabulary.Scheme.Attributes[0].Choices; !slices.Equal(got, []string{"direct", "reported"}) {
		t.Errorf("choices %q", got)
	}
	if l := after.Vocabulary.Scheme.LabelNamed("IRONY"); l.Key != "" {
		t.Errorf("key %q", l.Key)
	}
	sound(t, p.File)
	p.undo(p.ana)
	p.like(before)
	p.redo(p.ana)
	p.like(after)
}

func TestImportRelationsAcrossDocuments(t *testing.T) {
	p := newProject(t)
	about := annotate.RelationType{UID: annotate.NewUID(), Name: "contradicts", From: []annotate.UID{p.label("CLAIM")}, To: []annotate.UID{p.label("CLAIM")}}
	p.scheme.Relations = append(p.scheme.Relations, about)
	p.do("define", p.ana, func(w *storage.Writer) error { return w.PutScheme(p.scheme) })
	a, b := document("a", "116 tonnes were seized."), document("b", "121 tonnes were seized.")
	from, to := span(t, a, p.label("CLAIM"), p.ana, [2]int{0, 10}), span(t, b, p.label("CLAIM"), p.ana, [2]int{0, 10})
	a.Spans, b.Spans = []annotate.Span{from}, []annotate.Span{to}
	relation := annotate.Relation{UID: annotate.NewUID(), Type: about.UID, From: from.UID, To: to.UID, ToDocument: b.Document.UID, Annotator: p.ana.UID, Origin: annotate.Origin{Kind: annotate.Manual}}
	nowhere := relation
	nowhere.UID, nowhere.To = annotate.NewUID(), annotate.NewUID()
	a.Relations = []annotate.Relation{relation, nowhere}
	_, report := p.importing(adding(a, b))
	wantItems(t, "relations", report.Items.Relations, []annotate.UID{relation.UID}, nil)
	left := []storage.LeftOut{{ID: nowhere.UID, Document: a.Document.UID, Reason: "it leads from or to a span that is nowhere"}}
	if d := diff(left, report.Items.Relations.LeftOut); d != "" || report.Relations != 1 {
		t.Error(report.Relations, d)
	}
	got := p.all().Records[0].Relations
	relation.Created, relation.Updated = got[0].Created, got[0].Updated
	if d := diff([]annotate.Relation{relation}, got); d != "" {
		t.Error(d)
	}
	must(t, p.View(ctx, func(r *storage.Reader) error {
		of, err := r.RelationsOf(to.UID)
		if d := diff(got, of); d != "" {
			t.Error(d)
		}
		return err
	}))
	again, report := p.importing(adding(a, b))
	if again.Seq != 0 || report.RelationsKnown != 1 {
		t.Errorf("%+v %+v", again, report)
	}
	wantItems(t, "relations again", report.Items.Relations, nil, []annotate.UID{relation.UID})
	sound(t, p.File)
}

func TestOneImportAtATime(t *testing.T) {
	p := newProject(t)
	other, err := storage.Open(ctx, p.Path(), storage.Options{Machine: "desk"})
	must(t, err)
	defer other.Close()
	p.importing(func(im *storage.Importer) error {
		must(t, im.Add(document("a", "Some text.")))
		_, _, err := other.Import(ctx, storage.Action{Name: "import", Annotator: p.ana.UID}, adding(document("b", "More text.")))
		wantCode(t, err, annotate.Conflict)
		third, err := storage.Open(ctx, p.Path(), storage.Options{Machine: "desk"}) // does not sweep away what lives
		must(t, err)
		return third.Close()
	})
	if n := len(p.all().Records); n != 1 {
		t.Errorf("%d documents", n)
	}
}

func TestNameTakenDuringImport(t *testing.T) {
	p := newProject(t)
	before := p.all()
	_, _, err := p.Import(ctx, storage.Action{Name: "import", Annotator: p.ana.UID}, func(im *storage.Importer) error {
		if _, err := im.Merge(annotate.Vocabulary{Annotators: []annotate.Annotator{{UID: annotate.NewUID(), Name: "Cleo"}}}); err != nil {
			return err
		}
		p.do("join", p.ben, func(w *storage.Writer) error {
			return w.PutAnnotator(annotate.Annotator{UID: annotate.NewUID(), Name: "Cleo"})
		})
		return im.Add(document("a", "Some text."))
	})
	wantCode(t, err, annotate.Conflict)
	p.undo(p.ben)
	p.like(before)
}

// A reader that meets tags and choices as it goes hands them over as it goes.
func TestImportMergesTheVocabularyInPortions(t *testing.T) {
	p := newProject(t)
	own := annotate.Tag{UID: annotate.NewUID(), Name: "Paris"}
	p.do("name", p.ana, func(w *storage.Writer) error { return w.PutTag(own) })
	before := p.all()
	v := annotate.Vocabulary{Scheme: p.scheme.Clone()}
	kind := annotate.AttributeDef{UID: annotate.NewUID(), On: annotate.OnLabel, Owner: p.label("QUOTE"), Name: "kind", Kind: annotate.Choice}
	var used []annotate.UID
	p.importing(func(im *storage.Importer) error {
		for i, choice := range []string{"direct", "reported", "ironic"} {
			kind.Choices = append(slices.Clone(kind.Choices), choice)
			v.Scheme.Attributes = []annotate.AttributeDef{kind}
			v.Tags = []annotate.Tag{{UID: annotate.NewUID(), Name: "Paris"}} // another each time
			if _, err := im.Merge(v); err != nil {
				return err
			}
			doc := document(fmt.Sprint(i), fmt.Sprint("In Paris, ", i))
			s := span(t, doc, p.label("QUOTE"), p.ana, [2]int{3, 8})
			s.Tag, s.Attributes = v.Tags[0].UID, annotate.Attributes{"kind": annotate.TextValue(choice)}
			doc.Spans = []annotate.Span{s}
			if err := im.Add(doc); err != nil {
				return err
			}
			used = append(used, v.Tags[0].UID)
		}
		return nil
	})
	after := p.all()
	if got := after.Vocabulary.Scheme.Attributes[0].Choices; len(got) != 3 {
		t.Errorf("choices %q", got)
	}
	for i, want := range []annotate.UID{own.UID, used[1], used[2]} { // one of them is the project's, the others are not
		if got := after.Records[i].Spans[0].Tag; got != want {
			t.Errorf("span %d has tag %s, want %s", i, got, want)
		}
	}
	sound(t, p.File)
	p.undo(p.ana)
	p.like(before)
	p.redo(p.ana)
	p.like(after)
}
