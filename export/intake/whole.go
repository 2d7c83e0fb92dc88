package intake

import (
	"os"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/dataset"
	"postil/export/files"
)

// ReadWhole reads a file that is no longer than a text may be.
func ReadWhole(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err == nil && text.MaxSize < info.Size() {
		return nil, &annotate.Error{Code: annotate.Invalid, Where: path, Err: text.ErrTooLarge}
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, files.Error(path, err)
	}
	return raw, nil
}

// NewDocument returns a document with that text as one that states nothing else
// has it: named by its headline.
func NewDocument(settled text.Settled, source string, o dataset.ReadOptions) annotate.Document {
	return annotate.Document{
		Name: Headline(settled.Text), Source: source, Language: o.Language,
		Text: settled.Text, TextHash: settled.Hash, Original: settled.OriginalHash, Imported: o.Time,
	}
}
