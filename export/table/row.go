package table

import (
	"strconv"
	"strings"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/intake"
	"postil/export/jsontext"
)

// record builds the document of a row.
func (t *reader) record(cells []cell, line int) (*annotate.Record, error) {
	roles := t.assign(cells)
	written := roles[isText]
	if written == nil {
		return nil, &annotate.Error{Code: annotate.Invalid, What: "it has no " + annotate.Excerpt(t.textName)}
	}
	if !written.isText {
		return nil, &annotate.Error{Code: annotate.Invalid, Where: annotate.Excerpt(t.textName), What: "a text is expected"}
	}
	if strings.TrimSpace(written.text) == "" {
		return nil, &annotate.Error{Code: annotate.Invalid, Where: annotate.Excerpt(t.textName), What: "the text is empty"}
	}
	settled, err := text.SettleString(written.text)
	if err != nil {
		return nil, &annotate.Error{Code: annotate.Invalid, Where: annotate.Excerpt(t.textName), Err: err}
	}
	r := &annotate.Record{Document: intake.NewDocument(settled, t.base, t.options)}
	d := &r.Document
	seen := &t.notes
	d.Name = seen.take(roles[isName], "name", d.Name, anyLine)
	source := seen.take(roles[isSource], "source", "", anyLine)
	d.Language = seen.take(roles[isLanguage], "language", d.Language, languageTag)
	if err := t.identify(d, roles[isID], source, line); err != nil {
		return nil, err
	}
	d.Meta = t.metadata(cells, roles)
	t.report.Replaced.Controls += settled.Replaced.Controls
	t.report.Replaced.Invalid += settled.Replaced.Invalid
	return r, d.Validate()
}

// assign finds what each role is played by, nil where by nothing.
func (t *reader) assign(cells []cell) (by [roles]*cell) {
	var best [roles]int
	for i := range cells {
		c := &cells[i]
		r := t.rank(c.column)
		if r.role != isMeta && (by[r.role] == nil || r.at < best[r.role]) {
			by[r.role], best[r.role] = c, r.at
		}
	}
	return by
}

func (t *reader) rank(column string) rank {
	switch column {
	case t.textName:
		return rank{role: isText}
	case t.idName:
		return rank{role: isID}
	}
	r, ok := t.ranks[column]
	if !ok {
		r = rankOf(column)
		t.ranks[column] = r
	}
	return r
}

// identify gives a document its id and its source.
func (t *reader) identify(d *annotate.Document, id *cell, source string, line int) error {
	if t.idName == "" {
		if source != "" {
			d.Source = source
		}
		name := "document\x00" + d.Source + "\x00" + d.TextHash.String()
		d.UID = annotate.UIDFromName(name)
		n := t.again[d.UID]
		t.again[d.UID]++
		if 0 < n {
			d.UID = annotate.UIDFromName(name + "\x00" + strconv.Itoa(n))
		}
		if source == "" && 0 < n {
			d.Source += "#" + strconv.Itoa(n+1)
		}
		return nil
	}
	if id == nil || strings.TrimSpace(id.text) == "" {
		return &annotate.Error{Code: annotate.Invalid, What: "it has no " + annotate.Excerpt(t.idName)}
	}
	spelt := false
	if d.UID, spelt = intake.SpeltID([]byte(id.text)); !spelt {
		d.UID = annotate.UIDFromName("document\x00" + t.base + "\x00row\x00" + id.text)
	}
	if first, ok := t.ids[d.UID]; ok {
		return &annotate.Error{Code: annotate.Exists, Where: annotate.Excerpt(t.idName), What: "the id " + annotate.Excerpt(id.text) + " stands in line " + strconv.Itoa(first) + " already"}
	}
	t.ids[d.UID] = line
	if d.Source = source; source == "" {
		d.Source = t.base + "#" + intake.OneLine(id.text)
	}
	return nil
}

// metadata returns what no role has used up. An id stays, too.
func (t *reader) metadata(cells []cell, by [roles]*cell) annotate.Meta {
	object := []byte{'{'}
	for i := range cells {
		c := &cells[i]
		if c == by[isText] || c.used {
			continue
		}
		if c != by[isID] {
			t.notes.keep(c.column)
		}
		if 1 < len(object) {
			object = append(object, ',')
		}
		object = append(jsontext.AppendString(object, c.column), ':')
		if c.json != nil {
			object = append(object, c.json...)
		} else {
			object = jsontext.AppendString(object, c.text)
		}
	}
	if len(object) == 1 {
		return nil
	}
	return append(object, '}')
}
