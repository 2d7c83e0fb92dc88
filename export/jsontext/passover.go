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
		if s.ahead < 0 {
			s.separator()
		}
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
		b, err := s.in.readByte()
		if err != nil {
			return err
		}
		done := at.begins(b, s.usual)
		if done {
			s.ahead = at.indent
		}
		if !done && open != nil {
			_, done = open.end([]byte{b})
		}
		if done {
			if own && !ended || b == ',' {
				s.lost = 0
			}
			s.in.unreadByte()
			return nil
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

// back goes back to the first line of a broken element on which another one seems to
// begin: it lacks brackets, and what follows was taken for a part of it. It tells
// whether there is such a line. So that no file takes for ever, it stops at reading
// what was read many times over.
func (s *Stream) back() bool {
	at := s.another()
	rest := s.value[max(at, 0):]
	if at < 0 || 8*s.read < s.again {
		return false
	}
	s.again += int64(len(rest))
	s.read -= int64(len(rest))
	s.line -= bytes.Count(rest, []byte("\n"))
	s.in.push(rest)
	s.value = s.value[:at]
	return true
}

// another returns where the first line of the value ends behind which another element
// seems to begin, -1 for nowhere.
func (s *Stream) another() int {
	for at := 0; ; at++ {
		i := bytes.IndexByte(s.value[at:], '\n')
		if i < 0 {
			return -1
		}
		at += i
		next := bytes.TrimLeft(s.value[at+1:], " \t")
		if len(next) == 0 || next[0] != '{' {
			continue
		}
		before := bytes.TrimRight(s.value[:at], space) // never the same space twice
		if len(before) == 0 {
			continue
		}
		here := line{indent: len(s.value) - at - 1 - len(next), last: before[len(before)-1]}
		if here.begins(next[0], s.usual) {
			return at
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
