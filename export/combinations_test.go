package export_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export"
	"postil/export/choice"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// awkward is a project of layers whose names, made into names of files, could meet
// each other or what stands beside a data set.
func awkward() *specimen.Project {
	var p specimen.Project
	v := &p.Vocabulary
	v.Annotators = []annotate.Annotator{{UID: specimen.UID(6, 1), Name: "Ana"}}
	for i, name := range []string{"train", "test", "index", "REPORT", "manifest", "spans", "a/b", "a b", "A_B", "a_b_2", "a.b", "..", "地名", "Claims"} {
		n := byte(i + 1)
		v.Scheme.Layers = append(v.Scheme.Layers, annotate.Layer{UID: specimen.UID(1, n), Name: name, Look: annotate.Fill, Exclusion: name == "Claims"})
		v.Scheme.Labels = append(v.Scheme.Labels, annotate.Label{UID: specimen.UID(2, n), Layer: specimen.UID(1, n), Name: "L" + name})
	}
	for n := range byte(6) {
		body := fmt.Sprintf("Ana %d spoke. Bo\nwent home.", n)
		d := annotate.Document{UID: specimen.UID(7, n), Name: []string{"train", "REPORT", "a/b", "a_b", "A_B", "train"}[n], Source: "x", Story: specimen.UID(9, n), Text: body, TextHash: text.HashOf(body)}
		r := &annotate.Record{Document: d}
		for i, l := range v.Scheme.Labels {
			fragments, err := annotate.Cover(body, [2]int{i % 5, i%5 + 4})
			if err != nil {
				panic(err)
			}
			r.Spans = append(r.Spans, annotate.Span{UID: specimen.UID(20+n, byte(i)), Document: d.UID, Label: l.UID, Fragments: fragments, Annotator: specimen.UID(6, 1), Origin: annotate.Origin{Kind: annotate.Manual}})
		}
		slices.SortFunc(r.Spans, func(a, b annotate.Span) int { return annotate.CompareSpans(&a, &b) })
		p.Records = append(p.Records, r)
	}
	return &p
}

// combinations returns the ways in which a format can be written.
func combinations(f dataset.Format) (all []dataset.WriteOptions) {
	units, overlaps, shapes := []choice.Unit{""}, []dataset.Overlap{""}, []string{""}
	if f.Pieces {
		units = []choice.Unit{choice.Document, choice.Paragraph, choice.Sentence, choice.Tokens}
	}
	if f.OneTag {
		overlaps = dataset.Overlaps()
	}
	if !f.Tags {
		overlaps = slices.DeleteFunc(overlaps, func(o dataset.Overlap) bool { return o == dataset.SplitByLayer })
	}
	if 0 < len(f.Shapes) {
		shapes = f.Shapes
	}
	for _, unit := range units {
		for _, overlap := range overlaps {
			for _, shape := range shapes {
				for _, layers := range [][]string{nil, {"train", "a/b", "a b"}} {
					all = append(all, dataset.WriteOptions{Overlap: overlap, Shape: shape, Choice: choice.Options{Unit: unit, Tokens: 3, Layers: layers}})
				}
			}
		}
	}
	return all
}

// TestEveryCombinationOfFiles writes every format in every way that it can be written,
// with parts and without: the files that were announced are written, and no others;
// none takes another's place; report and manifest name them all, with their sums.
func TestEveryCombinationOfFiles(t *testing.T) {
	for _, f := range writing() {
		for _, o := range combinations(f) {
			for _, ratios := range []string{"", "50/25/25"} {
				name := fmt.Sprintf("%s %s %s %s %v %s", f.Name, o.Choice.Unit, o.Overlap, o.Shape, o.Choice.Layers, ratios)
				p := awkward()
				var parts []string
				if o.Parts = nil; ratios != "" {
					o.Parts = specimen.PlanOf(t, p, ratios)
					parts = o.Parts.Options.Ratios.Parts()
				}
				folder := t.TempDir()
				path := filepath.Join(folder, "set")
				written, err := export.Save(t.Context(), f, path, &p.Vocabulary, specimen.Each(p.Records), o)
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				if d := cmp.Diff(export.Files(f, path, &p.Vocabulary, o, parts...), written.Files); d != "" {
					t.Errorf("%s: announced were other files:\n%s", name, d)
				}
				there := filesBelow(t, filepath.Dir(written.Report))
				if d := cmp.Diff(there, reportedFiles(t, written.Report)); d != "" {
					t.Errorf("%s: the report names other files than there are:\n%s", name, d)
				}
				if ratios == "" {
					continue
				}
				m := specimen.ManifestAt(t, written.Manifest) // which compares the sums
				beside := []string{filepath.Base(written.Manifest), filepath.Base(written.Report)}
				for _, file := range m.Files {
					beside = append(beside, file.Name)
				}
				for _, part := range m.Parts {
					for _, file := range part.Files {
						beside = append(beside, file.Name)
					}
				}
				slices.Sort(beside)
				if d := cmp.Diff(there, beside); d != "" {
					t.Errorf("%s: the manifest names other files than there are:\n%s", name, d)
				}
			}
		}
	}
}

// filesBelow returns the names of all files in a folder, in order.
func filesBelow(t *testing.T, folder string) (names []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(names)
	return names
}

// reportedFiles returns the files that a report names, in order, and itself. It
// checks their sums.
func reportedFiles(t *testing.T, path string) []string {
	t.Helper()
	var report struct {
		Files []struct {
			Name   string
			Bytes  int
			SHA256 string
		}
	}
	if err := json.Unmarshal(specimen.ContentOf(t, path), &report); err != nil {
		t.Fatal(err)
	}
	names := []string{filepath.Base(path)}
	for _, file := range report.Files {
		content := specimen.ContentOf(t, filepath.Join(filepath.Dir(path), filepath.FromSlash(file.Name)))
		if sum := sha256.Sum256(content); file.SHA256 != hex.EncodeToString(sum[:]) || file.Bytes != len(content) {
			t.Errorf("%s: %+v is said of %d bytes", path, file, len(content))
		}
		names = append(names, file.Name)
	}
	slices.Sort(names)
	return names
}
