package textlayout

import (
	"sort"
	"unicode/utf8"

	"postil/app/textlayout/bidi"
)

// sectionBytes is how far apart the places are at which the levels of a long paragraph
// are cut: about half a block, so that most blocks need two or three sections.
const sectionBytes = maxBlock / 2

// levels knows the bidirectional levels of a document's paragraphs. Those of a
// paragraph of one block are resolved with it; of a longer one it keeps where it can
// be cut, so that a block has the levels of the whole paragraph (UAX #9), though no
// more is resolved than what is around it.
type levels struct {
	doc       *Document
	direction Direction
	long      map[int]*longParagraph // by first block
	// The text resolved last, and the levels of its characters.
	from, to int
	resolved []bidi.Level
}

// longParagraph is a paragraph of several blocks.
type longParagraph struct {
	base   bidi.Level
	oneWay bool  // all levels are 0
	cuts   []int // bytes of the document, the paragraph's ends included
}

// newLevels knows nothing yet.
func newLevels(doc *Document, direction Direction) *levels {
	return &levels{doc: doc, direction: direction, long: map[int]*longParagraph{}}
}

// of is the paragraph level of block i and, in a paragraph of several blocks, the
// levels of the block's characters.
func (v *levels) of(i int) (base bidi.Level, own []bidi.Level) {
	start, end := v.doc.BlockRange(i)
	first := v.doc.paragraphStart(i)
	p := v.long[first]
	if p == nil {
		from, to := v.doc.ParagraphRange(v.doc.blocks[first].start)
		if from == start && to == end {
			return v.base(start, end), nil
		}
		p = v.open(from, to)
		v.long[first] = p
	}
	if p.oneWay {
		return p.base, nil
	}
	return p.base, v.resolve(p, start, end)
}

// base is the level of the paragraph [start, end).
func (v *levels) base(start, end int) bidi.Level {
	switch v.direction {
	case LeftToRight:
		return 0
	case RightToLeft:
		return 1
	}
	if level, ok := bidi.FirstStrong(v.doc.text[start:end]); ok {
		return level
	}
	return v.around(start, end)
}

// lookAround is how far a paragraph without letters looks for some, in bytes.
const lookAround = 1 << 12

// around is the level of the paragraph before [start, end) that has letters, else of
// the one after it, else 0: a line that is empty or has but a figure stands on the
// side of its neighbours (as a higher-level protocol, UAX #9, section 4.3, HL1).
func (v *levels) around(start, end int) bidi.Level {
	text := v.doc.text
	for floor := max(0, start-lookAround); floor < start; {
		from, _ := v.doc.ParagraphRange(start - 1)
		if level, ok := bidi.FirstStrong(text[from:min(start, from+lookAround)]); ok {
			return level
		}
		start = from
	}
	level, _ := bidi.FirstStrong(text[end:min(len(text), end+lookAround)])
	return level
}

// open looks through a long paragraph once.
func (v *levels) open(start, end int) *longParagraph {
	text := v.doc.text[start:end]
	p := &longParagraph{base: v.base(start, end)}
	if p.oneWay = p.base == 0 && bidi.OneWay(text); p.oneWay {
		return p
	}
	p.cuts = append(p.cuts, start)
	for _, at := range bidi.Cuts(text, sectionBytes) {
		p.cuts = append(p.cuts, start+at)
	}
	p.cuts = append(p.cuts, end)
	return p
}

// resolve is the levels of the characters of [start, end) in a long paragraph.
func (v *levels) resolve(p *longParagraph, start, end int) []bidi.Level {
	from := p.cuts[sort.SearchInts(p.cuts, start+1)-1]
	to := p.cuts[sort.SearchInts(p.cuts, end)]
	text := v.doc.text
	if v.resolved == nil || start < v.from || v.to < end {
		_, next := utf8.DecodeRuneInString(text[to:p.cuts[len(p.cuts)-1]])
		v.from, v.to = from, to
		v.resolved = bidi.Resolve([]rune(text[from:to+next]), p.base)
	}
	skip := utf8.RuneCountInString(text[v.from:start])
	return v.resolved[skip : skip+utf8.RuneCountInString(text[start:end])]
}
