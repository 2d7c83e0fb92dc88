package brat

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"postil/annotate"
	"postil/export/account"
	"postil/export/intake"
)

// Why relations are left out or changed.
const (
	leadsElsewhere = "it leads to a span of another document, and an .ann file knows one document"
	lacksSpan      = "one of its spans is left out"
	losesGroup     = "its group is left out: its relations do not all start from one span, as those of an event do"
	renamesGroup   = "its group gets the id of an event"
	renumbersGroup = "its group gets the number of an equivalence"
	barePart       = "its attributes and its note are left out: an argument of an event or a member of an equivalence has none"
)

// plan decides which line says what: every span gets an id, and every relation
// an id or its place in an event or an equivalence.
func (s *sheet) plan() {
	for i := range s.ids {
		switch {
		case s.ids[i] != "":
		case s.writable(i):
			s.ids[i] = s.fresh('T')
		default:
			s.account.LeaveOut(account.Span, s.record.Spans[i].UID, "it covers nothing but line breaks")
			s.spanDone[i] = true
		}
	}
	s.recallGroups()
	s.gather()
	s.trigger = map[int][]string{}
	for i := range s.events {
		e := &s.events[i]
		s.trigger[e.from] = append(s.trigger[e.from], e.id)
	}
	for i := range s.linkIDs {
		if s.linkIDs[i] == "" && !s.linkDone[i] {
			s.linkIDs[i] = s.fresh('R')
		}
	}
}

// recallGroups makes groups of the events and equivalences that were read and
// whose trigger or first member is still there.
func (s *sheet) recallGroups() {
	equals := 0
	for i := range s.entries {
		e := &s.entries[i]
		if e.how != about {
			continue
		}
		switch e.line.kind {
		case 'E':
			if from, ok := s.byID[e.line.target]; ok {
				s.eventBy[e.line.id] = len(s.events)
				s.events = append(s.events, group{id: e.line.id, name: e.line.id, from: from, line: &e.line})
			}
		case '*':
			equals++
			e.n = equals
		}
	}
	for i := range s.entries { // an equivalence may name events
		if e := &s.entries[i]; e.how == about && e.line.kind == '*' {
			if from, ok := s.span(e.line.args[0].id); ok {
				s.equals = append(s.equals, group{name: equivalence(e.n), from: from, line: &e.line})
			}
		}
	}
}

// gather puts the relations that belong to a group into it, and makes groups of
// those that are new.
func (s *sheet) gather() {
	var names []string
	members := map[string][]int{}
	for i := range s.record.Relations {
		r := &s.record.Relations[i]
		from, ok1 := s.spans[r.From]
		to, ok2 := s.spans[r.To]
		switch {
		case r.ToDocument != s.record.Document.UID:
			s.leaveOut(i, leadsElsewhere)
		case !ok1 || !ok2 || s.ids[from] == "" || s.ids[to] == "":
			s.leaveOut(i, lacksSpan)
		case r.Group != "":
			if members[r.Group] == nil {
				names = append(names, r.Group)
			}
			members[r.Group] = append(members[r.Group], i)
		}
	}
	read := s.last['E']
	slices.SortStableFunc(names, func(a, b string) int { return eventsFirst(eventNumber(a, read), eventNumber(b, read)) })
	for _, name := range names { // those that bring an id of their own first
		s.group(name, members[name])
	}
}

func (s *sheet) leaveOut(relation int, reason string) {
	s.account.LeaveOut(account.Relation, s.record.Relations[relation].UID, reason)
	s.linkDone[relation], s.linkIDs[relation] = true, ""
}

// group puts the relations of a group into the event or equivalence that was read
// with it, else into a new one. Those that do not start where its others do
// become relations without a group.
func (s *sheet) group(name string, links []int) {
	in := s.groupNamed(name)
	if in == nil {
		in = s.newGroup(name, links)
	}
	for _, i := range links {
		r := &s.record.Relations[i]
		if in == nil || s.spans[r.From] != in.from || in.id == "" && !s.words.types[r.Type].is(s.typeOf(in)) {
			s.account.Change(account.Relation, r.UID, losesGroup)
			continue
		}
		in.links = append(in.links, i)
		s.linkDone[i] = true
		if in.id != "" && in.id != name {
			s.account.Change(account.Relation, r.UID, renamesGroup)
		}
		if 0 < len(r.Attributes) || r.Note != "" {
			s.account.Change(account.Relation, r.UID, barePart)
		}
	}
}

// groupNamed returns the group that was read under that name, nil for none.
func (s *sheet) groupNamed(name string) *group {
	if i, ok := s.eventBy[name]; ok {
		return &s.events[i]
	}
	for i := range s.equals {
		if s.equals[i].name == name {
			return &s.equals[i]
		}
	}
	return nil
}

// typeOf returns the type of an equivalence's relations.
func (s *sheet) typeOf(g *group) string {
	if g.line != nil {
		return g.line.name
	}
	return g.name
}

// newGroup adds a group for relations that all start from one span, and returns
// nil where they do not: an equivalence where its name says so and they are of
// one type, else an event.
func (s *sheet) newGroup(name string, links []int) *group {
	first := &s.record.Relations[links[0]]
	oneType := true
	for _, i := range links {
		r := &s.record.Relations[i]
		if r.From != first.From {
			return nil
		}
		oneType = oneType && r.Type == first.Type
	}
	g := group{name: name, from: s.spans[first.From]}
	if strings.HasPrefix(name, "*") && oneType {
		g.name = s.words.types[first.Type].name
		s.equals = append(s.equals, g)
		return &s.equals[len(s.equals)-1]
	}
	g.id = s.eventID(name)
	s.events = append(s.events, g)
	return &s.events[len(s.events)-1]
}

// eventID returns an id for a new event: its group's name where that is one that
// nothing else has.
func (s *sheet) eventID(name string) string {
	if n := eventNumber(name, s.last['E']); 0 < n {
		s.last['E'] = n
		return name
	}
	return s.fresh('E')
}

// eventsFirst orders names by the numbers that they bring, those with none last.
func eventsFirst(a, b int) int {
	if (a == 0) != (b == 0) {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}

// eventNumber returns the number of an event's id, 0 where name is none or its
// number not above those that are taken.
func eventNumber(name string, taken int) int {
	digits, ok := strings.CutPrefix(name, "E")
	n, err := strconv.Atoi(digits)
	if !ok || err != nil || n <= taken || 1<<40 < n || strconv.Itoa(n) != digits {
		return 0
	}
	return n
}

// roles appends "ROLE:ID" for each argument of an event, those first that were
// read, in their order and spelling.
func (s *sheet) roles(b []byte, e *group) []byte {
	used, left := map[string]bool{}, map[int]bool{}
	for _, i := range e.links {
		left[i] = true
	}
	add := func(role, id string) {
		used[role] = true
		b = append(append(append(append(b, ' '), role...), ':'), id...)
	}
	if e.line != nil {
		for n, a := range e.line.args {
			to, there := s.span(a.id)
			i, linked := s.part(e.id, n)
			switch {
			case there && to == e.from:
				add(a.role, a.id) // of which Postil makes no relation
			case linked && left[i]:
				delete(left, i)
				r := &s.record.Relations[i]
				role, id := s.words.types[r.Type].spelt, s.name(s.spans[r.To])
				if s.words.types[r.Type].is(strings.TrimRight(a.role, "0123456789")) || s.words.types[r.Type].is(a.role) {
					role = a.role
				} else {
					role = nextRole(role, used)
				}
				if there && to == s.spans[r.To] {
					id = a.id
				}
				add(role, id)
			}
		}
	}
	for _, i := range e.links {
		if r := &s.record.Relations[i]; left[i] {
			add(nextRole(s.words.types[r.Type].spelt, used), s.name(s.spans[r.To]))
		}
	}
	return b
}

// part returns the relation that was read from the n-th part of what an id stands
// for.
func (s *sheet) part(id string, n int) (int, bool) {
	u, _ := intake.IDWithin(s.kept.Document, "relation", []byte(part(id, n)))
	i, ok := s.links[u]
	return i, ok
}

// nextRole returns a role, numbered from 2 on where it is used already.
func nextRole(role string, used map[string]bool) string {
	next := role
	for n := 2; used[next]; n++ {
		next = fmt.Sprintf("%s%d", role, n)
	}
	return next
}

// members appends the ids of an equivalence's members, those first that were
// read.
func (s *sheet) members(b []byte, e *group) []byte {
	written := map[annotate.UID]bool{}
	of := map[int]bool{e.from: true}
	for _, i := range e.links {
		of[s.spans[s.record.Relations[i].To]] = true
	}
	add := func(span int, id string) {
		written[s.record.Spans[span].UID] = true
		b = append(append(b, ' '), id...)
	}
	if e.line != nil {
		for _, a := range e.line.args {
			if i, ok := s.span(a.id); ok && of[i] {
				add(i, a.id)
			}
		}
	} else {
		add(e.from, s.name(e.from))
	}
	for _, i := range e.links {
		if r := &s.record.Relations[i]; !written[r.To] {
			add(s.spans[r.To], s.name(s.spans[r.To]))
		}
	}
	return b
}
