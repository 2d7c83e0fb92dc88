package project

import (
	"context"

	"postil/annotate"
	"postil/annotate/segment"
	"postil/storage"
)

// Stats are a project's figures, over all annotators unless said otherwise.
type Stats struct {
	Documents  int              `json:"documents"`
	Stories    int              `json:"stories"`
	Characters int64            `json:"characters"` // of all texts, in code points
	Words      int64            `json:"words"`      // UAX #29, punctuation not counted
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
func (p *Project) Stats(ctx context.Context) (Stats, error) {
	var s Stats
	err := p.file.View(ctx, func(r *storage.Reader) error {
		counts, err := r.Counts()
		if err != nil {
			return err
		}
		vocabulary, err := r.Vocabulary()
		if err != nil {
			return err
		}
		documents, err := r.Documents()
		if err != nil {
			return err
		}
		s = Stats{Documents: counts.Documents, Stories: counts.Stories, Characters: counts.CodePoints, Spans: counts.Spans,
			Relations: counts.Relations, Tags: counts.Tags, Languages: map[string]int{}}
		s.countLabels(&vocabulary.Scheme, counts)
		s.countAnnotators(vocabulary.Annotators, documents, counts)
		return s.countTexts(ctx, r, documents)
	})
	return s, err
}

func (s *Stats) countLabels(scheme *annotate.Scheme, counts storage.Counts) {
	s.Labels = []LabelCount{}
	for _, l := range scheme.Labels {
		s.Labels = append(s.Labels, LabelCount{Layer: scheme.Layer(l.Layer).Name, Label: l.Name, Spans: counts.ByLabel[l.UID]})
	}
}

func (s *Stats) countAnnotators(annotators []annotate.Annotator, documents []storage.DocumentInfo, counts storage.Counts) {
	s.Annotators = []AnnotatorCount{}
	for _, a := range annotators {
		c := AnnotatorCount{Name: a.Name, Spans: counts.By[a.UID], Done: counts.Done[a.UID]}
		for _, d := range documents {
			if d.Statuses[a.UID] == annotate.InProgress {
				c.InProgress++
			}
		}
		s.Annotators = append(s.Annotators, c)
	}
}

// countTexts counts languages and words, one text in memory at a time.
func (s *Stats) countTexts(ctx context.Context, r *storage.Reader, documents []storage.DocumentInfo) error {
	for _, info := range documents {
		s.Languages[info.Language]++
		d, err := r.Document(info.UID)
		if err != nil {
			return err
		}
		s.Words += int64(segment.WordCount(d.Text))
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}
