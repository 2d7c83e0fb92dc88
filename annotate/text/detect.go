package text

import (
	"bytes"
	"unicode/utf8"
)

// choice is the charset to decode with, and why.
type choice struct {
	charset       codec
	declared, bom bool
	confidence    float64
}

// choose finds the charset: by byte-order mark, else as declared, else by the
// look of the bytes.
func choose(raw []byte, declared string) (choice, error) {
	c := choice{declared: declared != "", confidence: 1}
	if c.declared {
		named, err := lookup(declared)
		if err != nil {
			return choice{}, err
		}
		c.charset = named
	}
	if marked, ok := byMark(raw); ok {
		c.charset, c.bom = marked, true
	}
	if c.charset.decode == nil {
		c.charset, c.confidence = detect(raw)
	}
	return c, nil
}

// byMark returns the charset that a byte-order mark says. FF FE 00 00 may also
// be UTF-16 that begins with NUL, and is where the rest isn't UTF-32.
func byMark(raw []byte) (codec, bool) {
	marks := []struct {
		mark    string
		charset codec
	}{
		{"\xFF\xFE\x00\x00", utf32LE}, {"\x00\x00\xFE\xFF", utf32BE},
		{bom, utf8Codec}, {"\xFF\xFE", utf16LE}, {"\xFE\xFF", utf16BE},
	}
	for _, m := range marks {
		if !bytes.HasPrefix(raw, []byte(m.mark)) {
			continue
		}
		if len(m.mark) == 4 && m.charset.decode(raw).invalid > 0 {
			continue
		}
		return m.charset, true
	}
	return codec{}, false
}

// detect guesses the charset of bytes without byte-order mark and says how
// sure it is, from 0 to 1.
func detect(raw []byte) (codec, float64) {
	hasNUL := bytes.IndexByte(raw, 0) >= 0
	valid := utf8.Valid(raw)
	switch {
	case hasISO2022JP(raw):
		if jp, err := lookup("iso-2022-jp"); err == nil {
			return jp, 0.95
		}
	case valid && !hasNUL:
		return utf8Codec, 1
	}
	if hasNUL && !(valid && strayControls(raw)) {
		if wide, ok := detectUTF16(raw); ok {
			return wide, 0.9
		}
	}
	if valid {
		return utf8Codec, 1
	}
	if sure := almostUTF8(raw); sure > 0 {
		return utf8Codec, sure
	}
	return detectLegacy(raw)
}

// strayControls reports whether control characters are so few that they strayed
// into raw: in UTF-16, of alphabets with few code points, half of all bytes are.
func strayControls(raw []byte) bool {
	n := 0
	for _, c := range raw {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' {
			n++
		}
	}
	return 8*n < len(raw)
}

// hasISO2022JP reports whether raw is ASCII with the escape sequences that
// switch to JIS X 0208 (RFC 1468), the only such charset still met.
func hasISO2022JP(raw []byte) bool {
	if !bytes.Contains(raw, []byte("\x1b$B")) && !bytes.Contains(raw, []byte("\x1b$@")) {
		return false
	}
	return firstHigh(raw) < 0
}

// firstHigh returns the place of the first byte beyond ASCII, or -1.
func firstHigh(raw []byte) int {
	return bytes.IndexFunc(raw, func(r rune) bool { return r >= utf8.RuneSelf })
}

// detectUTF16 recognises UTF-16 without mark among bytes that contain NUL, as
// text of any script in UTF-16 does as soon as it has a space, a digit or a
// line end (and text in other charsets never does): in the right byte order
// common characters are frequent, and controls and lone surrogates absent.
func detectUTF16(raw []byte) (codec, bool) {
	const sample = 1 << 16
	if len(raw)%2 != 0 {
		return codec{}, false
	}
	raw = raw[:min(len(raw), sample)]
	little, little0 := weighUTF16(raw, 0, 1)
	big, big0 := weighUTF16(raw, 1, 0)
	enough := func(common, others, bad int) bool {
		return common*50 >= len(raw)/2 && common >= 4*others && bad*100 <= len(raw)/2
	}
	switch {
	case enough(little, big, little0):
		return utf16LE, true
	case enough(big, little, big0):
		return utf16BE, true
	}
	return codec{}, false
}

// weighUTF16 counts the units that are frequent in text (ASCII and the
// punctuation of Chinese and Japanese) and those that are never in it.
func weighUTF16(raw []byte, low, high int) (common, bad int) {
	surrogate := false
	for at := 0; at+1 < len(raw); at += 2 {
		u := uint16(raw[at+low]) | uint16(raw[at+high])<<8
		wantLow := surrogate
		surrogate = u >= 0xD800 && u < 0xDC00
		switch {
		case wantLow != (u >= 0xDC00 && u < 0xE000):
			bad++
		case u == '\n' || u == '\r' || u == '\t' || u >= 0x20 && u < 0x7F,
			u == 0x3001, u == 0x3002, u == 0xFF0C:
			common++
		case u < 0x20 || u >= 0x7F && u < 0xA0 || u >= 0xFFFE:
			bad++
		}
	}
	return common, bad
}

// almostUTF8 returns how sure it is that raw is UTF-8 with a few invalid
// sequences or cut off inside its last character; 0 where it isn't.
func almostUTF8(raw []byte) float64 {
	good, bad := 0, 0
	cut := false
	for at := 0; at < len(raw); {
		r, size := utf8.DecodeRune(raw[at:])
		switch {
		case r == utf8.RuneError && size == 1:
			cut = !utf8.FullRune(raw[at:])
			size = invalidLen(string(raw[at:min(at+utf8.UTFMax, len(raw))]))
			bad++
		case size > 1:
			good++
		}
		at += size
	}
	onlyCut := cut && bad == 1 && good > 0
	if good < 20*bad && !onlyCut {
		return 0
	}
	return float64(good) / float64(good+bad)
}
