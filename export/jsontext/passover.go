package jsontext

import (
	"bytes"
	"io"
)

// space is what may stand between the parts of JSON.
const space = " \t\r\n"

// broken returns an element that is broken, up to where that shows, and stands where
// the next one begins. The error is that of reading it, nil or [ErrTooLong].
func (s *Stream) broken(open *nesting, err error) ([]byte, error) {
	switch wrong := s.passOver(open); wrong {
	case nil:
		s.separator()
	case io.EOF:
		s.over = true
	default:
		return nil, s.end(wrong)
	}
	return bytes.TrimRight(s.value, space), err
}

// passOver reads on behind what is broken, without keeping it: to the next line that
// begins as an element does, or where the brackets of the element are open, to where
// these are closed. It returns [io.EOF] where it finds neither.
func (s *Stream) passOver(open *nesting) error {
	at := s.lineOf(open)
	own := open != nil && 0 <= s.indent // the line, or the rest of it, is the value's alone
	ended := own && bytes.HasSuffix(s.value, []byte("\n"))
	for {
		b, err := s.in.ReadByte()
		if err != nil {
			return err
		}
		done := at.begins(b, s.usual)
		if !done && open != nil {
			_, done = open.end([]byte{b})
		}
		if done {
			if own && !ended || b == ',' {
				s.lost = 0
			}
			return s.in.UnreadByte()
		}
		s.read++
		at.take(b)
		switch b {
		case '\n':
			s.line++
			if own && !ended {
				ended, s.lost = true, 0
			}
		case ' ', '\t', '\r', '}', ']':
		default:
			s.lost++
		}
	}
}

// line is what is known of the line on which something broken is passed over.
type line struct {
	indent int  // of what comes next, -1 where something stands before it
	last   byte // no space
}

// lineOf returns what is known of the line on which a value shows that it is broken.
func (s *Stream) lineOf(open *nesting) line {
	at := line{indent: -1}
	if open == nil {
		return at
	}
	if said := bytes.TrimRight(s.value, space); 0 < len(said) {
		at.last = said[len(said)-1]
	}
	if i := bytes.LastIndexByte(s.value, '\n'); 0 <= i && len(bytes.Trim(s.value[i:], space)) == 0 {
		at.indent = len(s.value) - i - 1
	}
	return at
}

// take takes in the next byte.
func (l *line) take(b byte) {
	switch b {
	case '\n':
		l.indent = 0
	case ' ', '\t':
		if 0 <= l.indent {
			l.indent++
		}
	case '\r':
	default:
		l.indent, l.last = -1, b
	}
}

// begins tells whether an element begins with b: on a line of its own, behind a comma,
// as far from its start as others, or where that is not known, nearly at it.
func (l *line) begins(b byte, usual int) bool {
	return b == '{' && l.last == ',' && 0 <= l.indent && (l.indent == usual || usual < 0 && l.indent <= 1)
}
