package brat

import (
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/account"
	"postil/export/dataset"
	"postil/export/files"
	"postil/export/intake"
	"postil/export/textfile"
)

// reader reads one document: the annotations of an .ann file and the text of
// the .txt file beside it. Its labels and relation types, also those that it does
// not use, are those of the annotation.conf beside it, or in the next folder
// above that has one, up to the folder from which [dataset.ReadOptions].Source counts.
//
// It refuses what would break the invariant: offsets outside of the text or in
// another unit, text that differs, ids that stand twice or nowhere. Lines that
// its manual does not know are kept, and whatever else is needed to write the
// file again as it was, in the document's metadata.
type reader struct {
	ann, txt string
	options  dataset.ReadOptions
	conf     *configuration
	words    *intake.Lexicon
	report   dataset.Report
	done     bool
}

// open returns a reader of the document that path, an .ann file or the .txt
// beside it, belongs to.
func open(path string, o dataset.ReadOptions) (*reader, error) {
	ann, txt := PairOf(path)
	if _, err := os.Stat(ann); err != nil {
		return nil, files.Error(ann, err)
	}
	c, err := configurationOf(ann, o)
	if err != nil {
		return nil, err
	}
	return newReader(ann, txt, c, o), nil
}

func newReader(ann, txt string, c *configuration, o dataset.ReadOptions) *reader {
	r := &reader{ann: ann, txt: txt, options: o, conf: c, words: intake.NewLexicon(&c.known, o.Layer)}
	r.report.Beside = slices.Clip(c.notes)
	return r
}

// Next returns the document, then [io.EOF].
func (r *reader) Next() (*annotate.Record, error) {
	if r.done {
		return nil, io.EOF
	}
	r.done = true
	record, err := r.read()
	if r.options.Skips(err) {
		r.report.PassOver(err)
		return nil, io.EOF
	}
	if err != nil {
		return nil, err
	}
	r.report.Documents, r.report.Spans, r.report.Relations = 1, len(record.Spans), len(record.Relations)
	return record, nil
}

func (r *reader) read() (*annotate.Record, error) {
	settled, err := r.text()
	if err != nil {
		return nil, err
	}
	raw, err := textfile.ReadWhole(r.ann)
	if err != nil {
		return nil, err
	}
	r.report.Bytes += int64(len(raw))
	file, err := decoded(r.ann, raw, r.options.Charset)
	if err != nil {
		return nil, err
	}
	return r.document(file, settled)
}

// text reads the .txt file, which is UTF-8 unless it says or is said to be
// something else.
func (r *reader) text() (text.Settled, error) {
	raw, err := textfile.ReadWhole(r.txt)
	if annotate.CodeOf(err) == annotate.NotFound {
		return text.Settled{}, &annotate.Error{Code: annotate.Invalid, Where: r.ann, What: "the text that belongs to it is not there", Hint: "put " + filepath.Base(r.txt) + " beside it"}
	}
	if err != nil {
		return text.Settled{}, err
	}
	return r.settle(raw)
}

func (r *reader) settle(raw []byte) (text.Settled, error) {
	charset := r.options.Charset
	if charset == "" {
		charset = "utf-8"
	}
	settled, err := text.Settle(raw, text.Options{Charset: charset})
	var misfit *text.MisfitError
	if r.options.Charset == "" && errors.As(err, &misfit) {
		return settled, annotate.At(r.txt+", line "+strconv.Itoa(misfit.Line), notUTF8("the text is not UTF-8"))
	}
	if err != nil {
		return settled, &annotate.Error{Code: annotate.Invalid, Where: r.txt, Err: err}
	}
	r.report.Bytes = int64(len(raw))
	r.report.Replaced, r.report.Charset = settled.Replaced, settled.Charset
	return settled, nil
}

// source returns the source of the document: its text's file.
func (r *reader) source() string {
	if r.options.Source == "" {
		return intake.SourceOf(r.txt)
	}
	return strings.TrimSuffix(r.options.Source, path.Ext(r.options.Source)) + filepath.Ext(r.txt)
}

// document makes the record of an .ann file and its text.
func (r *reader) document(file string, settled text.Settled) (*annotate.Record, error) {
	d, err := intake.NewDraft(r.words, settled, r.source(), r.options)
	if err != nil {
		return nil, annotate.At(r.txt, err)
	}
	d.Base = intake.SourceOf(r.ann)
	b := newDocument(d, r.conf)
	b.kept.Document = d.Record.Document.UID
	if err := r.lines(file, b); err != nil {
		return nil, err
	}
	b.ruler = b.chooseRuler(r.options.Unit)
	for _, pass := range passes {
		for i := range b.lines {
			l := &b.lines[i]
			if l.kind != pass.kind || l.how != noLine || l.fault != nil {
				continue
			}
			if err := r.bad(i, l, pass.take(b, l)); err != nil {
				return nil, err
			}
		}
	}
	return r.finish(b)
}

// lines takes the file apart.
func (r *reader) lines(file string, b *document) error {
	b.split(file)
	b.ids, b.spans = make(map[string]int, len(b.lines)), make(map[string]int, len(b.lines))
	for i := range b.lines {
		l := &b.lines[i]
		if err := r.bad(i, l, b.parse(l, i)); err != nil {
			return err
		}
	}
	return nil
}

// bad returns the error of a line with its place. Where bad lines are to be
// skipped, it keeps it with the line and returns nil.
func (r *reader) bad(i int, l *lineRead, err error) error {
	if err == nil {
		return nil
	}
	if l.id != "" {
		err = annotate.At(l.id, err)
	}
	err = annotate.At(r.lineAt(i), err)
	if r.options.Skips(err) {
		l.fault = err
		return nil
	}
	return err
}

// finish returns the record, with what is kept of the lines.
func (r *reader) finish(b *document) (*annotate.Record, error) {
	for i := range b.lines {
		l := &b.lines[i]
		if l.fault != nil {
			r.report.Skipped = append(r.report.Skipped, l.fault)
			r.leaveOut(b, i)
			continue
		}
		for n := range l.selfs {
			r.report.LeaveOut(account.Relation, b.draft.Record.Document.UID, r.lineAt(i), n, linksItself)
		}
		b.kept.keep(l.how, &l.annLine)
	}
	for _, span := range b.joined {
		r.report.Change(span, dataset.FragmentsJoined)
	}
	var err error
	if b.draft.Record.Document.Meta, err = b.kept.meta(); err != nil {
		return nil, err
	}
	slices.Sort(b.apart)
	r.report.Notes = append(r.report.Notes, slices.Compact(b.apart)...)
	slices.Sort(b.lacking)
	for _, attribute := range slices.Compact(b.lacking) {
		r.report.Beside = append(r.report.Beside, dataset.Note{Where: r.conf.path, Text: "it lacks values of the attribute " + annotate.Excerpt(attribute) + ", which were added"})
	}
	record, err := b.draft.Finish()
	return record, annotate.At(r.ann, err)
}

// Vocabulary returns what annotation.conf defines and the document refers to.
func (r *reader) Vocabulary() *annotate.Vocabulary { return &r.words.Known }

// Where returns the file with the annotations.
func (r *reader) Where() string { return r.ann }

// Progress says how far it has come.
func (r *reader) Progress() dataset.Progress { return r.report.Progress() }

// Report says what was read so far.
func (r *reader) Report() dataset.Report { return r.report }

// Close does nothing: no file stays open.
func (r *reader) Close() error { return nil }
