package export

import (
	"strings"

	"postil/annotate"
	"postil/export/brat"
	"postil/export/conll"
	"postil/export/dataset"
	"postil/export/doccano"
	"postil/export/hf"
	"postil/export/jsonl"
	"postil/export/labelstudio"
	"postil/export/plain"
	"postil/export/sheets"
	"postil/export/spacy"
	"postil/export/table"
)

// Formats returns every format, the native one first.
func Formats() []dataset.Format {
	return []dataset.Format{jsonl.Format(), doccano.Format(), labelstudio.Format(), brat.Format(), conll.Format(), spacy.Format(), hf.Format(), sheets.CSV(), sheets.Parquet(), plain.Text(), table.Format(), plain.WebPages()}
}

// FormatNamed returns the format with that name.
func FormatNamed(name string) (dataset.Format, error) {
	var names []string
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return dataset.Format{}, &annotate.Error{Code: annotate.NotFound, What: "there is no format " + annotate.Excerpt(name),
		Hint: "choose one of " + strings.Join(names, ", ")}
}
