package docview_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"postil/annotate"
	"postil/annotate/find"
	"postil/app/docview"
)

// find looks for something in the fixture's text and marks it.
func (f *fixture) find(query string) [][2]int {
	f.t.Helper()
	hits, err := find.NewText(f.doc.Text).Find(context.Background(), find.Query{Text: query, Folded: true}, nil)
	if err != nil {
		f.t.Fatal(err)
	}
	f.view.SetHits(hits)
	f.view.MarkHits(true)
	return hits
}

func TestHitsLook(t *testing.T) {
	for name, theme := range docview.Themes {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t, article)
			test.ApplyTheme(t, theme)
			f.window.Resize(fyne.NewSize(640, 420))
			f.open(overlaps(f)...)
			f.find("har")
			f.view.ShowHit(1)
			checkGolden(t, "find-"+name, f.window.Canvas().Capture())
			f.find("police, “and we") // over fills, pieces of a quote and a line's end
			f.view.ShowHit(0)
			checkGolden(t, "find-lines-"+name, f.window.Canvas().Capture())
		})
	}
}

// Marks lie on the characters of the hits, and on no others, in every script and
// width.
func TestHitsAreMarkedWhereTheyAre(t *testing.T) {
	for _, width := range []float32{240, 420, 900} {
		f := newFixture(t, "Port of Antwerp, the port of\nAntwerp. The PORT of  Antwerp and הנמל של Antwerp, של port של Antwerp.\n")
		f.window.Resize(fyne.NewSize(width, 600))
		f.open()
		for _, query := range []string{"port", "of antwerp", "של", "של antwerp", "e", "p, t"} {
			hits := f.find(query)
			if len(hits) == 0 {
				t.Fatalf("%q is not found", query)
			}
			boxes := docview.HitBoxes(f.view)
			for at, r := range f.doc.Text {
				if r == ' ' || r == '\n' {
					continue
				}
				x, y := float64(f.point(at).X), float64(f.point(at).Y)
				if r >= 0x590 && r < 0x600 {
					x -= 3 // points are at the leading edge, here the right one
				}
				inHit := slices.ContainsFunc(hits, func(h [2]int) bool { return h[0] <= at && at < h[1] })
				marked := slices.ContainsFunc(boxes, func(b docview.HitBox) bool {
					return b.X <= x && x < b.X+b.W && b.Y <= y && y < b.Y+b.H
				})
				if inHit != marked {
					t.Errorf("width %v, %q: byte %d (%c) is in a hit: %v, marked: %v", width, query, at, r, inHit, marked)
				}
			}
		}
		f.view.MarkHits(false)
		if n := len(docview.HitBoxes(f.view)); n > 0 {
			t.Errorf("%d marks are left", n)
		}
	}
}

func TestFromHitToHitAgreesWithCounting(t *testing.T) {
	f := newFixture(t, strings.Repeat("abcdefghij ", 40))
	f.open()
	rapid.Check(t, func(t *rapid.T) {
		cuts := rapid.SliceOfNDistinct(rapid.IntRange(0, len(f.doc.Text)), 0, 12, rapid.ID).Draw(t, "cuts")
		slices.Sort(cuts)
		var hits [][2]int
		for i := 1; i < len(cuts); i += 2 {
			hits = append(hits, [2]int{cuts[i-1], cuts[i]})
		}
		start := rapid.IntRange(0, len(f.doc.Text)).Draw(t, "start")
		end := rapid.IntRange(start, len(f.doc.Text)).Draw(t, "end")
		if n := len(hits); n > 0 && rapid.Bool().Draw(t, "on a hit") {
			hit := hits[rapid.IntRange(0, n-1).Draw(t, "hit")]
			start, end = hit[0], hit[1]
		}
		f.view.SetHits(hits)
		f.view.Select(start, end)
		next, before, from, current := len(hits), -1, len(hits), -1
		for i, h := range slices.Backward(hits) {
			if h[0] >= end {
				next = i
			}
			if h[0] >= start {
				from = i
			}
			if h == [2]int{start, end} {
				current = i
			}
		}
		for i, h := range hits {
			if h[1] <= start {
				before = i
			}
		}
		check := func(what string, i int, wrapped, ok bool, want, beyond, wrappedTo int) {
			if ok != (len(hits) > 0) {
				t.Fatalf("%s: ok is %v with %d hits", what, ok, len(hits))
			}
			if ok && (wrapped != (want == beyond) || !wrapped && i != want || wrapped && i != wrappedTo) {
				t.Fatalf("%s of %v from %d–%d: %d, wrapped %v", what, hits, start, end, i, wrapped)
			}
		}
		i, wrapped, ok := f.view.NextHit(false)
		check("next", i, wrapped, ok, next, len(hits), 0)
		i, wrapped, ok = f.view.NextHit(true)
		check("previous", i, wrapped, ok, before, -1, len(hits)-1)
		i, wrapped, ok = f.view.HitFrom(f.view.Spot())
		check("first", i, wrapped, ok, from, len(hits), 0)
		if i, ok = f.view.CurrentHit(); ok != (current >= 0) || ok && i != current {
			t.Fatalf("current of %v at %d–%d: %d, %v", hits, start, end, i, ok)
		}
	})
}

func TestShownHitIsSelectedAndInView(t *testing.T) {
	f := newFixture(t, strings.Repeat("A line of the text.\n", 2000)+"The needle, and the end.\n"+strings.Repeat("More of it.\n", 300))
	f.open()
	f.drag(f.at("line"), f.at("text"))
	f.view.KeepFragment()
	f.view.Select(2, 6)
	f.view.SelectSpan(annotate.UID{})
	spot := f.view.Spot()
	f.find("needle")
	f.view.ShowHit(0)
	f.wantSelected("the hit", "needle")
	if _, ok := f.view.PointOf(f.at("needle")); !ok {
		t.Error("the hit is not in view")
	}
	if boxes := docview.HitBoxes(f.view); len(boxes) != 1 || !boxes[0].Current {
		t.Errorf("the marks are %v", boxes)
	}
	f.view.Return(spot)
	f.wantSelected("back again", "line")
	if got := f.view.Place().Offset; got != 0 {
		t.Errorf("back at byte %d", got)
	}
	f.open()
	if _, ok := f.view.CurrentHit(); ok || len(docview.HitBoxes(f.view)) > 0 {
		t.Error("another document has the hits of the one before")
	}
}

func TestHitsKeepKeptFragments(t *testing.T) {
	f := newFixture(t, article)
	f.open()
	f.view.Select(f.at("Harbour"), f.at(" police"))
	f.view.KeepFragment()
	f.find("bananas")
	f.view.ShowHit(0)
	f.wantSelected("the hit beside the kept fragment", "Harbour|bananas")
}

func TestTaggedHitIsLeftBehind(t *testing.T) {
	f := newFixture(t, article)
	name := f.span("PERSON", "Ceulen")
	f.open(name)
	f.find("ceulen")
	f.view.ShowHit(0)
	f.view.SelectSpan(name.UID) // as after tagging
	if i, ok := f.view.CurrentHit(); !ok || i != 0 {
		t.Errorf("the tagged hit is %d, %v", i, ok)
	}
	if i, wrapped, ok := f.view.NextHit(false); i != 1 || wrapped || !ok {
		t.Errorf("the next one is %d (wrapped: %v, %v)", i, wrapped, ok)
	}
}

func TestTicksOnTheScrollBar(t *testing.T) {
	f := newFixture(t, strings.Repeat("needle\n", 3)+strings.Repeat("hay, and more hay\n", 5000)+"needle\n"+strings.Repeat("hay\n", 5000)+"needle")
	f.open()
	f.find("needle")
	ticks := docview.HitTicks(f.view)
	height := float64(f.view.Size().Height)
	if len(ticks) != 3 || ticks[0].Y != 0 || ticks[1].Y < height/4 || ticks[1].Y > height*3/4 || ticks[2].Y+ticks[2].H < height-4 {
		t.Errorf("in %v pixels the ticks are %+v", height, ticks)
	}
	f.find("hay")
	ticks = docview.HitTicks(f.view)
	if len(ticks) > 3 || ticks[0].H < height*0.9 {
		t.Errorf("ticks that touch are not one: %+v", ticks)
	}
	f.view.MarkHits(false)
	if n := len(docview.HitTicks(f.view)); n > 0 {
		t.Errorf("%d ticks are left", n)
	}
}

func TestHitsWithoutADocument(t *testing.T) {
	f := newFixture(t, article)
	f.view.Open(nil, nil, nil, docview.Names{})
	spot := f.view.Spot()
	f.view.SetHits(nil)
	f.view.MarkHits(true)
	f.view.Return(spot)
	if _, _, ok := f.view.NextHit(true); ok {
		t.Error("there is a hit")
	}
	if _, ok := f.view.CurrentHit(); ok {
		t.Error("there is a current hit")
	}
}

func TestTextOnHitsIsReadable(t *testing.T) {
	test.NewTempApp(t)
	for name, theme := range docview.Themes {
		test.ApplyTheme(t, theme)
		text, current, grey, edge := docview.HitContrasts()
		const rounding = 0.1 // of colours to whole numbers
		if text < 7-rounding || current < 4.5-rounding || grey < 3-rounding || edge < 3-rounding {
			t.Errorf("%s: contrasts %.1f, %.1f, %.1f, %.1f", name, text, current, grey, edge)
		}
	}
}
