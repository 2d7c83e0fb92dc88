package conll

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"postil/annotate"
	"postil/export/files"
	"postil/export/jsontext"
)

// indexReader reads the index beside a CoNLL file, row by row as the file goes
// on.
type indexReader struct {
	file *os.File
	in   *bufio.Reader
	name string
	line int
	next *indexRow // nil after the last
}

// indexRow is a row of the index; see [indexColumns].
type indexRow struct {
	line, tokens                     int
	document, name, source, language string
}

// openIndex returns nil where there is no index.
func openIndex(path string) (*indexReader, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, files.Error(path, err)
	}
	x := &indexReader{file: file, in: bufio.NewReader(file), name: path}
	if head, err := x.readLine(); err != nil || head != indexColumns {
		file.Close()
		return nil, x.wrong("it is no index of a CoNLL file")
	}
	if err := x.advance(); err != nil {
		file.Close()
		return nil, err
	}
	return x, nil
}

func (x *indexReader) readLine() (string, error) {
	x.line++
	line, err := x.in.ReadString('\n')
	if err == io.EOF && line != "" {
		err = nil
	}
	return strings.TrimRight(line, "\r\n"), err
}

func (x *indexReader) wrong(what string) error {
	return &annotate.Error{Code: annotate.Invalid, Where: x.name + ", line " + strconv.Itoa(x.line), What: what,
		Hint: "rename the index, and the file is read without it"}
}

// advance reads the next row.
func (x *indexReader) advance() error {
	x.next = nil
	line, err := x.readLine()
	if err == io.EOF {
		return nil
	}
	if err != nil {
		return files.Error(x.name, err)
	}
	f := strings.Split(line, "\t")
	if len(f) != strings.Count(indexColumns, "\t")+1 {
		return x.wrong(fmt.Sprintf("it has %d columns", len(f)))
	}
	row := &indexRow{document: f[2], name: f[4], source: f[5], language: f[6]}
	for i, n := range []*int{&row.line, &row.tokens} {
		if *n, err = strconv.Atoi(f[i]); err != nil || *n < 0 {
			return x.wrong("column " + strconv.Itoa(i+1) + " is no number")
		}
	}
	x.next = row
	return nil
}

// rowOf returns the row that a document begins with, having compared lines and
// tokens with those of all its rows; nil where there is no index.
func (x *indexReader) rowOf(b *tokenText, end int) (*indexRow, error) {
	if x == nil {
		return nil, nil
	}
	for x.next != nil && x.next.line < b.line {
		if err := x.advance(); err != nil {
			return nil, err
		}
	}
	first, tokens := x.next, 0
	for x.next != nil && x.next.line < end {
		tokens += x.next.tokens
		if err := x.advance(); err != nil {
			return nil, err
		}
	}
	if first == nil || first.line != b.line || tokens != b.tokens {
		return nil, x.wrong("the index does not fit the file")
	}
	return first, nil
}

// describe tells a document what the index says of it.
func (row *indexRow) describe(d *annotate.Document) {
	if row.name != "" {
		d.Name = row.name
	}
	if row.language != "" {
		d.Language = row.language
	}
	d.Meta = append(jsontext.AppendString(annotate.Meta(`{"id":`), row.document), '}')
}
