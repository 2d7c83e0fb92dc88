package export

import (
	"slices"

	"postil/annotate"
	"postil/export/jsontext"
)

// words is a vocabulary as a writer of many records needs it: found by UID, with
// the names ready to be written as JSON.
type words struct {
	vocabulary *annotate.Vocabulary
	labels     map[annotate.UID]labelWords
	types      map[annotate.UID]typeWords
	tags       map[annotate.UID]int // index
	annotators map[annotate.UID][]byte

	onLabels, onRelations, onDocument []column
}

// column is an attribute's name, which several labels may have in common.
type column struct {
	name string
	kind annotate.AttributeKind
	key  []byte // `"name":`
}

type labelWords struct {
	keys       []byte // `,"layer":"…","label":"…",`
	attributes map[string]*annotate.AttributeDef
}

type typeWords struct {
	name       []byte
	attributes map[string]*annotate.AttributeDef
}

func newWords(v *annotate.Vocabulary) *words {
	w := &words{
		vocabulary: v,
		labels:     make(map[annotate.UID]labelWords, len(v.Scheme.Labels)),
		types:      make(map[annotate.UID]typeWords, len(v.Scheme.Relations)),
		tags:       make(map[annotate.UID]int, len(v.Tags)),
		annotators: make(map[annotate.UID][]byte, len(v.Annotators)),
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
		w.labels[l.UID] = labelWords{append(keys, ','), definitions(s, annotate.OnLabel, l.UID)}
	}
	for _, t := range s.Relations {
		w.types[t.UID] = typeWords{jsontext.AppendString(nil, t.Name), definitions(s, annotate.OnRelation, t.UID)}
	}
	for i := range v.Tags {
		w.tags[v.Tags[i].UID] = i
	}
	for _, a := range v.Annotators {
		w.annotators[a.UID] = jsontext.AppendString(nil, a.Name)
	}
	w.onLabels = columns(s, annotate.OnLabel)
	w.onRelations = columns(s, annotate.OnRelation)
	w.onDocument = columns(s, annotate.OnDocument)
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

func columns(s *annotate.Scheme, on annotate.Bearer) []column {
	var all []column
	for _, d := range s.Attributes {
		if d.On == on && !slices.ContainsFunc(all, func(c column) bool { return c.name == d.Name }) {
			all = append(all, column{d.Name, d.Kind, append(jsontext.AppendString(nil, d.Name), ':')})
		}
	}
	return all
}

// statement is what one annotator says of a whole document.
type statement struct {
	annotator  annotate.UID
	who        []byte // the annotator's name, as JSON
	status     annotate.Status
	attributes []annotate.DocumentAttribute
}

// said returns the statements on a document, in the order of the vocabulary's
// annotators.
func (w *words) said(r *annotate.Record) ([]statement, error) {
	by := map[annotate.UID]*statement{}
	get := func(document, annotator annotate.UID) (*statement, error) {
		if document != r.Document.UID {
			return nil, &annotate.Error{Code: annotate.Invalid, What: "a status or attribute speaks of another document, " + document.String()}
		}
		who, ok := w.annotators[annotator]
		if !ok {
			return nil, missing("annotator", annotator)
		}
		if by[annotator] == nil {
			by[annotator] = &statement{annotator: annotator, who: who, status: annotate.Unread}
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
		s.status = status.Status
	}
	defs := w.vocabulary.Scheme.AttributesOf(annotate.OnDocument, annotate.UID{})
	for _, a := range r.Attributes {
		s, err := get(a.Document, a.Annotator)
		if err != nil {
			return nil, err
		}
		if err := (annotate.Attributes{a.Name: a.Value}).Validate(defs); err != nil {
			return nil, err
		}
		s.attributes = append(s.attributes, a)
	}
	var in []statement
	for _, a := range w.vocabulary.Annotators {
		if s := by[a.UID]; s != nil {
			in = append(in, *s)
		}
	}
	return in, nil
}

// furthest returns the status of whoever has come furthest.
func furthest(statuses []annotate.DocumentStatus) annotate.Status {
	all := make([]annotate.Status, len(statuses))
	for i := range statuses {
		all[i] = statuses[i].Status
	}
	return annotate.Furthest(all...)
}

func missing(what string, u annotate.UID) error {
	return &annotate.Error{Code: annotate.Invalid, What: "the " + what + " " + u.String() + " is not in the project's vocabulary"}
}
