package export_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export"
	"postil/export/account"
	"postil/export/choice"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// books are of an export in which something of everything happened.
func books() *account.Account {
	a := &account.Account{}
	for n := range byte(3) {
		r := &annotate.Record{Document: annotate.Document{UID: specimen.UID(7, n)}}
		for i := range byte(4) {
			r.Spans = append(r.Spans, annotate.Span{UID: specimen.UID(8, 10*n+i)})
		}
		r.Relations = []annotate.Relation{{UID: specimen.UID(9, n)}}
		a.Begin(r)
		switch n {
		case 0:
			a.Outside(account.Document, specimen.UID(7, 0))
			for i := range r.Spans {
				a.Outside(account.Span, r.Spans[i].UID)
			}
			a.Outside(account.Relation, specimen.UID(9, 0))
		case 1:
			a.LeaveOut(account.Span, specimen.UID(8, 10), "overlaps a longer span")
			a.LeaveOut(account.Span, specimen.UID(8, 12), `lies in "furniture"`)
			a.Change(account.Span, specimen.UID(8, 11), "widened to whole tokens")
			a.Change(account.Span, specimen.UID(8, 11), "cut at the end of a sentence")
			a.LeaveOut(account.Relation, specimen.UID(9, 1), "one of its spans is left out")
		case 2:
			a.LeaveOut(account.Span, specimen.UID(8, 23), "overlaps a longer span")
			a.Change(account.Span, specimen.UID(8, 20), "widened to whole tokens")
			a.Outside(account.Span, specimen.UID(8, 22))
			a.Heed(specimen.UID(8, 22))
		}
		a.End()
	}
	return a
}

// allChoices are choices of every kind.
func allChoices() dataset.WriteOptions {
	return dataset.WriteOptions{Time: time.Date(2026, 11, 21, 11, 0, 0, 0, time.FixedZone("", 3600)), Project: "Antwerp <1>", Program: "Postil 0.1.0",
		Choice: choice.Options{Layers: []string{"Quotes"}, Languages: []string{"nl", "ro"}, Stories: []annotate.UID{specimen.UID(10, 1)}, DoneOnly: true, Unit: choice.Tokens, Tokens: 50},
		Unit:   text.UTF16, Overlap: dataset.Innermost}
}

func TestReport(t *testing.T) {
	for name, f := range map[string]dataset.Format{
		"tokens.conll.REPORT.json":  {Name: "conll", Extensions: []string{".conll"}, OneTag: true, Tags: true, Pieces: true, Shapes: []string{"two", "four"}, Loses: []string{"tags", "notes"}},
		"records.jsonl.REPORT.json": {Name: "records", Extensions: []string{".jsonl"}, Units: true, ListsIDs: true},
	} {
		path := filepath.Join(t.TempDir(), strings.TrimSuffix(name, ".REPORT.json"))
		if err := export.SaveReport(f, path, allChoices(), books()); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(export.ReportPath(f, path))
		if err != nil {
			t.Fatal(err)
		}
		specimen.Golden(t, name, got)
		if !json.Valid(got) {
			t.Errorf("%s is no JSON", name)
		}
	}
}

func TestReportPath(t *testing.T) {
	file, folder := dataset.Format{Extensions: []string{".jsonl", ".ndjson"}}, dataset.Format{Folder: true, Extensions: []string{".ann"}}
	for _, c := range []struct {
		format     dataset.Format
		path, want string
	}{
		{file, "a/b.jsonl", "a/b.jsonl.REPORT.json"},
		{file, "a/b", "a/b.jsonl.REPORT.json"},
		{file, "a.b/", "a.b/.REPORT.json"},
		{file, "a/b.NDJSON", "a/b.NDJSON.REPORT.json"},
		{file, "a/b.txt", "a/b.txt.REPORT.json"},
		{file, "a/b.postil-wal", "a/b.postil-wal.REPORT.json"},
		{file, "a/b.iob2", "a/b.iob2.REPORT.json"},
		{file, "a/b-2023.11", "a/b-2023.11.jsonl.REPORT.json"},
		{file, "a/Mr. B", "a/Mr. B.jsonl.REPORT.json"},
		{file, ".jsonl", ".jsonl.REPORT.json"},
		{folder, "a/b", "a/b/REPORT.json"},
		{folder, "a/b.ann", "a/b.ann/REPORT.json"},
	} {
		if got := export.ReportPath(c.format, filepath.FromSlash(c.path)); got != filepath.FromSlash(c.want) {
			t.Errorf("the report of %s stands at %s, want %s", c.path, got, c.want)
		}
	}
}

func TestReportStandsBesideEveryExport(t *testing.T) {
	p := specimen.Example(t)
	f, err := export.FormatNamed("jsonl")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "example.jsonl")
	written, err := export.Save(context.Background(), f, path, &p.Vocabulary, specimen.Each(p.Records), dataset.WriteOptions{Project: "Example"})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(export.Files(f, path, &p.Vocabulary, dataset.WriteOptions{}), written.Files); d != "" {
		t.Errorf("the files written are others than were announced (-announced +written):\n%s", d)
	}
	raw, err := os.ReadFile(export.ReportPath(f, path))
	if err != nil {
		t.Fatal(err)
	}
	var report struct {
		Project   string
		Documents struct{ Held, Written int }
		Spans     struct{ Held, Written int }
		Files     []struct{ Name string }
	}
	if err := json.Unmarshal(raw, &report); err != nil {
		t.Fatal(err)
	}
	if report.Project != "Example" || report.Documents.Held != len(p.Records) || report.Documents.Written != len(p.Records) || report.Spans.Held != report.Spans.Written || report.Spans.Held == 0 {
		t.Errorf("the report says %+v", report)
	}
	if len(report.Files) != 2 || report.Files[0].Name != "example.scheme.json" || report.Files[1].Name != "example.jsonl" {
		t.Errorf("the report names the files %q", report.Files)
	}
}

func TestSummary(t *testing.T) {
	written := export.Written{Format: "conll", Loses: []string{"tags", "notes"}, Account: books()}
	want := []string{
		"3 documents held: 1 outside the filter, 2 written.",
		"12 spans held: 5 outside the filter, 3 left out, 4 written, 2 of them changed, some for several reasons.",
		"  outside the filter, but heeded: what exclusion layers mark is no part of the text, whoever marked it (1)",
		"  left out: overlaps a longer span (2)",
		`  left out: lies in "furniture" (1)`,
		"  changed: widened to whole tokens (2)",
		"  changed: cut at the end of a sentence (1)",
		"3 relations held: 1 outside the filter, 1 left out, 1 written.",
		"  left out: one of its spans is left out (1)",
		"The format conll cannot carry tags; notes.",
	}
	if d := cmp.Diff(want, written.Summary()); d != "" {
		t.Errorf("the summary differs (-want +got):\n%s", d)
	}
	empty := export.Written{Account: &account.Account{}}
	if d := cmp.Diff([]string{"0 documents held: 0 written."}, empty.Summary()); d != "" {
		t.Errorf("the summary of an empty project differs (-want +got):\n%s", d)
	}
}

// BenchmarkReport writes the report of a large project: 1.1 million spans.
func BenchmarkReport(b *testing.B) {
	a := &account.Account{}
	for n := range 11_000 {
		r := &annotate.Record{Document: annotate.Document{UID: annotate.NewUID()}}
		for range 100 {
			r.Spans = append(r.Spans, annotate.Span{UID: annotate.NewUID()})
		}
		a.Begin(r)
		for i := range r.Spans[:n%20] {
			a.LeaveOut(account.Span, r.Spans[i].UID, "overlaps a longer span")
		}
		a.End()
	}
	path := filepath.Join(b.TempDir(), "large.conll")
	b.ReportAllocs()
	for b.Loop() {
		if err := export.SaveReport(dataset.Format{Name: "conll", Extensions: []string{".conll"}}, path, dataset.WriteOptions{}, a); err != nil {
			b.Fatal(err)
		}
	}
}

// reportIDs are the ids of one kind of thing in a report.
type reportIDs struct {
	Outside []string                                `json:"outside_filter"`
	LeftOut []struct{ ID, Document, Reason string } `json:"left_out"`
	Written *[]string
	Changed []struct{ ID, Document, Reason string }
}

// drawn is an export by some choice.
type drawn struct {
	project specimen.Project
	choice  choice.Options
}

// TestReportHoldsEverythingOnce exports projects of any kind in every format and
// by any choice, and finds each document, span and relation in one class of the
// report. The projects are the same in every run: what is saved goes to the disk,
// and many would take long.
func TestReportHoldsEverythingOnce(t *testing.T) {
	for _, f := range writing() {
		exports := rapid.Custom(func(t *rapid.T) drawn {
			p := specimen.DrawProject(t)
			return drawn{p, drawChoice(t, &p, f)}
		})
		saved := 0
		for seed := range 8 {
			if reportOf(t, f, exports.Example(seed)) {
				saved++
			}
		}
		if saved == 0 {
			t.Errorf("%s: no project could be written", f.Name)
		}
	}
}

// reportOf exports and checks the report; false where the format refuses what was
// drawn.
func reportOf(t *testing.T, f dataset.Format, d drawn) bool {
	var documents, spans, relations []string
	for _, r := range d.project.Records {
		documents = append(documents, r.Document.UID.String())
		for i := range r.Spans {
			spans = append(spans, r.Spans[i].UID.String())
		}
		for i := range r.Relations {
			relations = append(relations, r.Relations[i].UID.String())
		}
	}
	path := filepath.Join(t.TempDir(), "set")
	if !f.Folder {
		path += f.Extensions[0]
	}
	written, err := export.Save(context.Background(), f, path, &d.project.Vocabulary, specimen.Each(d.project.Records), dataset.WriteOptions{Choice: d.choice})
	if err != nil {
		t.Logf("%s: %v", f.Name, err)
		return false
	}
	raw, err := os.ReadFile(written.Report)
	if err != nil {
		t.Fatal(err)
	}
	var report struct {
		Documents, Spans, Relations reportCounts
		IDs                         struct{ Documents, Spans, Relations reportIDs }
	}
	if err := json.Unmarshal(raw, &report); err != nil {
		t.Fatal(err)
	}
	report.IDs.Documents.check(t, f.Name+", documents", documents, report.Documents)
	report.IDs.Spans.check(t, f.Name+", spans", spans, report.Spans)
	report.IDs.Relations.check(t, f.Name+", relations", relations, report.Relations)
	return true
}

// reportCounts are the counts of one kind of thing in a report.
type reportCounts struct {
	Held    int
	Outside int `json:"outside_filter"`
	LeftOut int `json:"left_out"`
	Written int
}

// check finds each of the things that are held in one class.
func (r *reportIDs) check(t *testing.T, kind string, things []string, counts reportCounts) {
	t.Helper()
	class := map[string]string{}
	put := func(id, in string) {
		if was, ok := class[id]; ok {
			t.Fatalf("%s: %s is %s and %s", kind, id, was, in)
		}
		class[id] = in
	}
	for _, id := range r.Outside {
		put(id, "outside")
	}
	for _, item := range r.LeftOut {
		put(item.ID, "left out")
		if item.Reason == "" {
			t.Fatalf("%s: nobody says why %s is left out", kind, item.ID)
		}
	}
	if r.Written != nil {
		for _, id := range *r.Written {
			put(id, "written")
		}
		if len(class) != len(things) {
			t.Fatalf("%s: %d of %d are in a class", kind, len(class), len(things))
		}
	}
	for id := range class {
		if !slices.Contains(things, id) {
			t.Fatalf("%s: %s is in no document", kind, id)
		}
	}
	for _, item := range r.Changed {
		if in, ok := class[item.ID]; ok && in != "written" || !slices.Contains(things, item.ID) {
			t.Fatalf("%s: %s is changed and %s", kind, item.ID, in)
		}
	}
	if c := counts; c.Held != len(things) || c.Outside != len(r.Outside) || c.LeftOut != len(r.LeftOut) || c.Held != c.Outside+c.LeftOut+c.Written {
		t.Fatalf("%s: of %d the counts are %+v", kind, len(things), c)
	}
}

// writing returns the formats that can be written.
func writing() []dataset.Format {
	return slices.DeleteFunc(export.Formats(), func(f dataset.Format) bool { return !f.Writes })
}

// drawChoice draws what of a project is chosen, and in which pieces.
func drawChoice(t *rapid.T, p *specimen.Project, f dataset.Format) choice.Options {
	o := choice.Options{DoneOnly: specimen.Chance(t, "done only")}
	if specimen.Chance(t, "some labels") {
		o.Labels = []string{specimen.Draw(t, p.Vocabulary.Scheme.Labels, "label").Name}
	}
	if f.Pieces {
		o.Unit = specimen.Draw(t, []choice.Unit{choice.Document, choice.Paragraph, choice.Sentence, choice.Tokens}, "unit")
		o.Tokens = rapid.IntRange(1, 9).Draw(t, "tokens")
		o.DropExcluded = specimen.Chance(t, "exclusion layers left out")
	}
	return o
}
