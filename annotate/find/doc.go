// Package find finds what a reader types in the text of one document, while it is
// being typed.
//
// What counts as a hit:
//
//   - Exactly, the code points of the query must stand there. An accent counts
//     also where it is a code point of its own: "cafe" is not in "cafe" with a
//     combining acute. Vowel signs that are letters to their readers (Devanagari,
//     Thai) don't keep the letters before them from being found.
//   - Folded, case, accents, Arabic vowel marks and the like don't matter: text and
//     query are compared as package fold makes them.
//   - White space in the query is any run of white space in the text, line ends and
//     no-break spaces too: a name that is broken over two lines is found. At an end
//     of the query it must stand there, but is no part of the hit, which a reader
//     may want to tag. A query of nothing else finds nothing.
//   - A hit covers whole grapheme clusters, so it may be wider than what was typed.
//     Hits don't overlap: of those that would, the first counts.
package find
