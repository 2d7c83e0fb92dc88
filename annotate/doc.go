// Package annotate is the domain of Postil: the words that analysts use when
// they mark up articles, and the rules those words obey. It knows no database,
// no window and no file format.
//
// # The words
//
// A project holds documents. A [Document] is one article: text that never
// changes after import, with a name, a source, a language, metadata and the
// [Document.Story] it tells. Documents that tell the same news (copies,
// rewrites, translations) share a story, and data splits never cut through one.
//
// A [Scheme] says what can be marked: each [Layer] is a family of [Label]s with
// one look; an [AttributeDef] is a typed property of a span, a relation or a
// document; a [RelationType] is a kind of directed link between spans.
//
// A [Span] is what an [Annotator] marks: one label over one or more
// [Fragment]s of one document. It may carry one [Tag], which names what the
// span is about once and for all documents and languages, and values for its
// label's attributes. A [Relation] links two spans, in one document or two.
// [Origin] tells how a span or a relation came to be.
//
// A [Change] is one user action, appended to the project's history and never
// rewritten.
//
// # Offsets
//
// The invariant everything rests on:
//
//	doc.Text[f.Start:f.End] is exactly the text that was marked,
//	for every fragment f, for ever.
//
// Offsets are UTF-8 bytes into [Document.Text], half-open. They stand on rune
// borders always, and on grapheme-cluster borders for what a person marks
// (imports may be finer). The text is settled once, at import, by package
// annotate/text, and no code path changes it afterwards; each fragment keeps a
// copy of the text it covers, so that checking and exporting can prove the
// invariant instead of trusting it ([Span.Check]). Other units (code points,
// UTF-16) exist at the borders of the program only, and text.OffsetMap is the
// one place that converts them.
//
// # Sub-packages
//
// text settles raw input and converts offsets; fold makes texts comparable
// across case, marks and scripts' variants; segment finds graphemes, words and
// sentences; find looks for what a reader types in one document; pasttag
// searches everything that was ever tagged.
package annotate
