package jsonl_test

import (
	"bytes"
	"errors"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/dataset"
	"postil/export/internal/specimen"
	"postil/export/jsonl"
)

func TestGolden(t *testing.T) {
	p := specimen.Example(t)
	p.Check(t)
	for _, unit := range text.Units() {
		records, scheme := specimen.Encode(t, p, unit)
		specimen.Golden(t, "example."+unit.String()+".jsonl", records)
		specimen.Golden(t, "example.scheme.json", scheme)
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
		p := specimen.Example(t)
		r := p.Records[1]
		for i, s := range c.said {
			r.Statuses = append(r.Statuses, annotate.DocumentStatus{Document: r.Document.UID, Annotator: p.Vocabulary.Annotators[i].UID, Status: s})
		}
		records, _ := specimen.Encode(t, p, text.CodePoint)
		if _, second, _ := bytes.Cut(records, []byte("\n")); !bytes.Contains(second, []byte(`"status":"`+c.want+`","split"`)) {
			t.Errorf("%v: %s", c.said, second)
		}
	}
}

func TestWriterRefuses(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(*specimen.Project, *annotate.Record)
		want  string
	}{
		{"covered text", func(_ *specimen.Project, r *annotate.Record) { r.Spans[1].Fragments[0].Text = "Eva" }, `span 01920800-0000-7000-8000-000000000002: its text "Eva" is not what stands at bytes`},
		{"offsets", func(_ *specimen.Project, r *annotate.Record) { r.Spans[1].Fragments[0].End = 900 }, "the range leaves the text"},
		{"no fragment", func(_ *specimen.Project, r *annotate.Record) { r.Spans[1].Fragments = nil }, "it has no fragment"},
		{"text", func(_ *specimen.Project, r *annotate.Record) { r.Document.Text += "!" }, "its text does not fit its SHA-256"},
		{"other document", func(_ *specimen.Project, r *annotate.Record) { r.Spans[1].Document = specimen.UID(7, 2) }, "stands on another document"},
		{"no id", func(_ *specimen.Project, r *annotate.Record) { r.Spans[1].UID = annotate.UID{} }, "it has no id"},
		{"label", func(_ *specimen.Project, r *annotate.Record) { r.Spans[1].Label = specimen.UID(2, 9) }, "the label 01920200-0000-7000-8000-000000000009 is not in the project's vocabulary"},
		{"tag", func(_ *specimen.Project, r *annotate.Record) { r.Spans[1].Tag = specimen.UID(5, 9) }, "the tag "},
		{"annotator", func(_ *specimen.Project, r *annotate.Record) { r.Spans[1].Annotator = specimen.UID(6, 9) }, "the annotator "},
		{"origin", func(_ *specimen.Project, r *annotate.Record) { r.Spans[1].Origin.Kind = `"` }, "is no kind of origin"},
		{"score", func(_ *specimen.Project, r *annotate.Record) { *r.Spans[1].Origin.Score = math.Inf(1) }, "the score is not a finite number"},
		{"attribute", func(_ *specimen.Project, r *annotate.Record) {
			r.Spans[1].Attributes = annotate.Attributes{"kind": annotate.TextValue("direct")}
		}, "the scheme does not define it here"},
		{"value", func(_ *specimen.Project, r *annotate.Record) {
			r.Spans[1].Attributes = annotate.Attributes{"age": annotate.NumberValue(math.NaN())}
		}, "NaN"},
		{"time", func(_ *specimen.Project, r *annotate.Record) {
			r.Spans[1].Updated = time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)
		}, "a time lies outside of the years 0 to 9999"},
		{"relation's span", func(_ *specimen.Project, r *annotate.Record) { r.Relations[0].To = specimen.UID(8, 9) }, "the document does not hold its spans"},
		{"relation's type", func(_ *specimen.Project, r *annotate.Record) { r.Relations[0].Type = specimen.UID(3, 9) }, "its type is not in the scheme"},
		{"status", func(_ *specimen.Project, r *annotate.Record) { r.Statuses[0].Status = "ready" }, `"ready" is no status`},
		{"status's annotator", func(_ *specimen.Project, r *annotate.Record) { r.Statuses[0].Annotator = specimen.UID(6, 9) }, "the annotator "},
		{"status's document", func(_ *specimen.Project, r *annotate.Record) { r.Statuses[0].Document = specimen.UID(7, 2) }, "speaks of another document"},
		{"document's attribute", func(_ *specimen.Project, r *annotate.Record) { r.Attributes[0].Name = "kind" }, "the scheme does not define it here"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := specimen.Example(t)
			c.spoil(p, p.Records[0])
			err := jsonl.NewWriter(io.Discard, &p.Vocabulary, dataset.WriteOptions{}).Write(p.Records[0])
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), `document "Eins <und> zwei": `) {
				t.Errorf("%v\nwant %s", err, c.want)
			}
		})
	}
}

// Of several attributes that are wrong the same is named each time.
func TestWriterNamesTheFirstWrongAttribute(t *testing.T) {
	for range 50 {
		p := specimen.Example(t)
		p.Records[0].Spans[1].Attributes = annotate.Attributes{"f": annotate.YesNoValue(true), "e": annotate.YesNoValue(true), "age": annotate.TextValue("old"), "d": annotate.YesNoValue(true)}
		err := jsonl.NewWriter(io.Discard, &p.Vocabulary, dataset.WriteOptions{}).Write(p.Records[0])
		if err == nil || !strings.Contains(err.Error(), `attribute "age"`) {
			t.Fatal(err)
		}
	}
}

func TestWriteErrorsAreReported(t *testing.T) {
	full := errors.New("no space left")
	p := specimen.Example(t)
	w := jsonl.NewWriter(errorWriter{full}, &p.Vocabulary, dataset.WriteOptions{})
	if err := errors.Join(w.Write(p.Records[0]), w.Close()); !errors.Is(err, full) {
		t.Errorf("%v", err)
	}
}

type errorWriter struct{ err error }

func (w errorWriter) Write([]byte) (int, error) { return 0, w.err }

// TestLongDocumentsAreWrittenInPieces checks that the writer holds no long line
// in memory.
func TestLongDocumentsAreWrittenInPieces(t *testing.T) {
	p := specimen.Corpus(1, 5000)
	var out pieceWriter
	w := jsonl.NewWriter(&out, &p.Vocabulary, dataset.WriteOptions{})
	if err := w.Write(p.Records[0]); err != nil {
		t.Fatal(err)
	}
	if limit := len(p.Records[0].Document.Text) + 1<<17; limit < out.longest {
		t.Errorf("%d bytes were written at once", out.longest)
	}
	if got, err := specimen.Decode(out.Bytes(), nil); err != nil || len(got.Records[0].Spans) != 5000 {
		t.Errorf("%d spans, %v", len(got.Records[0].Spans), err)
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
