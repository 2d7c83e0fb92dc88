package project_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"postil/annotate"
	"postil/app/project"
	"postil/export/jsonl"
)

// scene is a project in which every command has something to do.
type scene struct {
	*project.Project
	quay, vote          annotate.UID
	person, org         annotate.UID
	mara, divers, voter annotate.Span
	tag                 annotate.Tag
	kind                annotate.AttributeDef
	empty               annotate.Layer
}

func newScene(t *testing.T) *scene {
	t.Helper()
	s := &scene{Project: newProject(t)}
	s.quay, s.vote = documents(s.Project)
	s.person, s.org = label(t, s.Project, "PERSON"), label(t, s.Project, "ORG")
	s.mara = mark(t, s.Project, s.quay, "PERSON", "Mara Oduya")
	s.divers = mark(t, s.Project, s.quay, "ORG", "Divers")
	s.voter = mark(t, s.Project, s.vote, "PERSON", "Oduya")
	var err error
	if s.tag, err = s.NewTag(t.Context(), "Mara Oduya", s.person); err != nil {
		t.Fatal(err)
	}
	if err = s.SetTag(t.Context(), s.tag.UID, s.voter.UID); err != nil {
		t.Fatal(err)
	}
	s.kind, err = s.AddAttribute(t.Context(), annotate.AttributeDef{On: annotate.OnLabel, Owner: s.person, Name: "role", Kind: annotate.Choice, Choices: []string{"speaker", "other"}})
	if err != nil {
		t.Fatal(err)
	}
	if err = s.SetAttribute(t.Context(), s.mara.UID, "role", annotate.TextValue("speaker")); err != nil {
		t.Fatal(err)
	}
	if s.empty, err = s.AddLayer(t.Context(), "Frames", annotate.Underline); err != nil {
		t.Fatal(err)
	}
	return s
}

// setLabel changes the label PERSON.
func (s *scene) setLabel(ctx context.Context, change func(*annotate.Label)) error {
	scheme := s.Scheme()
	was := *scheme.Label(s.person)
	now := was
	change(&now)
	return s.SetLabel(ctx, was, now)
}

// commands is every command that changes a project, by the words that the
// history has for it.
var commands = map[string]func(context.Context, *scene) error{
	"tag PERSON": func(ctx context.Context, s *scene) error {
		_, err := s.Mark(ctx, s.vote, s.person, [][2]int{{0, 7}, {11, 17}}, s.tag.UID)
		return err
	},
	`tag PERSON with the new "Crew"`: func(ctx context.Context, s *scene) error {
		_, err := s.MarkNamed(ctx, s.vote, s.person, [][2]int{{0, 7}}, " Crew ")
		return err
	},
	"change the label to ORG": func(ctx context.Context, s *scene) error {
		_, err := s.Relabel(ctx, s.org, s.mara.UID, s.voter.UID)
		return err
	},
	"move borders": func(ctx context.Context, s *scene) error {
		_, err := s.SetRanges(ctx, s.mara.UID, [][2]int{{0, 7}})
		return err
	},
	"write a note": func(ctx context.Context, s *scene) error { return s.SetNote(ctx, s.mara.UID, "the harbour master") },
	"set role": func(ctx context.Context, s *scene) error {
		return s.SetAttribute(ctx, s.mara.UID, "role", annotate.TextValue("other"))
	},
	"delete spans":  func(ctx context.Context, s *scene) error { return s.Delete(ctx, s.mara.UID, s.voter.UID) },
	"delete a span": func(ctx context.Context, s *scene) error { return s.Delete(ctx, s.divers.UID) },
	"mark as done":  func(ctx context.Context, s *scene) error { return s.SetStatus(ctx, annotate.Done, s.quay, s.vote) },
	"text from right to left": func(ctx context.Context, s *scene) error {
		return s.SetDirection(ctx, s.quay, annotate.RightToLeft)
	},
	"say that the language is pt-BR": func(ctx context.Context, s *scene) error {
		return s.SetLanguage(ctx, "pt-BR", s.vote, s.quay)
	},
	"join into one story": func(ctx context.Context, s *scene) error { return s.JoinStory(ctx, s.vote, s.quay) },
	`make the tag "Ostrel"`: func(ctx context.Context, s *scene) error {
		_, err := s.NewTag(ctx, " Ostrel ", annotate.UID{})
		return err
	},
	`tag with "Mara Oduya"`: func(ctx context.Context, s *scene) error { return s.SetTag(ctx, s.tag.UID, s.mara.UID) },
	"take the tag away":     func(ctx context.Context, s *scene) error { return s.SetTag(ctx, annotate.UID{}, s.voter.UID) },
	`tag with the new "The divers"`: func(ctx context.Context, s *scene) error {
		_, err := s.NameSpans(ctx, "The divers", s.divers.UID)
		return err
	},
	`change the tag "M. Oduya"`: func(ctx context.Context, s *scene) error {
		tag := s.tag
		tag.Name, tag.Ref = "M. Oduya", "Q1"
		return s.EditTag(ctx, tag)
	},
	`delete the tag "Mara Oduya"`: func(ctx context.Context, s *scene) error { return s.DeleteTag(ctx, s.tag.UID) },
	"add the layer Moods": func(ctx context.Context, s *scene) error {
		_, err := s.AddLayer(ctx, "Moods", annotate.Fill)
		return err
	},
	"change the layer Moods": func(ctx context.Context, s *scene) error {
		now := s.empty
		now.Name, now.Look = " Moods ", annotate.Grey
		return s.SetLayer(ctx, s.empty, now)
	},
	"delete a layer": func(ctx context.Context, s *scene) error { return s.DeleteLayer(ctx, s.empty.UID) },
	"add the label MOOD": func(ctx context.Context, s *scene) error {
		_, err := s.AddLabel(ctx, annotate.Label{Layer: s.empty.UID, Name: " MOOD ", Colour: 0x123456, Key: "m", Guideline: "Feelings."})
		return err
	},
	"change the label HUMAN": func(ctx context.Context, s *scene) error {
		return s.setLabel(ctx, func(l *annotate.Label) {
			*l = annotate.Label{UID: l.UID, Layer: s.empty.UID, Name: " HUMAN ", Colour: 0x123456, Key: "ж", Guideline: "People."}
		})
	},
	"delete a label": func(ctx context.Context, s *scene) error {
		scheme := s.Scheme()
		return s.DeleteLabel(ctx, scheme.LabelNamed("DATE").UID)
	},
	"add the attribute sure": func(ctx context.Context, s *scene) error {
		_, err := s.AddAttribute(ctx, annotate.AttributeDef{On: annotate.OnDocument, Name: "sure", Kind: annotate.YesNo})
		return err
	},
	"delete an attribute": func(ctx context.Context, s *scene) error {
		if err := s.SetAttribute(ctx, s.mara.UID, "role", annotate.Value{}); err != nil {
			return err
		}
		return s.DeleteAttribute(ctx, s.kind.UID)
	},
}

func TestEveryCommandIsUndoneAndRedone(t *testing.T) {
	for name, command := range commands {
		t.Run(name, func(t *testing.T) {
			s := newScene(t)
			if name == "delete an attribute" { // it takes two changes; one is undone
				if err := s.SetAttribute(t.Context(), s.mara.UID, "role", annotate.Value{}); err != nil {
					t.Fatal(err)
				}
			}
			before := stateOf(t, s.Project)
			if err := command(t.Context(), s); err != nil {
				t.Fatal(err)
			}
			after := stateOf(t, s.Project)
			if difference(before, after) == "" {
				t.Fatal("it changed nothing")
			}
			if s.UndoName() != name || s.RedoName() != "" {
				t.Errorf("undo would be %q, redo %q", s.UndoName(), s.RedoName())
			}
			undone, err := s.Undo(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if undone.Change.Action != name || s.RedoName() != name {
				t.Errorf("it undid %q; redo would be %q", undone.Change.Action, s.RedoName())
			}
			if want := whereDiffer(before, after); undone.Change.Document != want {
				t.Errorf("the history says that it was done in %s, not %s", undone.Change.Document, want)
			}
			expectState(t, "undo", before, s.Project)
			if _, err := s.Redo(t.Context()); err != nil {
				t.Fatal(err)
			}
			expectState(t, "redo", after, s.Project)
			expectState(t, "another start", after, reopened(t, s.Project))
		})
	}
}

// whereDiffer returns the document in which two states differ; zero where they
// are several, or none.
func whereDiffer(a, b state) annotate.UID {
	var where []annotate.UID
	for i, d := range a.Items {
		one := func(s state) state {
			return state{Items: s.Items[i : i+1], Spans: map[annotate.UID][]annotate.Span{d.UID: s.Spans[d.UID]}}
		}
		if difference(one(a), one(b)) != "" {
			where = append(where, d.UID)
		}
	}
	if len(where) != 1 {
		return annotate.UID{}
	}
	return where[0]
}

func TestMarkWidensToWholeCharacters(t *testing.T) {
	p := newProject(t)
	quay, _ := documents(p)
	emoji := at(t, quayText, "👩‍🚒")[0]
	m, err := p.Mark(t.Context(), quay, label(t, p, "PERSON"), [][2]int{{emoji[0] + 4, emoji[0] + 7}}, annotate.UID{})
	if err != nil {
		t.Fatal(err)
	}
	if m.Span.Text() != "👩‍🚒" {
		t.Errorf("it marked %q", m.Span.Text())
	}
	for _, bad := range [][][2]int{nil, {{5, 5}}, {{0, 100000}}, {{-1, 3}}, {{emoji[0] + 1, emoji[1]}}} {
		if _, err := p.Mark(t.Context(), quay, label(t, p, "PERSON"), bad, annotate.UID{}); annotate.CodeOf(err) != annotate.Invalid {
			t.Errorf("%v: %v", bad, err)
		}
	}
}

func TestMarkLeavesOutWhiteSpaceAtItsEnds(t *testing.T) {
	p := newProject(t)
	quay, _ := documents(p)
	words := at(t, quayText, "Mara Oduya")
	m, err := p.Mark(t.Context(), quay, label(t, p, "PERSON"), [][2]int{{words[0][0] - 1, words[0][1]}}, annotate.UID{})
	if err != nil {
		t.Fatal(err)
	}
	if m.Span.Text() != "Mara Oduya" {
		t.Errorf("it marked %q", m.Span.Text())
	}
	if _, err := p.Mark(t.Context(), quay, label(t, p, "PERSON"), [][2]int{{words[0][0] - 1, words[0][0]}}, annotate.UID{}); annotate.CodeOf(err) != annotate.Invalid {
		t.Errorf("white space alone: %v", err)
	}
}

func TestTheSameMarkTwice(t *testing.T) {
	s := newScene(t)
	again, err := s.Mark(t.Context(), s.quay, s.person, at(t, quayText, "Mara Oduya"), s.tag.UID)
	if err != nil {
		t.Fatal(err)
	}
	if !again.Existed || again.Span.UID != s.mara.UID || again.Span.Tag != s.tag.UID {
		t.Errorf("%+v", again)
	}
	other, err := s.Mark(t.Context(), s.quay, s.org, at(t, quayText, "Mara Oduya"), annotate.UID{})
	if err != nil || other.Existed {
		t.Errorf("another label on the same range: %+v, %v", other, err)
	}
	if _, err := s.Relabel(t.Context(), s.person, other.Span.UID); annotate.CodeOf(err) != annotate.Exists {
		t.Errorf("a label that makes two spans the same: %v", err)
	}
	if _, err := s.SetRanges(t.Context(), other.Span.UID, at(t, quayText, "Divers")); annotate.CodeOf(err) != annotate.Exists {
		t.Errorf("borders that make two spans the same: %v", err)
	}
	place := label(t, s.Project, "PLACE")
	if _, err := s.Relabel(t.Context(), place, s.mara.UID, other.Span.UID); annotate.CodeOf(err) != annotate.Exists {
		t.Errorf("one command that makes two spans the same: %v", err)
	}
	if _, err := s.Mark(t.Context(), s.quay, place, at(t, quayText, "Mara Oduya"), annotate.UID{}); err != nil {
		t.Errorf("what the refused command left: %v", err)
	}
}

func TestTheFirstMarkMakesADocumentInProgress(t *testing.T) {
	p := newProject(t)
	quay, _ := documents(p)
	status := func() annotate.Status { d, _ := p.Document(quay); return d.Status }
	if status() != annotate.Unread {
		t.Errorf("a new document is %s", status())
	}
	mark(t, p, quay, "PERSON", "Mara")
	if status() != annotate.InProgress {
		t.Errorf("a marked document is %s", status())
	}
	if _, err := p.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if status() != annotate.Unread {
		t.Errorf("after undo it is %s", status())
	}
	if err := p.SetStatus(t.Context(), annotate.Done, quay); err != nil {
		t.Fatal(err)
	}
	mark(t, p, quay, "PERSON", "Mara")
	if status() != annotate.Done {
		t.Errorf("a mark made a done document %s", status())
	}
}

func TestRelabelDropsAttributes(t *testing.T) {
	s := newScene(t)
	relabelled, err := s.Relabel(t.Context(), s.org, s.mara.UID)
	if err != nil {
		t.Fatal(err)
	}
	spans, err := s.Spans(t.Context(), s.quay, s.Annotator().UID)
	if err != nil {
		t.Fatal(err)
	}
	for _, span := range spans {
		if span.UID != s.mara.UID {
			continue
		}
		if span.Label != s.org || len(span.Attributes) != 0 {
			t.Errorf("%+v", span)
		}
		if diff := cmp.Diff(relabelled, []annotate.Span{span}, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("it returned another span than is in the file:\n%s", diff)
		}
	}
}

func TestRefusals(t *testing.T) {
	s := newScene(t)
	scheme := s.Scheme()
	before := stateOf(t, s.Project)
	none := annotate.NewUID()
	for what, c := range map[string]struct {
		do   func(context.Context) error
		code annotate.Code
	}{
		"a label in use":       {func(ctx context.Context) error { return s.DeleteLabel(ctx, s.person) }, annotate.Conflict},
		"a layer with labels":  {func(ctx context.Context) error { return s.DeleteLayer(ctx, scheme.Layers[0].UID) }, annotate.Conflict},
		"an attribute in use":  {func(ctx context.Context) error { return s.DeleteAttribute(ctx, s.kind.UID) }, annotate.Conflict},
		"a taken key":          {func(ctx context.Context) error { return s.setLabel(ctx, func(l *annotate.Label) { l.Key = "q" }) }, annotate.Exists},
		"a key of two letters": {func(ctx context.Context) error { return s.setLabel(ctx, func(l *annotate.Label) { l.Key = "qq" }) }, annotate.Invalid},
		"a taken layer": {func(ctx context.Context) error {
			return s.SetLayer(ctx, s.empty, annotate.Layer{Name: "Claims", Look: annotate.Fill})
		}, annotate.Exists},
		"an empty name":    {func(ctx context.Context) error { return s.setLabel(ctx, func(l *annotate.Label) { l.Name = " " }) }, annotate.Invalid},
		"no such label":    {func(ctx context.Context) error { _, err := s.Relabel(ctx, none, s.mara.UID); return err }, annotate.NotFound},
		"no such span":     {func(ctx context.Context) error { return s.Delete(ctx, none) }, annotate.NotFound},
		"no such tag":      {func(ctx context.Context) error { return s.SetTag(ctx, none, s.mara.UID) }, annotate.NotFound},
		"no such document": {func(ctx context.Context) error { return s.SetStatus(ctx, annotate.Done, none) }, annotate.NotFound},
		"no such status":   {func(ctx context.Context) error { return s.SetStatus(ctx, "half", s.quay) }, annotate.Invalid},
		"no such attribute": {func(ctx context.Context) error {
			return s.SetAttribute(ctx, s.mara.UID, "mood", annotate.TextValue("x"))
		}, annotate.Invalid},
		"none of the choices": {func(ctx context.Context) error {
			return s.SetAttribute(ctx, s.mara.UID, "role", annotate.TextValue("x"))
		}, annotate.Invalid},
		"a tag without a name": {func(ctx context.Context) error { _, err := s.NewTag(ctx, " ", annotate.UID{}); return err }, annotate.Invalid},
	} {
		if err := c.do(t.Context()); annotate.CodeOf(err) != c.code {
			t.Errorf("%s: %v (%s), want %s", what, err, annotate.CodeOf(err), c.code)
		}
	}
	if diff := difference(before, stateOf(t, s.Project)); diff != "" {
		t.Errorf("a refusal changed something:\n%s", diff)
	}
}

// TestWhatOthersChangedMeanwhileStays has Ana save a form that she opened before
// Ben's change.
func TestWhatOthersChangedMeanwhileStays(t *testing.T) {
	s := newScene(t)
	scheme := s.Scheme()
	was := *scheme.Label(s.person)
	if err := s.setLabel(t.Context(), func(l *annotate.Label) { l.Guideline = "Ben's words." }); err != nil {
		t.Fatal(err)
	}
	now := was
	now.Colour = 0x123456
	if err := s.SetLabel(t.Context(), was, now); err != nil {
		t.Fatal(err)
	}
	scheme = s.Scheme()
	if l := scheme.Label(s.person); l.Colour != 0x123456 || l.Guideline != "Ben's words." {
		t.Errorf("%+v", l)
	}
}

func TestDeleteLabelMindsRelationTypes(t *testing.T) {
	scheme := annotate.DefaultScheme()
	uid := func(name string) annotate.UID { return scheme.LabelNamed(name).UID }
	scheme.Relations = []annotate.RelationType{{UID: annotate.NewUID(), Name: "said_by",
		From: []annotate.UID{uid("QUOTE")}, To: []annotate.UID{uid("PERSON"), uid("ORG")}}}
	folder := t.TempDir()
	in, path := filepath.Join(folder, "in.jsonl"), filepath.Join(folder, "a.postil")
	write(t, in, `{"text":"No span at all."}`)
	beside, err := os.Create(jsonl.SchemePath(in))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(jsonl.WriteScheme(beside, &annotate.Vocabulary{Scheme: scheme}), beside.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := project.ImportInto(t.Context(), path, "Ana", []string{in}, project.ImportOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	err = project.Visit(t.Context(), path, "Ana", func(p *project.Project) error {
		if err := p.DeleteLabel(t.Context(), uid("QUOTE")); annotate.CodeOf(err) != annotate.Conflict {
			t.Errorf("the only label that a relation may start from: %v", err)
		}
		if err := p.DeleteLabel(t.Context(), uid("ORG")); err != nil {
			return err
		}
		now := p.Scheme()
		if diff := cmp.Diff([]annotate.UID{uid("PERSON")}, now.Relations[0].To); diff != "" {
			t.Error(diff)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestPastTagsFollow(t *testing.T) {
	p := counted(t, newProject(t))
	quay, vote := documents(p)
	mark(t, p, quay, "PERSON", "Șefa Mara Oduya")
	span := mark(t, p, vote, "PERSON", "șefa Oduya")
	search := func(query string) (texts []string) {
		t.Helper()
		hits, err := p.SearchPastTags(t.Context(), query, 10, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range hits {
			texts = append(texts, h.Text)
		}
		return texts
	}
	if diff := cmp.Diff([]string{"șefa Oduya", "Șefa Mara Oduya"}, search("sefa od")); diff != "" {
		t.Error(diff)
	}
	if err := p.Delete(t.Context(), span.UID); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Șefa Mara Oduya"}, search("sefa")); diff != "" {
		t.Error(diff)
	}
}

// Texts of an exclusion layer are no past tags, as long as it is one.
func TestPastTagsLeaveFurnitureOut(t *testing.T) {
	p := counted(t, newProject(t))
	quay, vote := documents(p)
	mark(t, p, quay, "FURNITURE", "Șefa Mara Oduya")
	mark(t, p, vote, "PERSON", "șefa Oduya")
	texts := func(query string) (texts []string) {
		t.Helper()
		hits, err := p.SearchPastTags(t.Context(), query, 10, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range hits {
			texts = append(texts, h.Text)
		}
		slices.Sort(texts)
		return texts
	}
	for _, query := range []string{"", "sefa", "oduya"} {
		if diff := cmp.Diff([]string{"șefa Oduya"}, texts(query)); diff != "" {
			t.Errorf("%q: %s", query, diff)
		}
	}
	scheme := p.Scheme()
	was := *scheme.LayerNamed(annotate.FurnitureLayer)
	now := was
	now.Look = annotate.Fill
	if err := p.SetLayer(t.Context(), was, now); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Șefa Mara Oduya", "șefa Oduya"}, texts("oduya")); diff != "" {
		t.Error(diff)
	}
	if _, err := p.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"șefa Oduya"}, texts("oduya")); diff != "" {
		t.Error(diff)
	}
}
