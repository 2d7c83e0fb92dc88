package table

import (
	"bufio"
	"bytes"
	"io"

	"postil/annotate"
	"postil/export/textfile"
)

// lines are the lines of a text, which can be read again.
type lines struct {
	in     *bufio.Reader
	number int    // of the line in hand, from 1
	taken  int64  // bytes read of in
	line   []byte // in hand, where it is not in the buffer of in
	again  []byte // lines that were read, and will be read again
}

func newLines(r io.Reader) lines { return lines{in: bufio.NewReaderSize(r, textfile.HeadSize)} }

// next returns the next line with its line feed, which the last may lack, until the
// next call, and [io.EOF] after the last. Of one that cannot be read, number is that
// line's.
func (l *lines) next() ([]byte, error) {
	if 0 < len(l.again) {
		l.number++
		n := bytes.IndexByte(l.again, '\n') + 1
		if n == 0 {
			n = len(l.again)
		}
		line := l.again[:n]
		l.again = l.again[n:]
		return line, nil
	}
	line, err := l.in.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		line, err = l.long(line)
	}
	l.taken += int64(len(line))
	if err == io.EOF && 0 < len(line) {
		err = nil
	}
	if err != io.EOF {
		l.number++
	}
	if err != nil {
		return nil, err
	}
	return line, nil
}

// long returns a line that the buffer of in cannot hold, of which it begins with
// piece; of one that is too long no more than shows that.
func (l *lines) long(piece []byte) ([]byte, error) {
	l.line = append(l.line[:0], piece...)
	for {
		piece, err := l.in.ReadSlice('\n')
		if len(l.line) <= textfile.MaxLine {
			l.line = append(l.line, piece...)
		}
		switch {
		case err == bufio.ErrBufferFull:
		case textfile.MaxLine < len(l.line):
			return nil, &annotate.Error{Code: annotate.Invalid, What: "the line is longer than 1 GiB", Hint: "split the document"}
		default:
			return l.line, err
		}
	}
}

// nextRow returns the next line that holds anything, without its line feed.
func (l *lines) nextRow() ([]byte, error) {
	for {
		line, err := l.next()
		if err != nil {
			return nil, err
		}
		if line = bytes.TrimSuffix(line, []byte("\n")); 0 < len(line) {
			return line, nil
		}
	}
}

// back has lines be read again that were the last to be read, and now belong to l;
// behind is the number of the line before them.
func (l *lines) back(read []byte, behind int) {
	l.again = append(read, l.again...)
	l.number = behind
}

// offset returns how many bytes of the text are behind the line in hand.
func (l *lines) offset() int64 { return l.taken - int64(len(l.again)) }
