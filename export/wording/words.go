// Package wording puts a project's vocabulary and its values into JSON as native
// records do, for all writers that say the same: attributes, statements of
// annotators, metadata, ids and times.
package wording

import (
	"slices"

	"postil/annotate"
	"postil/export/jsontext"
)

// Words is a vocabulary as a writer of many records needs it: found by UID, with
// the names ready to be written as JSON.
type Words struct {
	Vocabulary *annotate.Vocabulary        // whose words they are
	Labels     map[annotate.UID]LabelWords // of the scheme
	Types      map[annotate.UID]TypeWords  // likewise
	Tags       map[annotate.UID]int        // index in the vocabulary
	Annotators map[annotate.UID][]byte     // names as JSON

	OnLabels, OnRelations, onDocument []Column // the attributes
}

// Column is an attribute's name, which several labels may have in common.
type Column struct {
	Name string
	Kind annotate.AttributeKind // of the first definition
	key  []byte                 // `"name":`
}

// LabelWords are a label as records name it.
type LabelWords struct {
	Keys       []byte                            // `,"layer":"…","label":"…",`
	Attributes map[string]*annotate.AttributeDef // by name
}

// TypeWords are a relation type as records name it.
type TypeWords struct {
	Name       []byte                            // as JSON
	Attributes map[string]*annotate.AttributeDef // by name
}

// NewWords returns the words of a vocabulary.
func NewWords(v *annotate.Vocabulary) *Words {
	w := &Words{
		Vocabulary: v,
		Labels:     make(map[annotate.UID]LabelWords, len(v.Scheme.Labels)),
		Types:      make(map[annotate.UID]TypeWords, len(v.Scheme.Relations)),
		Tags:       make(map[annotate.UID]int, len(v.Tags)),
		Annotators: make(map[annotate.UID][]byte, len(v.Annotators)),
	}
	s := &v.Scheme
	for _, l := range s.Labels {
		keys := append([]byte(nil), `,"layer":`...)
		if y := s.Layer(l.Layer); y != nil {
			keys = jsontext.AppendString(keys, y.Name)
		} else {
			keys = append(keys, "null"...)
		}
		keys = jsontext.AppendString(append(keys, `,"label":`...), l.Name)
		w.Labels[l.UID] = LabelWords{append(keys, ','), definitions(s, annotate.OnLabel, l.UID)}
	}
	for _, t := range s.Relations {
		w.Types[t.UID] = TypeWords{jsontext.AppendString(nil, t.Name), definitions(s, annotate.OnRelation, t.UID)}
	}
	for i := range v.Tags {
		w.Tags[v.Tags[i].UID] = i
	}
	for _, a := range v.Annotators {
		w.Annotators[a.UID] = jsontext.AppendString(nil, a.Name)
	}
	w.OnLabels = Columns(s, annotate.OnLabel)
	w.OnRelations = Columns(s, annotate.OnRelation)
	w.onDocument = Columns(s, annotate.OnDocument)
	return w
}

func definitions(s *annotate.Scheme, on annotate.Bearer, owner annotate.UID) map[string]*annotate.AttributeDef {
	defs := map[string]*annotate.AttributeDef{}
	for i := range s.Attributes {
		if d := &s.Attributes[i]; d.On == on && d.Owner == owner {
			defs[d.Name] = d
		}
	}
	return defs
}

// Columns returns the attributes of labels, relation types or documents, each name once,
// in the scheme's order.
func Columns(s *annotate.Scheme, on annotate.Bearer) []Column {
	var all []Column
	for _, d := range s.Attributes {
		if d.On == on && !slices.ContainsFunc(all, func(c Column) bool { return c.Name == d.Name }) {
			all = append(all, Column{d.Name, d.Kind, append(jsontext.AppendString(nil, d.Name), ':')})
		}
	}
	return all
}

// Statement is what one annotator says of a whole document.
type Statement struct {
	Annotator  annotate.UID                 // who says it
	who        []byte                       // the annotator's name, as JSON
	Status     annotate.Status              // [annotate.Unread] where nothing is said
	Attributes []annotate.DocumentAttribute // in the record's order
}

// Said returns the statements on a document, in the order of the vocabulary's
// annotators.
func (w *Words) Said(r *annotate.Record) ([]Statement, error) {
	by := map[annotate.UID]*Statement{}
	get := func(document, annotator annotate.UID) (*Statement, error) {
		if document != r.Document.UID {
			return nil, &annotate.Error{Code: annotate.Invalid, What: "a status or attribute speaks of another document, " + document.String()}
		}
		who, ok := w.Annotators[annotator]
		if !ok {
			return nil, Missing("annotator", annotator)
		}
		if by[annotator] == nil {
			by[annotator] = &Statement{Annotator: annotator, who: who, Status: annotate.Unread}
		}
		return by[annotator], nil
	}
	for _, status := range r.Statuses {
		s, err := get(status.Document, status.Annotator)
		if err == nil {
			err = status.Status.Validate()
		}
		if err != nil {
			return nil, err
		}
		s.Status = status.Status
	}
	for _, a := range r.Attributes {
		s, err := get(a.Document, a.Annotator)
		if err != nil {
			return nil, err
		}
		if err := (annotate.Attributes{a.Name: a.Value}).Validate(&w.Vocabulary.Scheme, annotate.OnDocument, annotate.UID{}); err != nil {
			return nil, err
		}
		s.Attributes = append(s.Attributes, a)
	}
	var in []Statement
	for _, a := range w.Vocabulary.Annotators {
		if s := by[a.UID]; s != nil {
			in = append(in, *s)
		}
	}
	return in, nil
}

// Furthest returns the status of whoever has come furthest.
func Furthest(statuses []annotate.DocumentStatus) annotate.Status {
	all := make([]annotate.Status, len(statuses))
	for i := range statuses {
		all[i] = statuses[i].Status
	}
	return annotate.Furthest(all...)
}

// Missing says that a record refers to something that the vocabulary lacks.
func Missing(what string, u annotate.UID) error {
	return &annotate.Error{Code: annotate.Invalid, What: "the " + what + " " + u.String() + " is not in the project's vocabulary"}
}
