package labelstudio

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strconv"
	"strings"

	"postil/annotate"
	"postil/export/intake"
	"postil/export/jsontext"
	"postil/export/wording"
)

// configEnding is the ending of the file with the labelling configuration,
// which a project of Label Studio needs before it takes the tasks.
const configEnding = ".config.xml"

// textControl is the name of the text that everything else is about.
const textControl = "text"

// reservedNames are those that no control can have: what it holds would stand
// in the place of something else in JSON_MIN and CSV, which Label Studio makes of
// tasks.
var reservedNames = []string{textControl, "document", "start", "name", "source", "language", "story", "split", "meta",
	"id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time"}

// The values of a choice that stands for an attribute of kind yes/no.
const (
	choiceYes = "yes"
	choiceNo  = "no"
)

// controls are the names under which a scheme's layers and attributes
// stand in a labelling configuration: their own, where no other has it.
type controls struct {
	taken      map[string]bool
	layers     map[annotate.UID]string
	labels     map[annotate.UID]label
	onLabel    map[string]valueControl // by the attribute's name
	onDocument map[string]valueControl
}

// label is a label as the items of results name it, as JSON.
type label struct {
	from  []byte // `"from_name":"…","to_name":"text","type":"labels",`
	value []byte
}

// valueControl is what takes an attribute's values.
type valueControl struct {
	name  string
	title string // the attribute's name
	kind  annotate.AttributeKind
	from  []byte // as for labels
}

func newControls(s *annotate.Scheme) *controls {
	c := &controls{
		taken: map[string]bool{}, layers: map[annotate.UID]string{}, labels: map[annotate.UID]label{},
		onLabel: map[string]valueControl{}, onDocument: map[string]valueControl{},
	}
	for _, name := range reservedNames {
		c.taken[name] = true
	}
	for _, y := range s.Layers {
		c.layers[y.UID] = c.free(y.Name)
	}
	for _, l := range s.Labels {
		c.labels[l.UID] = label{fromName(c.layers[l.Layer], "labels"), jsontext.AppendString(nil, l.Name)}
	}
	for _, of := range []struct {
		on annotate.Bearer
		to map[string]valueControl
	}{{annotate.OnLabel, c.onLabel}, {annotate.OnDocument, c.onDocument}} {
		for _, col := range wording.Columns(s, of.on) {
			name := c.free(col.Name)
			of.to[col.Name] = valueControl{name, col.Name, col.Kind, fromName(name, strings.ToLower(controlTag(col.Kind)))}
		}
	}
	return c
}

// free returns a name that no control has yet. A comma would part it where
// controls refer to each other.
func (c *controls) free(name string) string {
	name = strings.ReplaceAll(name, ",", " ")
	free := name
	for n := 2; c.taken[free]; n++ {
		free = name + " " + strconv.Itoa(n)
	}
	c.taken[free] = true
	return free
}

func fromName(name, kind string) []byte {
	b := jsontext.AppendString([]byte(`"from_name":`), name)
	return append(b, `,"to_name":"`+textControl+`","type":"`+kind+`",`...)
}

// controlTag returns the element that takes values of a kind.
func controlTag(kind annotate.AttributeKind) string {
	switch kind {
	case annotate.Number:
		return "Number"
	case annotate.Text:
		return "TextArea"
	}
	return "Choices"
}

// xml returns the configuration (https://labelstud.io/tags). What Label Studio
// has no word for stands in attributes that it passes over: title, where a
// control cannot have a layer's or attribute's own name, and look and exclusion
// of a layer, and kind of an attribute.
func (c *controls) xml(s *annotate.Scheme) []byte {
	var b bytes.Buffer
	b.WriteString("<View>\n")
	for i := range s.Layers {
		c.labelsXML(&b, s, &s.Layers[i])
	}
	if 0 < len(s.Relations) {
		b.WriteString("  <Relations>\n")
		for _, t := range s.Relations {
			emptyTag(&b, "    ", "Relation", "value", t.Name)
		}
		b.WriteString("  </Relations>\n")
	}
	emptyTag(&b, "  ", "Text", "name", textControl, "value", "$text")
	for _, col := range wording.Columns(s, annotate.OnLabel) {
		c.attributeXML(&b, s, annotate.OnLabel, c.onLabel[col.Name])
	}
	for _, col := range wording.Columns(s, annotate.OnDocument) {
		c.attributeXML(&b, s, annotate.OnDocument, c.onDocument[col.Name])
	}
	b.WriteString("</View>\n")
	return b.Bytes()
}

// labelsXML writes the labels of a layer, where it has any.
func (c *controls) labelsXML(b *bytes.Buffer, s *annotate.Scheme, y *annotate.Layer) {
	labels := s.LabelsOf(y.UID)
	if len(labels) == 0 {
		return
	}
	attributes := []string{"name", c.layers[y.UID], "toName", textControl, "look", string(y.Look)}
	if y.Exclusion {
		attributes = append(attributes, "exclusion", "true")
	}
	if c.layers[y.UID] != y.Name {
		attributes = append(attributes, "title", y.Name)
	}
	openTag(b, "  ", "Labels", attributes...)
	for _, l := range labels {
		attributes := []string{"value", l.Name, "background", l.Colour.String()}
		if intake.PlainKey(l.Key) {
			attributes = append(attributes, "hotkey", l.Key)
		}
		emptyTag(b, "    ", "Label", attributes...)
	}
	b.WriteString("  </Labels>\n")
}

// attributeXML writes the control of an attribute.
func (c *controls) attributeXML(b *bytes.Buffer, s *annotate.Scheme, on annotate.Bearer, control valueControl) {
	attributes := []string{"name", control.name, "toName", textControl}
	if on == annotate.OnLabel {
		attributes = append(attributes, "perRegion", "true")
		attributes = append(attributes, c.when(s, control.title)...)
	}
	if control.title != control.name {
		attributes = append(attributes, "title", control.title)
	}
	tag := controlTag(control.kind)
	if tag != "Choices" {
		emptyTag(b, "  ", tag, attributes...)
		return
	}
	choice := "single"
	if on == annotate.OnDocument {
		choice = "multiple"
	}
	values := []string{choiceYes, choiceNo}
	if control.kind == annotate.YesNo {
		attributes = append(attributes, "kind", string(annotate.YesNo))
	} else {
		values = choicesOf(s, on, control.title)
	}
	openTag(b, "  ", tag, append(attributes, "choice", choice)...)
	for _, v := range values {
		emptyTag(b, "    ", "Choice", "value", v)
	}
	b.WriteString("  </Choices>\n")
}

// when returns for which labels an attribute's control is shown: the condition is
// left out where a name holds the comma that parts them.
func (c *controls) when(s *annotate.Scheme, name string) []string {
	var layers, labels []string
	for _, d := range s.Attributes {
		if d.On != annotate.OnLabel || d.Name != name {
			continue
		}
		l := s.Label(d.Owner)
		if strings.Contains(l.Name, ",") {
			return nil
		}
		labels = append(labels, l.Name)
		if layer := c.layers[l.Layer]; !slices.Contains(layers, layer) {
			layers = append(layers, layer)
		}
	}
	return []string{"whenTagName", strings.Join(layers, ","), "whenLabelValue", strings.Join(labels, ",")}
}

// choicesOf returns the choices of an attribute, whoever bears it.
func choicesOf(s *annotate.Scheme, on annotate.Bearer, name string) (all []string) {
	for _, d := range s.Attributes {
		if d.On != on || d.Name != name {
			continue
		}
		for _, v := range d.Choices {
			if !slices.Contains(all, v) {
				all = append(all, v)
			}
		}
	}
	return all
}

// openTag writes the beginning of an element, whose attributes are names and values
// in turn.
func openTag(b *bytes.Buffer, indent, tag string, attributes ...string) {
	b.WriteString(indent + "<" + tag)
	for i := 0; i+1 < len(attributes); i += 2 {
		b.WriteString(" " + attributes[i] + `="`)
		_ = xml.EscapeText(b, []byte(attributes[i+1])) // a buffer takes everything
		b.WriteByte('"')
	}
	b.WriteString(">\n")
}

// emptyTag writes an element without children.
func emptyTag(b *bytes.Buffer, indent, tag string, attributes ...string) {
	openTag(b, indent, tag, attributes...)
	b.Truncate(b.Len() - len(">\n"))
	b.WriteString("/>\n")
}
