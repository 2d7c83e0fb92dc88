package annotate

import "strings"

// Tag is what spans are about, named once and used again across documents and
// languages: a person, a place, an event.
type Tag struct {
	UID   UID
	Name  string // several tags may share a name: two people can
	Usual UID    // the label it usually goes with, a suggestion; zero for none
	Ref   string // an outside reference: a Wikidata Q-number, a URL; "" for none
	Note  string
}

// Validate checks the tag by itself and against the scheme.
func (t *Tag) Validate(in Definitions) error {
	where := "tag " + Excerpt(t.Name)
	if t.UID.IsZero() {
		return &Error{Code: Invalid, Where: where, What: "it has no id"}
	}
	if strings.TrimSpace(t.Name) == "" {
		return &Error{Code: Invalid, Where: "tag " + t.UID.String(), What: "its name is empty"}
	}
	if strings.ContainsFunc(t.Name, breaksLine) {
		return &Error{Code: Invalid, Where: where, What: "its name holds a line break or a tab", Hint: "write the name on one line"}
	}
	if !t.Usual.IsZero() && in.Label(t.Usual) == nil {
		return &Error{Code: Invalid, Where: where, What: "its usual label is not in the scheme"}
	}
	return nil
}
