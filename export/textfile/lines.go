package textfile

import (
	"bufio"
	"bytes"
	"io"

	"postil/annotate"
)

// MaxLine is how long a line may be, in bytes.
const MaxLine = 1 << 30

// Lines reads lines of any length up to [MaxLine], blank ones aside.
type Lines struct {
	in     *bufio.Reader
	Number int   // of the line in hand, from 1
	Taken  int64 // bytes read so far
	buffer []byte
}

// NewLines returns the lines of r.
func NewLines(r io.Reader) Lines { return Lines{in: bufio.NewReaderSize(r, 1<<16)} }

// Next returns the next line that is not blank, without the space around it and
// without a byte-order mark, until the next call. After a line that is too long
// it can be called again.
func (l *Lines) Next() ([]byte, error) {
	for {
		l.Number++
		err := l.read()
		if MaxLine < len(l.buffer) {
			return nil, &annotate.Error{Code: annotate.Invalid, What: "the line is longer than 1 GiB", Hint: "split the document"}
		}
		line := l.buffer
		if l.Number == 1 {
			line = bytes.TrimPrefix(line, BOM)
		}
		if line = bytes.TrimSpace(line); 0 < len(line) {
			if err == io.EOF {
				err = nil
			}
			return line, err
		}
		if err != nil {
			return nil, err
		}
	}
}

// read reads a line, and of one that is too long no more than shows that.
func (l *Lines) read() error {
	l.buffer = l.buffer[:0]
	for {
		piece, err := l.in.ReadSlice('\n')
		l.Taken += int64(len(piece))
		if len(l.buffer) <= MaxLine {
			l.buffer = append(l.buffer, piece...)
		}
		if err != bufio.ErrBufferFull {
			return err
		}
	}
}

// BOM is the byte-order mark that some editors put before UTF-8.
var BOM = []byte("\uFEFF")
