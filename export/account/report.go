package account

import (
	"bufio"
	"bytes"
	"encoding/json"
	"strings"

	"postil/annotate"
	"postil/export/jsontext"
)

// Section is one kind of things in a report, with its classes.
type Section struct {
	Name    string
	Classes []Class
}

// Class is one class of things in a report, a line each.
type Class struct {
	Name      string
	Len       int
	Line      func(dst []byte, i int) []byte // appends the JSON of thing i
	elsewhere bool
}

// IDs returns the class of the things with these ids.
func IDs(name string, ids []annotate.UID) Class {
	return Class{Name: name, Len: len(ids), Line: func(dst []byte, i int) []byte { return jsontext.AppendUUID(dst, ids[i]) }}
}

// Items returns the class of things of which more is to be said.
func Items(name string, items *List) Class {
	return Class{Name: name, Len: items.Len(), Line: func(dst []byte, i int) []byte {
		item := items.At(i)
		dst = jsontext.AppendUUID(append(dst, `{"id": `...), item.ID)
		dst = jsontext.AppendUUID(append(dst, `, "document": `...), item.Document)
		dst = jsontext.AppendString(append(dst, `, "reason": `...), item.Reason)
		return append(dst, '}')
	}}
}

// Elsewhere returns a class whose things are listed elsewhere: null stands in its
// place.
func Elsewhere(name string) Class { return Class{Name: name, elsewhere: true} }

// WriteReport writes a report as indented JSON: the members of head, which must
// be a struct, for a person to read, and then under "ids" every thing in its
// class, a line each. A note, "" for none, stands before them. A million things
// cost no more than their lines.
func WriteReport(to *bufio.Writer, head any, note string, sections []Section) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(head); err != nil {
		return err
	}
	w := reportWriter{to: to}
	w.text(strings.TrimSuffix(b.String(), "\n}\n")) // which goes on
	w.text(",\n  \"ids\": {")
	separator := "\n"
	if note != "" {
		w.text("\n    \"note\": ")
		w.line = jsontext.AppendString(w.line[:0], note)
		_, _ = to.Write(w.line)
		separator = ",\n"
	}
	for _, s := range sections {
		w.text(separator + "    \"" + s.Name + "\": {")
		w.classes(s.Classes)
		w.text("\n    }")
		separator = ",\n"
	}
	w.text("\n  }\n}\n")
	return to.Flush()
}

// reportWriter writes the lists of a report. What it writes to keeps its error.
type reportWriter struct {
	to   *bufio.Writer
	line []byte
}

func (w *reportWriter) text(s string) { _, _ = w.to.WriteString(s) }

func (w *reportWriter) classes(all []Class) {
	separator := "\n"
	for _, c := range all {
		w.text(separator + "      \"" + c.Name + "\": ")
		separator = ",\n"
		switch {
		case c.elsewhere:
			w.text("null")
		case c.Len == 0:
			w.text("[]")
		default:
			w.list(c)
		}
	}
}

func (w *reportWriter) list(c Class) {
	separator := "[\n        "
	for i := range c.Len {
		w.line = c.Line(append(w.line[:0], separator...), i)
		_, _ = w.to.Write(w.line)
		separator = ",\n        "
	}
	w.text("\n      ]")
}
