package jsontext

import (
	"bufio"
	"bytes"
	"io"
)

// pushback reads a file of which a part may be read again. It keeps one copy of that
// part, however often the stream goes back.
type pushback struct {
	in    *bufio.Reader
	again []byte // what was pushed back last; the bytes before at have been read again
	at    int
}

func newPushback(r io.Reader) pushback {
	return pushback{in: bufio.NewReaderSize(r, 1<<16)}
}

// push pushes back the last bytes that were read. They are read next.
func (p *pushback) push(last []byte) {
	if p.at < len(p.again) { // all that was read since the last time stands there
		p.at -= len(last)
		return
	}
	p.again, p.at = append(p.again[:0], last...), 0
}

// chunk returns bytes that come next, at least one, without reading them.
func (p *pushback) chunk() ([]byte, error) {
	if p.at < len(p.again) {
		return p.again[p.at:], nil
	}
	if p.in.Buffered() == 0 {
		if _, err := p.in.Peek(1); err != nil {
			return nil, err
		}
	}
	return p.in.Peek(p.in.Buffered())
}

// drop reads over n bytes of a chunk.
func (p *pushback) drop(n int) {
	if p.at < len(p.again) {
		p.at += n
		return
	}
	p.in.Discard(n) // which are in its buffer
}

// begins tells whether the file, of which nothing was read yet, begins with a mark.
func (p *pushback) begins(mark []byte) bool {
	head, _ := p.in.Peek(len(mark))
	return bytes.Equal(head, mark)
}

// readByte returns the next byte, and stays where it is at an error.
func (p *pushback) readByte() (byte, error) {
	if p.at < len(p.again) {
		p.at++
		return p.again[p.at-1], nil
	}
	p.again, p.at = p.again[:0], 0 // what comes next was not read before
	return p.in.ReadByte()
}

// unreadByte takes back readByte.
func (p *pushback) unreadByte() {
	if 0 < p.at {
		p.at--
		return
	}
	p.in.UnreadByte() // which never fails behind a byte that was read
}

// readSlice reads up to the end of the line, as [bufio.Reader.ReadSlice] does, of a
// file of which nothing is pushed back.
func (p *pushback) readSlice() ([]byte, error) { return p.in.ReadSlice('\n') }
