package bidi

import "golang.org/x/text/unicode/bidi"

// status is an entry of the directional status stack (BD, rule X1).
type status struct {
	level    Level
	override bidi.Class // L, R, or ON for none
	isolate  bool
}

// embedding is the stack of rules X1 to X8 with its three counters.
type embedding struct {
	stack             []status
	overflowIsolates  int
	overflowEmbedding int
	validIsolates     int
}

func (e *embedding) top() status { return e.stack[len(e.stack)-1] }

// push opens a level of the wanted direction if the depth allows it.
func (e *embedding) push(rtl bool, override bidi.Class, isolate bool) bool {
	level := e.top().level + 1
	if level.RTL() != rtl {
		level++
	}
	if level > maxDepth || e.overflowIsolates > 0 || e.overflowEmbedding > 0 {
		return false
	}
	e.stack = append(e.stack, status{level, override, isolate})
	return true
}

// explicit applies rules X1 to X8: levels and overrides of all characters.
func (p *paragraph) explicit() {
	p.current = append([]bidi.Class(nil), p.original...)
	p.matchIsolates()
	e := &embedding{stack: []status{{p.base, bidi.ON, false}}}
	for i, c := range p.original {
		switch c {
		case bidi.RLE, bidi.LRE, bidi.RLO, bidi.LRO:
			e.openEmbedding(c)
			p.levels[i] = e.top().level
		case bidi.RLI, bidi.LRI, bidi.FSI:
			p.assign(i, e.top())
			e.openIsolate(c == bidi.RLI || c == bidi.FSI && p.isolateIsRTL(i))
		case bidi.PDI:
			e.closeIsolate()
			p.assign(i, e.top())
		case bidi.PDF:
			e.closeEmbedding()
			p.levels[i] = e.top().level
		case bidi.B:
			p.levels[i] = p.base
		case bidi.BN:
			p.levels[i] = e.top().level
		default:
			p.assign(i, e.top())
		}
	}
}

// assign gives a character the level of the stack's top, and its override.
func (p *paragraph) assign(i int, s status) {
	p.levels[i] = s.level
	if s.override != bidi.ON {
		p.current[i] = s.override
	}
}

// openEmbedding is rules X2 to X5.
func (e *embedding) openEmbedding(c bidi.Class) {
	override := bidi.ON
	switch c {
	case bidi.RLO:
		override = bidi.R
	case bidi.LRO:
		override = bidi.L
	}
	if !e.push(c == bidi.RLE || c == bidi.RLO, override, false) && e.overflowIsolates == 0 {
		e.overflowEmbedding++
	}
}

// openIsolate is rules X5a to X5c.
func (e *embedding) openIsolate(rtl bool) {
	if e.push(rtl, bidi.ON, true) {
		e.validIsolates++
	} else {
		e.overflowIsolates++
	}
}

// closeIsolate is rule X6a.
func (e *embedding) closeIsolate() {
	switch {
	case e.overflowIsolates > 0:
		e.overflowIsolates--
	case e.validIsolates > 0:
		e.overflowEmbedding = 0
		for !e.top().isolate {
			e.stack = e.stack[:len(e.stack)-1]
		}
		e.stack = e.stack[:len(e.stack)-1]
		e.validIsolates--
	}
}

// closeEmbedding is rule X7.
func (e *embedding) closeEmbedding() {
	switch {
	case e.overflowIsolates > 0:
	case e.overflowEmbedding > 0:
		e.overflowEmbedding--
	case !e.top().isolate && len(e.stack) > 1:
		e.stack = e.stack[:len(e.stack)-1]
	}
}

// matchIsolates pairs isolate initiators with their PDIs (BD9).
func (p *paragraph) matchIsolates() {
	p.match = make([]int, len(p.original))
	var open []int
	for i, c := range p.original {
		p.match[i] = -1
		switch {
		case isIsolate(c):
			open = append(open, i)
		case c == bidi.PDI && len(open) > 0:
			j := open[len(open)-1]
			open = open[:len(open)-1]
			p.match[i], p.match[j] = j, i
		case c == bidi.B:
			open = open[:0]
		}
	}
}

// isolateIsRTL is rules P2 and P3 for the inside of the FSI at i (rule X5c).
func (p *paragraph) isolateIsRTL(i int) bool {
	end := p.match[i]
	if end < 0 {
		end = len(p.original)
	}
	for j := i + 1; j < end; j++ {
		switch c := p.original[j]; {
		case c == bidi.L:
			return false
		case c == bidi.R || c == bidi.AL:
			return true
		case isIsolate(c):
			if p.match[j] < 0 {
				return false
			}
			j = p.match[j]
		}
	}
	return false
}
