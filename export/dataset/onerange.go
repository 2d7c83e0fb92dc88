package dataset

import "postil/annotate"

// What happens to a span of several fragments, and to a relation of one, in formats
// where a span is one range.
const (
	FragmentsApart = "each of its fragments is written as a span of its own"
	FirstFragments = "it links the first of a span's fragments"
)

// WhyApart says why a relation cannot be written where not both its spans stand.
func WhyApart(l *annotate.Relation, d *annotate.Document) string {
	if l.ToDocument != d.UID {
		return "it links spans of two documents"
	}
	return "one of its spans does not stand in the same item"
}
