package brat_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"postil/annotate"
	"postil/export/account"
	"postil/export/brat"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// carried describes what brat carries of a record, thing by thing: of spans and
// relations that the account lists as changed only how many there are.
func carried(r *annotate.Record, v *annotate.Vocabulary, a *account.Account) []string {
	changed, left := map[annotate.UID]bool{}, map[annotate.UID]bool{}
	for _, t := range []*account.Tally{&a.Spans, &a.Relations} {
		for item := range t.Changed.All() {
			changed[item.ID] = true
		}
		for item := range t.LeftOut.All() {
			left[item.ID] = true
		}
	}
	var all []string
	add := func(id annotate.UID, kind, what string) {
		switch {
		case left[id]:
		case changed[id]:
			all = append(all, kind+" otherwise")
		default:
			all = append(all, kind+" "+what)
		}
	}
	spans := map[annotate.UID]string{}
	for i := range r.Spans {
		s := &r.Spans[i]
		spans[s.UID] = v.Scheme.Label(s.Label).Name + fmt.Sprint(s.Ranges())
		what := spans[s.UID] + values(s.Attributes) + fmt.Sprintf("%q", s.Note)
		for i := range v.Tags {
			if g := &v.Tags[i]; g.UID == s.Tag {
				what += fmt.Sprintf(" tag %q %q", g.Name, g.Ref)
			}
		}
		if changed[s.UID] {
			spans[s.UID] = "something"
		}
		add(s.UID, "span", what)
	}
	for i := range r.Relations {
		l := &r.Relations[i]
		add(l.UID, "relation", fmt.Sprintf("%s: %s to %s in %s%s%q", v.Scheme.RelationType(l.Type).Name, spans[l.From], spans[l.To], l.Group, values(l.Attributes), l.Note))
	}
	slices.Sort(all)
	return all
}

// values describes attributes as brat carries them: numbers are texts.
func values(attributes annotate.Attributes) string {
	var all []string
	for name, v := range attributes {
		all = append(all, fmt.Sprintf(" %s=%v", name, v.Any()))
	}
	slices.Sort(all)
	return strings.Join(all, "")
}

// backAgain writes a record as an .ann file and reads it again.
func backAgain(t *rapid.T, v *annotate.Vocabulary, r *annotate.Record) (ann string, again *annotate.Record, known *annotate.Vocabulary, a *account.Account) {
	ann, conf, visual, a := brat.Write(r, v)
	again, reader, err := brat.Read(r.Document.Text, ann, conf, visual, dataset.ReadOptions{})
	if err != nil {
		t.Fatalf("what was written cannot be read: %v\n%s\n%s", err, ann, conf)
	}
	return ann, again, reader.Vocabulary(), a
}

// sameCarried fails where a record that was read does not hold what was written.
func sameCarried(t *rapid.T, ann string, r *annotate.Record, v *annotate.Vocabulary, again *annotate.Record, known *annotate.Vocabulary, books *account.Account) {
	want, got := carried(r, v, books), carried(again, known, &account.Account{})
	if len(want) != len(got) {
		t.Fatalf("%d things were written and %d read\n%s", len(want), len(got), ann)
	}
	for _, w := range want { // but for those that are changed, each is there
		if i := slices.Index(got, w); 0 <= i {
			got = slices.Delete(got, i, i+1)
		} else if !strings.HasSuffix(w, " otherwise") && !strings.Contains(w, "something") {
			t.Fatalf("lost: %s\nleft: %s\n%s", w, strings.Join(got, "\n"), ann)
		}
	}
}

// TestCarries checks for any record that what brat carries of it comes back,
// that what was read is written byte for byte, and that what is changed then is
// written as it is, with the rest as it was.
func TestCarries(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := specimen.DrawProject(t)
		unrestrict(&p.Vocabulary)
		r := p.Records[0]
		if strings.TrimSpace(r.Document.Text) == "" {
			return
		}
		for i := range r.Relations {
			r.Relations[i].Group = specimen.Draw(t, []string{"", "E1", "E7", "frame", "*1", "*x"}, "group")
		}
		ann, again, known, a := backAgain(t, &p.Vocabulary, r)
		sameCarried(t, ann, r, &p.Vocabulary, again, known, a)

		second, again2, known2, a := backAgain(t, known, again)
		if d := cmp.Diff(ann, second); d != "" {
			t.Fatalf("it comes back otherwise:\n%s", d)
		}
		sameCarried(t, second, again, known, again2, known2, a)

		unrestrict(known)
		rework(t, again, known)
		third, again3, known3, a := backAgain(t, known, again)
		sameCarried(t, third, again, known, again3, known3, a)
	})
}

// unrestrict lets relations link what they like: what is drawn does not heed
// restrictions.
func unrestrict(v *annotate.Vocabulary) {
	for i := range v.Scheme.Relations {
		v.Scheme.Relations[i].From, v.Scheme.Relations[i].To = nil, nil
	}
}

// rework changes a record as a person might: labels, borders, links and notes
// change, things go and come.
func rework(t *rapid.T, r *annotate.Record, v *annotate.Vocabulary) {
	gone := map[annotate.UID]bool{}
	for i := range r.Spans {
		s := &r.Spans[i]
		switch rapid.IntRange(0, 9).Draw(t, "change") {
		case 0:
			gone[s.UID] = true
		case 1:
			s.Label = specimen.Draw(t, v.Scheme.Labels, "label").UID
			s.Attributes = nil
		case 2:
			s.Fragments = s.Fragments[:1]
		case 3:
			s.Note, s.Tag = "changed", annotate.UID{}
		}
	}
	for i := range r.Relations {
		l := &r.Relations[i]
		switch rapid.IntRange(0, 9).Draw(t, "change") {
		case 0:
			gone[l.UID] = true
		case 1:
			if to := specimen.Draw(t, r.Spans, "to").UID; to != l.From {
				l.To = to
			}
		case 2:
			l.Group = specimen.Draw(t, []string{"", "E1", "new"}, "group")
		}
	}
	if 0 < len(r.Spans) && specimen.Chance(t, "adds one") {
		s := r.Spans[rapid.IntRange(0, len(r.Spans)-1).Draw(t, "copied")].Clone()
		s.UID = annotate.UIDFromName("one more")
		r.Spans = append(r.Spans, s)
	}
	r.Spans = without(r.Spans, func(s *annotate.Span) bool { return gone[s.UID] })
	r.Relations = without(r.Relations, func(l *annotate.Relation) bool { return gone[l.UID] || gone[l.From] || gone[l.To] })
}
