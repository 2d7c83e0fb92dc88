package storage

import (
	"database/sql/driver"
	"slices"
	"strings"
)

// table describes one table whose rows changes may touch. Recording, undoing,
// redoing and removing what an import left work on every table alike, from this
// description. A column's place here is its place in the schema and in images;
// new columns come last.
type table struct {
	name    string
	columns []string       // columns[0] is the integer key "id"
	refers  map[int]*table // columns that hold the key of another table
	unique  [][]int        // columns that are unique together, besides the key
	clash   string         // when the domain refuses another row o beside a row r, "" for never
	inDoc   int            // the column that names the document, -1 for none
	touches func(*Touched) // what a change of a row means to those who watch

	selectRow, selectRun, insertRow, insertMany, updateRow, deleteRow, deleteRun string
}

// many is how many rows one statement inserts where there are many: enough that
// the statement's own cost does not matter, measured.
const many = 32

// The tables, each after those it refers to.
var (
	layers = newTable("layer", "id uid name look exclusion position import", scheme).but("o.name = r.name")
	labels = newTable("label", "id uid layer name colour key guideline position import", scheme).to("layer", layers).
		but("o.name = r.name OR o.key = r.key AND r.key <> ''")

	relationTypes = newTable("relation_type", "id uid name position import", scheme).but("o.name = r.name")
	relationEnds  = newTable("relation_end", "id type side label position import", scheme).to("type", relationTypes).to("label", labels)

	attributes = newTable("attribute", "id uid label type name kind choices position import", scheme).to("label", labels).to("type", relationTypes).
			but("o.name = r.name AND (o.kind <> r.kind OR o.label IS r.label AND o.type IS r.type)")
	annotators = newTable("annotator", "id uid name import", func(t *Touched) { t.Annotators = true }).but("o.name = r.name")
	tags       = newTable("tag", "id uid name usual ref note import", func(t *Touched) { t.Tags = true }).to("usual", labels)

	texts     = newTable("text", "id hash import body", nothing)
	documents = newTable("document", "id uid name source language story split meta text bytes code_points original imported import direction",
		func(t *Touched) { t.List = true }).to("text", texts).document("id")

	documentAttributes = newTable("document_attribute", "id uid document annotator name value import", nothing).
				to("document", documents).to("annotator", annotators).document("document")
	statuses = newTable("status", "id document annotator status import", nothing).
			to("document", documents).to("annotator", annotators).document("document").only("document", "annotator")

	spans = newTable("span", "id uid document label annotator tag start end text fragments attributes note origin came_from score created updated import", nothing).
		to("document", documents).to("label", labels).to("annotator", annotators).to("tag", tags).document("document")
	relations = newTable("relation", "id uid document type from_span to_span frame attributes annotator note origin came_from score created updated import", nothing).
			to("document", documents).to("type", relationTypes).to("from_span", spans).to("to_span", spans).to("annotator", annotators).document("document")

	words  = newTable("text_words", "docid folded", nothing)
	images = newTable("image", "id change kind document first last rows", nothing)

	// recorded are the tables that changes touch. Texts are not among them: they
	// are only ever added to, and documents come and go over them.
	recorded = []*table{layers, labels, relationTypes, relationEnds, attributes, annotators, tags,
		documents, documentAttributes, statuses, spans, relations}
)

func scheme(t *Touched) { t.Scheme = true }
func nothing(*Touched)  {}

func newTable(name, columns string, touches func(*Touched)) *table {
	t := &table{name: name, columns: strings.Fields(columns), refers: map[int]*table{}, inDoc: -1, touches: touches}
	if t.columns[1] == "uid" {
		t.unique = [][]int{{1}}
	}
	t.write()
	return t
}

// write writes the table's statements.
func (t *table) write() {
	list, name := strings.Join(t.columns, ", "), t.name
	values := "(?" + strings.Repeat(", ?", len(t.columns)-1) + ")"
	t.selectRow = "SELECT " + list + " FROM " + name + " WHERE id = ?"
	t.selectRun = "SELECT " + list + " FROM " + name + " WHERE id BETWEEN ? AND ?"
	t.insertRow = "INSERT INTO " + name + " (" + list + ") VALUES " + values
	t.insertMany = t.insertRow + strings.Repeat(", "+values, many-1)
	t.updateRow = "UPDATE " + name + " SET " + strings.Join(t.columns[1:], " = ?, ") + " = ? WHERE id = ?"
	t.deleteRow = "DELETE FROM " + name + " WHERE id = ?"
	t.deleteRun = "DELETE FROM " + name + " WHERE id BETWEEN ? AND ?"
}

// to says that a column holds the key of another table.
func (t *table) to(column string, other *table) *table {
	t.refers[t.column(column)] = other
	return t
}

// document says which column names the document that a row belongs to.
func (t *table) document(column string) *table {
	t.inDoc = t.column(column)
	return t
}

// only says that columns are unique together.
func (t *table) only(columns ...string) *table {
	var u []int
	for _, c := range columns {
		u = append(u, t.column(c))
	}
	t.unique = append(t.unique, u)
	return t
}

// but says when two rows cannot stand side by side, as [annotate.Vocabulary.Validate]
// has it. The schema cannot say so: an import under way may bring the same name.
func (t *table) but(clash string) *table {
	t.clash = clash
	return t
}

func (t *table) column(name string) int {
	i := slices.Index(t.columns, name)
	if i < 0 {
		panic("table " + t.name + " has no column " + name)
	}
	return i
}

// documentOf returns the key of the document that a row belongs to, 0 for none.
func (t *table) documentOf(r row) int64 {
	if t.inDoc < 0 {
		return 0
	}
	return r.integer(t.inDoc)
}

// tableNamed returns the recorded table of that name, nil where there is none.
func tableNamed(name string) *table {
	for _, t := range recorded {
		if t.name == name {
			return t
		}
	}
	return nil
}

// row returns the row of t with that key, nil where there is none.
func (c *conn) row(t *table, key int64) (row, error) { return c.one(t.selectRow, key) }

// insert adds a row.
func (c *conn) insert(t *table, r row) error { return c.exec(t.insertRow, r...) }

// insertAll adds rows, several with one statement; but words one by one, so that
// the full-text index gathers them (see [portion.ordered]).
func (c *conn) insertAll(t *table, rows []row) error {
	for t != words && many <= len(rows) {
		c.args = c.args[:0]
		for _, r := range rows[:many] {
			c.args = append(c.args, r...)
		}
		if err := c.exec(t.insertMany, c.args...); err != nil {
			return err
		}
		rows = rows[many:]
	}
	for _, r := range rows {
		if err := c.insert(t, r); err != nil {
			return err
		}
	}
	return nil
}

// update replaces the row with r's key.
func (c *conn) update(t *table, r row) error {
	args := make([]driver.Value, 0, len(r))
	args = append(append(args, r[1:]...), r[0])
	return c.exec(t.updateRow, args...)
}

// remove deletes the row with that key.
func (c *conn) remove(t *table, key int64) error { return c.exec(t.deleteRow, key) }
