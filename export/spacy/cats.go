package spacy

import (
	"slices"

	"postil/annotate"
	"postil/export/account"
	"postil/export/choice"
	"postil/export/jsontext"
)

// cat is a category of documents: an attribute that is yes or no, or one
// choice of an attribute.
type cat struct {
	attribute string
	value     annotate.Value // that makes it 1
	key       []byte
}

// cats lists the categories that a scheme defines: NAME, or NAME=CHOICE.
func cats(s *annotate.Scheme) []cat {
	var cats []cat
	for _, d := range s.AttributesOf(annotate.OnDocument, annotate.UID{}) {
		switch d.Kind {
		case annotate.YesNo:
			cats = append(cats, cat{d.Name, annotate.YesNoValue(true), jsontext.AppendString(nil, d.Name)})
		case annotate.Choice:
			for _, c := range d.Choices {
				cats = append(cats, cat{d.Name, annotate.TextValue(c), jsontext.AppendString(nil, d.Name+"="+c)})
			}
		}
	}
	return cats
}

// notCats lists the attributes of documents that no category stands for.
func notCats(s *annotate.Scheme) map[string]bool {
	names := map[string]bool{}
	for _, d := range s.AttributesOf(annotate.OnDocument, annotate.UID{}) {
		if d.Kind == annotate.Number || d.Kind == annotate.Text {
			names[d.Name] = true
		}
	}
	return names
}

// noCategory is why an attribute of a document is left out.
const noCategory = "attributes of it that are numbers or free text are left out, since a category holds or does not"

// categories writes what annotators said of the document: 1 for what any of them gave,
// 0 for what else an attribute could be that somebody gave.
func (w *writer) categories(p *choice.Piece) {
	r := p.Record
	if slices.ContainsFunc(r.Attributes, func(a annotate.DocumentAttribute) bool { return w.notCats[a.Name] }) {
		w.account.Change(account.Document, r.Document.UID, noCategory)
	}
	first := true
	for _, c := range w.cats {
		given, yes := false, false
		for _, a := range r.Attributes {
			given = given || a.Name == c.attribute
			yes = yes || a.Name == c.attribute && a.Value == c.value
		}
		if !given {
			continue
		}
		if !first {
			w.text(",")
		}
		first = false
		w.line = append(w.line, c.key...)
		w.text(map[bool]string{false: ":0.0", true: ":1.0"}[yes])
	}
}
