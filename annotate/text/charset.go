package text

import (
	"fmt"
	"strings"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/ianaindex"

	"postil/annotate/segment"
)

// UnknownCharsetError names a declared charset that can't be read.
type UnknownCharsetError struct{ Charset string }

// Error says what to do about it, too.
func (e *UnknownCharsetError) Error() string {
	return "unknown charset " + segment.Excerpt(e.Charset) + ": use a name such as utf-8, windows-1252 or gb18030, or leave it out to have it detected"
}

// MisfitError says that bytes mean nothing in the charset that was declared.
type MisfitError struct {
	Charset string
	// Byte is the number of the first such byte and Line that of its line, both from
	// 1, and Count is how many sequences there are.
	Byte, Line, Count int
}

// Error says what to do about it, too.
func (e *MisfitError) Error() string {
	sequences := "1 invalid sequence,"
	if e.Count != 1 {
		sequences = fmt.Sprint(e.Count, " invalid sequences, the first")
	}
	return fmt.Sprintf("not valid %s: %s at byte %d in line %d: declare another charset (--charset), or none to have it detected",
		e.Charset, sequences, e.Byte, e.Line)
}

// codec is a charset and how to decode it.
type codec struct {
	name   string
	decode func(raw []byte) decoding
}

var (
	utf8Codec = codec{"utf-8", decodeUTF8}
	utf16LE   = codec{"utf-16le", func(raw []byte) decoding { return decodeUTF16(raw, 0, 1) }}
	utf16BE   = codec{"utf-16be", func(raw []byte) decoding { return decodeUTF16(raw, 1, 0) }}
	utf32LE   = codec{"utf-32le", func(raw []byte) decoding { return decodeUTF32(raw, false) }}
	utf32BE   = codec{"utf-32be", func(raw []byte) decoding { return decodeUTF32(raw, true) }}
)

// CheckCharset reports an [*UnknownCharsetError] for a name that [Options].Charset
// does not take.
func CheckCharset(name string) error {
	if name == "" {
		return nil
	}
	_, err := lookup(name)
	return err
}

// lookup returns the codec of a charset's name.
//
// Names mean what the WHATWG Encoding Standard says (iso-8859-1 is
// windows-1252, gb2312 is gbk), since files in the wild are declared by that
// habit; names that it lacks are looked up at IANA.
func lookup(name string) (codec, error) {
	label := strings.ToLower(strings.TrimSpace(name))
	for _, c := range []codec{utf8Codec, utf16LE, utf16BE, utf32LE, utf32BE} {
		if label == c.name {
			return c, nil
		}
	}
	if same, ok := aliases[label]; ok {
		return lookup(same)
	}
	enc, canonical := charset.Lookup(label)
	if enc == nil || enc == encoding.Replacement {
		canonical = label
		if enc, _ = ianaindex.IANA.Encoding(label); enc == nil {
			return codec{}, &UnknownCharsetError{Charset: name}
		}
	}
	if canonical != label {
		for _, c := range []codec{utf8Codec, utf16LE, utf16BE} {
			if canonical == c.name {
				return c, nil
			}
		}
	}
	return legacyCodec(canonical, enc), nil
}

// aliases are names that neither list knows, or that detectors use.
var aliases = map[string]string{
	"utf8":   "utf-8",
	"utf-32": "utf-32le", // with a byte-order mark the mark decides
	"utf-16": "utf-16le",
	"cp932":  "shift_jis",
	"cp949":  "euc-kr",
	"gb2312": "gb18030",
}

func legacyCodec(name string, enc encoding.Encoding) codec {
	if table, ok := enc.(*charmap.Charmap); ok {
		return codec{name, func(raw []byte) decoding { return decodeCharmap(raw, table) }}
	}
	return codec{name, func(raw []byte) decoding { return decodeStepwise(raw, enc.NewDecoder()) }}
}
