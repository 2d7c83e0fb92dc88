package export

import (
	"bytes"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"postil/annotate"
	"postil/annotate/text"
)

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
	case looksLikeTable(h.path, h.text, h.whole, h.wanted):
		return "table", nil
	}
	return "text", nil
}
