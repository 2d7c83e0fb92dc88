package jsonl

import (
	"slices"
	"strconv"

	"postil/annotate"
	"postil/export/jsonobject"
	"postil/export/jsontext"
)

// statements reads what annotators say of the whole document. What "status" and
// "attributes" say more than "annotators" does is what the annotator of the
// options says.
func (r *Reader) statements(m *members, record *annotate.Record) error {
	if m.annotators != nil {
		scan := jsontext.NewScanner(m.annotators)
		err := scan.Array(func(i int) error {
			return annotate.At("annotator "+strconv.Itoa(i+1), r.statement(scan, record))
		})
		if err != nil {
			return jsonobject.Wrong("annotators", err)
		}
	}
	if m.attributes != nil {
		if err := r.summary(m.attributes, record); err != nil {
			return jsonobject.Wrong("attributes", err)
		}
	}
	return r.status(m.status, record)
}

// statement reads what one annotator says.
func (r *Reader) statement(scan *jsontext.Scanner, record *annotate.Record) error {
	var name, status, attributes []byte
	err := scan.Object(func(key []byte) (err error) {
		switch string(key) {
		case "name":
			name, err = scan.Raw()
		case "status":
			status, err = scan.Raw()
		case "attributes":
			attributes, err = scan.Raw()
		default:
			err = r.drop(scan, "annotators", key)
		}
		return err
	})
	if err != nil {
		return err
	}
	who, err := r.annotator("name", jsonobject.Present(name))
	if err != nil {
		return err
	}
	if slices.ContainsFunc(record.Statuses, func(o annotate.DocumentStatus) bool { return o.Annotator == who }) {
		return &annotate.Error{Code: annotate.Exists, What: "the annotator stands twice"}
	}
	said, err := r.statusOf(jsonobject.Present(status))
	if err != nil {
		return err
	}
	if said != annotate.Unread {
		record.Statuses = append(record.Statuses, annotate.DocumentStatus{Document: record.Document.UID, Annotator: who, Status: said})
	}
	if attributes = jsonobject.Present(attributes); attributes == nil {
		return nil
	}
	return r.documentAttributes(attributes, func(name string, id []byte, v annotate.Value) error {
		return r.give(record, who, name, id, v)
	})
}

// status reads "status", which counts where no annotator has a status.
func (r *Reader) status(raw []byte, record *annotate.Record) error {
	if raw == nil || 0 < len(record.Statuses) {
		return nil
	}
	status, err := r.statusOf(raw)
	if err != nil || status == annotate.Unread {
		return err
	}
	who, err := r.words.Annotator([]byte(r.options.Annotator))
	record.Statuses = append(record.Statuses, annotate.DocumentStatus{Document: record.Document.UID, Annotator: who, Status: status})
	return err
}

// statusOf returns a status, new where it is left out.
func (r *Reader) statusOf(raw []byte) (annotate.Status, error) {
	name, err := r.textOf("status", raw)
	if err != nil || raw == nil {
		return annotate.Unread, err
	}
	status := annotate.Status(name)
	return status, annotate.At(`"status"`, status.Validate())
}

// summary reads "attributes" and adds the values that no annotator is said to
// have given.
func (r *Reader) summary(raw []byte, record *annotate.Record) error {
	given := slices.Clone(record.Attributes)
	return r.documentAttributes(raw, func(name string, id []byte, v annotate.Value) error {
		same := func(a annotate.DocumentAttribute) bool { return a.Name == name && a.Value == v }
		if slices.ContainsFunc(given, same) {
			return nil
		}
		who, err := r.words.Annotator([]byte(r.options.Annotator))
		if err != nil {
			return err
		}
		return r.give(record, who, name, id, v)
	})
}

// give adds a document attribute.
func (r *Reader) give(record *annotate.Record, who annotate.UID, name string, id []byte, v annotate.Value) error {
	name, err := r.words.Attribute(annotate.OnDocument, annotate.UID{}, []byte(name), v)
	if err != nil {
		return err
	}
	a := annotate.DocumentAttribute{Document: record.Document.UID, Annotator: who, Name: name, Value: v}
	if len(id) != 0 {
		a.UID, err = r.takeWithin("document attribute", id)
	} else {
		a.UID = r.derive(&r.here, "document attribute\x00"+who.String()+"\x00"+name+"\x00"+v.String())
	}
	record.Attributes = append(record.Attributes, a)
	return err
}

// documentAttributes reads an object of attributes, each a value or a list of
// values, and each value alone or with its id.
func (r *Reader) documentAttributes(raw []byte, add func(name string, id []byte, v annotate.Value) error) error {
	scan := jsontext.NewScanner(raw)
	return scan.Object(func(key []byte) error {
		name := string(key)
		if scan.Kind() != '[' {
			return r.documentValue(scan, name, add)
		}
		return scan.Array(func(int) error { return r.documentValue(scan, name, add) })
	})
}

// documentValue reads a value, or an object of id and value.
func (r *Reader) documentValue(scan *jsontext.Scanner, name string, add func(name string, id []byte, v annotate.Value) error) error {
	var id []byte
	var v annotate.Value
	var err error
	if scan.Kind() != '{' {
		v, err = attributeValue(scan)
	} else {
		err = scan.Object(func(key []byte) (err error) {
			switch string(key) {
			case "id":
				id, err = scan.Raw()
			case "value":
				v, err = attributeValue(scan)
			default:
				err = r.drop(scan, "attributes", key)
			}
			return err
		})
	}
	if err != nil || v == (annotate.Value{}) {
		return err
	}
	if id, err = r.idOf("id", jsonobject.Present(id)); err != nil {
		return err
	}
	return annotate.At(annotate.Excerpt(name), add(name, id, v))
}

// attributeValue reads an attribute's value; null is none.
func attributeValue(scan *jsontext.Scanner) (annotate.Value, error) {
	switch scan.Kind() {
	case 'n':
		scan.Null()
		return annotate.Value{}, nil
	case 't':
		b, err := scan.Bool()
		return annotate.YesNoValue(b), err
	case '0':
		f, err := scan.Float()
		return annotate.NumberValue(f), err
	}
	b, err := scan.Text()
	return annotate.TextValue(string(b)), err
}
