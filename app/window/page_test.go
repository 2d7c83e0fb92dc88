package window

import (
	"testing"

	"postil/annotate"
)

func spanOn(t *testing.T, doc *annotate.Document, label annotate.UID, start, end int) annotate.Span {
	t.Helper()
	fragments, err := annotate.Cover(doc.Text, [2]int{start, end})
	if err != nil {
		t.Fatal(err)
	}
	return annotate.Span{UID: annotate.NewUID(), Document: doc.UID, Label: label, Fragments: fragments}
}

func TestPageShowsPlacesInCodePoints(t *testing.T) {
	doc := &annotate.Document{UID: annotate.NewUID(), Text: "Ș😀 spune"}
	p := newPage(doc, nil)
	for _, c := range []struct {
		ranges [][2]int
		want   string
	}{
		{[][2]int{{0, 2}}, "0–1, 1 character"},
		{[][2]int{{2, 6}}, "1–2, 1 character"},
		{[][2]int{{0, 2}, {7, 12}}, "0–1 + 3–8, 6 characters"},
	} {
		if got := p.placeOf(c.ranges); got != c.want {
			t.Errorf("%v is shown as %q, want %q", c.ranges, got, c.want)
		}
	}
}

func TestPageCountsSpansByLabel(t *testing.T) {
	doc := &annotate.Document{UID: annotate.NewUID(), Text: "one two three"}
	person, place := annotate.NewUID(), annotate.NewUID()
	a, b := spanOn(t, doc, person, 0, 3), spanOn(t, doc, person, 4, 7)
	p := newPage(doc, []annotate.Span{a, b})
	a.Label = place
	p.put(a)
	p.remove(b.UID)
	p.remove(annotate.NewUID())
	if p.counts[person] != 0 || p.counts[place] != 1 || len(p.spans) != 1 {
		t.Errorf("the page counts %v over %d spans", p.counts, len(p.spans))
	}
}

func TestNewsTellsOwnChangesFromOthers(t *testing.T) {
	doc := annotate.NewUID()
	asked := 0
	n := &news{}
	announce := func() { n.note(func() { asked++ }, func(a *announced) { n.document(a, doc) }) }

	over := n.expect(doc)
	announce()
	over()
	if fresh := n.take(); fresh.documents[doc] {
		t.Error("the window's own change makes it read the spans again")
	}
	over = n.expect(doc)
	announce()
	announce()
	over()
	if fresh := n.take(); !fresh.documents[doc] {
		t.Error("another's change that comes with an own one is missed")
	}
	n.expect(doc)() // a command that changed nothing
	announce()
	if fresh := n.take(); !fresh.documents[doc] {
		t.Error("another's change after a command that changed nothing is missed")
	}
	if asked != 3 {
		t.Errorf("four announcements in three batches asked %d times", asked)
	}
}
