package annotate

import "slices"

// Record is one document with everything that stands on it: what imports and
// exports hold of a project at a time.
type Record struct {
	Document   Document
	Statuses   []DocumentStatus
	Attributes []DocumentAttribute
	Spans      []Span     // in the order of CompareSpans
	Relations  []Relation // those that start from one of Spans
}

// Vocabulary is what records refer to by UID.
type Vocabulary struct {
	Scheme     Scheme
	Tags       []Tag
	Annotators []Annotator
}

// Validate checks the scheme, the tags and the annotators, and that no id and
// no annotator's name stands twice.
func (v *Vocabulary) Validate() error {
	if err := v.Scheme.Validate(); err != nil {
		return err
	}
	tags := make(map[UID]bool, len(v.Tags))
	for i := range v.Tags {
		t := &v.Tags[i]
		if err := t.Validate(&v.Scheme); err != nil {
			return err
		}
		if tags[t.UID] {
			return &Error{Code: Exists, Where: "tag " + Excerpt(t.Name), What: "its id stands twice"}
		}
		tags[t.UID] = true
	}
	names := unique{what: "annotator"}
	for _, a := range v.Annotators {
		if err := names.add(a.UID, a.Name); err != nil {
			return err
		}
	}
	return nil
}

// Clone returns a copy that shares nothing with v.
func (v *Vocabulary) Clone() Vocabulary {
	return Vocabulary{Scheme: v.Scheme.Clone(), Tags: slices.Clone(v.Tags), Annotators: slices.Clone(v.Annotators)}
}
