package export_test

import (
	"strings"
	"testing"
	"time"

	"postil/annotate"
	"postil/annotate/text"
)

// uid makes ids that can be told apart by eye.
func uid(kind byte, n byte) annotate.UID {
	return annotate.UID{0x01, 0x92, kind, 0, 0, 0, 0x70, 0, 0x80, 15: n}
}

// example is a project with something of everything.
func example(t *testing.T) *project {
	t.Helper()
	at := time.Date(2026, 11, 21, 11, 0, 0, 7_654_321, time.FixedZone("", 3600))
	v := annotate.Vocabulary{
		Scheme: annotate.Scheme{
			Layers: []annotate.Layer{{UID: uid(1, 1), Name: "Quotes", Look: annotate.Underline}, {UID: uid(1, 2), Name: annotate.FurnitureLayer, Look: annotate.Grey, Exclusion: true}},
			Labels: []annotate.Label{{UID: uid(2, 1), Layer: uid(1, 1), Name: "QUOTE", Colour: 0x0072b2, Key: "q", Guideline: "Somebody's words, \"direct\" & <reported>."},
				{UID: uid(2, 2), Layer: uid(1, 1), Name: "SPEAKER", Colour: 0xcc79a7}, {UID: uid(2, 3), Layer: uid(1, 2), Name: "MENU", Colour: 0x808080, Key: "м"}},
			Relations: []annotate.RelationType{{UID: uid(3, 1), Name: "said_by", From: []annotate.UID{uid(2, 1)}, To: []annotate.UID{uid(2, 2)}}, {UID: uid(3, 2), Name: "like"}},
			Attributes: []annotate.AttributeDef{
				{UID: uid(4, 1), On: annotate.OnLabel, Owner: uid(2, 1), Name: "kind", Kind: annotate.Choice, Choices: []string{"direct", "reported"}},
				{UID: uid(4, 2), On: annotate.OnLabel, Owner: uid(2, 2), Name: "age", Kind: annotate.Number},
				{UID: uid(4, 3), On: annotate.OnRelation, Owner: uid(3, 1), Name: "sure", Kind: annotate.YesNo},
				{UID: uid(4, 4), On: annotate.OnDocument, Name: "TOPIC", Kind: annotate.Text},
				{UID: uid(4, 5), On: annotate.OnDocument, Name: "score", Kind: annotate.Number},
			},
		},
		Tags:       []annotate.Tag{{UID: uid(5, 1), Name: "Ana Pop", Usual: uid(2, 2), Ref: "Q42", Note: "the minister"}, {UID: uid(5, 2), Name: "Ana Pop"}},
		Annotators: []annotate.Annotator{{UID: uid(6, 1), Name: "Bo"}, {UID: uid(6, 2), Name: "Ștefan"}},
	}
	first := annotate.Record{Document: document(uid(7, 1), "Das Ⓐ😀 „Eins“, sagte Ana, „und zwei\u2028“.\n", at)}
	second := annotate.Record{Document: document(uid(7, 2), "MENU\tנאום Ana", at)}
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
		r.Spans = append(r.Spans, annotate.Span{UID: uid(8, n), Document: r.Document.UID, Label: label, Fragments: fragments,
			Annotator: uid(6, 1), Origin: annotate.Origin{Kind: annotate.Manual}, Created: at, Updated: at.Add(time.Hour)})
		return &r.Spans[len(r.Spans)-1]
	}
	score := 1.0
	quote := span(&first, 1, uid(2, 1), "„Eins", "„und zwei\u2028“")
	quote.Attributes, quote.Note = annotate.Attributes{"kind": annotate.TextValue("direct")}, "line\nbreak"
	speaker := span(&first, 2, uid(2, 2), "Ana")
	speaker.Tag, speaker.Annotator = uid(5, 1), uid(6, 2)
	speaker.Attributes = annotate.Attributes{"age": annotate.NumberValue(61)}
	speaker.Origin = annotate.Origin{Kind: annotate.Suggested, From: "ner 2.1", Score: &score}
	span(&second, 3, uid(2, 3), "MENU").Created = time.Time{}
	span(&second, 4, uid(2, 2), "Ana").Tag = uid(5, 2)
	link := annotate.Relation{UID: uid(9, 1), Type: uid(3, 1), From: uid(8, 1), To: uid(8, 2), ToDocument: uid(7, 1), Annotator: uid(6, 1),
		Attributes: annotate.Attributes{"sure": annotate.YesNoValue(true)}, Origin: annotate.Origin{Kind: annotate.Manual}, Created: at, Updated: at}
	across := link
	across.UID, across.Type, across.From, across.To, across.ToDocument, across.Attributes, across.Group = uid(9, 2), uid(3, 2), uid(8, 2), uid(8, 4), uid(7, 2), nil, "frame 1"
	first.Relations = []annotate.Relation{link, across}
	first.Statuses = []annotate.DocumentStatus{{Document: uid(7, 1), Annotator: uid(6, 2), Status: annotate.InProgress}, {Document: uid(7, 1), Annotator: uid(6, 1), Status: annotate.Done}}
	for i, a := range []annotate.DocumentAttribute{{Annotator: uid(6, 1), Name: "TOPIC", Value: annotate.TextValue("drugs")}, {Annotator: uid(6, 2), Name: "TOPIC", Value: annotate.TextValue("drugs")},
		{Annotator: uid(6, 2), Name: "TOPIC", Value: annotate.TextValue("trade")}, {Annotator: uid(6, 2), Name: "score", Value: annotate.NumberValue(-0.25)}} {
		a.UID, a.Document = uid(10, byte(i)), uid(7, 1)
		first.Attributes = append(first.Attributes, a)
	}
	return &project{v, []*annotate.Record{&first, &second}}
}

func document(u annotate.UID, body string, at time.Time) annotate.Document {
	return annotate.Document{UID: u, Name: "Eins <und> zwei", Source: "https://example.org/?a=1&b=2", Language: "de", Story: uid(11, 1),
		Text: body, TextHash: text.HashOf(body), Original: text.HashOf(body + "\r"), Imported: at}
}
