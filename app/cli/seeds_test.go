package cli_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/app/cli"
)

// seeds returns the real articles of which the first four tell the same news.
func seeds(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "shared", "seeds", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 5 {
		t.Skip("the real articles are not there: ../shared/seeds beside the project")
	}
	return files
}

// postil runs a command line in this process and returns what it says.
func postil(t *testing.T, args ...string) string {
	t.Helper()
	var out, complaints bytes.Buffer
	if status := (cli.Program{Out: &out, Err: &complaints}).Run(args); status != 0 {
		t.Fatalf("%q ended with %d: %s", args, status, complaints.String())
	}
	return out.String()
}

// joined makes a project of files in which the stories of the first four are one.
func joined(t *testing.T, files []string) string {
	t.Helper()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	project := filepath.Join(t.TempDir(), "seeds.postil")
	postil(t, append([]string{"import", project, "--annotator", "Ana"}, files...)...)
	postil(t, "story", project, "--annotator", "Ana", "--join", "000_", "001_", "002_", "003_")
	return project
}

// partsBySource exports a project in parts and returns in which each document is.
func partsBySource(t *testing.T, project, ratios string, seed int) map[string]string {
	t.Helper()
	folder := filepath.Dir(project)
	postil(t, "export", project, "--format", "jsonl", "--out", filepath.Join(folder, "out.jsonl"), "--split", ratios, "--seed", fmt.Sprint(seed))
	parts := map[string]string{}
	names := []string{"train", "dev", "test"}
	if strings.Count(ratios, "/") == 1 {
		names = []string{"train", "test"}
	}
	for _, part := range names {
		file, err := os.Open(filepath.Join(folder, "out."+part+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		lines := bufio.NewScanner(file)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var d struct{ Source, Split string }
			if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
				t.Fatal(err)
			}
			if parts[d.Source] != "" || d.Split != part {
				t.Fatalf("%s stands in %s, as of %s, and in %s", d.Source, part, d.Split, parts[d.Source])
			}
			parts[d.Source] = part
		}
	}
	return parts
}

var manyRatios = []string{"80/10/10", "80/20", "10/90", "1/1/1", "50/25/25", "1/98/1", "0.5/99.5"}

// A story is never parted, whatever seed and ratios are.
func TestNoSeedPartsAStory(t *testing.T) {
	files := seeds(t)
	project := joined(t, files)
	for seed := range 200 {
		ratios := manyRatios[seed%len(manyRatios)]
		parts := partsBySource(t, project, ratios, seed)
		if len(parts) != len(files) {
			t.Fatalf("seed %d, %s: %d of %d documents", seed, ratios, len(parts), len(files))
		}
		of := func(i int) string { return parts[filepath.Base(files[i])] }
		for i := range 4 {
			if of(i) != of(0) {
				t.Fatalf("seed %d, %s: the story is parted: %v", seed, ratios, parts)
			}
		}
		if of(4) == of(0) {
			t.Errorf("seed %d, %s: two stories leave all parts but one empty", seed, ratios)
		}
	}
}

// What is imported in another order is parted the same.
func TestTheOrderOfImportDoesNotMatter(t *testing.T) {
	files := seeds(t)
	reversed := slices.Clone(files)
	slices.Reverse(reversed)
	one, other := joined(t, files), joined(t, reversed)
	postil(t, "story", one, "--annotator", "Ana", "--leave", "002_", "003_")
	postil(t, "story", other, "--annotator", "Ana", "--leave", "003_", "002_")
	for seed := range 20 {
		ratios := manyRatios[seed%len(manyRatios)]
		if d := cmp.Diff(partsBySource(t, one, ratios, seed), partsBySource(t, other, ratios, seed)); d != "" {
			t.Errorf("seed %d, %s: the order of import matters:\n%s", seed, ratios, d)
		}
	}
}
