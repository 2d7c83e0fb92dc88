package export

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/jsontext"
)

// place is a range as a record states it.
type place struct {
	start, end         offset // in the record's unit
	startByte, endByte offset
	text               []byte // as JSON, nil where left out
}

// offset is an offset that may be left out.
type offset struct {
	n     int
	given bool
}

// read reads the value of a key, and tells whether it is a place's.
func (p *place) read(scan *jsontext.Scanner, key []byte) (known bool, err error) {
	switch string(key) {
	case "start":
		err = p.start.read(scan)
	case "end":
		err = p.end.read(scan)
	case "start_byte":
		err = p.startByte.read(scan)
	case "end_byte":
		err = p.endByte.read(scan)
	case "text":
		p.text, err = scan.Raw()
		p.text = present(p.text)
		return true, err
	default:
		return false, nil
	}
	if err != nil {
		err = wrong(string(key), err)
	}
	return true, err
}

func (o *offset) read(scan *jsontext.Scanner) (err error) {
	*o = offset{}
	if scan.Null() {
		return nil
	}
	o.given = true
	o.n, err = scan.Int()
	return err
}

// fragments finds what a span covers, and compares it with the texts that the
// record states.
func (r *JSONLReader) fragments(m *spanMembers, settled *text.Settled, unit text.Unit, s *annotate.Span) (err error) {
	r.ranges = r.ranges[:0]
	proven := m.text != nil
	if m.fragments != nil {
		if proven, err = r.listed(m, settled, unit); err != nil {
			return err
		}
	}
	if len(r.ranges) == 0 {
		proven = m.text != nil
		whole, err := m.place.resolve(settled, unit)
		if err != nil {
			return err
		}
		r.ranges = append(r.ranges, whole)
	}
	if s.Fragments, err = annotate.Cover(settled.Text, r.ranges...); err != nil {
		return err
	}
	if !proven {
		return &annotate.Error{Code: annotate.Invalid, What: `it has no "text"`, Hint: "every span must state the text that it covers"}
	}
	return r.compare(m.text, settled.Text[s.Start():s.End()])
}

// listed finds the ranges of a list of fragments, and tells whether the texts
// of the span, or of all fragments, are there to prove them.
func (r *JSONLReader) listed(m *spanMembers, settled *text.Settled, unit text.Unit) (proven bool, err error) {
	proven = true
	scan := jsontext.NewScanner(m.fragments)
	err = scan.Array(func(i int) error {
		var p place
		err := scan.Object(func(key []byte) error {
			known, err := p.read(scan, key)
			if !known {
				_, err = scan.Raw()
			}
			return err
		})
		if err != nil {
			return annotate.At("fragment "+strconv.Itoa(i+1), wrong("fragments", err))
		}
		at, err := p.resolve(settled, unit)
		if err == nil {
			err = r.compare(p.text, settled.Text[at[0]:at[1]])
		}
		if err != nil {
			return annotate.At("fragment "+strconv.Itoa(i+1), err)
		}
		proven = proven && p.text != nil
		r.ranges = append(r.ranges, at)
		return nil
	})
	if err != nil {
		return false, wrong("fragments", err)
	}
	if m.start.given || m.startByte.given {
		if err := r.encloses(m, settled, unit); err != nil {
			return false, err
		}
	}
	return proven || m.text != nil, nil
}

// encloses reports an error where a span does not reach from its first fragment
// to its last.
func (r *JSONLReader) encloses(m *spanMembers, settled *text.Settled, unit text.Unit) error {
	whole, err := m.place.resolve(settled, unit)
	if err != nil || len(r.ranges) == 0 {
		return err
	}
	first, last := r.ranges[0][0], r.ranges[0][1]
	for _, f := range r.ranges[1:] {
		first, last = min(first, f[0]), max(last, f[1])
	}
	if whole != [2]int{first, last} {
		return &annotate.Error{Code: annotate.Invalid, What: "it does not reach from the start of its first fragment to the end of its last"}
	}
	return nil
}

// resolve returns the range of the settled text, in bytes.
func (p *place) resolve(settled *text.Settled, unit text.Unit) ([2]int, error) {
	start, err := resolve("start", p.start, p.startByte, settled, unit)
	if err != nil {
		return [2]int{}, err
	}
	end, err := resolve("end", p.end, p.endByte, settled, unit)
	if err != nil {
		return [2]int{}, err
	}
	if end <= start {
		return [2]int{}, &annotate.Error{Code: annotate.Invalid, What: `it is empty: "end" does not lie behind "start"`}
	}
	return [2]int{start, end}, nil
}

// resolve returns the place of an offset that is given in the record's unit, in
// bytes or in both.
func resolve(key string, inUnit, inBytes offset, settled *text.Settled, unit text.Unit) (int, error) {
	if !inUnit.given && !inBytes.given {
		return 0, &annotate.Error{Code: annotate.Invalid, What: "it has no " + strconv.Quote(key)}
	}
	at := -1
	for _, o := range []struct {
		key string
		offset
		unit text.Unit
	}{{key, inUnit, unit}, {key + "_byte", inBytes, text.Byte}} {
		if !o.given {
			continue
		}
		b, err := settled.Original.ToSettled(o.unit, o.n)
		if err != nil {
			return 0, &annotate.Error{Code: annotate.Invalid, Where: strconv.Quote(o.key), Err: err}
		}
		if 0 <= at && at != b {
			return 0, &annotate.Error{Code: annotate.Invalid, What: strconv.Quote(key) + " and " + strconv.Quote(o.key) + " are different places"}
		}
		at = b
	}
	return at, nil
}

// compare reports an error where the text that a record states is not the one
// that its offsets cover.
func (r *JSONLReader) compare(raw []byte, covered string) error {
	if raw == nil {
		return nil
	}
	stated, err := r.bytesOf("text", raw)
	if err != nil || string(stated) == covered || settlesTo(string(stated), covered) {
		return err
	}
	a, b := difference(string(stated), covered)
	return &annotate.Error{Code: annotate.Invalid, What: "its text is " + a + ", but its offsets cover " + b, Hint: "the offsets belong to another text or count something else"}
}

// settlesTo tells whether s is covered in a text that was not settled yet. Of a
// CR LF at the end it may hold only the first half, which then covers nothing.
func settlesTo(s, covered string) bool {
	whole, err := text.SettleString(s)
	if err == nil && whole.Text == covered {
		return true
	}
	half, cut := strings.CutSuffix(s, "\r")
	if !cut {
		return false
	}
	settled, err := text.SettleString(half)
	return err == nil && settled.Text == covered
}

// difference returns excerpts of two texts from shortly before the place where
// they begin to differ.
func difference(a, b string) (string, string) {
	same := 0
	for same < len(a) && same < len(b) && a[same] == b[same] {
		same++
	}
	from := max(0, same-10)
	for 0 < from && !utf8.RuneStart(a[from]) {
		from--
	}
	if from == 0 {
		return annotate.Excerpt(a), annotate.Excerpt(b)
	}
	return "…" + annotate.Excerpt(a[from:]), "…" + annotate.Excerpt(b[from:])
}
