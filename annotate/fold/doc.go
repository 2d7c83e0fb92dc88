// Package fold makes texts comparable that a reader would call the same: the
// one function that the palette, find and the full-text index share, so that
// "sefa" finds "Șefa" everywhere or nowhere.
//
// Every code point is folded for itself, whatever stands beside it:
//
//   - compatibility decomposition (NFKD of UAX #15), full case folding;
//   - accents, points and vowel marks of Latin, Greek, Cyrillic, Arabic, Hebrew
//     and Syriac and all marks that belong to no script vanish; vowel signs of
//     other scripts (Devanagari, Thai) are letters to their readers and stay.
//     Of Greek letters the iota subscript vanishes, too;
//   - letters that have no decomposition become those that people type for
//     them: ł l, đ and ð d, ø o, æ ae, œ oe, ß ss, þ th, ı i, ə e;
//   - Arabic: tatweel vanishes; the forms of alef, yeh, kaf and heh are one each;
//   - decimal digits become 0 to 9, quotation marks " and ', dashes -;
//   - each white space character, line ends too, becomes one space: runs keep
//     their length;
//   - soft hyphens, joiners, direction marks and other invisible characters
//     vanish.
//
// So folding two strings and joining them is folding the joined string
// (at any border of code points), folding what is folded changes nothing, and
// canonically equivalent strings fold to the same, but for the order of several
// marks on one letter in the scripts that keep them. Conjoined Hangul
// decomposes, so that a syllable is found while it is being typed.
package fold
