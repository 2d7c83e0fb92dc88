package conll

import (
	"io"
	"strconv"
	"unicode"

	"postil/annotate"
	"postil/annotate/segment"
	"postil/export/choice"
	"postil/export/dataset"
	"postil/export/tokens"
)

// writer writes a file, or with [dataset.SplitByLayer] one for each layer, all of
// the same lines but for the tags.
type writer struct {
	*tokens.Tagger
	files    []*file
	start    string       // the line that begins a document
	document annotate.UID // that was written last

	ends   []bool // for each token whether a sequence ends before it
	chosen []int  // classes of the tokens
}

// file is a file with its index.
type file struct {
	out, index io.Writer
	endings    []string // of lines, by class
	lines      int      // that were written
	text, row  []byte
}

func create(to *dataset.Output) (dataset.Writer, error) {
	w := &writer{Tagger: tokens.NewTagger(to), start: "-DOCSTART- -X- O O\n"}
	before := " -X- O "
	if to.Options.Shape == conll2 {
		w.start, before = "-DOCSTART-\tO\n", "\t"
	}
	names := tokens.Distinct(w.LabelNames(), func(r rune) bool { return !unicode.IsSpace(r) }, false)
	w.Renamed = make([]bool, len(names))
	for i := range names {
		w.Renamed[i] = names[i] != w.Labels[i].Name
	}
	at := paths(to)
	for column := range w.Columns {
		f := &file{row: []byte(indexColumns + "\n")}
		for _, class := range w.Classes(column, names) {
			f.endings = append(f.endings, before+class+"\n")
		}
		index, err := to.Files.Create(at[2*column])
		if err != nil {
			return nil, err
		}
		out, err := to.Files.Create(at[2*column+1])
		if err != nil {
			return nil, err
		}
		f.index, f.out = index, out
		w.files = append(w.files, f)
	}
	return w, nil
}

// paths returns the files of a data set: for each column an index and then the file
// itself, NAME.conll, or NAME.LAYER.conll where the layers are apart.
func paths(to *dataset.Output) []string {
	in := tokens.NewInventory(to)
	layers := tokens.Distinct(in.LayerNames(), tokens.IsWordy, true)
	var all []string
	for column := range in.Columns {
		path := to.Path
		if in.Columns[column].Layer != "" {
			stem, extension := Format().CutExtension(path)
			path = stem + "." + layers[column] + extension
		}
		all = append(all, indexPath(path), path)
	}
	return all
}

// Write writes a piece: a document by sentences, or a part of one as one
// sequence.
func (w *writer) Write(p *choice.Piece) error {
	ok, err := w.Tag(p)
	if err != nil || !ok {
		return err
	}
	d := &p.Record.Document
	w.findEnds(p)
	for column, f := range w.files {
		if w.document != d.UID {
			f.text = append(f.text, w.start...)
			f.text = append(f.text, '\n')
			f.lines += 2
		}
		f.note(p, len(w.Tokens)-tokens.Count(w.Masked))
		w.chosen = w.Classify(column, w.chosen)
		w.write(f, d.Text)
		if err := f.flush(); err != nil {
			return err
		}
	}
	w.document = d.UID
	return nil
}

// findEnds finds the tokens before which a sequence ends: those that begin a
// sentence, unless that would cut an entity.
func (w *writer) findEnds(p *choice.Piece) {
	w.ends = append(w.ends[:0], make([]bool, len(w.Tokens))...)
	if p.Number != 0 {
		return
	}
	at := 0
	for start := range segment.Sentences(p.Record.Document.Text) {
		for at < len(w.Tokens) && w.Tokens[at][0] < start {
			at++
		}
		if at < len(w.Tokens) {
			w.ends[at] = true
		}
	}
	for _, entities := range w.Entities {
		for _, e := range entities {
			clear(w.ends[e.From+1 : e.To])
		}
	}
}

// write writes the tokens of a piece with their tags. Masked tokens are left
// out, and nothing goes on across the gap.
func (w *writer) write(f *file, text string) {
	open := false // a sequence
	end := func() {
		if open {
			f.text = append(f.text, '\n')
			f.lines++
			open = false
		}
	}
	for i, class := range w.chosen {
		if w.ends[i] || class == tokens.MissingClass {
			end()
		}
		if class == tokens.MissingClass {
			continue
		}
		f.text = append(f.text, text[w.Tokens[i][0]:w.Tokens[i][1]]...)
		f.text = append(f.text, f.endings[class]...)
		f.lines++
		open = true
	}
	end()
}

// note adds the row of a piece to the index.
func (f *file) note(p *choice.Piece, tokens int) {
	d := &p.Record.Document
	f.row = strconv.AppendInt(f.row, int64(f.lines+1), 10)
	f.row = append(f.row, '\t')
	f.row = strconv.AppendInt(f.row, int64(tokens), 10)
	f.row = append(f.row, '\t')
	f.row = append(f.row, d.UID.String()...)
	f.row = append(f.row, '\t')
	f.row = strconv.AppendInt(f.row, int64(p.Start), 10)
	for _, column := range []string{d.Name, d.Source, d.Language} { // none holds a tab or a line break
		f.row = append(f.row, '\t')
		f.row = append(f.row, column...)
	}
	f.row = append(f.row, '\n')
}

// flush writes what has come together.
func (f *file) flush() error {
	if _, err := f.out.Write(f.text); err != nil {
		return err
	}
	_, err := f.index.Write(f.row)
	f.text, f.row = f.text[:0], f.row[:0]
	return err
}

// Close writes the rest: the head of an index without rows.
func (w *writer) Close() error {
	for _, f := range w.files {
		if err := f.flush(); err != nil {
			return err
		}
	}
	return nil
}
