package export

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/jsontext"
)

// intake reads the JSON files of other programs, one document at a time: the
// lines of a file or the elements of an array, whichever it holds.
type intake struct {
	path, base string // with and without folders
	thing      string // what the program calls an element of its arrays
	options    ReadOptions
	file       io.Closer
	stream     *jsontext.Stream
	words      *lexicon
	report     Report
	taken      map[annotate.UID]int // documents so far
	fit        unitFit
	remarks    map[string]int // what notes are made of, and how often
	seen       intakeSeen
	err        error // final
}

// intakeSeen is what the value in hand has brought, which counts only once all of
// it is good.
type intakeSeen struct {
	kept, dropped, remarks []string
	replaced               text.Replaced
	documents              []annotate.UID
	words                  lexiconSize // before the value
	fit                    unitFit
}

// openIntake opens a file.
func openIntake(path, thing string, o ReadOptions) (*intake, error) {
	file, err := openRecords(path)
	if err != nil {
		return nil, err
	}
	in := newIntake(file, path, thing, o)
	in.file = file
	return in, nil
}

func newIntake(r io.Reader, path, thing string, o ReadOptions) *intake {
	if o.Annotator == "" {
		o.Annotator = UnknownAnnotator
	}
	return &intake{
		path: path, base: sourceOf(path), thing: thing, options: o,
		stream: jsontext.NewStream(r, maxLine), words: newLexicon(nil, o.Layer),
		taken: map[annotate.UID]int{}, fit: unitFit{stated: o.Unit},
		report: Report{Kept: map[string]int{}, Dropped: map[string]int{}}, remarks: map[string]int{},
	}
}

// Vocabulary returns what the documents so far refer to.
func (in *intake) Vocabulary() *annotate.Vocabulary { return &in.words.v }

// Report says what was read so far.
func (in *intake) Report() Report {
	report := in.report
	report.Bytes = in.stream.Bytes()
	report.Kept, report.Dropped = maps.Clone(report.Kept), maps.Clone(report.Dropped)
	report.Skipped, report.Notes = slices.Clone(report.Skipped), slices.Clone(report.Notes)
	if note := in.fit.note(); note != "" {
		report.Notes = append(report.Notes, note)
	}
	return report
}

// Close closes the file.
func (in *intake) Close() error {
	if in.file == nil {
		return nil
	}
	return in.file.Close()
}

// next returns the record that read makes of the next value of the file, and
// [io.EOF] after the last. What cannot be read is passed over where the options
// say so, with all that it has brought.
func (in *intake) next(read func(value []byte) (*annotate.Record, error)) (*annotate.Record, error) {
	for in.err == nil {
		in.begin()
		record, err := in.one(read)
		switch {
		case err == nil:
			in.count(record)
			return record, nil
		case err != io.EOF && in.options.SkipBad && annotate.CodeOf(err) != annotate.Internal:
			in.forget()
			in.report.Skipped = append(in.report.Skipped, err)
		default:
			in.err = err
		}
	}
	return nil, in.err
}

// begin prepares for a value.
func (in *intake) begin() {
	s := &in.seen
	s.kept, s.dropped, s.remarks, s.documents, s.replaced = s.kept[:0], s.dropped[:0], s.remarks[:0], s.documents[:0], text.Replaced{}
	s.words, s.fit = in.words.size(), in.fit
}

// count adds a good document to the report.
func (in *intake) count(record *annotate.Record) {
	in.report.Documents++
	in.report.Spans += len(record.Spans)
	in.report.Relations += len(record.Relations)
	in.report.Replaced.Controls += in.seen.replaced.Controls
	in.report.Replaced.Invalid += in.seen.replaced.Invalid
	for _, of := range []struct {
		said []string
		in   map[string]int
	}{{in.seen.kept, in.report.Kept}, {in.seen.dropped, in.report.Dropped}, {in.seen.remarks, in.remarks}} {
		for _, what := range of.said {
			of.in[what]++
		}
	}
}

// forget takes back what a bad value has brought.
func (in *intake) forget() {
	for _, u := range in.seen.documents {
		in.taken[u]--
	}
	in.words.shrink(in.seen.words)
	in.fit = in.seen.fit
}

// keep says that a key is kept in metadata.
func (in *intake) keep(key string) { in.seen.kept = append(in.seen.kept, key) }

// drop says that something is left out.
func (in *intake) drop(what string) { in.seen.dropped = append(in.seen.dropped, what) }

// remark says something that a note will count.
func (in *intake) remark(what string) { in.seen.remarks = append(in.seen.remarks, what) }

// one reads one value, and says where an error happened.
func (in *intake) one(read func(value []byte) (*annotate.Record, error)) (*annotate.Record, error) {
	value, err := in.stream.Next()
	switch err {
	case nil:
	case io.EOF:
		return nil, err
	case jsontext.ErrTooLong:
		return nil, annotate.At(in.place(), &annotate.Error{Code: annotate.Invalid, What: "the document takes more than 1 GiB", Hint: "split it"})
	case jsontext.ErrUnended, jsontext.ErrSeparator:
		return nil, annotate.At(in.place(), invalidJSON(err))
	default:
		return nil, fileError(in.path, err)
	}
	record, err := read(value)
	if err != nil {
		return nil, annotate.At(in.place(), err)
	}
	return record, nil
}

// place names file and line, and in an array the element.
func (in *intake) place() string {
	where := in.path + ", line " + strconv.Itoa(in.stream.Line())
	if in.stream.Array() && 0 < in.stream.Number() {
		where += ", " + in.thing + " " + strconv.Itoa(in.stream.Number())
	}
	return where
}

// settle settles a document's text.
func (in *intake) settle(written string) (text.Settled, error) {
	settled, err := text.SettleString(written)
	if err != nil {
		return settled, &annotate.Error{Code: annotate.Invalid, Where: `"text"`, Err: err}
	}
	in.seen.replaced = settled.Replaced
	return settled, nil
}

// identify gives a document that states an id this one, and any other one that
// follows from its source and its text. The second of two such documents with
// the same source and text gets another source.
func (in *intake) identify(d *annotate.Document, stated annotate.UID) error {
	if !stated.IsZero() {
		d.UID = stated
		if in.take(stated); 1 < in.taken[stated] {
			return &annotate.Error{Code: annotate.Exists, What: "the document " + stated.String() + " stands twice in this file"}
		}
		return nil
	}
	first := annotate.UIDFromName("document\x00" + d.Source + "\x00" + d.TextHash.String())
	d.UID = first
	if in.take(first); 1 < in.taken[first] {
		d.Source += fmt.Sprintf("#%d", in.taken[first])
		d.UID = annotate.UIDFromName("document\x00" + d.Source + "\x00" + d.TextHash.String())
	}
	return nil
}

// take counts a document's id.
func (in *intake) take(u annotate.UID) {
	in.taken[u]++
	in.seen.documents = append(in.seen.documents, u)
}
