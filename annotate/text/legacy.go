package text

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
)

// fallbacks are charsets that the detector has no model for, or that are
// likely wherever it has none, with the confidence that they start from.
var fallbacks = []chardet.Result{
	{Charset: "windows-1252", Confidence: 0.3},
	{Charset: "windows-1250", Confidence: 0.25},
	{Charset: "windows-1256", Confidence: 0.25},
}

// detectLegacy guesses a charset that is not Unicode: the guess of the
// detector, or a fallback, that is best after what looks strange in it has been
// held against it. A stretch with bytes beyond ASCII is looked at.
func detectLegacy(raw []byte) (codec, float64) {
	const weight = 4
	part := sample(raw)
	western, _ := lookup("windows-1252")
	best, bestText, score, confidence := western, "", -float64(weight), 0.0
	for _, guess := range guesses(part) {
		c, err := lookup(guess.Charset)
		if err != nil {
			continue
		}
		decoded := c.decode(part).text
		s := guess.Confidence - weight*strangeness(decoded)
		if s > score {
			best, bestText, score, confidence = c, decoded, s, guess.Confidence
		}
	}
	if western.decode(part).text == bestText {
		best = western
	}
	return best, max(0, min(confidence, score))
}

// guesses returns the detector's guesses and the fallbacks. Where it guesses a
// charset of the old Macintosh, which is rare, the one of Windows with almost
// the same letters is weighed first.
func guesses(part []byte) []chardet.Result {
	var all []chardet.Result
	for _, guess := range chardet.DetectAll(part) {
		twin, ok := map[string]string{"x-mac-cyrillic": "windows-1251", "macintosh": "windows-1252"}[guess.Charset]
		if ok {
			all = append(all, chardet.Result{Charset: twin, Confidence: guess.Confidence})
		}
		all = append(all, guess)
	}
	return append(all, fallbacks...)
}

// sample returns at most 64 KiB of raw, from the beginning of the first line
// that has bytes beyond ASCII.
func sample(raw []byte) []byte {
	const size = 1 << 16
	first := max(0, firstHigh(raw))
	start := bytes.LastIndexByte(raw[:first], '\n') + 1
	start = max(start, first-size/4)
	return raw[start:min(len(raw), start+size)]
}

// strangeness returns the share of what does not happen in text among the
// characters beyond ASCII: invalid sequences and controls, symbols that touch
// letters, capitals after small letters, scripts mixed in a word. Text read in
// a wrong charset is full of it.
func strangeness(s string) float64 {
	strange, beyond := 0, 0
	before := other
	for _, r := range s {
		now := kindOf(r)
		if r >= utf8.RuneSelf {
			beyond++
		}
		if (r >= utf8.RuneSelf || before == symbol) && (now == never || clash(before, now)) {
			strange++
		}
		before = now
	}
	return float64(strange) / float64(max(1, beyond))
}

// kind is what a character is to its neighbours.
type kind uint8

const (
	other kind = iota
	never      // in no text
	symbol
	latin // letters: script, then capitals
	latinCapital
	cyrillic
	cyrillicCapital
	greek
	greekCapital
	uncased // of other scripts
)

func kindOf(r rune) kind {
	switch {
	case r == utf8.RuneError || r >= 0x7F && r < 0xA0:
		return never
	case strings.ContainsRune("°§€£©®™¢¥", r): // at home beside letters
		return other
	case r == 'ª' || r == 'º' || r == '¿' || r == '¡' || r >= utf8.RuneSelf && (unicode.IsSymbol(r) || unicode.Is(unicode.No, r)):
		return symbol
	case !unicode.IsLetter(r):
		return other
	}
	small := uncased
	switch {
	case unicode.Is(unicode.Latin, r):
		small = latin
	case unicode.Is(unicode.Cyrillic, r):
		small = cyrillic
	case unicode.Is(unicode.Greek, r):
		small = greek
	default:
		return uncased
	}
	if unicode.IsUpper(r) {
		return small + 1
	}
	return small
}

// clash reports whether one kind doesn't directly follow another in text.
func clash(before, now kind) bool {
	switch {
	case before < latin:
		return before == symbol && now >= latin
	case now < latin:
		return now == symbol
	case before == uncased || now == uncased:
		return before != now
	case (before-latin)/2 != (now-latin)/2:
		return true
	}
	capital := func(k kind) bool { return (k-latin)%2 == 1 }
	return capital(now) && !capital(before)
}
