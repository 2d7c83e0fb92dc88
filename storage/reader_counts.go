package storage

import "postil/annotate"

// Counts are the project's figures.
type Counts struct {
	Documents  int
	Bytes      int64 // of all texts
	CodePoints int64
	Stories    int
	Spans      int
	Fragments  int
	Relations  int
	Attributes int // of documents
	Tags       int
	Annotators int
	Changes    int
	Done       map[annotate.UID]int // documents done, by annotator
	ByLabel    map[annotate.UID]int // spans, by label
	ByType     map[annotate.UID]int // relations, by type
	ByTag      map[annotate.UID]int // spans, by tag
	By         map[annotate.UID]int // spans, by annotator
}

// Counts counts everything.
func (r *Reader) Counts() (Counts, error) {
	var c Counts
	w, err := r.c.one("SELECT count(*), coalesce(sum(bytes), 0), coalesce(sum(code_points), 0), count(DISTINCT story) FROM document WHERE " + visible)
	if err != nil {
		return c, err
	}
	c.Documents, c.Bytes, c.CodePoints, c.Stories = int(w.integer(0)), w.integer(1), w.integer(2), int(w.integer(3))
	w, err = r.c.one("SELECT count(*), coalesce(sum(coalesce(json_array_length(fragments), 1)), 0) FROM span WHERE " + visible)
	if err != nil {
		return c, err
	}
	c.Spans, c.Fragments = int(w.integer(0)), int(w.integer(1))
	for _, t := range []struct {
		table *table
		n     *int
	}{{relations, &c.Relations}, {documentAttributes, &c.Attributes}, {tags, &c.Tags}, {annotators, &c.Annotators}} {
		n, err := r.c.number("SELECT count(*) FROM " + t.table.name + " WHERE " + visible)
		if err != nil {
			return c, err
		}
		*t.n = int(n)
	}
	n, err := r.c.number("SELECT count(*) FROM change")
	if err != nil {
		return c, err
	}
	c.Changes = int(n)
	return c, r.countGroups(&c)
}

// countGroups counts by what rows refer to.
func (r *Reader) countGroups(c *Counts) error {
	for _, g := range []struct {
		by   *map[annotate.UID]int
		from string
	}{
		{&c.Done, "annotator p JOIN status c ON c.annotator = p.id AND c.status = 'done'"},
		{&c.ByLabel, "label p JOIN span c ON c.label = p.id"},
		{&c.ByType, "relation_type p JOIN relation c ON c.type = p.id"},
		{&c.ByTag, "tag p JOIN span c ON c.tag = p.id"},
		{&c.By, "annotator p JOIN span c ON c.annotator = p.id"},
	} {
		*g.by = map[annotate.UID]int{}
		err := r.c.each("SELECT p.uid, count(*) FROM "+g.from+" AND c."+visible+" GROUP BY p.id", func(w row) error {
			(*g.by)[w.uid(0)] = int(w.integer(1))
			return r.ctx.Err()
		})
		if err != nil {
			return err
		}
	}
	return nil
}
