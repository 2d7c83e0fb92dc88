package textlayout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"
)

// maxBlock is the length in bytes above which a paragraph is split into several
// blocks. A block is shaped as a whole, so this bounds the work for one line.
const maxBlock = 4096

// thinBlock is where a paragraph is split of which next to nothing shows: white space
// hangs over a line's end, and marks stand on each other, so that a page of it would
// have a block for every line.
const (
	thinBlock   = 512
	thinVisible = 32 // fewer bytes that show make a block thin
)

// block is a layout block: a paragraph with its line break, or a part of a long
// one. It begins and ends on grapheme borders.
type block struct {
	start     int
	continues bool    // goes on with the paragraph of the block before it
	ems       float32 // rough width of its text in ems
}

// width64 is a byte's rough share of its character's width, in 1/64 em; marks are
// narrow, East Asian scripts wide. Only estimates of unseen heights depend on it.
// The highest bit marks bytes that may begin a line break other than "\n".
var width64 = func() (t [256]uint8) {
	for b := range t {
		switch {
		case b < 0x20:
		case b < 0x80:
			t[b] = 33
		case 0xC2 <= b && b < 0xE0 && b != 0xCC && b != 0xCD:
			t[b] = 36
		case b == 0xE3 || b == 0xEF || 0xE4 <= b && b < 0xEE:
			t[b] = 64
		case 0xE0 <= b && b < 0xE3:
			t[b] = 32
		case 0xF0 <= b && b < 0xF5:
			t[b] = 80
		case 0xF5 <= b: // no UTF-8
			t[b] = 64
		}
	}
	for _, b := range []byte{'\v', '\f', '\r', 0xC2, 0xE2} {
		t[b] |= 0x80
	}
	return t
}()

// hardBreak is the length in bytes of the line break at the beginning of s, or 0.
// These are the mandatory breaks of UAX #14.
func hardBreak(s string) int {
	switch {
	case s == "":
		return 0
	case s[0] == '\r':
		if len(s) > 1 && s[1] == '\n' {
			return 2
		}
		return 1
	case s[0] == '\n' || s[0] == '\v' || s[0] == '\f':
		return 1
	case strings.HasPrefix(s, "\u0085"):
		return 2
	case strings.HasPrefix(s, "\u2028") || strings.HasPrefix(s, "\u2029"):
		return 3
	}
	return 0
}

// indexBlocks finds the layout blocks of a text in one scan.
func indexBlocks(text string) []block {
	x := &indexer{text: text, blocks: make([]block, 0, 16+len(text)/256)}
	for x.at < len(text) {
		end := len(text)
		if n := strings.IndexByte(text[x.at:], '\n'); n >= 0 {
			end = x.at + n + 1
		}
		x.line(end)
	}
	x.blocks = append(x.blocks, block{start: len(text), continues: x.continues})
	return x.trim()
}

// indexer is the state of indexBlocks.
type indexer struct {
	text      string
	blocks    []block
	at        int  // start of the next block
	continues bool // it goes on with the paragraph
}

// line indexes the text up to a "\n" or the end.
func (x *indexer) line(end int) {
	ems := 0
	for i := x.at; i < end; {
		w := width64[x.text[i]]
		ems += int(w & 0x7F)
		n := 0
		if w&0x80 != 0 {
			n = hardBreak(x.text[i:end])
		}
		if n > 0 {
			i += n
			x.add(i, ems, strings.HasPrefix(x.text[i-n:], "\u2028"))
			ems = 0
			continue
		}
		i++
		switch {
		case i-x.at > maxBlock && i+hardBreak(x.text[i:end]) < end:
			i = x.at + splitAt(x.text[x.at:end])
		case i-x.at == thinBlock && i+hardBreak(x.text[i:end]) < end && thin(x.text[x.at:i]):
			i = x.at + splitThin(x.text[x.at:i])
		default:
			continue
		}
		x.add(i, ems, true)
		ems = 0
	}
	if x.at < end {
		x.add(end, ems, false)
	}
}

// thin is true if next to nothing of s shows.
func thin(s string) bool {
	visible := 0
	for i := 0; i < len(s) && visible < thinVisible; i++ {
		if s[i] != ' ' && width64[s[i]]&0x7F != 0 {
			visible++
		}
	}
	return visible < thinVisible
}

// splitThin is where the last character of s begins, leaving out the last code point,
// which may be cut; or where that begins if all of s is one character.
func splitThin(s string) int {
	end := len(s) - 1
	for end > len(s)-utf8.UTFMax && !utf8.RuneStart(s[end]) {
		end--
	}
	last := 0
	for start := range clusters(s[:end]) {
		last = start
	}
	if last > 0 {
		return last
	}
	return end
}

// add ends the current block.
func (x *indexer) add(end, ems int, continues bool) {
	x.blocks = append(x.blocks, block{start: x.at, continues: x.continues, ems: float32(ems) / 64})
	x.at, x.continues = end, continues
}

// trim drops the final empty block where the text does not end in a line break.
func (x *indexer) trim() []block {
	if n := len(x.blocks); n > 1 {
		last := x.blocks[n-2].start
		if tail := x.text[last:]; !endsInBreak(tail) {
			return x.blocks[:n-1]
		}
	}
	return x.blocks
}

// endsInBreak is true if s ends in a line break.
func endsInBreak(s string) bool { return breakLength(s) > 0 }

// breakLength is the length in bytes of the line break at the end of s, or 0.
func breakLength(s string) int {
	if strings.HasSuffix(s, "\r\n") {
		return 2
	}
	_, n := utf8.DecodeLastRuneInString(s)
	return hardBreak(s[len(s)-n:])
}

// splitAt finds where to end a block that begins at the start of s, which is longer
// than maxBlock and has no line break but at its end. It prefers the end of a
// sentence, then a space, then any break opportunity, then a grapheme border.
func splitAt(s string) int {
	word := 0
	for i := maxBlock; i > maxBlock*3/4; i-- {
		if s[i-1] != ' ' || !plainBreak(s, i) {
			continue
		}
		if b := s[i-2]; b == '.' || b == '!' || b == '?' {
			return i
		}
		word = max(word, i)
	}
	if word > 0 {
		return word
	}
	return splitAnywhere(s)
}

// plainBreak is true if the space before i stands between two characters of which
// UAX #14 always allows a break after it, and which begin no mark.
func plainBreak(s string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i-1])
	after, _ := utf8.DecodeRuneInString(s[i:])
	return (plainLetter(before) || strings.ContainsRune(".,;:!?", before)) && plainLetter(after)
}

// plainLetter is true for letters and digits of the scripts from Latin to Arabic.
func plainLetter(r rune) bool { return r < 0x700 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// splitAnywhere is the last place up to maxBlock where UAX #14 allows a break, else
// the last grapheme border, else the last character.
func splitAnywhere(s string) int {
	const lookahead = 64
	from := restart(s)
	to := min(len(s), maxBlock+lookahead)
	for to < len(s) && !utf8.RuneStart(s[to]) {
		to++
	}
	window := s[from:to]
	border := map[int]bool{}
	last := 0
	for start := range clusters(window) {
		if at := from + start; start > 0 && at <= maxBlock {
			border[at], last = true, at
		}
	}
	at, best := from, 0
	var seg segmenter.Segmenter
	seg.Init([]rune(window))
	for lines := seg.LineIterator(); lines.Next(); {
		for range lines.Line().Text {
			_, n := utf8.DecodeRuneInString(s[at:])
			at += n
		}
		if border[at] {
			best = at
		}
	}
	switch {
	case best > 0:
		return best
	case last > 0:
		return last
	}
	end := maxBlock
	for end > 1 && !utf8.RuneStart(s[end]) {
		end--
	}
	return end
}

// restart finds a grapheme border from which to look for a break before maxBlock,
// so that not the whole block has to be segmented: the place between two
// letters of the simple scripts. 0 is always one.
func restart(s string) int {
	const window = 512
	before := rune(-1)
	for i := maxBlock - window; i < maxBlock-window/2; {
		r, n := utf8.DecodeRuneInString(s[i:])
		if isolated(before) && isolated(r) {
			return i
		}
		before = r
		i += n
	}
	return 0
}

// isolated is true for characters that join with no other one of their kind to a
// grapheme cluster.
func isolated(r rune) bool {
	ideograph, kana, thai := 0x4E00 <= r && r < 0xA000, 0x3041 <= r && r <= 0x3096 || 0x30A1 <= r && r <= 0x30FA, 0x0E01 <= r && r <= 0x0E30
	return ideograph || kana || thai || plainLetter(r)
}
