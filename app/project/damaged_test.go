package project_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"postil/app/project"
)

// damagedFormats are the formats that are written and read, with a file that each
// export of [TestDamagedInputIsAccountedFor] has.
var damagedFormats = map[string]string{
	"jsonl": "out.jsonl", "doccano": "out.jsonl", "labelstudio": "out.json", "conll": "out.conll", "brat": "out",
}

// TestDamagedInputIsAccountedFor damages files of every format at random, and
// imports them skipping what is bad: what was read is new, there already or left
// out, each by an id of its own.
func TestDamagedInputIsAccountedFor(t *testing.T) {
	source := marked(t)
	for format, name := range damagedFormats {
		t.Run(format, func(t *testing.T) {
			folder := t.TempDir()
			path := filepath.Join(folder, name)
			if _, err := source.Export(t.Context(), project.ExportOptions{Format: format, Path: path}, nil); err != nil {
				t.Fatal(err)
			}
			if format == "conll" { // what it says must fit its file
				if err := os.Remove(filepath.Join(folder, "out.index.tsv")); err != nil {
					t.Fatal(err)
				}
			}
			accountForDamage(t, path, format)
		})
	}
	for name, content := range map[string]string{
		"rows.csv":  "id,text\n1,The quay is shut.\n2,\"The vote, again.\"\n3,Nobody knows.\n",
		"rows.json": `[{"id":1,"text":"The quay is shut."},{"id":2,"text":"The vote, again."}]`,
		"page.html": "<html lang=\"en\"><title>Quay</title><p>The quay is shut.</p></html>",
		"page.txt":  "The quay is shut.\nNobody knows why.\n",
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name)
			write(t, path, content)
			format := map[string]string{".html": "html", ".txt": "text"}[filepath.Ext(name)]
			if format == "" {
				format = "table"
			}
			accountForDamage(t, path, format)
		})
	}
}

// marked returns a project with marks and relations on three documents.
func marked(t *testing.T) *project.Project {
	t.Helper()
	p := newProject(t)
	in := filepath.Join(t.TempDir(), "in.jsonl")
	var lines strings.Builder
	for i := range 3 {
		fmt.Fprintf(&lines, `{"text":"Mara %d left the quay.\nBen stayed.","spans":[{"id":1,"label":"PERSON","start":0,"end":4,"text":"Mara"},{"id":2,"label":"PLACE","start":16,"end":20,"text":"quay"},{"id":3,"label":"PERSON","start":22,"end":25,"text":"Ben"}],"relations":[{"type":"near","from":1,"to":2},{"type":"near","from":3,"to":2}]}`+"\n", i)
	}
	write(t, in, lines.String())
	if _, err := p.Import(t.Context(), []string{in}, project.ImportOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	return p
}

// damages is in how many ways each file is damaged.
const damages = 30

// accountForDamage imports a file or the files of a folder, damaged in many ways,
// beside a good one.
func accountForDamage(t *testing.T, path, format string) {
	var files []string
	err := filepath.WalkDir(path, func(at string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() && !strings.HasSuffix(at, ".REPORT.json") && !strings.HasSuffix(at, ".conf") {
			files = append(files, at)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(files)
	whole := map[string][]byte{}
	for _, file := range files {
		if whole[file], err = os.ReadFile(file); err != nil {
			t.Fatal(err)
		}
	}
	p := newProject(t)
	left := 0
	for seed := range uint64(damages) {
		random := rand.New(rand.NewPCG(seed, 0))
		for _, file := range files {
			if err := os.WriteFile(file, damage(random, whole[file]), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		report, err := p.Import(t.Context(), []string{path}, project.ImportOptions{Format: format, SkipBad: true}, nil)
		if err != nil { // nothing is left
			if !strings.Contains(err.Error(), filepath.Base(path)) || project.CanSkip(err) {
				t.Fatalf("seed %d: %v", seed, err)
			}
			continue
		}
		a := accountOf(t, report)
		seen := map[string]bool{}
		for _, kind := range []string{"documents", "spans", "relations"} {
			for _, l := range a.IDs[kind].LeftOut {
				if seen[l.ID] || slices.Contains(a.IDs[kind].New, l.ID) || slices.Contains(a.IDs[kind].Known, l.ID) {
					t.Errorf("seed %d, %s: %s stands twice", seed, kind, l.ID)
				}
				seen[l.ID] = true
				left++
			}
		}
		if len(a.IDs["documents"].LeftOut) != 0 && len(a.Skipped) == 0 {
			t.Errorf("seed %d: %+v is left out, and nothing says why", seed, a.IDs["documents"].LeftOut)
		}
		if _, err := p.Undo(t.Context()); err != nil && p.UndoName() != "" {
			t.Fatal(err)
		}
	}
	if left == 0 && format != "text" && format != "html" { // of one document either all is left or nothing
		t.Error("no damage had anything left out")
	}
}

// damage changes some bytes of a file: cuts them out, doubles them, or writes
// others over them.
func damage(random *rand.Rand, whole []byte) []byte {
	file := slices.Clone(whole)
	for range random.IntN(3) {
		if len(file) == 0 {
			break
		}
		at := random.IntN(len(file))
		n := min(1+random.IntN(12), len(file)-at)
		switch random.IntN(3) {
		case 0:
			file = slices.Delete(file, at, at+n)
		case 1:
			file = slices.Insert(file, at, slices.Clone(file[at:at+n])...)
		default:
			const strange = "\t\n \"{}[],:9aO-\xff"
			for i := range n {
				file[at+i] = strange[random.IntN(len(strange))]
			}
		}
	}
	return file
}
