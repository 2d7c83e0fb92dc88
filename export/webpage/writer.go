package webpage

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/width"
)

// writer puts the text of a page together. What parts one character from the
// next waits until there is a next.
type writer struct {
	out    strings.Builder
	last   rune // that was written
	breaks int  // line breaks that wait
	tabs   int  // borders of cells that wait, behind the line breaks
	space  bool // white space waits
	feed   bool // a line feed was in it
	pre    int  // preformatted elements around
	lines  int  // line feeds of a preformatted text that wait
	quotes int  // q elements around
}

// mostBreaks is how many line breaks stand between two lines at most: one empty
// line.
const mostBreaks = 2

func (w *writer) text() string { return w.out.String() }

// node writes what a node shows.
func (w *writer) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		if 0 < w.pre {
			w.verbatim(n.Data)
		} else {
			w.collapsed(n.Data)
		}
	case html.ElementNode:
		if !hidden(n) {
			w.element(n)
		}
	default:
		w.children(n)
	}
}

func (w *writer) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

func (w *writer) element(n *html.Node) {
	breaks := room(n)
	w.part(breaks)
	switch {
	case n.DataAtom == atom.Br:
		w.lineBreak()
	case n.DataAtom == atom.Q:
		w.quote(n)
	case n.DataAtom == atom.Tr:
		w.children(n)
		w.tabs = 0 // of empty cells
	case n.DataAtom == atom.Td, n.DataAtom == atom.Th:
		w.cell(n)
	case preformatted[n.DataAtom]:
		w.pre++
		w.children(n)
		w.pre--
		if 0 < w.lines {
			w.lines = 0
			w.part(1)
		}
	default:
		w.children(n)
	}
	w.part(breaks)
}

// part has at least so many line breaks stand before what follows. At the start
// of a cell there is nothing to part.
func (w *writer) part(breaks int) {
	if w.tabs == 0 {
		w.breaks = max(w.breaks, breaks)
	}
}

// lineBreak is what br says.
func (w *writer) lineBreak() {
	switch {
	case 0 < w.pre:
		w.lines++
	case w.tabs == 0:
		w.breaks++
	}
}

// cell writes a cell of a table, behind a tab where it isn't the first of its
// row. What a cell ends with, and a tab, part it from the next well enough.
func (w *writer) cell(n *html.Node) {
	for p := n.PrevSibling; p != nil; p = p.PrevSibling {
		if p.DataAtom == atom.Td || p.DataAtom == atom.Th {
			w.tabs++
			w.breaks = 0
			break
		}
	}
	w.children(n)
}

// quote writes a q element in the quotation marks that browsers draw.
func (w *writer) quote(n *html.Node) {
	marks := [2]string{"“", "”"}
	if w.quotes%2 == 1 {
		marks = [2]string{"‘", "’"}
	}
	w.quotes++
	w.run(marks[0])
	w.children(n)
	w.run(marks[1])
	w.quotes--
}

// collapsed writes text whose white space is collapsed.
func (w *writer) collapsed(s string) {
	for s != "" {
		if n := plain(s); 0 < n {
			w.run(s[:n])
			s = s[n:]
			continue
		}
		w.space = true
		w.feed = w.feed || s[0] == '\n'
		s = s[1:]
	}
}

// plain returns the length of the beginning of s that stays as it is: no white
// space in it but single spaces inside.
func plain(s string) int {
	for i := 0; i < len(s); i++ {
		if isBlank(s[i]) && (s[i] != ' ' || i == 0 || i+1 == len(s) || isBlank(s[i+1])) {
			return i
		}
	}
	return len(s)
}

// isBlank tells whether b is white space to HTML. All of it is one byte long.
func isBlank(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '\r' || b == '\f' }

// run writes text that needs no collapsing, and before it what waits.
func (w *writer) run(s string) {
	next, _ := utf8.DecodeRuneInString(s)
	switch {
	case w.parted():
	case w.space && w.out.Len() != 0 && w.last != ' ' && !(w.feed && joins(w.last, next)):
		w.out.WriteByte(' ')
	}
	w.put(s)
}

// verbatim writes preformatted text. Its line feeds wait, since the last of them
// only ends a line.
func (w *writer) verbatim(s string) {
	for s != "" {
		line, rest, feed := strings.Cut(s, "\n")
		if line != "" {
			w.parted()
			if w.out.Len() != 0 {
				w.out.WriteString(strings.Repeat("\n", w.lines))
			}
			w.lines = 0
			w.put(line)
		}
		if feed {
			w.lines++
		}
		s = rest
	}
}

// parted writes the line breaks and tabs that wait, and tells whether there were
// any.
func (w *writer) parted() bool {
	if w.out.Len() == 0 {
		w.breaks = 0
	}
	breaks, tabs := min(w.breaks, mostBreaks), w.tabs
	w.breaks, w.tabs = 0, 0
	w.out.WriteString(strings.Repeat("\n", breaks))
	w.out.WriteString(strings.Repeat("\t", tabs))
	return 0 < breaks+tabs
}

func (w *writer) put(s string) {
	w.out.WriteString(s)
	w.last, _ = utf8.DecodeLastRuneInString(s)
	w.space, w.feed = false, false
}

// joins tells whether white space with a line feed in it between two characters
// stands for nothing: beside a zero-width space, and between two characters of
// Chinese or Japanese (CSS Text 3, section 4.1.3).
func joins(before, after rune) bool {
	const zeroWidth = '\u200B'
	return before == zeroWidth || after == zeroWidth || wide(before) && wide(after)
}

func wide(r rune) bool {
	if unicode.Is(unicode.Hangul, r) {
		return false
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianHalfwidth:
		return true
	}
	return false
}
