package annotate

import (
	"slices"
	"time"
)

// Relation is a typed, directed link between two spans, in one document or two:
// quote to speaker, claim to source, claim contradicts claim.
type Relation struct {
	UID        UID
	Type       UID
	From, To   UID    // spans
	ToDocument UID    // the document that To stands in
	Group      string // the frame or event it belongs to, shared by the relations of one; "" for none
	Attributes Attributes
	Annotator  UID
	Origin     Origin
	Note       string
	Created    time.Time
	Updated    time.Time
}

// Validate checks the relation by itself and against the scheme.
func (r *Relation) Validate(in Definitions) error {
	where := "relation " + r.UID.String()
	switch {
	case r.UID.IsZero():
		return &Error{Code: Invalid, Where: "relation", What: "it has no id"}
	case r.From.IsZero() || r.To.IsZero():
		return &Error{Code: Invalid, Where: where, What: "it lacks one of its two spans"}
	case r.ToDocument.IsZero():
		return &Error{Code: Invalid, Where: where, What: "it does not say which document it leads to"}
	case r.From == r.To:
		return &Error{Code: Invalid, Where: where, What: "it links a span with itself"}
	case r.Annotator.IsZero():
		return &Error{Code: Invalid, Where: where, What: "it names no annotator"}
	case in.RelationType(r.Type) == nil:
		return &Error{Code: Invalid, Where: where, What: "its type is not in the scheme"}
	}
	if err := r.Origin.Validate(); err != nil {
		return At(where, err)
	}
	return At(where, r.Attributes.Validate(in, OnRelation, r.Type))
}

// Links reports an error where the type does not allow a relation between spans
// of these two labels.
func (t *RelationType) Links(from, to UID, in Definitions) error {
	for _, end := range []struct {
		allowed []UID
		label   UID
		what    string
	}{{t.From, from, "start from"}, {t.To, to, "lead to"}} {
		if len(end.allowed) != 0 && !slices.Contains(end.allowed, end.label) {
			name := "an unknown label"
			if l := in.Label(end.label); l != nil {
				name = Excerpt(l.Name)
			}
			return &Error{Code: Invalid, Where: "relation type " + Excerpt(t.Name), What: "it may not " + end.what + " " + name}
		}
	}
	return nil
}
