package brat

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"postil/annotate"
	"postil/export/jsonobject"
)

// metaKey is the key of a document's metadata under which stands what Postil has
// no word for.
const metaKey = "brat"

// kept is what is kept of an .ann file so that writing gives back what was
// read: ids, their order, lines that are spelt otherwise than Postil would, and
// lines that it does not know.
type kept struct {
	// Document is what the UIDs of spans and relations were derived from.
	Document annotate.UID `json:"document"`
	// Lines are the lines, in order:
	//
	//	T1        a line that says what the span or relation of this id says
	//	T1-9      nine of them
	//	=LINE     LINE, as long as what it is about still says the same
	//	!LINE     the same of an event whose type is not its trigger's
	//	~LINE     LINE, which is about nothing that Postil holds, as long as the
	//	          things that it names are there
	Lines []string `json:"lines"`
	BOM   bool     `json:"bom,omitempty"`  // the file began with a byte-order mark
	CRLF  bool     `json:"crlf,omitempty"` // its lines ended in CR LF
	Open  bool     `json:"open,omitempty"` // its last line did not end

	run ids // under way
}

// How a line is kept.
const (
	about  = '=' // about a thing, and spelt in its own way
	other  = '!' // likewise, but of a type of its own
	apart  = '~' // about nothing that Postil holds
	plain  = ' ' // as Postil would write it
	noLine = 0   // not at all
)

// keep adds a line that is kept in the given way.
func (k *kept) keep(how byte, l *annLine) {
	if how == plain {
		kind, n, _, _ := runOf(l.id) // which a plain line's id is
		if k.run.kind != kind || n != k.run.last+1 {
			k.endRun()
			k.run = ids{kind, n, n}
		}
		k.run.last = n
		return
	}
	k.endRun()
	if how != noLine {
		k.Lines = append(k.Lines, string(rune(how))+l.raw)
	}
}

// ids are ids that follow each other.
type ids struct {
	kind        byte // 0 for none
	first, last int
}

// endRun adds the run of ids that is under way.
func (k *kept) endRun() {
	switch r := k.run; {
	case r.kind == 0:
	case r.first == r.last:
		k.Lines = append(k.Lines, fmt.Sprintf("%c%d", r.kind, r.first))
	default:
		k.Lines = append(k.Lines, fmt.Sprintf("%c%d-%d", r.kind, r.first, r.last))
	}
	k.run = ids{}
}

// longestRun keeps metadata that somebody else has written from costing more
// memory than there is.
const longestRun = 1 << 24

// runOf takes a run of ids apart; a single id of the usual kind is one.
func runOf(s string) (kind byte, first, last int, ok bool) {
	if s == "" || s[0] != 'T' && s[0] != 'R' {
		return 0, 0, 0, false
	}
	from, to, several := strings.Cut(s[1:], "-")
	if !several {
		to = from
	}
	first, err1 := strconv.Atoi(from)
	last, err2 := strconv.Atoi(to)
	if err1 != nil || err2 != nil || last < first || longestRun < last-first || first < 0 || strconv.Itoa(first) != from {
		return 0, 0, 0, false
	}
	return s[0], first, last, true
}

// meta returns metadata that holds what is kept.
func (k *kept) meta() (annotate.Meta, error) {
	k.endRun()
	raw, err := json.Marshal(k)
	if err != nil {
		return nil, err
	}
	return jsonobject.Join([]jsonobject.Member{{Key: metaKey, Value: raw}})
}

// keptIn returns what a document's metadata keeps of an .ann file; nothing
// where it was never one, or the metadata is somebody else's.
func keptIn(m annotate.Meta) kept {
	if len(m) == 0 {
		return kept{}
	}
	var meta struct {
		Brat kept `json:"brat"`
	}
	if json.Unmarshal(m, &meta) != nil {
		return kept{}
	}
	return meta.Brat
}
