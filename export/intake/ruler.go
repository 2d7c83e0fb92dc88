package intake

import (
	"strconv"
	"strings"

	"postil/annotate"
	"postil/annotate/segment"
	"postil/annotate/text"
	"postil/export/textfile"
)

// Ruler measures places in the text of an annotated file, which was settled
// since.
type Ruler struct {
	Settled *text.Settled
	Unit    text.Unit // what the file's offsets count

	ConvertBy func(text.Unit, int) (int, error) // how offsets become bytes of the settled text; nil for [text.OriginalMap.ToSettled]
}

// Convert returns the place in bytes of the settled text where the offset n in the
// file's text leads; key is what the file calls the offset, for errors.
func (by Ruler) Convert(key string, unit text.Unit, n int) (int, error) {
	convert := by.ConvertBy
	if convert == nil {
		convert = by.Settled.Original.ToSettled
	}
	at, err := convert(unit, n)
	if err != nil {
		return 0, &annotate.Error{Code: annotate.Invalid, Where: strconv.Quote(key), Err: err}
	}
	return at, nil
}

// Cover returns the fragments for ranges that a file states in the ruler's unit,
// with the text that it states for each, nil where the format states none. An
// error says which units the offsets would fit, where others do.
func (by Ruler) Cover(ranges [][2]int, stated []string) ([]annotate.Fragment, error) {
	return by.Fit(ranges, func(at [][2]int) error {
		for i := range stated {
			if err := SameText(by.WithoutMark(stated[i], at[i][0]), by.Settled.Text[at[i][0]:at[i][1]]); err != nil {
				return err
			}
		}
		return nil
	})
}

// WithoutMark cuts the byte-order marks off the text that a file states for what
// starts at a byte of the settled text: at the very start the original may have
// some, which are no part of the text any more.
func (by Ruler) WithoutMark(stated string, start int) string {
	if start == 0 && 0 < by.Settled.Original.BOM(by.Unit) {
		return strings.TrimLeft(stated, string(textfile.BOM))
	}
	return stated
}

// Fit is [Ruler.Cover] where agrees tells whether the text that the file states
// is what stands at ranges in bytes of the settled text.
func (by Ruler) Fit(ranges [][2]int, agrees func(at [][2]int) error) ([]annotate.Fragment, error) {
	fragments, err := by.TryFit(ranges, agrees)
	if err == nil {
		return fragments, nil
	}
	var fits []string
	for _, unit := range text.Units() {
		if unit == by.Unit {
			continue
		}
		if _, other := (Ruler{by.Settled, unit, by.ConvertBy}).TryFit(ranges, agrees); other == nil {
			fits = append(fits, "--offsets "+unit.String())
		}
	}
	if len(fits) == 0 {
		return nil, err
	}
	return nil, &annotate.Error{Code: annotate.Invalid, Err: err, Hint: "the offsets seem to count another unit: try " + strings.Join(fits, " or ")}
}

// TryFit is [Ruler.Fit] without a word on other units.
func (by Ruler) TryFit(ranges [][2]int, agrees func(at [][2]int) error) ([]annotate.Fragment, error) {
	at := make([][2]int, len(ranges))
	for i, r := range ranges {
		for j, key := range []string{"start", "end"} {
			var err error
			if at[i][j], err = by.Convert(key, by.Unit, r[j]); err != nil {
				return nil, err
			}
		}
		if at[i][1] <= at[i][0] {
			return nil, &annotate.Error{Code: annotate.Invalid, What: "it is empty: its end does not lie behind its start"}
		}
	}
	if err := agrees(at); err != nil {
		return nil, err
	}
	return annotate.Cover(by.Settled.Text, at...)
}

// SameText reports an error where the text that a file states is not the one
// that its offsets cover.
func SameText(stated, covered string) error {
	if stated == covered || settlesTo(stated, covered) {
		return nil
	}
	a, b := difference(stated, covered)
	return &annotate.Error{Code: annotate.Invalid, What: "its text is " + a + ", but its offsets cover " + b, Hint: "the offsets belong to another text or count something else"}
}

// settlesTo tells whether s is covered in a text that was not settled yet. Of a
// CR LF at the end it may hold only the first half, which then covers nothing.
func settlesTo(s, covered string) bool {
	whole, ok := SettleWithin(s)
	if ok && whole == covered {
		return true
	}
	half, cut := strings.CutSuffix(s, "\r")
	if !cut {
		return false
	}
	settled, ok := SettleWithin(half)
	return ok && settled == covered
}

// SettleWithin settles a part of a text, in which U+FEFF is a character like any
// other: only at the start of the whole it is a byte-order mark. It returns false
// for what cannot be settled.
func SettleWithin(part string) (string, bool) {
	const before = " "
	settled, err := text.SettleString(before + part)
	return strings.TrimPrefix(settled.Text, before), err == nil
}

// difference returns excerpts of two texts from shortly before the place where
// they begin to differ.
func difference(a, b string) (string, string) {
	same := 0
	for same < len(a) && same < len(b) && a[same] == b[same] {
		same++
	}
	from := segment.GraphemeStart(a, same-10)
	if from == 0 {
		return annotate.Excerpt(a), annotate.Excerpt(b)
	}
	return "…" + annotate.Excerpt(a[from:]), "…" + annotate.Excerpt(b[from:])
}
