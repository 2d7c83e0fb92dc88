package split

import (
	"postil/annotate"
	"postil/annotate/text"
)

// Document is what a split needs to know of a document.
type Document struct {
	UID    annotate.UID
	Story  annotate.UID
	Text   text.Hash
	Pin    string         // its [annotate.Document].Split
	Labels map[string]int // how many spans of each label stand on it, by the label's name
	Alone  bool           // it shares its story with no other document of the project
}

// Options say how to part documents.
type Options struct {
	Ratios     Ratios
	Seed       int64
	IgnorePins bool // part documents anew that come from the parts of another data set
}

// Plan says which document goes into which part.
type Plan struct {
	Options   Options
	Documents int      // that were parted
	Alone     int      // of them, those that share their story with no other document
	Pinned    int      // of them, those that stayed where they were pinned to
	Warnings  []string // what a person should know before trusting a score, a sentence each
	parts     map[annotate.UID]int
}

// Method says in a sentence how the parts are made.
const Method = "Documents that share a story or a text stay together. Ratios count documents; each label's spans are balanced greedily, " +
	"after Sechidis, Tsoumakas and Vlahavas, On the Stratification of Multi-Label Data (2011)."

// Part returns the place, in [Ratios.Parts], of the part that a document goes
// into, false where the document was not parted.
func (p *Plan) Part(document annotate.UID) (int, bool) {
	i, ok := p.parts[document]
	return i, ok
}

// Assign parts documents. Their order does not matter.
func Assign(documents []Document, o Options) *Plan {
	p := &Plan{Options: o, Documents: len(documents), parts: make(map[annotate.UID]int, len(documents))}
	if len(documents) == 0 {
		p.Warnings = append(p.Warnings, "No document was chosen: all parts are empty.")
		return p
	}
	groups := groupsOf(documents, o.Seed)
	s := newShares(documents, o.Ratios)
	free := s.pin(p, groups)
	for _, g := range free {
		s.put(g, s.choose(g))
	}
	s.fill(free)
	for _, g := range groups {
		for _, d := range g.documents {
			p.parts[d.UID] = g.part
		}
	}
	p.warn(s, groups)
	return p
}
