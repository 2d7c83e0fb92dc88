package export

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
)

// labelStudioScheme is what a labelling configuration says. It is empty where
// none stands beside the tasks.
type labelStudioScheme struct {
	texts    map[string]string // the key of the data that a text shows, by the text's name
	controls map[string]*labelStudioInput
	parts    []*labelStudioInput // in order
	types    []string            // of relations
}

// labelStudioInput is a control: what takes labels, or the values of an
// attribute.
type labelStudioInput struct {
	tag, name, title string
	look, exclusion  string // of labels
	kind             annotate.AttributeKind
	perRegion        bool
	when             []string // labels
	labels           []labelStudioLabelRow
	choices          []string
}

type labelStudioLabelRow struct{ name, colour, key string }

// readLabelStudioConfig reads the configuration that stands beside the tasks,
// where one does, and takes its labels into the lexicon.
func readLabelStudioConfig(path string, l *lexicon) (*labelStudioScheme, error) {
	beside := besidePath(path, labelStudioConfig)
	raw, err := os.ReadFile(beside)
	if errors.Is(err, fs.ErrNotExist) {
		return &labelStudioScheme{}, nil
	}
	if err != nil {
		return nil, fileError(beside, err)
	}
	c, err := parseLabelStudioConfig(raw)
	if err != nil {
		return nil, &annotate.Error{Code: annotate.Invalid, Where: beside, What: "it is no labelling configuration", Err: err}
	}
	return c, annotate.At(beside, c.describe(l))
}

// parseLabelStudioConfig reads the elements that matter here.
func parseLabelStudioConfig(raw []byte) (*labelStudioScheme, error) {
	c := &labelStudioScheme{texts: map[string]string{}, controls: map[string]*labelStudioInput{}}
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(raw, bom)))
	var open *labelStudioInput // the last control, whose labels follow
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
func (c *labelStudioScheme) element(e xml.StartElement, open *labelStudioInput) *labelStudioInput {
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
			open.labels = append(open.labels, labelStudioLabelRow{value, a["background"], a["hotkey"]})
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

func (c *labelStudioScheme) control(tag string, a map[string]string) *labelStudioInput {
	in := &labelStudioInput{tag: tag, name: a["name"], title: a["title"], look: a["look"], exclusion: a["exclusion"], perRegion: a["perRegion"] == "true"}
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
func (c *labelStudioScheme) describe(l *lexicon) error {
	several := 1 < len(slices.DeleteFunc(slices.Clone(c.parts), func(in *labelStudioInput) bool { return in.layerTag() == "" }))
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
		if _, err := l.relationType([]byte(t)); err != nil {
			return err
		}
	}
	return c.attributes(l)
}

func (in *labelStudioInput) layerTag() string {
	if in.tag == "Labels" || in.tag == "HyperTextLabels" {
		return in.tag
	}
	return ""
}

// describe takes in a control's labels.
func (in *labelStudioInput) describe(l *lexicon, layer string) error {
	for _, row := range in.labels {
		colour, err := annotate.ParseColour(row.colour)
		if err != nil {
			colour = l.v.Scheme.FreeColour()
		}
		if err := l.describe(row.name, layer, colour, row.key); err != nil {
			return err
		}
	}
	if y := l.v.Scheme.LayerNamed(layer); y != nil && in.look != "" {
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
func (c *labelStudioScheme) attributes(l *lexicon) error {
	for _, in := range c.parts {
		if in.layerTag() != "" {
			continue
		}
		if !in.perRegion {
			if err := l.ensure(annotate.OnDocument, annotate.UID{}, in.title, in.kind, in.choices); err != nil {
				return err
			}
			continue
		}
		for _, name := range in.when {
			label, ok := l.labelNamed(name)
			if !ok {
				continue
			}
			if err := l.ensure(annotate.OnLabel, label, in.title, in.kind, in.choices); err != nil {
				return err
			}
		}
	}
	return nil
}
