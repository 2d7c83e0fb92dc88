package brat

import (
	"slices"
	"strconv"
	"strings"

	"postil/annotate"
	"postil/export/dataset"
	"postil/export/intake"
	"postil/export/textfile"
)

// confName is the name of the file that holds a scheme, in a folder of
// documents or above.
const confName = "annotation.conf"

// Layers of the labels that annotation.conf defines.
const (
	entities = "Entities"
	events   = "Events"
)

// roleNames are the roles that annotation.conf defines.
type roleNames map[string]bool

// base returns the role that a numbered one is a repetition of (Theme2, Theme3),
// and whether annotation.conf says so. Brat numbers from 2.
func (r roleNames) base(role string) (string, bool) {
	if r[role] {
		return role, true
	}
	shortest := role
	for i := len(role) - 1; 0 < i && '0' <= role[i] && role[i] <= '9'; i-- {
		if number := role[i:]; number[0] == '0' || number == "1" {
			continue
		}
		if shortest = role[:i]; r[shortest] {
			return shortest, true
		}
	}
	return shortest, false
}

// conf is an annotation.conf on its way into a scheme.
type conf struct {
	words  *intake.Lexicon
	known  names // behind the spellings
	roles  roleNames
	layers map[string]string // by section
	macros map[string][]string
	names  map[string][]string // the types of a section
	below  map[string][]string // the types that stand below another
	path   string
	at     int // the number of the line at hand
	notes  []dataset.Note
}

// confLine is a line of a section, with its number in the file.
type confLine struct {
	text   string
	number int
}

// takeConf takes in what an annotation.conf defines, as
// https://brat.nlplab.org/configuration.html describes it, with labels in the
// given layer, where it is not "", and adds the roles of events. What it does not
// understand it notes.
func takeConf(l *intake.Lexicon, path, file, layer string, known names, roles roleNames) []dataset.Note {
	c := &conf{words: l, path: path, known: known, roles: roles, layers: map[string]string{"entities": entities, "events": events},
		macros: map[string][]string{}, names: map[string][]string{}, below: map[string][]string{}}
	if layer != "" {
		c.layers = map[string]string{"entities": layer, "events": layer}
	}
	sections := sectionsOf(file)
	for _, section := range []string{"entities", "events"} {
		c.takeTypes(section, sections[section])
	}
	c.each(sections["events"], c.takeRoles)
	c.each(sections["relations"], c.takeRelation)
	c.each(sections["attributes"], c.takeAttribute)
	return c.notes
}

// each calls take for each of the lines that defines no macro, which it takes in.
func (c *conf) each(lines []confLine, take func(string)) {
	for _, line := range lines {
		if c.at = line.number; !c.macro(line.text) {
			take(line.text)
		}
	}
}

// sectionsOf returns the lines of each section, without comments and rules.
func sectionsOf(file string) map[string][]confLine {
	sections := map[string][]confLine{}
	section, number := "", 0
	for line := range strings.Lines(strings.TrimPrefix(file, string(textfile.BOM))) {
		number++
		line = strings.TrimRight(line, " \t\r\n")
		switch at := strings.TrimSpace(line); {
		case at == "" || strings.HasPrefix(at, "#") || strings.HasPrefix(at, "--"):
		case strings.HasPrefix(at, "[") && strings.HasSuffix(at, "]"):
			section = strings.ToLower(strings.Trim(at, "[]"))
		default:
			sections[section] = append(sections[section], confLine{line, number})
		}
	}
	return sections
}

// macro takes in "<NAME>=A|B", and tells whether a line is that.
func (c *conf) macro(line string) bool {
	name, types, ok := strings.Cut(strings.TrimSpace(line), "=")
	if name = strings.TrimSpace(name); !ok || !strings.HasPrefix(name, "<") || !strings.HasSuffix(name, ">") {
		return false
	}
	c.macros[name] = strings.Split(strings.TrimSpace(types), "|")
	return true
}

// takeTypes makes labels of the types of a section. Tabs at the start of a line
// say how deep it stands; a type with "!" only heads others.
func (c *conf) takeTypes(section string, lines []confLine) {
	var above []string
	c.each(lines, func(line string) {
		name := strings.TrimSpace(line)
		if strings.HasPrefix(name, "<") {
			return
		}
		name, _, _ = strings.Cut(strings.ReplaceAll(name, "\t", " "), " ")
		depth := len(line) - len(strings.TrimLeft(line, "\t"))
		heads := strings.HasPrefix(name, "!")
		name, _, _ = strings.Cut(strings.TrimPrefix(name, "!"), "|")
		above = append(above[:min(depth, len(above))], name)
		for _, a := range above {
			c.below[a] = append(c.below[a], name)
		}
		if heads {
			return
		}
		if _, err := c.words.Label([]byte(c.known.of(name)), c.layers[section]); err != nil {
			c.note("a type in [" + section + "] cannot be a label: " + annotate.Excerpt(name))
			return
		}
		c.names[section] = append(c.names[section], name)
	})
}

func (c *conf) note(what string) {
	c.notes = append(c.notes, dataset.Note{Where: c.path + ", line " + strconv.Itoa(c.at), Text: what})
}

// arguments returns what a line says of a type: "TYPE ROLE:A|B, ROLE:C".
func arguments(line string) (name string, args [][2]string) {
	line = strings.TrimSpace(strings.ReplaceAll(line, "\t", " "))
	name, rest, _ := strings.Cut(line, " ")
	name, _, _ = strings.Cut(strings.TrimPrefix(name, "!"), "|")
	for _, part := range strings.Split(rest, ",") {
		role, types, ok := strings.Cut(strings.TrimSpace(part), ":")
		if ok {
			args = append(args, [2]string{strings.TrimSpace(role), strings.TrimSpace(types)})
		}
	}
	return name, args
}

// labels returns the labels that "A|<MACRO>|B" stands for; none where it may be
// any. A type stands for those below it too.
func (c *conf) labels(types string, depth int) (uids []annotate.UID, all bool) {
	for _, name := range strings.Split(types, "|") {
		name = strings.TrimSpace(name)
		members, macro := c.macros[name]
		switch {
		case macro && depth < 10:
			more, any := c.labels(strings.Join(members, "|"), depth+1)
			uids, all = append(uids, more...), all || any
			continue
		case name == "<ENTITY>":
			members = c.names["entities"]
		case name == "<EVENT>":
			members = c.names["events"]
		case strings.HasPrefix(name, "<") || name == "":
			return nil, true
		default:
			members = append([]string{name}, c.below[name]...)
		}
		for _, m := range members {
			if u, ok := c.words.LabelNamed(c.known.of(m)); ok && !slices.Contains(uids, u) {
				uids = append(uids, u)
			}
		}
	}
	return uids, all
}

// takeRoles makes relation types of an event's roles.
func (c *conf) takeRoles(line string) {
	name, args := arguments(line)
	from, _ := c.labels(name, 0)
	for _, a := range args {
		if strings.HasPrefix(a[0], "<") {
			continue
		}
		role, _, _ := strings.Cut(a[0], "{")
		role = strings.TrimRight(role, "?*+")
		c.roles[role] = true
		to, any := c.labels(a[1], 0)
		c.relate(role, from, to, len(from) == 0, any || len(to) == 0)
	}
}

// takeRelation makes a relation type.
func (c *conf) takeRelation(line string) {
	name, args := arguments(line)
	if strings.HasPrefix(name, "<") {
		return
	}
	var ends [][2]string
	for _, a := range args {
		if !strings.HasPrefix(a[0], "<") {
			ends = append(ends, a)
		}
	}
	if len(ends) != 2 {
		c.note("a relation without two arguments is left out: " + annotate.Excerpt(name))
		return
	}
	from, anyFrom := c.labels(ends[0][1], 0)
	to, anyTo := c.labels(ends[1][1], 0)
	c.relate(name, from, to, anyFrom || len(from) == 0, anyTo || len(to) == 0)
}

// relate adds a relation type, or widens one that is there.
func (c *conf) relate(spelt string, from, to []annotate.UID, anyFrom, anyTo bool) {
	name := c.known.of(spelt)
	there := c.words.HasType(name)
	uid, err := c.words.RelationType([]byte(name))
	if err != nil {
		c.note("a relation or role cannot be a relation type: " + annotate.Excerpt(name))
		return
	}
	t := c.words.Known.Scheme.RelationType(uid)
	t.From = allowing(t.From, from, anyFrom, there)
	t.To = allowing(t.To, to, anyTo, there)
}

// allowing returns the labels of both lists; none, for any, where one is any.
func allowing(labels, more []annotate.UID, any, there bool) []annotate.UID {
	if any || there && len(labels) == 0 {
		return nil
	}
	for _, u := range more {
		if !slices.Contains(labels, u) {
			labels = append(labels, u)
		}
	}
	return labels
}
