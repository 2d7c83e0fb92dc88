package project_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate/text"
	"postil/app/project"
)

// importAccount is the report of an import as a program reads it.
type importAccount struct {
	Documents, Spans, Relations importCounts
	LeftOut                     map[string][]struct {
		Reason string
		Count  int
	} `json:"left_out"`
	Skipped []string
	IDs     map[string]struct {
		New     []string
		Known   []string                                       `json:"already_there"`
		LeftOut []struct{ ID, Document, Place, Reason string } `json:"left_out"`
		Changed []struct{ ID, Given, Document, Reason string }
	}
}

type importCounts struct {
	Read, New int
	Known     int `json:"already_there"`
	LeftOut   int `json:"left_out"`
	Changed   int
}

// accountOf reads the report of the newest import and checks what holds of any.
func accountOf(t *testing.T, report project.ImportReport) importAccount {
	t.Helper()
	raw, err := os.ReadFile(report.Report)
	if err != nil {
		t.Fatal(err)
	}
	var a importAccount
	if err := json.Unmarshal(raw, &a); err != nil {
		t.Fatal(err)
	}
	for kind, c := range map[string]importCounts{"documents": a.Documents, "spans": a.Spans, "relations": a.Relations} {
		ids := a.IDs[kind]
		changed := map[string]bool{} // once for each reason
		for _, item := range ids.Changed {
			changed[item.ID] = true
		}
		if c.Read != c.New+c.Known+c.LeftOut {
			t.Errorf("%s: %d read are not %d new, %d known and %d left out", kind, c.Read, c.New, c.Known, c.LeftOut)
		}
		if len(ids.New) != c.New || len(ids.Known) != c.Known || len(ids.LeftOut) != c.LeftOut || len(changed) != c.Changed {
			t.Errorf("%s: %+v are listed as %d, %d, %d and %d", kind, c, len(ids.New), len(ids.Known), len(ids.LeftOut), len(changed))
		}
		for _, item := range ids.Changed {
			if !slices.Contains(ids.New, item.ID) && !slices.Contains(ids.Known, item.ID) {
				t.Errorf("%s: %s is changed, but neither new nor known", kind, item.ID)
			}
		}
	}
	return a
}

const (
	spanA    = "01920000-0000-7000-8000-00000000000a"
	spanB    = "01920000-0000-7000-8000-00000000000b"
	nowhere  = "01920000-0000-7000-8000-0000000000ff"
	dangling = "01920000-0000-7000-8000-0000000000f1"
)

// accounted is a file in which something of everything happens: a border between
// a letter and its accent, a label that stands elsewhere, a relation that leads
// nowhere.
const accounted = `{"name":"One","source":"one","text":"Cafe\u0301 Noem opened.","spans":[{"id":"` + spanA + `","label":"PLACE","start":0,"end":4,"text":"Cafe"},{"id":"` + spanB + `","label":"PERSON","layer":"Staff","start":6,"end":10,"text":"Noem"}],"relations":[{"id":"` + dangling + `","type":"near","from":"` + spanA + `","to":"` + nowhere + `","to_document":"` + nowhere + `"},{"type":"near","from":"` + spanA + `","to":"` + spanB + `"}]}
`

func TestImportAccountsForEverything(t *testing.T) {
	p := newProject(t)
	folder := t.TempDir()
	in, settled := filepath.Join(folder, "in.jsonl"), filepath.Join(folder, "settled.txt")
	write(t, in, accounted)
	write(t, settled, "One line and\r\nanother line.\r\n")
	report, err := p.Import(t.Context(), []string{in, settled}, project.ImportOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.TrimSuffix(p.Path(), ".postil") + ".import.REPORT.json"; report.Report != want {
		t.Fatalf("the report stands at %q, want %q: %q", report.Report, want, report.Notes)
	}
	a := accountOf(t, report)
	if diff := cmp.Diff([]importCounts{{Read: 2, New: 2, Changed: 1}, {Read: 2, New: 2, Changed: 2}, {Read: 2, New: 1, LeftOut: 1}}, []importCounts{a.Documents, a.Spans, a.Relations}); diff != "" {
		t.Error(diff)
	}
	if left := a.IDs["relations"].LeftOut; len(left) != 1 || left[0].ID != dangling || !strings.Contains(left[0].Reason, "a span that is nowhere") {
		t.Errorf("left out: %+v", left)
	}
	why := map[string]string{}
	for _, c := range slices.Concat(a.IDs["spans"].Changed, a.IDs["documents"].Changed) {
		why[c.Reason] = c.ID
	}
	for reason, id := range map[string]string{
		"it begins or ends inside a character":                                                spanA,
		"its label PERSON stands in the layer Entities here, not in Staff":                    spanB,
		"its text was settled: decoded, or line ends made one, or a byte-order mark left out": a.IDs["documents"].New[1],
	} {
		if why[reason] != id {
			t.Errorf("%q is said of %q, want %q", reason, why[reason], id)
		}
	}
	want := []string{
		"2 documents read: 2 new.",
		"  changed: its text was settled: decoded, or line ends made one, or a byte-order mark left out (1)",
		"2 spans read: 2 new.",
		"  changed: it begins or ends inside a character (1)",
		"  changed: its label PERSON stands in the layer Entities here, not in Staff (1)",
		"2 relations read: 1 new, 1 left out.",
		"  left out: it leads from or to a span that is nowhere (1)",
		"Files read as jsonl (1), text (1).",
	}
	if diff := cmp.Diff(want, report.Summary()); diff != "" {
		t.Error(diff)
	}

	again, err := p.Import(t.Context(), []string{in, settled}, project.ImportOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	b := accountOf(t, again)
	if diff := cmp.Diff([]importCounts{{Read: 2, Known: 2}, {Read: 2, Known: 2}, {Read: 2, Known: 1, LeftOut: 1}}, []importCounts{b.Documents, b.Spans, b.Relations}); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(a.IDs["spans"].New, b.IDs["spans"].Known); diff != "" {
		t.Errorf("known are other spans than came in: %s", diff)
	}
}

func TestImportListsWhatItSkipped(t *testing.T) {
	p := newProject(t)
	in := filepath.Join(t.TempDir(), "in.jsonl")
	write(t, in, `{"text":"Good."}`+"\n{nonsense\n")
	report, err := p.Import(t.Context(), []string{in}, project.ImportOptions{SkipBad: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	a := accountOf(t, report)
	if a.Documents.Read != 2 || a.Documents.LeftOut != 1 || len(a.Skipped) != 1 || !strings.Contains(a.Skipped[0], "in.jsonl, line 2") {
		t.Errorf("%+v", a)
	}
	if got := report.Summary(); !slices.Contains(got, "Places that cannot be read, and were skipped: 1.") {
		t.Errorf("the summary is %q", got)
	}
}

func TestImportStandsWithoutItsReport(t *testing.T) {
	p := newProject(t)
	path := project.ImportReportPath(p.Path())
	if err := errors.Join(os.RemoveAll(path), os.Mkdir(path, 0o777)); err != nil {
		t.Fatal(err)
	}
	in := filepath.Join(t.TempDir(), "in.txt")
	write(t, in, "A text that comes in.")
	report, err := p.Import(t.Context(), []string{in}, project.ImportOptions{}, nil)
	if err != nil || report.Documents != 1 || report.Report != "" {
		t.Errorf("%+v, %v", report, err)
	}
	if !slices.ContainsFunc(report.Notes, func(n string) bool { return strings.Contains(n, "could not be written") }) {
		t.Errorf("the notes are %q", report.Notes)
	}
}

// Of a native record, whose text was settled before it was written, it is said where
// it holds line ends that are made one, or a byte-order mark; also where it states
// what the text was made of.
func TestReportOfRecordsThatAreNotSettled(t *testing.T) {
	p := newProject(t)
	original := `,"original_sha256":"` + text.HashOf("another").String() + `"`
	report := imported(t, p, "in.jsonl", `{"source":"a","text":"a\r\nb Ana went","spans":[{"label":"PERSON","start":5,"end":8,"text":"Ana"}]}
{"source":"b","text":"a\rc"`+original+`}
{"source":"c","text":"\ufeffa\nd"}
{"source":"d","text":"a\ne"`+original+`}
{"source":"e","text":"a\nf"}
`, project.ImportOptions{})
	a := accountOf(t, report)
	var changed []string
	for _, c := range a.IDs["documents"].Changed {
		changed = append(changed, c.ID+" "+c.Reason)
	}
	var want []string
	for _, id := range a.IDs["documents"].New[:3] {
		want = append(want, id+" its text was settled: decoded, or line ends made one, or a byte-order mark left out")
	}
	if diff := cmp.Diff(want, changed); diff != "" {
		t.Error(diff)
	}
}
