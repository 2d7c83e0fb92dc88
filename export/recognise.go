package export

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/conll"
	"postil/export/dataset"
	"postil/export/files"
	"postil/export/plain"
	"postil/export/sheets"
	"postil/export/table"
	"postil/export/textfile"
)

// head is how a file begins.
type head struct {
	path    string
	text    string // in UTF-8, with LF for line ends, without byte-order mark and blank lines at its start
	whole   bool   // it is all of the file
	parquet bool   // it begins as Parquet does
	blank   int    // how many of them
	fault   int    // the line that shows that the file is of no format, from 1; 0 where none does
	wanted  string // the column that is known to hold the text; "" for none
}

// Recognise returns the format to read a file with, by what it holds. The name
// decides only what the content leaves open: a text with its annotations in a
// file beside it, which is called as it is (brat), a table whose header says nothing of text, and tokens
// whose tags no one knows. What is mostly lines of JSON or of tokens is read as
// that, and the reader says where it is broken. What begins like HTML and is none
// of it is plain text, as is what no format knows, and where the name says
// otherwise, the report does so too; so is a binary file, which the reader of text
// refuses. A file of a format that is only written is an error.
func Recognise(path string, o dataset.ReadOptions) (dataset.Format, error) {
	h, err := readHead(path, o)
	if err != nil {
		return dataset.Format{}, err
	}
	name, err := h.format()
	if err != nil {
		return dataset.Format{}, annotate.At(h.where(), err)
	}
	f, err := FormatNamed(name)
	if other := h.namedLike(); name == "text" && other != "" {
		f.OpenReader = func(path string, o dataset.ReadOptions) (dataset.Reader, error) {
			r, err := plain.Text().Open(path, o)
			return misnamed{r, "its name ends as that of " + other + " does, but it holds none; read as plain text"}, err
		}
	}
	return f, err
}

// where says where the file shows of which format it is not.
func (h *head) where() string {
	if h.fault == 0 {
		return h.path
	}
	return h.path + ", line " + strconv.Itoa(h.fault)
}

// misnamed reads a file whose name says that it is of another format.
type misnamed struct {
	dataset.Reader
	note string
}

// Report says what was read so far, and of which format the file is not.
func (m misnamed) Report() dataset.Report {
	r := m.Reader.Report()
	r.Notes = append(slices.Clone(r.Notes), m.note)
	return r
}

// namedLike returns the title of the format that the file is named like, unless
// that is plain text.
func (h *head) namedLike() string {
	extension := strings.ToLower(filepath.Ext(h.path))
	for _, f := range Formats() {
		if f.Reads && f.Name != "text" && slices.Contains(f.Extensions, extension) {
			return f.Title
		}
	}
	return ""
}

// readHead reads how a file begins.
func readHead(path string, o dataset.ReadOptions) (*head, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, files.Error(path, err)
	}
	defer file.Close()
	raw := make([]byte, textfile.HeadSize)
	n, err := io.ReadFull(file, raw)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, files.Error(path, err)
	}
	h := newHead(path, raw[:n], err != nil, o)
	if cut := n - textfile.CutCharacter(raw); err == nil && table.BeginsJSON(h.text) && utf8.Valid(raw[:cut]) {
		h.text += string(raw[cut:])
		err = h.complete(file)
	}
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, files.Error(path, err)
	}
	return h, nil
}

// newHead returns the head of a file that begins with raw.
func newHead(path string, raw []byte, whole bool, o dataset.ReadOptions) *head {
	h := &head{path: path, whole: whole, parquet: sheets.LooksLikeParquet(raw), wanted: o.TextField}
	uncut := raw
	if !whole {
		uncut = raw[:len(raw)-textfile.CutCharacter(raw)]
	}
	if utf8.Valid(uncut) && bytes.IndexByte(uncut, 0) < 0 {
		h.text = textfile.SettledLines(string(uncut))
	} else {
		h.text = decoded(raw, o.Charset)
	}
	trimmed := strings.TrimLeft(h.text, " \t\n")
	h.blank = strings.Count(h.text[:len(h.text)-len(trimmed)], "\n")
	h.text = trimmed
	return h
}

// decoded returns how a file in another charset than UTF-8 begins, "" where it is no
// text: in the one that is said, unless the bytes don't fit that, of which the last
// may be half a character.
func decoded(raw []byte, charset string) string {
	settled, err := text.Settle(raw, text.Options{Charset: charset})
	if err != nil {
		settled, err = text.Settle(raw, text.Options{})
	}
	if err != nil {
		return ""
	}
	return settled.Text
}

// longestHead is how far a first object of JSON is looked for the end of, in bytes.
const longestHead = 1 << 24

// complete reads on to the end of a first object of JSON, which may be a document.
func (h *head) complete(r io.Reader) error {
	for more := textfile.HeadSize; more < longestHead; more *= 2 {
		if _, _, whole := firstKeys([]byte(h.text)); whole {
			return nil
		}
		b, err := io.ReadAll(io.LimitReader(r, int64(more)))
		h.text += string(b)
		if h.whole = len(b) < more; h.whole || err != nil {
			return err
		}
	}
	return nil
}

// format returns the name of the format.
func (h *head) format() (string, error) {
	switch {
	case h.ofBrat():
		return "brat", nil
	case table.BeginsJSON(h.text):
		return h.ofJSON()
	case looksLikeHTML(h.text):
		return "html", nil
	case conll.LooksLikeUniversal(h.text):
		return "", &annotate.Error{Code: annotate.Invalid, What: "it is CoNLL-U, which has no tags of spans", Hint: "write two columns, the token and its tag; or import the file as it is: --format text"}
	case conll.LooksLike(h.path, h.text, h.whole):
		return "conll", nil
	case sheets.LooksLike(h.text):
		return "", onlyWritten("csv", "table")
	case h.parquet:
		return "", onlyWritten("parquet", "")
	case table.LooksLike(h.path, h.text, h.whole, h.wanted):
		return "table", nil
	}
	return "text", nil
}

// onlyWritten says that a file is an export which cannot be read again, unless it
// is read as another format for its texts.
func onlyWritten(name, as string) error {
	e := &annotate.Error{Code: annotate.Invalid, What: "it is Postil's " + name + " export, which is only written", Hint: "export as jsonl what is to be read again"}
	if as != "" {
		e.Hint += "; or import its texts alone: --format " + as
	}
	return e
}
