package labelstudio

import (
	"slices"

	"postil/annotate"
	"postil/export/account"
	"postil/export/dataset"
	"postil/export/wording"
)

// group sorts what stands on a document by who says it: annotators in the order
// of the vocabulary, then models as they come.
func (w *writer) group(r *annotate.Record) error {
	said, err := w.json.Words.Said(r)
	if err != nil {
		return err
	}
	clear(w.in)
	clear(w.parted)
	w.groups = w.groups[:0]
	of := map[annotate.UID]int{}
	for _, a := range w.json.Words.Vocabulary.Annotators {
		of[a.UID] = -1
		i := slices.IndexFunc(said, func(s wording.Statement) bool { return s.Annotator == a.UID })
		marks := slices.ContainsFunc(r.Spans, func(s annotate.Span) bool { return s.Annotator == a.UID && s.Origin.Kind != annotate.Suggested })
		if i < 0 && !marks {
			continue
		}
		of[a.UID] = len(w.groups)
		g := group{annotator: a, said: wording.Statement{Status: annotate.Unread}}
		if 0 <= i {
			g.said = said[i]
		}
		w.groups = append(w.groups, g)
	}
	for i := range r.Spans {
		s := &r.Spans[i]
		at, ok := of[s.Annotator]
		if !ok {
			return annotate.At("span "+s.UID.String(), wording.Missing("annotator", s.Annotator))
		}
		if s.Origin.Kind == annotate.Suggested {
			at = w.prediction(s)
		}
		w.groups[at].spans = append(w.groups[at].spans, s)
		w.in[s.UID] = at
	}
	w.groupRelations(r)
	return nil
}

// prediction returns the group of the model that suggested a span.
func (w *writer) prediction(s *annotate.Span) int {
	model := s.Origin.From
	if model == "" {
		i := slices.IndexFunc(w.json.Words.Vocabulary.Annotators, func(a annotate.Annotator) bool { return a.UID == s.Annotator })
		model = w.json.Words.Vocabulary.Annotators[i].Name
	}
	at := slices.IndexFunc(w.groups, func(g group) bool { return g.model == model })
	if 0 <= at {
		return at
	}
	w.groups = append(w.groups, group{model: model})
	return len(w.groups) - 1
}

// groupRelations puts each relation beside its spans.
func (w *writer) groupRelations(r *annotate.Record) {
	for i := range r.Relations {
		l := &r.Relations[i]
		from, ok := w.in[l.From]
		to, both := w.in[l.To]
		switch {
		case !ok || !both:
			w.account.LeaveOut(account.Relation, l.UID, dataset.WhyApart(l, &r.Document))
			continue
		case from != to:
			w.account.LeaveOut(account.Relation, l.UID, "it links spans of two annotators, or of an annotator and a model")
			continue
		}
		g := &w.groups[from]
		if g.model == "" && g.annotator.UID != l.Annotator {
			w.account.Change(account.Relation, l.UID, "it stands with the annotator of its spans, who did not make it")
		}
		g.relations = append(g.relations, l)
	}
}
