package export

import (
	"cmp"
	"io"
	"path/filepath"
	"strconv"
	"unicode/utf8"

	"postil/export/choice"
	"postil/export/jsontext"
	"postil/export/split"
)

func hf() Format {
	return Format{
		Name: "hf", Title: "Hugging Face (token classification)",
		Description: "a folder that datasets.load_dataset takes: a document or piece a row with its tokens and their tags, the names of the labels in the card",
		Loses: []string{"overlapping spans (one stays, or each layer has a column)", "borders inside tokens", "fragments as one span",
			"relations", "tags", "attributes", "notes", "annotators", "ids of spans", "names and sources of documents", "statuses"},
		Example: `{"id":"0192…","document":"0192…","start":0,"language":"nl","text":"Bart De Wever spoke.","tokens":["Bart","De","Wever","spoke","."],` +
			`"token_start":[0,5,8,14,19],"token_end":[4,7,13,19,20],"ner_tags":[1,2,2,0,0]}`,
		Writes: true, Folder: true, together: true, Pieces: true, OneTag: true, Tags: true,
		create: createHF,
	}
}

// Files of a data set's folder.
const (
	hfCard = "README.md"
	hfRows = ".jsonl" // after the part's name; datasets calls a data set without parts train
)

// hfWriter writes rows of tokens and classes, and at the end the card, which
// names the classes. Rows are JSON lines rather than Parquet: the card alone says
// what their columns hold, and a person can read them.
type hfWriter struct {
	*tagger
	rows    io.Writer
	card    *hfCardFile // of all parts
	part    *hfPart
	last    bool // of the parts
	title   string
	options WriteOptions
	names   []string // of the columns of classes
	row     []byte
	chosen  []int
}

// hfCardFile is the card, which speaks of all parts.
type hfCardFile struct {
	io.Writer
	parts []*hfPart
	seen  hfSeen
}

// hfPart is a file of rows.
type hfPart struct {
	name, split string // of the part, and what datasets calls it
	rows        int
}

// hfSeen counts what the card speaks of.
type hfSeen struct {
	rows, tokens, masked int
	entities             []int // by label
	languages            map[string]bool
}

func createHF(to *output) (Writer, error) {
	w := &hfWriter{tagger: newTagger(to), title: filepath.Base(to.path), options: to.options, last: to.part == to.parts[len(to.parts)-1]}
	w.names = []string{"ner_tags"}
	if w.columns[0].layer != "" {
		w.names = distinct(w.layerNames(), isWordy, false)
		for i := range w.names {
			w.names[i] = "ner_tags_" + w.names[i]
		}
	}
	var err error
	if w.card, err = hfCardOf(to, len(w.labels)); err != nil {
		return nil, err
	}
	w.part = &hfPart{name: cmp.Or(to.part, split.Train)}
	if w.part.split = w.part.name; w.part.name == split.Dev {
		w.part.split = "validation"
	}
	w.card.parts = append(w.card.parts, w.part)
	w.rows, err = to.files.create(filepath.Join(to.path, w.part.name+hfRows))
	return w, err
}

// hfCardOf begins the card with the first part, and goes on with it for the others.
func hfCardOf(to *output, labels int) (*hfCardFile, error) {
	if 0 < len(to.earlier) {
		return to.earlier[0].(*hfWriter).card, nil
	}
	card, err := to.shared(filepath.Join(to.path, hfCard))
	return &hfCardFile{Writer: card, seen: hfSeen{entities: make([]int, labels), languages: map[string]bool{}}}, err
}

// Write writes a piece as one row.
func (w *hfWriter) Write(p *choice.Piece) error {
	ok, err := w.tag(p)
	if err != nil || !ok {
		return err
	}
	d := &p.Record.Document
	w.text(`{"id":"`)
	w.text(pieceID(p))
	w.text(`","document":"`)
	w.text(d.UID.String())
	w.text(`","start":`)
	w.row = strconv.AppendInt(w.row, int64(p.Start), 10)
	w.text(`,"language":`)
	w.row = jsontext.AppendString(w.row, d.Language)
	w.text(`,"text":`)
	w.row = jsontext.AppendString(w.row, d.Text)
	w.writeTokens(d.Text)
	for column, name := range w.names {
		w.text(`,`)
		w.row = jsontext.AppendString(w.row, name)
		w.text(`:`)
		w.chosen = w.classify(column, w.chosen)
		w.numbers(func(i int) int { return w.chosen[i] })
		for _, e := range w.entities[column] {
			w.card.seen.entities[e.label]++
		}
	}
	w.text("}\n")
	w.part.rows++
	w.card.seen.rows++
	w.card.seen.tokens += len(w.tokens)
	w.card.seen.masked += count(w.masked)
	w.card.seen.languages[d.Language] = true
	_, err = w.rows.Write(w.row)
	w.row = w.row[:0]
	return err
}

func (w *hfWriter) text(s string) { w.row = append(w.row, s...) }

// writeTokens writes the tokens, and where each begins and ends in the text, in
// code points.
func (w *hfWriter) writeTokens(s string) {
	w.text(`,"tokens":[`)
	for i, t := range w.tokens {
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
	w.numbers(func(i int) int { return count(w.tokens[i][0]) })
	w.text(`,"token_end":`)
	at, points = 0, 0
	w.numbers(func(i int) int { return count(w.tokens[i][1]) })
}

// numbers writes a number for each token.
func (w *hfWriter) numbers(of func(i int) int) {
	w.text("[")
	for i := range w.tokens {
		if 0 < i {
			w.text(",")
		}
		w.row = strconv.AppendInt(w.row, int64(of(i)), 10)
	}
	w.text("]")
}

// Close writes the card when the last part is written.
func (w *hfWriter) Close() error {
	if !w.last {
		return nil
	}
	_, err := w.card.Write(w.describe(nil))
	return err
}
