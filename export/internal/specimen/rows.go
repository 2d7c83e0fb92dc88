package specimen

import "postil/annotate"

// Row is what a test expects of a document.
type Row struct{ Name, Source, Language, Meta, Text string }

// RowsOf returns what documents say of themselves.
func RowsOf(records []*annotate.Record) []Row {
	var rows []Row
	for _, r := range records {
		d := &r.Document
		rows = append(rows, Row{d.Name, d.Source, d.Language, string(d.Meta), d.Text})
	}
	return rows
}
