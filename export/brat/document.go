package brat

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/intake"
	"postil/export/textfile"
)

// document is the record of an .ann file on its way.
type document struct {
	draft *intake.Draft
	names names // of types, behind the spellings
	roles roleNames
	ruler intake.Ruler
	lines []lineRead
	kept  kept
	apart []string // why lines are kept apart, where a person should know

	joined  []annotate.UID // spans of which fragments were joined
	lacking []string       // attributes of which annotation.conf lacks values

	ids       map[string]int  // the line of an id
	spans     map[string]int  // the index of the span of a T line
	relations map[string]int  // of the relation of an R line
	triggers  map[int]int     // how many events a span is the trigger of
	used      map[string]bool // the roles of all events
	column    []byte
	equals    int // equivalences so far
}

func newDocument(d *intake.Draft, c *configuration) *document {
	return &document{draft: d, names: c.names, roles: c.roles, relations: map[string]int{}, triggers: map[int]int{}, used: map[string]bool{}}
}

// lineRead is a line with what became of it.
type lineRead struct {
	annLine
	how   byte  // it is kept; [noLine] where nobody has spoken of it yet
	selfs int   // how many of its relations would link a span with itself
	fault error // what is wrong with it, where it is skipped
}

// passes are the steps in which lines are taken in, each before what refers
// to it.
var passes = []struct {
	kind byte
	take func(*document, *lineRead) error
}{
	{'T', (*document).takeSpan},
	{'E', (*document).takeTrigger},
	{'E', (*document).takeEvent},
	{'R', (*document).takeRelation},
	{'*', (*document).takeEquivalence},
	{'A', (*document).takeAttribute},
	{'N', (*document).takeReference},
	{'#', (*document).takeNote},
}

// split cuts a file into lines and keeps what of it is no line.
func (b *document) split(file string) {
	if file, b.kept.BOM = strings.CutPrefix(file, string(textfile.BOM)); file == "" {
		return
	}
	body, closed := strings.CutSuffix(file, "\n")
	b.kept.Open = !closed
	ends := strings.Count(file, "\n")
	b.kept.CRLF = 0 < ends && strings.Count(file, "\r\n") == ends
	b.lines = make([]lineRead, 0, ends+1)
	for more := true; more; {
		var line string
		line, body, more = strings.Cut(body, "\n")
		if b.kept.CRLF && (more || closed) {
			line = strings.TrimSuffix(line, "\r")
		}
		b.lines = append(b.lines, lineRead{annLine: annLine{raw: line}})
	}
}

// parse takes the i-th line apart, and finds an id that stands twice.
func (b *document) parse(l *lineRead, i int) error {
	if !utf8.ValidString(l.raw) {
		if id, _, _ := strings.Cut(l.raw, "\t"); lineKind(id) != 0 && utf8.ValidString(id) {
			l.id = id
			if _, known := b.ids[id]; !known {
				b.ids[id] = i
			}
		}
		return notUTF8("the line is not UTF-8")
	}
	var err error
	if l.annLine, err = parse(l.raw); err != nil || l.kind == 0 {
		l.how = apart
		if _, known := b.ids[l.id]; !known && l.id != "" {
			b.ids[l.id] = i
		}
		return err
	}
	if l.kind == '*' {
		return nil
	}
	if first, twice := b.ids[l.id]; twice {
		return &annotate.Error{Code: annotate.Exists, What: "the id stands twice, first in line " + strconv.Itoa(first+1), Hint: "give one of them another id"}
	}
	b.ids[l.id] = i
	return nil
}

// chooseRuler returns the ruler of the offsets. Brat counts the code points of
// the .txt file as it is, CR and byte-order mark included, but many files were
// written by programs that had line ends made one character, or the mark taken
// away, when they read the text: the way of counting that fits most of the lines'
// texts counts.
func (b *document) chooseRuler(unit text.Unit) intake.Ruler {
	settled := &b.draft.Settled
	marks := settled.Original.BOM(unit)
	ways := []func(text.Unit, int) (int, error){nil}
	if settled.OriginalHash == settled.Hash {
		return intake.Ruler{Settled: settled, Unit: unit}
	}
	if 0 < marks {
		ways = append(ways, settled.Original.ToSettledAfterBOM)
	}
	ways = append(ways, settled.Offsets().ToByte)
	if 0 < marks {
		ways = append(ways, func(u text.Unit, n int) (int, error) { return settled.Offsets().ToByte(u, n-marks) })
	}
	best, most := 0, -1
	for i, way := range ways {
		by, fits := intake.Ruler{Settled: settled, Unit: unit, ConvertBy: way}, 0
		for j := range b.lines {
			l := &b.lines[j].annLine
			if l.kind != 'T' || b.lines[j].fault != nil {
				continue
			}
			if _, err := by.TryFit(l.ranges, func(at [][2]int) error { return b.agree(l, at) }); err == nil {
				fits++
			}
		}
		if most < fits {
			best, most = i, fits
		}
	}
	return intake.Ruler{Settled: settled, Unit: unit, ConvertBy: ways[best]}
}

// agree reports an error where the text of a T line is not what stands at its
// ranges.
func (b *document) agree(l *annLine, at [][2]int) error {
	b.column = b.column[:0]
	body := b.draft.Settled.Text
	stated := intake.Ruler{Settled: &b.draft.Settled}.WithoutMark(l.text, at[0][0])
	for i, r := range at {
		if 0 < i {
			b.column = append(b.column, ' ')
		}
		b.column = append(b.column, body[r[0]:r[1]]...)
	}
	if string(b.column) == stated {
		return nil
	}
	return agrees(stated, string(b.column), len(at))
}

// agrees tells whether the text of a line, which other programs may have
// written, is that of its fragments, joined by blanks: with blanks for line
// breaks (two for CR LF), a comment behind a tab, and without white space at the
// end; old files join fragments by nothing.
func agrees(stated, covered string, fragments int) error {
	shown := strings.ReplaceAll(covered, "\n", " ")
	if stated == shown || strings.HasPrefix(stated, shown+"\t") {
		return nil
	}
	if settled, ok := intake.SettleWithin(stated); ok {
		stated = strings.ReplaceAll(settled, "\n", " ")
	}
	stated, shown = strings.TrimRight(stated, " \t"), strings.TrimRight(shown, " \t")
	switch {
	case stated == shown:
		return nil
	case strings.Contains(covered, "\n") && stated == strings.TrimRight(strings.ReplaceAll(covered, "\n", "  "), " \t"):
		return nil
	case 1 < fragments && strings.ReplaceAll(stated, " ", "") == strings.ReplaceAll(shown, " ", ""):
		return nil
	}
	return intake.SameText(stated, strings.ReplaceAll(covered, "\n", " "))
}

// takeSpan makes a span of a T line.
func (b *document) takeSpan(l *lineRead) error {
	fragments, err := b.ruler.Fit(l.ranges, func(at [][2]int) error { return b.agree(&l.annLine, at) })
	if err != nil {
		return err
	}
	s, err := b.draft.Span(l.id, b.names.of(l.name), fragments)
	if err != nil {
		return err
	}
	b.spans[l.id] = len(b.draft.Record.Spans) - 1
	if len(fragments) < len(l.ranges) {
		b.joined = append(b.joined, s.UID)
	}
	l.how = about
	if b.plainSpan(&l.annLine, fragments) {
		l.how = plain
	}
	return nil
}

// plainSpan tells whether a T line is as Postil would write it, if offsets were
// counted alike.
func (b *document) plainSpan(l *annLine, fragments []annotate.Fragment) bool {
	if _, _, _, ok := runOf(l.id); !ok || len(fragments) != len(l.ranges) {
		return false
	}
	if slices.ContainsFunc(fragments, func(f annotate.Fragment) bool { return broken(f.Text) }) {
		return false
	}
	b.column = appendSpan(b.column[:0], l.id, spellable(b.names.of(l.name)), l.ranges)
	return string(appendText(b.column, fragments)) == l.raw
}

// takeTrigger makes an event's id stand for its trigger.
func (b *document) takeTrigger(l *lineRead) error {
	trigger, ok := b.spans[l.target]
	if !ok || b.lines[b.ids[l.target]].kind != 'T' {
		return b.absent(l.target, "its trigger")
	}
	b.spans[l.id] = trigger
	b.triggers[trigger]++
	for _, a := range l.args {
		b.used[a.role] = true
	}
	return nil
}

// absent says that a line names what is not there.
func (b *document) absent(id, what string) error {
	if i, ok := b.ids[id]; ok && b.lines[i].fault != nil {
		return &annotate.Error{Code: annotate.Invalid, What: what + " " + annotate.Excerpt(id) + " could not be read"}
	}
	if _, ok := b.ids[id]; ok {
		return &annotate.Error{Code: annotate.Invalid, What: what + " " + annotate.Excerpt(id) + " is of a kind that cannot stand here"}
	}
	return &annotate.Error{Code: annotate.Invalid, What: what + " " + annotate.Excerpt(id) + " is not in the file", Hint: "the file may have been cut off"}
}

// link adds a relation of a line between what two ids stand for. Where they stand
// for the same span it adds none, counts it and returns false: Postil links no span
// with itself.
func (b *document) link(l *lineRead, id, kind, from, to, group string) (bool, error) {
	i, ok := b.spans[from]
	if !ok {
		return false, b.absent(from, "its argument")
	}
	j, ok := b.spans[to]
	if !ok {
		return false, b.absent(to, "its argument")
	}
	if i == j {
		l.selfs++
		return false, nil
	}
	spans := b.draft.Record.Spans
	r, err := b.draft.Relation(id, b.names.of(kind), spans[i].UID, spans[j].UID, group)
	if err != nil {
		return false, err
	}
	t := b.draft.Words.Known.Scheme.RelationType(r.Type)
	if err := t.Links(spans[i].Label, spans[j].Label, &b.draft.Words.Known.Scheme); err != nil {
		b.draft.Record.Relations = b.draft.Record.Relations[:len(b.draft.Record.Relations)-1]
		return false, &annotate.Error{Code: annotate.Invalid, Err: err, Hint: "annotation.conf says so: correct it, or the line"}
	}
	return true, nil
}

// takeEvent makes relations of an event: from its trigger to each argument, of
// the type that the role names, with the event's id as their group. The event
// itself stands in no row of its own: its type is its trigger's label.
func (b *document) takeEvent(l *lineRead) error {
	for _, a := range l.args {
		if _, ok := b.spans[a.id]; !ok {
			return b.absent(a.id, "its argument")
		}
	}
	before := len(b.draft.Record.Relations)
	for i, a := range l.args {
		if _, err := b.link(l, part(l.id, i), b.roleOf(a.role), l.id, a.id, l.id); err != nil {
			b.draft.Record.Relations = b.draft.Record.Relations[:before]
			return err
		}
	}
	l.how = about
	if l.name != b.lines[b.ids[l.target]].name {
		l.how = other
		b.apart = append(b.apart, "types of events that are not those of their triggers are kept as they are, but not shown")
	}
	return nil
}

// part names the i-th part of what an id stands for.
func part(id string, i int) string { return id + "/" + strconv.Itoa(i) }

// roleOf returns the role that a numbered one (Theme2) is a repetition of.
func (b *document) roleOf(role string) string {
	base, ok := b.roles.base(role)
	if ok || base == role {
		return base
	}
	if b.used[base+"1"] { // Arg1 and Arg2 are two roles
		return role
	}
	return base
}

// takeRelation makes a relation of an R line.
func (b *document) takeRelation(l *lineRead) error {
	linked, err := b.link(l, l.id, l.name, l.args[0].id, l.args[1].id, "")
	if err != nil {
		return err
	}
	if !linked {
		l.how = apart
		return nil
	}
	b.relations[l.id] = len(b.draft.Record.Relations) - 1
	l.how = about
	_, _, _, usual := runOf(l.id)
	b.column = appendRelation(b.column[:0], l.id, spellable(b.names.of(l.name)), l.args[0].id, l.args[1].id)
	if usual && string(b.column) == l.raw && b.usual(l.args[0].id) && b.usual(l.args[1].id) {
		l.how = plain
	}
	return nil
}

// usual tells whether an id is the one by which Postil would name its span: that
// of the event where it is the trigger of one, else its own.
func (b *document) usual(id string) bool {
	return (b.lines[b.ids[id]].kind == 'E') == (b.triggers[b.spans[id]] == 1)
}

// equivalence returns the group of the n-th equivalence that makes relations,
// from 1: equivalences have no ids.
func equivalence(n int) string { return "*" + strconv.Itoa(n) }

// takeEquivalence makes relations of an equivalence: from the first of its spans
// to each other, with a group of their own.
func (b *document) takeEquivalence(l *lineRead) error {
	for _, a := range l.args {
		if _, ok := b.spans[a.id]; !ok {
			return b.absent(a.id, "its member")
		}
	}
	group := equivalence(b.equals + 1)
	linked, before := false, len(b.draft.Record.Relations)
	for i, a := range l.args[1:] {
		one, err := b.link(l, part(group, i+1), l.name, l.args[0].id, a.id, group)
		if err != nil {
			b.draft.Record.Relations = b.draft.Record.Relations[:before]
			return err
		}
		linked = linked || one
	}
	l.how = apart
	if linked {
		l.how = about
		b.equals++
	}
	return nil
}
