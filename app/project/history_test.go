package project_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"postil/annotate"
	"postil/app/project"
)

// machine gives random commands to a project, as somebody at the window could.
type machine struct {
	p      *project.Project
	labels []annotate.UID
}

func (m *machine) document(t *rapid.T) project.DocumentItem {
	return rapid.SampledFrom(m.p.Documents(project.Filter{})).Draw(t, "document")
}

// span draws one of the spans, false where there are none.
func (m *machine) span(t *rapid.T) (annotate.UID, bool) {
	var all []annotate.UID
	for _, d := range m.p.Documents(project.Filter{}) {
		spans, err := m.p.Spans(context.Background(), d.UID, m.p.Annotator().UID)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range spans {
			all = append(all, s.UID)
		}
	}
	if len(all) == 0 {
		return annotate.UID{}, false
	}
	return rapid.SampledFrom(all).Draw(t, "span"), true
}

func (m *machine) tag(t *rapid.T) annotate.UID {
	uids := []annotate.UID{{}}
	for _, tag := range m.p.Tags() {
		uids = append(uids, tag.UID)
	}
	return rapid.SampledFrom(uids).Draw(t, "tag")
}

// ranges draws one or two ranges of whole characters of ASCII text, too long to
// hold white space alone.
func ranges(t *rapid.T) [][2]int {
	var drawn [][2]int
	for range rapid.IntRange(1, 2).Draw(t, "fragments") {
		start := rapid.IntRange(0, 35).Draw(t, "start")
		drawn = append(drawn, [2]int{start, start + rapid.IntRange(2, 5).Draw(t, "length")})
	}
	return drawn
}

// act gives one random command; a refusal is no failure.
func (m *machine) act(t *rapid.T) error {
	ctx := context.Background()
	label := rapid.SampledFrom(m.labels).Draw(t, "label")
	span, ok := m.span(t)
	action := rapid.IntRange(0, 9).Draw(t, "action")
	if !ok {
		action %= 4
	}
	switch action {
	case 0, 1:
		_, err := m.p.Mark(ctx, m.document(t).UID, label, ranges(t), m.tag(t))
		return err
	case 2:
		return m.p.SetStatus(ctx, rapid.SampledFrom([]annotate.Status{annotate.Unread, annotate.Done}).Draw(t, "status"), m.document(t).UID)
	case 3:
		_, err := m.p.NewTag(ctx, rapid.StringMatching("[a-c]{1,2}").Draw(t, "name"), label)
		return err
	case 4:
		_, err := m.p.Relabel(ctx, label, span)
		return err
	case 5:
		_, err := m.p.SetRanges(ctx, span, ranges(t))
		return err
	case 6:
		return m.p.Delete(ctx, span)
	case 7:
		return m.p.SetTag(ctx, m.tag(t), span)
	case 8:
		if tag := m.tag(t); !tag.IsZero() {
			return m.p.DeleteTag(ctx, tag)
		}
		return m.p.SetNote(ctx, span, "a note")
	default:
		_, err := m.p.NameSpans(ctx, rapid.StringMatching("[d-f]{1,2}").Draw(t, "name"), span)
		return err
	}
}

func TestUndoingEverythingBringsBackTheBeginning(t *testing.T) {
	p := counted(t, newProject(t))
	quay, _ := documents(p)
	mark(t, p, quay, "PERSON", "Mara Oduya")
	rapid.Check(t, func(rt *rapid.T) {
		m := &machine{p: p, labels: []annotate.UID{label(t, p, "PERSON"), label(t, p, "QUOTE")}}
		before := stateOf(t, p)
		undos := 0
		for range rapid.IntRange(1, 12).Draw(rt, "commands") {
			seen := p.UndoName()
			states := stateOf(t, p)
			err := m.act(rt)
			switch code := annotate.CodeOf(err); {
			case err == nil && (p.UndoName() != seen || difference(states, stateOf(t, p)) != ""):
				undos++
			case err != nil && code != annotate.Exists:
				rt.Fatal(err)
			}
		}
		after := stateOf(t, p)
		for range undos {
			travel(rt, p, p.Undo)
		}
		if diff := difference(before, stateOf(t, p)); diff != "" {
			rt.Fatalf("undoing %d changes (-before +now):\n%s", undos, diff)
		}
		for range undos {
			travel(rt, p, p.Redo)
		}
		if diff := difference(after, stateOf(t, p)); diff != "" {
			rt.Fatalf("redoing %d changes (-after +now):\n%s", undos, diff)
		}
		for range undos {
			travel(rt, p, p.Undo)
		}
	})
	expectState(t, "another start", stateOf(t, p), reopened(t, p))
}

// travel undoes or redoes a change and checks what it says about spans.
func travel(t *rapid.T, p *project.Project, step func(context.Context) (project.Undone, error)) {
	spans := func() map[annotate.UID]annotate.Span {
		all := map[annotate.UID]annotate.Span{}
		for _, d := range p.Documents(project.Filter{}) {
			for _, a := range p.Annotators() {
				in, err := p.Spans(context.Background(), d.UID, a.UID)
				if err != nil {
					t.Fatal(err)
				}
				for _, s := range in {
					all[s.UID] = s
				}
			}
		}
		return all
	}
	followed := spans()
	undone, err := step(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if !undone.Spans.Exact {
		t.Fatal("a change of a few spans doesn't name them")
	}
	for _, uid := range undone.Spans.Gone {
		delete(followed, uid)
	}
	for _, s := range undone.Spans.Come {
		followed[s.UID] = s
	}
	if diff := cmp.Diff(spans(), followed); diff != "" {
		t.Fatalf("the spans that came and went (-file +followed):\n%s", diff)
	}
}

func TestUndoAcrossARestart(t *testing.T) {
	s := newScene(t)
	again := reopened(t, s.Project)
	if again.UndoName() != "add the layer Frames" {
		t.Errorf("undo would be %q", again.UndoName())
	}
	if _, err := again.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	scheme := again.Scheme()
	if scheme.LayerNamed("Frames") != nil {
		t.Error("the layer is still there")
	}
	if again.RedoName() != "add the layer Frames" {
		t.Errorf("redo would be %q", again.RedoName())
	}
}

func TestACommandEndsRedo(t *testing.T) {
	s := newScene(t)
	if _, err := s.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	mark(t, s.Project, s.vote, "PLACE", "Ostrel")
	if s.RedoName() != "" {
		t.Errorf("redo would be %q", s.RedoName())
	}
	if _, err := s.Redo(t.Context()); annotate.CodeOf(err) != annotate.NotFound {
		t.Errorf("redo: %v", err)
	}
}

// TestAnotherProcess has two annotators in one file.
func TestAnotherProcess(t *testing.T) {
	ana := counted(t, newProject(t))
	ben, err := project.Open(t.Context(), ana.Path(), "Ben")
	if err != nil {
		t.Fatal(err)
	}
	defer ben.Close()
	counted(t, ben)
	quay, _ := documents(ana)
	heard := make(chan annotate.UID, 100)
	ben.Signals().Document.Listen(func(d annotate.UID) { heard <- d })
	span := mark(t, ana, quay, "PERSON", "Mara Oduya")
	const promised, slack = time.Second, time.Second // slack for a machine that does much else
	waitAtMost(t, promised+slack, "Ana's span in Ben's window", func() bool {
		d, _ := ben.Document(quay)
		return d.Spans == 1 && 0 < len(heard)
	})
	if d := <-heard; d != quay {
		t.Errorf("the signal names %s", d)
	}
	waitFor(t, "Ana's span among Ben's past tags", func() bool {
		hits, err := ben.SearchPastTags(t.Context(), "mara", 5, nil)
		return err == nil && len(hits) == 1
	})
	d, _ := ben.Document(quay)
	if d.Status != annotate.Unread {
		t.Errorf("the document is %s to Ben", d.Status)
	}
	if err := ben.Delete(t.Context(), span.UID); annotate.CodeOf(err) != annotate.Refused {
		t.Errorf("Ben deletes Ana's span: %v", err)
	}
	if _, err := ben.Undo(t.Context()); annotate.CodeOf(err) != annotate.NotFound {
		t.Errorf("Ben undoes Ana's work: %v", err)
	}
	mine, err := ben.Mark(t.Context(), quay, span.Label, [][2]int{{span.Start(), span.End()}}, annotate.UID{})
	if err != nil || mine.Existed {
		t.Errorf("Ben marks the same: %+v, %v", mine, err)
	}
	others, err := ben.Spans(t.Context(), quay, ana.Annotator().UID)
	if err != nil || len(others) != 1 {
		t.Errorf("%d of Ana's spans, %v", len(others), err)
	}
	if err := ben.SetDirection(t.Context(), quay, annotate.RightToLeft); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "the direction that Ben chose in Ana's window", func() bool {
		d, _ := ana.Document(quay)
		return d.Direction == annotate.RightToLeft
	})
	waitFor(t, "Ben among Ana's annotators", func() bool { return len(ana.Annotators()) == 2 })
}

// TestUndoIsRefusedWhereOthersWent has Ben's work depend on Ana's.
func TestUndoIsRefusedWhereOthersWent(t *testing.T) {
	ana := newProject(t)
	ben, err := project.Open(t.Context(), ana.Path(), "Ben")
	if err != nil {
		t.Fatal(err)
	}
	defer ben.Close()
	layer, err := ana.AddLayer(t.Context(), "Moods", annotate.Fill)
	if err != nil {
		t.Fatal(err)
	}
	feelings := layer
	feelings.Name = "Feelings"
	if err := ben.SetLayer(t.Context(), layer, feelings); err != nil {
		t.Fatal(err)
	}
	if _, err := ana.Undo(t.Context()); annotate.CodeOf(err) != annotate.Conflict {
		t.Errorf("undo: %v", err)
	}
}
