package doccano

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"

	"postil/annotate"
	"postil/export/dataset"
	"postil/export/files"
	"postil/export/intake"
	"postil/export/jsonobject"
	"postil/export/textfile"
)

// The endings of the files beside a data set of doccano: what its import of span
// types and of relation types takes.
const (
	labelsEnding = ".labels.json"
	typesEnding  = ".relations.json"
)

// importedType is a label as doccano's import of labels takes it
// (label_types/serializers.py of doccano 1.8), and the layer, which it passes
// over.
type importedType struct {
	Text       string  `json:"text"`
	PrefixKey  *string `json:"prefix_key"`
	SuffixKey  *string `json:"suffix_key"` // a digit or a letter from a to z
	Background string  `json:"background_color"`
	TextColour string  `json:"text_color"`
	Layer      string  `json:"layer,omitempty"`
}

// writeLabels writes the labels and the relation types of the scheme.
func writeLabels(to *dataset.Output) error {
	s := &to.Vocabulary.Scheme
	labels, types := []importedType{}, []importedType{}
	for _, l := range s.Labels {
		t := importedTypeOf(l.Name, l.Colour)
		if intake.PlainKey(l.Key) {
			t.SuffixKey = &l.Key
		}
		if y := s.Layer(l.Layer); y != nil {
			t.Layer = y.Name
		}
		labels = append(labels, t)
	}
	for i, r := range s.Relations {
		types = append(types, importedTypeOf(r.Name, annotate.Palette[i%len(annotate.Palette)]))
	}
	if err := writeJSONFile(to, labelsEnding, labels); err != nil {
		return err
	}
	return writeJSONFile(to, typesEnding, types)
}

func importedTypeOf(name string, colour annotate.Colour) importedType {
	t := importedType{Text: name, Background: colour.String(), TextColour: "#ffffff"}
	if colour.Light() {
		t.TextColour = "#000000"
	}
	return t
}

// writeJSONFile writes a value to the file with that ending beside a data set.
func writeJSONFile(to *dataset.Output, ending string, value any) error {
	f, err := to.Files.Create(dataset.Beside(to.Path, ending))
	if err != nil {
		return err
	}
	e := json.NewEncoder(f)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(value)
}

// readLabels takes in the labels that stand beside a data set, where they
// do. A label that is there without a known layer goes to the lexicon's.
func readLabels(path string, l *intake.Lexicon) error {
	beside := dataset.Beside(path, labelsEnding)
	raw, err := os.ReadFile(beside)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return files.Error(beside, err)
	}
	var labels []importedType
	if err := jsonobject.Unmarshal(bytes.TrimPrefix(raw, textfile.BOM), &labels); err != nil {
		return &annotate.Error{Code: annotate.Invalid, Where: beside, What: "it is no file of doccano's labels", Err: err}
	}
	for _, t := range labels {
		key := ""
		if t.SuffixKey != nil && t.PrefixKey == nil {
			key = *t.SuffixKey
		}
		colour, err := annotate.ParseColour(t.Background)
		if err != nil {
			colour = l.FreeColour()
		}
		if err := l.Describe(t.Text, t.Layer, colour, key); err != nil {
			return annotate.At(beside, err)
		}
	}
	return nil
}
