package export

import (
	"os"

	"postil/annotate"
	"postil/annotate/text"
)

// readWhole reads a file that is no longer than a text may be.
func readWhole(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err == nil && text.MaxSize < info.Size() {
		return nil, &annotate.Error{Code: annotate.Invalid, Where: path, Err: text.ErrTooLarge}
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fileError(path, err)
	}
	return raw, nil
}

// settleFile reads a whole file as text, and says how.
func settleFile(path, charset string) (text.Settled, Report, error) {
	raw, err := readWhole(path)
	if err != nil {
		return text.Settled{}, Report{}, err
	}
	settled, err := text.Settle(raw, text.Options{Charset: charset})
	if err != nil {
		return settled, Report{}, &annotate.Error{Code: annotate.Invalid, Where: path, Err: err}
	}
	return settled, Report{Bytes: int64(len(raw)), Charset: settled.Charset,
		Detected: settled.Detected, Confidence: settled.Confidence, Replaced: settled.Replaced}, nil
}

// newDocument returns a document with that text as one that states nothing else
// has it: named by its headline.
func newDocument(settled text.Settled, source string, o ReadOptions) annotate.Document {
	return annotate.Document{
		Name: headline(settled.Text), Source: source, Language: o.Language,
		Text: settled.Text, TextHash: settled.Hash, Original: settled.OriginalHash, Imported: o.Time,
	}
}
