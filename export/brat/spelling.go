package brat

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

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

// spellable returns a name as brat spells types, attributes and roles on disk:
// with the letters A to Z, digits, "_" and "-" (its server turns all else into "_",
// in annotation.conf only, and then knows no such type). Letters lose their marks,
// those of other scripts become the letter u with their number, and signs "_".
func spellable(name string) string {
	if plainName(name) {
		return name
	}
	var b strings.Builder
	for _, r := range norm.NFC.String(name) {
		base, _ := utf8.DecodeRuneInString(norm.NFKD.String(string(r)))
		switch {
		case plainRune(base):
			b.WriteRune(base)
		case unicode.Is(unicode.Inherited, r):
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r):
			fmt.Fprintf(&b, "u%04X", r)
		default:
			b.WriteByte('_')
		}
	}
	if spelt := b.String(); plainName(spelt) {
		return spelt
	}
	return "_" + b.String()
}

// plainName tells whether a name is spelt as it is. One hyphen too many at its
// start, and it would be a rule between lines.
func plainName(name string) bool {
	return name != "" && name[0] != '-' && strings.IndexFunc(name, func(r rune) bool { return !plainRune(r) }) < 0
}

func plainRune(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_' || r == '-'
}

// spelling is a vocabulary as a writer of .ann files needs it: found by UID,
// with names as lines can spell them.
type spelling struct {
	vocabulary *annotate.Vocabulary
	labels     map[annotate.UID]word
	types      map[annotate.UID]word
	tags       map[annotate.UID]*annotate.Tag
	attributes map[string]string // how names are spelt
	names      map[string]string // of all of these, by their spellings
	spelt      map[string]string // the other way round
	alike      map[string]int    // the last number behind spellings that begin alike
}

// word is a name, and how it is spelt.
type word struct{ name, spelt string }

// is tells whether a name that stands in a line is the word's.
func (w word) is(name string) bool { return name == w.name || name == w.spelt }

func newSpelling(v *annotate.Vocabulary) *spelling {
	w := &spelling{vocabulary: v, labels: map[annotate.UID]word{}, types: map[annotate.UID]word{}, tags: map[annotate.UID]*annotate.Tag{},
		attributes: map[string]string{}, names: map[string]string{}, spelt: map[string]string{}, alike: map[string]int{}}
	for _, l := range v.Scheme.Labels {
		w.labels[l.UID] = word{l.Name, w.spell(l.Name)}
	}
	for _, t := range v.Scheme.Relations {
		w.types[t.UID] = word{t.Name, w.spell(t.Name)}
	}
	for _, d := range v.Scheme.Attributes {
		if _, ok := w.attributes[d.Name]; !ok {
			w.attributes[d.Name] = w.spell(d.Name)
		}
	}
	for i := range v.Tags {
		w.tags[v.Tags[i].UID] = &v.Tags[i]
	}
	return w
}

// spell returns the name as lines spell it, and where another name is spelt so
// already, with a number.
func (w *spelling) spell(name string) string {
	if spelt, ok := w.spelt[name]; ok {
		return spelt
	}
	base := spellable(name)
	spelt := base
	for w.names[spelt] != "" {
		w.alike[base] = max(w.alike[base], 1) + 1
		spelt = base + "_" + strconv.Itoa(w.alike[base])
	}
	w.names[spelt], w.spelt[name] = name, spelt
	return spelt
}
