package text

import "unicode/utf8"

const (
	bom         = "\uFEFF"
	replacement = "\uFFFD"
)

// edit is a place where settled text differs from the decoded original: the
// bytes [from, from+fromLen) of the original became [to, to+toLen).
type edit struct {
	from, to uint32
	// dropped counts the characters dropped by earlier edits. Every other edit
	// makes one character of one.
	dropped        uint32
	fromLen, toLen uint8
}

// rewriter applies the rules of settling to UTF-8, from left to right.
type rewriter struct {
	in     string
	out    []byte
	copied int // in[:copied] is in out
	edits  []edit

	dropped, boms int
	replaced      Replaced
	firstInvalid  int
}

// plain are the ASCII bytes that stay as they are.
var plain = func() (t [utf8.RuneSelf]bool) {
	for b := range t {
		t[b] = b == '\t' || b == '\n' || b >= 0x20 && b < 0x7F
	}
	return t
}()

// rewrite returns the settled text: the input itself where nothing changes.
func (r *rewriter) rewrite() string {
	at := 0
	for len(r.in)-at >= len(bom) && r.in[at:at+len(bom)] == bom {
		r.edit(at, len(bom), "")
		r.boms++
		at += len(bom)
	}
	for at < len(r.in) {
		if b := r.in[at]; b < utf8.RuneSelf {
			if !plain[b] {
				r.control(at)
			}
			at++
			continue
		}
		at += r.character(at)
	}
	if len(r.edits) == 0 {
		return r.in
	}
	r.out = append(r.out, r.in[r.copied:]...)
	return string(r.out)
}

// control handles the ASCII control character at byte at.
func (r *rewriter) control(at int) {
	switch {
	case r.in[at] != '\r':
		r.replaced.Controls++
		r.edit(at, 1, replacement)
	case at+1 < len(r.in) && r.in[at+1] == '\n':
		r.edit(at, 1, "")
	default:
		r.edit(at, 1, "\n")
	}
}

// character handles the character beyond ASCII at byte at and returns its
// length.
func (r *rewriter) character(at int) int {
	c, size := utf8.DecodeRuneInString(r.in[at:])
	switch {
	case c == utf8.RuneError && size == 1:
		size = invalidLen(r.in[at:])
		if r.replaced.Invalid == 0 {
			r.firstInvalid = at
		}
		r.replaced.Invalid++
		r.edit(at, size, replacement)
	case c < 0xA0:
		r.replaced.Controls++
		r.edit(at, size, replacement)
	}
	return size
}

// edit replaces size bytes from at on by with.
func (r *rewriter) edit(at, size int, with string) {
	r.out = append(r.out, r.in[r.copied:at]...)
	r.edits = append(r.edits, edit{
		from: uint32(at), to: uint32(len(r.out)), dropped: uint32(r.dropped),
		fromLen: uint8(size), toLen: uint8(len(with)),
	})
	r.out = append(r.out, with...)
	r.copied = at + size
	if with == "" {
		r.dropped++
	}
}

// invalidLen returns the length of the maximal subpart of an ill-formed
// sequence with which s starts: the bytes that could begin a character, or
// one (Unicode 3.9, tables 3-7 and 3-8).
func invalidLen(s string) int {
	low, high := byte(0x80), byte(0xBF)
	want := 0
	switch b := s[0]; {
	case b >= 0xC2 && b < 0xE0:
		want = 2
	case b >= 0xE0 && b < 0xF0:
		want = 3
	case b >= 0xF0 && b < 0xF5:
		want = 4
	}
	switch s[0] {
	case 0xE0:
		low = 0xA0
	case 0xED:
		high = 0x9F
	case 0xF0:
		low = 0x90
	case 0xF4:
		high = 0x8F
	}
	n := 1
	for n < want && n < len(s) && s[n] >= low && s[n] <= high {
		low, high = 0x80, 0xBF
		n++
	}
	return n
}
