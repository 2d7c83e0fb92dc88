package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"

	"postil/annotate"
)

// The endings of the files beside a data set of doccano: what its import of span
// types and of relation types takes.
const (
	doccanoLabels = ".labels.json"
	doccanoTypes  = ".relations.json"
)

// doccanoType is a label as doccano's import of labels takes it
// (label_types/serializers.py of doccano 1.8), and the layer, which it passes
// over.
type doccanoType struct {
	Text       string  `json:"text"`
	PrefixKey  *string `json:"prefix_key"`
	SuffixKey  *string `json:"suffix_key"` // a digit or a letter from a to z
	Background string  `json:"background_color"`
	TextColour string  `json:"text_color"`
	Layer      string  `json:"layer,omitempty"`
}

// writeDoccanoLabels writes the labels and the relation types of the scheme.
func writeDoccanoLabels(to *output) error {
	s := &to.vocabulary.Scheme
	labels, types := []doccanoType{}, []doccanoType{}
	for _, l := range s.Labels {
		t := doccanoTypeOf(l.Name, l.Colour)
		if plainKey(l.Key) {
			t.SuffixKey = &l.Key
		}
		if y := s.Layer(l.Layer); y != nil {
			t.Layer = y.Name
		}
		labels = append(labels, t)
	}
	for i, r := range s.Relations {
		types = append(types, doccanoTypeOf(r.Name, annotate.Palette[i%len(annotate.Palette)]))
	}
	if err := writeJSONFile(to, doccanoLabels, labels); err != nil {
		return err
	}
	return writeJSONFile(to, doccanoTypes, types)
}

func doccanoTypeOf(name string, colour annotate.Colour) doccanoType {
	t := doccanoType{Text: name, Background: colour.String(), TextColour: "#ffffff"}
	if r, g, b := colour.RGB(); 128_000 < 299*int(r)+587*int(g)+114*int(b) { // light, by the weights of Rec. 601
		t.TextColour = "#000000"
	}
	return t
}

// writeJSONFile writes a value to the file with that ending beside a data set.
func writeJSONFile(to *output, ending string, value any) error {
	f, err := to.files.create(besidePath(to.path, ending))
	if err != nil {
		return err
	}
	e := json.NewEncoder(f)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(value)
}

// readDoccanoLabels takes in the labels that stand beside a data set, where they
// do. A label that is there without a known layer goes to the lexicon's.
func readDoccanoLabels(path string, l *lexicon) error {
	beside := besidePath(path, doccanoLabels)
	raw, err := os.ReadFile(beside)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fileError(beside, err)
	}
	var labels []doccanoType
	if err := json.Unmarshal(bytes.TrimPrefix(raw, bom), &labels); err != nil {
		return &annotate.Error{Code: annotate.Invalid, Where: beside, What: "it is no file of doccano's labels", Err: misplaced(err)}
	}
	for _, t := range labels {
		key := ""
		if t.SuffixKey != nil && t.PrefixKey == nil {
			key = *t.SuffixKey
		}
		colour, err := annotate.ParseColour(t.Background)
		if err != nil {
			colour = l.v.Scheme.FreeColour()
		}
		if err := l.describe(t.Text, t.Layer, colour, key); err != nil {
			return annotate.At(beside, err)
		}
	}
	return nil
}
