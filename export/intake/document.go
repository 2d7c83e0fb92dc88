package intake

import (
	"postil/annotate"
	"postil/annotate/text"
	"postil/export/dataset"
)

// NewDocument returns a document with that text as one that states nothing else
// has it: named by its headline.
func NewDocument(settled text.Settled, source string, o dataset.ReadOptions) annotate.Document {
	return annotate.Document{
		Name: Headline(settled.Text), Source: source, Language: o.Language,
		Text: settled.Text, TextHash: settled.Hash, Original: settled.OriginalHash, Imported: o.Time,
	}
}
