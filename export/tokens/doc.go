// Package tokens finds which labels stand on which tokens of a text: what the
// formats that tag tokens, or have room for one entity in each place, have in common.
//
// Formats that tag tokens (conll, hf) share their tokens, those of
// [segment.Tokens], and the way in which spans come to stand on them: a border
// inside a token moves outwards, fragments are entities of their own, of the same
// mark by two annotators one stands, and where spans overlap, [dataset.Overlap] says which
// of them stay. Tokens that an exclusion layer touches are missing: no class, and
// not outside either. Whatever is not as it was marked is told to the account, with
// the reason.
package tokens
