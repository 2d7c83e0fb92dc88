package labelstudio

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"postil/annotate"
	"postil/export/dataset"
	"postil/export/files"
	"postil/export/intake"
	"postil/export/textfile"
)

// scheme is what a labelling configuration says. It is empty where
// none stands beside the tasks.
type scheme struct {
	texts    map[string]string // the key of the data that a text shows, by the text's name
	controls map[string]*input
	parts    []*input // in order
	types    []string // of relations
}

// input is a control: what takes labels, or the values of an
// attribute.
type input struct {
	tag, name, title string
	look, exclusion  string // of labels
	kind             annotate.AttributeKind
	perRegion        bool
	when             []string // labels
	labels           []labelRow
	choices          []string
}

type labelRow struct{ name, colour, key string }

// readConfig reads the configuration that stands beside the tasks,
// where one does, and takes its labels into the lexicon.
func readConfig(path string, l *intake.Lexicon) (*scheme, error) {
	beside := dataset.Beside(path, configEnding)
	raw, err := os.ReadFile(beside)
	if errors.Is(err, fs.ErrNotExist) {
		return &scheme{}, nil
	}
	if err != nil {
		return nil, files.Error(beside, err)
	}
	c, err := parseConfig(raw)
	if err != nil {
		return nil, &annotate.Error{Code: annotate.Invalid, Where: beside, What: "it is no labelling configuration", Err: err}
	}
	return c, annotate.At(beside, c.describe(l))
}

// parseConfig reads the elements that matter here.
func parseConfig(raw []byte) (*scheme, error) {
	c := &scheme{texts: map[string]string{}, controls: map[string]*input{}}
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(raw, textfile.BOM)))
	var open *input // the last control, whose labels follow
	for {
		token, err := d.Token()
		if err == io.EOF {
			return c, nil
		}
		if err != nil {
			return nil, err
		}
		if e, ok := token.(xml.StartElement); ok {
			open = c.element(e, open)
		}
	}
}

// element takes in an element, and returns the control that labels and choices
// behind it belong to.
func (c *scheme) element(e xml.StartElement, open *input) *input {
	a := map[string]string{}
	for _, attribute := range e.Attr {
		a[attribute.Name.Local] = attribute.Value
	}
	value := a["alias"] // what results hold instead of it
	if value == "" {
		value = a["value"]
	}
	switch e.Name.Local {
	case "Text", "HyperText":
		c.texts[a["name"]] = strings.TrimPrefix(a["value"], "$")
	case "Relation":
		c.types = append(c.types, value)
	case "Label":
		if open != nil {
			open.labels = append(open.labels, labelRow{value, a["background"], a["hotkey"]})
		}
	case "Choice":
		if open != nil {
			open.choices = append(open.choices, value)
		}
	case "Labels", "HyperTextLabels", "Choices", "Number", "Rating", "TextArea", "DateTime":
		open = c.control(e.Name.Local, a)
	}
	return open
}

func (c *scheme) control(tag string, a map[string]string) *input {
	in := &input{tag: tag, name: a["name"], title: a["title"], look: a["look"], exclusion: a["exclusion"], perRegion: a["perRegion"] == "true"}
	if in.title == "" {
		in.title = in.name
	}
	switch {
	case a["kind"] == string(annotate.YesNo):
		in.kind = annotate.YesNo
	case tag == "Choices":
		in.kind = annotate.Choice
	case tag == "Number" || tag == "Rating":
		in.kind = annotate.Number
	default:
		in.kind = annotate.Text
	}
	if when := a["whenLabelValue"]; when != "" {
		in.when = strings.Split(when, ",")
	}
	c.controls[in.name] = in
	c.parts = append(c.parts, in)
	return in
}

// describe takes the scheme into the lexicon. Layers are what this program wrote
// as such, or controls where there are several.
func (c *scheme) describe(l *intake.Lexicon) error {
	several := 1 < len(slices.DeleteFunc(slices.Clone(c.parts), func(in *input) bool { return in.layerTag() == "" }))
	for _, in := range c.parts {
		if in.layerTag() == "" {
			continue
		}
		layer := ""
		if several || in.look != "" {
			layer = in.title
		}
		if err := in.describe(l, layer); err != nil {
			return err
		}
	}
	for _, t := range c.types {
		if _, err := l.RelationType([]byte(t)); err != nil {
			return err
		}
	}
	return c.attributes(l)
}

func (in *input) layerTag() string {
	if in.tag == "Labels" || in.tag == "HyperTextLabels" {
		return in.tag
	}
	return ""
}

// describe takes in a control's labels.
func (in *input) describe(l *intake.Lexicon, layer string) error {
	for _, row := range in.labels {
		colour, err := annotate.ParseColour(row.colour)
		if err != nil {
			colour = l.FreeColour()
		}
		if err := l.Describe(row.name, layer, colour, row.key); err != nil {
			return err
		}
	}
	if y := l.Known.Scheme.LayerNamed(layer); y != nil && in.look != "" {
		y.Exclusion = in.exclusion == "true"
		for _, look := range []annotate.Look{annotate.Fill, annotate.Underline, annotate.Bracket, annotate.Grey} {
			if in.look == string(look) {
				y.Look = look
			}
		}
	}
	return nil
}

// attributes takes in the attributes that name their labels, and those of
// documents. Others are defined when a label first has them.
func (c *scheme) attributes(l *intake.Lexicon) error {
	for _, in := range c.parts {
		if in.layerTag() != "" {
			continue
		}
		if !in.perRegion {
			if err := l.Ensure(annotate.OnDocument, annotate.UID{}, in.title, in.kind, in.choices); err != nil {
				return err
			}
			continue
		}
		for _, name := range in.when {
			label, ok := l.LabelNamed(name)
			if !ok {
				continue
			}
			if err := l.Ensure(annotate.OnLabel, label, in.title, in.kind, in.choices); err != nil {
				return err
			}
		}
	}
	return nil
}
