package intake

import (
	"fmt"
	"io"
	"strconv"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/account"
	"postil/export/dataset"
	"postil/export/files"
	"postil/export/jsonobject"
	"postil/export/jsontext"
	"postil/export/textfile"
)

// Documents reads the JSON files of other programs, one document at a time: the
// lines of a file or the elements of an array, whichever it holds.
type Documents struct {
	path, base string              // with and without folders
	thing      string              // what the program calls an element of its arrays
	Options    dataset.ReadOptions // with an annotator
	file       io.Closer
	stream     *jsontext.Stream
	Words      *Lexicon // what the documents so far refer to
	report     dataset.Report
	Taken      map[annotate.UID]int    // documents so far
	first      map[annotate.UID]string // where the first stands, of those that state an id
	Fit        unitFit                 // whether the offsets count what they are taken to count
	Remarks    map[string]int          // what notes are made of, and how often
	seen       seen
	err        error // final
}

// seen is what the value in hand has brought, which counts only once all of
// it is good.
type seen struct {
	kept, dropped, remarks []string
	replaced               text.Replaced
	leftOut                []leftOut
	documents              []annotate.UID
	words                  LexiconSize // before the value
	fit                    unitFit
}

// leftOut is a span or a relation of the value in hand that is left out.
type leftOut struct {
	kind   account.Kind
	reason string
}

// OpenDocuments opens a file, of whose arrays the program calls an element thing.
func OpenDocuments(path, thing string, o dataset.ReadOptions) (*Documents, error) {
	file, err := textfile.OpenRecords(path)
	if err != nil {
		return nil, err
	}
	in := newDocuments(file, path, thing, o)
	in.file = file
	return in, nil
}

func newDocuments(r io.Reader, path, thing string, o dataset.ReadOptions) *Documents {
	if o.Annotator == "" {
		o.Annotator = dataset.UnknownAnnotator
	}
	return &Documents{
		path: path, base: SourceOf(path), thing: thing, Options: o,
		stream: jsonobject.NewStream(r), Words: NewLexicon(nil, o.Layer),
		Taken: map[annotate.UID]int{}, first: map[annotate.UID]string{}, Fit: unitFit{stated: o.Unit},
		report: dataset.Report{Kept: map[string]int{}, Dropped: map[string]int{}}, Remarks: map[string]int{},
	}
}

// Vocabulary returns what the documents so far refer to.
func (in *Documents) Vocabulary() *annotate.Vocabulary { return &in.Words.Known }

// Where says where the last document stands: its file and line, and in an array
// its number.
func (in *Documents) Where() string { return in.path + ", " + in.spot() }

// Progress says how far it has come.
func (in *Documents) Progress() dataset.Progress {
	now := in.report.Progress()
	now.Bytes = in.stream.Bytes()
	return now
}

// Report says what was read so far.
func (in *Documents) Report() dataset.Report {
	report := in.report.Clone()
	report.Bytes = in.stream.Bytes()
	if note := in.Fit.note(); note != "" {
		report.Notes = append(report.Notes, note)
	}
	return report
}

// Close closes the file.
func (in *Documents) Close() error {
	if in.file == nil {
		return nil
	}
	return in.file.Close()
}

// Record returns the record that read makes of the next value of the file, and
// [io.EOF] after the last. What cannot be read is passed over where the options
// say so, with all that it has brought.
func (in *Documents) Record(read func(value []byte) (*annotate.Record, error)) (*annotate.Record, error) {
	for in.err == nil {
		in.begin()
		record, err := in.one(read)
		switch {
		case err == nil:
			in.count(record)
			return record, nil
		case in.Options.Skips(err):
			in.forget()
			in.report.PassOver(err)
		default:
			in.err = in.atEnd(err)
		}
	}
	return nil, in.err
}

// atEnd returns err, and instead of [io.EOF] why the file should not have been read so.
func (in *Documents) atEnd(err error) error {
	if err != io.EOF || in.Options.UnitSaid {
		return err
	}
	if wrong := in.Fit.check(); wrong != nil {
		return annotate.At(in.path, wrong)
	}
	return err
}

// begin prepares for a value.
func (in *Documents) begin() {
	s := &in.seen
	s.kept, s.dropped, s.remarks, s.documents, s.replaced = s.kept[:0], s.dropped[:0], s.remarks[:0], s.documents[:0], text.Replaced{}
	s.leftOut = s.leftOut[:0]
	s.words, s.fit = in.Words.Size(), in.Fit
}

// count adds a good document to the report.
func (in *Documents) count(record *annotate.Record) {
	in.report.Count(record, in.seen.replaced)
	for _, of := range []struct {
		said []string
		in   map[string]int
	}{{in.seen.kept, in.report.Kept}, {in.seen.dropped, in.report.Dropped}, {in.seen.remarks, in.Remarks}} {
		for _, what := range of.said {
			of.in[what]++
		}
	}
	for i, l := range in.seen.leftOut {
		in.report.LeaveOut(l.kind, record.Document.UID, in.Where(), i, l.reason)
	}
}

// forget takes back what a bad value has brought.
func (in *Documents) forget() {
	for _, u := range in.seen.documents {
		if in.Taken[u]--; in.Taken[u] == 0 {
			delete(in.first, u)
		}
	}
	in.Words.Shrink(in.seen.words)
	in.Fit = in.seen.fit
}

// keep says that a key of the file is kept in metadata.
func (in *Documents) keep(key string) { in.seen.kept = append(in.seen.kept, key) }

// Drop says that something is left out.
func (in *Documents) Drop(what string) { in.seen.dropped = append(in.seen.dropped, what) }

// Remark says something that a note will count.
func (in *Documents) Remark(what string) { in.seen.remarks = append(in.seen.remarks, what) }

// LeaveOut says that a span or a relation of the value in hand is left out.
func (in *Documents) LeaveOut(kind account.Kind, reason string) {
	in.seen.leftOut = append(in.seen.leftOut, leftOut{kind, reason})
}

// one reads one value, and says where an error happened.
func (in *Documents) one(read func(value []byte) (*annotate.Record, error)) (*annotate.Record, error) {
	value, err := jsonobject.Next(in.stream)
	switch {
	case err == io.EOF:
		return nil, err
	case annotate.CodeOf(err) == annotate.Internal:
		return nil, files.Error(in.path, err)
	case err != nil:
		return nil, annotate.At(in.Where(), err)
	}
	record, err := read(value)
	if err != nil {
		return nil, annotate.At(in.Where(), jsonobject.Losing(in.stream, err))
	}
	return record, nil
}

// spot is [Documents.Where] without the file.
func (in *Documents) spot() string {
	where := "line " + strconv.Itoa(in.stream.Line())
	if in.stream.Array() && 0 < in.stream.Number() {
		where += ", " + in.thing + " " + strconv.Itoa(in.stream.Number())
	}
	return where
}

// Settle settles a document's text, which is a JSON string.
func (in *Documents) Settle(raw []byte) (text.Settled, error) {
	written, err := jsontext.NewScanner(raw).Text()
	if err != nil {
		return text.Settled{}, jsonobject.Wrong("text", err)
	}
	settled, err := text.SettleString(string(written))
	if err != nil {
		return settled, &annotate.Error{Code: annotate.Invalid, Where: `"text"`, Err: err}
	}
	in.seen.replaced = settled.Replaced
	in.seen.replaced.Invalid += jsontext.LoneSurrogates(raw)
	return settled, nil
}

// identify gives a document that states an id this one, and any other one that
// follows from its source and its text. The second of two such documents with
// the same source and text gets another source.
func (in *Documents) identify(d *annotate.Document, stated annotate.UID) error {
	if !stated.IsZero() {
		d.UID = stated
		if in.take(stated); 1 < in.Taken[stated] {
			return &annotate.Error{Code: annotate.Exists, What: "the document " + stated.String() + " stands twice, first in " + in.first[stated], Hint: "take one of them out, or give it another id"}
		}
		in.first[stated] = in.spot()
		return nil
	}
	first := annotate.UIDFromName("document\x00" + d.Source + "\x00" + d.TextHash.String())
	d.UID = first
	if in.take(first); 1 < in.Taken[first] {
		d.Source += fmt.Sprintf("#%d", in.Taken[first])
		d.UID = annotate.UIDFromName("document\x00" + d.Source + "\x00" + d.TextHash.String())
	}
	return nil
}

// take counts a document's id.
func (in *Documents) take(u annotate.UID) {
	in.Taken[u]++
	in.seen.documents = append(in.seen.documents, u)
}
