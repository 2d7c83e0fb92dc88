package brat

import (
	"strconv"
	"strings"

	"postil/annotate"
	"postil/annotate/segment"
)

// annLine is one line of an .ann file, taken apart as the brat manual says
// (https://brat.nlplab.org/standoff.html): an id and what it says, separated by a
// tab. The id's first letter tells the kind.
type annLine struct {
	kind   byte     // 'T', 'R', 'E', 'A' (also for the older M), 'N', '#', '*'; 0 for a line of no known kind
	id     string   // "*" for an equivalence
	name   string   // the type
	ranges [][2]int // of T, as stated
	target string   // what A, N and # are about; the trigger of E
	value  string   // of A, "" for none; the reference of N
	args   []arg    // of R and E, and without roles of *
	text   string   // what follows the second tab
	raw    string

	ownType bool // of E: its type is not the one of its trigger
}

// arg is a thing that a line names, with the role that it plays.
type arg struct{ role, id string }

// parse takes a line apart. A line of no known kind is no error: the format
// leaves room for more than its manual says, and such lines are kept.
func parse(raw string) (annLine, error) {
	l := annLine{raw: raw}
	id, rest, tabbed := strings.Cut(raw, "\t")
	l.kind = lineKind(id)
	if !tabbed && l.kind == 0 {
		l.kind = lineKind(strings.TrimSuffix(id, "\r")) // of a line that alone ends in CR LF
	}
	if l.kind == 0 {
		return l, looksLike(raw)
	}
	l.id = id
	if !tabbed {
		return l, fault("the line ends after its id", "the file may have been cut off")
	}
	data, text, _ := strings.Cut(rest, "\t")
	l.text = text
	switch l.kind {
	case 'T':
		return l, l.parseSpan(data, strings.Count(raw, "\t"))
	case 'E':
		return l, l.parseEvent(data)
	case 'R':
		return l, l.parseRelation(data)
	case '*':
		return l, l.parseEquivalence(data)
	case 'A':
		return l, l.parseAttribute(data)
	case 'N':
		return l, l.parseReference(data)
	}
	return l, l.parseNote(data)
}

// lineKind returns what kind of line an id begins: a letter with a number, and
// whatever may follow without a blank. It returns 0 for no known kind.
func lineKind(id string) byte {
	if id == "*" {
		return '*'
	}
	if len(id) < 2 || id[1] < '0' || '9' < id[1] || strings.ContainsAny(id, " \r") {
		return 0
	}
	switch k := id[0]; k {
	case 'T', 'R', 'E', 'A', 'N', '#':
		return k
	case 'M':
		return 'A'
	}
	return 0
}

// looksLike reports an error for a line that would be of a known kind if its
// id ended in a tab.
func looksLike(raw string) error {
	id, _, blank := strings.Cut(raw, " ")
	if kind := lineKind(id); blank && kind != 0 && kind != '#' && kind != '*' {
		return fault("no tab follows the id "+annotate.Excerpt(id), "a tab stands behind the id, and another before the text")
	}
	return nil
}

func fault(what, hint string) error {
	return &annotate.Error{Code: annotate.Invalid, What: what, Hint: hint}
}

// parseSpan reads "TYPE START END", with more ranges after semicolons.
func (l *annLine) parseSpan(data string, tabs int) error {
	const hint = `"T1<tab>TYPE START END<tab>TEXT" is expected`
	name, ranges, ok := strings.Cut(data, " ")
	if l.name = name; !ok || name == "" {
		return fault("type, start and end are not there, with a blank between them", hint)
	}
	if strings.Count(ranges, ";") == 0 { // nearly always
		l.ranges = make([][2]int, 0, 1)
	}
	for more := true; more; {
		var one string
		one, ranges, more = strings.Cut(ranges, ";")
		start, end, ok := strings.Cut(strings.TrimRight(one, " "), " ")
		from, err1 := strconv.Atoi(start)
		to, err2 := strconv.Atoi(end)
		if !ok || err1 != nil || err2 != nil {
			return fault(segment.Excerpt(one)+" is no start and end", hint)
		}
		l.ranges = append(l.ranges, [2]int{from, to})
	}
	if tabs < 2 {
		return fault("the text is missing", hint+"; the file may have been cut off")
	}
	return nil
}

// parseEvent reads "TYPE:TRIGGER ROLE:ID …".
func (l *annLine) parseEvent(data string) error {
	first, rest, _ := strings.Cut(data, " ")
	colon := strings.LastIndexByte(first, ':')
	if colon <= 0 || colon == len(first)-1 {
		return fault("the event has no type and trigger", `"E1<tab>TYPE:T1 ROLE:T2 …" is expected`)
	}
	l.name, l.target = first[:colon], first[colon+1:]
	return l.parseArgs(rest)
}

// parseArgs reads "ROLE:ID …".
func (l *annLine) parseArgs(data string) error {
	for field := range strings.FieldsSeq(data) {
		colon := strings.LastIndexByte(field, ':')
		if colon <= 0 || colon == len(field)-1 {
			return fault(annotate.Excerpt(field)+" is no role with an id", `"ROLE:T1" is expected`)
		}
		l.args = append(l.args, arg{field[:colon], field[colon+1:]})
	}
	return nil
}

// parseRelation reads "TYPE Arg1:ID Arg2:ID".
func (l *annLine) parseRelation(data string) error {
	name, rest, _ := strings.Cut(data, " ")
	l.name = name
	if err := l.parseArgs(rest); err != nil {
		return err
	}
	if name == "" || len(l.args) != 2 {
		return fault("the relation has not a type and two arguments", `"R1<tab>TYPE Arg1:T1 Arg2:T2" is expected`)
	}
	if l.args[0].role == "Arg2" && l.args[1].role == "Arg1" {
		l.args[0], l.args[1] = l.args[1], l.args[0]
	}
	return nil
}

// parseEquivalence reads "TYPE ID ID …".
func (l *annLine) parseEquivalence(data string) error {
	for i, field := range strings.Fields(data) {
		if i == 0 {
			l.name = field
			continue
		}
		l.args = append(l.args, arg{"", field})
	}
	if len(l.args) == 0 {
		return fault("the equivalence names nothing", `"*<tab>Equiv T1 T2" is expected`)
	}
	return nil
}

// parseAttribute reads "NAME ID" or "NAME ID VALUE".
func (l *annLine) parseAttribute(data string) error {
	name, rest, _ := strings.Cut(data, " ")
	target, value, _ := strings.Cut(rest, " ")
	l.name, l.target, l.value = name, target, strings.TrimSpace(value)
	if name == "" || target == "" {
		return fault("the attribute has no name, or nothing that it is of", `"A1<tab>NAME T1" or "A1<tab>NAME T1 VALUE" is expected`)
	}
	return nil
}

// parseReference reads "Reference ID DATABASE:ENTRY".
func (l *annLine) parseReference(data string) error {
	fields := strings.Fields(data)
	if len(fields) != 3 || !strings.Contains(fields[2], ":") {
		return fault("the normalization has not a type, an id and a reference", `"N1<tab>Reference T1 DATABASE:ENTRY<tab>NAME" is expected`)
	}
	l.name, l.target, l.value = fields[0], fields[1], fields[2]
	return nil
}

// parseNote reads "TYPE ID". Notes say what they like: one that names nothing is
// kept like any unknown line.
func (l *annLine) parseNote(data string) error {
	if fields := strings.Fields(data); len(fields) == 2 {
		l.name, l.target = fields[0], fields[1]
	}
	return nil
}

// annotatorNote tells whether the line is what a person wrote about a thing.
func (l *annLine) annotatorNote() bool { return l.kind == '#' && l.name == "AnnotatorNotes" }

// refers returns the ids that the line names.
func (l *annLine) refers() []string {
	var ids []string
	if l.target != "" {
		ids = append(ids, l.target)
	}
	for _, a := range l.args {
		ids = append(ids, a.id)
	}
	return ids
}

// appendSpan appends a T line up to its text, ranges as brat counts them.
func appendSpan(b []byte, id, name string, ranges [][2]int) []byte {
	b = append(append(append(append(b, id...), '\t'), name...), ' ')
	for i, r := range ranges {
		if 0 < i {
			b = append(b, ';')
		}
		b = strconv.AppendInt(b, int64(r[0]), 10)
		b = strconv.AppendInt(append(b, ' '), int64(r[1]), 10)
	}
	return append(b, '\t')
}

// appendText appends the text of fragments as T lines state it: joined by
// blanks.
func appendText(b []byte, fragments []annotate.Fragment) []byte {
	for i, f := range fragments {
		if 0 < i {
			b = append(b, ' ')
		}
		b = append(b, f.Text...)
	}
	return b
}

// appendRelation appends an R line.
func appendRelation(b []byte, id, name, from, to string) []byte {
	b = append(append(append(append(b, id...), '\t'), name...), " Arg1:"...)
	b = append(append(append(b, from...), " Arg2:"...), to...)
	return b
}
