package brat

import (
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/image/colornames"

	"postil/annotate"
	"postil/export/dataset"
	"postil/export/intake"
)

// visualName is the name of the file that says how brat shows labels.
const visualName = "visual.conf"

// ownNames begins a visual.conf that Postil has written: there, and only there,
// what a type is shown as is its name.
const ownNames = "# The names that Postil knows behind the spellings that brat wants"

// names are the names of types, by their spellings, where they differ.
type names map[string]string

// namesIn returns the names that a visual.conf says.
func namesIn(file string) names {
	if !strings.HasPrefix(file, ownNames) || !utf8.ValidString(file) {
		return nil
	}
	all := names{}
	for _, line := range sectionsOf(file)["labels"] {
		if spelt, name, ok := strings.Cut(line.text, " | "); ok {
			all[spelt] = name
		}
	}
	return all
}

// of returns the name behind a spelling.
func (n names) of(spelt string) string {
	if name, ok := n[spelt]; ok {
		return name
	}
	return spelt
}

// takeVisual gives labels the colours that a visual.conf says, and notes where it shows
// types under other names, which are not taken.
func (c *configuration) takeVisual(l *intake.Lexicon, file string) {
	path := filepath.Join(filepath.Dir(c.path), visualName)
	sections := sectionsOf(file)
	for _, line := range sections["drawing"] {
		spelt, args := arguments(line.text)
		label, ok := l.LabelNamed(c.names.of(spelt))
		for _, a := range args {
			if a[0] != "bgColor" || !ok {
				continue
			}
			if colour, known := colourOf(a[1]); known {
				l.Colour(label, colour)
			} else {
				c.notes = append(c.notes, dataset.Note{Where: path + ", line " + strconv.Itoa(line.number), Text: "a colour is passed over, which is none: " + annotate.Excerpt(a[1])})
			}
		}
	}
	if c.names == nil && showsOtherwise(l, sections["labels"]) {
		c.notes = append(c.notes, dataset.Note{Where: path, Text: "the names under which it shows types are not taken: types keep their own"})
	}
}

// showsOtherwise tells whether any of the lines "TYPE | NAME | SHORTER" shows a type that
// is there under another name.
func showsOtherwise(l *intake.Lexicon, lines []confLine) bool {
	for _, line := range lines {
		spelt, shown, _ := strings.Cut(line.text, "|")
		spelt = strings.TrimSpace(spelt)
		shown, _, _ = strings.Cut(shown, "|")
		_, label := l.LabelNamed(spelt)
		if shown = strings.TrimSpace(shown); shown != "" && shown != spelt && (label || l.HasType(spelt)) {
			return true
		}
	}
	return false
}

// colourOf returns a colour as style sheets spell it: #rrggbb, #rgb, or by its name.
func colourOf(s string) (annotate.Colour, bool) {
	if c, ok := colornames.Map[strings.ToLower(s)]; ok {
		return annotate.Colour(int(c.R)<<16 | int(c.G)<<8 | int(c.B)), true
	}
	if len(s) == len("#rgb") && s[0] == '#' {
		s = "#" + strings.Repeat(s[1:2], 2) + strings.Repeat(s[2:3], 2) + strings.Repeat(s[3:4], 2)
	}
	c, err := annotate.ParseColour(s)
	return c, err == nil
}
