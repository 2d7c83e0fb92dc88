package project

import "context"

// Stats are a project's figures, over all annotators unless said otherwise.
type Stats struct {
	Documents  int              `json:"documents"`
	Stories    int              `json:"stories"`
	Words      int              `json:"words"`
	Spans      int              `json:"spans"`
	Relations  int              `json:"relations"`
	Tags       int              `json:"tags"`
	Languages  map[string]int   `json:"languages"` // documents by language; "" for unknown
	Labels     []LabelCount     `json:"labels"`    // in the scheme's order
	Annotators []AnnotatorCount `json:"annotators"`
}

// LabelCount counts one label's spans.
type LabelCount struct {
	Layer string `json:"layer"`
	Label string `json:"label"`
	Spans int    `json:"spans"`
}

// AnnotatorCount counts what one annotator has marked.
type AnnotatorCount struct {
	Name       string `json:"name"`
	Spans      int    `json:"spans"`
	InProgress int    `json:"in_progress"` // documents
	Done       int    `json:"done"`        // documents
}

// Stats counts what the project holds.
func (p *Project) Stats(ctx context.Context) (Stats, error) { return Stats{}, nil }
