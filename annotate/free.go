package annotate

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Free knows which keys and colours the labels of a scheme leave to new ones.
type Free struct {
	keys    map[string]bool // that are taken
	colours map[Colour]int  // how many labels have it
}

// Free returns what the labels leave to new ones.
func (s *Scheme) Free() *Free {
	f := &Free{map[string]bool{}, map[Colour]int{}}
	for i := range s.Labels {
		f.Take(&s.Labels[i])
	}
	return f
}

// Take says that a label came in, with its colour and its key.
func (f *Free) Take(l *Label) {
	f.colours[l.Colour]++
	if l.Key != "" {
		f.keys[l.Key] = true
	}
}

// Return says that a label went, or is about to get another colour or key.
func (f *Free) Return(l *Label) {
	f.colours[l.Colour]--
	delete(f.keys, l.Key)
}

// Has tells whether a key is free.
func (f *Free) Has(key string) bool { return !f.keys[key] }

// Key proposes a key for a new label: the first letter or digit of its name that no
// label has, else the first free letter of the alphabet, else "".
func (f *Free) Key(name string) string {
	for _, r := range strings.ToLower(name) + "abcdefghijklmnopqrstuvwxyz" {
		if key := string(r); validKey(key) && f.Has(key) {
			return key
		}
	}
	return ""
}

// Colour proposes a colour for a new label: the palette's least used one.
func (f *Free) Colour() Colour {
	return slices.MinFunc(Palette, func(a, b Colour) int { return f.colours[a] - f.colours[b] })
}

// validKey tells whether key is one lower-case letter, or a letter without
// case, or a digit.
func validKey(key string) bool {
	r, n := utf8.DecodeRuneInString(key)
	return n == len(key) && (unicode.IsLetter(r) || unicode.IsDigit(r)) && r == unicode.ToLower(r)
}
