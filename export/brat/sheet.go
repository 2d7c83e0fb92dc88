package brat

import (
	"slices"
	"strconv"
	"strings"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/account"
	"postil/export/intake"
)

// sheet is an .ann file on its way: the things of a record, and the id that
// each has in the file.
type sheet struct {
	words   *spelling
	account *account.Account
	record  *annotate.Record
	offsets *text.OffsetMap
	kept    kept
	asRead  bool // offsets are those of the file that was read

	entries []entry
	spans   map[annotate.UID]int // index by UID
	links   map[annotate.UID]int // index of relations
	ids     []string             // of spans; "" for one that is left out
	linkIDs []string             // of relations that have lines of their own
	byID    map[string]int       // spans, by the ids of their T lines
	linkBy  map[string]int       // relations, by those of their R lines
	last    map[byte]int         // the highest number that stands behind a letter

	events  []group
	equals  []group
	eventBy map[string]int   // events, by their ids
	trigger map[int][]string // the ids of the events that a span is the trigger of

	equalLines                  int // that are written
	spanDone, linkDone, tagDone []bool
	said                        map[said]bool // the attributes and notes that have a line
	dangling                    dangling
	out                         []byte
	scratch                     []byte
}

// entry is a line that is kept, or a run of them.
type entry struct {
	how  byte // [about], [apart], or [plain] for a run
	line annLine
	n    int // of an equivalence, which it is

	start, end int // of one that is kept apart, where in the file it is written

	kind        byte // of a run
	first, last int
}

// group is an event or an equivalence.
type group struct {
	id    string // "" for an equivalence
	name  string // its group in the record
	from  int    // the span that its relations start from
	links []int
	line  *annLine // that was read, nil for a new one
	done  bool
}

// said is an attribute, or with no name the note, of a thing.
type said struct {
	of   annotate.UID
	name string
}

// newSheet begins the sheet of a record.
func newSheet(r *annotate.Record, words *spelling, a *account.Account) *sheet {
	s := &sheet{words: words, account: a, record: r, offsets: text.NewOffsetMap(r.Document.Text), kept: keptIn(r.Document.Meta),
		asRead: r.Document.Original == r.Document.TextHash,
		spans:  make(map[annotate.UID]int, len(r.Spans)), ids: make([]string, len(r.Spans)), spanDone: make([]bool, len(r.Spans)), tagDone: make([]bool, len(r.Spans)),
		linkIDs: make([]string, len(r.Relations)), linkDone: make([]bool, len(r.Relations)), last: map[byte]int{}}
	for i := range r.Spans {
		s.spans[r.Spans[i].UID] = i
	}
	if 0 < len(r.Relations) {
		s.links = make(map[annotate.UID]int, len(r.Relations))
		for i := range r.Relations {
			s.links[r.Relations[i].UID] = i
		}
	}
	if slices.ContainsFunc(s.kept.Lines, func(line string) bool { return line != "" && strings.IndexByte(verbatim, line[0]) >= 0 }) {
		s.byID, s.linkBy, s.eventBy = make(map[string]int, len(s.ids)), map[string]int{}, map[string]int{}
	}
	for _, line := range s.kept.Lines {
		s.recall(line)
	}
	return s
}

// verbatim begins what is kept of a line with all of the line.
const verbatim = string(rune(about)) + string(rune(other)) + string(rune(apart))

// recall takes in a line that is kept, and gives what it is about its id again.
func (s *sheet) recall(kept string) {
	if kind, first, last, ok := runOf(kept); ok {
		s.entries = append(s.entries, entry{how: plain, kind: kind, first: first, last: last})
		s.last[kind] = max(s.last[kind], last)
		for n := first; n <= last; n++ {
			s.identify(kind, string(kind)+strconv.Itoa(n))
		}
		return
	}
	if kept == "" || strings.IndexByte(verbatim, kept[0]) < 0 {
		return // nothing that this program has written
	}
	e := entry{how: kept[0]}
	var err error
	if e.line, err = parse(kept[1:]); err != nil {
		e.line = annLine{raw: kept[1:]}
	}
	if e.how == other {
		e.how, e.line.ownType = about, true
	}
	s.reserve(kept[1:])
	if e.how == about {
		s.identify(e.line.kind, e.line.id)
	}
	s.entries = append(s.entries, e)
}

// identify gives the thing that was read from the line of an id that id again.
func (s *sheet) identify(kind byte, id string) {
	switch kind {
	case 'T':
		u, _ := intake.IDWithin(s.kept.Document, "span", []byte(id))
		if i, ok := s.spans[u]; ok && s.ids[i] == "" && s.writable(i) {
			s.ids[i] = id
			if s.byID != nil {
				s.byID[id] = i
			}
		}
	case 'R':
		u, _ := intake.IDWithin(s.kept.Document, "relation", []byte(id))
		if i, ok := s.links[u]; ok && s.record.Relations[i].Group == "" {
			s.linkIDs[i] = id
			if s.linkBy != nil {
				s.linkBy[id] = i
			}
		}
	}
}

// reserve keeps the numbers of all ids that a line names from being given to
// others, who would take over what a line that nobody understands says.
func (s *sheet) reserve(line string) {
	for word := range strings.FieldsFuncSeq(line, endsWord) {
		if len(word) < 2 || !strings.ContainsRune("TREAMN#", rune(word[0])) {
			continue
		}
		digits := word[1:]
		if i := strings.IndexFunc(digits, func(r rune) bool { return r < '0' || '9' < r }); 0 <= i {
			digits = digits[:i]
		}
		if n, err := strconv.Atoi(digits); err == nil && n < 1<<40 {
			s.last[word[0]] = max(s.last[word[0]], n)
		}
	}
}

// endsWord tells whether a character stands between the words of a line.
func endsWord(r rune) bool { return r == '\t' || r == ' ' || r == ':' || r == ',' || r == ';' }

// fresh returns an id that no line has.
func (s *sheet) fresh(kind byte) string {
	s.last[kind]++
	return string(rune(kind)) + strconv.Itoa(s.last[kind])
}

// writable tells whether brat can hold a span: line breaks alone are nothing
// that it could show.
func (s *sheet) writable(i int) bool {
	for _, f := range s.record.Spans[i].Fragments {
		if strings.TrimFunc(f.Text, endsLine) != "" {
			return true
		}
	}
	return false
}

// span returns the span that an id stands for: that of a T line, or the trigger
// of an event.
func (s *sheet) span(id string) (int, bool) {
	if i, ok := s.byID[id]; ok {
		return i, true
	}
	if e, ok := s.eventBy[id]; ok {
		return s.events[e].from, true
	}
	return 0, false
}

// name returns the id by which relations and arguments name a span: that of the
// event where it is the trigger of one, else its own.
func (s *sheet) name(span int) string {
	if events := s.trigger[span]; len(events) == 1 {
		return events[0]
	}
	return s.ids[span]
}

// bearer returns the id by which attributes, tags and notes name a span: that of
// the first event of which it is the trigger, else its own. Brat refuses a file in
// which one of them names a trigger.
func (s *sheet) bearer(span int) string {
	if events := s.trigger[span]; 0 < len(events) {
		return events[0]
	}
	return s.ids[span]
}

// targetOf returns the id by which a line that was read names what it is about
// now: the one that it had, unless that is a span which has become a trigger since.
func (s *sheet) targetOf(l *annLine) string {
	i, ok := s.byID[l.target]
	if !ok || slices.ContainsFunc(s.trigger[i], func(id string) bool { _, read := s.eventBy[id]; return read }) {
		return l.target
	}
	return s.bearer(i)
}
