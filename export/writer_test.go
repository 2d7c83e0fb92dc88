package export_test

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares got with a file of testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("%s differs (-want +got); -update writes it anew:\n%s", name, d)
	}
}

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

func TestGolden(t *testing.T) {
	p := example(t)
	p.check(t)
	for _, unit := range text.Units() {
		records, scheme := encode(t, p, unit)
		golden(t, "example."+unit.String()+".jsonl", records)
		golden(t, "example.scheme.json", scheme)
	}
}

func TestFurthestStatusCounts(t *testing.T) {
	for _, c := range []struct {
		said []annotate.Status
		want string
	}{
		{nil, "new"},
		{[]annotate.Status{annotate.Unread, annotate.InProgress}, "in_progress"},
		{[]annotate.Status{annotate.Done, annotate.InProgress}, "done"},
	} {
		p := example(t)
		r := p.records[1]
		for i, s := range c.said {
			r.Statuses = append(r.Statuses, annotate.DocumentStatus{Document: r.Document.UID, Annotator: p.vocabulary.Annotators[i].UID, Status: s})
		}
		records, _ := encode(t, p, text.CodePoint)
		if _, second, _ := bytes.Cut(records, []byte("\n")); !bytes.Contains(second, []byte(`"status":"`+c.want+`","split"`)) {
			t.Errorf("%v: %s", c.said, second)
		}
	}
}

func TestWriterRefuses(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(*project, *annotate.Record)
		want  string
	}{
		{"covered text", func(_ *project, r *annotate.Record) { r.Spans[1].Fragments[0].Text = "Eva" }, `span 01920800-0000-7000-8000-000000000002: its text "Eva" is not what stands at bytes`},
		{"offsets", func(_ *project, r *annotate.Record) { r.Spans[1].Fragments[0].End = 900 }, "the range leaves the text"},
		{"no fragment", func(_ *project, r *annotate.Record) { r.Spans[1].Fragments = nil }, "it has no fragment"},
		{"text", func(_ *project, r *annotate.Record) { r.Document.Text += "!" }, "its text does not fit its SHA-256"},
		{"other document", func(_ *project, r *annotate.Record) { r.Spans[1].Document = uid(7, 2) }, "stands on another document"},
		{"no id", func(_ *project, r *annotate.Record) { r.Spans[1].UID = annotate.UID{} }, "it has no id"},
		{"label", func(_ *project, r *annotate.Record) { r.Spans[1].Label = uid(2, 9) }, "the label 01920200-0000-7000-8000-000000000009 is not in the project's vocabulary"},
		{"tag", func(_ *project, r *annotate.Record) { r.Spans[1].Tag = uid(5, 9) }, "the tag "},
		{"annotator", func(_ *project, r *annotate.Record) { r.Spans[1].Annotator = uid(6, 9) }, "the annotator "},
		{"origin", func(_ *project, r *annotate.Record) { r.Spans[1].Origin.Kind = `"` }, "is no kind of origin"},
		{"score", func(_ *project, r *annotate.Record) { *r.Spans[1].Origin.Score = math.Inf(1) }, "the score is not a finite number"},
		{"attribute", func(_ *project, r *annotate.Record) {
			r.Spans[1].Attributes = annotate.Attributes{"kind": annotate.TextValue("direct")}
		}, "the scheme does not define it here"},
		{"value", func(_ *project, r *annotate.Record) {
			r.Spans[1].Attributes = annotate.Attributes{"age": annotate.NumberValue(math.NaN())}
		}, "NaN"},
		{"time", func(_ *project, r *annotate.Record) {
			r.Spans[1].Updated = time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)
		}, "a time lies outside of the years 0 to 9999"},
		{"relation's span", func(_ *project, r *annotate.Record) { r.Relations[0].To = uid(8, 9) }, "the document does not hold its spans"},
		{"relation's type", func(_ *project, r *annotate.Record) { r.Relations[0].Type = uid(3, 9) }, "its type is not in the scheme"},
		{"status", func(_ *project, r *annotate.Record) { r.Statuses[0].Status = "ready" }, `"ready" is no status`},
		{"status's annotator", func(_ *project, r *annotate.Record) { r.Statuses[0].Annotator = uid(6, 9) }, "the annotator "},
		{"status's document", func(_ *project, r *annotate.Record) { r.Statuses[0].Document = uid(7, 2) }, "speaks of another document"},
		{"document's attribute", func(_ *project, r *annotate.Record) { r.Attributes[0].Name = "kind" }, "the scheme does not define it here"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := example(t)
			c.spoil(p, p.records[0])
			err := export.NewJSONL(io.Discard, &p.vocabulary, export.WriteOptions{}).Write(p.records[0])
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), `document "Eins <und> zwei": `) {
				t.Errorf("%v\nwant %s", err, c.want)
			}
		})
	}
}

func TestWriteErrorsAreReported(t *testing.T) {
	full := errors.New("no space left")
	p := example(t)
	w := export.NewJSONL(errorWriter{full}, &p.vocabulary, export.WriteOptions{})
	if err := errors.Join(w.Write(p.records[0]), w.Close()); !errors.Is(err, full) {
		t.Errorf("%v", err)
	}
}

type errorWriter struct{ err error }

func (w errorWriter) Write([]byte) (int, error) { return 0, w.err }

// TestLongDocumentsAreWrittenInPieces checks that the writer holds no long line
// in memory.
func TestLongDocumentsAreWrittenInPieces(t *testing.T) {
	p := corpus(1, 5000)
	var out pieceWriter
	w := export.NewJSONL(&out, &p.vocabulary, export.WriteOptions{})
	if err := w.Write(p.records[0]); err != nil {
		t.Fatal(err)
	}
	if limit := len(p.records[0].Document.Text) + 1<<17; limit < out.longest {
		t.Errorf("%d bytes were written at once", out.longest)
	}
	if got, err := decode(out.Bytes(), nil); err != nil || len(got.records[0].Spans) != 5000 {
		t.Errorf("%d spans, %v", len(got.records[0].Spans), err)
	}
}

type pieceWriter struct {
	bytes.Buffer
	longest int
}

func (w *pieceWriter) Write(b []byte) (int, error) {
	w.longest = max(w.longest, len(b))
	return w.Buffer.Write(b)
}
