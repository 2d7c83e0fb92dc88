package export

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"postil/annotate"
	"postil/annotate/text"
)

// headSize is how much of a file is looked at to recognise its format, in bytes.
const headSize = 1 << 16

// head is how a file begins.
type head struct {
	path   string
	text   string // in UTF-8, with LF for line ends, without byte-order mark and blank lines at its start
	whole  bool   // it is all of the file
	wanted string // the column that is known to hold the text; "" for none
}

// Recognise returns the format to read a file with, by what it holds. The name
// decides only what the content leaves open: a text with its annotations in a
// file beside it (brat), and a table whose header says nothing of text. What
// begins like JSON or HTML and is none of it is plain text, as is what no format
// knows; so is a binary file, which the reader of text refuses.
func Recognise(path string, o ReadOptions) (Format, error) {
	h, err := readHead(path)
	if err != nil {
		return Format{}, err
	}
	h.wanted = o.TextField
	name, err := h.format()
	if err != nil {
		return Format{}, annotate.At(path, err)
	}
	return FormatNamed(name)
}

// readHead reads how a file begins.
func readHead(path string) (*head, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fileError(path, err)
	}
	defer file.Close()
	raw := make([]byte, headSize)
	n, err := io.ReadFull(file, raw)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, fileError(path, err)
	}
	h := newHead(path, raw[:n], err != nil)
	if cut := n - cutCharacter(raw); err == nil && beginsJSON(h.text) && utf8.Valid(raw[:cut]) {
		h.text += string(raw[cut:])
		err = h.complete(file)
	}
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, fileError(path, err)
	}
	return h, nil
}

// newHead returns the head of a file that begins with raw.
func newHead(path string, raw []byte, whole bool) *head {
	h := &head{path: path, whole: whole}
	uncut := raw
	if !whole {
		uncut = raw[:len(raw)-cutCharacter(raw)]
	}
	if utf8.Valid(uncut) && bytes.IndexByte(uncut, 0) < 0 {
		h.text = settledLines(string(uncut))
	} else if settled, err := text.Settle(raw, text.Options{}); err == nil {
		h.text = settled.Text
	}
	h.text = strings.TrimLeft(h.text, " \t\n")
	return h
}

// settledLines returns s with LF for every line end, without a byte-order mark.
func settledLines(s string) string {
	s = strings.TrimPrefix(s, string(bom))
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// longestHead is how far a first object of JSON is looked for the end of, in bytes.
const longestHead = 1 << 24

// complete reads on to the end of a first object of JSON, which may be a document.
func (h *head) complete(r io.Reader) error {
	for more := headSize; more < longestHead; more *= 2 {
		if _, whole := firstKeys([]byte(h.text)); whole {
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
	case bratPair(h.path):
		return "brat", nil
	case beginsJSON(h.text):
		return h.ofJSON()
	case looksLikeHTML(h.text):
		return "html", nil
	case looksLikeCoNLL(h.text):
		return "conll", nil
	case h.looksLikeTable():
		return "table", nil
	}
	return "text", nil
}

// looksLikeTable tells whether the text is delimited, with a header. A header
// that names a column of text is enough where most rows have as many fields; in
// a file whose name says that it is a table, the rows need not fit, or it is
// enough that nearly all rows do.
func (h *head) looksLikeTable() bool {
	l := delimiterOf(h.text, h.whole, h.wanted)
	if !headerLike(l.header) {
		return false
	}
	columns, named := len(l.header), slices.Contains([]string{".csv", ".tsv", ".tab"}, strings.ToLower(filepath.Ext(h.path)))
	switch {
	case l.known && named:
		return 0 < l.rows || !h.whole
	case columns < 2 || l.rows == 0 && h.whole || !named && spaced(l.header):
		return false
	case l.known:
		return l.rows <= 2*l.fit
	}
	return named && 0 < l.rows && 9*l.rows <= 10*l.fit
}

// longestColumn is how long the name of a column may be, in bytes.
const longestColumn = 60

// headerLike tells whether the fields of a first line can name columns.
func headerLike(header []string) bool {
	for i, name := range header {
		if longestColumn < len(name) || strings.ContainsAny(name, "\n.!?") && !strings.Contains(name, "_") || slices.Contains(header[:i], name) {
			return false
		}
	}
	return 0 < len(header)
}

// spaced tells whether space stands beside a delimiter, as in sentences.
func spaced(header []string) bool {
	return slices.ContainsFunc(header, func(name string) bool { return strings.TrimSpace(name) != name })
}
