package jsontext

import (
	"bytes"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// maxDepth is how deep arrays and objects may nest.
const maxDepth = 1000

// Error says what is wrong with a JSON text, and where.
type Error struct {
	Offset int // in bytes, from the start of the text
	What   string
}

// Error names the place, counting from 1 as editors do.
func (e *Error) Error() string { return fmt.Sprintf("%s at byte %d", e.What, e.Offset+1) }

// Scanner reads a JSON text from its start to its end. Each method reads the
// next value, or reports an [*Error] where another kind of value stands there;
// after an error, the scanner must not be used further.
type Scanner struct {
	text    []byte
	at      int
	scratch []byte
	names   *names // nil where keys may stand twice
}

// NewScanner returns a scanner of text, which must stay as it is meanwhile.
func NewScanner(text []byte) *Scanner { return &Scanner{text: text} }

// NewStrictScanner returns a scanner of text for which an object is wrong in which a
// key stands twice, also inside of what [Scanner.Raw] reads. RFC 8259, section 4,
// leaves open what such an object means, and programs differ in what they take
// it for.
func NewStrictScanner(text []byte) *Scanner { return &Scanner{text: text, names: newNames()} }

// Reset starts again with another text and keeps the memory.
func (s *Scanner) Reset(text []byte) {
	s.text, s.at = text, 0
	if s.names != nil {
		s.names.reset()
	}
}

// At returns how far the text has been read, in bytes: up to an error, where there was
// one.
func (s *Scanner) At() int { return s.at }

// Kind returns what the next value is: '{', '[', '"', '0' for a number, 't' for
// true or false, 'n' for null, and 0 for no value.
func (s *Scanner) Kind() byte {
	s.space()
	if s.at == len(s.text) {
		return 0
	}
	switch b := s.text[s.at]; b {
	case '{', '[', '"', 't', 'n':
		return b
	case 'f':
		return 't'
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return '0'
	}
	return 0
}

// Object reads an object and calls member for each of its members, which must
// read the member's value. The key is valid until the scanner reads another key
// or a Text.
func (s *Scanner) Object(member func(key []byte) error) error {
	if err := s.open('{', "an object"); err != nil {
		return err
	}
	s.names.open()
	for more := !s.closed('}'); more; {
		key, err := s.name()
		if err != nil {
			return err
		}
		if s.space(); s.at == len(s.text) || s.text[s.at] != ':' {
			return s.wrong("':' is missing")
		}
		s.at++
		if err := member(key); err != nil {
			return err
		}
		if more, err = s.next('}'); err != nil {
			return err
		}
	}
	return s.names.close(s.text)
}

// Array reads an array and calls element for each of its values, counted from
// 0; element must read the value.
func (s *Scanner) Array(element func(i int) error) error {
	if err := s.open('[', "an array"); err != nil {
		return err
	}
	i := 0
	for more := !s.closed(']'); more; i++ {
		err := element(i)
		if err != nil {
			return err
		}
		if more, err = s.next(']'); err != nil {
			return err
		}
	}
	return nil
}

// name reads a member's key.
func (s *Scanner) name() ([]byte, error) {
	s.space()
	start := s.at + 1
	key, literal, err := s.string()
	if err == nil {
		s.names.add(s.text, start, s.at-1, literal)
	}
	return key, err
}

// Text reads a string. What it returns is valid until the scanner reads another
// Text or an Object.
func (s *Scanner) Text() ([]byte, error) {
	text, _, err := s.string()
	return text, err
}

// string reads a string, and tells whether it holds no escapes.
func (s *Scanner) string() (text []byte, literal bool, err error) {
	if s.Kind() != '"' {
		return nil, false, s.expected("a string")
	}
	s.at++
	start := s.at
	if literal, err = s.quoted(); err != nil {
		return nil, false, err
	}
	raw := s.text[start : s.at-1]
	if literal {
		return raw, true, nil
	}
	s.scratch = unescape(s.scratch[:0], raw)
	return s.scratch, false, nil
}

// Int reads a whole number.
func (s *Scanner) Int() (int, error) {
	start := s.at
	raw, err := s.Number()
	if err != nil {
		return 0, err
	}
	n, err := strconv.Atoi(string(raw))
	if err != nil {
		s.at = start
		return 0, s.wrong(fmt.Sprintf("a whole number is expected, not %.20s", raw))
	}
	return n, nil
}

// Float reads a number. One that IEEE 754 doubles cannot hold is an error.
func (s *Scanner) Float() (float64, error) {
	start := s.at
	raw, err := s.Number()
	if err != nil {
		return 0, err
	}
	f, err := strconv.ParseFloat(string(raw), 64)
	if err != nil {
		s.at = start
		return 0, s.wrong(fmt.Sprintf("the number %.20s is too large", raw))
	}
	return f, nil
}

// Number reads a number as it is written.
func (s *Scanner) Number() ([]byte, error) {
	if s.Kind() != '0' {
		return nil, s.expected("a number")
	}
	start := s.at
	if err := s.number(); err != nil {
		return nil, err
	}
	return s.text[start:s.at], nil
}

// Bool reads true or false.
func (s *Scanner) Bool() (bool, error) {
	if s.Kind() != 't' {
		return false, s.expected("true or false")
	}
	if s.text[s.at] == 't' {
		return true, s.word("true")
	}
	return false, s.word("false")
}

// Null reads null where it stands, and else nothing.
func (s *Scanner) Null() bool {
	return s.Kind() == 'n' && s.word("null") == nil
}

// Raw reads any value and returns its text, without the space around it.
func (s *Scanner) Raw() ([]byte, error) {
	s.space()
	start := s.at
	var err error
	if s.at < len(s.text) && s.text[s.at] == '"' { // most values
		s.at++
		_, err = s.quoted()
	} else {
		err = s.skip()
	}
	if err != nil {
		return nil, err
	}
	return s.text[start:s.at], nil
}

// End reports an error where anything but space follows.
func (s *Scanner) End() error {
	if s.space(); s.at != len(s.text) {
		return s.wrong("nothing more is expected")
	}
	if !utf8.Valid(s.text) {
		s.at = firstInvalid(s.text)
		return s.wrong("it is no valid UTF-8")
	}
	return nil
}

// Check reports an error where text is not one JSON value.
func Check(text []byte) error { return NewScanner(text).check() }

// CheckStrictly reports an error where text is not one JSON value, or an object in it
// has a key twice.
func CheckStrictly(text []byte) error { return NewStrictScanner(text).check() }

func (s *Scanner) check() error {
	if err := s.skip(); err != nil {
		return err
	}
	return s.End()
}

func firstInvalid(text []byte) int {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(text)
}

func (s *Scanner) space() {
	for s.at < len(s.text) && s.text[s.at] <= ' ' {
		if b := s.text[s.at]; b != ' ' && b != '\t' && b != '\n' && b != '\r' {
			return
		}
		s.at++
	}
}

func (s *Scanner) open(bracket byte, what string) error {
	if s.Kind() != bracket {
		return s.expected(what)
	}
	s.at++
	return nil
}

// closed reads the bracket where it stands.
func (s *Scanner) closed(bracket byte) bool {
	s.space()
	if s.at < len(s.text) && s.text[s.at] == bracket {
		s.at++
		return true
	}
	return false
}

// next reads what stands behind a member or element, and tells whether another
// one follows.
func (s *Scanner) next(bracket byte) (bool, error) {
	if s.closed(bracket) {
		return false, nil
	}
	if s.at == len(s.text) || s.text[s.at] != ',' {
		return false, s.wrong("',' or '" + string(bracket) + "' is missing")
	}
	s.at++
	return true, nil
}

func (s *Scanner) word(word string) error {
	if !bytes.HasPrefix(s.text[s.at:], []byte(word)) {
		return s.wrong(word + " is expected")
	}
	s.at += len(word)
	return nil
}

func (s *Scanner) wrong(what string) error { return &Error{Offset: s.at, What: what} }

// expected reports that the next value is not what it should be.
func (s *Scanner) expected(what string) error {
	if s.space(); s.at == len(s.text) {
		return s.wrong(what + " is expected, but the text ends")
	}
	kind := s.Kind()
	if rest := s.text[s.at:]; kind == 'n' && !bytes.HasPrefix(rest, []byte("null")) || kind == 't' && !bytes.HasPrefix(rest, []byte("true")) && !bytes.HasPrefix(rest, []byte("false")) {
		kind = 0 // a word that JSON does not have
	}
	found, ok := map[byte]string{'{': "an object", '[': "an array", '"': "a string", '0': "a number", 't': "true or false", 'n': "null"}[kind]
	if !ok {
		r, _ := utf8.DecodeRune(s.text[s.at:])
		found = strconv.QuoteRune(r)
	}
	return s.wrong(what + " is expected, not " + found)
}
