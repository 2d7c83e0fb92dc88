// Package hf writes token classes for Hugging Face's datasets: a folder of rows with
// tokens and the number of each token's class, and the card that names the classes.
package hf

import (
	"cmp"
	"io"
	"path/filepath"
	"strconv"
	"unicode/utf8"

	"postil/export/choice"
	"postil/export/dataset"
	"postil/export/jsontext"
	"postil/export/split"
	"postil/export/tokens"
)

// Format returns the format of rows for Hugging Face's datasets.
func Format() dataset.Format {
	return dataset.Format{
		Name: "hf", Title: "Hugging Face (token classification)",
		Description: "a folder that datasets.load_dataset takes: a document or piece a row with its tokens and their tags, the names of the labels in the card",
		Loses: []string{"the project's history", "overlapping spans (one stays, or each layer has a column)", "borders inside tokens", "fragments as one span",
			"relations", "tags", "layers, attributes, notes and ids of spans", "annotators, origins and times",
			"names, sources, stories, splits, statuses, text directions, attributes, metadata and checksums of documents",
			"looks, colours and keys of labels", "definitions of attributes"},
		Example: `{"id":"0192…","document":"0192…","start":0,"language":"nl","text":"Bart De Wever spoke.","tokens":["Bart","De","Wever","spoke","."],` +
			`"token_start":[0,5,8,14,19],"token_end":[4,7,13,19,20],"ner_tags":[1,2,2,0,0]}`,
		Writes: true, Folder: true, Together: true, Pieces: true, OneTag: true, Masks: true, Tags: true,
		NewWriter: create,
	}
}

// LooksLike tells by its keys whether a first object is a row that was written
// here.
func LooksLike(keys map[string]byte) bool {
	return keys["tokens"] == '[' && keys["token_start"] == '[' && keys["token_end"] == '['
}

// Files of a data set's folder.
const (
	cardName = "README.md"
	rows     = ".jsonl" // after the part's name; datasets calls a data set without parts train
)

// writer writes rows of tokens and classes, and at the end the card, which
// names the classes. Rows are JSON lines rather than Parquet: the card alone says
// what their columns hold, and a person can read them.
type writer struct {
	*tokens.Tagger
	rows    io.Writer
	card    *cardFile // of all parts
	part    *part
	last    bool // of the parts
	title   string
	options dataset.WriteOptions
	names   []string // of the columns of classes
	row     []byte
	chosen  []int
}

// cardFile is the card, which speaks of all parts.
type cardFile struct {
	io.Writer
	parts []*part
	seen  seen
}

// part is a file of rows.
type part struct {
	name, split string // of the part, and what datasets calls it
	rows        int
}

// seen counts what the card speaks of.
type seen struct {
	rows, tokens, masked int
	entities             []int // by label
	languages            map[string]bool
}

func create(to *dataset.Output) (dataset.Writer, error) {
	w := &writer{Tagger: tokens.NewTagger(to), title: filepath.Base(to.Path), options: to.Options, last: to.Part == to.Parts[len(to.Parts)-1]}
	w.names = []string{"ner_tags"}
	if w.Columns[0].Layer != "" {
		w.names = tokens.Distinct(w.LayerNames(), tokens.IsWordy, false)
		for i := range w.names {
			w.names[i] = "ner_tags_" + w.names[i]
		}
	}
	var err error
	if w.card, err = cardOf(to, len(w.Labels)); err != nil {
		return nil, err
	}
	w.part = &part{name: cmp.Or(to.Part, split.Train)}
	if w.part.split = w.part.name; w.part.name == split.Dev {
		w.part.split = "validation"
	}
	w.card.parts = append(w.card.parts, w.part)
	w.rows, err = to.Files.Create(filepath.Join(to.Path, w.part.name+rows))
	return w, err
}

// cardOf begins the card with the first part, and goes on with it for the others.
func cardOf(to *dataset.Output, labels int) (*cardFile, error) {
	if 0 < len(to.Earlier) {
		return to.Earlier[0].(*writer).card, nil
	}
	card, err := to.Shared(filepath.Join(to.Path, cardName))
	return &cardFile{Writer: card, seen: seen{entities: make([]int, labels), languages: map[string]bool{}}}, err
}

// Write writes a piece as one row.
func (w *writer) Write(p *choice.Piece) error {
	ok, err := w.Tag(p)
	if err != nil || !ok {
		return err
	}
	d := &p.Record.Document
	w.row = tokens.AppendHead(w.row, p)
	w.writeTokens(d.Text)
	for column, name := range w.names {
		w.text(`,`)
		w.row = jsontext.AppendString(w.row, name)
		w.text(`:`)
		w.chosen = w.Classify(column, w.chosen)
		w.numbers(func(i int) int { return w.chosen[i] })
		for _, e := range w.Entities[column] {
			w.card.seen.entities[e.Label]++
		}
	}
	w.text("}\n")
	w.part.rows++
	w.card.seen.rows++
	w.card.seen.tokens += len(w.Tokens)
	w.card.seen.masked += tokens.Count(w.Masked)
	w.card.seen.languages[d.Language] = true
	_, err = w.rows.Write(w.row)
	w.row = w.row[:0]
	return err
}

func (w *writer) text(s string) { w.row = append(w.row, s...) }

// writeTokens writes the tokens, and where each begins and ends in the text, in
// code points.
func (w *writer) writeTokens(s string) {
	w.text(`,"tokens":[`)
	for i, t := range w.Tokens {
		if 0 < i {
			w.text(",")
		}
		w.row = jsontext.AppendString(w.row, s[t[0]:t[1]])
	}
	w.text(`],"token_start":`)
	at, points := 0, 0
	count := func(to int) int {
		points += utf8.RuneCountInString(s[at:to])
		at = to
		return points
	}
	w.numbers(func(i int) int { return count(w.Tokens[i][0]) })
	w.text(`,"token_end":`)
	at, points = 0, 0
	w.numbers(func(i int) int { return count(w.Tokens[i][1]) })
}

// numbers writes a number for each token.
func (w *writer) numbers(of func(i int) int) {
	w.text("[")
	for i := range w.Tokens {
		if 0 < i {
			w.text(",")
		}
		w.row = strconv.AppendInt(w.row, int64(of(i)), 10)
	}
	w.text("]")
}

// Close writes the card when the last part is written.
func (w *writer) Close() error {
	if !w.last {
		return nil
	}
	_, err := w.card.Write(w.describe(nil))
	return err
}
