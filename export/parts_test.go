package export_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/export"
	"postil/export/account"
	"postil/export/choice"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// apart is the example with a story to each document, the second pinned to train.
func apart(t *testing.T) *specimen.Project {
	p := specimen.Example(t)
	p.Records[1].Document.Story = specimen.UID(11, 2)
	return p
}

func TestPartsAreDataSets(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "corpus.jsonl")
	p := apart(t)
	plan := specimen.PlanOf(t, p, "50/50")
	f := specimen.Named(t, "jsonl")
	written, err := export.Save(context.Background(), f, path, &p.Vocabulary, specimen.Each(p.Records), dataset.WriteOptions{Parts: plan})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(export.Files(f, path, &p.Vocabulary, dataset.WriteOptions{}, "train", "test"), written.Files); d != "" {
		t.Errorf("announced were other files:\n%s", d)
	}
	if got, want := specimen.List(t, folder), "corpus.jsonl.REPORT.json corpus.jsonl.manifest.json corpus.test.jsonl corpus.test.scheme.json corpus.train.jsonl corpus.train.scheme.json"; got != want {
		t.Errorf("the folder holds %s", got)
	}
	for part, want := range map[string]annotate.UID{"train": specimen.UID(7, 2), "test": specimen.UID(7, 1)} {
		got := specimen.ReadAll(t, f, filepath.Join(folder, "corpus."+part+".jsonl"))
		if len(got.Records) != 1 || got.Records[0].Document.UID != want || got.Records[0].Document.Split != part {
			t.Errorf("%s holds %d records, with %+v", part, len(got.Records), got.Records[0].Document)
		}
		for _, l := range got.Records[0].Relations {
			if l.ToDocument != want {
				t.Errorf("%s holds a relation into another part", part)
			}
		}
	}
	if got := p.Records[1].Document.Split; got != "train" {
		t.Errorf("the export pinned the caller's document to %q", got)
	}
	parts := []export.Part{{Name: "train", Documents: 1, Stories: 1, Spans: 2, ByLabel: map[string]int{"MENU": 1, "SPEAKER": 1}},
		{Name: "test", Documents: 1, Stories: 1, Spans: 2, Relations: 1, ByLabel: map[string]int{"QUOTE": 1, "SPEAKER": 1}}}
	if d := cmp.Diff(parts, written.Parts); d != "" {
		t.Errorf("parts (-want +got):\n%s", d)
	}
	left := []account.Item{{ID: specimen.UID(9, 2), Document: specimen.UID(7, 1), Reason: "it leads to a document in another part of the split"}}
	if d := cmp.Diff(left, slices.Collect(written.Account.Relations.LeftOut.All())); d != "" {
		t.Errorf("relations left out (-want +got):\n%s", d)
	}
	m := specimen.ManifestAt(t, written.Manifest)
	if m.Split.Ratios != "1/1" || m.Split.Seed != 7 || m.Split.Documents != 2 || m.Split.Pinned != 1 || len(m.Files) != 0 {
		t.Errorf("the manifest says %+v", m)
	}
	for i, p := range m.Parts {
		if p.Name != parts[i].Name || p.Share != 0.5 || p.Documents != 1 || p.Stories != 1 || p.Spans != 2 || p.Relations != parts[i].Relations || !cmp.Equal(p.ByLabel, parts[i].ByLabel) || len(p.Files) != 2 || len(p.IDs) != 1 {
			t.Errorf("the manifest says of %s: %+v", p.Name, p)
		}
	}
	if s := strings.Join(written.Summary(), "\n"); !strings.Contains(s, "Part train: 1 document in 1 story, 2 spans, 0 relations.") {
		t.Errorf("the summary says\n%s", s)
	}
}

func TestPartsKeepTheEndingOfTheirName(t *testing.T) {
	for path, want := range map[string]string{"a.jsonl": "a.train.jsonl", "a.b.NDJSON": "a.b.train.NDJSON", "a.json": "a.train.json", "a-2023.11": "a-2023.11.train.jsonl", "a": "a.train.jsonl", "a.b/c": "a.b/c.train.jsonl"} {
		if got := export.Files(specimen.Named(t, "jsonl"), filepath.FromSlash(path), &annotate.Vocabulary{}, dataset.WriteOptions{}, "train"); got[1] != filepath.FromSlash(want) {
			t.Errorf("the part of %s is %s", path, got[1])
		}
	}
}

// Documents that share a story go into one part, where the story counts once.
func TestPartsCountStories(t *testing.T) {
	p := specimen.Example(t)
	written, err := export.Save(t.Context(), specimen.Named(t, "jsonl"), filepath.Join(t.TempDir(), "corpus"), &p.Vocabulary, specimen.Each(p.Records), dataset.WriteOptions{Parts: specimen.PlanOf(t, p, "50/50")})
	if err != nil {
		t.Fatal(err)
	}
	if train, test := written.Parts[0], written.Parts[1]; train.Documents != 2 || train.Stories != 1 || test.Documents != 0 || test.Stories != 0 {
		t.Errorf("train has %+v, test %+v", train, test)
	}
}

// What lies outside of the filter belongs to no part; what belongs to none but is
// chosen must not get lost.
func TestPartsAndTheFilter(t *testing.T) {
	p := apart(t)
	plan := specimen.PlanOf(t, &specimen.Project{Records: p.Records[1:]}, "50/50")
	path := filepath.Join(t.TempDir(), "corpus.jsonl")
	o := dataset.WriteOptions{Parts: plan, Choice: choice.Options{Languages: []string{"he"}}}
	written, err := export.Save(context.Background(), specimen.Named(t, "jsonl"), path, &p.Vocabulary, specimen.Each(p.Records), o)
	if err != nil {
		t.Fatal(err)
	}
	if a := written.Account; written.Documents != 1 || !slices.Equal(a.Documents.Outside, []annotate.UID{specimen.UID(7, 1)}) || a.Relations.LeftOut.Len() != 0 {
		t.Errorf("%+v", a.Documents)
	}
	o.Choice = choice.Options{}
	if _, err := export.Save(context.Background(), specimen.Named(t, "jsonl"), path, &p.Vocabulary, specimen.Each(apart(t).Records), o); annotate.CodeOf(err) != annotate.Internal {
		t.Errorf("a chosen document without a part: %v", err)
	}
}

func TestAFailedExportWithPartsLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	p := apart(t)
	plan := specimen.PlanOf(t, p, "50/50")
	p.Records[1].Spans[0].Fragments[0].Text = "wrong"
	if _, err := export.Save(context.Background(), specimen.Named(t, "jsonl"), filepath.Join(folder, "corpus.jsonl"), &p.Vocabulary, specimen.Each(p.Records), dataset.WriteOptions{Parts: plan}); err == nil {
		t.Fatal("it was written")
	}
	if got := specimen.List(t, folder); got != "" {
		t.Errorf("the folder holds %s", got)
	}
}

// Every format writes its parts, each with all its files, and the same again.
func TestEveryFormatWritesParts(t *testing.T) {
	for _, f := range export.Formats() {
		if !f.Writes {
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			var sums []string
			for _, ending := range []string{"", ".x"} { // neither is the format's own
				p := apart(t)
				path := filepath.Join(t.TempDir(), "corpus")
				if !f.Folder {
					path += ending
				}
				written, err := export.Save(context.Background(), f, path, &p.Vocabulary, specimen.Each(p.Records), dataset.WriteOptions{Parts: specimen.PlanOf(t, p, "34/33/33")})
				if err != nil {
					t.Fatal(err)
				}
				if d := cmp.Diff(export.Files(f, path, &p.Vocabulary, dataset.WriteOptions{}, "train", "dev", "test"), written.Files); d != "" {
					t.Errorf("announced were other files:\n%s", d)
				}
				m := specimen.ManifestAt(t, export.ManifestPath(f, path))
				for _, part := range m.Parts {
					if len(part.Files) == 0 && part.Documents != 0 {
						t.Errorf("%s has no files", part.Name)
					}
					for _, file := range part.Files {
						if !strings.Contains(file.Name, part.Name) {
							t.Errorf("%s has the file %s", part.Name, file.Name)
						}
						sums = append(sums, file.SHA256)
					}
				}
			}
			if first, second := sums[:len(sums)/2], sums[len(sums)/2:]; !slices.Equal(first, second) {
				t.Errorf("the same export twice: %q and %q", first, second)
			}
		})
	}
}
