package project

import (
	"slices"

	"postil/annotate"
)

// growth hands out what a reader's vocabulary, to which things and choices are only
// appended, has gained since it was last asked: of a file that brings a label with
// each of its documents, each label once.
type growth struct {
	layers, labels, types        stock
	attributes, annotators, tags int            // how many were handed out
	choices                      []choicesTaken // of every attribute that has some
}

// stock is one list of a vocabulary.
type stock struct {
	taken int                   // how many were handed out
	at    map[annotate.UID]int  // where they stand, and those that come next
	again map[annotate.UID]bool // which of them are handed out again, for what is new refers to them
}

// choicesTaken is how many choices of an attribute were handed out.
type choicesTaken struct{ attribute, n int }

// take returns what is new, with what that refers to, and nil where nothing is. The
// result shares nothing with v, to which the reader goes on adding.
func (g *growth) take(v *annotate.Vocabulary) *annotate.Vocabulary {
	s := &v.Scheme
	g.labels.begin(len(s.Labels), func(i int) annotate.UID { return s.Labels[i].UID })
	g.layers.begin(len(s.Layers), func(i int) annotate.UID { return s.Layers[i].UID })
	g.types.begin(len(s.Relations), func(i int) annotate.UID { return s.Relations[i].UID })
	p := portion{growth: g, of: s}
	for i := range s.Labels[g.labels.taken:] {
		p.layer(s.Labels[g.labels.taken+i].Layer)
	}
	for i := range s.Relations[g.types.taken:] {
		p.ends(&s.Relations[g.types.taken+i])
	}
	for i := range v.Tags[g.tags:] {
		p.label(v.Tags[g.tags+i].Usual)
	}
	p.attributes()
	fresh := p.rest(v)
	g.layers.taken, g.labels.taken, g.types.taken = len(s.Layers), len(s.Labels), len(s.Relations)
	g.attributes, g.annotators, g.tags = len(s.Attributes), len(v.Annotators), len(v.Tags)
	return fresh
}

// begin adds where those that were added to the list stand.
func (s *stock) begin(n int, uid func(int) annotate.UID) {
	clear(s.again)
	for i := s.taken; i < n; i++ {
		if s.at == nil {
			s.at, s.again = map[annotate.UID]int{}, map[annotate.UID]bool{}
		}
		s.at[uid(i)] = i
	}
}

// earlier returns where a thing stands that was handed out before, and false for
// one that is new or that this was asked of already.
func (s *stock) earlier(u annotate.UID) (int, bool) {
	i, ok := s.at[u]
	if !ok || s.taken <= i || s.again[u] {
		return 0, false
	}
	s.again[u] = true
	return i, true
}

// portion is what a vocabulary has gained, on its way.
type portion struct {
	*growth
	of     *annotate.Scheme
	before annotate.Scheme         // of what was handed out before, what the new things refer to
	fresh  []annotate.AttributeDef // each with the choices that are new
}

func (p *portion) layer(u annotate.UID) {
	if i, ok := p.layers.earlier(u); ok {
		p.before.Layers = append(p.before.Layers, p.of.Layers[i])
	}
}

func (p *portion) label(u annotate.UID) {
	if i, ok := p.labels.earlier(u); ok {
		p.layer(p.of.Labels[i].Layer)
		p.before.Labels = append(p.before.Labels, p.of.Labels[i])
	}
}

func (p *portion) relationType(u annotate.UID) {
	if i, ok := p.types.earlier(u); ok {
		p.ends(&p.of.Relations[i])
		p.before.Relations = append(p.before.Relations, p.of.Relations[i])
	}
}

// ends adds the labels that a relation type may link.
func (p *portion) ends(t *annotate.RelationType) {
	for _, u := range slices.Concat(t.From, t.To) {
		p.label(u)
	}
}

// attributes adds those that have more choices, and the new ones.
func (p *portion) attributes() {
	all := p.of.Attributes
	for i := range p.choices {
		c := &p.choices[i]
		if n := len(all[c.attribute].Choices); c.n < n {
			p.attribute(c.attribute, c.n)
			c.n = n
		}
	}
	for i := p.growth.attributes; i < len(all); i++ {
		p.attribute(i, 0)
		if n := len(all[i].Choices); 0 < n {
			p.choices = append(p.choices, choicesTaken{i, n})
		}
	}
}

// attribute adds one with its choices from a place on.
func (p *portion) attribute(i, from int) {
	d := p.of.Attributes[i]
	switch d.On {
	case annotate.OnLabel:
		p.label(d.Owner)
	case annotate.OnRelation:
		p.relationType(d.Owner)
	}
	d.Choices = d.Choices[from:]
	p.fresh = append(p.fresh, d)
}

// rest returns the portion with all that was never handed out, nil where that is
// nothing.
func (p *portion) rest(v *annotate.Vocabulary) *annotate.Vocabulary {
	s := p.of
	if p.layers.taken == len(s.Layers) && p.labels.taken == len(s.Labels) && p.types.taken == len(s.Relations) && len(p.fresh) == 0 &&
		p.annotators == len(v.Annotators) && p.tags == len(v.Tags) {
		return nil
	}
	gained := (&annotate.Vocabulary{Tags: v.Tags[p.tags:], Annotators: v.Annotators[p.annotators:], Scheme: annotate.Scheme{
		Layers:     slices.Concat(p.before.Layers, s.Layers[p.layers.taken:]),
		Labels:     slices.Concat(p.before.Labels, s.Labels[p.labels.taken:]),
		Relations:  slices.Concat(p.before.Relations, s.Relations[p.types.taken:]),
		Attributes: p.fresh,
	}}).Clone()
	return &gained
}
