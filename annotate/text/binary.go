package text

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// BinaryError says that input is no text.
type BinaryError struct {
	// Kind is what gave it away: a kind of file ("a PDF file") or a finding
	// ("512 of 2048 characters are control characters").
	Kind string
}

// Error says what to do about it, too.
func (e *BinaryError) Error() string {
	return "not a text file, it looks like " + e.Kind + ": convert it to plain text first"
}

// magics are the first bytes of files that people take for documents.
var magics = []struct{ start, kind string }{
	{"PK\x03\x04", "a ZIP archive (or a DOCX, ODT, XLSX or EPUB file)"},
	{"PK\x05\x06", "an empty ZIP archive"},
	{"\x89PNG\r\n\x1a\n", "a PNG image"},
	{"\xff\xd8\xff", "a JPEG image"},
	{"SQLite format 3\x00", "an SQLite database (of a Postil project, export what it holds)"},
	{"\x1f\x8b\x08", "a gzip archive"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (DOC, XLS, PPT)"},
	{"\x7fELF", "a program"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive"},
	{"\xfd7zXZ\x00", "an xz archive"},
}

// pdf begins a PDF file, and a version follows. Unlike the magics it is made of
// printable characters, and so looked for after settling: what is text then
// must be text when it is settled again.
const pdf = "%PDF-1."

// magic names the kind of binary file that raw begins like, or returns "".
func magic(raw []byte) string {
	for _, m := range magics {
		if bytes.HasPrefix(raw, []byte(m.start)) {
			return m.kind
		}
	}
	return ""
}

// checkBinary returns a [*BinaryError] where what was settled can't have been
// text: a PDF file, or replaced characters make up a tenth of it (at least
// 16) or all of it.
func checkBinary(s Settled) error {
	if strings.HasPrefix(s.Text, pdf) {
		return &BinaryError{Kind: "a PDF file"}
	}
	bad := s.Replaced.All()
	if bad == 0 {
		return nil
	}
	all := utf8.RuneCountInString(s.Text)
	if bad < all && (bad < 16 || bad*10 < all) {
		return nil
	}
	return &BinaryError{Kind: fmt.Sprintf("binary data (%d of %d characters are control characters or invalid)", bad, all)}
}
