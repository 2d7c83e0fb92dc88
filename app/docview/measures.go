package docview

import (
	"math"

	"postil/app/textlayout"
)

// Font sizes in pixels per em.
const (
	defaultSize = 16
	smallest    = 8
	largestSize = 64
	zoomStep    = 1.1
)

// zoomed is a font size some steps of zoom away; 0 steps is the default size.
func zoomed(size float64, steps int) float64 {
	if steps == 0 {
		return defaultSize
	}
	return clampSize(size * math.Pow(zoomStep, float64(steps)))
}

// clampSize keeps a font size readable.
func clampSize(size float64) float64 { return min(max(size, smallest), largestSize) }

// measures are the places of everything in a pane of a given size, in pixels.
//
//	| margin | column of text | brackets | notes | margin | scroll bar |
type measures struct {
	width, height  float64
	top            float64 // of the text; no more than a line's lanes, so that a line that is scrolled above it is out of sight
	size           float64 // of the font
	scale          float64 // device pixels to a pixel; places are rounded to them
	columnX        float64
	columnW        float64
	bracketX       float64 // left edge of the first bracket lane
	bracketPitch   float64
	bracketLine    float64 // thickness of a bracket
	countW         float64 // room for the count of brackets without a lane
	countSize      float64 // font size of that count
	noteX, noteW   float64 // noteW is 0 where there is no room for notes
	noteSize       float64 // font size of notes
	barX, barW     float64
	line, linePace float64 // thickness of a lane's line; distance from lane to lane
	laneRise       float64 // how far the first lane reaches up between descenders
}

// Widths in ems. Seventy-five characters of running text are about 38 em wide.
const (
	columnEms     = 38
	noteEms       = 13
	fewestNoteEms = 6
	marginEms     = 1.5
	// In a pane of fewer ems, what stands beside the text is no larger than its share
	// of one of so many: the room is for the text.
	narrowEms = 40
)

// barWidth is the width of the scroll bar, whatever the font.
const barWidth = 12

// measure lays a pane out.
func measure(width, height, size, scale float64) measures {
	m := measures{width: width, height: height, size: size, scale: scale, barW: barWidth}
	m.line = m.thickness(size)
	m.linePace = m.line + max(1, math.Round(scale), math.Ceil(size/16*scale-0.25))/scale // lines stay apart rather than grow
	m.laneRise = m.round(size / 16)
	beside := min(size, max(smallest, width/narrowEms))
	m.bracketPitch = m.round(beside * 0.45)
	m.bracketLine = m.thickness(beside)
	m.noteSize = size * 0.78
	m.countSize = beside * 0.62
	m.countW = beside * 1.2
	m.barX = width - barWidth
	m.top = m.style().Lane

	gap, margin := beside*0.9, beside*marginEms // gap: between the text and the brackets
	brackets := gap + m.bracketPitch*float64(laneCount[inMargin]) + m.countW
	room := m.barX - 2*margin - brackets
	m.columnW = min(columnEms*size, room)
	m.noteW = min(noteEms*size, room-m.columnW)
	if m.noteW < fewestNoteEms*size {
		// A narrow pane: notes get a fifth of it, or nothing.
		m.noteW = fewestNoteEms * size
		m.columnW = room - m.noteW
		if m.columnW < 3*m.noteW {
			m.noteW, m.columnW = 0, room
		}
	}
	m.columnW = max(m.columnW, size)
	m.columnX = m.round(max(margin, (m.barX-m.columnW-brackets-m.noteW)/2))
	m.bracketX = m.round(m.columnX + m.columnW + gap)
	m.noteX = m.round(m.columnX + m.columnW + brackets)
	m.columnW = math.Floor(m.columnW)
	return m
}

// thickness is that of lines for a font size: at least a pixel, on the screen too.
func (m *measures) thickness(size float64) float64 {
	return max(1, math.Round(m.scale), math.Floor(size/8*m.scale+0.4)) / m.scale
}

// round brings a place to the nearest device pixel.
func (m *measures) round(x float64) float64 { return math.Round(x*m.scale) / m.scale }

// textHeight is the height of the part of the pane in which text is.
func (m *measures) textHeight() float64 { return max(0, m.height-m.top) }

// style is how text is set: under every line there is room for all lanes, so that
// nothing moves when something is tagged.
func (m *measures) style() textlayout.Style {
	return textlayout.Style{Size: m.size, LineHeight: 1, Lane: float64(laneCount[underText])*m.linePace - m.laneRise}
}
