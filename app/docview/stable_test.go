package docview

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"postil/annotate"
	"postil/app/textlayout"
)

// look is how a span is drawn, wherever its text is.
type look struct {
	place  place
	room   room
	shades labelColours
}

func (l look) equals(o look) bool {
	return l.place == o.place && l.shades == o.shades && l.room.equals(o.room)
}

// tagger changes the spans of a pane in any order and remembers how they looked.
type tagger struct {
	*machine
	spans map[annotate.UID]annotate.Span
}

func newTagger(fonts *textlayout.Fonts) *tagger {
	return &tagger{machine: newMachine(fonts), spans: map[annotate.UID]annotate.Span{}}
}

// looks is how every span is drawn now.
func (g *tagger) looks() map[annotate.UID]look {
	all := map[annotate.UID]look{}
	for _, e := range g.entries() {
		all[e.span.UID] = look{placeOf(e), e.room, e.style.shades}
	}
	return all
}

// placed is a line and where it stands.
type placed struct {
	start, end int
	y          float64
}

func (g *tagger) lines() []placed {
	var lines []placed
	for _, l := range g.pane.view.Lines() {
		lines = append(lines, placed{l.Start, l.End, l.Y})
	}
	return lines
}

// unmoved does something to the spans of some UIDs, and fails if that moves the
// text, or re-colours or shifts another span that had a place.
func (g *tagger) unmoved(t *rapid.T, do func(), touched ...annotate.UID) {
	before, lines := g.looks(), g.lines()
	do()
	if !slices.Equal(lines, g.lines()) {
		t.Fatal("the text moved")
	}
	after := g.looks()
	for uid, was := range before {
		if slices.Contains(touched, uid) {
			delete(before, uid)
		} else if now, there := after[uid]; !there || now.place != was.place || now.shades != was.shades {
			t.Fatalf("a neighbour looked like %+v and looks like %+v", was, now)
		}
	}
	old := map[annotate.UID]room{}
	for uid, was := range before {
		old[uid] = was.room
	}
	_, changed := g.spans[touched[0]]
	keepLanes(t, changed, g.entries(), old)
}

// entries are all spans.
func (g *tagger) entries() []*entry {
	return slices.Collect(g.pane.index.overlapping(-1, len(scripts)+1))
}

// anySpan is a span of up to three fragments, many of them on the first lines.
func (g *tagger) anySpan(t *rapid.T) annotate.Span {
	most := rapid.SampledFrom([]int{60, 400, len(scripts)}).Draw(t, "most")
	var ranges [][2]int
	at := g.pane.text.Snap(rapid.IntRange(0, most-2).Draw(t, "start"))
	for range rapid.IntRange(1, 3).Draw(t, "fragments") {
		end := g.pane.text.NextGrapheme(min(at+rapid.IntRange(0, 80).Draw(t, "length"), len(scripts)-1))
		ranges = append(ranges, [2]int{at, end})
		if at = g.pane.text.NextGrapheme(end + 5); at >= len(scripts) {
			break
		}
	}
	fragments, err := annotate.Cover(scripts, ranges...)
	if err != nil {
		t.Fatal(err)
	}
	label := rapid.SampledFrom(g.scheme.Labels).Draw(t, "label").UID
	return annotate.Span{UID: annotate.NewUID(), Label: label, Fragments: fragments}
}

func (g *tagger) known(t *rapid.T) annotate.UID {
	if len(g.spans) == 0 {
		t.Skip("no spans")
	}
	byOrder := func(a, b annotate.UID) int { return slices.Compare(a[:], b[:]) }
	return rapid.SampledFrom(slices.SortedFunc(maps.Keys(g.spans), byOrder)).Draw(t, "uid")
}

func (g *tagger) actions() map[string]func(*rapid.T) {
	put := func(t *rapid.T, s annotate.Span) {
		g.unmoved(t, func() { g.pane.put(s) }, s.UID)
		g.spans[s.UID] = s
	}
	return map[string]func(*rapid.T){
		"add": func(t *rapid.T) { put(t, g.anySpan(t)) },
		"change": func(t *rapid.T) {
			s := g.anySpan(t)
			s.UID = g.known(t)
			put(t, s)
		},
		"label": func(t *rapid.T) {
			s := g.spans[g.known(t)]
			s.Label = rapid.SampledFrom(g.scheme.Labels).Draw(t, "label").UID
			put(t, s)
		},
		"remove": func(t *rapid.T) {
			uid := g.known(t)
			g.unmoved(t, func() { g.pane.remove(uid) }, uid)
			delete(g.spans, uid)
		},
		"replace all": func(t *rapid.T) {
			gone, added := g.known(t), g.anySpan(t)
			delete(g.spans, gone)
			g.spans[added.UID] = added
			g.unmoved(t, func() { g.pane.setSpans(PrepareSpans(slices.Collect(maps.Values(g.spans)))) }, gone, added.UID)
		},
		"resize": func(t *rapid.T) {
			width, size := rapid.Float64Range(100, 1500).Draw(t, "width"), rapid.Float64Range(smallest, 40).Draw(t, "size")
			before := g.looks()
			g.pane.setMeasures(measure(width, 500, size, 1))
			if !maps.EqualFunc(before, g.looks(), look.equals) {
				t.Fatal("another width gives spans other lanes or colours")
			}
		},
		"scroll": func(t *rapid.T) { g.pane.view.ScrollBy(rapid.Float64Range(-500, 900).Draw(t, "dy")) },
		"reopen": func(t *rapid.T) {
			g.pane.open(Prepare(g.pane.doc, slices.Collect(maps.Values(g.spans))), &g.scheme, Names{})
		},
		"": func(t *rapid.T) {
			if all := g.entries(); len(all) != len(g.spans) {
				t.Fatalf("%d spans are shown, want %d", len(all), len(g.spans))
			}
			checkLanes(t, g.entries())
			g.check(t)
		},
	}
}

// Whatever is added, removed and changed, in whatever order, no other span that has
// a place is shifted or re-coloured, and no text moves; other widths and sizes
// change no lane either.
func TestNeighboursStayWhateverIsTagged(t *testing.T) {
	fonts := testFonts(t)
	rapid.Check(t, func(t *rapid.T) { t.Repeat(newTagger(fonts).actions()) })
}

func TestClaimsInARowStandInDifferentLanes(t *testing.T) {
	claim := func(start, end int) *entry {
		return newEntry(&annotate.Span{UID: annotate.NewUID(), Fragments: []annotate.Fragment{{Start: start, End: end}}}, looks[2])
	}
	first, second, far := claim(0, 100), claim(101, 200), claim(500, 600)
	layLanes([]*entry{first, second, far})
	if first.lane != 0 || second.lane != 1 || far.lane != 0 {
		t.Errorf("at the opening in lanes %d, %d and %d", first.lane, second.lane, far.lane)
	}
	l := layLanes(nil)
	for _, e := range []*entry{first, far, second} {
		l.add(e)
	}
	if first.lane != 0 || second.lane != 1 || far.lane != 0 {
		t.Errorf("one after the other in lanes %d, %d and %d", first.lane, second.lane, far.lane)
	}
}
