package text

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"postil/annotate/segment"
)

// MaxSize is the greatest size of a document in bytes, before and after
// settling: the default limit of one value in SQLite
// (https://www.sqlite.org/limits.html).
const MaxSize = 1_000_000_000

var (
	// ErrEmpty says that there is no text: nothing, or only byte-order marks.
	ErrEmpty = errors.New("no text: the input is empty")
	// ErrTooLarge says that the input has more than [MaxSize] bytes.
	ErrTooLarge = fmt.Errorf("more than %d bytes: split the document", MaxSize)
)

// Options say how to read what is settled.
type Options struct {
	// Charset is the declared charset, by any name that the WHATWG Encoding
	// Standard or IANA knows, or utf-32, utf-32le, utf-32be; "" to detect it.
	// A byte-order mark wins over it, as in the Encoding Standard.
	Charset string
}

// Settled is a document's text as it stays for ever, and how it came about.
type Settled struct {
	// Text is valid UTF-8, not empty, without byte-order mark at its start,
	// without carriage returns and without control characters other than tab
	// and line feed.
	Text string
	// Charset is the charset that was used, in lower case ("utf-8",
	// "windows-1252").
	Charset string
	// Detected is set where the charset was found by looking at the text: it
	// was not declared and there was no byte-order mark.
	Detected bool
	// Confidence, from 0 to 1, says how sure a detected charset is; below 0.5
	// a person should look. It is 1 where nothing was guessed.
	Confidence float64
	// Replaced counts what became U+FFFD.
	Replaced Replaced
	// OriginalHash and Hash are of the original bytes and of Text.
	OriginalHash, Hash Hash
	// Original converts offsets of the original into offsets of Text.
	Original *OriginalMap
}

// Replaced counts what settling replaced by U+FFFD, one for one.
type Replaced struct {
	// Controls are control characters: U+0000 to U+001F but tab and the line
	// ends, and U+007F to U+009F.
	Controls int
	// Invalid are byte sequences that mean nothing in the charset; in UTF-8
	// each longest beginning of a character counts once (Unicode 3.9,
	// "substitution of maximal subparts").
	Invalid int
}

// All returns how many became U+FFFD.
func (r Replaced) All() int { return r.Controls + r.Invalid }

// Hash is a SHA-256 checksum of a text or a file.
type Hash [sha256.Size]byte

// String returns the hash in 64 lower-case hexadecimal digits.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// HashOf returns the hash of s.
func HashOf(s string) Hash { return sha256.Sum256([]byte(s)) }

// ParseHash reads the form of [Hash.String].
func ParseHash(s string) (Hash, error) {
	var h Hash
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != len(h) {
		return h, fmt.Errorf("%s is no SHA-256: 64 hexadecimal digits are expected", segment.Excerpt(s))
	}
	copy(h[:], b)
	return h, nil
}

// Unsettled returns the byte offset of the first thing in s that settling would
// change, and -1 where s is settled.
func Unsettled(s string) int {
	r := rewriter{in: s}
	r.rewrite()
	if len(r.edits) == 0 {
		return -1
	}
	return int(r.edits[0].from)
}

// Settle decodes raw and settles its text:
//
//   - a byte-order mark at the start is dropped, after it has said the charset;
//   - CR LF and CR become LF;
//   - other control characters but tab, and invalid bytes, become U+FFFD.
//
// Nothing else changes, and settling settled text changes nothing.
//
// It fails with [ErrEmpty], [ErrTooLarge], a [*BinaryError], a
// [*UnknownCharsetError], or, where bytes mean nothing in a declared charset,
// a [*MisfitError].
func Settle(raw []byte, opts Options) (Settled, error) {
	if len(raw) == 0 {
		return Settled{}, ErrEmpty
	}
	if len(raw) > MaxSize {
		return Settled{}, ErrTooLarge
	}
	if kind := magic(raw); kind != "" {
		return Settled{}, &BinaryError{Kind: kind}
	}
	choice, err := choose(raw, opts.Charset)
	if err != nil {
		return Settled{}, err
	}
	decoded := choice.charset.decode(raw)
	s, err := settle(decoded)
	if err != nil {
		return Settled{}, err
	}
	if choice.declared && s.Replaced.Invalid > 0 {
		return Settled{}, misfit(choice.charset.name, &s)
	}
	if err := checkBinary(s); err != nil {
		return Settled{}, err
	}
	s.Charset = choice.charset.name
	s.Detected = !choice.declared && !choice.bom
	s.Confidence = choice.confidence
	s.OriginalHash = sha256.Sum256(raw)
	return s, nil
}

// misfit says where the first bytes stand that mean nothing in the charset.
func misfit(charset string, s *Settled) error {
	e := &MisfitError{Charset: charset, Count: s.Replaced.Invalid}
	e.Byte, e.Line = s.FirstInvalid()
	return e
}

// FirstInvalid returns where in the original the first bytes stand that mean nothing
// in the charset: which byte, and in which line, both from 1 as a person counts. It
// must have some ([Replaced].Invalid).
func (s *Settled) FirstInvalid() (number, line int) {
	offset, line := s.Original.firstInvalid, 1
	if at, err := s.Original.ToSettled(Byte, offset); err == nil {
		line += strings.Count(s.Text[:at], "\n")
	}
	return offset + 1, line
}

// SettleString settles text that is already decoded, such as a string of a
// JSON record, by the rules of [Settle]; its original is s, in UTF-8. It fails
// with [ErrEmpty] or [ErrTooLarge].
func SettleString(s string) (Settled, error) {
	if len(s) > MaxSize {
		return Settled{}, ErrTooLarge
	}
	settled, err := settle(decoding{text: s, size: len(s)})
	if err != nil {
		return Settled{}, err
	}
	settled.Charset, settled.Confidence = "utf-8", 1
	settled.OriginalHash = settled.Hash
	if len(settled.Original.edits) > 0 {
		settled.OriginalHash = HashOf(s)
	}
	return settled, nil
}

// settle applies the rules to decoded text.
func settle(d decoding) (Settled, error) {
	r := rewriter{in: d.text, firstInvalid: d.firstInvalid}
	r.replaced.Invalid = d.invalid
	text := r.rewrite()
	switch {
	case len(text) == 0:
		return Settled{}, ErrEmpty
	case len(text) > MaxSize:
		return Settled{}, ErrTooLarge
	}
	return Settled{
		Text:     text,
		Replaced: r.replaced,
		Hash:     HashOf(text),
		Original: &OriginalMap{
			text: text, size: d.size, edits: r.edits, runs: d.runs, dropped: r.dropped,
			boms: r.boms, firstInvalid: r.firstInvalid,
		},
	}, nil
}

// Offsets returns the offset map of the settled text, made when it is first
// asked for. Offsets of readers that see every line end as one character, as
// Python's text mode does, are offsets of the settled text.
func (s Settled) Offsets() *OffsetMap { return s.Original.settled() }
