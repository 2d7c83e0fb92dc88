package labelstudio

import (
	"strconv"
	"strings"

	"postil/annotate"
	"postil/export/account"
	"postil/export/intake"
	"postil/export/jsonobject"
	"postil/export/jsontext"
)

// item is an item of a result, its values as JSON.
type item struct {
	id, from, kind, value, meta, score []byte
	fromID, toID, direction, labels    []byte
}

// known returns the place of a key's value, nil where the key is not known.
func (e *item) known(key []byte) *[]byte {
	switch string(key) {
	case "id":
		return &e.id
	case "from_name":
		return &e.from
	case "type":
		return &e.kind
	case "value":
		return &e.value
	case "meta":
		return &e.meta
	case "score":
		return &e.score
	case "from_id":
		return &e.fromID
	case "to_id":
		return &e.toID
	case "direction":
		return &e.direction
	case "labels":
		return &e.labels
	}
	return nil
}

func (s *resultReader) item(scan *jsontext.Scanner) (e item, err error) {
	err = scan.Object(func(key []byte) error {
		if place := e.known(key); place != nil {
			return jsonobject.Take(scan, key, place)
		}
		switch string(key) {
		case "to_name", "origin", "readonly", "hidden", "parentID": // which say nothing of the text
			_, err := scan.Raw()
			return err
		}
		return s.pass(scan, "result", key)
	})
	return e, err
}

// regionValue is what items with one id are about.
type regionValue struct {
	at    [2]int
	spans []int // index in the record
}

// value is the value of an item.
type value struct {
	start, end, startOffset, endOffset, global, text []byte
	labels, choices, number, rating, datetime        []byte
}

// known returns the place of a key's value, nil where the key is not known.
func (v *value) known(key []byte) *[]byte {
	switch string(key) {
	case "start":
		return &v.start
	case "end":
		return &v.end
	case "startOffset":
		return &v.startOffset
	case "endOffset":
		return &v.endOffset
	case "globalOffsets":
		return &v.global
	case "text":
		return &v.text
	case "labels", "hypertextlabels", "htmllabels": // the last before version 1.0
		return &v.labels
	case "choices":
		return &v.choices
	case "number":
		return &v.number
	case "rating":
		return &v.rating
	case "datetime":
		return &v.datetime
	}
	return nil
}

func (s *resultReader) value(e *item) (v value, err error) {
	if e.value == nil {
		return v, &annotate.Error{Code: annotate.Invalid, What: `it has no "value"`}
	}
	scan := jsontext.NewScanner(e.value)
	err = scan.Object(func(key []byte) error {
		if place := v.known(key); place != nil {
			return jsonobject.Take(scan, key, place)
		}
		return s.pass(scan, "value", key)
	})
	return v, jsonobject.Wrong("value", err)
}

// bareValue reads the value of a region, of which nothing but what is known matters.
func bareValue(scan *jsontext.Scanner) (v value, err error) {
	err = scan.Object(func(key []byte) error {
		if place := v.known(key); place != nil {
			return jsonobject.Take(scan, key, place)
		}
		_, err := scan.Raw()
		return err
	})
	return v, err
}

// kindOf returns the type of an item.
func (e *item) kindOf() string { return string(jsonobject.TrimQuotes(e.kind)) }

// region reads an item that marks a region with labels: a span for each.
func (s *resultReader) region(e *item) error {
	if kind := e.kindOf(); kind != "labels" && kind != "hypertextlabels" {
		return nil
	}
	v, err := s.value(e)
	if err != nil {
		return err
	}
	stated, err := v.offsets()
	if err != nil {
		return err
	}
	fragments, err := s.cover(&v, stated)
	if err != nil {
		return err
	}
	region, err := s.regionOf(e, stated)
	if err != nil {
		return err
	}
	if v.labels == nil {
		s.reader.LeaveOut(account.Span, "it has no label")
		return nil
	}
	scan := jsontext.NewScanner(v.labels)
	return jsonobject.Wrong("labels", scan.Array(func(i int) error {
		b, err := scan.Text()
		if err != nil {
			return err
		}
		if err := s.span(e, region, string(b), i, fragments); err != nil {
			return err
		}
		return nil
	}))
}

// cover returns what a region covers, compared with the text that it states.
func (s *resultReader) cover(v *value, stated [2]int) ([]annotate.Fragment, error) {
	at := [][2]int{stated}
	if v.text == nil {
		fragments, err := s.by.Cover(at, nil)
		if err == nil {
			s.reader.Fit.Look(s.by.Settled, stated, [2]int{fragments[0].Start, fragments[0].End})
		}
		return fragments, err
	}
	b, err := jsontext.NewScanner(v.text).Text()
	if err != nil {
		return nil, jsonobject.Wrong("text", err)
	}
	shown := false
	fragments, err := s.by.Fit(at, func(at [][2]int) error {
		said, covered := s.by.WithoutMark(string(b), at[0][0]), s.by.Settled.Text[at[0][0]:at[0][1]]
		err := intake.SameText(said, covered)
		if shown = err != nil && sameAsShown(said, covered); shown {
			return nil
		}
		return err
	})
	if err == nil && shown {
		s.reader.Remark(shownText)
	}
	return fragments, err
}

// sameAsShown tells whether Label Studio's window may have stated a text for what is
// covered: what a browser shows of it, with its runs of white space as one space and
// none at the ends, and a backslash and an n for each line break (captureSelection in
// Label Studio's selection-tools.js).
func sameAsShown(stated, covered string) bool { return asShown(stated) == asShown(covered) }

func asShown(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, `\n`, "\n")), " ")
}

// offsets returns where a region is: its start and end, or in hypertext, where
// these are paths of elements, its global offsets.
func (v *value) offsets() (at [2]int, err error) {
	start, end := v.start, v.end
	if v.global != nil {
		global, err := bareValue(jsontext.NewScanner(v.global))
		if err != nil {
			return at, jsonobject.Wrong("globalOffsets", err)
		}
		start, end = global.start, global.end
	} else if v.startOffset != nil || v.endOffset != nil {
		return at, &annotate.Error{Code: annotate.Invalid, What: "the region lies between elements of a page, not between characters of a text",
			Hint: "export it with globalOffsets, or label a Text instead of a HyperText"}
	}
	for i, raw := range [][]byte{start, end} {
		key := []string{"start", "end"}[i]
		if raw == nil {
			return at, &annotate.Error{Code: annotate.Invalid, What: "it has no " + strconv.Quote(key)}
		}
		if at[i], err = wholeOf(raw, key); err != nil {
			return at, err
		}
	}
	return at, nil
}

// wholeOf reads a whole number, which older versions wrote as a string.
func wholeOf(raw []byte, key string) (int, error) {
	n, err := jsontext.NewScanner(jsonobject.TrimQuotes(raw)).Int()
	return n, jsonobject.Wrong(key, err)
}

// regionOf returns the region that an item marks. Several items may mark it with
// labels of several layers.
func (s *resultReader) regionOf(e *item, at [2]int) (*regionValue, error) {
	id, err := e.regionID()
	if err != nil {
		return nil, err
	}
	region := s.regions[id]
	if region == nil || id == "" {
		region = &regionValue{at: at}
		s.regions[id] = region
	}
	if region.at != at {
		return nil, &annotate.Error{Code: annotate.Exists, What: "another region has this id"}
	}
	return region, nil
}

func (e *item) regionID() (string, error) {
	if e.id == nil {
		return "", nil
	}
	return jsonobject.TextOrNumber(e.id, "id")
}

// span adds a span with one of a region's labels.
func (s *resultReader) span(e *item, region *regionValue, label string, n int, fragments []annotate.Fragment) error {
	id, err := e.regionID()
	if err != nil {
		return err
	}
	if _, spelt := intake.SpeltID([]byte(id)); id != "" && !(s.own && spelt && len(region.spans) == 0) {
		id = "region\x00" + strconv.Itoa(s.number) + "\x00" + id + "\x00" + label
	}
	span, err := s.draft.Span(id, label, fragments)
	if err != nil {
		return err
	}
	span.Origin, span.Created, span.Updated = s.origin, s.created, s.updated
	if span.Origin.Kind == annotate.Suggested {
		if span.Origin.Score, err = s.scoreOf(e); err != nil {
			return err
		}
	}
	if span.Note, err = noteOf(e.meta); err != nil {
		return err
	}
	region.spans = append(region.spans, len(s.draft.Record.Spans)-1)
	return nil
}

// scoreOf returns an item's own score, else that of the prediction.
func (s *resultReader) scoreOf(e *item) (*float64, error) {
	if e.score == nil {
		return s.score, nil
	}
	f, err := jsontext.NewScanner(e.score).Float()
	return &f, jsonobject.Wrong("score", err)
}

// noteOf returns the text that a person has written to a region.
func noteOf(meta []byte) (note string, err error) {
	if meta == nil || meta[0] != '{' {
		return "", nil
	}
	all, err := jsonobject.Members(meta)
	if err != nil {
		return "", jsonobject.Wrong("meta", err)
	}
	for _, m := range all {
		if m.Key != "text" {
			continue
		}
		texts, err := textsOf(m.Value)
		if err != nil {
			return "", jsonobject.Wrong("meta", err)
		}
		for i, t := range texts {
			if 0 < i {
				note += "\n"
			}
			note += t
		}
	}
	return note, nil
}

// textsOf reads a text or a list of texts.
func textsOf(raw []byte) (all []string, err error) {
	scan := jsontext.NewScanner(raw)
	one := func(int) error {
		b, err := scan.Text()
		all = append(all, string(b))
		return err
	}
	if scan.Kind() == '"' {
		return all, one(0)
	}
	err = scan.Array(one)
	return all, err
}
