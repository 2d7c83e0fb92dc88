package export

import "postil/annotate"

// What happens to a span of several fragments, and to a relation of one.
const (
	fragmentsApart = "each of its fragments is written as a span of its own"
	firstFragments = "it links the first of a span's fragments"
)

// apart says why a relation cannot be written where not both its spans stand.
func apart(l *annotate.Relation, d *annotate.Document) string {
	if l.ToDocument != d.UID {
		return "it links spans of two documents"
	}
	return "one of its spans does not stand in the same item"
}
