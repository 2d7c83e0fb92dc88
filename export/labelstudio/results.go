package labelstudio

import (
	"strconv"
	"time"

	"postil/annotate"
	"postil/export/intake"
	"postil/export/jsonobject"
	"postil/export/jsontext"
	"postil/export/wording"
)

// resultReader reads the annotations, drafts and predictions of one task.
type resultReader struct {
	reader *reader
	draft  *intake.Draft
	by     intake.Ruler
	own    bool // the ids are those of this program
	number int  // of results so far

	origin           annotate.Origin // of what the result in hand holds
	created, updated time.Time
	score            *float64 // of the prediction in hand
	items            []item
	regions          map[string]*regionValue
}

// annotationHead is what stands beside a result, as JSON.
type annotationHead struct {
	id, result, by, user, status, cancelled, skipped, created, updated, model, score []byte
}

// known returns the place of a key's value, nil where the key is not known.
func (h *annotationHead) known(key []byte) *[]byte {
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
func (s *resultReader) all(m *taskMembers) error {
	for _, list := range []struct {
		name string
		raw  []byte
		read func(*annotationHead) error
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
			return annotate.At(list.name+" "+strconv.Itoa(i+1), jsonobject.Wrong(list.name, err))
		})
		if err != nil {
			return jsonobject.Wrong(list.name+"s", err)
		}
	}
	return nil
}

// head reads what stands beside a result.
func (s *resultReader) head(scan *jsontext.Scanner, in string) (*annotationHead, error) {
	var h annotationHead
	err := scan.Object(func(key []byte) error {
		if place := h.known(key); place != nil {
			return jsonobject.Take(scan, key, place)
		}
		return s.pass(scan, in, key)
	})
	return &h, err
}

// pass passes over a value that is not known, and counts it.
func (s *resultReader) pass(scan *jsontext.Scanner, in string, key []byte) error {
	name := string(key)
	raw, err := scan.Raw()
	if err == nil {
		s.reader.dropValue(in, name, raw)
	}
	return err
}

func isTrue(raw []byte) bool { return string(raw) == "true" }

// annotation reads what an annotator has completed.
func (s *resultReader) annotation(h *annotationHead) error {
	if isTrue(h.cancelled) || isTrue(h.skipped) {
		s.reader.Remark(cancelledAnnotation)
		s.passOver(h.result)
		return nil
	}
	status := annotate.Done
	if said, ok := jsonobject.StringOf(h.status); ok && annotate.Status(said).Validate() == nil {
		status = annotate.Status(said)
	}
	return s.work(h, h.by, status)
}

// draftOf reads what an annotator has not completed yet.
func (s *resultReader) draftOf(h *annotationHead) error {
	return s.work(h, h.user, annotate.InProgress)
}

// work reads the work of an annotator.
func (s *resultReader) work(h *annotationHead, by []byte, status annotate.Status) error {
	who, err := s.reader.annotatorOf(by)
	if err != nil {
		return jsonobject.Wrong("completed_by", err)
	}
	s.draft.Who, s.origin, s.score = who, s.draft.Origin(), nil
	s.created, s.updated = s.time(h.created), s.time(h.updated)
	s.status(status)
	return s.result(h.result)
}

// status says how far the annotator has come. Of several annotations of one
// document the furthest counts.
func (s *resultReader) status(status annotate.Status) {
	r := &s.draft.Record
	for i := range r.Statuses {
		if r.Statuses[i].Annotator == s.draft.Who {
			r.Statuses[i].Status = annotate.Furthest(r.Statuses[i].Status, status)
			return
		}
	}
	if status != annotate.Unread {
		r.Statuses = append(r.Statuses, annotate.DocumentStatus{Document: r.Document.UID, Annotator: s.draft.Who, Status: status})
	}
}

// prediction reads what a model suggests. The model is the annotator.
func (s *resultReader) prediction(h *annotationHead) error {
	model := ""
	if h.model != nil {
		var err error
		if model, err = jsonobject.TextOrNumber(h.model, "model_version"); err != nil {
			return err
		}
	}
	who, err := s.reader.person(model, "model")
	if err != nil {
		return annotate.At(`"model_version"`, err)
	}
	s.draft.Who = who
	s.origin = annotate.Origin{Kind: annotate.Suggested, From: model}
	s.created, s.updated = s.time(h.created), s.time(h.updated)
	s.score = nil
	if h.score != nil {
		f, err := jsontext.NewScanner(h.score).Float()
		if err != nil {
			return jsonobject.Wrong("score", err)
		}
		s.score = &f
	}
	return s.result(h.result)
}

// time reads a time, that of the options where there is none or where the writer
// had none.
func (s *resultReader) time(raw []byte) time.Time {
	said, ok := jsonobject.StringOf(raw)
	t, err := time.Parse(time.RFC3339Nano, said)
	if t = t.UTC().Truncate(time.Millisecond); !ok || err != nil || !wording.InRange(t) || t.Equal(time.Unix(0, 0)) {
		return s.reader.Options.Time
	}
	return t
}

// result reads the items of a result: regions first, then what is said of them.
func (s *resultReader) result(raw []byte) error {
	if raw == nil {
		return nil
	}
	s.items = s.items[:0]
	s.regions = map[string]*regionValue{}
	scan := jsontext.NewScanner(raw)
	err := scan.Array(func(i int) error {
		item, err := s.item(scan)
		if err != nil {
			return jsonobject.InThing("item", i, item.id, err)
		}
		s.items = append(s.items, item)
		return nil
	})
	if err != nil {
		return jsonobject.Wrong("result", err)
	}
	for _, pass := range []func(*item) error{s.region, s.property, s.relation} {
		for i := range s.items {
			if err := pass(&s.items[i]); err != nil {
				return jsonobject.InThing("item", i, s.items[i].id, err)
			}
		}
	}
	return nil
}
