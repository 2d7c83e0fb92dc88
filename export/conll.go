package export

import (
	"path/filepath"
	"strings"
)

// Shapes of CoNLL files.
const (
	conll2003 = "2003"     // token, part of speech, chunk and tag, with blanks between
	conll2    = "2-column" // token and tag, with a tab between
)

func conll() Format {
	return Format{
		Name: "conll", Title: "CoNLL (tokens with tags)", Extensions: []string{".conll", ".iob", ".bio", ".bioes"},
		Description: "one token a line with its tag, an empty line between sentences or pieces, -DOCSTART- before each document; " +
			"an index beside it says where each document stands",
		Loses: []string{
			"the text between tokens: reading puts a blank there, and a line feed between sentences",
			"all but one of overlapping spans, unless split-by-layer writes a file for each layer",
			"borders inside tokens, and spans in several fragments as one",
			"the borders of sentences inside an entity",
			"tokens that exclusion layers mask: the line would need a tag, so they are not there, and a sentence ends where they were",
			"white space in labels' names",
			"relations, tags, attributes, notes, annotators, ids of spans and what is said of documents",
		},
		Example: "-DOCSTART- -X- O O\n\nBart -X- O B-PERSON\nDe -X- O I-PERSON\nWever -X- O I-PERSON\nspoke -X- O O",
		Reads:   true, Writes: true, Pieces: true, OneTag: true, Shapes: []string{conll2003, conll2},
		files:  func(path string) []string { return []string{conllIndex(path), path} },
		open:   func(path string, o ReadOptions) (Reader, error) { return OpenCoNLL(path, o) },
		create: createCoNLL,
	}
}

// conllIndex returns the path of the index beside a file: NAME.index.tsv. It is a
// file of its own because there is no line that every reader of CoNLL skips:
// comments are tokens to most, and spaCy knows the line that begins a document
// only as "-DOCSTART- -X- O O", without more columns.
func conllIndex(path string) string {
	return strings.TrimSuffix(path, filepath.Ext(path)) + ".index.tsv"
}

// indexColumns are the columns of the index: the line that the first token
// stands on, from 1; how many tokens there are; the document's id; where the
// piece begins in it, in code points; and what the document is called, comes from
// and is written in.
const indexColumns = "line\ttokens\tdocument\tstart\tname\tsource\tlanguage"
