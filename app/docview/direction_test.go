package docview_test

import (
	"strings"
	"testing"

	"postil/annotate"
	"postil/app/docview"
)

// mixed has a paragraph that begins with Latin letters and one with Arabic ones.
const mixed = "Selna Line أوقفت العبّارات.\nأوقفت شركة Selna Line العبّارات.\n"

// side tells on which side of the column the word at an offset stands.
func (f *fixture) side(offset int) string {
	f.t.Helper()
	at, ok := f.view.PointOf(offset)
	if !ok {
		f.t.Fatalf("offset %d is not in view", offset)
	}
	if at.X < f.view.TextLeft()+200 {
		return "left"
	}
	return "right"
}

func TestDirection(t *testing.T) {
	f := newFixture(t, mixed)
	latin, arabic := 0, strings.Index(mixed, "\n")+1
	f.doc.Direction = annotate.RightToLeft
	f.open()
	for _, step := range []struct {
		set           annotate.Direction
		latin, arabic string
	}{
		{annotate.RightToLeft, "right", "right"}, // as the document says
		{annotate.Auto, "left", "right"},
		{annotate.LeftToRight, "left", "left"},
		{annotate.RightToLeft, "right", "right"},
	} {
		f.view.SetDirection(step.set)
		if got := f.side(latin); got != step.latin {
			t.Errorf("%v: the Latin paragraph begins on the %s", step.set, got)
		}
		if got := f.side(arabic); got != step.arabic {
			t.Errorf("%v: the Arabic paragraph begins on the %s", step.set, got)
		}
	}
	f.doc = &annotate.Document{UID: annotate.NewUID(), Name: "other", Text: mixed}
	f.open()
	if f.side(latin) != "left" || f.side(arabic) != "right" {
		t.Error("another document runs as the one before")
	}
	f.view.Open(nil, nil, &f.scheme, docview.Names{})
	f.view.SetDirection(annotate.LeftToRight) // nothing is open
}

func TestDirectionKeepsTheReadersPlace(t *testing.T) {
	f := newFixture(t, strings.Repeat(article+"\n\n"+mixed+"\n", 40))
	f.open()
	f.view.ScrollTo(len(f.doc.Text) / 2)
	f.view.Select(len(f.doc.Text)/2, len(f.doc.Text)/2)
	before := f.view.Place()
	for _, d := range []annotate.Direction{annotate.RightToLeft, annotate.LeftToRight, annotate.Auto} {
		f.view.SetDirection(d)
		if got := f.view.Place(); got != before {
			t.Errorf("%v: the reader is at %+v, was at %+v", d, got, before)
		}
	}
}

func TestCardClosesWhenTheTextTurns(t *testing.T) {
	f := newFixture(t, mixed)
	f.open(f.span("ORG", "Line"), f.span("PLACE", "Selna"), f.span("ORG", "Selna Line أوقفت"))
	f.rest("Selna")
	if spans, _ := docview.Card(f.view); len(spans) != 2 {
		t.Fatalf("the card lists %d spans", len(spans))
	}
	f.view.SetDirection(annotate.RightToLeft)
	f.wantCard("where the word was before")
}
