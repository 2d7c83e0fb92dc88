package docview

import (
	"image/color"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"postil/annotate"
	"postil/app/textlayout"
)

// scripts is a text with what a pane may meet: directions, joined characters, an
// endless word, blank lines, tabs, nothing at the end.
var scripts = strings.Repeat("Plain words, and „quoted” ones: Șefa spune că 121 t.\n\n"+
	"وزيرة الأمن قالت إن 121 طنا (2023) وصلت to Antwerp أمس.\nשלום עולם 12:30 abc\n"+
	"👩‍👩‍👧‍👦 🇧🇪🇷🇴 e\u0301e\u0301 क्षत्रिय ไทยไทย 漢字仮名\tTab\n"+strings.Repeat("unbreakable", 20)+"\n\n", 12)

// machine drives a pane with random hands.
type machine struct {
	pane   *pane
	scheme annotate.Scheme
	uids   []annotate.UID
}

func newMachine(fonts *textlayout.Fonts) *machine {
	white, black := color.NRGBA{255, 255, 255, 255}, color.NRGBA{A: 255}
	m := &machine{scheme: annotate.DefaultScheme()}
	m.pane = newPane(fonts, &palette{background: white, text: black})
	m.pane.focused = true
	m.pane.setMeasures(measure(700, 500, defaultSize, 1))
	m.pane.open(Prepare(&annotate.Document{Text: scripts}, nil), &m.scheme, Names{})
	return m
}

func (m *machine) point(t *rapid.T) (x, y float64) {
	return rapid.Float64Range(-50, 750).Draw(t, "x"), rapid.Float64Range(-80, 600).Draw(t, "y")
}

// actions are what hands can do.
func (m *machine) actions() map[string]func(*rapid.T) {
	p := m.pane
	return map[string]func(*rapid.T){
		"": m.check,
		"move": func(t *rapid.T) {
			p.move(motion(rapid.IntRange(int(left), int(textEnd)).Draw(t, "motion")), rapid.Bool().Draw(t, "extend"))
		},
		"press": func(t *rapid.T) {
			x, y := m.point(t)
			p.press(x, y, rapid.IntRange(1, 3).Draw(t, "clicks"), rapid.Bool().Draw(t, "extend"))
		},
		"drag": func(t *rapid.T) {
			x, y := m.point(t)
			p.dragTo(x, y, rapid.Bool().Draw(t, "characters"))
		},
		"release": func(t *rapid.T) {
			x, y := m.point(t)
			if p.drag.grip.held {
				p.drag.down = false
			}
			p.release(x, y)
		},
		"grip":  m.grip,
		"esc":   func(*rapid.T) { p.takeBack() },
		"menu":  func(t *rapid.T) { p.pointAt(m.point(t)) },
		"hover": func(t *rapid.T) { p.openCard(p.stackAt(m.point(t)), rapid.Bool().Draw(t, "held")) },
		"row":   m.row,
		"wheel": func(t *rapid.T) { p.card.scroll(rapid.IntRange(-3, 3).Draw(t, "rows")) },
		"put":   m.put,
		"remove": func(t *rapid.T) {
			if len(m.uids) > 0 {
				p.remove(rapid.SampledFrom(m.uids).Draw(t, "uid"))
			}
		},
		"next": func(t *rapid.T) {
			p.chooseNext(rapid.Bool().Draw(t, "back"))
			p.fanOut()
		},
		"space": func(*rapid.T) {
			p.chooseOutwards()
			p.fanOut()
		},
		"keep":    func(*rapid.T) { p.selection.keep() },
		"borders": m.borders,
		"scroll":  func(t *rapid.T) { p.view.ScrollBy(rapid.Float64Range(-3000, 3000).Draw(t, "dy")) },
		"bar":     func(t *rapid.T) { p.pressBar(695, rapid.Float64Range(0, 500).Draw(t, "y")) },
		"resize": func(t *rapid.T) {
			width, height := rapid.Float64Range(0, 1500).Draw(t, "width"), rapid.Float64Range(0, 900).Draw(t, "height")
			p.setMeasures(measure(width, height, rapid.Float64Range(smallest, largestSize).Draw(t, "size"), 1))
		},
		"scheme": func(t *rapid.T) {
			i := rapid.IntRange(0, len(m.scheme.Layers)-1).Draw(t, "layer")
			m.scheme.Layers[i].Look = rapid.SampledFrom([]annotate.Look{annotate.Fill, annotate.Underline, annotate.Bracket, annotate.Grey}).Draw(t, "look")
			p.setScheme(&m.scheme)
		},
	}
}

// row points at the card and chooses there.
func (m *machine) row(t *rapid.T) {
	c := &m.pane.card
	if len(c.boxes) == 0 {
		return
	}
	b := rapid.SampledFrom(c.boxes).Draw(t, "row")
	if e := c.entryAt(b.x+1, b.y+1); e != nil {
		m.pane.chooseRow(e)
	}
}

// put tags what a label key would tag, or gives a span those ranges.
func (m *machine) put(t *rapid.T) {
	target := m.pane.target()
	if len(target) == 0 {
		return
	}
	fragments, err := annotate.Cover(scripts, target...)
	if err != nil {
		t.Fatalf("what a label key would tag is no range: %v", err)
	}
	uid := annotate.UIDFromName(rapid.StringN(1, 1, -1).Draw(t, "uid"))
	m.uids = append(m.uids, uid)
	label := rapid.SampledFrom(m.scheme.Labels).Draw(t, "label").UID
	m.pane.put(annotate.Span{UID: uid, Label: label, Fragments: fragments})
}

func (m *machine) borders(t *rapid.T) {
	if m.pane.borders == nil {
		m.pane.startBorders()
		return
	}
	if rapid.Bool().Draw(t, "swap") {
		m.pane.borders.swap()
		return
	}
	moved, _ := m.pane.finishBorders()
	if _, err := annotate.Cover(scripts, moved.result()...); err != nil {
		t.Fatalf("moved borders are no range: %v", err)
	}
}

// grip takes hold of a border where its grip is drawn.
func (m *machine) grip(t *rapid.T) {
	if grips := m.pane.compose().grips; len(grips) > 0 {
		g := rapid.SampledFrom(grips).Draw(t, "grip")
		x, y := g.center()
		m.pane.pressGrip(m.pane.gripAt(x, y), x, y)
	}
}

// check fails if the pane is where a pane must not be.
func (m *machine) check(t *rapid.T) {
	p := m.pane
	onBorder := func(offset int) bool { return offset == p.text.Snap(offset) }
	if c := p.caret().Offset; !onBorder(c) {
		t.Fatalf("the caret stands inside of a character, at %d", c)
	}
	last := -1
	for _, r := range p.selected() {
		if !onBorder(r[0]) || !onBorder(r[1]) || r[0] >= r[1] || r[0] <= last {
			t.Fatalf("selected: %v", p.selected())
		}
		last = r[1]
	}
	if p.current != nil && p.index.get(p.current.span.UID) != p.current {
		t.Fatal("the current span is not there any more")
	}
	f := p.compose()
	if most := int(p.measures.height/p.flow.LineHeight()) + 3; len(f.lines) > most {
		t.Fatalf("%d lines for a height of %d", len(f.lines), most)
	}
	for _, boxes := range [][]box{f.below, f.above, f.card} {
		for _, b := range boxes {
			if !(b.w >= 0 && b.h >= 0) {
				t.Fatalf("a box of %v × %v", b.w, b.h)
			}
		}
	}
}

func TestPaneSurvivesAnyHands(t *testing.T) {
	fonts := testFonts(t)
	rapid.Check(t, func(t *rapid.T) { t.Repeat(newMachine(fonts).actions()) })
}

// drawn are the boxes of a frame that belong to spans, with how often each is there.
func drawn(p *pane) map[box]int {
	boxes := map[box]int{}
	f := p.compose()
	for _, b := range slices.Concat(f.below, f.above) {
		if b.fill != p.styles.palette.background { // counts change
			boxes[b]++
		}
	}
	return boxes
}

// covered is true if a box lies exactly under another one, as fills without a lane do.
func covered(boxes map[box]int, b box) bool {
	for o := range boxes {
		if o.sameAreaAs(&b) {
			return true
		}
	}
	return false
}

func TestTaggingLeavesNeighboursAlone(t *testing.T) {
	fonts := testFonts(t)
	rapid.Check(t, func(t *rapid.T) {
		m := newMachine(fonts)
		tag := func() {
			start := rapid.IntRange(0, 1200).Draw(t, "start")
			m.pane.selectRange(start, start+rapid.IntRange(1, 200).Draw(t, "length"))
			m.put(t)
			m.pane.selection.clear(textlayout.At(0))
			m.pane.view.ScrollToY(0)
		}
		for range rapid.IntRange(0, 12).Draw(t, "spans") {
			tag()
		}
		before, uids := drawn(m.pane), len(m.uids)
		tag()
		if len(m.uids) == uids || slices.Contains(m.uids[:uids], m.uids[uids]) {
			t.Skip("added no span")
		}
		after := drawn(m.pane)
		crowded := m.pane.index.get(m.uids[uids]).lane == overflow
		for b, n := range before {
			if after[b] < n && !(crowded && covered(after, b)) {
				t.Fatalf("a neighbour's box moved or changed: %+v", b)
			}
		}
	})
}
