package spacy

import (
	"postil/annotate"
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

// categories writes what annotators said of a whole document: 1 for what any of
// them gave, 0 for what else an attribute could be that somebody gave. What is
// said of a document is not said of its pieces.
func (w *writer) categories(p *choice.Piece) {
	if p.Number != 0 {
		return
	}
	first := true
	for _, c := range w.cats {
		given, yes := false, false
		for _, a := range p.Record.Attributes {
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
