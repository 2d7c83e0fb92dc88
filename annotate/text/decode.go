package text

import (
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"
)

// decoding is an original as UTF-8, before settling.
type decoding struct {
	text string
	size int // bytes of the original
	runs []run
	// invalid counts sequences that were decoded to U+FFFD; firstInvalid is
	// where the first of them begins in the original.
	invalid, firstInvalid int
}

// decodeUTF8 leaves everything to settling.
func decodeUTF8(raw []byte) decoding { return decoding{text: string(raw), size: len(raw)} }

// decodeCharmap decodes a charset of single bytes.
func decodeCharmap(raw []byte, table *charmap.Charmap) decoding {
	b := newBuilder(raw)
	for at, c := range raw {
		r := table.DecodeByte(c)
		if r == utf8.RuneError {
			b.bad(at)
		}
		b.char(at, 1, r)
	}
	return b.decoding()
}

// decodeUTF16 decodes UTF-16 whose units have their low and high byte at the
// given places. A surrogate without its partner, or half a unit at the end, is
// invalid.
func decodeUTF16(raw []byte, low, high int) decoding {
	b := newBuilder(raw)
	unit := func(at int) rune { return rune(raw[at+low]) | rune(raw[at+high])<<8 }
	at := 0
	for at+1 < len(raw) {
		r, width := unit(at), 2
		if utf16.IsSurrogate(r) {
			pair := rune(utf8.RuneError)
			if at+3 < len(raw) {
				pair = utf16.DecodeRune(r, unit(at+2))
			}
			if r = pair; pair == utf8.RuneError {
				b.bad(at)
			} else {
				width = 4
			}
		}
		b.char(at, width, r)
		at += width
	}
	b.rest(at)
	return b.decoding()
}

// decodeUTF32 decodes UTF-32 in either byte order.
func decodeUTF32(raw []byte, big bool) decoding {
	b := newBuilder(raw)
	at := 0
	for ; at+3 < len(raw); at += 4 {
		r := utf32At(raw[at:], big)
		if !utf8.ValidRune(r) {
			b.bad(at)
			r = utf8.RuneError
		}
		b.char(at, 4, r)
	}
	b.rest(at)
	return b.decoding()
}

func utf32At(raw []byte, big bool) rune {
	if big {
		return rune(uint32(raw[0])<<24 | uint32(raw[1])<<16 | uint32(raw[2])<<8 | uint32(raw[3]))
	}
	return rune(uint32(raw[3])<<24 | uint32(raw[2])<<16 | uint32(raw[1])<<8 | uint32(raw[0]))
}

// decodeStepwise decodes a charset of several bytes by feeding its decoder the
// fewest bytes that it takes, so that it is known which character came of
// which bytes. The decoder keeps its state (ISO-2022-JP has some).
func decodeStepwise(raw []byte, decoder transform.Transformer) decoding {
	b := newBuilder(raw)
	var out [16]byte
	for at := 0; at < len(raw); {
		took, made := 0, 0
		for want := 1; took == 0 && at+want <= len(raw); want++ {
			made, took, _ = decoder.Transform(out[:], raw[at:at+want], false)
		}
		if took == 0 {
			made, took, _ = decoder.Transform(out[:], raw[at:], true)
		}
		if took == 0 {
			b.rest(at)
			break
		}
		b.chars(at, took, out[:made])
		at += took
	}
	return b.decoding()
}

// builder collects what a decoder makes.
type builder struct {
	d   decoding
	out []byte
	// made counts characters; next is the byte at which the last run would
	// go on.
	made int
	next int
}

func newBuilder(raw []byte) *builder {
	return &builder{d: decoding{size: len(raw)}, out: make([]byte, 0, len(raw)+len(raw)/2)}
}

// char adds a character that takes width bytes of the original from at on.
func (b *builder) char(at, width int, r rune) {
	b.extend(at, width)
	b.out = utf8.AppendRune(b.out, r)
	b.made++
}

// chars adds what a decoder made of one sequence: usually one character, of an
// escape sequence none, of a few Big5 codes two, of which the first is said to
// take all bytes.
func (b *builder) chars(at, width int, made []byte) {
	if len(made) == 0 {
		b.d.runs = append(b.d.runs, run{uint32(at), uint32(b.made), 0})
		return
	}
	first, size := utf8.DecodeRune(made)
	// GB 18030 has a code of four bytes for U+FFFD itself.
	if first == utf8.RuneError && width < 4 {
		b.bad(at)
	}
	b.char(at, width, first)
	if size < len(made) {
		b.out = append(b.out, made[size:]...)
		b.made += utf8.RuneCount(made[size:])
		b.next = -1
	}
}

// extend notes that the next character takes width bytes.
func (b *builder) extend(at, width int) {
	last := len(b.d.runs) - 1
	if last < 0 || at != b.next || int(b.d.runs[last].width) != width {
		b.d.runs = append(b.d.runs, run{uint32(at), uint32(b.made), uint8(width)})
	}
	b.next = at + width
}

// bad notes an invalid sequence at a byte.
func (b *builder) bad(at int) {
	if b.d.invalid == 0 {
		b.d.firstInvalid = at
	}
	b.d.invalid++
}

// rest decodes bytes at the end that are no whole character.
func (b *builder) rest(at int) {
	if left := b.d.size - at; left > 0 {
		b.bad(at)
		b.char(at, left, utf8.RuneError)
	}
}

func (b *builder) decoding() decoding {
	b.d.text = string(b.out)
	return b.d
}
