package jsonl

import (
	"bytes"
	"strconv"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/intake"
	"postil/export/jsonobject"
	"postil/export/jsontext"
)

// place is a range as a record states it.
type place struct {
	offsets
	text []byte // as JSON, nil where left out
}

type offsets struct {
	start, end         jsonobject.Offset // in the record's unit
	startByte, endByte jsonobject.Offset
}

// read reads the value of a key, and tells whether it is a place's.
func (p *place) read(scan *jsontext.Scanner, key []byte) (known bool, err error) {
	switch string(key) {
	case "start":
		err = p.start.Read(scan)
	case "end":
		err = p.end.Read(scan)
	case "start_byte":
		err = p.startByte.Read(scan)
	case "end_byte":
		err = p.endByte.Read(scan)
	case "text":
		p.text, err = scan.Raw()
		p.text = jsonobject.Present(p.text)
		return true, err
	default:
		return false, nil
	}
	if err != nil {
		err = jsonobject.Wrong(string(key), err)
	}
	return true, err
}

// fragments finds what a span covers, and compares it with the texts that the
// record states.
func (r *Reader) fragments(m *spanMembers, by intake.Ruler, s *annotate.Span) (err error) {
	var whole [2]int // from the first fragment to the last; zero where not given
	if m.start.Given || m.startByte.Given || m.fragments == nil {
		if whole, err = resolve(by, &m.offsets); err != nil {
			return err
		}
	}
	r.ranges = r.ranges[:0]
	proven := true
	if m.fragments != nil {
		if proven, err = r.listed(m, whole, by); err != nil {
			return err
		}
	}
	if len(r.ranges) == 0 {
		proven = false
		if whole == [2]int{} {
			return &annotate.Error{Code: annotate.Invalid, What: `it has no "start"`}
		}
		r.ranges = append(r.ranges, whole)
	}
	if s.Fragments, err = annotate.Cover(by.Settled.Text, r.ranges...); err != nil {
		return err
	}
	if whole != [2]int{} && whole != [2]int{s.Start(), s.End()} {
		return &annotate.Error{Code: annotate.Invalid, What: "it does not reach from the start of its first fragment to the end of its last"}
	}
	if m.text == nil && !proven {
		return &annotate.Error{Code: annotate.Invalid, What: `it has no "text"`, Hint: "every span must state the text that it covers"}
	}
	return r.compare(m.text, by, [2]int{s.Start(), s.End()})
}

// listed finds the ranges of a list of fragments, and tells whether all of them
// state their texts. Most spans have one fragment, which says again what the
// span says.
func (r *Reader) listed(m *spanMembers, whole [2]int, by intake.Ruler) (proven bool, err error) {
	proven = true
	scan := jsontext.NewScanner(m.fragments)
	err = scan.Array(func(i int) error {
		p, err := r.fragmentPlace(scan)
		at := whole
		if err == nil && (whole == [2]int{} || p.offsets != m.offsets) {
			at, err = resolve(by, &p.offsets)
		}
		if err == nil && (at != whole || !bytes.Equal(p.text, m.text)) {
			err = r.compare(p.text, by, at)
		}
		if err != nil {
			return annotate.At("fragment "+strconv.Itoa(i+1), jsonobject.Wrong("fragments", err))
		}
		proven = proven && p.text != nil
		r.ranges = append(r.ranges, at)
		return nil
	})
	return proven, jsonobject.Wrong("fragments", err)
}

// fragmentPlace reads a fragment.
func (r *Reader) fragmentPlace(scan *jsontext.Scanner) (p place, err error) {
	err = scan.Object(func(key []byte) error {
		known, err := p.read(scan, key)
		if !known {
			return r.drop(scan, "fragments", key)
		}
		return err
	})
	return p, err
}

// resolve returns the range of the settled text, in bytes.
func resolve(by intake.Ruler, o *offsets) (at [2]int, err error) {
	if at[0], err = offsetOf(by, "start", o.start, o.startByte); err != nil {
		return [2]int{}, err
	}
	if at[1], err = offsetOf(by, "end", o.end, o.endByte); err != nil {
		return [2]int{}, err
	}
	if at[1] <= at[0] {
		return [2]int{}, &annotate.Error{Code: annotate.Invalid, What: `it is empty: "end" does not lie behind "start"`}
	}
	return at, nil
}

// offsetOf returns the place of an offset that is given in the record's unit, in
// bytes or in both.
func offsetOf(by intake.Ruler, key string, inUnit, inBytes jsonobject.Offset) (int, error) {
	if !inUnit.Given && !inBytes.Given {
		return 0, &annotate.Error{Code: annotate.Invalid, What: "it has no " + strconv.Quote(key)}
	}
	if !inUnit.Given {
		return by.Convert(key+"_byte", text.Byte, inBytes.N)
	}
	at, err := by.Convert(key, by.Unit, inUnit.N)
	if err != nil || !inBytes.Given {
		return at, err
	}
	b, err := by.Convert(key+"_byte", text.Byte, inBytes.N)
	if err == nil && b != at {
		err = &annotate.Error{Code: annotate.Invalid, What: strconv.Quote(key) + " and " + strconv.Quote(key+"_byte") + " are different places"}
	}
	return b, err
}

// compare reports an error where the text that a record states is not the one
// that its offsets cover, from at[0] to at[1].
func (r *Reader) compare(raw []byte, by intake.Ruler, at [2]int) error {
	if raw == nil {
		return nil
	}
	stated, err := r.bytesOf("text", raw)
	covered := by.Settled.Text[at[0]:at[1]]
	if err != nil || string(stated) == covered {
		return err
	}
	return intake.SameText(by.WithoutMark(string(stated), at[0]), covered)
}
