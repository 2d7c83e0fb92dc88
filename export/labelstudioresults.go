package export

import (
	"strconv"
	"time"

	"postil/annotate"
	"postil/export/jsontext"
)

// labelStudioResults reads the annotations, drafts and predictions of one task.
type labelStudioResults struct {
	reader *labelStudioReader
	draft  *draft
	by     ruler
	own    bool // the ids are those of this program
	number int  // of results so far

	origin           annotate.Origin // of what the result in hand holds
	created, updated time.Time
	score            *float64 // of the prediction in hand
	items            []labelStudioItem
	regions          map[string]*labelStudioRegion
}

// labelStudioHead is what stands beside a result, as JSON.
type labelStudioHead struct {
	id, result, by, user, status, cancelled, skipped, created, updated, model, score []byte
}

// known returns the place of a key's value, nil where the key is not known.
func (h *labelStudioHead) known(key []byte) *[]byte {
	switch string(key) {
	case "id":
		return &h.id
	case "result":
		return &h.result
	case "completed_by":
		return &h.by
	case "user":
		return &h.user
	case "status":
		return &h.status
	case "was_cancelled":
		return &h.cancelled
	case "skipped":
		return &h.skipped
	case "created_at":
		return &h.created
	case "updated_at":
		return &h.updated
	case "model_version":
		return &h.model
	case "score":
		return &h.score
	}
	return nil
}

// all reads everything that stands on a task.
func (s *labelStudioResults) all(m *labelStudioTask) error {
	for _, list := range []struct {
		name string
		raw  []byte
		read func(*labelStudioHead) error
	}{{"annotation", m.annotations, s.annotation}, {"draft", m.drafts, s.draftOf}, {"prediction", m.predictions, s.prediction}} {
		if list.raw == nil {
			continue
		}
		scan := jsontext.NewScanner(list.raw)
		err := scan.Array(func(i int) error {
			h, err := s.head(scan, list.name+"s")
			if err == nil {
				s.number++
				err = list.read(h)
			}
			return annotate.At(list.name+" "+strconv.Itoa(i+1), wrong(list.name, err))
		})
		if err != nil {
			return wrong(list.name+"s", err)
		}
	}
	return nil
}

// head reads what stands beside a result.
func (s *labelStudioResults) head(scan *jsontext.Scanner, in string) (*labelStudioHead, error) {
	var h labelStudioHead
	err := scan.Object(func(key []byte) error {
		place := h.known(key)
		if place == nil {
			return s.pass(scan, in, key)
		}
		raw, err := scan.Raw()
		*place = present(raw)
		return err
	})
	return &h, err
}

// pass passes over a value that is not known, and counts it.
func (s *labelStudioResults) pass(scan *jsontext.Scanner, in string, key []byte) error {
	name := string(key)
	raw, err := scan.Raw()
	if err == nil {
		s.reader.dropValue(in, name, raw)
	}
	return err
}

func isTrue(raw []byte) bool { return string(raw) == "true" }

// annotation reads what an annotator has completed.
func (s *labelStudioResults) annotation(h *labelStudioHead) error {
	if isTrue(h.cancelled) || isTrue(h.skipped) {
		s.reader.remark(cancelledAnnotation)
		return nil
	}
	status := annotate.Done
	if said, ok := stringOf(h.status); ok && annotate.Status(said).Validate() == nil {
		status = annotate.Status(said)
	}
	return s.work(h, h.by, status)
}

// draftOf reads what an annotator has not completed yet.
func (s *labelStudioResults) draftOf(h *labelStudioHead) error {
	return s.work(h, h.user, annotate.InProgress)
}

// work reads the work of an annotator.
func (s *labelStudioResults) work(h *labelStudioHead, by []byte, status annotate.Status) error {
	who, err := s.reader.annotatorOf(by)
	if err != nil {
		return wrong("completed_by", err)
	}
	s.draft.who, s.origin, s.score = who, s.draft.origin(), nil
	s.created, s.updated = s.time(h.created), s.time(h.updated)
	s.status(status)
	return s.result(h.result)
}

// status says how far the annotator has come. Of several annotations of one
// document the furthest counts.
func (s *labelStudioResults) status(status annotate.Status) {
	r := &s.draft.record
	for i := range r.Statuses {
		if r.Statuses[i].Annotator == s.draft.who {
			r.Statuses[i].Status = annotate.Furthest(r.Statuses[i].Status, status)
			return
		}
	}
	if status != annotate.Unread {
		r.Statuses = append(r.Statuses, annotate.DocumentStatus{Document: r.Document.UID, Annotator: s.draft.who, Status: status})
	}
}

// prediction reads what a model suggests. The model is the annotator.
func (s *labelStudioResults) prediction(h *labelStudioHead) error {
	model := ""
	if h.model != nil {
		var err error
		if model, err = textOrNumber(h.model, "model_version"); err != nil {
			return err
		}
	}
	who, err := s.reader.person(model, "model")
	if err != nil {
		return annotate.At(`"model_version"`, err)
	}
	s.draft.who = who
	s.origin = annotate.Origin{Kind: annotate.Suggested, From: model}
	s.created, s.updated = s.time(h.created), s.time(h.updated)
	s.score = nil
	if h.score != nil {
		f, err := jsontext.NewScanner(h.score).Float()
		if err != nil {
			return wrong("score", err)
		}
		s.score = &f
	}
	return s.result(h.result)
}

// time reads a time, that of the options where there is none or where the writer
// had none.
func (s *labelStudioResults) time(raw []byte) time.Time {
	said, ok := stringOf(raw)
	t, err := time.Parse(time.RFC3339Nano, said)
	if t = t.UTC().Truncate(time.Millisecond); !ok || err != nil || !inRange(t) || t.Equal(time.Unix(0, 0)) {
		return s.reader.options.Time
	}
	return t
}

// result reads the items of a result: regions first, then what is said of them.
func (s *labelStudioResults) result(raw []byte) error {
	if raw == nil {
		return nil
	}
	s.items = s.items[:0]
	s.regions = map[string]*labelStudioRegion{}
	scan := jsontext.NewScanner(raw)
	err := scan.Array(func(i int) error {
		item, err := s.item(scan)
		if err != nil {
			return thingError("item", i, item.id, err)
		}
		s.items = append(s.items, item)
		return nil
	})
	if err != nil {
		return wrong("result", err)
	}
	for _, pass := range []func(*labelStudioItem) error{s.region, s.property, s.relation} {
		for i := range s.items {
			if err := pass(&s.items[i]); err != nil {
				return thingError("item", i, s.items[i].id, err)
			}
		}
	}
	return nil
}
