package jsonl

import (
	"io"
	"strconv"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/dataset"
	"postil/export/intake"
	"postil/export/jsonobject"
	"postil/export/jsontext"
)

// Reader reads native records, whoever wrote them, one a line or the elements of an
// array: of a record only "text" is needed, and of a span "start", "end", "label" and "text". What a record
// leaves out follows from [dataset.ReadOptions]; its name is then the text's headline,
// as for plain text, and its source and origin the file's name. Null counts as left
// out. A line in which a key stands twice in an object is an error.
//
// It refuses what would break the invariant: text that does not fit its hash,
// offsets outside of the text or inside a character, covered text that differs,
// ids that stand twice.
//
// Ids that are no UUIDs get a UID that follows from the id; those of spans and
// relations are taken to be unique in their document, all others in the world.
// What has no id gets a UID that follows from what it says, so that reading a
// file again gives the same.
//
// Keys of a record that are not known here are kept in the document's metadata,
// those of spans, relations and whatever else stands in it are left out; the
// [dataset.Report] names and counts both.
//
// With [dataset.ReadOptions].SkipBad a line that cannot be read is passed over whole:
// what follows is read as if it were not there.
type Reader struct {
	in      *jsontext.Stream
	file    io.Closer // nil where the caller keeps it
	name    string    // of the file, for errors
	base    string    // without folder, for origins and sources
	options dataset.ReadOptions
	words   *intake.Lexicon

	report dataset.Report
	err    error // final

	seen       seen  // in the line in hand
	everywhere scope // documents, and whatever else states a UUID
	here       scope // the rest of the document in hand

	value   jsontext.Scanner // of strings and numbers
	strings map[string]string
	ranges  [][2]int
	placed  map[[2]string]string // by label and layer, why that is another one

	spansFound []annotate.Span // of the last record
}

// NewReader returns a reader of records; name is the file's, for errors,
// and known what is read from the scheme file, nil where there is none. Closing
// the reader does not close r.
func NewReader(r io.Reader, name string, known *annotate.Vocabulary, o dataset.ReadOptions) *Reader {
	if o.Annotator == "" {
		o.Annotator = dataset.UnknownAnnotator
	}
	return &Reader{
		in: jsonobject.NewStream(r), name: name, base: intake.SourceOf(name), options: o,
		words:      intake.NewLexicon(known, o.Layer),
		everywhere: newScope(annotate.UID{}), here: newScope(annotate.UID{}), strings: map[string]string{}, placed: map[[2]string]string{},
		report: dataset.Report{Kept: map[string]int{}, Dropped: map[string]int{}},
	}
}

// Vocabulary returns what the scheme file said and the records so far refer to.
func (r *Reader) Vocabulary() *annotate.Vocabulary { return &r.words.Known }

// Where says where the last record stands: its file and line, and in an array its
// number.
func (r *Reader) Where() string { return r.name + ", " + r.spot() }

// spot is [Reader.Where] without the file.
func (r *Reader) spot() string {
	where := "line " + strconv.Itoa(r.in.Line())
	if r.in.Array() {
		where += ", record " + strconv.Itoa(r.in.Number())
	}
	return where
}

// Progress says how far it has come.
func (r *Reader) Progress() dataset.Progress {
	now := r.report.Progress()
	now.Bytes = r.in.Bytes()
	return now
}

// Report says what was read so far.
func (r *Reader) Report() dataset.Report {
	report := r.report.Clone()
	report.Bytes = r.in.Bytes()
	return report
}

// Close closes the file that [Open] opened.
func (r *Reader) Close() error {
	if r.file == nil {
		return nil
	}
	return r.file.Close()
}

// Next returns the next record, and [io.EOF] after the last.
func (r *Reader) Next() (*annotate.Record, error) {
	if r.err != nil {
		return nil, r.err
	}
	for {
		record, err := r.next()
		switch {
		case err == nil:
			return record, nil
		case err == io.EOF:
			r.err = err
			return nil, err
		}
		bad := annotate.At(r.Where(), err)
		if !r.options.Skips(err) {
			r.err = bad
			return nil, bad
		}
		r.report.PassOver(bad)
	}
}

func (r *Reader) next() (*annotate.Record, error) {
	line, err := jsonobject.Next(r.in)
	if err != nil {
		return nil, err
	}
	members, err := r.members(line)
	if err != nil {
		return nil, jsonobject.Losing(r.in, err)
	}
	r.begin()
	record, err := r.record(members)
	if err != nil {
		r.forget()
		return nil, err
	}
	r.count(record)
	return record, nil
}

// members are the values of a record's keys, nil where left out.
type members struct {
	id, name, source, language, story, status, split []byte
	unit, hash, text, meta, attributes               []byte
	spans, relations, annotators, original, imported []byte
	direction                                        []byte

	unknown []jsonobject.Member
}

// known returns the place of a key's value, nil where the key is not known.
func (m *members) known(key []byte) *[]byte {
	switch string(key) {
	case "id":
		return &m.id
	case "name":
		return &m.name
	case "source":
		return &m.source
	case "language":
		return &m.language
	case "story":
		return &m.story
	case "status":
		return &m.status
	case "split":
		return &m.split
	case "offset_unit":
		return &m.unit
	case "text_sha256":
		return &m.hash
	case "text":
		return &m.text
	case "meta":
		return &m.meta
	case "attributes":
		return &m.attributes
	case "spans":
		return &m.spans
	case "relations":
		return &m.relations
	case "annotators":
		return &m.annotators
	case "original_sha256":
		return &m.original
	case "imported":
		return &m.imported
	case "direction":
		return &m.direction
	}
	return nil
}

// members finds the values of a record, and checks that the line is JSON.
func (r *Reader) members(line []byte) (*members, error) {
	var m members
	err := jsonobject.Read(line, m.known, func(other jsonobject.Member) { m.unknown = append(m.unknown, other) })
	return &m, err
}

// bytesOf returns what the string raw holds, until the next call; nil where it
// is left out.
func (r *Reader) bytesOf(key string, raw []byte) ([]byte, error) {
	if raw == nil {
		return nil, nil
	}
	r.value.Reset(raw)
	b, err := r.value.Text()
	if err != nil {
		return nil, jsonobject.Wrong(key, err)
	}
	return b, nil
}

// textOf returns what the string raw holds, "" where it is left out.
func (r *Reader) textOf(key string, raw []byte) (string, error) {
	b, err := r.bytesOf(key, raw)
	return string(b), err
}

// idOf returns an id, which may be a string or a number, until the next call.
func (r *Reader) idOf(key string, raw []byte) ([]byte, error) {
	if 0 < len(raw) && raw[0] != '"' {
		r.value.Reset(raw)
		b, err := r.value.Number()
		if err != nil {
			return nil, &annotate.Error{Code: annotate.Invalid, Where: strconv.Quote(key), What: "a string or a number is expected"}
		}
		return b, nil
	}
	return r.bytesOf(key, raw)
}

// settle settles a record's text, and checks that it is the text of the hash.
func (r *Reader) settle(m *members) (text.Settled, error) {
	if m.text == nil {
		return text.Settled{}, &annotate.Error{Code: annotate.Invalid, What: `the record has no "text"`}
	}
	written, err := r.textOf("text", m.text)
	if err != nil {
		return text.Settled{}, err
	}
	settled, err := text.SettleString(written)
	if err != nil {
		return settled, &annotate.Error{Code: annotate.Invalid, Where: `"text"`, Err: err}
	}
	r.seen.replaced, r.seen.settled = settled.Replaced, settled.Hash != settled.OriginalHash
	r.seen.replaced.Invalid += jsontext.LoneSurrogates(m.text)
	hash, err := r.hashOf("text_sha256", m.hash)
	if err != nil {
		return settled, err
	}
	if hash != (text.Hash{}) && hash != settled.Hash && hash != settled.OriginalHash {
		return settled, &annotate.Error{Code: annotate.Invalid, Where: `"text_sha256"`, What: "the text is not the one that this hash was made of",
			Hint: "the text was changed after the record was written; its offsets cannot be trusted"}
	}
	return settled, nil
}

func (r *Reader) hashOf(key string, raw []byte) (text.Hash, error) {
	s, err := r.textOf(key, raw)
	if err != nil || s == "" {
		return text.Hash{}, err
	}
	h, err := text.ParseHash(s)
	if err != nil {
		return h, &annotate.Error{Code: annotate.Invalid, Where: strconv.Quote(key), Err: err}
	}
	return h, nil
}
