package annotate

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
