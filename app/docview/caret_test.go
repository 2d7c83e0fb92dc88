package docview

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"postil/annotate"
	"postil/app/textlayout"
)

// texts of one paragraph and of several, in one direction and in both.
var readings = map[string]string{
	"English":  "The harbour master counted forty-one crates of bananas, and nobody signed for them.",
	"Hebrew":   "מנהל הנמל ספר ארבעים ואחד ארגזים של בננות ואיש לא חתם עליהם.",
	"Arabic":   "عدّ مدير الميناء واحدا وأربعين صندوقا من الموز ولم يوقّع عليها أحد.",
	"mixed":    "The minister said שלום עולם 121 to reporters in Antwerp, وزيرة الأمن (2023) too.",
	"in RTL":   "הנמל של Antwerp Harbour קלט 116 טון, אמר Mayor Țăran אתמול.",
	"articles": "First words here.\n\nמילים שניות כאן, עם abc באמצע.\n\n\nالكلمات الثالثة هنا\nlast words.\n",
}

// paneWith opens a text in a pane that is narrow enough to break its lines.
func paneWith(fonts *textlayout.Fonts, text string) *pane {
	m := newMachine(fonts)
	m.pane.setMeasures(measure(420, 500, defaultSize, 1))
	m.pane.open(Prepare(&annotate.Document{Text: text}, nil), &m.scheme, Names{})
	return m.pane
}

// again does what an arrow key does, several times.
func (p *pane) again(m motion, extend bool, times int) {
	for range times {
		p.move(m, extend)
	}
}

// To the right, from the left edge of a line on, the caret stands once at every
// edge of a character, in the order in which the eye sees them; and back again.
func TestArrowsVisitEveryStopInVisualOrder(t *testing.T) {
	fonts := testFonts(t)
	for name, text := range readings {
		p := paneWith(fonts, text)
		for _, l := range p.view.Lines() {
			want := stops(l.Line)
			if len(want) < 2 {
				continue
			}
			for _, way := range []motion{right, left} {
				p.selection.clear(p.view.Hit(want[0], l.Y+l.TextTop+1-p.view.Top()).Position)
				got := visited(p, l.Start, way, len(want))
				if diff := cmp.Diff(want, got, about); diff != "" {
					t.Errorf("%s, line at %d, motion %d (-want +got):\n%s", name, l.Start, way, diff)
				}
				slices.Reverse(want)
			}
		}
	}
}

// about makes places equal that no eye tells apart.
var about = cmp.Comparer(func(a, b float64) bool { return -0.01 < a-b && a-b < 0.01 })

// stops are the places at which a caret can stand on a line, from the left.
func stops(l *textlayout.Line) (xs []float64) {
	for _, c := range l.Clusters {
		if c.X0 < c.X1 {
			xs = append(xs, c.X0, c.X1)
		}
	}
	slices.Sort(xs)
	xs = slices.CompactFunc(xs, func(a, b float64) bool { return b-a < 0.01 })
	return xs
}

// visited are the places at which the caret stands on the line that starts at a
// byte, while a key is pressed again and again. At the soft end of a line it stands
// on the next one.
func visited(p *pane, line int, way motion, most int) (xs []float64) {
	for range most {
		at := p.caret()
		if p.flow.LineAt(at).Start != line {
			at = upstreamAt(at.Offset)
		}
		l := p.flow.LineAt(at)
		if l.Start != line {
			break
		}
		xs = append(xs, l.CaretX(at))
		p.move(way, false)
	}
	return xs
}

// What a key selects, its opposite takes back, whatever lies in between; and each
// press changes the selection by as much as the key says.
func TestShiftAndArrowsTakeEachOtherBack(t *testing.T) {
	fonts := testFonts(t)
	opposite := map[motion]motion{left: right, right: left}
	for name, text := range readings {
		p := paneWith(fonts, text)
		rapid.Check(t, func(t *rapid.T) {
			from := p.text.Snap(rapid.IntRange(0, len(text)).Draw(t, "from"))
			way := rapid.SampledFrom([]motion{left, right}).Draw(t, "way")
			p.selection.clear(textlayout.At(from))
			var trail []int
			for range rapid.IntRange(1, 80).Draw(t, "times") {
				before := p.selection.caret.Offset
				p.move(way, true)
				now := p.selection.caret.Offset
				if now == before {
					break // an end of the text
				}
				if start, end := min(now, before), max(now, before); p.text.NextGrapheme(start) != end {
					t.Fatalf("%s: from %d to %d is not one character", name, before, now)
				}
				if len(trail) > 0 && (now > before) != (before > trail[len(trail)-1]) {
					t.Fatalf("%s: the selection shrank at %d", name, before)
				}
				trail = append(trail, before)
			}
			for _, want := range slices.Backward(trail) {
				p.move(opposite[way], true)
				if p.selection.caret.Offset != want {
					t.Fatalf("%s: back at %d, want %d", name, p.selection.caret.Offset, want)
				}
			}
			if !p.selection.empty() {
				t.Fatalf("%s: something is still selected", name)
			}
		})
	}
}

func TestArrowsInTextFromRightToLeft(t *testing.T) {
	text := readings["Hebrew"]
	p := paneWith(testFonts(t), text)
	word := len("מנהל")
	selected := func(what, want string) {
		t.Helper()
		start, end := p.selection.span()
		if got := text[start:end]; got != want {
			t.Errorf("%s: %q is selected, want %q", what, got, want)
		}
	}
	caret := func(what string, want int) {
		t.Helper()
		if got := p.caret().Offset; got != want {
			t.Errorf("%s: the caret is at %d, want %d", what, got, want)
		}
	}
	p.again(left, false, 4)
	caret("Left reads on", word)
	p.again(right, false, 1)
	caret("Right reads back", word-2)
	p.selection.clear(textlayout.At(0))
	p.again(left, true, 2)
	selected("Shift+Left", text[:4])
	p.again(wordLeft, true, 1)
	selected("Ctrl+Shift+Left", text[:word])
	p.again(right, true, 1)
	selected("Shift+Right", text[:word-2])
	p.move(right, false)
	caret("Right goes to the right end of what was selected", 0)
	p.again(wordLeft, false, 2)
	caret("Ctrl+Left", len("מנהל הנמל"))
	p.again(wordRight, false, 1)
	caret("Ctrl+Right", len("מנהל "))
	p.again(lineEnd, true, 1)
	p.move(left, false)
	if want := p.flow.LineAt(textlayout.At(0)).End; p.caret().Offset != want || p.flow.LineAt(p.caret()).Start != 0 {
		t.Errorf("Shift+End, Left: the caret is at %d on the line at %d, want %d on the first", p.caret().Offset, p.flow.LineAt(p.caret()).Start, want)
	}
	p.move(lineStart, false)
	caret("Home", 0)
}

// A word of the other direction is one piece to the eye: the caret goes to the side
// of it that the key names.
func TestArrowsLeaveAWordOfTheOtherDirection(t *testing.T) {
	text := readings["mixed"]
	p := paneWith(testFonts(t), text)
	start := strings.Index(text, "שלום")
	end := start + len("שלום")
	for _, c := range []struct {
		key  motion
		want int
	}{{left, end}, {right, start}} {
		p.selection.clear(textlayout.At(0))
		p.selection.set(start, end, false)
		p.move(c.key, false)
		if got := p.caret().Offset; got != c.want {
			t.Errorf("motion %d leads to %d, want %d", c.key, got, c.want)
		}
	}
}

// An arrow key that reads on leads through the whole of a text in one direction,
// blank lines and all.
func TestArrowsLeadOverBlankLines(t *testing.T) {
	fonts := testFonts(t)
	for way, text := range map[motion]string{
		right: "One two.\n\n\nThree.\n\nFour", left: "אחת שתיים.\n\n\nשלוש.\n\nארבע",
	} {
		p := paneWith(fonts, text)
		p.again(way, false, len(text))
		if got := p.caret().Offset; got != len(text) {
			t.Errorf("%q: the caret comes to %d of %d", text, got, len(text))
		}
		p.again(left+right-way, false, len(text))
		if got := p.caret().Offset; got != 0 {
			t.Errorf("%q: the caret comes back to %d", text, got)
		}
	}
}

// Up and Down come back to the column that they left, over lines that are too short
// for it.
func TestLinesKeepTheColumn(t *testing.T) {
	p := paneWith(testFonts(t), "The harbour master counted crates\n\nand\n\nnobody at all had signed for them")
	const from = 25
	for _, extend := range []bool{false, true} {
		p.selection.clear(textlayout.At(from))
		x := p.flow.LineAt(p.caret()).CaretX(p.caret())
		p.again(down, extend, 4)
		at := p.caret()
		if l := p.flow.LineAt(at); l.End != p.text.Len() || l.CaretX(at) < x-12 || x+12 < l.CaretX(at) {
			t.Errorf("four lines down from x %v the caret is at byte %d, x %v", x, at.Offset, l.CaretX(at))
		}
		p.again(up, extend, 4)
		if got := p.caret().Offset; got != from {
			t.Errorf("and four lines up it is at byte %d, want %d", got, from)
		}
	}
}

func TestParagraphKeys(t *testing.T) {
	const text = "One one.\nTwo two\n\n \nשלוש שלוש.\n\nFour\n\n"
	p := paneWith(testFonts(t), text)
	at := func(s string) int { return strings.Index(text, s) }
	for _, c := range []struct {
		name string
		from int
		key  motion
		want int
	}{
		{"down", at("e one"), paragraphDown, at("Two")},
		{"down over blank lines", at("Two"), paragraphDown, at("שלוש")},
		{"down from a blank line", at("\n \n") + 1, paragraphDown, at("שלוש")},
		{"down in the last", at("Four"), paragraphDown, len(text)},
		{"down at the end", len(text), paragraphDown, len(text)},
		{"up to the beginning of this one", at("two\n"), paragraphUp, at("Two")},
		{"up to the one before", at("Two"), paragraphUp, 0},
		{"up over blank lines", at("שלוש"), paragraphUp, at("Two")},
		{"up from a blank line", at("\n \n") + 1, paragraphUp, at("Two")},
		{"up from the end", len(text), paragraphUp, at("Four")},
		{"up at the beginning", 0, paragraphUp, 0},
	} {
		p.selection.clear(textlayout.At(c.from))
		p.move(c.key, true)
		if start, end := p.selection.span(); start != min(c.from, c.want) || end != max(c.from, c.want) {
			t.Errorf("%s: [%d, %d), want from %d to %d", c.name, start, end, c.from, c.want)
		}
		p.selection.clear(textlayout.At(c.from))
		p.move(c.key, false)
		if got := p.caret().Offset; got != c.want || !p.selection.empty() {
			t.Errorf("%s: the caret is at %d, want %d", c.name, got, c.want)
		}
	}
}

// At a soft line break one offset has two places: End stays on its line, and what
// comes next goes on from there.
func TestLineKeysAtSoftBreaks(t *testing.T) {
	fonts := testFonts(t)
	for name, text := range readings {
		p := paneWith(fonts, text)
		for _, l := range p.view.Lines() {
			p.selection.clear(textlayout.At(l.Start))
			for _, again := range []string{"once", "twice"} {
				p.move(lineEnd, true)
				if got := p.flow.LineAt(p.caret()).Start; got != l.Start {
					t.Errorf("%s: Shift+End %s leads from line %d to line %d", name, again, l.Start, got)
				}
			}
			p.move(lineStart, true)
			if got := p.caret().Offset; got != l.Start {
				t.Errorf("%s: Shift+Home leads to %d, want %d", name, got, l.Start)
			}
			p.move(down, false)
			p.move(up, false)
			if got := p.flow.LineAt(p.caret()).Start; got != l.Start && l.End < len(text) {
				t.Errorf("%s: down and up lead from line %d to line %d", name, l.Start, got)
			}
		}
	}
}

// Whatever a key does with Shift, the selection keeps the end where it began, and
// goes the way that the key means until an end of the text.
func TestSelectingByAnyKey(t *testing.T) {
	fonts := testFonts(t)
	backwards := map[motion]bool{back: true, wordBack: true, up: true, pageUp: true, lineStart: true, paragraphUp: true, textStart: true}
	forwards := map[motion]bool{on: true, wordOn: true, down: true, pageDown: true, lineEnd: true, paragraphDown: true, textEnd: true}
	for name, text := range readings {
		p := paneWith(fonts, strings.Repeat(text+"\n", 3))
		rapid.Check(t, func(t *rapid.T) {
			from := p.text.Snap(rapid.IntRange(0, len(p.doc.Text)).Draw(t, "from"))
			p.selection.clear(textlayout.At(from))
			p.goalX = -1
			m := motion(rapid.IntRange(int(left), int(textEnd)).Draw(t, "motion"))
			meant := m.read(p.flow.RightToLeft(p.selection.anchor))
			for range 1 + len(p.doc.Text) {
				before := p.selection.caret.Offset
				p.move(m, true)
				now := p.selection.caret.Offset
				switch {
				case p.selection.anchor.Offset != from:
					t.Fatalf("%s: the selection began at %d and now begins at %d", name, from, p.selection.anchor.Offset)
				case backwards[meant] && now > before, forwards[meant] && now < before:
					t.Fatalf("%s: motion %d leads from %d to %d", name, m, before, now)
				}
				if now == before {
					break
				}
			}
			got := p.selection.caret.Offset
			if backwards[meant] && meant != lineStart && got != 0 || forwards[meant] && meant != lineEnd && got != len(p.doc.Text) {
				t.Fatalf("%s: motion %d again and again leads to %d of %d", name, m, got, len(p.doc.Text))
			}
		})
	}
}
