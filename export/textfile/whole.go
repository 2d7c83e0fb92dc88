package textfile

import (
	"os"

	"postil/annotate"
	"postil/annotate/text"
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
