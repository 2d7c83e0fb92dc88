package brat

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"postil/annotate"
)

// used is how documents use a scheme: annotation.conf has to say which labels
// are events, with which roles.
type used struct {
	roles     map[annotate.UID]map[annotate.UID]bool // the types of the relations of events, by the labels of their triggers
	parts     map[annotate.UID]bool                  // the relation types that are roles
	relations map[annotate.UID]bool                  // those that are none
	equals    map[annotate.UID]bool                  // those of equivalences
}

func newUsed() used {
	return used{map[annotate.UID]map[annotate.UID]bool{}, map[annotate.UID]bool{}, map[annotate.UID]bool{}, map[annotate.UID]bool{}}
}

// take takes in how a document uses the scheme.
func (u *used) take(s *sheet) {
	for i := range s.events {
		e := &s.events[i]
		label := s.record.Spans[e.from].Label
		if u.roles[label] == nil {
			u.roles[label] = map[annotate.UID]bool{}
		}
		for _, j := range e.links {
			t := s.record.Relations[j].Type
			u.roles[label][t], u.parts[t] = true, true
		}
	}
	for i := range s.equals {
		for _, j := range s.equals[i].links {
			u.equals[s.record.Relations[j].Type] = true
		}
	}
	for i, id := range s.linkIDs {
		if id != "" {
			u.relations[s.record.Relations[i].Type] = true
		}
	}
}

// anyOverlap lets spans overlap as they like, which brat finds fault with else
// (https://brat.nlplab.org/configuration.html).
const anyOverlap = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"

// conf returns annotation.conf.
func (u *used) conf(w *spelling) string {
	var b strings.Builder
	s := &w.vocabulary.Scheme
	b.WriteString("[entities]\n")
	for _, l := range s.Labels {
		if u.roles[l.UID] == nil {
			fmt.Fprintln(&b, w.labels[l.UID].spelt)
		}
	}
	b.WriteString("\n[relations]\n" + anyOverlap + "\n")
	for i := range s.Relations {
		t := &s.Relations[i]
		if u.relations[t.UID] || !u.parts[t.UID] && !u.equals[t.UID] {
			fmt.Fprintf(&b, "%s\tArg1:%s, Arg2:%s\n", w.types[t.UID].spelt, w.any(t.From), w.any(t.To))
		}
		if u.equals[t.UID] {
			fmt.Fprintf(&b, "%s\tArg1:%s, Arg2:%s, <REL-TYPE>:symmetric-transitive\n", w.types[t.UID].spelt, w.any(t.From), w.any(t.To))
		}
	}
	b.WriteString("\n[events]\n")
	for _, l := range s.Labels {
		if u.roles[l.UID] == nil {
			continue
		}
		var roles []string
		for i := range s.Relations {
			if t := &s.Relations[i]; u.roles[l.UID][t.UID] {
				roles = append(roles, repeated(w.types[t.UID].spelt)+":"+w.any(t.To))
			}
		}
		fmt.Fprintln(&b, strings.TrimRight(w.labels[l.UID].spelt+"\t"+strings.Join(roles, ", "), "\t"))
	}
	b.WriteString("\n[attributes]\n")
	w.confAttributes(&b)
	return b.String()
}

// repeated returns a role that an event may have any number of times. Where it
// ends in a digit, brat refuses all of the file that says so.
func repeated(role string) string {
	if last := role[len(role)-1]; '0' <= last && last <= '9' {
		return role + "?"
	}
	return role + "*"
}

// any returns the labels at an end of a relation type as annotation.conf spells
// them.
func (w *spelling) any(labels []annotate.UID) string {
	if len(labels) == 0 {
		return "<ANY>"
	}
	var names []string
	for _, u := range labels {
		names = append(names, w.labels[u].spelt)
	}
	return strings.Join(names, "|")
}

// confAttributes writes a line for each attribute of spans or relations that
// annotation.conf can define: those that hold or not, and those with values to
// choose that it can spell.
func (w *spelling) confAttributes(b *strings.Builder) {
	var done []string
	all := w.vocabulary.Scheme.Attributes
	for _, d := range all {
		if d.On == annotate.OnDocument || slices.Contains(done, d.Name) {
			continue
		}
		done = append(done, d.Name)
		var bearers, values []string
		for _, other := range all {
			if other.Name != d.Name {
				continue
			}
			switch other.On {
			case annotate.OnLabel:
				bearers = append(bearers, w.labels[other.Owner].spelt)
			case annotate.OnRelation:
				bearers = append(bearers, w.types[other.Owner].spelt)
			}
			for _, v := range other.Choices {
				if !slices.Contains(values, v) {
					values = append(values, v)
				}
			}
		}
		spelt := w.attributes[d.Name] + "\tArg:" + strings.Join(bearers, "|")
		switch {
		case d.Kind == annotate.YesNo:
			fmt.Fprintln(b, spelt)
		case d.Kind == annotate.Choice && !slices.ContainsFunc(values, unlisted):
			fmt.Fprintln(b, spelt+", Value:"+strings.Join(values, "|"))
		}
	}
}

// unlisted tells whether a value cannot stand in a list of annotation.conf.
func unlisted(value string) bool {
	return strings.ContainsFunc(value, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("|,<>", r)
	})
}

// visual returns visual.conf: names as a person knows them, and colours.
func (u *used) visual(w *spelling) string {
	var b strings.Builder
	b.WriteString(ownNames + "\n[labels]\n")
	for _, spelt := range slices.Sorted(maps.Keys(w.names)) {
		if name := w.names[spelt]; name != spelt && name[0] != '!' && !strings.ContainsAny(name, "|<") {
			fmt.Fprintf(&b, "%s | %s\n", spelt, name)
		}
	}
	b.WriteString("\n[drawing]\nSPAN_DEFAULT\tfgColor:black, bgColor:lightgrey, borderColor:darken\nARC_DEFAULT\tcolor:black, arrowHead:triangle-5\n")
	for _, l := range w.vocabulary.Scheme.Labels {
		fmt.Fprintf(&b, "%s\tfgColor:%s, bgColor:%s\n", w.labels[l.UID].spelt, legible(l.Colour), l.Colour)
	}
	return b.String()
}

// legible returns black or white, whichever is told better from a colour.
func legible(c annotate.Colour) string {
	if c.Light() {
		return "black"
	}
	return "white"
}
