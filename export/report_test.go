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

	"postil/annotate"
	"postil/annotate/text"
	"postil/export"
	"postil/export/account"
	"postil/export/choice"
)

// books are of an export in which something of everything happened.
func books() *account.Account {
	a := &account.Account{}
	for n := range byte(3) {
		r := &annotate.Record{Document: annotate.Document{UID: uid(7, n)}}
		for i := range byte(4) {
			r.Spans = append(r.Spans, annotate.Span{UID: uid(8, 10*n+i)})
		}
		r.Relations = []annotate.Relation{{UID: uid(9, n)}}
		a.Begin(r)
		switch n {
		case 0:
			a.Outside(account.Document, uid(7, 0))
			for i := range r.Spans {
				a.Outside(account.Span, r.Spans[i].UID)
			}
			a.Outside(account.Relation, uid(9, 0))
		case 1:
			a.LeaveOut(account.Span, uid(8, 10), "overlaps a longer span")
			a.LeaveOut(account.Span, uid(8, 12), `lies in "furniture"`)
			a.Change(account.Span, uid(8, 11), "widened to whole tokens")
			a.Change(account.Span, uid(8, 11), "cut at the end of a sentence")
			a.LeaveOut(account.Relation, uid(9, 1), "one of its spans is left out")
		case 2:
			a.LeaveOut(account.Span, uid(8, 23), "overlaps a longer span")
			a.Change(account.Span, uid(8, 20), "widened to whole tokens")
		}
		a.End()
	}
	return a
}

// allChoices are choices of every kind.
func allChoices() export.WriteOptions {
	return export.WriteOptions{Time: time.Date(2026, 11, 21, 11, 0, 0, 0, time.FixedZone("", 3600)), Project: "Antwerp <1>", Program: "Postil 0.1.0",
		Choice: choice.Options{Layers: []string{"Quotes"}, Languages: []string{"nl", "ro"}, Stories: []annotate.UID{uid(10, 1)}, DoneOnly: true, Unit: choice.Tokens, Tokens: 50},
		Unit:   text.UTF16, Overlap: export.Innermost}
}

func TestReport(t *testing.T) {
	for name, f := range map[string]export.Format{
		"tokens.REPORT.json":  {Name: "conll", Extensions: []string{".conll"}, OneTag: true, Tags: true, Pieces: true, Shapes: []string{"two", "four"}, Loses: []string{"tags", "notes"}},
		"records.REPORT.json": {Name: "records", Extensions: []string{".jsonl"}, Units: true, ListsIDs: true},
	} {
		base := strings.TrimSuffix(name, ".REPORT.json")
		path := filepath.Join(t.TempDir(), base+f.Extensions[0])
		if err := export.SaveReport(f, path, allChoices(), books()); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(f.ReportPath(path))
		if err != nil {
			t.Fatal(err)
		}
		golden(t, name, got)
		if !json.Valid(got) {
			t.Errorf("%s is no JSON", name)
		}
	}
}

func TestReportPath(t *testing.T) {
	file, folder := export.Format{Extensions: []string{".jsonl", ".ndjson"}}, export.Format{Folder: true, Extensions: []string{".ann"}}
	for _, c := range []struct {
		format     export.Format
		path, want string
	}{
		{file, "a/b.jsonl", "a/b.REPORT.json"},
		{file, "a/b.NDJSON", "a/b.REPORT.json"},
		{file, "a/b.txt", "a/b.txt.REPORT.json"},
		{file, ".jsonl", ".jsonl.REPORT.json"},
		{folder, "a/b", "a/b/REPORT.json"},
		{folder, "a/b.ann", "a/b.ann/REPORT.json"},
	} {
		if got := c.format.ReportPath(filepath.FromSlash(c.path)); got != filepath.FromSlash(c.want) {
			t.Errorf("the report of %s stands at %s, want %s", c.path, got, c.want)
		}
	}
}

func TestReportStandsBesideEveryExport(t *testing.T) {
	p := example(t)
	f, err := export.FormatNamed("jsonl")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "example.jsonl")
	written, err := f.Save(context.Background(), path, &p.vocabulary, each(p.records), export.WriteOptions{Project: "Example"})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(f.Files(path), written.Files); d != "" {
		t.Errorf("the files written are others than were announced (-announced +written):\n%s", d)
	}
	raw, err := os.ReadFile(f.ReportPath(path))
	if err != nil {
		t.Fatal(err)
	}
	var report struct {
		Project   string
		Documents struct{ Held, Written int }
		Spans     struct{ Held, Written int }
		Files     []string
	}
	if err := json.Unmarshal(raw, &report); err != nil {
		t.Fatal(err)
	}
	if report.Project != "Example" || report.Documents.Held != len(p.records) || report.Documents.Written != len(p.records) || report.Spans.Held != report.Spans.Written || report.Spans.Held == 0 {
		t.Errorf("the report says %+v", report)
	}
	if want := []string{"example.scheme.json", "example.jsonl", "example.REPORT.json"}; !slices.Equal(report.Files, want) {
		t.Errorf("the report names the files %q, want %q", report.Files, want)
	}
}

func TestSummary(t *testing.T) {
	written := export.Written{Format: "conll", Loses: []string{"tags", "notes"}, Account: books()}
	want := []string{
		"3 documents held: 1 outside the filter, 2 written.",
		"12 spans held: 4 outside the filter, 3 left out, 5 written, 2 of them changed.",
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
		if err := export.SaveReport(export.Format{Name: "conll", Extensions: []string{".conll"}}, path, export.WriteOptions{}, a); err != nil {
			b.Fatal(err)
		}
	}
}
