package storage

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"

	"postil/annotate"
)

// Difference is in what a thing of a record is not what the project holds of it: a
// set of the following. What a record does not say is no difference: a format may
// have no room for it.
type Difference uint16

// What may differ.
const (
	OtherLabel      Difference = 1 << iota // of a span
	OtherBorders                           // likewise
	OtherTag                               // likewise
	OtherType                              // of a relation
	OtherEnds                              // likewise
	OtherGroup                             // likewise
	OtherAttributes                        // of anything
	OtherNote                              // of a span or a relation
	OtherName                              // of a document
	OtherMeta                              // likewise
	OtherSplit                             // likewise
	OtherDirection                         // likewise
	OtherStatus                            // likewise
)

// Differing is something that the project has and keeps as it is, though a record
// says something else of it. It is one of the Known.
type Differing struct {
	ID, Document annotate.UID // in the project
	In           Difference
}

// differs notes in what something differs, if in anything.
func (t *ImportTally) differs(id, document annotate.UID, in Difference) {
	if in != 0 {
		t.Differing = append(t.Differing, Differing{id, document, in})
	}
}

// when returns d where differs says so, else no difference.
func (d Difference) when(differs bool) Difference {
	if differs {
		return d
	}
	return 0
}

// spanDiffers compares a span with the project's. Whose it is, where it came from
// and when are not compared: not all formats say so, and what they say less
// precisely is no other span.
func spanDiffers(said, held *annotate.Span) Difference {
	return OtherLabel.when(said.Label != held.Label) |
		OtherBorders.when(!slices.Equal(said.Fragments, held.Fragments)) |
		OtherTag.when(!said.Tag.IsZero() && said.Tag != held.Tag) |
		OtherAttributes.when(!within(said.Attributes, held.Attributes)) |
		OtherNote.when(said.Note != "" && said.Note != held.Note)
}

// relationDiffers compares a relation with the project's.
func relationDiffers(said, held *annotate.Relation) Difference {
	return OtherType.when(said.Type != held.Type) |
		OtherEnds.when(said.From != held.From || said.To != held.To) |
		OtherGroup.when(said.Group != "" && said.Group != held.Group) |
		OtherAttributes.when(!within(said.Attributes, held.Attributes)) |
		OtherNote.when(said.Note != "" && said.Note != held.Note)
}

// documentDiffers compares what a record says of its document with what the project
// does. The language has rules of its own ([Importer.learnLanguage]).
func documentDiffers(said *annotate.Document, held *docRef) Difference {
	return OtherName.when(said.Name != held.name) |
		OtherMeta.when(!metaWithin(said.Meta, held.meta)) |
		OtherSplit.when(said.Split != "" && said.Split != held.split) |
		OtherDirection.when(said.Direction != annotate.Auto && said.Direction != held.direction)
}

// within tells whether held has all values that are said.
func within(said, held annotate.Attributes) bool {
	for name, v := range said {
		if held[name] != v {
			return false
		}
	}
	return true
}

// metaWithin tells whether held has all keys that are said, with the same values.
func metaWithin(said, held annotate.Meta) bool {
	if len(said) == 0 || bytes.Equal(said, held) {
		return true
	}
	all := membersOf(held)
	for key, v := range membersOf(said) {
		if is, ok := all[key]; !ok || !reflect.DeepEqual(v, is) {
			return false
		}
	}
	return true
}

// membersOf returns the members of metadata, whose numbers are as they are spelt.
func membersOf(m annotate.Meta) map[string]any {
	var all map[string]any
	if len(m) != 0 {
		spelt := json.NewDecoder(bytes.NewReader(m))
		spelt.UseNumber()
		_ = spelt.Decode(&all) // it is an object, or nothing
	}
	return all
}
