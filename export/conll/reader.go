package conll

import (
	"bufio"
	"bytes"
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
// first column is the token and the last the tag, unless the file has another
// [layout]; between columns stand tabs, or else blanks. A line ends with LF, CR LF
// or CR, as in any text. An empty line ends a sentence, and -DOCSTART- begins a
// document; a file without it is one document, or where it is long, one for each MB.
//
// Whether the tags are IOB1, BIO, BIOES or BILOU shows in them. Tags that fit
// none of these, or that fit one here and another there, are an error. Where errors
// are to be skipped, the document with one is passed over, and in a file that does
// not say where documents begin, the sentence.
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
	layout   layout
	between  []int // for each column between token and tags, in how many lines it says something
	line     int
	marked   bool // -DOCSTART- was there
	buffer   []byte
	unread   bool        // the line in the buffer is to be read again
	tracks   []tokenText // the same tokens with each column of tags
	lost     []lostEntity
	within   bool // the document that the last error is about goes on
	passed   int  // documents that were passed over
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
	n := &reader{name: name, base: intake.SourceOf(name), options: o, words: intake.NewLexicon(nil, o.Layer), seen: map[annotate.UID]bool{}, tracks: make([]tokenText, 1)}
	n.in = bufio.NewReaderSize(textfile.NewLineFeeds(r, &n.report.Bytes), 1<<16)
	return n
}

// Vocabulary returns what the records so far refer to.
func (r *reader) Vocabulary() *annotate.Vocabulary { return &r.words.Known }

// Where says where the last document begins.
func (r *reader) Where() string { return r.lineAt(r.tracks[0].line) }

// Progress says how far it has come.
func (r *reader) Progress() dataset.Progress { return r.report.Progress() }

// Report says what was read so far.
func (r *reader) Report() dataset.Report {
	report := r.report
	report.Dropped = map[string]int{}
	for i, n := range r.between {
		if 0 < n {
			report.Dropped["column "+strconv.Itoa(r.layout.first()+i+2)] = n
		}
	}
	if 0 < r.comments {
		report.Dropped["comment"] = r.comments
	}
	if 0 < report.Documents {
		report.Notes = []string{"the text is rebuilt from its tokens: white space and line breaks are not those of the original"}
		if r.layout.numbered {
			report.Notes = append(report.Notes, "its first column numbers the tokens, and the second is the token")
		}
		if r.layout.nested {
			report.Notes = append(report.Notes, "its last two columns are tags, and the entities of both are read")
		}
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
		words := r.words.Size()
		record, err := r.next()
		switch {
		case record != nil:
			return record, nil
		case err == nil: // there was nothing but sentences that are passed over
			r.report.LeaveOutDocument(r.name)
			r.passed++
		case r.err != nil || !r.options.Skips(err):
			r.err = err
		default:
			r.words.Shrink(words)
			r.passOver(err)
		}
	}
	return nil, r.err
}

// next reads to the end of the document, and returns nil where all of its sentences
// are passed over.
func (r *reader) next() (*annotate.Record, error) {
	if r.line == 0 {
		r.look()
	}
	for i := range r.tracks {
		r.tracks[i].reset()
	}
	r.lost, r.within = r.lost[:0], false
	passed := len(r.report.Skipped)
	for {
		line, err := r.readLine()
		ended := err == io.EOF
		switch {
		case ended:
			err = r.endSentence()
		case err == nil:
			ended, err = r.take(line, passed < len(r.report.Skipped))
		}
		if err != nil {
			err = annotate.At(r.lineAt(r.line), err)
			if r.marked || !r.options.Skips(err) {
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
	switch {
	case 0 < r.tracks[0].tokens:
		return r.finish()
	case passed < len(r.report.Skipped):
		return nil, nil
	}
	return nil, io.EOF
}

// look looks at how the file begins, to find its layout. What is wrong with the file
// shows when it is read.
func (r *reader) look() {
	head, err := r.in.Peek(r.in.Size())
	if cut := bytes.LastIndexByte(head, '\n'); err == nil && 0 <= cut {
		head = head[:cut] // behind it a line is cut
	}
	r.layout = layoutOf(head)
	r.tracks = make([]tokenText, r.layout.tags())
	if 0 < r.layout.width {
		r.between = make([]int, max(0, r.layout.besides(r.layout.width)))
	}
}

// endSentence ends the sentence in each column of tags, or in none.
func (r *reader) endSentence() error {
	for i := range r.tracks {
		if err := r.tracks[i].close(r.line); err != nil {
			return err
		}
	}
	for i := range r.tracks {
		r.tracks[i].fresh = true
	}
	return nil
}

// lineAt names a line of the file.
func (r *reader) lineAt(line int) string { return r.name + ", line " + strconv.Itoa(line) }

// isStart tells whether a line begins a document.
func isStart(line []byte) bool {
	rest, ok := bytes.CutPrefix(line, []byte("-DOCSTART-"))
	return ok && (len(rest) == 0 || rest[0] == ' ' || rest[0] == '\t')
}

// take takes a line in, and tells whether the document ended before it; passed says
// that it has sentences which were passed over.
func (r *reader) take(line []byte, passed bool) (ended bool, err error) {
	b := &r.tracks[0]
	switch {
	case isStart(line):
		err := r.endSentence()
		r.marked = r.marked || err == nil // else the sentence is that of a document without
		return err == nil && (passed || 0 < b.tokens), err
	case len(bytes.TrimSpace(line)) == 0:
		err := r.endSentence()
		return err == nil && !r.marked && longestPart < len(b.text), err
	case !utf8.Valid(line):
		return false, &annotate.Error{Code: annotate.Invalid, What: "it is not UTF-8", Hint: "convert the file to UTF-8"}
	}
	c := split(line)
	if isComment(line, c.last) {
		r.comments++
		return false, nil
	}
	if err := r.token(&c); err != nil {
		if b.tokens == 0 && r.report.Documents == 0 {
			err = mistaken(err)
		}
		return false, err
	}
	return false, nil
}

// readLine returns the next line without its end.
func (r *reader) readLine() ([]byte, error) {
	r.line++
	if r.unread {
		r.unread = false
		return bytes.TrimSuffix(r.buffer, []byte("\n")), nil
	}
	r.buffer = r.buffer[:0]
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

// finish makes a record of what was built.
func (r *reader) finish() (*annotate.Record, error) {
	b := &r.tracks[0]
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
	d.Base = r.base
	if row != nil {
		row.describe(&d.Record.Document)
	}
	by := intake.Ruler{Settled: &d.Settled, Unit: text.Byte}
	for _, e := range r.entities() {
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
	r.seen[record.Document.UID] = true
	r.report.Count(record, settled.Replaced)
	for _, e := range r.lost {
		r.report.LeaveOut(account.Span, record.Document.UID, r.lineAt(e.line), e.track, sentenceUnreadable)
	}
	return record, nil
}

// entities returns those of all columns of tags.
func (r *reader) entities() []taggedRange {
	all := r.tracks[0].entities
	for i := range r.tracks[1:] {
		all = append(all, r.tracks[i+1].entities...)
	}
	return all
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
