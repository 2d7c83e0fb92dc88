package split

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"postil/annotate"
)

// otherNames are what data sets call the parts besides.
var otherNames = map[string]string{"training": Train, "validation": Dev, "valid": Dev, "val": Dev, "development": Dev, "testing": Test}

// pinned returns the place of the part that a document is pinned to, false where
// the split has no such part.
func (r Ratios) pinned(pin string) (int, bool) {
	name := strings.ToLower(pin)
	if usual, ok := otherNames[name]; ok {
		name = usual
	}
	i := slices.Index(r.Parts(), name)
	return i, 0 <= i
}

// pin puts groups into the parts that they are pinned to and returns the others.
func (s *shares) pin(p *Plan, groups []*group) (free []*group) {
	if p.Options.IgnorePins {
		return groups
	}
	unknown, torn := map[string]int{}, 0
	for _, g := range groups {
		last, several := -1, false // the last part trains least
		for _, d := range g.documents {
			if d.Pin == "" {
				continue
			}
			part, ok := s.ratios.pinned(d.Pin)
			if !ok {
				unknown[d.Pin]++
				continue
			}
			p.Pinned++
			several = several || 0 <= last && part != last
			last = max(last, part)
		}
		if several {
			torn++
		}
		if last < 0 {
			free = append(free, g)
			continue
		}
		s.put(g, last)
	}
	p.warnOfPins(unknown, torn)
	return free
}

// warnOfPins says which pins could not be kept.
func (p *Plan) warnOfPins(unknown map[string]int, torn int) {
	for _, pin := range slices.Sorted(maps.Keys(unknown)) {
		p.Warnings = append(p.Warnings, fmt.Sprintf("%s pinned to the part %q, which this split does not have: they were parted like the others.",
			annotate.Counted(unknown[pin], "document is", "documents are"), pin))
	}
	if 0 < torn {
		p.Warnings = append(p.Warnings, fmt.Sprintf("%s pinned to several parts: they stay together in the one of these that trains least (test, else dev).",
			annotate.Counted(torn, "story is", "stories are")))
	}
}
