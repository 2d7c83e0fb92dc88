// Package conll reads and writes CoNLL files: one token a line with its tag, an empty
// line between sentences, and an index beside the file that says where each document
// stands.
package conll

import (
	"postil/export/dataset"
)

// Shapes of CoNLL files.
const (
	conll2003 = "2003"     // token, part of speech, chunk and tag, with blanks between
	conll2    = "2-column" // token and tag, with a tab between
)

// Format returns the format of CoNLL.
func Format() dataset.Format {
	return dataset.Format{
		Name: "conll", Title: "CoNLL (tokens with tags)", Extensions: []string{".conll", ".iob", ".bio", ".bioes"},
		Description: "one token a line with its tag, an empty line between sentences or pieces, -DOCSTART- before each document; " +
			"an index beside it says where each document stands",
		Loses: []string{"the project's history", "white space and line breaks", "overlapping spans (one stays, or each layer has a file)", "borders inside tokens", "fragments as one span",
			"borders of sentences inside entities", "masked tokens (left out, for every line has a tag)", "white space in names of labels",
			"relations", "tags", "layers, attributes, notes and ids of spans", "annotators, origins and times",
			"stories, splits, statuses, text directions, attributes, metadata and checksums of documents",
			"looks, colours, keys and guidelines of labels, and labels that nothing has", "definitions of attributes"},
		Example: "-DOCSTART- -X- O O\n\nBart -X- O B-PERSON\nDe -X- O I-PERSON\nWever -X- O I-PERSON\nspoke -X- O O",
		Reads:   true, Writes: true, Pieces: true, OneTag: true, Masks: true, Tags: true, Shapes: []string{conll2003, conll2},
		Paths:      paths,
		OpenReader: func(path string, o dataset.ReadOptions) (dataset.Reader, error) { return open(path, o) },
		NewWriter:  create,
	}
}

// indexPath returns the path of the index beside a file: NAME.index.tsv. It is a
// file of its own because there is no line that every reader of CoNLL skips:
// comments are tokens to most, and spaCy knows the line that begins a document
// only as "-DOCSTART- -X- O O", without more columns.
func indexPath(path string) string {
	stem, _ := Format().CutExtension(path)
	return stem + ".index.tsv"
}

// indexColumns are the columns of the index: the line that the first token
// stands on, from 1; how many tokens there are; the document's id; where the
// piece begins in it, in code points; and what the document is called, comes from
// and is written in.
const indexColumns = "line\ttokens\tdocument\tstart\tname\tsource\tlanguage"
