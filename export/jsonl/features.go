package jsonl

import (
	"postil/annotate"
	"postil/export/jsontext"
	"postil/export/wording"
)

// The types of a record's columns, as Features.to_dict of Hugging Face's datasets
// 5.2 spells them.
const (
	stringColumn = `{"dtype":"string","_type":"Value"}`
	intColumn    = `{"dtype":"int64","_type":"Value"}`
	floatColumn  = `{"dtype":"float64","_type":"Value"}`
	boolColumn   = `{"dtype":"bool","_type":"Value"}`
	jsonColumn   = `{"_type":"Json"}`
)

// feature is a key of an object and the type of its values.
type feature struct{ key, kind string }

// features returns the types of a record's columns. A loader that infers them
// from the first ten megabytes takes a column that is null there for one that
// holds nothing, and fails where a value follows; with these it does not infer.
func features(s *annotate.Scheme) string {
	place := []feature{{"start", intColumn}, {"end", intColumn}, {"start_byte", intColumn}, {"end_byte", intColumn}, {"text", stringColumn}}
	origin := feature{"origin", objectOf(feature{"kind", stringColumn}, feature{"from", stringColumn}, feature{"score", floatColumn})}
	times := []feature{{"created", stringColumn}, {"updated", stringColumn}}
	tag := objectOf(feature{"id", stringColumn}, feature{"name", stringColumn}, feature{"ref", stringColumn})

	span := []feature{{"id", stringColumn}, {"layer", stringColumn}, {"label", stringColumn}}
	span = append(span, place...)
	span = append(span, feature{"fragments", listOf(objectOf(place...))}, feature{"tag", tag},
		feature{"attributes", objectOf(attributeFeatures(s, annotate.OnLabel, alone)...)}, feature{"note", stringColumn}, feature{"annotator", stringColumn}, origin)
	relation := []feature{{"id", stringColumn}, {"type", stringColumn}, {"from", stringColumn}, {"to", stringColumn}, {"to_document", stringColumn}, {"group", stringColumn},
		{"attributes", objectOf(attributeFeatures(s, annotate.OnRelation, alone)...)}, {"annotator", stringColumn}, origin, {"note", stringColumn}}
	statement := []feature{{"name", stringColumn}, {"status", stringColumn}, {"attributes", objectOf(attributeFeatures(s, annotate.OnDocument, withID)...)}}

	var record []feature
	for _, key := range []string{"id", "name", "source", "language", "story", "status", "split", "offset_unit", "text_sha256", "text"} {
		record = append(record, feature{key, stringColumn})
	}
	return objectOf(append(record,
		feature{"meta", jsonColumn},
		feature{"attributes", objectOf(attributeFeatures(s, annotate.OnDocument, listOf)...)},
		feature{"spans", listOf(objectOf(append(span, times...)...))},
		feature{"relations", listOf(objectOf(append(relation, times...)...))},
		feature{"annotators", listOf(objectOf(statement...))},
		feature{"original_sha256", stringColumn},
		feature{"imported", stringColumn},
		feature{"direction", stringColumn})...)
}

// attributeFeatures returns the columns of attributes; in says how a value
// stands in them.
func attributeFeatures(s *annotate.Scheme, on annotate.Bearer, in func(kind string) string) []feature {
	kinds := map[annotate.AttributeKind]string{annotate.Choice: stringColumn, annotate.Text: stringColumn, annotate.YesNo: boolColumn, annotate.Number: floatColumn}
	var all []feature
	for _, c := range wording.Columns(s, on) {
		all = append(all, feature{c.Name, in(kinds[c.Kind])})
	}
	return all
}

func alone(kind string) string { return kind }

func withID(kind string) string {
	return listOf(objectOf(feature{"id", stringColumn}, feature{"value", kind}))
}

func listOf(kind string) string { return `{"feature":` + kind + `,"_type":"List"}` }

func objectOf(members ...feature) string {
	b := []byte{'{'}
	for i, m := range members {
		if 0 < i {
			b = append(b, ',')
		}
		b = jsontext.AppendString(b, m.key)
		b = append(b, ':')
		b = append(b, m.kind...)
	}
	return string(append(b, '}'))
}
