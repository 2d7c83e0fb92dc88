// Package segment finds characters, words and sentences as Unicode's annex #29
// defines them, around a place in a text of any length.
//
// Offsets count bytes of UTF-8; those beyond a text's ends count as its ends. A
// range is half-open. "Character" means extended grapheme cluster: what a
// reader takes for one, with all its marks.
//
// # Why looking at a part is enough
//
// The rules decide about a border by what stands beside it, and go from left to
// right. So a scan may begin at any border of which it is certain that nothing
// to its left matters, and finds the same borders from there on as a scan of
// the whole text. Every function first steps back to such a place; each says
// beside its code why it is one. Ordinary text has one within a word.
//
// Where there is none for some thousand bytes (a hundred thousand letters
// without a break, a thousand flags in a row), the scan begins anyway, so that
// no call costs more than a fixed amount, and what is longer is cut:
// characters at 4 KB, words at 8 KB, sentences at 16 KB on either side.
//
// # Known limits
//
// Chinese and Japanese have a border at each ideograph, and Thai, Lao, Khmer
// and Burmese at each character: their words need a dictionary, which the
// annex leaves to others. A hyphen parts words, an apostrophe between letters
// doesn't.
package segment
