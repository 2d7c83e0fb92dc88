package brat

import (
	"slices"
	"strconv"
	"strings"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/account"
	"postil/export/intake"
	"postil/export/textfile"
)

// write writes the lines: those that were read, in their order, as far as what
// they say is still there, and then what is new.
func (s *sheet) write() {
	s.said = map[said]bool{}
	s.dangling = newDangling(s.entries)
	for i := range s.entries {
		e := &s.entries[i]
		switch e.how {
		case plain:
			s.run(e)
		case about:
			before := len(s.out)
			if s.about(e); len(s.out) == before {
				s.dangling.miss(e.line.own())
			}
		case apart:
			e.start = len(s.out)
			s.apartLine(&e.line)
			e.end = len(s.out)
		}
	}
	for i := range s.ids {
		if !s.spanDone[i] {
			s.spanLine(i)
		}
	}
	for i := range s.events {
		if !s.events[i].done {
			s.eventLine(&s.events[i])
		}
	}
	for i := range s.linkIDs {
		if !s.linkDone[i] {
			s.relationLine(i)
		}
	}
	for i := range s.equals {
		if !s.equals[i].done {
			s.equivalenceLine(&s.equals[i])
		}
	}
	s.properties()
	s.cutDangling()
	s.ends()
}

// ends gives the file the ends that it had.
func (s *sheet) ends() {
	if s.kept.Open {
		s.out = s.out[:max(0, len(s.out)-1)]
	}
	if s.kept.CRLF {
		s.out = []byte(strings.ReplaceAll(string(s.out), "\n", "\r\n"))
	}
	if s.kept.BOM {
		s.out = append(slices.Clone(textfile.BOM), s.out...)
	}
}

// run writes the lines of spans or relations of a run.
func (s *sheet) run(e *entry) {
	for n := e.first; n <= e.last; n++ {
		id := string(rune(e.kind)) + strconv.Itoa(n)
		if e.kind == 'T' {
			u, _ := intake.IDWithin(s.kept.Document, "span", []byte(id))
			if i, ok := s.spans[u]; ok && s.ids[i] == id {
				s.spanLine(i)
			} else {
				s.dangling.miss(id)
			}
			continue
		}
		u, _ := intake.IDWithin(s.kept.Document, "relation", []byte(id))
		if i, ok := s.links[u]; ok && s.linkIDs[i] == id && !s.linkDone[i] {
			s.relationLine(i)
		} else {
			s.dangling.miss(id)
		}
	}
}

// about writes a line that was read, as it was where what it is about still says
// the same, and nothing where that is gone.
func (s *sheet) about(e *entry) {
	l := &e.line
	switch l.kind {
	case 'T':
		if i, ok := s.byID[l.id]; ok {
			if s.asRead && s.saysSpan(l, i) {
				s.raw(l.raw)
				s.spanDone[i] = true
				return
			}
			s.spanLine(i)
		}
	case 'R':
		if i, ok := s.linkBy[l.id]; ok && !s.linkDone[i] {
			if s.saysRelation(l, i) {
				s.raw(l.raw)
				s.linkDone[i] = true
				return
			}
			s.relationLine(i)
		}
	case 'E':
		if i, ok := s.eventBy[l.id]; ok {
			s.eventLine(&s.events[i])
		}
	case '*':
		for i := range s.equals {
			if s.equals[i].line == l {
				s.equivalenceLine(&s.equals[i])
			}
		}
	case 'A', 'N', '#':
		s.property(l)
	}
}

// apartLine writes a line that is about nothing that Postil holds.
func (s *sheet) apartLine(l *annLine) {
	if l.kind == 'A' || l.kind == 'N' || l.kind == '#' {
		s.rawAbout(l)
		return
	}
	s.raw(l.raw)
}

func (s *sheet) raw(line string) { s.out = append(append(s.out, line...), '\n') }

// rawAbout writes a line that is about a thing as it was read, but for the id of
// that thing where it is another now.
func (s *sheet) rawAbout(l *annLine) {
	target := s.targetOf(l)
	if target == l.target {
		s.raw(l.raw)
		return
	}
	behind := len(l.id) + 1
	behind += strings.Index(l.raw[behind:], l.name) + len(l.name)
	before, after, _ := strings.Cut(l.raw[behind:], l.target)
	s.out = append(append(append(s.out, l.raw[:behind]...), before...), target...)
	s.out = append(append(s.out, after...), '\n')
}

// saysSpan tells whether a T line says what a span says.
func (s *sheet) saysSpan(l *annLine, i int) bool {
	span := &s.record.Spans[i]
	if !s.words.labels[span.Label].is(l.name) {
		return false
	}
	at := make([][2]int, len(l.ranges))
	for j, r := range l.ranges {
		var err1, err2 error
		at[j][0], err1 = s.offsets.ToByte(text.CodePoint, r[0])
		at[j][1], err2 = s.offsets.ToByte(text.CodePoint, r[1])
		if err1 != nil || err2 != nil {
			return false
		}
	}
	fragments, err := annotate.Cover(s.record.Document.Text, at...)
	return err == nil && slices.Equal(fragments, span.Fragments)
}

// saysRelation tells whether an R line says what a relation says.
func (s *sheet) saysRelation(l *annLine, i int) bool {
	r := &s.record.Relations[i]
	from, ok1 := s.span(l.args[0].id)
	to, ok2 := s.span(l.args[1].id)
	return ok1 && ok2 && s.words.types[r.Type].is(l.name) && from == s.spans[r.From] && to == s.spans[r.To]
}

// Why spans and relations are changed.
const (
	splitAtBreak = "split at a line break, which no span of brat crosses"
	respeltLabel = "its label is spelt "
	respeltType  = "its type is spelt "
)

// spanLine writes the T line of a span.
func (s *sheet) spanLine(i int) {
	s.spanDone[i] = true
	span := &s.record.Spans[i]
	fragments := s.unbroken(span)
	ranges := make([][2]int, 0, 4)
	for _, f := range fragments {
		start, _ := s.offsets.FromByte(text.CodePoint, f.Start)
		end, _ := s.offsets.FromByte(text.CodePoint, f.End)
		ranges = append(ranges, [2]int{start, end})
	}
	word := s.words.labels[span.Label]
	if word.name != word.spelt {
		s.account.Change(account.Span, span.UID, respeltLabel+word.spelt)
	}
	s.out = appendSpan(s.out, s.ids[i], word.spelt, ranges)
	s.out = append(appendText(s.out, fragments), '\n')
}

// unbroken returns the fragments of a span without line breaks.
func (s *sheet) unbroken(span *annotate.Span) []annotate.Fragment {
	if !slices.ContainsFunc(span.Fragments, func(f annotate.Fragment) bool { return broken(f.Text) }) {
		return span.Fragments
	}
	s.account.Change(account.Span, span.UID, splitAtBreak)
	var parts []annotate.Fragment
	for _, f := range span.Fragments {
		at := 0
		for line := range strings.FieldsFuncSeq(f.Text, endsLine) {
			at += strings.Index(f.Text[at:], line)
			parts = append(parts, annotate.Fragment{Start: f.Start + at, End: f.Start + at + len(line), Text: line})
			at += len(line)
		}
	}
	return parts
}

// relationLine writes the R line of a relation.
func (s *sheet) relationLine(i int) {
	s.linkDone[i] = true
	r := &s.record.Relations[i]
	word := s.words.types[r.Type]
	if word.name != word.spelt {
		s.account.Change(account.Relation, r.UID, respeltType+word.spelt)
	}
	s.out = append(appendRelation(s.out, s.linkIDs[i], word.spelt, s.name(s.spans[r.From]), s.name(s.spans[r.To])), '\n')
}

// eventLine writes the E line of an event: as it was read, where it says the
// same.
func (s *sheet) eventLine(e *group) {
	e.done = true
	label := s.words.labels[s.record.Spans[e.from].Label]
	if e.line != nil && e.line.ownType {
		label = word{e.line.name, e.line.name}
	}
	roles := s.roles(s.scratch[:0], e)
	s.scratch = roles
	if l := e.line; l != nil && label.is(l.name) && s.sameRoles(l, string(roles)) {
		s.raw(l.raw)
		return
	}
	s.respelt(e)
	s.out = append(append(append(s.out, e.id...), '\t'), label.spelt...)
	s.out = append(append(append(s.out, ':'), s.ids[e.from]...), roles...)
	s.out = append(s.out, '\n')
}

// sameRoles tells whether the roles that are to be written are those of a line.
func (s *sheet) sameRoles(l *annLine, roles string) bool {
	var b []byte
	for _, a := range l.args {
		b = append(append(append(append(b, ' '), a.role...), ':'), a.id...)
	}
	return string(b) == roles
}

// respelt tells the account of relations whose type cannot be spelt as it is.
func (s *sheet) respelt(g *group) {
	for _, i := range g.links {
		r := &s.record.Relations[i]
		if word := s.words.types[r.Type]; word.name != word.spelt {
			s.account.Change(account.Relation, r.UID, respeltType+word.spelt)
		}
	}
}

// equivalenceLine writes the line of an equivalence, where any of it is left.
func (s *sheet) equivalenceLine(g *group) {
	g.done = true
	if len(g.links) == 0 {
		return
	}
	s.equalLines++
	for _, i := range g.links {
		if r := &s.record.Relations[i]; r.Group != equivalence(s.equalLines) {
			s.account.Change(account.Relation, r.UID, renumbersGroup)
		}
	}
	members := s.members(s.scratch[:0], g)
	s.scratch = members
	word := s.words.types[s.record.Relations[g.links[0]].Type]
	if l := g.line; l != nil && word.is(l.name) && string(members) == " "+joinIDs(l.args) {
		s.raw(l.raw)
		return
	}
	s.respelt(g)
	s.out = append(append(append(s.out, "*\t"...), word.spelt...), members...)
	s.out = append(s.out, '\n')
}

func joinIDs(args []arg) string {
	ids := make([]string, len(args))
	for i, a := range args {
		ids[i] = a.id
	}
	return strings.Join(ids, " ")
}
