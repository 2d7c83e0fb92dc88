package annotate

import "strings"

// Annotator is a person, or a model, who marks documents. Every span, relation,
// document attribute and status belongs to one.
type Annotator struct {
	UID  UID
	Name string // unique in the project
}

// Validate reports an error for an annotator without id or name.
func (a Annotator) Validate() error {
	if a.UID.IsZero() {
		return &Error{Code: Invalid, Where: "annotator " + quoted(a.Name), What: "it has no id"}
	}
	if strings.TrimSpace(a.Name) == "" {
		return &Error{Code: Invalid, Where: "annotator", What: "the name is empty", Hint: "give a name of at least one letter"}
	}
	return nil
}
