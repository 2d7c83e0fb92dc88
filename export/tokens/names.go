package tokens

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"postil/export/choice"
	"postil/export/jsontext"
)

// Distinct returns names in which every character that is not allowed is an
// underscore, and that still differ: by a number at the end where they would not.
// Where fold is set, they differ by more than upper and lower case, as names of
// files on many systems must.
func Distinct(names []string, allowed func(rune) bool, fold bool) []string {
	all, taken := make([]string, len(names)), map[string]bool{}
	key := func(name string) string {
		if fold {
			return strings.ToLower(name)
		}
		return name
	}
	for _, change := range []bool{false, true} { // those that stay as they are first
		for i, name := range names {
			plain := strings.Map(func(r rune) rune {
				if allowed(r) {
					return r
				}
				return '_'
			}, name)
			if (plain != name) != change {
				continue
			}
			all[i] = plain
			for n := 2; taken[key(all[i])]; n++ {
				all[i] = fmt.Sprintf("%s_%d", plain, n)
			}
			taken[key(all[i])] = true
		}
	}
	return all
}

// IsWordy tells what may stand in names of files and columns everywhere.
func IsWordy(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '-' || r == '_'
}

// AppendHead appends how a piece's JSON object begins: which piece it is, of which
// document, from which code point on, its language and its text.
func AppendHead(line []byte, p *choice.Piece) []byte {
	d := &p.Record.Document
	line = append(line, `{"id":"`...)
	line = append(line, pieceID(p)...)
	line = append(line, `","document":"`...)
	line = append(line, d.UID.String()...)
	line = append(line, `","start":`...)
	line = strconv.AppendInt(line, int64(p.Start), 10)
	line = append(line, `,"language":`...)
	line = jsontext.AppendString(line, d.Language)
	line = append(line, `,"text":`...)
	return jsontext.AppendString(line, d.Text)
}

// pieceID returns an id that no other piece has: the document's, and of a part
// of one its number too.
func pieceID(p *choice.Piece) string {
	id := p.Record.Document.UID.String()
	if p.Number != 0 {
		id += "-" + strconv.Itoa(p.Number)
	}
	return id
}
