package split

import (
	"fmt"
	"strings"

	"postil/annotate"
)

// warn says what is to be known before a score is trusted.
func (p *Plan) warn(s *shares, groups []*group) {
	for _, g := range groups {
		for _, d := range g.documents {
			if d.Alone {
				p.Alone++
			}
		}
	}
	if 0 < p.Alone {
		stand, them := "stand alone in their stories", "them"
		if p.Alone == 1 {
			stand, them = "stands alone in its story", "it"
		}
		p.Warnings = append(p.Warnings, fmt.Sprintf("%d of %s %s: others that tell the same news, and are not joined with %s, may be in another part.",
			p.Alone, annotate.Counted(p.Documents, "document", "documents"), stand, them))
	}
	names := p.Options.Ratios.Parts()
	for part, n := range s.sizes {
		if n == 0 {
			p.Warnings = append(p.Warnings, fmt.Sprintf("The part %s is empty: there %s to share out.", names[part], areThere(len(groups))))
		}
	}
	for part, n := range s.sizes {
		off := n*s.total - s.ratios[part]*s.documents
		if off = max(off, -off); n != 0 && s.total <= off && tolerated*s.documents*s.total < 100*off {
			p.Warnings = append(p.Warnings, fmt.Sprintf("The part %s has %s where %d%% would be %.1f: %s.", names[part], annotate.Counted(int(n), "document", "documents"),
				(100*s.ratios[part]+s.total/2)/s.total, float64(s.ratios[part])*float64(s.documents)/float64(s.total), p.reasonOff(groups)))
		}
	}
}

// tolerated is by how many hundredths of all documents a part may miss its share
// before a warning says so; what is less than one document counts for nothing.
const tolerated = 5

// reasonOff says why a part cannot have its share.
func (p *Plan) reasonOff(groups []*group) string {
	var reasons []string
	if len(groups) < p.Documents {
		reasons = append(reasons, "the largest story has "+annotate.Counted(len(groups[0].documents), "document", "documents"))
	}
	if 0 < p.Pinned {
		reasons = append(reasons, annotate.Counted(p.Pinned, "document is", "documents are")+" pinned")
	}
	if len(reasons) == 0 {
		return "there are too few documents"
	}
	return strings.Join(reasons, " and ")
}

// areThere says how many groups there are.
func areThere(groups int) string {
	if groups == 1 {
		return "is 1 story or document"
	}
	return fmt.Sprintf("are %d stories, those of one document among them", groups)
}
