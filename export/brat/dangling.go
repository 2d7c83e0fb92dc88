package brat

import (
	"strings"

	"postil/export/account"
)

// dangling finds the lines about nothing that Postil holds which name a line that was
// read and is not written, or one that dangles itself.
type dangling struct {
	naming map[string][]int // such lines, by the ids that they name
	gone   []string         // of these ids those whose lines are not written
}

func newDangling(entries []entry) dangling {
	d := dangling{naming: map[string][]int{}}
	for i := range entries {
		if e := &entries[i]; e.how == apart {
			for _, id := range e.line.names() {
				d.naming[id] = append(d.naming[id], i)
			}
		}
	}
	return d
}

// miss says that the line of an id is not written.
func (d *dangling) miss(id string) {
	if _, named := d.naming[id]; named {
		d.gone = append(d.gone, id)
	}
}

// find returns which entries dangle.
func (d *dangling) find(entries []entry) map[int]bool {
	found := map[int]bool{}
	for ; 0 < len(d.gone); d.gone = d.gone[1:] {
		for _, i := range d.naming[d.gone[0]] {
			if !found[i] {
				found[i] = true
				d.miss(entries[i].line.own())
			}
		}
		delete(d.naming, d.gone[0])
	}
	return found
}

// dangles is why a document is changed of which lines are cut.
const dangles = "lines of its .ann file that are kept as they are were left out: they name what is not written"

// cutDangling cuts the lines that dangle, with which brat would find fault.
func (s *sheet) cutDangling() {
	found := s.dangling.find(s.entries)
	if len(found) == 0 {
		return
	}
	s.account.Change(account.Document, s.record.Document.UID, dangles)
	left, from := s.out[:0], 0
	for i := range s.entries {
		if e := &s.entries[i]; found[i] {
			left, from = append(left, s.out[from:e.start]...), e.end
		}
	}
	s.out = append(left, s.out[from:]...)
}

// own returns the id of a line, also of one of no known kind, "" for none.
func (l *annLine) own() string {
	if id, _, _ := strings.Cut(l.raw, "\t"); 1 < len(id) && '0' <= id[1] && id[1] <= '9' {
		return id
	}
	return ""
}

// names returns the ids that a line names; of a line of no known kind, which may name
// them anywhere, all words behind the first.
func (l *annLine) names() []string {
	if l.kind != 0 {
		return l.refers()
	}
	if words := strings.FieldsFunc(l.raw, endsWord); 0 < len(words) {
		return words[1:]
	}
	return nil
}
