package project_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/app/project"
)

// What records refer to comes in record by record; here each refers to what those
// before it brought, too.
func TestRecordsBringTheirWordsOneByOne(t *testing.T) {
	p := newProject(t)
	record := func(name, spans, relations string) string {
		return fmt.Sprintf(`{"source":"%s","text":"Noem said so","spans":[%s],"relations":[%s]}`+"\n", name, spans, relations)
	}
	said := record("a", `{"label":"IRONY","layer":"Moods","start":0,"end":4,"text":"Noem"}`, "") +
		record("b", `{"label":"IRONY","start":0,"end":4,"text":"Noem","attributes":{"depth":3}}`, "") +
		record("c", `{"label":"PERSON","layer":"Staff","start":0,"end":4,"text":"Noem","annotator":"Cleo"}`, "") +
		record("d", `{"id":"x","label":"CLERK","layer":"Staff","start":0,"end":4,"text":"Noem","annotator":"Cleo"},{"id":"y","label":"IRONY","start":5,"end":9,"text":"said"}`, `{"type":"near","from":"x","to":"y"}`) +
		record("e", `{"id":"x","label":"CLERK","start":0,"end":4,"text":"Noem"},{"id":"y","label":"PERSON","start":5,"end":9,"text":"said"}`, `{"type":"near","from":"x","to":"y","attributes":{"sure":true}}`)
	before := p.Scheme()
	a := accountOf(t, imported(t, p, "in.jsonl", said, project.ImportOptions{}))
	s := p.Scheme()
	var names []string
	for _, y := range s.Layers[len(before.Layers):] {
		names = append(names, "layer "+y.Name)
	}
	for _, l := range s.Labels[len(before.Labels):] {
		names = append(names, "label "+l.Name+" of "+s.Layer(l.Layer).Name)
	}
	for _, r := range s.Relations {
		names = append(names, "relation type "+r.Name)
	}
	for _, d := range s.Attributes {
		names = append(names, fmt.Sprintf("attribute %s %s of a %s", d.Name, d.Kind, d.On))
	}
	want := []string{"layer Moods", "layer Staff", "label IRONY of Moods", "label CLERK of Staff", "relation type near", "attribute depth number of a label", "attribute sure yesno of a relation"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
	if n := len(a.IDs["spans"].Changed); a.Spans.New != 7 || n != 2 {
		t.Errorf("%+v, of which %d changed", a.Spans, n)
	}
	for _, c := range a.IDs["spans"].Changed {
		if c.Reason != "its label PERSON stands in the layer Entities here, not in Staff" {
			t.Errorf("changed: %s", c.Reason)
		}
	}
	if again := accountOf(t, imported(t, p, "again.jsonl", said, project.ImportOptions{Strict: true})); again.Spans.Known != 7 {
		t.Errorf("again: %+v", again.Spans)
	}
}

// choosing is a file of Label Studio's in which each task makes another choice.
func choosing(topics ...string) string {
	tasks := make([]string, len(topics))
	for i, topic := range topics {
		tasks[i] = task(i, topic)
	}
	return "[" + strings.Join(tasks, ",\n") + "]"
}

// task is one of its tasks. With the choice LEAK it cannot be read.
func task(i int, topic string) string {
	relation := ""
	if topic == "LEAK" {
		relation = `,{"type":"relation","from_id":"nowhere","to_id":"nowhere","direction":"right"}`
	}
	return fmt.Sprintf(`{"id":%d,"data":{"text":"Article %d."},"annotations":[{"id":%d,"result":[{"id":"r","from_name":"topic","to_name":"text","type":"choices","value":{"choices":["%s"]}}%s]}]}`, i, i, i, topic, relation)
}

func TestChoicesComeInOneByOne(t *testing.T) {
	p := newProject(t)
	imported(t, p, "a.json", choosing("crime", "drugs"), project.ImportOptions{})
	imported(t, p, "b.json", choosing("drugs", "sport", "crime", "ports"), project.ImportOptions{})
	s := p.Scheme()
	if d := s.Attribute(annotate.OnDocument, annotate.UID{}, "topic"); d == nil || !slices.Equal(d.Choices, []string{"crime", "drugs", "sport", "ports"}) {
		t.Errorf("%+v", d)
	}
}

// A document that is passed over leaves none of its words behind.
func TestWhatIsSkippedBringsNoChoices(t *testing.T) {
	p := newProject(t)
	report := imported(t, p, "a.json", choosing("crime", "LEAK", "drugs"), project.ImportOptions{SkipBad: true})
	s := p.Scheme()
	if d := s.Attribute(annotate.OnDocument, annotate.UID{}, "topic"); report.Documents != 2 || d == nil || !slices.Equal(d.Choices, []string{"crime", "drugs"}) {
		t.Errorf("%d documents, %+v", report.Documents, d)
	}
}

// BenchmarkImportGrowingScheme imports documents each of which brings something
// that none before it had. What one document takes must not grow with their number.
func BenchmarkImportGrowingScheme(b *testing.B) {
	line := func(marks string, i int) string {
		return fmt.Sprintf(`{"source":"%d","text":"Bart spoke %d times",%s}`+"\n", i, i, marks)
	}
	for _, kind := range []struct {
		name, file string
		record     func(i int) string
	}{
		{"labels", "in.jsonl", func(i int) string {
			return line(fmt.Sprintf(`"spans":[{"label":"L%d","start":0,"end":4,"text":"Bart"}]`, i), i)
		}},
		{"annotators", "in.jsonl", func(i int) string {
			return line(fmt.Sprintf(`"spans":[{"label":"PERSON","annotator":"Ana %d","start":0,"end":4,"text":"Bart"}]`, i), i)
		}},
		{"attributes", "in.jsonl", func(i int) string {
			return line(fmt.Sprintf(`"spans":[{"label":"PERSON","start":0,"end":4,"text":"Bart","attributes":{"a%d":true}}]`, i), i)
		}},
		{"choices", "in.json", func(i int) string { return task(i, fmt.Sprint("c", i)) + "\n" }},
		{"keys", "in.jsonl", func(i int) string { return line(fmt.Sprintf(`"key%d":1`, i), i) }},
	} {
		for _, n := range []int{1000, 8000} {
			b.Run(fmt.Sprintf("%s/%d", kind.name, n), func(b *testing.B) {
				in := filepath.Join(b.TempDir(), kind.file)
				writeRecords(b, in, n, kind.record)
				for b.Loop() {
					path := filepath.Join(b.TempDir(), "p.postil")
					if _, err := project.ImportInto(b.Context(), path, "Ana", []string{in}, project.ImportOptions{}, nil); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/document")
			})
		}
	}
}

func writeRecords(b *testing.B, path string, n int, record func(int) string) {
	b.Helper()
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	for i := range n {
		w.WriteString(record(i))
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
}

// A label has one layer: where one file places it in two, the first counts, and the
// spans that say the other are listed, unless their document is passed over.
func TestALabelInTwoLayersIsListed(t *testing.T) {
	line := func(name, layer, more string) string {
		return fmt.Sprintf(`{"source":"%s","text":"Noem said so","spans":[{"label":"IRONY","layer":"%s","start":0,"end":4,"text":"Noem"}%s]}`+"\n", name, layer, more)
	}
	in := line("a", "Moods", "") + line("b", "Tones", "") + line("c", "Moods", "") + line("d", "Tones", ",{}") + line("e", "Entities", "")
	p := newProject(t)
	a := accountOf(t, imported(t, p, "in.jsonl", in, project.ImportOptions{SkipBad: true}))
	var got []string
	for _, item := range a.IDs["spans"].Changed {
		got = append(got, item.Reason)
	}
	want := []string{
		"its label IRONY stands in the layer Moods elsewhere in its file, not in Tones",
		"its label IRONY stands in the layer Moods elsewhere in its file, not in Entities",
	}
	s := p.Scheme()
	if diff := cmp.Diff(want, got); diff != "" || s.LayerNamed("Tones") != nil {
		t.Error(diff)
	}
}
