package annotate

// Annotator is a person, or a model, who marks documents. Every span, relation,
// document attribute and status belongs to one.
type Annotator struct {
	UID  UID
	Name string // unique in the project
}

// Validate reports an error for an annotator without id, or with a name that
// [CheckName] refuses.
func (a Annotator) Validate() error {
	if a.UID.IsZero() {
		return &Error{Code: Invalid, Where: "annotator " + Excerpt(a.Name), What: "it has no id"}
	}
	return CheckName("annotator", a.Name)
}
