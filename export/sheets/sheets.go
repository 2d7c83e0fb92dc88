// Package sheets writes a project as three tables, of documents, spans and relations,
// in CSV or Parquet: the rows are the same, and what is no plain value in them is JSON
// as in a native record.
package sheets

import (
	"postil/annotate"
	"postil/annotate/text"
	"postil/export/choice"
	"postil/export/dataset"
	"postil/export/files"
	"postil/export/wording"
)

// The tables of CSV and Parquet: one of documents (or their pieces), one of
// spans, one of relations.
var sheetNames = []string{"documents", "spans", "relations"}

// sheetPaths returns where the tables of a data set at path stand: beside each
// other, NAME.documents.csv and so on for NAME.csv.
func sheetPaths(path, extension string) []string {
	name, _ := dataset.CutExtension(path, extension)
	var paths []string
	for _, sheet := range sheetNames {
		paths = append(paths, name+"."+sheet+extension)
	}
	return paths
}

// tables returns a format of tables, with what all of them have in common. open
// returns what writes rows to the files of the tables.
func tables(f dataset.Format, open func(out []*files.File) (sheetTo, error)) dataset.Format {
	f.Loses = []string{"the project's history", "labels, relation types, tags and annotators that nothing has", "looks, colours, keys and guidelines of labels, and which layers exclude text",
		"definitions of attributes, and between which labels relations may stand", "usual labels and notes of tags"}
	f.Writes, f.Units, f.Pieces, f.ListsIDs = true, true, true, true
	f.Paths = func(to *dataset.Output) []string { return sheetPaths(to.Path, f.Extensions[0]) }
	f.NewWriter = func(to *dataset.Output) (dataset.Writer, error) {
		var out []*files.File
		for _, path := range f.Paths(to) {
			file, err := to.Files.Create(path)
			if err != nil {
				return nil, err
			}
			out = append(out, file)
		}
		rows, err := open(out)
		if err != nil {
			return nil, err
		}
		return newSheets(to, rows), nil
	}
	return f
}

// sheetTo is what writes the rows of tables. A row is valid until the next one.
type sheetTo interface {
	document(*documentRow) error
	span(*spanRow) error
	relation(*relationRow) error
	// end says that the rows of a piece are complete.
	end() error
	Close() error
}

// sheets makes rows of pieces.
type sheets struct {
	sheetTo
	words *wording.Words
	unit  text.Unit
	cell  wording.JSON // of values that are JSON

	labels     map[annotate.UID][2]string // names of layer and label
	types      map[annotate.UID]string
	annotators map[annotate.UID]string

	text      string // of the piece in hand
	offsets   *text.OffsetMap
	spans     map[annotate.UID]*annotate.Span // of the piece, where it has relations
	fragments []fragmentRow
}

func newSheets(to *dataset.Output, writer sheetTo) *sheets {
	v := to.Vocabulary
	s := &sheets{sheetTo: writer, words: wording.NewWords(v), unit: to.Options.Unit,
		labels: map[annotate.UID][2]string{}, types: map[annotate.UID]string{}, annotators: map[annotate.UID]string{}, spans: map[annotate.UID]*annotate.Span{}}
	s.cell.Words = s.words
	for _, l := range v.Scheme.Labels {
		layer := ""
		if y := v.Scheme.Layer(l.Layer); y != nil {
			layer = y.Name
		}
		s.labels[l.UID] = [2]string{layer, l.Name}
	}
	for _, t := range v.Scheme.Relations {
		s.types[t.UID] = t.Name
	}
	for _, a := range v.Annotators {
		s.annotators[a.UID] = a.Name
	}
	return s
}

// Write checks a piece and writes its rows.
func (s *sheets) Write(p *choice.Piece) error {
	r := p.Record
	if err := r.Document.Validate(); err != nil {
		return err
	}
	s.text, s.offsets = r.Document.Text, text.NewOffsetMap(r.Document.Text)
	return annotate.At("document "+annotate.Excerpt(r.Document.Name), s.write(p))
}

func (s *sheets) write(p *choice.Piece) error {
	r := p.Record
	place := placeOf(p, s.unit)
	row, err := s.documentRow(r, place)
	if err == nil {
		err = s.document(&row)
	}
	if err != nil {
		return err
	}
	for i := range r.Spans {
		row, err := s.spanRow(r, &r.Spans[i], place)
		if err == nil {
			err = s.span(&row)
		}
		if err != nil {
			return annotate.At("span "+r.Spans[i].UID.String(), err)
		}
	}
	if 0 < len(r.Relations) {
		clear(s.spans)
		for i := range r.Spans {
			s.spans[r.Spans[i].UID] = &r.Spans[i]
		}
	}
	for i := range r.Relations {
		row, err := s.relationRow(&r.Relations[i], place)
		if err == nil {
			err = s.relation(&row)
		}
		if err != nil {
			return annotate.At("relation "+r.Relations[i].UID.String(), err)
		}
	}
	s.fragments = s.fragments[:0]
	return s.end()
}
