package jsontext

// nesting knows the brackets that are open, and whether a string is.
type nesting struct {
	depth   int
	closing [maxDepth]byte // what closes the brackets, the outermost first
	quoted  bool
	escaped bool
	last    byte // outside of strings and space
	element bool // an element of an array is read, which ends before what stands behind it
	broken  bool // a string does not end on its line, or one or a bracket stands where none can
}

// scan reads all of b.
func (o *nesting) scan(b []byte) {
	for 0 < len(b) {
		n, done := o.end(b)
		if b = b[n:]; done {
			return
		}
	}
}

// end returns how many bytes of b belong to the value, and whether it ends
// there: behind the bracket that closes it, or where it is an element of an
// array, before the comma or bracket that stands behind it. Where an element is
// broken, it ends as soon as that shows; from then on brackets only count.
func (o *nesting) end(b []byte) (n int, done bool) {
	for n < len(b) {
		if o.quoted {
			n += o.string(b[n:])
			if o.element && o.quoted && n < len(b) {
				o.quoted, o.escaped = false, false
				if n++; o.breaks() {
					return n, true
				}
			}
			continue
		}
		c := b[n]
		switch c {
		case ' ', '\t', '\r', '\n':
			n++
			continue
		case '"':
			if o.element && !o.begins() && o.breaks() {
				return n, true
			}
			o.quoted = true
		case '{', '[':
			if o.element && !(o.begins() && o.opens()) && o.breaks() {
				return n, true
			}
			if o.depth < len(o.closing) {
				o.closing[o.depth] = c + 2
			}
			o.depth++
		case '}', ']':
			if o.depth == 0 {
				return n, true
			}
			o.depth--
			if o.element && o.depth < len(o.closing) && o.closing[o.depth] != c && o.breaks() {
				return n + 1, true
			}
			if o.depth == 0 && !o.element {
				return n + 1, true
			}
		case ',':
			if o.depth == 0 && o.element {
				return n, true
			}
		}
		o.last = c
		n++
	}
	return n, false
}

// begins tells whether a string or a bracket may stand behind what was last.
func (o *nesting) begins() bool {
	switch o.last {
	case '{', '[', ',', ':':
		return true
	}
	return o.depth == 0
}

// opens tells whether what may stand there may be a bracket: in an object that is so
// only behind a colon.
func (o *nesting) opens() bool {
	return o.depth == 0 || len(o.closing) < o.depth || o.closing[o.depth-1] == ']' || o.last == ':'
}

// breaks notes that the value is broken, and tells whether that is new.
func (o *nesting) breaks() bool {
	known := o.broken
	o.broken = true
	return !known
}

// string returns how many bytes of b belong to the string that is open, its
// closing quotation mark included; of an element's, those before the end of the line.
func (o *nesting) string(b []byte) int {
	n := 0
	for n < len(b) {
		if o.escaped && !(o.element && b[n] == '\n') {
			o.escaped = false
			n++
			continue
		}
		if n += plain(b[n:]); n == len(b) {
			break
		}
		switch c := b[n]; {
		case c == '\n' && o.element:
			return n
		case c == '"':
			o.quoted = false
			return n + 1
		case c == '\\':
			o.escaped = true
		}
		n++
	}
	return n
}
