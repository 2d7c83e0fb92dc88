// Package pasttag searches past tags: every tag, and every text of a span that
// exists now, each with its label, how many spans carry it and in how many
// documents.
//
// # What a query finds
//
// Query and entries are folded (package fold), so that "sefa" finds "Șefa".
// An entry matches when the query's characters stand in it in order. Matches
// are ranked by class first: the whole entry, its beginning, the beginning of a
// word in it, a stretch inside it, then letters scattered over it. Scattered
// letters are ranked by github.com/sahilm/fuzzy. Within a class, what was used
// more and what is shorter comes first. An empty query shows what was used last
// and what was used most. Texts of labels that a query leaves out are not found:
// nobody names things after a cookie notice.
//
// # Performance
//
// An [Index] lives in memory and is kept up to date by the changes themselves
// ([Index.Add], [Index.Remove], [Index.PutTag], [Index.DropTag]); it is never
// rebuilt. Every entry has a 64-bit mask of the letters it holds, and the
// matcher only runs where the mask has all of the query's letters. A search
// reports its first page as soon as that page is certain, looks at its context
// every few thousand entries, and runs on all processors.
package pasttag
