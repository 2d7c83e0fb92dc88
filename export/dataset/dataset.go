package dataset

import (
	"maps"
	"slices"
	"strings"
	"time"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/choice"
	"postil/export/split"
)

// Writer writes pieces of documents, one after the other, the pieces of one
// document together and in order.
type Writer interface {
	// Write checks a piece against its text and writes it, and tells the account
	// what it leaves out or changes. After an error, which names document and
	// span, what was written is of no use.
	Write(*choice.Piece) error
	// Close writes what is left. It leaves open what it writes to.
	Close() error
}

// WriteOptions say what to write and how. The zero value suits most programs.
type WriteOptions struct {
	Unit    text.Unit      // what offsets count, where the format leaves the choice
	Choice  choice.Options // what of the project goes into the data set, in which pieces
	Overlap Overlap        // which span stays where the format has room for one; "" for the first of [Overlaps]
	Tagging Tagging        // how tokens are tagged; "" for the first of [Taggings]
	Shape   string         // one of the format's shapes; "" for the first
	Parts   *split.Plan    // which document goes into which part; nil for a data set without parts

	// Replace says that files may be replaced that no earlier export has written.
	// A folder is never replaced where it holds such a file.
	Replace bool

	// For the report and the manifest.
	Time    time.Time // of the export
	Project string    // the name of the project
	Program string    // the program and its version
}

// Overlap says which of several overlapping spans stays where a format gives a
// token one tag.
type Overlap string

// The ways out of overlap.
const (
	Longest      Overlap = "longest"        // the one with most tokens, of equals the first
	Innermost    Overlap = "innermost"      // the one with fewest
	First        Overlap = "first"          // the one that begins first, of equals the longest
	SplitByLayer Overlap = "split-by-layer" // each layer is tagged by itself; within one the longest stays
)

// Overlaps returns all ways out of overlap, the usual one first.
func Overlaps() []Overlap { return []Overlap{Longest, Innermost, First, SplitByLayer} }

// Tagging says how the tokens of a span are told from those around it.
type Tagging string

// The taggings: B begins, I goes on, O is outside; E or L ends, S or U stands
// alone.
const (
	BIO   Tagging = "bio" // also called IOB2
	BIOES Tagging = "bioes"
	BILOU Tagging = "bilou"
)

// Taggings returns all taggings, the usual one first.
func Taggings() []Tagging { return []Tagging{BIO, BIOES, BILOU} }

// Reader reads records, one after the other.
type Reader interface {
	// Next returns the next record, checked against its text, and [io.EOF]
	// after the last. An error names file, line and span and is final.
	Next() (*annotate.Record, error)
	// Vocabulary returns what the records so far refer to, and more where the
	// data set says more. It grows with each call of Next; its things keep
	// their UIDs.
	Vocabulary() *annotate.Vocabulary
	// Where says where the last record stands: its file, and in that the line
	// where it begins, if the file can hold several.
	Where() string
	// Progress says how far it has come, at once, however much Report has to say.
	Progress() Progress
	// Report says what was read so far.
	Report() Report
	// Close closes the files.
	Close() error
}

// ReadOptions say what to take for granted where a data set is silent.
type ReadOptions struct {
	Annotator string    // whose the spans are that name nobody; "" for [UnknownAnnotator]
	Language  string    // BCP 47, of documents that state none
	Layer     string    // of labels that neither scheme nor record places; "" for [annotate.ImportedLayer]
	Charset   string    // of plain text, web pages, tables and the texts of brat, by a name of the WHATWG or IANA; "" for what is declared or detected
	Time      time.Time // given to spans, relations and documents that carry none; the zero time stays zero
	Checked   bool      // the same file was read to its end before: ids need not be compared across documents again, unless it was to find what SkipBad skips
	Source    string    // of documents that state none; "" for the file's name without folders
	Unit      text.Unit // what offsets count, where the data set does not say
	UnitSaid  bool      // a person says so: offsets that fit the words of a text better in another unit are no error
	TextField string    // of tables: the column or key with the text; "" to guess
	IDField   string    // of tables: the column or key with the id; "" for none
	SkipBad   bool      // go on after a document that cannot be read, and list it in the report
	Common    *Common   // with the other readers of the same import; nil for none
}

// Skips tells whether to go on after a place with that error.
func (o ReadOptions) Skips(err error) bool { return o.SkipBad && MaySkip(err) }

// MaySkip tells whether [ReadOptions].SkipBad may pass over a place with that error:
// where what stands there breaks a rule, or contradicts what stands elsewhere. A file
// that cannot be read, in whole or to its end, is never passed over: nobody knows what
// stands in it.
func MaySkip(err error) bool {
	switch annotate.CodeOf(err) {
	case annotate.Invalid, annotate.Exists, annotate.Conflict:
		return true
	}
	return false
}

// UnknownAnnotator is who marked what names nobody.
const UnknownAnnotator = "imported"

// Report says what a [Reader] has read.
type Report struct {
	Documents  int            // records
	Spans      int            // in them
	Relations  int            // likewise
	Bytes      int64          // of the file
	Charset    string         // of plain text
	Detected   bool           // whether the charset was found by looking at the text
	Confidence float64        // from 0 to 1, how sure a detected charset is
	Replaced   text.Replaced  // what settling replaced by U+FFFD
	Settled    int            // records whose text settling has changed, of a format whose documents need not have the hash of what the file holds as Original
	Kept       map[string]int // keys of records that the format does not know, kept in metadata, and in how many records
	Dropped    map[string]int // keys further inside that it does not know and left out, such as "spans.colour", and how often
	Skipped    []error        // places that could not be read, with file and line, where [ReadOptions].SkipBad asks to go on
	LeftOut    []LeftOut      // documents, spans and relations that stand in the file, but in no record
	Changed    []Changed      // spans that stand in their record otherwise than in the file, in the order of the records
	Notes      []string       // what else a person should know, one line each, without the file's name
	Beside     []Note         // what of files beside it, which may stand beside many
}

// Progress says how far a [Reader] has come. It does not change with what follows.
type Progress struct {
	Bytes    int64         // as in [Report]
	Replaced text.Replaced // likewise
	Settled  int           // likewise
	Changed  []Changed     // likewise
}

// Progress returns what is said of the reading after each record.
func (r *Report) Progress() Progress { return Progress{r.Bytes, r.Replaced, r.Settled, r.Changed} }

// Count adds a record that was read, and what settling its text replaced.
func (r *Report) Count(record *annotate.Record, replaced text.Replaced) {
	r.Documents++
	r.Spans += len(record.Spans)
	r.Relations += len(record.Relations)
	r.Replaced.Controls += replaced.Controls
	r.Replaced.Invalid += replaced.Invalid
}

// Clone returns a report that does not change with this one.
func (r Report) Clone() Report {
	r.Kept, r.Dropped = maps.Clone(r.Kept), maps.Clone(r.Dropped)
	r.Skipped, r.LeftOut, r.Changed = slices.Clip(r.Skipped), slices.Clip(r.LeftOut), slices.Clip(r.Changed) // to which is only added
	r.Notes, r.Beside = slices.Clip(r.Notes), slices.Clip(r.Beside)
	return r
}

// NoTextColumn is why a table cannot be read: nobody has said which of its columns
// holds the text ([ReadOptions].TextField), and no name says it.
type NoTextColumn struct {
	Path    string   // of the table
	Columns []string // their names
	Longest int      // of Columns, the index of the one whose first values are the longest: the likeliest
}

// Error lists the columns.
func (e *NoTextColumn) Error() string {
	names := make([]string, len(e.Columns))
	for i, c := range e.Columns {
		names[i] = annotate.Excerpt(c)
	}
	return strings.Join(names, ", ")
}
