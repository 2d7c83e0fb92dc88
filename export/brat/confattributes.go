package brat

import (
	"slices"
	"strings"

	"postil/annotate"
)

// takeAttribute makes definitions of an attribute, one for each label or relation
// type that it may be of: "NAME Arg:A|B" of one that holds or not, "NAME Arg:A,
// Value:X|Y" or the older "NAME Arg:A, X:sign, Y:sign" of one with values.
func (c *conf) takeAttribute(line string) {
	spelt, args := arguments(line)
	name := c.known.of(spelt)
	var bearers string
	var values []string
	for _, a := range args {
		switch {
		case a[0] == "Arg":
			bearers = a[1]
		case a[0] == "Value":
			values = append(values, strings.Split(a[1], "|")...)
		case !strings.HasPrefix(a[0], "<"):
			values = append(values, a[0])
		}
	}
	values = slices.DeleteFunc(values, func(v string) bool { return strings.TrimSpace(v) == "" })
	d := annotate.AttributeDef{Name: name, Kind: annotate.YesNo}
	for _, v := range values {
		d.Kind = annotate.Choice
		if v = strings.TrimSpace(v); !slices.Contains(d.Choices, v) {
			d.Choices = append(d.Choices, v)
		}
	}
	if kind, ok := c.words.AttributeKind(name); name == "" || ok && kind != d.Kind {
		c.note("an attribute is left out, which stands there in another way too: " + annotate.Excerpt(name))
		return
	}
	for _, v := range d.Choices {
		c.words.AddChoice(name, annotate.TextValue(v))
	}
	c.define(d, bearers)
}

// define adds the definition of an attribute for each of its bearers.
func (c *conf) define(d annotate.AttributeDef, bearers string) {
	s := &c.words.Known.Scheme
	labels, any := c.labels(bearers, 0)
	if any && !strings.Contains(bearers, "<RELATION>") {
		for _, l := range s.Labels {
			labels = append(labels, l.UID)
		}
	}
	for _, u := range labels {
		c.words.Define(d, annotate.OnLabel, u)
	}
	for _, t := range s.Relations {
		if any || slices.ContainsFunc(strings.Split(bearers, "|"), func(spelt string) bool { return c.known.of(spelt) == t.Name }) {
			c.words.Define(d, annotate.OnRelation, t.UID)
		}
	}
}
