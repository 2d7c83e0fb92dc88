// Package brat reads and writes brat standoff (https://brat.nlplab.org/standoff.html):
// a folder with two files a document, NAME.txt with its text and NAME.ann with what
// stands on it, and annotation.conf with the scheme. What a reader finds and no record
// can say is kept, so that files that nobody changed come back byte for byte.
package brat

import "postil/export/dataset"

// Format returns the format of brat standoff.
func Format() dataset.Format {
	return dataset.Format{
		Name: "brat", Title: "brat standoff", Extensions: []string{annEnding},
		Description: "a folder with two files a document, NAME.txt with its text and NAME.ann with what stands on it, and annotation.conf with the scheme",
		Loses: []string{"the project's history", "ids, names, sources, languages, stories, splits, statuses, text directions, attributes, metadata and checksums of documents", "annotators, origins and times", "ids of spans and relations", "line breaks in spans",
			"relations between documents", "groups of relations that do not start from one span", "attributes and notes of the arguments of events",
			"yes/no attributes whose value is no", "whether an attribute is a number", "definitions of attributes of free text, and of choices of which a value holds a blank, a comma, |, < or >", "names of labels, types and attributes that hold | or <, or begin with !", "usual labels and notes of tags, and tags that nothing has",
			"layers, looks, keys and guidelines of labels"},
		Example: "T1\tPERSON 0 13\tBart De Wever",
		Reads:   true, Writes: true, Folder: true,
		OpenReader: func(path string, o dataset.ReadOptions) (dataset.Reader, error) { return open(path, o) },
		NewWriter:  create,
	}
}
