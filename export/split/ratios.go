package split

import (
	"fmt"
	"strings"

	"postil/annotate"
)

// The parts, in the order in which ratios name them.
const (
	Train = "train"
	Dev   = "dev"
	Test  = "test"
)

// Ratios say how large the parts are in proportion to each other: two for train
// and test, three for train, dev and test. They are whole numbers from 1 on
// without a common divisor: 80/10/10 and 0.8/0.1/0.1 are both 8/1/1.
type Ratios []int64

// A ratio may have so many places before the point and after it: what is reckoned
// with ratios and spans stays within 64 bits.
const (
	whole    = 4
	decimals = 3
)

// Parse reads ratios such as 80/10/10 or 0.8/0.2.
func Parse(s string) (Ratios, error) {
	wrong := func(what string) (Ratios, error) {
		return nil, &annotate.Error{Code: annotate.Invalid, What: annotate.Excerpt(s) + " is no split: " + what,
			Hint: "write two or three numbers, such as 80/10/10 for train, dev and test, or 80/20 for train and test"}
	}
	numbers := strings.Split(s, "/")
	if len(numbers) != 2 && len(numbers) != 3 {
		return wrong("two or three numbers are expected")
	}
	ratios := make(Ratios, len(numbers))
	for i, number := range numbers {
		n, ok := parseRatio(strings.TrimSpace(number))
		if !ok {
			return wrong(annotate.Excerpt(number) + " is no number between 0.001 and 9999")
		}
		ratios[i] = n
	}
	return ratios.reduced(), nil
}

// parseRatio reads a positive decimal number, in thousandths.
func parseRatio(s string) (int64, bool) {
	before, after, _ := strings.Cut(s, ".")
	if before+after == "" || whole < len(before) || decimals < len(after) {
		return 0, false
	}
	n := int64(0)
	for _, digit := range before + after + strings.Repeat("0", decimals-len(after)) {
		if digit < '0' || '9' < digit {
			return 0, false
		}
		n = 10*n + int64(digit-'0')
	}
	return n, 0 < n
}

// reduced divides by the greatest common divisor.
func (r Ratios) reduced() Ratios {
	divisor := int64(0)
	for _, n := range r {
		for a := n; a != 0; {
			divisor, a = a, divisor%a
		}
	}
	for i := range r {
		r[i] /= divisor
	}
	return r
}

// Parts returns the names of the parts, none of no ratios.
func (r Ratios) Parts() []string {
	switch len(r) {
	case 0:
		return nil
	case 2:
		return []string{Train, Test}
	}
	return []string{Train, Dev, Test}
}

// String returns the form that [Parse] reads.
func (r Ratios) String() string {
	return strings.ReplaceAll(strings.Trim(fmt.Sprint([]int64(r)), "[]"), " ", "/")
}

// total returns the sum: a part's share is its ratio of that.
func (r Ratios) total() int64 {
	sum := int64(0)
	for _, n := range r {
		sum += n
	}
	return sum
}

// Share returns what a part should have of all documents, from 0 to 1.
func (r Ratios) Share(part int) float64 { return float64(r[part]) / float64(r.total()) }
