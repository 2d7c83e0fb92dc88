package intake

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"postil/annotate"
	"postil/annotate/text"
)

// unitFit finds out whether the offsets of a file that states no covered text
// count what they are taken to count. Offsets of another unit drift with every
// character that takes more than one of it, and soon fall into words.
//
// Only offsets behind such a character are looked at: all others mean the same
// in every unit.
type unitFit struct {
	stated text.Unit
	looked int
	inside [text.UTF16 + 1]int // how many of them lie inside a word, or nowhere, by unit
}

// A guess needs that many offsets, and looks at no more than that.
const (
	fewOffsets  = 6
	manyOffsets = 10_000
)

// Look takes in a range in the stated unit, which is at the bytes at.
func (f *unitFit) Look(settled *text.Settled, stated, at [2]int) {
	if manyOffsets <= f.looked || settled.Original.Len(text.Byte) == settled.Original.Len(text.CodePoint) {
		return
	}
	for i, n := range stated {
		f.border(settled, n, at[i])
	}
}

func (f *unitFit) border(settled *text.Settled, n, at int) {
	if insideWord(settled.Text, at) < 0 {
		return
	}
	var found [len(f.inside)]int
	differ := false
	for _, unit := range text.Units() {
		found[unit] = at
		if unit == f.stated {
			continue
		}
		other, err := settled.Original.ToSettled(unit, n)
		if err != nil {
			other = -1
		}
		found[unit] = other
		differ = differ || other != at
	}
	if !differ {
		return
	}
	f.looked++
	for unit, at := range found {
		if at < 0 || insideWord(settled.Text, at) == 1 {
			f.inside[unit]++
		}
	}
}

// better returns the unit that fits the words better by far than the stated one,
// where there is one.
func (f *unitFit) better() (best text.Unit, ok bool) {
	stated := f.inside[f.stated]
	if f.looked < fewOffsets || 3*stated <= f.looked {
		return f.stated, false
	}
	best = f.stated
	for _, unit := range text.Units() {
		if f.inside[unit] < f.inside[best] {
			best = unit
		}
	}
	return best, best != f.stated && 3*f.inside[best] <= stated
}

// note says which unit fits the words better by far, "" where none does.
func (f *unitFit) note() string {
	best, ok := f.better()
	if !ok {
		return ""
	}
	return f.found(best) + ": look at the spans, and where they are shifted import into a project without them, with --offsets " + best.String()
}

// found says how well the stated unit fits, and another one.
func (f *unitFit) found(best text.Unit) string {
	return fmt.Sprintf("of %d borders of spans %d lie inside a word, but only %d if the offsets count another unit", f.looked, f.inside[f.stated], f.inside[best])
}

// check reports an error where the offsets plainly count another unit: hardly any lies
// inside a word then.
func (f *unitFit) check() error {
	best, ok := f.better()
	if !ok || f.looked < 20*f.inside[best] {
		return nil
	}
	return &annotate.Error{Code: annotate.Refused, What: f.found(best), Hint: "say what they count: --offsets " + best.String() + ", or --offsets " + f.stated.String() + " to take them as they are"}
}

// insideWord returns 1 where a place lies between two letters or digits, 0 where
// it does not, and -1 in scripts that put no space between words.
func insideWord(s string, at int) int {
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	after, _ := utf8.DecodeRuneInString(s[at:])
	if unicode.In(before, unspaced...) || unicode.In(after, unspaced...) {
		return -1
	}
	if isWord(before) && isWord(after) {
		return 1
	}
	return 0
}

var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

func isWord(r rune) bool { return unicode.In(r, unicode.L, unicode.M, unicode.Nd) }
