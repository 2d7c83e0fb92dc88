package jsontext

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// Errors of a [Stream], each about the value in hand.
var (
	// ErrTooLong says that a value has more bytes than the stream allows.
	ErrTooLong = errors.New("the value is too long")
	// ErrUnended says that the input ends within a value.
	ErrUnended = errors.New("the file ends before the value does")
	// ErrSeparator says that something stands between two elements of an array,
	// or behind it, that does not belong there.
	ErrSeparator = errors.New("',' or ']' is missing")
)

var mark = []byte("\uFEFF")

// Stream cuts a file into JSON values and holds one of them at a time: the
// elements of an array, or where the file is none, one value a line. A single
// value that is written on several lines is taken as one.
//
// It only looks at brackets and for the ends of strings, so what it hands out need
// not be valid. That is what makes it possible to go on behind a broken value: one
// line further, or where an element of an array shows that its brackets or its
// strings are broken, on the next line that begins as the elements before it did.
type Stream struct {
	in     pushback
	limit  int
	value  []byte
	read   int64 // bytes so far
	line   int   // the one at which in stands, from 1
	start  int   // the one at which value begins
	lost   int64 // bytes behind it
	indent int   // of what the last space led to, -1 where it stands behind something else
	ahead  int   // indent of what passing over has led to, -1 for nothing
	usual  int   // indent of the elements of the array, -1 where it is not known
	again  int64 // bytes that were read again

	kind   streamKind
	number int // of values so far
	over   bool
}

type streamKind byte

const (
	unknownStream streamKind = iota
	arrayStream
	lineStream
)

// NewStream returns a stream of r's values, each of at most limit bytes.
func NewStream(r io.Reader, limit int) *Stream {
	return &Stream{in: newPushback(r), limit: limit, line: 1, ahead: -1, usual: -1}
}

// Line returns the line on which the value in hand begins, counted from 1.
func (s *Stream) Line() int { return s.start }

// Number returns which value of the file is in hand, counted from 1.
func (s *Stream) Number() int { return s.number }

// Array tells whether the values are the elements of an array. It is known after
// the first call of Next.
func (s *Stream) Array() bool { return s.kind == arrayStream }

// Bytes returns how many bytes have been read so far.
func (s *Stream) Bytes() int64 { return s.read }

// Lost returns how many bytes, without space and closing brackets, Next had to pass
// over behind the value in hand and a line of its own, since nothing tells where
// another one begins in them; of a value that does not end, all that it has.
func (s *Stream) Lost() int64 { return s.lost }

// Next returns the next value, without the space around it, and [io.EOF] after
// the last. The value is valid until the next call. After [ErrTooLong],
// [ErrUnended] and [ErrSeparator] it may be called again and goes on behind the
// value; other errors are those of reading and final.
func (s *Stream) Next() ([]byte, error) {
	s.lost = 0
	if s.over {
		return nil, io.EOF
	}
	if s.kind == unknownStream {
		if err := s.begin(); err != nil {
			return nil, s.end(err)
		}
	}
	b, err := s.skipSpace()
	if err != nil {
		return nil, s.end(s.beforeEnd(err))
	}
	s.start = s.line
	if s.kind == arrayStream {
		return s.element(b)
	}
	s.number++
	return s.oneLine()
}

// end remembers that nothing follows.
func (s *Stream) end(err error) error {
	s.over = true
	return err
}

// beforeEnd says that an array does not end where its file does.
func (s *Stream) beforeEnd(err error) error {
	if err == io.EOF && s.kind == arrayStream {
		s.start = s.line
		return ErrUnended
	}
	return err
}

// begin finds out what the file is.
func (s *Stream) begin() error {
	if s.in.begins(mark) {
		s.drop(len(mark))
	}
	b, err := s.skipSpace()
	if err != nil {
		return err
	}
	s.kind = lineStream
	if b == '[' {
		s.kind = arrayStream
		s.drop(1)
	}
	return nil
}

func (s *Stream) drop(n int) {
	s.in.drop(n)
	s.read += int64(n)
}

// skipSpace returns the next byte that is no space, which it leaves unread.
func (s *Stream) skipSpace() (byte, error) {
	s.indent, s.ahead = s.ahead, -1
	for {
		b, err := s.in.readByte()
		if err != nil {
			return 0, err
		}
		s.read++
		switch b {
		case '\n':
			s.line++
			s.indent = 0
		case ' ', '\t':
			if 0 <= s.indent {
				s.indent++
			}
		case '\r':
		default:
			s.read--
			s.in.unreadByte()
			return b, nil
		}
	}
}

// element returns the next element of an array, at whose first byte the stream
// stands, or at the bracket behind the last.
func (s *Stream) element(b byte) ([]byte, error) {
	if b == ']' {
		return nil, s.behind()
	}
	s.number++
	if b == ',' || b == '}' { // a value is missing, or a bracket is too many
		if s.drop(1); b == '}' {
			s.separator()
		}
		return nil, ErrSeparator
	}
	if 0 <= s.indent {
		s.usual = s.indent
	}
	begun := s.read
	open := nesting{element: true}
	s.value = s.value[:0]
	err := s.more(&open)
	if (open.broken || err == io.EOF) && s.back() {
		return bytes.TrimRight(s.value, space), nil
	}
	if open.broken && (err == nil || err == ErrTooLong) {
		return s.broken(&open, err)
	}
	if err == io.EOF {
		s.lost = s.read - begun
		return nil, s.end(ErrUnended)
	}
	if err != nil && err != ErrTooLong {
		return nil, s.end(err)
	}
	s.separator()
	return bytes.TrimRight(s.value, space), err
}

// behind reads the bracket that closes the array. Where more stands behind it, it was
// a broken element's, perhaps.
func (s *Stream) behind() error {
	s.drop(1)
	if _, err := s.skipSpace(); err != nil {
		return s.end(err)
	}
	s.start = s.line
	if err := s.passOver(nil); err != nil {
		s.over = true
		if err != io.EOF {
			return err
		}
	}
	return ErrSeparator
}

// separator reads the comma behind an element.
func (s *Stream) separator() {
	if b, err := s.skipSpace(); err == nil && b == ',' {
		s.drop(1)
	}
}

// oneLine returns the rest of a line. Where it is the first and its brackets do
// not close, what follows belongs to it, unless another object begins there.
func (s *Stream) oneLine() ([]byte, error) {
	err := s.readLine()
	if err == io.EOF {
		s.over, err = true, nil
	}
	if err != nil || s.number > 1 {
		return bytes.TrimSpace(s.value), err
	}
	var open nesting
	open.scan(s.value)
	if open.depth == 0 || open.quoted || s.over { // a string cannot break a line
		return bytes.TrimSpace(s.value), nil
	}
	if b, err := s.skipSpace(); err != nil || b == '{' {
		return bytes.TrimSpace(s.value), nil
	}
	err = s.more(&open)
	if err == io.EOF {
		err = s.end(ErrUnended)
	}
	return bytes.TrimSpace(s.value), err
}

// readLine reads up to the end of the line. What is longer than the limit is
// passed over.
func (s *Stream) readLine() error {
	s.value = s.value[:0]
	tooLong := false
	for {
		piece, err := s.in.readSlice()
		s.read += int64(len(piece))
		if s.limit < len(s.value)+len(piece) {
			tooLong = true
			s.value = s.value[:0]
		}
		if !tooLong {
			s.value = append(s.value, piece...)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if err == nil {
			s.line++
		}
		if tooLong && (err == nil || err == io.EOF) {
			s.over = err == io.EOF
			return ErrTooLong
		}
		return err
	}
}

// more reads on until the value's brackets are closed, or turn out to be broken.
func (s *Stream) more(open *nesting) error {
	tooLong := false
	for {
		piece, err := s.in.chunk()
		if err != nil {
			return err
		}
		n, done := open.end(piece)
		s.line += bytes.Count(piece[:n], []byte("\n"))
		if s.limit < len(s.value)+n {
			tooLong = true
			s.value = s.value[:0]
		}
		if !tooLong {
			s.value = append(s.value, piece[:n]...)
		}
		s.drop(n)
		if done {
			if tooLong {
				return ErrTooLong
			}
			return nil
		}
	}
}
