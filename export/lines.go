package export

import (
	"bufio"
	"bytes"
	"io"

	"postil/annotate"
)

// maxLine is how long a line may be, in bytes.
const maxLine = 1 << 30

// lineReader reads lines of any length up to maxLine, blank ones aside.
type lineReader struct {
	in     *bufio.Reader
	number int   // of the line in hand, from 1
	taken  int64 // bytes
	buffer []byte
}

func newLineReader(r io.Reader) lineReader { return lineReader{in: bufio.NewReaderSize(r, 1<<16)} }

// next returns the next line that is not blank, without the space around it and
// without a byte-order mark, until the next call. After a line that is too long
// it can be called again.
func (l *lineReader) next() ([]byte, error) {
	for {
		l.number++
		err := l.read()
		if maxLine < len(l.buffer) {
			return nil, &annotate.Error{Code: annotate.Invalid, What: "the line is longer than 1 GiB", Hint: "split the document"}
		}
		line := l.buffer
		if l.number == 1 {
			line = bytes.TrimPrefix(line, bom)
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
func (l *lineReader) read() error {
	l.buffer = l.buffer[:0]
	for {
		piece, err := l.in.ReadSlice('\n')
		l.taken += int64(len(piece))
		if len(l.buffer) <= maxLine {
			l.buffer = append(l.buffer, piece...)
		}
		if err != bufio.ErrBufferFull {
			return err
		}
	}
}

// bom is the byte-order mark that some editors put before UTF-8.
var bom = []byte("\uFEFF")
