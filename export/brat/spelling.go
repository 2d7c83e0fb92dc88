package brat

import (
	"strconv"
	"strings"

	"postil/annotate"
)

// endsLine tells whether brat takes a character for the end of a line: its server
// is written in Python, and breaks files where str.splitlines does.
func endsLine(r rune) bool {
	switch r {
	case '\n', '\v', '\f', '\r', '\x1c', '\x1d', '\x1e', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

// broken tells whether brat would not see s on one line.
func broken(s string) bool { return strings.IndexFunc(s, endsLine) >= 0 }

// onOneLine returns s with blanks for line ends.
func onOneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if endsLine(r) {
			return ' '
		}
		return r
	}, s)
}

// spelling is a vocabulary as a writer of .ann files needs it: found by UID,
// with names as lines can spell them.
type spelling struct {
	vocabulary *annotate.Vocabulary
	labels     map[annotate.UID]word
	types      map[annotate.UID]word
	tags       map[annotate.UID]*annotate.Tag
	attributes map[string]string // how names are spelt
}

// word is a name, and how it is spelt.
type word struct{ name, spelt string }

// is tells whether a name that stands in a line is the word's.
func (w word) is(name string) bool { return name == w.name || name == w.spelt }

func newSpelling(v *annotate.Vocabulary) *spelling {
	w := &spelling{vocabulary: v, labels: map[annotate.UID]word{}, types: map[annotate.UID]word{}, tags: map[annotate.UID]*annotate.Tag{}, attributes: map[string]string{}}
	taken := map[string]bool{}
	for _, l := range v.Scheme.Labels {
		w.labels[l.UID] = word{l.Name, spell(l.Name, taken)}
	}
	taken = map[string]bool{}
	for _, t := range v.Scheme.Relations {
		w.types[t.UID] = word{t.Name, spell(t.Name, taken)}
	}
	taken = map[string]bool{}
	for _, d := range v.Scheme.Attributes {
		if _, ok := w.attributes[d.Name]; !ok {
			w.attributes[d.Name] = spell(d.Name, taken)
		}
	}
	for i := range v.Tags {
		w.tags[v.Tags[i].UID] = &v.Tags[i]
	}
	return w
}

// spell returns the name as lines spell it, and where another name is spelt so
// already, with a number.
func spell(name string, taken map[string]bool) string {
	spelt := spellable(name)
	for i := 2; taken[spelt]; i++ {
		spelt = spellable(name) + "_" + strconv.Itoa(i)
	}
	taken[spelt] = true
	return spelt
}
