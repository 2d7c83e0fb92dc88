package hf

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"postil/export/choice"
	"postil/export/dataset"
	"postil/export/jsontext"
	"postil/export/tokens"
)

// describe appends the card of the data set: for programs, as YAML between
// dashes, which files there are and what their columns hold (Hugging Face,
// "Dataset cards", fields configs and dataset_info); then for people what the rows
// are.
//
// Strings of YAML are written as those of JSON, which they may be: a language no,
// or a label with a colon, would be something else without quotation marks.
func (w *writer) describe(b []byte) []byte {
	b = append(b, "---\npretty_name: "...)
	b = jsontext.AppendString(b, w.title)
	b = append(b, "\ntask_categories:\n- token-classification\n"...)
	var languages []string
	for l := range w.card.seen.languages {
		if l != "" {
			languages = append(languages, l)
		}
	}
	slices.Sort(languages)
	for i, l := range languages {
		if i == 0 {
			b = append(b, "language:\n"...)
		}
		b = append(jsontext.AppendString(append(b, "- "...), l), '\n')
	}
	b = append(b, "configs:\n- config_name: default\n  data_files:\n"...)
	for _, p := range w.card.parts {
		if 0 < p.rows || w.card.seen.rows == 0 { // datasets refuses a split without rows
			b = append(b, "  - split: "+p.split+"\n    path: "+p.name+rows+"\n"...)
		}
	}
	b = append(b, "dataset_info:\n  features:\n"...)
	for _, f := range [][2]string{{"id", "string"}, {"document", "string"}, {"start", "int64"}, {"language", "string"}, {"text", "string"}} {
		b = append(b, "  - name: "+f[0]+"\n    dtype: "+f[1]+"\n"...)
	}
	for _, f := range [][2]string{{"tokens", "string"}, {"token_start", "int64"}, {"token_end", "int64"}} {
		b = append(b, "  - name: "+f[0]+"\n    list: "+f[1]+"\n"...)
	}
	for column, name := range w.names {
		b = append(jsontext.AppendString(append(b, "  - name: "...), name), "\n    list:\n      class_label:\n        names:\n"...)
		for i, class := range w.Classes(column, w.LabelNames()) {
			b = append(b, "          '"+strconv.Itoa(i)+"': "...)
			b = append(jsontext.AppendString(b, class), '\n')
		}
	}
	b = append(b, "---\n\n# "...)
	b = append(b, markdown(w.title)...)
	b = append(b, "\n\n"...)
	return append(b, w.inWords()...)
}

// inWords says to people what the rows are.
func (w *writer) inWords() string {
	var s strings.Builder
	unit, o := string(w.options.Choice.Unit), w.options
	switch o.Choice.Unit {
	case "":
		unit = string(choice.Document)
	case choice.Tokens:
		unit = fmt.Sprintf("piece of at most %d tokens", o.Choice.Tokens)
	}
	tagging := cmp.Or(o.Tagging, dataset.BIO)
	fmt.Fprintf(&s, "%d rows with %d tokens, marked by people in Postil. A row is a %s.\n\n", w.card.seen.rows, w.card.seen.tokens, unit)
	if 1 < len(w.card.parts) {
		s.WriteString("| split | rows |\n|---|---|\n")
		for _, p := range w.card.parts {
			fmt.Fprintf(&s, "| %s | %d |\n", p.split, p.rows)
		}
		s.WriteString("\nNo story stands in two splits; `manifest.json` says how they were made.\n\n")
	}
	s.WriteString("| column | what it holds |\n|---|---|\n" +
		"| `id` | the row's id |\n" +
		"| `document` | the document's id |\n" +
		"| `start` | where the row begins in the document, in code points |\n" +
		"| `language` | the document's language (BCP 47), empty where unknown |\n" +
		"| `text` | the row's text |\n" +
		"| `tokens` | its words by Unicode's annex 29, Chinese and Japanese by character, and its punctuation |\n" +
		"| `token_start`, `token_end` | where each token begins and ends in `text`, in code points, half-open |\n")
	for i, name := range w.names {
		of := "the spans of all layers"
		if layer := w.Columns[i].Layer; layer != "" {
			of = "the spans of the layer " + layer
		}
		fmt.Fprintf(&s, "| `%s` | a tag for each token: %s, as %s |\n", name, markdown(of), strings.ToUpper(string(tagging)))
	}
	fmt.Fprintf(&s, "\nOf overlapping spans one stays (%s). ", cmp.Or(o.Overlap, dataset.Longest))
	if 0 < w.card.seen.masked {
		fmt.Fprintf(&s, "%d tokens are page furniture and the like: their tag is %d, neither a class nor outside, which PyTorch's loss and the trainers of transformers pass over. ", w.card.seen.masked, tokens.MissingClass)
	}
	s.WriteString("`REPORT.json` says of every span of the project what became of it.\n\n| label | entities | guideline |\n|---|---|---|\n")
	for i := range w.Labels {
		fmt.Fprintf(&s, "| %s | %d | %s |\n", markdown(w.Labels[i].Name), w.card.seen.entities[i], markdown(w.Labels[i].Guideline))
	}
	return s.String()
}

// markdown returns s on one line of a table, with nothing that Markdown would
// take for its own.
func markdown(s string) string {
	return markdownEscapes.Replace(strings.Join(strings.Fields(s), " "))
}

var markdownEscapes = strings.NewReplacer(`\`, `\\`, "|", `\|`, "`", "\\`", "*", `\*`, "_", `\_`, "<", `\<`, "[", `\[`, "#", `\#`)
