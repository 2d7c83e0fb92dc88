package annotate

// Direction says which way the paragraphs of a document run.
type Direction uint8

// The directions, which are called as HTML's attribute dir calls them.
const (
	Auto        Direction = iota // of each paragraph by its first strong letter (UAX #9, rules P2 and P3): "auto"
	LeftToRight                  // "ltr"
	RightToLeft                  // "rtl"
)

// directionNames are the directions' names, by value.
var directionNames = [...]string{Auto: "auto", LeftToRight: "ltr", RightToLeft: "rtl"}

func (d Direction) String() string {
	if d.Validate() != nil {
		return "unknown direction"
	}
	return directionNames[d]
}

// ParseDirection reads what String gives.
func ParseDirection(name string) (Direction, error) {
	for d, n := range directionNames {
		if n == name {
			return Direction(d), nil
		}
	}
	return Auto, &Error{Code: Invalid, What: Excerpt(name) + " is no direction", Hint: "auto, ltr or rtl is expected"}
}

// Validate reports an error for a direction outside the list above.
func (d Direction) Validate() error {
	if int(d) < len(directionNames) {
		return nil
	}
	return &Error{Code: Invalid, What: "a direction that is neither left to right nor right to left nor by the first letters"}
}
