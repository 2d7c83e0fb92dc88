package jsontext

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf16"
	"unicode/utf8"
)

// skip reads any value. It counts brackets instead of calling itself, so that
// no input can exhaust the stack.
func (s *Scanner) skip() error {
	var open []byte // the brackets that are to be closed
	for {
		opened, err := s.enter(&open)
		if err != nil {
			return err
		}
		for !opened { // a value has ended here
			if len(open) == 0 {
				return nil
			}
			bracket := open[len(open)-1]
			more, err := s.next(bracket)
			if err != nil {
				return err
			}
			if more {
				if err := s.key(bracket); err != nil {
					return err
				}
				break
			}
			if bracket == '}' {
				if err := s.names.close(s.text); err != nil {
					return err
				}
			}
			open = open[:len(open)-1]
		}
	}
}

// enter reads a plain value, an empty array or object, or the beginning of
// another one, and tells whether it was the last.
func (s *Scanner) enter(open *[]byte) (bool, error) {
	switch s.Kind() {
	case '"':
		s.at++
		_, err := s.quoted()
		return false, err
	case '0':
		return false, s.number()
	case 't':
		_, err := s.Bool()
		return false, err
	case 'n':
		return false, s.word("null")
	case 0:
		return false, s.expected("a value")
	}
	bracket := s.text[s.at] + 2 // '[' + 2 is ']', and '{' + 2 is '}'
	s.at++
	if s.closed(bracket) {
		return false, nil
	}
	if len(*open) == maxDepth {
		return false, s.wrong("arrays and objects nest too deep")
	}
	*open = append(*open, bracket)
	if bracket == '}' {
		s.names.open()
	}
	return true, s.key(bracket)
}

// key reads a member's key and colon inside an object, and nothing inside an
// array.
func (s *Scanner) key(bracket byte) error {
	if bracket == ']' {
		return nil
	}
	if s.space(); s.at == len(s.text) || s.text[s.at] != '"' {
		return s.expected("a key in quotation marks")
	}
	s.at++
	start := s.at
	literal, err := s.quoted()
	if err != nil {
		return err
	}
	s.names.add(s.text, start, s.at-1, literal)
	if s.space(); s.at == len(s.text) || s.text[s.at] != ':' {
		return s.wrong("':' is missing")
	}
	s.at++
	return nil
}

// plain returns how many bytes at the start of b stand for themselves in a
// string: it stops at quotation marks, backslashes and control characters. It
// looks at eight bytes at once (the tricks are those of "Bit Twiddling Hacks",
// "Determine if a word has a byte less than n").
func plain(b []byte) int {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	n := 0
	for ; n+8 <= len(b); n += 8 {
		x := binary.LittleEndian.Uint64(b[n:])
		quote, escape := x^('"'*ones), x^('\\'*ones)
		special := ((x-0x20*ones)&^x | (quote-ones)&^quote | (escape-ones)&^escape) & high
		if special != 0 {
			return n + bits.TrailingZeros64(special)/8
		}
	}
	for ; n < len(b); n++ {
		if c := b[n]; c < 0x20 || c == '"' || c == '\\' {
			break
		}
	}
	return n
}

// quoted reads a string from behind its first quotation mark to behind its
// last, and tells whether it holds no escapes.
func (s *Scanner) quoted() (literal bool, err error) {
	literal = true
	for {
		s.at += plain(s.text[s.at:])
		switch {
		case s.at == len(s.text):
			return false, s.wrong("the string does not end")
		case s.text[s.at] == '"':
			s.at++
			return literal, nil
		case s.text[s.at] != '\\':
			return false, s.wrong("a control character stands in a string")
		}
		literal = false
		if err := s.escape(); err != nil {
			return false, err
		}
	}
}

// escape reads an escape sequence.
func (s *Scanner) escape() error {
	if s.at+1 == len(s.text) {
		return s.wrong("the string does not end")
	}
	switch s.text[s.at+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		s.at += 2
		return nil
	case 'u':
		if _, ok := unit(s.text[s.at:]); ok {
			s.at += 6
			return nil
		}
	}
	return s.wrong("no such escape in a string")
}

// number reads a number by the grammar of RFC 8259, section 6.
func (s *Scanner) number() error {
	s.accept('-')
	if !s.accept('0') && !s.digits() {
		return s.wrong("a digit is missing")
	}
	if s.accept('.') && !s.digits() {
		return s.wrong("a digit is missing behind the point")
	}
	if s.accept('e') || s.accept('E') {
		if !s.accept('-') {
			s.accept('+')
		}
		if !s.digits() {
			return s.wrong("a digit is missing in the exponent")
		}
	}
	return nil
}

func (s *Scanner) accept(b byte) bool {
	if s.at < len(s.text) && s.text[s.at] == b {
		s.at++
		return true
	}
	return false
}

func (s *Scanner) digits() bool {
	start := s.at
	for s.at < len(s.text) && '0' <= s.text[s.at] && s.text[s.at] <= '9' {
		s.at++
	}
	return start < s.at
}

// unit reads \uXXXX at the start of b.
func unit(b []byte) (rune, bool) {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0, false
	}
	var r rune
	for _, c := range b[2:6] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}

// unescape appends what the inside of a valid string means. A surrogate that
// has lost its other half becomes U+FFFD, as in encoding/json.
func unescape(dst, raw []byte) []byte {
	for i := 0; i < len(raw); {
		if raw[i] != '\\' {
			start := i
			for i < len(raw) && raw[i] != '\\' {
				i++
			}
			dst = append(dst, raw[start:i]...)
			continue
		}
		if raw[i+1] != 'u' {
			dst = append(dst, meaning(raw[i+1]))
			i += 2
			continue
		}
		r, _ := unit(raw[i:])
		i += 6
		if utf16.IsSurrogate(r) {
			low, _ := unit(raw[i:])
			if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
				i += 6
			}
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}

// LoneSurrogates counts the surrogates in a valid JSON string that have lost their
// other half: in what the string means U+FFFD stands for each.
func LoneSurrogates(raw []byte) int {
	n := 0
	for {
		i := bytes.IndexByte(raw, '\\')
		if i < 0 {
			return n
		}
		r, ok := unit(raw[i:])
		if !ok {
			raw = raw[i+2:]
			continue
		}
		raw = raw[i+6:]
		if utf16.IsSurrogate(r) {
			low, _ := unit(raw)
			if utf16.DecodeRune(r, low) == utf8.RuneError {
				n++
			} else {
				raw = raw[6:]
			}
		}
	}
}

// meaning returns what stands for \c.
func meaning(c byte) byte {
	switch c {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return c
}
