// Package textfile reads files as text in UTF-8, whatever their charset and their line
// ends: whole, as a stream, or line by line.
package textfile

import (
	"bytes"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/dataset"
	"postil/export/files"
)

// Decoded is a file of text as UTF-8, without byte-order mark and with LF for
// every line end. A file in UTF-8 is read as it goes; one in another charset is
// decoded whole.
type Decoded struct {
	io.Reader
	file  *os.File // nil where all is decoded
	text  string   // all, where it is decoded
	Taken *int64   // bytes read so far
	size  int64
	How   dataset.Report // Charset, Detected, Confidence and, where all is decoded, Replaced and Notes
}

// OpenDecoded opens a file. A file whose bytes are nearly all UTF-8 counts as
// UTF-8; whoever reads it meets what is not.
func OpenDecoded(path, charset string) (*Decoded, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, files.Error(path, err)
	}
	d := &Decoded{file: file, Taken: new(int64), How: dataset.Report{Charset: "utf-8", Detected: charset == "", Confidence: 1}}
	info, err := file.Stat()
	if err != nil || info.IsDir() {
		file.Close()
		return nil, files.Error(path, orFolder(err))
	}
	d.size = info.Size()
	plain := charset == ""
	if plain {
		if plain, err = isUTF8(file); err == nil {
			_, err = file.Seek(0, io.SeekStart)
		}
	}
	if err == nil && !plain {
		plain, err = d.decode(charset)
	}
	if err != nil {
		file.Close()
		return nil, fileOrText(path, err)
	}
	if plain {
		d.Reader = NewLineFeeds(file, d.Taken)
	}
	return d, nil
}

// OpenRecords opens a file of records, which are UTF-8: as it is, unless it begins
// with the byte-order mark of another encoding.
func OpenRecords(path string) (io.ReadCloser, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, files.Error(path, err)
	}
	start := make([]byte, 2)
	if n, err := file.ReadAt(start, 0); err == io.EOF && n == 0 || string(start) != "\xff\xfe" && string(start) != "\xfe\xff" {
		return file, nil
	}
	if err := file.Close(); err != nil {
		return nil, files.Error(path, err)
	}
	return OpenDecoded(path, "")
}

// orFolder returns err, and for none that a folder is no file.
func orFolder(err error) error {
	if err == nil {
		err = &annotate.Error{Code: annotate.Refused, What: "it is a folder"}
	}
	return err
}

// fileOrText says what is wrong with a file or with its text.
func fileOrText(path string, err error) error {
	if _, ok := err.(*os.PathError); ok {
		return files.Error(path, err)
	}
	return &annotate.Error{Code: annotate.Invalid, Where: path, Err: err}
}

// decode reads and decodes the whole file, unless it finds that it is UTF-8 after
// all: then it is to be read from its start.
func (d *Decoded) decode(charset string) (plain bool, err error) {
	if text.MaxSize < d.size {
		return false, text.ErrTooLarge
	}
	raw, err := io.ReadAll(d.file)
	if err != nil {
		return false, err
	}
	settled, err := text.Settle(raw, text.Options{Charset: charset})
	if err != nil {
		return false, err
	}
	d.How = dataset.Report{Charset: settled.Charset, Detected: settled.Detected, Confidence: settled.Confidence}
	if settled.Charset == "utf-8" {
		_, err := d.file.Seek(0, io.SeekStart)
		return true, err
	}
	d.How.Replaced, d.How.Notes = settled.Replaced, InvalidNotes(&settled)
	*d.Taken = d.size
	d.text = settled.Text
	d.Reader = strings.NewReader(d.text)
	err = d.file.Close()
	d.file = nil
	return false, err
}

// Again goes back to the start.
func (d *Decoded) Again() error {
	if d.file == nil {
		d.Reader = strings.NewReader(d.text)
		return nil
	}
	*d.Taken = 0
	d.Reader = NewLineFeeds(d.file, d.Taken)
	_, err := d.file.Seek(0, io.SeekStart)
	return err
}

// Close closes the file.
func (d *Decoded) Close() error {
	if d.file == nil {
		return nil
	}
	return d.file.Close()
}

// isUTF8 tells whether all of a file is UTF-8 without NUL.
func isUTF8(r io.Reader) (bool, error) {
	buffer := make([]byte, 1<<16)
	kept := 0 // bytes of a character that a read has cut
	for {
		n, err := io.ReadFull(r, buffer[kept:])
		b := buffer[:kept+n]
		whole := len(b)
		if err == nil {
			whole -= CutCharacter(b)
		}
		if !utf8.Valid(b[:whole]) || 0 <= bytes.IndexByte(b, 0) {
			return false, nil
		}
		kept = copy(buffer, b[whole:])
		switch err {
		case nil:
		case io.EOF, io.ErrUnexpectedEOF:
			return true, nil
		default:
			return false, err
		}
	}
}

// CutCharacter returns how many bytes at the end of b begin a character that b
// does not hold whole.
func CutCharacter(b []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if tail := b[len(b)-n:]; utf8.RuneStart(tail[0]) {
			if utf8.FullRune(tail) {
				return 0
			}
			return n
		}
	}
	return 0
}

// counter counts the bytes that are read.
type counter struct {
	io.Reader
	n *int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	*c.n += int64(n)
	return n, err
}

// NewLineFeeds returns what r holds without a byte-order mark and with LF for every
// line end, and counts in taken the bytes that were read of r.
func NewLineFeeds(r io.Reader, taken *int64) io.Reader { return &lineFeeds{in: &counter{r, taken}} }

// lineFeeds drops a byte-order mark at the start and makes LF of CR LF and CR,
// as settling does.
type lineFeeds struct {
	in      io.Reader
	started bool
	cr      bool // the last byte was one
}

func (l *lineFeeds) Read(b []byte) (int, error) {
	for {
		n, err := l.read(b)
		if n = l.settle(b[:n]); 0 < n || err != nil || len(b) == 0 {
			return n, err
		}
	}
}

// read reads, the first time at least what a byte-order mark takes.
func (l *lineFeeds) read(b []byte) (int, error) {
	if l.started || len(b) < len(BOM) {
		return l.in.Read(b)
	}
	l.started = true
	n, err := io.ReadAtLeast(l.in, b, len(BOM))
	if err == io.ErrUnexpectedEOF {
		err = nil // the next read says it
	}
	if bytes.HasPrefix(b[:n], BOM) {
		n = copy(b, b[len(BOM):n])
	}
	return n, err
}

// settle settles line ends in place and returns what is left of b.
func (l *lineFeeds) settle(b []byte) int {
	if !l.cr && bytes.IndexByte(b, '\r') < 0 {
		return len(b)
	}
	n := 0
	for _, c := range b {
		after := l.cr
		l.cr = c == '\r'
		switch {
		case c == '\n' && after:
			continue
		case c == '\r':
			c = '\n'
		}
		b[n] = c
		n++
	}
	return n
}
