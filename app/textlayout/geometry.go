package textlayout

// Rect is a rectangle in layout pixels: X, Y is its left upper corner.
type Rect struct {
	X, Y, W, H float64
}

// Affinity says to which of its two neighbours a caret belongs where they are not
// drawn beside each other: at a soft line break, and where the direction changes.
type Affinity uint8

const (
	// Downstream carets stand at the leading edge of the cluster after them.
	Downstream Affinity = iota
	// Upstream carets stand at the trailing edge of the cluster before them.
	Upstream
)

// Position is a place for a caret: a byte offset on a grapheme border and the
// side it belongs to.
type Position struct {
	Offset   int
	Affinity Affinity
}

// At is the downstream position at a byte offset.
func At(offset int) Position { return Position{Offset: offset} }

// Hit is what lies at a point.
type Hit struct {
	// Position is the grapheme border nearest to the point.
	Position
	// Start and End are the byte range of the cluster drawn at the point;
	// empty (Start == End == Offset) where there is none.
	Start, End int
	// Inside is true if the point is on a cluster, false in a margin, beyond a
	// line's end, or above or below the text.
	Inside bool
}

// Direction is the direction of a paragraph.
type Direction uint8

const (
	// Auto takes the direction of the first strong character of each paragraph
	// (UAX #9, P2 and P3); one without takes its neighbours' (HL1), left to right
	// if there are none.
	Auto Direction = iota
	// LeftToRight sets every paragraph from left to right.
	LeftToRight
	// RightToLeft sets every paragraph from right to left.
	RightToLeft
)

// Style says how a document is set. The zero value of a field takes its default.
type Style struct {
	// Size of the font in pixels per em; default 16.
	Size float64
	// LineHeight is the height of a line as a multiple of the font's own
	// (ascent + descent + gap); default 1. Lines with taller scripts grow.
	LineHeight float64
	// Lane is the room in pixels kept free under every line, for marks.
	Lane float64
	// TabWidth is the distance of tab stops in widths of a space; default 8.
	TabWidth int
	// Direction of the paragraphs; default Auto.
	Direction Direction
	// Language of the text as a BCP 47 tag ("ro", "sr-Cyrl"): some letters have
	// other forms in some languages. Default none.
	Language string
}

// Bounds that no screen reaches, so that arithmetic stays finite.
const (
	maxExtent = 1e7 // pixels
	maxSize   = 1e4 // pixels per em
	maxFactor = 1e3 // of a line's height
)

// inside brings v into [low, high]; what is no number becomes low.
func inside(v, low, high float64) float64 {
	if !(v > low) {
		return low
	}
	return min(v, high)
}

// withDefaults fills the fields that have the zero value or make no sense.
func (s Style) withDefaults() Style {
	if s.Size = inside(s.Size, 0, maxSize); s.Size == 0 {
		s.Size = 16
	}
	if s.LineHeight = inside(s.LineHeight, 0, maxFactor); s.LineHeight == 0 {
		s.LineHeight = 1
	}
	s.Lane = inside(s.Lane, 0, maxExtent)
	if s.TabWidth <= 0 {
		s.TabWidth = 8
	}
	return s
}
