// Package table reads tables with a document a row: delimited text with a header, or
// objects of JSON. It finds out which column holds the text, and what else the others
// say.
package table

import (
	"bufio"
	"io"
	"slices"
	"strconv"
	"strings"

	"postil/annotate"
	"postil/export/dataset"
	"postil/export/files"
	"postil/export/intake"
	"postil/export/textfile"
)

// Format returns the format of tables with a document a row.
func Format() dataset.Format {
	return dataset.Format{
		Name: "table", Title: "Table (CSV, TSV, JSON)", Extensions: []string{".csv", ".tsv", ".tab", ".json"},
		Description: "a document a row: a column with the text, perhaps columns with id, title, address and language, and others that become metadata",
		Loses:       []string{"all that stands on a document: a table is read for its texts"},
		Example:     "id,title,text\n1,Port closed,\"The port was closed on Monday, the mayor said.\"\n",
		Reads:       true,
		OpenReader:  func(path string, o dataset.ReadOptions) (dataset.Reader, error) { return open(path, o) },
	}
}

// reader reads tables with a document a row: delimited text with a header
// (RFC 4180; the delimiter, one of tab, comma, semicolon and bar, is found by
// the content), or objects of JSON, one on each line or all in a list.
//
// The text stands in the column that [dataset.ReadOptions].TextField names, else in one
// that is called text, body, content, article or the like. Columns called name,
// title or headline, source, url or link, and language or lang say just that
// where their values can be it. All others become metadata: strings of delimited
// text, values of JSON as they are.
//
// A row's UID follows from the file's name and the id in the column that
// [dataset.ReadOptions].IDField names, or is that id where it is a UUID; without ids it
// follows from source and text.
type reader struct {
	rows    rows
	in      *textfile.Decoded
	path    string
	base    string
	options dataset.ReadOptions

	textName, idName string // of columns; "" until the first row has said
	ranks            map[string]rank
	ids              map[annotate.UID]int // the line of each
	again            map[annotate.UID]int // how often a row without id said the same
	line             int                  // of the last row
	report           dataset.Report
	notes            notes
	vocabulary       annotate.Vocabulary
	err              error // final
}

// rows are the rows of a table, one after the other.
type rows interface {
	// next returns the next row's cells and the line where it begins, and
	// [io.EOF] after the last. What it returns is valid until the next call. After
	// another error it may be called again.
	next() (cells []cell, line int, err error)
	// columns returns the names of the columns, as far as they are known.
	columns() []string
}

// cell is a value of a table.
type cell struct {
	column string
	text   string
	isText bool
	json   []byte // the value as JSON; nil where it is text
	used   bool   // by a role
}

// open opens a table.
func open(path string, o dataset.ReadOptions) (*reader, error) {
	in, err := textfile.OpenDecoded(path, o.Charset)
	if err != nil {
		return nil, err
	}
	t, err := newReader(in, path, o)
	if err != nil {
		in.Close()
		return nil, err
	}
	return t, nil
}

// newReader returns a reader of a table.
func newReader(in *textfile.Decoded, path string, o dataset.ReadOptions) (*reader, error) {
	t := &reader{in: in, path: path, base: intake.SourceOf(path), options: o, ranks: map[string]rank{}, ids: map[annotate.UID]int{}, again: map[annotate.UID]int{}, notes: newNotes()}
	if o.Source != "" {
		t.base = o.Source
	}
	buffered := bufio.NewReaderSize(in, textfile.HeadSize)
	start, err := buffered.Peek(textfile.HeadSize)
	if err != nil && err != io.EOF {
		return nil, files.Error(path, err)
	}
	if BeginsJSON(strings.TrimLeft(textfile.SettledLines(string(start)), " \t\n")) {
		t.rows = newJSONRows(buffered)
		return t, nil
	}
	l := delimiterOf(string(start), err == io.EOF, o.TextField)
	if l.delimiter == '\t' {
		taken, err := readingOf(buffered)
		if err == nil {
			err = in.Again()
		}
		if err != nil {
			return nil, files.Error(path, err)
		}
		buffered.Reset(in)
		l.plain = taken != quotesQuote
		t.notes.as = append(t.notes.as, tabNotes[taken]...)
	}
	rows, err := newDelimited(buffered, l)
	if err != nil {
		return nil, annotate.At(path, err)
	}
	t.rows = rows
	return t, t.resolve()
}

// resolve finds the columns of text and id.
func (t *reader) resolve() error {
	columns := t.rows.columns()
	all := (&dataset.NoTextColumn{Columns: columns}).Error()
	var ok bool
	if t.textName, ok = TextColumn(columns, t.options.TextField); !ok {
		if t.options.TextField != "" {
			return t.noColumn(t.options.TextField, all)
		}
		return &annotate.Error{Code: annotate.Invalid, Where: t.path, What: "none of its columns is known to hold text", Err: &dataset.NoTextColumn{Path: t.path, Columns: columns, Longest: t.longest(columns)},
			Hint: "say which one does: --text-field NAME"}
	}
	if t.options.IDField == "" {
		return nil
	}
	if t.idName, ok = columnNamed(columns, t.options.IDField); !ok {
		return t.noColumn(t.options.IDField, all)
	}
	return nil
}

// So many rows tell which column holds the text.
const telling = 20

// longest returns the index of the column whose values are the longest in the next
// rows, which nobody reads afterwards.
func (t *reader) longest(columns []string) int {
	bytes := make([]int, len(columns))
	for range telling {
		cells, _, err := t.rows.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			continue
		}
		for _, c := range cells {
			if at := slices.Index(columns, c.column); 0 <= at {
				bytes[at] += len(c.text)
			}
		}
	}
	longest := 0
	for at, n := range bytes {
		if bytes[longest] < n {
			longest = at
		}
	}
	return longest
}

// passOverFile lists the table as what cannot be read, where the final error may be
// skipped.
func (t *reader) passOverFile() {
	if t.options.Skips(t.err) {
		t.report.PassOverFile(t.path, t.err)
		t.err = io.EOF
	}
}

func (t *reader) noColumn(name, all string) error {
	return &annotate.Error{Code: annotate.NotFound, Where: t.path, What: "it has no column " + annotate.Excerpt(name), Hint: "its columns are " + all}
}

// Next returns the next row's document, and [io.EOF] after the last.
func (t *reader) Next() (*annotate.Record, error) {
	for t.err == nil {
		cells, line, err := t.rows.next()
		t.line = line
		if err == io.EOF {
			t.err = err
			break
		}
		if err == nil && t.textName == "" {
			if t.err = t.resolve(); t.err != nil {
				t.passOverFile()
				break
			}
		}
		var record *annotate.Record
		if err == nil {
			record, err = t.record(cells, line)
		}
		if err == nil {
			t.report.Documents++
			return record, nil
		}
		if err = annotate.At(t.Where(), err); !t.options.Skips(err) {
			t.err = err
			break
		}
		t.report.PassOver(err)
	}
	return nil, t.err
}

// Vocabulary returns an empty one: a table refers to nothing.
func (t *reader) Vocabulary() *annotate.Vocabulary { return &t.vocabulary }

// Where says where the last row begins.
func (t *reader) Where() string { return t.path + ", line " + strconv.Itoa(t.line) }

// Progress says how far it has come.
func (t *reader) Progress() dataset.Progress {
	now := t.report.Progress()
	if t.in != nil {
		now.Bytes = *t.in.Taken
		now.Replaced.Controls += t.in.How.Replaced.Controls
		now.Replaced.Invalid += t.in.How.Replaced.Invalid
	}
	return now
}

// Report says what was read so far.
func (t *reader) Report() dataset.Report {
	r := t.report.Clone()
	now := t.Progress()
	r.Bytes, r.Replaced = now.Bytes, now.Replaced
	r.Notes = t.notes.lines()
	if t.in != nil {
		r.Charset, r.Detected, r.Confidence = t.in.How.Charset, t.in.How.Detected, t.in.How.Confidence
		r.Notes = append(slices.Clone(t.in.How.Notes), r.Notes...)
	}
	return r
}

// Close closes the file.
func (t *reader) Close() error { return t.in.Close() }
