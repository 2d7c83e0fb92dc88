// Package specimen makes projects for the tests of data sets, drawn at random or with
// something of everything in them, writes and reads them by the names of formats, and
// compares what comes back.
package specimen

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"postil/annotate"
	"postil/annotate/text"
)

// pieces are what texts are made of: every plane of Unicode, marks and joiners
// that make several code points one character, both directions, and what JSON
// has to escape.
var pieces = []string{
	"a", "Z", " ", ", ", ".\n", "\n\n", "\t", "é", "e\u0301", "ș", "ł", "ß", "„", "”", "«", "'", `"`, `\`, `\n`, "/", "<b>", "&", "{", "}",
	"Антверпен", "Ελλάς", "שָׁלוֹם", "العَرَبِيَّة", "ـ", "中文", "漢字", "ひらがな", "한국어", "ไทย", "हिन्दी",
	"😀", "👨‍👩‍👧‍👦", "🇷🇴", "👍🏽", "𝒳", "𐍈", "\u2028", "\u2029", "\u200f", "\u202e", "\u00a0", "\u00ad", "x\ufeff", "\ufffd", "\U0010fffd",
}

// Draw draws one of several.
func Draw[T any](t *rapid.T, from []T, what string) T { return rapid.SampledFrom(from).Draw(t, what) }

// Chance draws yes or no.
func Chance(t *rapid.T, what string) bool { return rapid.Bool().Draw(t, what) }

// words draws a text of low to high pieces.
func words(t *rapid.T, low, high int, what string) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), low, high).Draw(t, what), "")
}

// name draws a name that no other thing of the kind has.
func name(t *rapid.T, n int, what string) string {
	s := strings.Join(strings.Fields(words(t, 0, 4, what)), " ")
	return strings.TrimSpace(fmt.Sprintf("%s %c%d", s, 'A'+n%26, n))
}

func moment(t *rapid.T, what string) time.Time {
	if rapid.IntRange(0, 9).Draw(t, what+" is missing") == 0 {
		return time.Time{}
	}
	return time.UnixMilli(rapid.Int64Range(-62_000_000_000_000, 250_000_000_000_000).Draw(t, what)).UTC()
}

// Project is a whole project: what a data set must carry.
type Project struct {
	Vocabulary annotate.Vocabulary
	Records    []*annotate.Record // in order
}

// source draws a project; the ids it gives are the same in every run, so that
// failures can be reproduced.
type source struct {
	*rapid.T
	ids int
}

func (t *source) id() annotate.UID {
	t.ids++
	return annotate.UIDFromName(fmt.Sprint("thing ", t.ids))
}

// DrawProject draws a project that breaks no rule.
func DrawProject(t0 *rapid.T) Project {
	t := &source{T: t0}
	var p Project
	p.Vocabulary = drawVocabulary(t)
	for i := range rapid.IntRange(1, 4).Draw(t.T, "documents") {
		p.Records = append(p.Records, drawRecord(t, i, &p.Vocabulary))
	}
	drawRelations(t, &p)
	return p
}

func drawVocabulary(t *source) annotate.Vocabulary {
	var v annotate.Vocabulary
	s := &v.Scheme
	for i := range rapid.IntRange(1, 3).Draw(t.T, "layers") {
		s.Layers = append(s.Layers, annotate.Layer{UID: t.id(), Name: name(t.T, i, "layer"),
			Look: Draw(t.T, []annotate.Look{annotate.Fill, annotate.Underline, annotate.Bracket, annotate.Grey}, "look"), Exclusion: Chance(t.T, "exclusion")})
	}
	for i := range rapid.IntRange(1, 5).Draw(t.T, "labels") {
		l := annotate.Label{UID: t.id(), Layer: Draw(t.T, s.Layers, "layer").UID, Name: name(t.T, i, "label"),
			Colour: annotate.Colour(rapid.IntRange(0, 0xffffff).Draw(t.T, "colour")), Guideline: words(t.T, 0, 6, "guideline")}
		if Chance(t.T, "has a key") {
			l.Key = s.Free().Key(l.Name)
		}
		s.Labels = append(s.Labels, l)
	}
	for i := range rapid.IntRange(0, 3).Draw(t.T, "types") {
		r := annotate.RelationType{UID: t.id(), Name: name(t.T, i, "type")}
		if Chance(t.T, "is restricted") {
			r.From, r.To = []annotate.UID{Draw(t.T, s.Labels, "from").UID}, []annotate.UID{Draw(t.T, s.Labels, "to").UID}
		}
		s.Relations = append(s.Relations, r)
	}
	drawAttributes(t, s)
	for i := range rapid.IntRange(0, 3).Draw(t.T, "tags") {
		g := annotate.Tag{UID: t.id(), Name: name(t.T, i/2, "tag"), Ref: words(t.T, 0, 2, "ref"), Note: words(t.T, 0, 3, "note")}
		if Chance(t.T, "has a usual label") {
			g.Usual = Draw(t.T, s.Labels, "usual").UID
		}
		v.Tags = append(v.Tags, g)
	}
	for i := range rapid.IntRange(1, 3).Draw(t.T, "annotators") {
		v.Annotators = append(v.Annotators, annotate.Annotator{UID: t.id(), Name: name(t.T, i, "annotator")})
	}
	return v
}

// drawAttributes defines attributes for labels, relation types and documents,
// some names for several of them.
func drawAttributes(t *source, s *annotate.Scheme) {
	for i := range rapid.IntRange(0, 4).Draw(t.T, "attributes") {
		d := annotate.AttributeDef{Name: name(t.T, i, "attribute"),
			Kind: Draw(t.T, []annotate.AttributeKind{annotate.Choice, annotate.YesNo, annotate.Number, annotate.Text}, "kind")}
		if d.Kind == annotate.Choice {
			d.Choices = []string{"direct", name(t.T, i, "choice")}
		}
		define := func(on annotate.Bearer, owner annotate.UID) {
			if Chance(t.T, "defines it") {
				d := d
				d.UID, d.On, d.Owner = t.id(), on, owner
				s.Attributes = append(s.Attributes, d)
			}
		}
		for _, l := range s.Labels {
			define(annotate.OnLabel, l.UID)
		}
		for _, r := range s.Relations {
			define(annotate.OnRelation, r.UID)
		}
		define(annotate.OnDocument, annotate.UID{})
	}
}

func drawValue(t *source, d annotate.AttributeDef) annotate.Value {
	switch d.Kind {
	case annotate.Choice:
		return annotate.TextValue(Draw(t.T, d.Choices, "choice"))
	case annotate.YesNo:
		return annotate.YesNoValue(Chance(t.T, "yes"))
	case annotate.Number:
		if Chance(t.T, "is whole") {
			return annotate.NumberValue(float64(rapid.Int32().Draw(t.T, "number")))
		}
		return annotate.NumberValue(rapid.Float64Range(-1e300, 1e300).Draw(t.T, "number"))
	}
	return annotate.TextValue(words(t.T, 0, 3, "value"))
}

func drawValues(t *source, defs []annotate.AttributeDef) annotate.Attributes {
	values := annotate.Attributes{}
	for _, d := range defs {
		if Chance(t.T, "has a value") {
			values[d.Name] = drawValue(t, d)
		}
	}
	return values
}

func drawRecord(t *source, n int, v *annotate.Vocabulary) *annotate.Record {
	r := &annotate.Record{Document: drawDocument(t, n)}
	d := &r.Document
	defs := v.Scheme.AttributesOf(annotate.OnDocument, annotate.UID{})
	for _, a := range v.Annotators {
		if status := Draw(t.T, []annotate.Status{annotate.Unread, annotate.InProgress, annotate.Done}, "status"); status != annotate.Unread {
			r.Statuses = append(r.Statuses, annotate.DocumentStatus{Document: d.UID, Annotator: a.UID, Status: status})
		}
		for i, def := range defs {
			if slices.ContainsFunc(defs[:i], func(o annotate.AttributeDef) bool { return o.Name == def.Name }) {
				continue
			}
			for range rapid.IntRange(0, 2).Draw(t.T, "values") {
				r.Attributes = append(r.Attributes, annotate.DocumentAttribute{UID: t.id(), Document: d.UID, Annotator: a.UID, Name: def.Name, Value: drawValue(t, def)})
			}
		}
	}
	for range rapid.IntRange(0, 6).Draw(t.T, "spans") {
		r.Spans = append(r.Spans, drawSpan(t, d, v))
	}
	slices.SortFunc(r.Spans, func(a, b annotate.Span) int { return annotate.CompareSpans(&a, &b) })
	return r
}

func drawDocument(t *source, n int) annotate.Document {
	d := annotate.Document{
		UID: t.id(), Name: name(t.T, n, "name"), Source: strings.Join(strings.Fields(words(t.T, 0, 3, "source")), " "), Language: Draw(t.T, []string{"", "ro", "nl", "sr-Latn"}, "language"),
		Split: Draw(t.T, []string{"", "train", "dev"}, "split"), Text: words(t.T, 1, 60, "text"), Imported: moment(t.T, "imported"),
		Direction: Draw(t.T, []annotate.Direction{annotate.Auto, annotate.LeftToRight, annotate.RightToLeft}, "direction"),
	}
	if Chance(t.T, "has a story") {
		d.Story = t.id()
	}
	d.TextHash, d.Original = text.HashOf(d.Text), text.HashOf(d.Text+"\r")
	if Chance(t.T, "has metadata") {
		d.Meta, _ = json.Marshal(map[string]any{words(t.T, 0, 2, "key"): []any{words(t.T, 0, 3, "value"), nil, 1e30, map[string]any{}}, "id": 1})
	}
	return d
}

// borders returns the offsets between the text's characters.
func borders(text string) []int {
	var at []int
	for i := range text {
		at = append(at, i)
	}
	return append(at, len(text))
}

func drawSpan(t *source, d *annotate.Document, v *annotate.Vocabulary) annotate.Span {
	at := borders(d.Text)
	var ranges [][2]int
	for range rapid.IntRange(1, 3).Draw(t.T, "fragments") {
		start := rapid.IntRange(0, len(at)-2).Draw(t.T, "start")
		ranges = append(ranges, [2]int{at[start], at[rapid.IntRange(start+1, len(at)-1).Draw(t.T, "end")]})
	}
	fragments, err := annotate.Cover(d.Text, ranges...)
	if err != nil {
		t.Fatal(err)
	}
	label := Draw(t.T, v.Scheme.Labels, "label")
	s := annotate.Span{UID: t.id(), Document: d.UID, Label: label.UID, Fragments: fragments,
		Attributes: drawValues(t, v.Scheme.AttributesOf(annotate.OnLabel, label.UID)), Note: words(t.T, 0, 3, "note"),
		Annotator: Draw(t.T, v.Annotators, "annotator").UID, Origin: drawOrigin(t), Created: moment(t.T, "created"), Updated: moment(t.T, "updated")}
	if 0 < len(v.Tags) && Chance(t.T, "has a tag") {
		s.Tag = Draw(t.T, v.Tags, "tag").UID
	}
	return s
}

func drawOrigin(t *source) annotate.Origin {
	o := annotate.Origin{From: words(t.T, 0, 2, "from"),
		Kind: Draw(t.T, []annotate.OriginKind{annotate.Manual, annotate.Propagated, annotate.FromImport, annotate.Suggested, annotate.Adjudicated}, "origin")}
	if Chance(t.T, "has a score") {
		score := rapid.Float64Range(-1e300, 1e300).Draw(t.T, "score")
		o.Score = &score
	}
	return o
}

// drawRelations links spans, within documents and across them.
func drawRelations(t *source, p *Project) {
	var ends []*annotate.Span
	for _, r := range p.Records {
		for i := range r.Spans {
			ends = append(ends, &r.Spans[i])
		}
	}
	types := p.Vocabulary.Scheme.Relations
	for _, r := range p.Records {
		for i := range r.Spans {
			if len(types) == 0 || !Chance(t.T, "is linked") {
				continue
			}
			from, to, kind := &r.Spans[i], Draw(t.T, ends, "to"), Draw(t.T, types, "type")
			if from.UID == to.UID {
				continue
			}
			r.Relations = append(r.Relations, annotate.Relation{UID: t.id(), Type: kind.UID, From: from.UID, To: to.UID, ToDocument: to.Document,
				Group: words(t.T, 0, 2, "group"), Attributes: drawValues(t, p.Vocabulary.Scheme.AttributesOf(annotate.OnRelation, kind.UID)),
				Annotator: from.Annotator, Origin: drawOrigin(t), Note: words(t.T, 0, 2, "note"), Created: moment(t.T, "created"), Updated: moment(t.T, "updated")})
		}
	}
}
