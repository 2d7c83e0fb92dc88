package annotate

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"postil/annotate/segment"
)

// AttributeKind is the type of an attribute's values.
type AttributeKind string

// The types of attributes.
const (
	Choice AttributeKind = "choice" // one of a list of texts
	YesNo  AttributeKind = "yesno"
	Number AttributeKind = "number" // a finite IEEE 754 double
	Text   AttributeKind = "text"
)

// Bearer tells what kind of thing an attribute is a property of.
type Bearer string

// What can carry attributes.
const (
	OnLabel    Bearer = "label"    // spans of one label
	OnRelation Bearer = "relation" // relations of one type
	OnDocument Bearer = "document" // documents
)

// AttributeDef defines an attribute. The same name always has the same kind in
// one scheme, so that a column of an exported data set has one type.
type AttributeDef struct {
	UID     UID
	On      Bearer
	Owner   UID // the label's or the relation type's; zero for documents
	Name    string
	Kind    AttributeKind
	Choices []string // the values of a Choice, in the order shown
}

// Validate checks the definition by itself.
func (d *AttributeDef) Validate() error {
	where := "attribute " + Excerpt(d.Name)
	if d.UID.IsZero() {
		return &Error{Code: Invalid, Where: where, What: "it has no id"}
	}
	if strings.TrimSpace(d.Name) == "" {
		return &Error{Code: Invalid, Where: "attribute " + d.UID.String(), What: "its name is empty"}
	}
	switch d.Kind {
	case YesNo, Number, Text:
		return nil
	case Choice:
		return d.validateChoices(where)
	}
	return &Error{Code: Invalid, Where: where, What: Excerpt(string(d.Kind)) + " is no kind of attribute", Hint: "choice, yesno, number or text is expected"}
}

func (d *AttributeDef) validateChoices(where string) error {
	if len(d.Choices) == 0 {
		return &Error{Code: Invalid, Where: where, What: "a choice needs at least one value to choose"}
	}
	seen := map[string]bool{}
	for _, c := range d.Choices {
		if c == "" || seen[c] {
			return &Error{Code: Invalid, Where: where, What: "the choice " + Excerpt(c) + " is empty or stands twice"}
		}
		seen[c] = true
	}
	return nil
}

// choicesShown is how many code points of the choices an error may list.
const choicesShown = 200

// Accepts reports an error where v is no value of this attribute: of another
// kind, none of the choices, no finite number.
func (d *AttributeDef) Accepts(v Value) error {
	where := "attribute " + Excerpt(d.Name)
	ok := false
	switch d.Kind {
	case YesNo:
		_, ok = v.v.(bool)
	case Number:
		f, number := v.v.(float64)
		ok = number && !math.IsNaN(f) && !math.IsInf(f, 0)
	case Text:
		_, ok = v.v.(string)
	case Choice:
		s, text := v.v.(string)
		if text && !slices.Contains(d.Choices, s) {
			return &Error{Code: Invalid, Where: where, What: Excerpt(s) + " is none of its choices",
				Hint: "choose one of " + segment.Shorten(strings.Join(d.Choices, ", "), choicesShown)}
		}
		ok = text
	}
	if !ok {
		return &Error{Code: Invalid, Where: where, What: fmt.Sprintf("%s is no value of kind %s", v.excerpt(), d.Kind)}
	}
	return nil
}

// Value is one attribute value: a text, a yes/no or a number. Values compare
// with ==. The zero Value is no value.
type Value struct{ v any }

// TextValue is a value of kind Text or Choice.
func TextValue(s string) Value { return Value{s} }

// YesNoValue is a value of kind YesNo.
func YesNoValue(b bool) Value { return Value{b} }

// NumberValue is a value of kind Number.
func NumberValue(f float64) Value { return Value{f} }

// Any returns the value as a string, a bool or a float64, and nil for no value.
func (v Value) Any() any { return v.v }

// String returns the value as a person reads it.
func (v Value) String() string {
	switch x := v.v.(type) {
	case nil:
		return ""
	case bool:
		if x {
			return "yes"
		}
		return "no"
	}
	return fmt.Sprint(v.v)
}

// excerpt returns the value as an error may quote it.
func (v Value) excerpt() string {
	if s, ok := v.v.(string); ok {
		return Excerpt(s)
	}
	return fmt.Sprint(v.v)
}

// MarshalJSON writes a JSON string, boolean or number.
func (v Value) MarshalJSON() ([]byte, error) {
	if f, ok := v.v.(float64); ok && (math.IsNaN(f) || math.IsInf(f, 0)) {
		return nil, &Error{Code: Invalid, What: "an attribute's number is not finite"}
	}
	return json.Marshal(v.v)
}

// UnmarshalJSON reads what [Value.MarshalJSON] writes; null is no value.
func (v *Value) UnmarshalJSON(b []byte) error {
	var x any
	if err := json.Unmarshal(b, &x); err != nil {
		return err
	}
	switch x.(type) {
	case nil, string, bool, float64:
		v.v = x
		return nil
	}
	return &Error{Code: Invalid, What: "an attribute's value must be a text, true, false or a number"}
}

// Attributes are the values that one span or relation carries, by attribute
// name.
type Attributes map[string]Value

// Clone returns a copy; nil stays nil.
func (a Attributes) Clone() Attributes { return maps.Clone(a) }

// Names returns the names in alphabetical order.
func (a Attributes) Names() []string { return slices.Sorted(maps.Keys(a)) }

// Validate checks every value against what is defined for its bearer: one label,
// one relation type or, with a zero owner, documents.
func (a Attributes) Validate(in Definitions, on Bearer, owner UID) error {
	for _, name := range a.Names() {
		d := in.Attribute(on, owner, name)
		if d == nil {
			return &Error{Code: Invalid, Where: "attribute " + Excerpt(name), What: "the scheme does not define it here"}
		}
		if err := d.Accepts(a[name]); err != nil {
			return err
		}
	}
	return nil
}
