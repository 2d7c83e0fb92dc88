package brat

import (
	"strings"
	"unicode/utf8"
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
