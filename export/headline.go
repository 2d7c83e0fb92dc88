package export

import (
	"postil/annotate"
	"postil/export/intake"
)

// NamedByText tells whether a document's name is its headline, as that of a document
// is of which a data set states none.
func NamedByText(d *annotate.Document) bool { return d.Name == intake.Headline(d.Text) }
