package window

import (
	"image/color"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2/theme"

	"postil/annotate"
	"postil/app/docview"
	"postil/app/project"
)

// paletteRow is one choice of the palette: a past tag, a past text, or a new tag
// of the name that was typed; where a label is asked for, a label.
type paletteRow struct {
	hit    project.PastTag
	create string // the name of the tag to make; "" on the other rows
	layer  string // of a label, with the label's key; "" on the other rows
	key    string
}

// paletteRows lists what was found, and a new tag of the query's words unless a tag
// of exactly that name was found: last, but before a passage that is found first.
func paletteRows(hits []project.PastTag, query string) []paletteRow {
	rows := make([]paletteRow, 0, len(hits)+1)
	for _, h := range hits {
		rows = append(rows, paletteRow{hit: h})
	}
	name := strings.Join(strings.Fields(query), " ")
	known := slices.ContainsFunc(hits, func(h project.PastTag) bool { return h.IsTag && h.Text == name })
	if name == "" || known {
		return rows
	}
	created := paletteRow{create: name}
	if len(hits) != 0 && passage(hits[0], name) {
		return slices.Insert(rows, 0, created)
	}
	return append(rows, created)
}

// passageLength is how many times as long as a name a text is that only mentions it.
const passageLength = 3

// passage tells whether a past text only mentions what was typed. A few letters are
// a way to find the text. But two or more whole words that stand in a much longer
// text without a tag, or whose letters are only scattered over it, are a name of
// their own; so is one whole word of a text that is too long to be shown whole.
func passage(hit project.PastTag, name string) bool {
	if hit.IsTag || !hit.Tag.IsZero() || len(hit.Text) < passageLength*len(name) {
		return false
	}
	words := len(strings.Fields(name))
	if 1 < words && words < len(hit.Matched) {
		return true
	}
	for _, m := range hit.Matched {
		before, _ := utf8.DecodeLastRuneInString(hit.Text[:m[0]])
		after, _ := utf8.DecodeRuneInString(hit.Text[m[1]:])
		if wordRune(before) || wordRune(after) {
			return false
		}
	}
	return 1 < words || strings.HasSuffix(hit.Text, "…")
}

// wordRune tells whether a word goes on with a character.
func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }

// noPastTag stands in the palette before anything was tagged.
const noPastTag = "No past tag yet. Type a name to make the first one."

// oneLine shows a text of several lines on one, byte for byte.
var oneLine = strings.NewReplacer("\n", " ", "\t", " ")

// words returns the row's text and which of its bytes the query matched.
func (r paletteRow) words() (text string, matched [][2]int) {
	if r.create != "" {
		const before = "New tag “"
		name := docview.Isolate(r.create)
		start := len(before) + strings.Index(name, r.create)
		return before + name + "”", [][2]int{{start, start + len(r.create)}}
	}
	return oneLine.Replace(r.hit.Text), r.hit.Matched
}

// labelShown is how many code points of a label's name a row's notes show, or a
// menu.
const labelShown = 24

// notes says what kind of row it is and how often it was used: "PERSON · 3
// spans · 2 docs".
func (r paletteRow) notes(label string) string {
	switch {
	case r.layer != "":
		return joined(r.layer, r.key)
	case r.create != "":
		return ""
	}
	kind := "text"
	if r.hit.IsTag {
		kind = "tag"
	}
	return joined(kind, excerpt(label, labelShown), counted(r.hit.Spans, "span"), counted(r.hit.Documents, "doc"))
}

// name returns the name of the tag that choosing the row gives: a past text
// becomes a tag of that name, so that what it is about is named from then on.
func (r paletteRow) name() string {
	if r.create != "" {
		return r.create
	}
	return r.hit.Text
}

// labelLook is a label's name and colour, as rows show them.
type labelLook struct {
	name   string
	colour color.Color
}

// labelLook returns how the label of a row looks.
func (w *Window) labelLook(r paletteRow) labelLook {
	if l := w.scheme.Label(r.hit.Label); l != nil {
		return labelLook{l.Name, colourOf(l.Colour)}
	}
	return labelLook{"", themed(theme.ColorNameSeparator)}
}

// apply gives the target what was chosen. The current span keeps its own label:
// a tag's label is only a suggestion. New marks take the row's label, else the
// sticky one; without either the palette has asked for one.
//
// A past text has no tag yet. Choosing it says "this is about the same thing",
// so it becomes a tag of that name; a tag of exactly that name is used instead
// where there is just one.
func (w *Window) apply(r paletteRow, t target) {
	tag := w.tagFor(r)
	if t.marked() {
		w.giveTag(t.span, tag, r.name())
		return
	}
	name := ""
	if tag.IsZero() {
		name = r.name()
	}
	w.mark(t, w.labelFor(r), tag, name)
}

// tagFor returns the tag that choosing a row gives, zero for one to be made.
func (w *Window) tagFor(r paletteRow) annotate.UID {
	if !r.hit.Tag.IsZero() {
		return r.hit.Tag
	}
	return w.onlyTagNamed(r.name())
}

// giveTag sets a tag on a span, or makes one of that name for it.
func (w *Window) giveTag(s annotate.Span, tag annotate.UID, name string) {
	if tag.IsZero() {
		w.nameSpan(s, name)
		return
	}
	w.setTag(s, tag)
}

// onlyTagNamed returns the tag of exactly that name where there is just one.
func (w *Window) onlyTagNamed(name string) annotate.UID {
	var found annotate.UID
	for _, t := range w.tags {
		if t.Name != name {
			continue
		}
		if !found.IsZero() {
			return annotate.UID{}
		}
		found = t.UID
	}
	return found
}

// labelFor returns the label that a new mark gets for a row, zero where the
// person must choose.
func (w *Window) labelFor(r paletteRow) annotate.UID {
	for _, label := range []annotate.UID{r.hit.Label, w.tags[w.tagFor(r)].Usual, w.sticky} {
		if w.scheme.Label(label) != nil {
			return label
		}
	}
	return annotate.UID{}
}
