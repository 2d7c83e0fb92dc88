package export

import (
	"strings"

	"postil/annotate"
)

// Formats returns every format, the native one first.
func Formats() []Format {
	return []Format{jsonl(), doccano(), labelStudio(), brat(), conll(), spacy(), hf(), csvTables(), parquetTables(), plainText(), table(), webPages()}
}

// FormatNamed returns the format with that name.
func FormatNamed(name string) (Format, error) {
	var names []string
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, &annotate.Error{Code: annotate.NotFound, What: "there is no format " + annotate.Excerpt(name),
		Hint: "choose one of " + strings.Join(names, ", ")}
}
