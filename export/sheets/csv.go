package sheets

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"postil/export/dataset"
	"postil/export/files"
	"postil/export/jsontext"
	"postil/export/wording"
)

// CSV returns the format of tables in CSV.
func CSV() dataset.Format {
	return tables(dataset.Format{
		Name: "csv", Title: "CSV tables of documents, spans and relations", Extensions: []string{".csv"},
		Description: "three tables, NAME.documents.csv, NAME.spans.csv and NAME.relations.csv, in UTF-8, each cell exactly as it is",
		Example:     "document,…,offset_unit,…,span,layer,label,start,end,text,…\n0192…,…,codepoint,…,0192…,Entities,PERSON,0,13,Bart De Wever,…\n",
	}, newCSV)
}

// csvWriter writes tables by RFC 4180, but with LF for line ends. A cell is
// quoted where it must be, and where space stands at its ends; what is null is
// empty.
type csvWriter struct {
	documents, spans, relations csvSheet
}

type csvSheet struct {
	out  *files.File
	line []byte
}

// newCSV returns a writer to the files of the tables, and writes their heads.
func newCSV(out []*files.File) (sheetTo, error) {
	w := &csvWriter{}
	for i, sheet := range []*csvSheet{&w.documents, &w.spans, &w.relations} {
		sheet.out = out[i]
		row := []reflect.Type{reflect.TypeFor[documentRow](), reflect.TypeFor[spanRow](), reflect.TypeFor[relationRow]()}[i]
		for _, name := range columnsOf(row) {
			sheet.text(name)
		}
		if err := sheet.end(); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// columnsOf returns the columns of a row, by its tags.
func columnsOf(row reflect.Type) []string {
	var names []string
	for i := range row.NumField() {
		f := row.Field(i)
		if f.Anonymous {
			names = append(names, columnsOf(f.Type)...)
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("parquet"), ",")
		names = append(names, name)
	}
	return names
}

func (w *csvWriter) document(r *documentRow) error {
	s := &w.documents
	s.place(&r.placeRow)
	for _, cell := range []string{r.Status, r.Direction, r.Text, r.Meta, r.Attributes, r.Annotators, r.TextHash} {
		s.text(cell)
	}
	s.orEmpty(r.OriginalHash)
	s.time(r.Imported)
	return s.end()
}

func (w *csvWriter) span(r *spanRow) error {
	s := &w.spans
	s.place(&r.placeRow)
	s.text(r.Span)
	s.text(r.Layer)
	s.text(r.Label)
	s.number(r.Start)
	s.number(r.End)
	s.text(r.Text)
	s.fragments(r.Fragments)
	s.orEmpty(r.Tag)
	s.orEmpty(r.TagName)
	s.orEmpty(r.Ref)
	s.text(r.Attributes)
	s.text(r.Note)
	s.provenance(&r.provenanceRow)
	return s.end()
}

func (w *csvWriter) relation(r *relationRow) error {
	s := &w.relations
	s.place(&r.placeRow)
	for _, cell := range []string{r.Relation, r.Type, r.From, r.FromLabel, r.FromText, r.To, r.ToDocument} {
		s.text(cell)
	}
	s.orEmpty(r.ToLabel)
	s.orEmpty(r.ToText)
	s.orEmpty(r.Group)
	s.text(r.Attributes)
	s.text(r.Note)
	s.provenance(&r.provenanceRow)
	return s.end()
}

// end has nothing to do: every row is written as it comes.
func (w *csvWriter) end() error { return nil }

// Close does nothing: the files are closed where they take their places.
func (w *csvWriter) Close() error { return nil }

func (s *csvSheet) place(r *placeRow) {
	s.text(r.Document)
	s.numberOrEmpty(r.Piece)
	s.numberOrEmpty(r.PieceStart)
	s.text(r.Unit)
	s.text(r.Name)
	s.text(r.Source)
	s.text(r.Language)
	s.orEmpty(r.Story)
	s.orEmpty(r.Split)
}

func (s *csvSheet) provenance(r *provenanceRow) {
	s.text(r.Annotator)
	s.text(r.Origin)
	s.orEmpty(r.OriginFrom)
	if r.OriginScore != nil {
		s.line = jsontext.AppendFloat(s.line, *r.OriginScore)
	}
	s.next()
	s.time(r.Created)
	s.time(r.Updated)
}

// next ends a cell.
func (s *csvSheet) next() { s.line = append(s.line, ',') }

// end ends a row and writes it.
func (s *csvSheet) end() error {
	s.line[len(s.line)-1] = '\n'
	_, err := s.out.Write(s.line)
	s.line = s.line[:0]
	return err
}

func (s *csvSheet) text(cell string) {
	s.line = appendCell(s.line, cell)
	s.next()
}

func (s *csvSheet) orEmpty(cell *string) {
	if cell != nil {
		s.line = appendCell(s.line, *cell)
	}
	s.next()
}

func (s *csvSheet) number(n int64) {
	s.line = strconv.AppendInt(s.line, n, 10)
	s.next()
}

func (s *csvSheet) numberOrEmpty(n *int64) {
	if n != nil {
		s.line = strconv.AppendInt(s.line, *n, 10)
	}
	s.next()
}

// time writes a time as [wording.AppendTime] does, whose quotation marks are CSV's, too.
func (s *csvSheet) time(t *time.Time) {
	if t != nil {
		s.line, _ = wording.AppendTime(s.line, *t) // in range
	}
	s.next()
}

// fragments writes a JSON list.
func (s *csvSheet) fragments(all []fragmentRow) {
	cell := make([]byte, 0, 128)
	for i, f := range all {
		cell = append(cell, "[,"[min(i, 1)])
		cell = strconv.AppendInt(append(cell, `{"start":`...), f.Start, 10)
		cell = strconv.AppendInt(append(cell, `,"end":`...), f.End, 10)
		cell = jsontext.AppendString(append(cell, `,"text":`...), f.Text)
		cell = append(cell, '}')
	}
	s.line = appendCell(s.line, append(cell, ']'))
	s.next()
}

// appendCell appends a cell, quoted where it holds a comma, a quotation mark or
// a line break (RFC 4180, section 2), or where space stands at its ends, which
// some readers drop.
func appendCell[T string | []byte](dst []byte, cell T) []byte {
	n := len(cell)
	if n == 0 {
		return dst
	}
	quoted := cell[0] <= ' ' || cell[n-1] <= ' '
	for i := 0; i < n && !quoted; i++ {
		quoted = cell[i] == ',' || cell[i] == '"' || cell[i] == '\n' || cell[i] == '\r'
	}
	if !quoted {
		return append(dst, cell...)
	}
	dst = slices.Grow(dst, n+2)
	dst = append(dst, '"')
	for i := range n {
		if cell[i] == '"' {
			dst = append(dst, '"')
		}
		dst = append(dst, cell[i])
	}
	return append(dst, '"')
}
