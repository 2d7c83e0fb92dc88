package e2e_test

import (
	"cmp"
	"encoding/json"
	"os"
	"slices"
	"strings"

	gocmp "github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/annotate/text"
)

// record is what the test reads of the native record.
type record struct {
	Name      string            `json:"name"`
	Text      string            `json:"text"`
	Unit      string            `json:"offset_unit"`
	Hash      string            `json:"text_sha256"`
	Status    string            `json:"status"`
	Spans     []recordSpan      `json:"spans"`
	Relations []json.RawMessage `json:"relations"`
}

type recordSpan struct {
	piece
	Layer     string                 `json:"layer"`
	Label     string                 `json:"label"`
	Fragments []piece                `json:"fragments"`
	Tag       *struct{ Name string } `json:"tag"`
	Annotator string                 `json:"annotator"`
}

// piece is a range of the text: a fragment, or a span from its first to its last.
type piece struct {
	Start     int    `json:"start"`
	End       int    `json:"end"`
	StartByte int    `json:"start_byte"`
	EndByte   int    `json:"end_byte"`
	Text      string `json:"text"`
}

// stands tells whether the piece is what stands at its offsets, in both units.
func (p piece) stands(text string, points []rune) bool {
	return string(points[p.Start:p.End]) == p.Text && text[p.StartByte:p.EndByte] == p.Text
}

// mark returns the span as a person sees it.
func (s *recordSpan) mark() mark {
	pieces := make([]string, len(s.Fragments))
	for i, f := range s.Fragments {
		pieces[i] = f.Text
	}
	m := mark{Text: strings.Join(pieces, " … "), Label: s.Label}
	if s.Tag != nil {
		m.Tag = s.Tag.Name
	}
	return m
}

// compare checks the data set record by record against the articles and what
// was tagged in them.
func (j *job) compare(path string) {
	j.t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		j.t.Fatal(err)
	}
	got := map[string][]mark{}
	lines := strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n")
	if len(lines) != len(j.texts) {
		j.t.Errorf("%d records for %d articles", len(lines), len(j.texts))
	}
	for i, line := range lines {
		var r record
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			j.t.Fatalf("line %d: %v", i+1, err)
		}
		j.checkRecord(i+1, &r)
		for _, s := range r.Spans {
			got[r.Name] = append(got[r.Name], s.mark())
		}
	}
	byText := func(a, b mark) int { return cmp.Or(cmp.Compare(a.Text, b.Text), cmp.Compare(a.Label, b.Label)) }
	for name := range j.want {
		slices.SortFunc(j.want[name], byText)
		slices.SortFunc(got[name], byText)
	}
	if d := gocmp.Diff(j.want, got); d != "" {
		j.t.Error(d)
	}
	j.compareScheme(strings.TrimSuffix(path, ".jsonl") + ".scheme.json")
}

// checkRecord checks what every record must be.
func (j *job) checkRecord(line int, r *record) {
	j.t.Helper()
	if _, ok := j.texts[r.Text]; !ok {
		j.t.Errorf("line %d: the text of %q is not an article's", line, r.Name)
	}
	if want := text.HashOf(r.Text).String(); r.Hash != want || r.Unit != "codepoint" {
		j.t.Errorf("line %d: hash %s, want %s; unit %s", line, r.Hash, want, r.Unit)
	}
	status := annotate.Unread
	switch {
	case r.Name == j.done:
		status = annotate.Done
	case 0 < len(r.Spans):
		status = annotate.InProgress
	}
	if r.Status != string(status) || len(r.Relations) != 0 {
		j.t.Errorf("line %d: status %s, want %s; %d relations", line, r.Status, status, len(r.Relations))
	}
	points := []rune(r.Text)
	for _, s := range r.Spans {
		first, last := s.Fragments[0], s.Fragments[len(s.Fragments)-1]
		if !s.stands(r.Text, points) || s.Start != first.Start || s.End != last.End || s.Annotator != annotator {
			j.t.Errorf("line %d: %+v is not from its first fragment to its last, or not by %s", line, s, annotator)
		}
		for _, f := range s.Fragments {
			if !f.stands(r.Text, points) {
				j.t.Errorf("line %d: %q is not what stands at its offsets", line, f.Text)
			}
		}
	}
}

// schemeFile is what the test reads of the file beside the records.
type schemeFile struct {
	Layers     []struct{ Name, Look string }               `json:"layers"`
	Labels     []struct{ Name, Layer, Key, Colour string } `json:"labels"`
	Tags       []struct{ Name, Usual string }              `json:"tags"`
	Annotators []struct{ Name string }                     `json:"annotators"`
}

// compareScheme checks the scheme file against the scheme of a new project and
// the tag that was made.
func (j *job) compareScheme(path string) {
	j.t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		j.t.Fatal(err)
	}
	var got, want schemeFile
	if err := json.Unmarshal(raw, &got); err != nil {
		j.t.Fatal(err)
	}
	usual := annotate.DefaultScheme()
	for _, l := range usual.Layers {
		want.Layers = append(want.Layers, struct{ Name, Look string }{l.Name, string(l.Look)})
	}
	for _, l := range usual.Labels {
		want.Labels = append(want.Labels, struct{ Name, Layer, Key, Colour string }{l.Name, usual.Layer(l.Layer).Name, l.Key, l.Colour.String()})
	}
	want.Tags = []struct{ Name, Usual string }{{commonAim, "PERSON"}}
	want.Annotators = []struct{ Name string }{{annotator}}
	if d := gocmp.Diff(want, got); d != "" {
		j.t.Errorf("%s:\n%s", path, d)
	}
}
