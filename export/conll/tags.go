package conll

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf8"

	"postil/annotate"
)

// splitTag parts a tag such as B-PERSON into its letter and its label. O has no
// label.
func splitTag(tag []byte) (letter byte, label []byte, err error) {
	if string(tag) == "O" {
		return 'O', nil, nil
	}
	if len(tag) < 3 || tag[1] != '-' || bytes.IndexByte([]byte("BIESLU"), tag[0]) < 0 {
		return 0, nil, &annotate.Error{Code: annotate.Invalid, What: "the last column is no tag: " + annotate.Excerpt(string(tag)),
			Hint: "a tag is O, or B-, I-, E-, S-, L- or U- with a label"}
	}
	return tag[0], tag[2:], nil
}

// tagScheme is what the tags so far say of their tagging: for each sign the line
// in which it was seen first, 0 where it was not.
type tagScheme [signs]int

// The signs of taggings.
const (
	beginsWithI = iota // IOB1, where B- stands only between entities of one label
	beginsWithB        // all but IOB1
	endsOpenly         // IOB1 and BIO
	endsWithES         // BIOES
	endsWithLU         // BILOU
	signs       = iota
)

// inWords says what a sign is, and what it belongs to.
var inWords = [signs]string{
	"an entity begins with I-, as in IOB1",
	"an entity begins with B-, as in BIO, BIOES and BILOU",
	"an entity ends with B- or I-, as in BIO",
	"an entity ends with E- or S-, as in BIOES",
	"an entity ends with L- or U-, as in BILOU",
}

// excludes lists the signs that no tagging has together.
var excludes = [signs][]int{
	beginsWithI: {beginsWithB, endsWithES, endsWithLU},
	beginsWithB: {beginsWithI},
	endsOpenly:  {endsWithES, endsWithLU},
	endsWithES:  {beginsWithI, endsOpenly, endsWithLU},
	endsWithLU:  {beginsWithI, endsOpenly, endsWithES},
}

// see takes in a sign, or reports an error where it does not go with the others.
func (s *tagScheme) see(sign, line int) error {
	if s[sign] != 0 {
		return nil
	}
	for _, other := range excludes[sign] {
		if s[other] != 0 {
			return &annotate.Error{Code: annotate.Invalid, What: "wrong tags: here " + inWords[sign] + ", but in line " + strconv.Itoa(s[other]) + " " + inWords[other],
				Hint: "correct the tags of one of the two"}
		}
	}
	s[sign] = line
	return nil
}

// tokenText builds a text of tokens, and finds the entities that tags describe.
type tokenText struct {
	text     []byte
	entities []taggedRange
	tokens   int
	line     int // of the first token

	open  bool // the last of the entities may go on
	label []byte
	fresh bool // no token of the sentence is there yet

	scheme tagScheme // of all documents

	// Where the sentence began.
	textBefore, entitiesBefore, tokensBefore int
	schemeBefore                             tagScheme

	schemeAtStart tagScheme // of the document
}

// taggedRange is an entity in bytes of the text, with the line that it begins on.
type taggedRange struct {
	start, end int
	label      string
	line       int
}

// reset begins a document.
func (b *tokenText) reset() {
	*b = tokenText{text: b.text[:0], entities: b.entities[:0], label: b.label[:0], fresh: true, scheme: b.scheme, schemeAtStart: b.scheme}
}

// forget forgets what the document says of the tagging.
func (b *tokenText) forget() { b.scheme = b.schemeAtStart }

// add adds a token with its tag, which stand on that line.
func (b *tokenText) add(token []byte, letter byte, label []byte, line int) error {
	if b.fresh {
		b.textBefore, b.entitiesBefore, b.tokensBefore, b.schemeBefore = len(b.text), len(b.entities), b.tokens, b.scheme
	}
	switch {
	case len(b.text) == 0:
	case b.fresh:
		b.text = append(b.text, '\n')
	case !joined(b.text, token):
		b.text = append(b.text, ' ')
	}
	b.fresh = false
	start := len(b.text)
	b.text = append(b.text, token...)
	b.tokens++
	same := b.open && bytes.Equal(b.label, label)
	switch letter {
	case 'O':
		return b.close(line)
	case 'B':
		return b.begin(start, label, line, same, beginsWithB)
	case 'I':
		if !same {
			return b.begin(start, label, line, false, beginsWithI)
		}
	case 'E', 'L':
		if !same {
			return &annotate.Error{Code: annotate.Invalid, What: "wrong tags: " + string(letter) + "- ends an entity that no B- began", Hint: "correct the tags"}
		}
	case 'S', 'U':
		if err := b.begin(start, label, line, true, beginsWithB); err != nil {
			return err
		}
	}
	b.entities[len(b.entities)-1].end = len(b.text)
	switch letter {
	case 'E', 'S':
		b.open = false
		return b.scheme.see(endsWithES, line)
	case 'L', 'U':
		b.open = false
		return b.scheme.see(endsWithLU, line)
	}
	return nil
}

// begin begins an entity. It is a sign of the tagging unless it says nothing: a
// B- after an entity of its label, which IOB1 has too.
func (b *tokenText) begin(start int, label []byte, line int, silent bool, sign int) error {
	if err := b.close(line); err != nil {
		return err
	}
	name := string(label)
	if err := annotate.CheckName("label", name); err != nil {
		return err
	}
	b.open = true
	b.label = append(b.label[:0], label...)
	b.entities = append(b.entities, taggedRange{start, len(b.text), name, line})
	if silent {
		return nil
	}
	return b.scheme.see(sign, line)
}

// close ends the entity that may go on.
func (b *tokenText) close(line int) error {
	if !b.open {
		return nil
	}
	b.open = false
	return b.scheme.see(endsOpenly, line-1)
}

// retreat takes the sentence back, in which an error was found on a line, and
// returns the entities that begin before that line.
func (b *tokenText) retreat(line int) (lost lostEntities) {
	if !b.fresh {
		for _, e := range b.entities[b.entitiesBefore:] {
			if e.line < line {
				lost.lines = append(lost.lines, e.line)
				lost.open, lost.label = e.end == len(b.text), e.label
			}
		}
		b.text, b.entities, b.tokens = b.text[:b.textBefore], b.entities[:b.entitiesBefore], b.tokensBefore
		b.scheme = b.schemeBefore
	}
	b.open, b.fresh = false, true
	return lost
}

// joined tells whether no blank stands between a text and a token: between
// characters of scripts that are written without.
func joined(before, token []byte) bool {
	last, _ := utf8.DecodeLastRune(before)
	if last < 0x2E80 {
		return false
	}
	first, _ := utf8.DecodeRune(token)
	return unicode.In(last, unicode.Han, unicode.Hiragana, unicode.Katakana) && unicode.In(first, unicode.Han, unicode.Hiragana, unicode.Katakana)
}
