// Package choice decides what of a project goes into a data set, and in which
// pieces: which layers, labels, annotators, languages and stories, whole
// documents or paragraphs, sentences or so many tokens, with or without the text
// of exclusion layers. What it leaves outside or cuts, it tells the account.
//
// Every writer takes [Piece]s, so that a choice is made once for all formats.
//
// # Exclusion layers
//
// They say what is no part of the text, which is no opinion among others: it holds for
// whatever is chosen. So the text that their spans mark is left out or masked, also
// where the filter leaves those spans themselves outside, whoever marked it; of these
// the account lists which were heeded.
//
// # Relations
//
// A relation is in the data set with both of its ends or not at all.
package choice

import (
	"postil/annotate"
	"postil/annotate/text"
)

// Options are the choices. The zero Options choose everything, in whole
// documents.
type Options struct {
	Layers     []string // names; empty for all, as below
	Labels     []string
	Annotators []string
	Languages  []string // BCP 47; nl chooses nl-BE too, und what has none ([annotate.LanguageWithin])
	Stories    []annotate.UID
	DoneOnly   bool // documents that somebody has done, or one of Annotators where those are named

	// Relations whose other end stands in another document, which one record does not
	// show; nil for none.
	Loose map[annotate.UID]bool // where it is not chosen
	Lost  map[annotate.UID]bool // where it is chosen, but stands in no piece; see [Chooser.Standing]

	// Rest has the documents that such relations lead to and that DropExcluded leaves
	// some text out of, with the hash of what is left of it.
	Rest map[annotate.UID]text.Hash

	DropExcluded bool // leave out the text that exclusion layers mark, and mask none
	Masks        bool // the format masks that text, where it is not left out
	Unit         Unit
	Tokens       int // of a piece at most, where Unit is [Tokens]
}

// Unit is what becomes an item of the data set.
type Unit string

// The units. None but a whole document has white space around, which belongs to
// no piece. What a border cuts stands in each piece with its part, and the
// account hears of it.
const (
	Document  Unit = "document"
	Paragraph Unit = "paragraph" // a line that is not blank
	Sentence  Unit = "sentence"  // one of [segment.Sentences]
	Tokens    Unit = "tokens"    // so many of [segment.Tokens] at most: as many whole sentences as fit, or a part of a longer one
)

// Piece is a document, or a part of one that is an item by itself.
type Piece struct {
	// Record holds the piece as if it were a document: the text is the piece's,
	// the offsets count from its start, and ids are those of the whole, as is what
	// annotators said of it: statuses and attributes hold for each of its pieces. A
	// span that the piece cuts has the part that stands in it.
	Record *annotate.Record

	Ranges [][2]int // what of the document's text the piece is made of, in bytes; nil where it is all
	Start  int      // where the piece begins in the document, in code points; see [Piece.StartIn]
	Number int      // of the document's pieces, from 1; 0 where it is whole
	utf16  int      // Start in UTF-16 units
	Masked [][2]int // what exclusion layers mark, whatever the filter says of them, in bytes of the piece's text, in order and apart; none where it is dropped
}

// StartIn returns where the piece begins in the document, in a unit.
func (p *Piece) StartIn(u text.Unit) int {
	switch {
	case u == text.CodePoint || p.Ranges == nil:
		return p.Start
	case u == text.UTF16:
		return p.utf16
	}
	return p.Ranges[0][0]
}

// IsRest tells whether the piece is a document without some of its text.
func (p *Piece) IsRest() bool { return p.Number == 0 && p.Ranges != nil }
