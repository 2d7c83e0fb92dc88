package sheets

import (
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/snappy"

	"postil/export/dataset"
	"postil/export/files"
)

// Parquet returns the format of tables in Parquet.
func Parquet() dataset.Format {
	return tables(dataset.Format{
		Name: "parquet", Title: "Parquet tables of documents, spans and relations", Extensions: []string{".parquet"},
		Description: "three tables, NAME.documents.parquet, NAME.spans.parquet and NAME.relations.parquet, with numbers, times and lists as such",
		Example:     "document: string, …, label: string, start: int64, end: int64, text: string, fragments: list<struct<start, end, text>>, …",
	}, newParquet)
}

// parquetWriter writes Parquet files (https://parquet.apache.org/docs/file-format/)
// with the columns of CSV, typed.
type parquetWriter struct {
	documents *parquetSheet[documentRow]
	spans     *parquetSheet[spanRow]
	relations *parquetSheet[relationRow]
}

// newParquet returns a writer to the files of the tables.
func newParquet(out []*files.File) (sheetTo, error) {
	return &parquetWriter{newParquetSheet[documentRow](out[0]), newParquetSheet[spanRow](out[1]), newParquetSheet[relationRow](out[2])}, nil
}

// A row group is held in memory until it is complete. These are its most rows
// and, roughly, its most bytes of text.
const (
	groupRows  = 1 << 15
	groupBytes = 1 << 23
	batchRows  = 1 << 10 // handed over at once
	pageBytes  = 1 << 16 // of a column, before it is compressed
)

// parquetSheet is one table.
type parquetSheet[T any] struct {
	out   *parquet.GenericWriter[T]
	batch []T
	rows  int // of the group so far
	bytes int
}

func newParquetSheet[T any](out *files.File) *parquetSheet[T] {
	return &parquetSheet[T]{out: parquet.NewGenericWriter[T](out, parquet.Compression(&snappy.Codec{}), parquet.PageBufferSize(pageBytes))}
}

// add adds a row, which holds a text of so many bytes.
func (s *parquetSheet[T]) add(row *T, bytes int) error {
	s.batch = append(s.batch, *row)
	s.bytes += bytes
	if len(s.batch) < batchRows && s.bytes < groupBytes {
		return nil
	}
	return s.flush()
}

// flush hands the batch over, and ends a group that is full.
func (s *parquetSheet[T]) flush() error {
	if len(s.batch) == 0 {
		return nil
	}
	if _, err := s.out.Write(s.batch); err != nil {
		return err
	}
	s.rows += len(s.batch)
	clear(s.batch)
	s.batch = s.batch[:0]
	if s.rows < groupRows && s.bytes < groupBytes {
		return nil
	}
	s.rows, s.bytes = 0, 0
	return s.out.Flush()
}

func (w *parquetWriter) document(r *documentRow) error { return w.documents.add(r, len(r.Text)) }
func (w *parquetWriter) span(r *spanRow) error         { return w.spans.add(r, 2*len(r.Text)) }
func (w *parquetWriter) relation(r *relationRow) error { return w.relations.add(r, len(r.FromText)) }

// end hands over what refers to the piece.
func (w *parquetWriter) end() error {
	if err := w.documents.flush(); err != nil {
		return err
	}
	if err := w.spans.flush(); err != nil {
		return err
	}
	return w.relations.flush()
}

// Close writes what is left, and where all of it stands.
func (w *parquetWriter) Close() error {
	if err := w.documents.out.Close(); err != nil {
		return err
	}
	if err := w.spans.out.Close(); err != nil {
		return err
	}
	return w.relations.out.Close()
}
