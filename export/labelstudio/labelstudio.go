// Package labelstudio reads and writes tasks of Label Studio
// (https://labelstud.io/guide/task_format), with the labelling configuration in a file
// beside them.
package labelstudio

import (
	"time"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/account"
	"postil/export/choice"
	"postil/export/dataset"
	"postil/export/intake"
	"postil/export/jsontext"
	"postil/export/wording"
)

// Format returns the format of Label Studio's tasks.
func Format() dataset.Format {
	return dataset.Format{
		Name: "labelstudio", Title: "Label Studio (JSON)", Extensions: []string{".json"},
		Description: "one task a document or piece, with an annotation for each annotator and suggested spans as predictions, and the labelling configuration in a file beside it",
		Loses: []string{
			"the project's history", "spans in several fragments as one", "tags", "times of spans, relations and imports, and origins but those of suggestions", "the annotators of suggestions that name a model, and annotators that nothing has",
			"relations between annotators or documents", "annotators, attributes, groups, notes and ids of relations", "text directions and checksums of documents", "between which labels relations may stand", "guidelines of labels, and keys other than a to z and digits",
		},
		Example: `[{"id":1,"data":{"text":"Bart De Wever spoke."},"annotations":[{"id":1,"completed_by":{"id":1,"email":"ana@example.org"},"result":[` +
			`{"id":"a1","from_name":"Entities","to_name":"text","type":"labels","value":{"start":0,"end":13,"text":"Bart De Wever","labels":["PERSON"]}}]}]}]`,
		Reads: true, Writes: true, Pieces: true,
		Paths:      func(to *dataset.Output) []string { return []string{dataset.Beside(to.Path, configEnding), to.Path} },
		OpenReader: open,
		NewWriter:  create,
	}
}

// writer writes an array of tasks, in the form in which Label Studio
// exports and imports them (https://labelstud.io/guide/task_format). Offsets
// count code points.
//
// Annotators are written as users, with their names as email addresses. All of an
// annotator's work on a document is one annotation, whatever its status, which
// stands beside as "status"; Label Studio itself passes over that key.
type writer struct {
	account  *account.Account
	controls *controls
	numbers  map[annotate.UID]int // of annotators
	json     wording.JSON         // of the task so far

	task, annotation int // so far

	offsets *text.OffsetMap
	groups  []group               // of the piece in hand
	in      map[annotate.UID]int  // spans, by the index of their group
	parted  map[annotate.UID]bool // spans of several fragments
}

// group is what becomes an annotation, or where it has a model, a
// prediction.
type group struct {
	annotator annotate.Annotator
	model     string
	said      wording.Statement
	spans     []*annotate.Span
	relations []*annotate.Relation
}

func create(to *dataset.Output) (dataset.Writer, error) {
	controls := newControls(&to.Vocabulary.Scheme)
	config, err := to.Files.Create(dataset.Beside(to.Path, configEnding))
	if err != nil {
		return nil, err
	}
	if _, err := config.Write(controls.xml(&to.Vocabulary.Scheme)); err != nil {
		return nil, err
	}
	out, err := to.Files.Create(to.Path)
	if err != nil {
		return nil, err
	}
	w := &writer{account: to.Account, json: wording.JSON{Words: wording.NewWords(to.Vocabulary), Line: []byte("["), Out: out}, controls: controls,
		numbers: map[annotate.UID]int{}, in: map[annotate.UID]int{}, parted: map[annotate.UID]bool{}}
	for i, a := range to.Vocabulary.Annotators {
		w.numbers[a.UID] = i + 1
	}
	return w, nil
}

// Write writes a piece as a task.
func (w *writer) Write(p *choice.Piece) error {
	if 0 < w.task {
		w.json.Text(",")
	}
	w.json.Text("\n")
	w.task++
	if err := w.body(p); err != nil {
		return annotate.At("document "+annotate.Excerpt(p.Record.Document.Name), err)
	}
	w.json.Flush(0)
	return w.json.Err
}

// Close writes the end of the array.
func (w *writer) Close() error {
	w.json.Text("\n]\n")
	w.json.Flush(0)
	return w.json.Err
}

// body writes a task.
func (w *writer) body(p *choice.Piece) error {
	r := p.Record
	if err := w.group(r); err != nil {
		return err
	}
	w.offsets = text.NewOffsetMap(r.Document.Text)
	w.json.Text(`{"id":`)
	w.json.Number(w.task)
	w.json.Text(`,"data":{"text":`)
	w.json.Quoted(r.Document.Text)
	var err error
	if w.json.Line, err = intake.AppendMeta(intake.AppendDocumentKeys(w.json.Line, p), r.Document.Meta, func(key string) bool { return key == "text" }); err != nil {
		return err
	}
	w.json.Text(`},"annotations":[`)
	if err := w.each(r, false); err != nil {
		return err
	}
	w.json.Text(`],"predictions":[`)
	if err := w.each(r, true); err != nil {
		return err
	}
	w.json.Text("]}")
	return nil
}

// each writes the annotations, or the predictions.
func (w *writer) each(r *annotate.Record, predictions bool) error {
	first := true
	for i := range w.groups {
		g := &w.groups[i]
		if (g.model != "") != predictions {
			continue
		}
		if !first {
			w.json.Text(",")
		}
		first = false
		w.head(r, g)
		if err := w.result(r, g); err != nil {
			return err
		}
		w.json.Text("}")
	}
	return nil
}

// head writes what stands before the result.
func (w *writer) head(r *annotate.Record, g *group) {
	w.json.Text(`{"id":`)
	w.annotation++
	w.json.Number(w.annotation)
	if g.model != "" {
		w.json.Text(`,"model_version":`)
		w.json.Quoted(g.model)
		w.json.Text(`,"score":`)
		if mean, ok := g.score(); ok {
			w.json.Line = jsontext.AppendFloat(w.json.Line, mean)
		} else {
			w.json.Text("null")
		}
		return
	}
	w.json.Text(`,"completed_by":{"id":`)
	w.json.Number(w.numbers[g.annotator.UID])
	w.json.Text(`,"email":`)
	w.json.Quoted(g.annotator.Name)
	w.json.Text(`,"first_name":`)
	w.json.Quoted(g.annotator.Name)
	w.json.Text(`,"last_name":""},"status":`)
	w.json.Quoted(string(g.said.Status))
	w.json.Text(`,"was_cancelled":false,"ground_truth":false,"created_at":`)
	created, updated := g.times(r)
	w.time(created)
	w.json.Text(`,"updated_at":`)
	w.time(updated)
	w.json.Text(`,"lead_time":null`)
}

// time writes a time, the beginning of 1970 for the zero time: the SDK's
// converter sorts annotations by theirs, and fails where one has none.
func (w *writer) time(t time.Time) {
	if t.IsZero() || !wording.InRange(t.UTC()) {
		t = time.Unix(0, 0)
	}
	w.json.Line, _ = wording.AppendTime(w.json.Line, t)
}

// times returns when the first of the spans was made, and the last changed.
func (g *group) times(r *annotate.Record) (created, updated time.Time) {
	for _, s := range g.spans {
		if !s.Created.IsZero() && (created.IsZero() || s.Created.Before(created)) {
			created = s.Created
		}
		if s.Updated.After(updated) {
			updated = s.Updated
		}
	}
	if created.IsZero() {
		created = r.Document.Imported
	}
	if updated.Before(created) {
		updated = created
	}
	return created, updated
}

// score returns the mean of the spans' scores, where all have one between 0 and
// 1, as Label Studio demands.
func (g *group) score() (mean float64, ok bool) {
	for _, s := range g.spans {
		if s.Origin.Score == nil || *s.Origin.Score < 0 || 1 < *s.Origin.Score {
			return 0, false
		}
		mean += *s.Origin.Score / float64(len(g.spans))
	}
	return min(mean, 1), true
}
