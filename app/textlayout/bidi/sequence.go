package bidi

import "golang.org/x/text/unicode/bidi"

// sequence is an isolating run sequence (BD13): the runs of one level that follow
// each other when isolates between them are left out.
type sequence struct {
	p        *paragraph
	at       []int        // indices into the paragraph
	class    []bidi.Class // of those characters, as resolved so far
	level    Level
	sos, eos bidi.Class
}

// sequences is rule X10. Characters that X9 leaves out are in none.
func (p *paragraph) sequences() []*sequence {
	var all []*sequence
	byInitiator := map[int]*sequence{} // sequences waiting for their PDI
	var current *sequence
	last := -1 // the last character that X9 leaves
	for i, c := range p.original {
		if isRemoved(c) {
			continue
		}
		if last < 0 || p.levels[last] != p.levels[i] || c == bidi.PDI && p.match[i] >= 0 {
			current = nil
			if c == bidi.PDI && p.match[i] >= 0 {
				current = byInitiator[p.match[i]]
			}
			if current == nil {
				current = p.openSequence(i, last)
				all = append(all, current)
			}
		}
		current.at = append(current.at, i)
		current.class = append(current.class, p.current[i])
		if isIsolate(c) && p.match[i] >= 0 {
			byInitiator[i] = current
		}
		last = i
	}
	p.closeSequences(all)
	return all
}

// openSequence starts a sequence at character i; before is the character before it.
func (p *paragraph) openSequence(i, before int) *sequence {
	outside := p.base
	if before >= 0 {
		outside = p.levels[before]
	}
	return &sequence{p: p, level: p.levels[i], sos: direction(max(p.levels[i], outside))}
}

// closeSequences finds the direction of what follows each sequence.
func (p *paragraph) closeSequences(all []*sequence) {
	following := make([]Level, len(p.original)) // level of the next character that X9 leaves
	next := p.base
	for i := len(p.original) - 1; i >= 0; i-- {
		following[i] = next
		if !isRemoved(p.original[i]) {
			next = p.levels[i]
		}
	}
	for _, s := range all {
		end := s.at[len(s.at)-1]
		outside := following[end]
		if isIsolate(p.original[end]) && p.match[end] < 0 {
			outside = p.base
		}
		s.eos = direction(max(s.level, outside))
	}
}

// weak is rules W1 to W7.
func (s *sequence) weak() {
	s.marksAndArabicNumbers()
	s.separatorsAndTerminators()
	strong := s.sos
	for i, c := range s.class { // W7
		switch {
		case c == bidi.L || c == bidi.R:
			strong = c
		case c == bidi.EN && strong == bidi.L:
			s.class[i] = bidi.L
		}
	}
}

// marksAndArabicNumbers is rules W1 to W3.
func (s *sequence) marksAndArabicNumbers() {
	before := s.sos
	for i, c := range s.class { // W1
		if c == bidi.NSM {
			s.class[i] = before
			if isIsolate(before) || before == bidi.PDI {
				s.class[i] = bidi.ON
			}
		}
		before = s.class[i]
	}
	strong := s.sos
	for i, c := range s.class { // W2, W3
		switch c {
		case bidi.L, bidi.R:
			strong = c
		case bidi.AL:
			strong = c
			s.class[i] = bidi.R
		case bidi.EN:
			if strong == bidi.AL {
				s.class[i] = bidi.AN
			}
		}
	}
}

// separatorsAndTerminators is rules W4 to W6.
func (s *sequence) separatorsAndTerminators() {
	for i := 1; i+1 < len(s.class); i++ { // W4
		c, before, after := s.class[i], s.class[i-1], s.class[i+1]
		if before != after {
			continue
		}
		if before == bidi.EN && (c == bidi.ES || c == bidi.CS) || before == bidi.AN && c == bidi.CS {
			s.class[i] = before
		}
	}
	for i := 0; i < len(s.class); i++ { // W5
		if s.class[i] != bidi.ET {
			continue
		}
		j := i
		for j < len(s.class) && s.class[j] == bidi.ET {
			j++
		}
		if i > 0 && s.class[i-1] == bidi.EN || j < len(s.class) && s.class[j] == bidi.EN {
			for k := i; k < j; k++ {
				s.class[k] = bidi.EN
			}
		}
		i = j - 1
	}
	for i, c := range s.class { // W6
		if c == bidi.ES || c == bidi.ET || c == bidi.CS {
			s.class[i] = bidi.ON
		}
	}
}

// strongOf is a class as rules N0 to N2 see it: L, R (numbers too), or ON.
func strongOf(c bidi.Class) bidi.Class {
	switch c {
	case bidi.L:
		return bidi.L
	case bidi.R, bidi.EN, bidi.AN:
		return bidi.R
	}
	return bidi.ON
}

// neutral is rules N1 and N2.
func (s *sequence) neutral() {
	before := s.sos
	for i := 0; i < len(s.class); i++ {
		if c := strongOf(s.class[i]); c != bidi.ON {
			before = c
			continue
		}
		j, after := i, s.eos
		for ; j < len(s.class); j++ {
			if c := strongOf(s.class[j]); c != bidi.ON {
				after = c
				break
			}
		}
		resolved := direction(s.level)
		if before == after {
			resolved = before
		}
		for k := i; k < j; k++ {
			s.class[k] = resolved
		}
		i = j - 1
	}
}

// implicit is rules I1 and I2; it writes the levels to the paragraph.
func (s *sequence) implicit() {
	for i, at := range s.at {
		level := s.level
		switch c := s.class[i]; {
		case level.RTL() && c != bidi.R:
			level++
		case !level.RTL() && c == bidi.R:
			level++
		case !level.RTL() && c != bidi.L:
			level += 2
		}
		s.p.levels[at] = level
	}
}
