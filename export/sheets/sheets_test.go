package sheets_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"

	"postil/annotate/text"
	"postil/export"
	"postil/export/choice"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// sheetFiles are the tables that a project becomes.
func saveSheets(t testing.TB, format string, p *specimen.Project, o dataset.WriteOptions) (folder string, written export.Written) {
	t.Helper()
	folder = t.TempDir()
	f, err := export.FormatNamed(format)
	if err != nil {
		t.Fatal(err)
	}
	written, err = export.Save(context.Background(), f, filepath.Join(folder, "shelf."+format), &p.Vocabulary, specimen.Each(p.Records), o)
	if err != nil {
		t.Fatal(err)
	}
	return folder, written
}

// cellsOf reads a CSV file as objects.
func cellsOf(t testing.TB, path string) []map[string]string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	var cells []map[string]string
	for _, row := range rows[1:] {
		c := map[string]string{}
		for i, name := range rows[0] {
			c[name] = row[i]
		}
		cells = append(cells, c)
	}
	return cells
}

// rowsIn reads a Parquet file as objects, what is null as an empty cell, and
// lists as JSON.
func rowsIn(t testing.TB, path string) []map[string]string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reader := parquet.NewGenericReader[any](file)
	defer reader.Close()
	rows := make([]any, reader.NumRows())
	if n, _ := reader.Read(rows); n != len(rows) {
		t.Fatalf("%s: %d of %d rows", path, n, len(rows))
	}
	var cells []map[string]string
	for _, row := range rows {
		c := map[string]string{}
		for name, v := range row.(map[string]any) {
			switch v := v.(type) {
			case string:
				c[name] = v
			case nil:
				c[name] = ""
			default:
				b, err := json.Marshal(v)
				if err != nil {
					t.Fatal(err)
				}
				c[name] = string(b)
			}
		}
		cells = append(cells, c)
	}
	return cells
}

func TestSheetsGolden(t *testing.T) {
	p := specimen.Example(t)
	folder, written := saveSheets(t, "csv", p, dataset.WriteOptions{Unit: text.UTF16})
	if got := specimen.List(t, folder); got != "shelf.csv.REPORT.json shelf.documents.csv shelf.relations.csv shelf.spans.csv" {
		t.Errorf("the folder holds %s", got)
	}
	if written.Documents != 2 || written.Spans != 4 || written.Relations != 2 {
		t.Errorf("%+v", written)
	}
	for _, name := range []string{"documents", "spans", "relations"} {
		got, err := os.ReadFile(filepath.Join(folder, "shelf."+name+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		specimen.Golden(t, "example."+name+".csv", got)
	}
}

// TestSheetsHoldEveryCell writes projects made at random and compares every cell
// with the native record, and the two formats with each other.
func TestSheetsHoldEveryCell(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		drawn := specimen.DrawProject(rt)
		p := &drawn
		unit := rapid.SampledFrom(text.Units()).Draw(rt, "unit")
		folder, _ := saveSheets(t, "csv", p, dataset.WriteOptions{Unit: unit})
		documents := cellsOf(t, filepath.Join(folder, "shelf.documents.csv"))
		spans := cellsOf(t, filepath.Join(folder, "shelf.spans.csv"))
		relations := cellsOf(t, filepath.Join(folder, "shelf.relations.csv"))
		compareSheets(rt, p, unit, documents, spans, relations)

		other, _ := saveSheets(t, "parquet", p, dataset.WriteOptions{Unit: unit})
		for name, want := range map[string][]map[string]string{"documents": documents, "spans": spans, "relations": relations} {
			got := rowsIn(t, filepath.Join(other, "shelf."+name+".parquet"))
			if len(got) != len(want) {
				rt.Fatalf("%s: %d rows, want %d", name, len(got), len(want))
			}
			for i := range got {
				for _, typed := range []string{"fragments", "created", "updated", "imported", "origin_score"} {
					delete(got[i], typed)
					delete(want[i], typed)
				}
				if d := cmp.Diff(want[i], got[i]); d != "" {
					rt.Fatalf("%s, row %d (-csv +parquet):\n%s", name, i, d)
				}
			}
		}
	})
}

// native returns the native records, decoded.
func native(t *rapid.T, p *specimen.Project, unit text.Unit) (records []map[string]any) {
	lines, _ := specimen.Encode(t, p, unit)
	for line := range strings.Lines(string(lines)) {
		var r map[string]any
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		records = append(records, r)
	}
	return records
}

// compareSheets compares tables with native records: what the records hold,
// cell by cell.
func compareSheets(t *rapid.T, p *specimen.Project, unit text.Unit, documents, spans, relations []map[string]string) {
	for i, r := range native(t, p, unit) {
		d := documents[i]
		sameCells(t, r, d, "name", "source", "language", "story", "split", "status", "direction", "text", "text_sha256", "original_sha256", "imported", "meta", "attributes", "annotators")
		place := []string{"document", "name", "source", "language", "story", "split"}
		for _, v := range r["spans"].([]any) {
			s, cells := v.(map[string]any), spans[0]
			spans = spans[1:]
			for _, column := range place {
				if cells[column] != d[column] {
					t.Fatalf("%s of the span is %q", column, cells[column])
				}
			}
			s["span"] = s["id"]
			s["offset_unit"] = unit.String()
			ofTag(s)
			ofOrigin(s)
			for _, f := range s["fragments"].([]any) {
				delete(f.(map[string]any), "start_byte")
				delete(f.(map[string]any), "end_byte")
			}
			sameCells(t, s, cells, "span", "layer", "label", "start", "end", "offset_unit", "text", "fragments", "tag", "tag_name", "ref", "attributes", "note", "annotator", "origin", "origin_from", "origin_score", "created", "updated")
		}
		for _, v := range r["relations"].([]any) {
			l, cells := v.(map[string]any), relations[0]
			relations = relations[1:]
			l["relation"] = l["id"]
			ofOrigin(l)
			sameCells(t, l, cells, "relation", "type", "from", "to", "to_document", "group", "attributes", "note", "annotator", "origin", "origin_from", "origin_score", "created", "updated")
			if from := textOfSpan(r, cells["from"]); from != cells["from_text"] {
				t.Fatalf("from_text is %q, want %q", cells["from_text"], from)
			}
		}
	}
	if len(documents) != len(p.Records) || len(spans) != 0 || len(relations) != 0 {
		t.Fatalf("%d documents, and %d spans and %d relations too many", len(documents), len(spans), len(relations))
	}
}

// ofTag and ofOrigin take objects apart that have a column a key.
func ofTag(s map[string]any) {
	tag, _ := s["tag"].(map[string]any)
	s["tag"], s["tag_name"], s["ref"] = tag["id"], tag["name"], tag["ref"]
}

func ofOrigin(s map[string]any) {
	o := s["origin"].(map[string]any)
	s["origin"], s["origin_from"], s["origin_score"] = o["kind"], o["from"], o["score"]
}

func textOfSpan(r map[string]any, id string) string {
	for _, v := range r["spans"].([]any) {
		if s := v.(map[string]any); s["id"] == id {
			return s["text"].(string)
		}
	}
	return ""
}

// sameCells compares values of a record with cells: what is no text with its
// JSON, and nothing with an empty cell.
func sameCells(t *rapid.T, want map[string]any, got map[string]string, columns ...string) {
	for _, column := range columns {
		cell, ok := got[column]
		if !ok {
			t.Fatalf("there is no column %s", column)
		}
		switch v := want[column].(type) {
		case nil:
			if cell != "" {
				t.Fatalf("%s is %q, want nothing", column, cell)
			}
		case string:
			if cell != v {
				t.Fatalf("%s is %q, want %q", column, cell, v)
			}
		default:
			var value any
			if err := json.Unmarshal([]byte(cell), &value); err != nil {
				t.Fatalf("%s is %q: %v", column, cell, err)
			}
			if m, ok := v.(map[string]any); ok && column == "attributes" && want["spans"] == nil {
				for key := range m {
					if m[key] == nil {
						delete(m, key) // a table has no empty attributes
					}
				}
			}
			if d := cmp.Diff(v, value); d != "" {
				t.Fatalf("%s (-want +got):\n%s", column, d)
			}
		}
	}
}

// A document without some of its text says where what is left begins, whole ones don't.
func TestRestsInSheets(t *testing.T) {
	d := specimen.NewDesk()
	d.Write("Ménu. Bart left.", "FURNITURE Ménu.", "PERSON Bart")
	d.Write("Bart left. Menu.", "FURNITURE Menu.")
	d.Write("Bart came.")
	folder, _ := saveSheets(t, "csv", &d.Project, dataset.WriteOptions{Unit: text.Byte, Choice: choice.Options{DropExcluded: true}})
	var got []string
	for _, row := range cellsOf(t, filepath.Join(folder, "shelf.documents.csv")) {
		got = append(got, row["text"]+"|"+row["piece"]+"|"+row["piece_start"])
	}
	if d := cmp.Diff([]string{"Bart left.||7", "Bart left.||0", "Bart came.||"}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// What a cell says of a place counts the same unit: where a piece begins, and what
// stands in it from there.
func TestPiecesInSheets(t *testing.T) {
	p := specimen.Example(t)
	for _, unit := range text.Units() {
		folder, _ := saveSheets(t, "csv", p, dataset.WriteOptions{Unit: unit, Choice: choice.Options{Unit: choice.Sentence}})
		whole := map[string]*text.OffsetMap{}
		for i := range p.Records {
			d := &p.Records[i].Document
			whole[d.UID.String()] = text.NewOffsetMap(d.Text)
		}
		// from returns what stands in a document from a piece's place on.
		from := func(row map[string]string, offset int) string {
			start, err := strconv.Atoi(row["piece_start"])
			if err != nil || row["piece"] == "" || row["offset_unit"] != unit.String() {
				t.Fatalf("a piece without number, place or unit: %v", row)
			}
			in := whole[row["document"]]
			at, err := in.ToByte(unit, start+offset)
			if err != nil {
				t.Fatal(err)
			}
			return in.Text()[at:]
		}
		documents, spans := cellsOf(t, filepath.Join(folder, "shelf.documents.csv")), cellsOf(t, filepath.Join(folder, "shelf.spans.csv"))
		for _, d := range documents {
			if !strings.HasPrefix(from(d, 0), d["text"]) {
				t.Errorf("%v: the piece %q does not stand there", unit, d["text"])
			}
		}
		for _, s := range spans {
			if start, _ := strconv.Atoi(s["start"]); !strings.HasPrefix(from(s, start), s["text"]) {
				t.Errorf("%v: the span %q does not stand there", unit, s["text"])
			}
		}
		for _, r := range cellsOf(t, filepath.Join(folder, "shelf.relations.csv")) {
			from(r, 0)
		}
		if len(spans) < 4 || len(documents) < 3 {
			t.Errorf("%d spans in %d pieces", len(spans), len(documents))
		}
	}
}
