package conll

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"strconv"
	"unicode/utf8"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/account"
	"postil/export/dataset"
	"postil/export/files"
	"postil/export/intake"
	"postil/export/textfile"
)

const (
	longestTokenLine = 1 << 20 // bytes
	// longestPart is how long the text of a document may grow, in bytes, in a file
	// that does not say where documents begin: the next sentence begins another.
	longestPart = 1 << 20
)

// reader reads files of tokens with tags, whoever wrote them. Of a line the
// first column is the token and the last the tag; between columns stand tabs, or
// else blanks. A line ends with LF, CR LF or CR, as in any text. An empty line ends a sentence, and -DOCSTART- begins a document;
// a file without it is one document, or where it is long, one for each MB.
//
// Whether the tags are IOB1, BIO, BIOES or BILOU shows in them. Tags that fit
// none of these, or that fit one here and another there, are an error.
//
// The text is rebuilt from the tokens: with a blank between them, none between
// characters of scripts that are written without, and a line feed between
// sentences. What the index beside the file ([indexPath]) says of documents is
// taken from there, where one stands. A document's source is the file with the
// document's number, so that two that hold the same words are two.
type reader struct {
	in      *bufio.Reader
	closers []io.Closer
	name    string // of the file, for errors
	base    string // without folder
	options dataset.ReadOptions
	words   *intake.Lexicon
	index   *indexReader // nil for none

	report   dataset.Report
	comments int
	between  []int // for each column between token and tag, in how many lines it says something
	line     int
	width    int  // how many columns there are
	first    int  // the line that said so
	marked   bool // -DOCSTART- was there
	scheme   tagScheme
	buffer   []byte
	build    tokenText
	lost     []int // lines in which entities of the document begin that are passed over with their sentences
	within   bool  // the document that the last error is about goes on
	passed   int   // documents that were passed over
	seen     map[annotate.UID]bool
	err      error // final
}

// open opens a file, and the index beside it where one stands.
func open(path string, o dataset.ReadOptions) (*reader, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, files.Error(path, err)
	}
	r := newReader(file, path, o)
	r.closers = append(r.closers, file)
	if r.index, err = openIndex(indexPath(path)); err != nil {
		r.Close()
		return nil, err
	}
	if r.index != nil {
		r.closers = append(r.closers, r.index.file)
	}
	return r, nil
}

// newReader returns a reader without an index; name is the file's, for
// errors. Closing the reader does not close r.
func newReader(r io.Reader, name string, o dataset.ReadOptions) *reader {
	n := &reader{name: name, base: intake.SourceOf(name), options: o, words: intake.NewLexicon(nil, o.Layer), seen: map[annotate.UID]bool{}}
	n.in = bufio.NewReaderSize(textfile.NewLineFeeds(r, &n.report.Bytes), 1<<16)
	return n
}

// Vocabulary returns what the records so far refer to.
func (r *reader) Vocabulary() *annotate.Vocabulary { return &r.words.Known }

// Where says where the last document begins.
func (r *reader) Where() string { return r.lineAt(r.build.line) }

// Report says what was read so far.
func (r *reader) Report() dataset.Report {
	report := r.report
	report.Dropped = map[string]int{}
	for i, n := range r.between {
		if 0 < n {
			report.Dropped["column "+strconv.Itoa(i+2)] = n
		}
	}
	if 0 < r.comments {
		report.Dropped["comment"] = r.comments
	}
	if 0 < report.Documents {
		report.Notes = []string{"the text is rebuilt from its tokens: white space and line breaks are not those of the original"}
	}
	return report
}

// Close closes the files that [open] opened.
func (r *reader) Close() error {
	var first error
	for _, c := range r.closers {
		if err := c.Close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// Next returns the next document, and [io.EOF] after the last.
func (r *reader) Next() (*annotate.Record, error) {
	for r.err == nil {
		before := r.scheme
		record, err := r.next()
		if err == nil {
			r.report.Documents++
			r.report.Spans += len(record.Spans)
			return record, nil
		}
		if r.err != nil || !r.mayGoOn(err) {
			r.err = err
			break
		}
		r.report.PassOver(err)
		r.passed++
		r.scheme = before
		if r.within {
			r.err = r.skipDocument()
		}
	}
	return nil, r.err
}

// mayGoOn tells whether reading may go on after an error: where that is asked
// for and the error is one of what stands in the file.
func (r *reader) mayGoOn(err error) bool {
	code := annotate.CodeOf(err)
	return r.options.SkipBad && (code == annotate.Invalid || code == annotate.Exists)
}

// next reads to the end of the document.
func (r *reader) next() (*annotate.Record, error) {
	b := &r.build
	b.reset()
	r.lost, r.within = r.lost[:0], false
	sentences := len(r.report.Skipped)
	for {
		line, err := r.readLine()
		ended := err == io.EOF
		switch {
		case ended:
			err = b.endSentence(&r.scheme, r.line)
		case err == nil:
			ended, err = r.take(line)
		}
		if err != nil {
			err = annotate.At(r.lineAt(r.line), err)
			if r.marked || !r.mayGoOn(err) {
				r.within = !isStart(line)
				return nil, err
			}
			if err := r.skipSentence(line, err); err != nil {
				return nil, err
			}
		}
		if ended {
			break
		}
	}
	if b.tokens == 0 {
		if sentences < len(r.report.Skipped) { // and there was nothing but them
			r.report.LeaveOutDocument(r.name)
		}
		return nil, io.EOF
	}
	return r.finish()
}

// lineAt names a line of the file.
func (r *reader) lineAt(line int) string { return r.name + ", line " + strconv.Itoa(line) }

// isStart tells whether a line begins a document.
func isStart(line []byte) bool {
	rest, ok := bytes.CutPrefix(line, []byte("-DOCSTART-"))
	return ok && (len(rest) == 0 || rest[0] == ' ' || rest[0] == '\t')
}

// take takes a line in, and tells whether the document ended before it.
func (r *reader) take(line []byte) (ended bool, err error) {
	b := &r.build
	switch {
	case isStart(line):
		r.marked = true
		err := b.endSentence(&r.scheme, r.line)
		return err == nil && 0 < b.tokens, err
	case len(bytes.TrimSpace(line)) == 0:
		err := b.endSentence(&r.scheme, r.line)
		return err == nil && !r.marked && longestPart < len(b.text), err
	case !utf8.Valid(line):
		return false, &annotate.Error{Code: annotate.Invalid, What: "it is not UTF-8", Hint: "convert the file to UTF-8"}
	}
	token, tag, err := r.columns(line)
	if err != nil || token == nil {
		return false, err
	}
	if b.tokens == 0 {
		b.line = r.line
	}
	letter, label, err := splitTag(tag)
	if err != nil {
		return false, err
	}
	return false, b.add(token, letter, label, &r.scheme, r.line)
}

// columns returns the first and the last column of a line, nil for a comment.
func (r *reader) columns(line []byte) (token, tag []byte, err error) {
	c := split(line)
	if isComment(line, c.last) {
		r.comments++
		return nil, nil, nil
	}
	switch {
	case c.empty != 0:
		return nil, nil, &annotate.Error{Code: annotate.Invalid, What: fmt.Sprintf("column %d is empty", c.empty), Hint: "a tab too many?"}
	case c.n == 1:
		return nil, nil, &annotate.Error{Code: annotate.Invalid, What: "it has one column only", Hint: "a line has a token and its tag"}
	case r.width == 0:
		r.width, r.first = c.n, r.line
		r.between = make([]int, c.n-2)
	}
	if c.n != r.width {
		return nil, nil, &annotate.Error{Code: annotate.Invalid, What: fmt.Sprintf("it has %d columns, and line %d has %d", c.n, r.first, r.width)}
	}
	for i := range r.between[:min(len(r.between), len(c.between))] {
		if says(c.between[i]) {
			r.between[i]++
		}
	}
	return c.first, c.last, nil
}

// says tells whether a column holds more than a placeholder.
func says(column []byte) bool {
	switch string(column) {
	case "", "_", "-", "O", "-X-":
		return false
	}
	return true
}

// readLine returns the next line without its end.
func (r *reader) readLine() ([]byte, error) {
	r.buffer = r.buffer[:0]
	r.line++
	long := false
	for {
		piece, err := r.in.ReadSlice('\n')
		if long = long || longestTokenLine < len(r.buffer)+len(piece); !long {
			r.buffer = append(r.buffer, piece...)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if err == io.EOF && len(r.buffer) == 0 && !long || err != nil && err != io.EOF {
			return nil, err
		}
		break
	}
	if long {
		return nil, &annotate.Error{Code: annotate.Invalid, What: "it is longer than 1 MiB", Hint: "is this a file of tokens?"}
	}
	return bytes.TrimSuffix(r.buffer, []byte("\n")), nil
}

// skipDocument goes on behind the next -DOCSTART-.
func (r *reader) skipDocument() error {
	for {
		line, err := r.readLine()
		if err == io.EOF {
			return err
		}
		if err != nil && annotate.CodeOf(err) != annotate.Invalid {
			return err
		}
		if isStart(line) {
			return nil
		}
	}
}

// skipSentence leaves out the sentence with the error, and goes on behind it: a
// file that does not say where documents begin would lose all of its documents.
func (r *reader) skipSentence(line []byte, why error) error {
	r.report.Skipped = append(r.report.Skipped, &annotate.Error{Code: annotate.CodeOf(why), Err: why, Hint: "the whole sentence was passed over"})
	lost := r.build.retreat(&r.scheme, r.line)
	var err error
	for err == nil && (line == nil || len(bytes.TrimSpace(line)) != 0) {
		lost.take(line, r.line)
		if line, err = r.readLine(); annotate.CodeOf(err) == annotate.Invalid { // too long a line
			line, err = nil, nil
		}
	}
	r.lost = append(r.lost, lost.lines...)
	if err == io.EOF {
		return nil
	}
	return err
}

// finish makes a record of what was built.
func (r *reader) finish() (*annotate.Record, error) {
	b := &r.build
	at := r.lineAt(b.line)
	settled, err := text.SettleString(string(b.text))
	if err != nil {
		return nil, annotate.At(at, &annotate.Error{Code: annotate.Invalid, Err: err})
	}
	row, err := r.index.rowOf(b, r.line)
	if err != nil {
		r.err = err // of every document that follows too
		return nil, err
	}
	d, err := intake.NewDraft(r.words, settled, r.sourceOf(row), r.options)
	if err == nil && r.seen[d.Record.Document.UID] {
		d, err = intake.NewDraft(r.words, settled, r.sourceOf(row)+r.number(), r.options)
	}
	if err != nil {
		return nil, annotate.At(at, err)
	}
	r.seen[d.Record.Document.UID] = true
	d.Base = r.base
	if row != nil {
		row.describe(&d.Record.Document)
	}
	by := intake.Ruler{Settled: &d.Settled, Unit: text.Byte}
	for _, e := range b.entities {
		fragments, err := by.Cover([][2]int{{e.start, e.end}}, nil)
		if err == nil {
			_, err = d.Span("", e.label, fragments)
		}
		if err != nil {
			return nil, annotate.At(r.lineAt(e.line), err)
		}
	}
	record, err := d.Finish()
	if err != nil {
		return nil, annotate.At(at, err)
	}
	for _, line := range r.lost {
		r.report.LeaveOut(account.Span, record.Document.UID, r.lineAt(line), 0, sentenceUnreadable)
	}
	return record, nil
}

// sourceOf returns the source of the document in hand.
func (r *reader) sourceOf(row *indexRow) string {
	if row != nil && row.source != "" {
		return row.source
	}
	source := r.options.Source
	if source == "" {
		source = r.base
	}
	return source + r.number()
}

// number returns which document of the file is in hand.
func (r *reader) number() string {
	return "#" + strconv.Itoa(r.report.Documents+r.passed+1)
}
