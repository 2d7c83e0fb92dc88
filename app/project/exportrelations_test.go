package project_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"postil/app/project"
)

// entangled are records of short documents, a line each, whose spans, some of them in
// text that is excluded, are linked within documents and across them; and the ids of
// all relations, in order.
func entangled(t *testing.T, seed uint64) (lines, linked []string) {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 1))
	id := func(kind, n int) string { return fmt.Sprintf("0192%04x-0000-7000-8000-%012x", kind, n) }
	pick := func(of ...string) string { return of[random.IntN(len(of))] }
	words := []string{"Ana ", "said. ", "Menu\n", "It rains ", "\n \n", "ș😀, ", "Bo.\n"}
	type span struct{ id, document string }
	var all []span
	documents := make([]map[string]any, 12)
	for i := range documents {
		var body []rune
		for range 4 + random.IntN(12) {
			body = append(body, []rune(pick(words...))...)
		}
		d := map[string]any{"id": id(7, i), "name": fmt.Sprint("document ", i), "source": fmt.Sprint(i), "language": pick("nl", "ro", ""), "story": id(9, i/2), "text": string(body)}
		if random.IntN(2) == 0 {
			d["annotators"] = []map[string]any{{"name": "Ana", "status": "done", "attributes": map[string]any{}}}
		}
		var spans []map[string]any
		for range random.IntN(7) {
			start := random.IntN(len(body))
			end := start + 1 + random.IntN(min(9, len(body)-start))
			if random.IntN(40) == 0 {
				start, end = 0, len(body)
			}
			s := span{id(8, len(all)), id(7, i)}
			all = append(all, s)
			spans = append(spans, map[string]any{"id": s.id, "label": pick("CLAIM", "PERSON", "QUOTE", "FURNITURE"), "annotator": pick("Ana", "Bo"), "start": start, "end": end, "text": string(body[start:end])})
		}
		d["spans"] = spans
		documents[i] = d
	}
	for _, d := range documents {
		var relations []map[string]any
		for _, from := range all {
			if from.document != d["id"] {
				continue
			}
			for range random.IntN(4) {
				to := all[random.IntN(len(all))]
				if random.IntN(2) == 0 { // one near by, so that many stay in one document
					to = all[max(0, slices.Index(all, from)-1)]
				}
				if to.id == from.id {
					continue
				}
				r := map[string]any{"id": id(10, len(linked)), "type": pick("contradicts", "said_by"), "from": from.id, "to": to.id, "to_document": to.document, "annotator": pick("Ana", "Bo"), "group": pick("", "", "frame")}
				linked = append(linked, r["id"].(string))
				relations = append(relations, r)
			}
		}
		d["relations"] = relations
	}
	for _, d := range documents {
		line, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, string(line))
	}
	return lines, linked
}

// TestEveryWrittenRelationHasItsEnds exports by anything that can be chosen in every
// format, and reads what was written: no relation leads to a span that is not there,
// and all relations are accounted for, each by its id in one class.
func TestEveryWrittenRelationHasItsEnds(t *testing.T) {
	var projects []*project.Project
	var held [][]string
	for seed := range uint64(3) {
		lines, relations := entangled(t, seed)
		p := newProject(t)
		imported(t, p, "entangled.jsonl", strings.Join(lines, "\n"), project.ImportOptions{})
		projects, held = append(projects, p), append(held, relations)
	}
	writers := slices.DeleteFunc(project.Formats(), func(f project.Format) bool { return !f.Writes })
	written := map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(0, len(projects)-1).Draw(rt, "project")
		f := rapid.SampledFrom(writers).Draw(rt, "format")
		o := drawExport(rt, f)
		folder, err := os.MkdirTemp(t.TempDir(), "")
		if err != nil {
			rt.Fatal(err)
		}
		o.Path = filepath.Join(folder, "out")
		report, err := projects[n].Export(t.Context(), o, nil)
		if err != nil {
			rt.Fatalf("%+v: %v", o, err)
		}
		found, err := linksIn(f.Name, folder)
		if err != nil {
			rt.Fatalf("%+v: %v", o, err)
		}
		books := booksAt(rt, report.Report, found)
		if want := report.Account.Relations.Written; len(found) != len(want) || report.Relations != len(want) {
			rt.Fatalf("%+v: %d relations are in the files, %d are said to be written", o, len(found), len(want))
		}
		if d := cmp.Diff(held[n], books); d != "" {
			rt.Fatalf("%+v: relations are not in one class each (-held +listed):\n%s", o, d)
		}
		written[f.Name] += len(found)
	})
	for _, name := range []string{"jsonl", "doccano", "labelstudio", "brat", "csv", "parquet"} {
		if written[name] == 0 && !t.Failed() {
			t.Errorf("no relation was ever written as %s", name)
		}
	}
}

// drawExport draws what a format leaves to choose.
func drawExport(t *rapid.T, f project.Format) project.ExportOptions {
	some := func(what string, all ...string) []string {
		if rapid.IntRange(0, 2).Draw(t, "any "+what) != 0 {
			return nil
		}
		return rapid.SliceOfNDistinct(rapid.SampledFrom(all), 1, len(all), rapid.ID).Draw(t, what)
	}
	o := project.ExportOptions{Format: f.Name, Labels: some("labels", "CLAIM", "PERSON", "QUOTE", "FURNITURE"), Annotators: some("annotators", "Ana", "Bo"),
		Languages: some("languages", "nl", "ro", "und"), Stories: some("stories", "document 1", "document 4", "document 7"),
		DoneOnly: rapid.IntRange(0, 3).Draw(t, "done") == 0, DropExcluded: rapid.Bool().Draw(t, "drop"), Split: rapid.SampledFrom([]string{"", "", "50/25/25"}).Draw(t, "split")}
	if len(o.Stories) != 0 {
		o.Stories = []string{"01920007-0000-7000-8000-000000000001", "01920007-0000-7000-8000-000000000004", "01920007-0000-7000-8000-000000000007"}
	}
	if f.Pieces {
		o.Piece = rapid.SampledFrom([]string{"document", "paragraph", "sentence", "tokens:3"}).Draw(t, "piece")
	}
	return o
}

// booksAt returns the ids of all relations that a report lists or, of those that are
// written, that the data set names, in order.
func booksAt(t *rapid.T, path string, named []string) []string {
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var report struct {
		Relations struct {
			Held    int
			Outside int `json:"outside_filter"`
			LeftOut int `json:"left_out"`
			Written int
		}
		IDs struct {
			Relations struct {
				Outside []string              `json:"outside_filter"`
				LeftOut []struct{ ID string } `json:"left_out"`
				Written []string
			}
		}
	}
	if err := json.Unmarshal(raw, &report); err != nil {
		t.Fatal(err)
	}
	r, ids := report.Relations, report.IDs.Relations
	all := append(slices.Clone(ids.Outside), ids.Written...)
	for _, item := range ids.LeftOut {
		all = append(all, item.ID)
	}
	if ids.Written == nil { // where the data set itself names them
		all = append(all, named...)
	}
	if r.Held != r.Outside+r.LeftOut+r.Written || r.Held != len(all) || r.Outside != len(ids.Outside) || r.LeftOut != len(ids.LeftOut) {
		t.Fatalf("%+v, but %d ids are listed", r, len(all))
	}
	slices.Sort(all)
	return all
}
