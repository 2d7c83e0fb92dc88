package export_test

import "postil/annotate"

// row is what a test expects of a document.
type row struct{ Name, Source, Language, Meta, Text string }

func rowsOf(records []*annotate.Record) []row {
	var rows []row
	for _, r := range records {
		d := &r.Document
		rows = append(rows, row{d.Name, d.Source, d.Language, string(d.Meta), d.Text})
	}
	return rows
}
