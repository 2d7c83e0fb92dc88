package specimen

import (
	"strings"
	"testing"
	"time"

	"postil/annotate"
	"postil/annotate/text"
)

// UID makes ids that can be told apart by eye.
func UID(kind byte, n byte) annotate.UID {
	return annotate.UID{0x01, 0x92, kind, 0, 0, 0, 0x70, 0, 0x80, 15: n}
}

// Example is a project with something of everything.
func Example(t *testing.T) *Project {
	t.Helper()
	at := time.Date(2026, 11, 21, 11, 0, 0, 7_654_321, time.FixedZone("", 3600))
	v := annotate.Vocabulary{
		Scheme: annotate.Scheme{
			Layers: []annotate.Layer{{UID: UID(1, 1), Name: "Quotes", Look: annotate.Underline}, {UID: UID(1, 2), Name: annotate.FurnitureLayer, Look: annotate.Grey, Exclusion: true}},
			Labels: []annotate.Label{{UID: UID(2, 1), Layer: UID(1, 1), Name: "QUOTE", Colour: 0x0072b2, Key: "q", Guideline: "Somebody's words, \"direct\" & <reported>."},
				{UID: UID(2, 2), Layer: UID(1, 1), Name: "SPEAKER", Colour: 0xcc79a7}, {UID: UID(2, 3), Layer: UID(1, 2), Name: "MENU", Colour: 0x808080, Key: "м"}},
			Relations: []annotate.RelationType{{UID: UID(3, 1), Name: "said_by", From: []annotate.UID{UID(2, 1)}, To: []annotate.UID{UID(2, 2)}}, {UID: UID(3, 2), Name: "like"}},
			Attributes: []annotate.AttributeDef{
				{UID: UID(4, 1), On: annotate.OnLabel, Owner: UID(2, 1), Name: "kind", Kind: annotate.Choice, Choices: []string{"direct", "reported"}},
				{UID: UID(4, 2), On: annotate.OnLabel, Owner: UID(2, 2), Name: "age", Kind: annotate.Number},
				{UID: UID(4, 3), On: annotate.OnRelation, Owner: UID(3, 1), Name: "sure", Kind: annotate.YesNo},
				{UID: UID(4, 4), On: annotate.OnDocument, Name: "TOPIC", Kind: annotate.Text},
				{UID: UID(4, 5), On: annotate.OnDocument, Name: "score", Kind: annotate.Number},
			},
		},
		Tags:       []annotate.Tag{{UID: UID(5, 1), Name: "Ana Pop", Usual: UID(2, 2), Ref: "Q42", Note: "the minister"}, {UID: UID(5, 2), Name: "Ana Pop"}},
		Annotators: []annotate.Annotator{{UID: UID(6, 1), Name: "Bo"}, {UID: UID(6, 2), Name: "Ștefan"}},
	}
	first := annotate.Record{Document: document(UID(7, 1), "Das Ⓐ😀 „Eins“, sagte Ana, „und zwei\u2028“.\n", at)}
	second := annotate.Record{Document: document(UID(7, 2), "MENU\tנאום Ana", at)}
	second.Document.Split, second.Document.Language, second.Document.Meta = "train", "he", annotate.Meta("{\"a\": [1,\n2]}")
	second.Document.Direction = annotate.RightToLeft
	span := func(r *annotate.Record, n byte, label annotate.UID, parts ...string) *annotate.Span {
		var ranges [][2]int
		for _, part := range parts {
			i := strings.Index(r.Document.Text, part)
			ranges = append(ranges, [2]int{i, i + len(part)})
		}
		fragments, err := annotate.Cover(r.Document.Text, ranges...)
		if err != nil {
			t.Fatal(err)
		}
		r.Spans = append(r.Spans, annotate.Span{UID: UID(8, n), Document: r.Document.UID, Label: label, Fragments: fragments,
			Annotator: UID(6, 1), Origin: annotate.Origin{Kind: annotate.Manual}, Created: at, Updated: at.Add(time.Hour)})
		return &r.Spans[len(r.Spans)-1]
	}
	score := 1.0
	quote := span(&first, 1, UID(2, 1), "„Eins", "„und zwei\u2028“")
	quote.Attributes, quote.Note = annotate.Attributes{"kind": annotate.TextValue("direct")}, "line\nbreak"
	speaker := span(&first, 2, UID(2, 2), "Ana")
	speaker.Tag, speaker.Annotator = UID(5, 1), UID(6, 2)
	speaker.Attributes = annotate.Attributes{"age": annotate.NumberValue(61)}
	speaker.Origin = annotate.Origin{Kind: annotate.Suggested, From: "ner 2.1", Score: &score}
	span(&second, 3, UID(2, 3), "MENU").Created = time.Time{}
	span(&second, 4, UID(2, 2), "Ana").Tag = UID(5, 2)
	link := annotate.Relation{UID: UID(9, 1), Type: UID(3, 1), From: UID(8, 1), To: UID(8, 2), ToDocument: UID(7, 1), Annotator: UID(6, 1),
		Attributes: annotate.Attributes{"sure": annotate.YesNoValue(true)}, Origin: annotate.Origin{Kind: annotate.Manual}, Created: at, Updated: at}
	across := link
	across.UID, across.Type, across.From, across.To, across.ToDocument, across.Attributes, across.Group = UID(9, 2), UID(3, 2), UID(8, 2), UID(8, 4), UID(7, 2), nil, "frame 1"
	first.Relations = []annotate.Relation{link, across}
	first.Statuses = []annotate.DocumentStatus{{Document: UID(7, 1), Annotator: UID(6, 2), Status: annotate.InProgress}, {Document: UID(7, 1), Annotator: UID(6, 1), Status: annotate.Done}}
	for i, a := range []annotate.DocumentAttribute{{Annotator: UID(6, 1), Name: "TOPIC", Value: annotate.TextValue("drugs")}, {Annotator: UID(6, 2), Name: "TOPIC", Value: annotate.TextValue("drugs")},
		{Annotator: UID(6, 2), Name: "TOPIC", Value: annotate.TextValue("trade")}, {Annotator: UID(6, 2), Name: "score", Value: annotate.NumberValue(-0.25)}} {
		a.UID, a.Document = UID(10, byte(i)), UID(7, 1)
		first.Attributes = append(first.Attributes, a)
	}
	return &Project{v, []*annotate.Record{&first, &second}}
}

func document(u annotate.UID, body string, at time.Time) annotate.Document {
	return annotate.Document{UID: u, Name: "Eins <und> zwei", Source: "https://example.org/?a=1&b=2", Language: "de", Story: UID(11, 1),
		Text: body, TextHash: text.HashOf(body), Original: text.HashOf(body + "\r"), Imported: at}
}
