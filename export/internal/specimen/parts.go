package specimen

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"postil/export/split"
)

// PlanOf parts all records.
func PlanOf(t *testing.T, p *Project, ratios string) *split.Plan {
	t.Helper()
	r, err := split.Parse(ratios)
	if err != nil {
		t.Fatal(err)
	}
	var documents []split.Document
	for _, r := range p.Records {
		documents = append(documents, split.Document{UID: r.Document.UID, Story: r.Document.Story, Text: r.Document.TextHash, Pin: r.Document.Split})
	}
	return split.Assign(documents, split.Options{Ratios: r, Seed: 7})
}

// fileInManifest is what a manifest says of a file.
type fileInManifest struct {
	Name   string
	Bytes  int64
	SHA256 string
}

type readManifest struct {
	Split struct {
		Ratios    string
		Seed      int64
		Documents int
		Pinned    int `json:"documents_pinned"`
	}
	Warnings []string
	Files    []fileInManifest
	Parts    []struct {
		Name                                 string
		Share                                float64
		Documents, Stories, Spans, Relations int
		ByLabel                              map[string]int `json:"spans_by_label"`
		SHA256                               string
		Files                                []fileInManifest
		IDs                                  []struct{ ID, Source string } `json:"document_ids"`
	}
}

// ManifestAt reads a manifest and holds it against the files beside it.
func ManifestAt(t *testing.T, path string) readManifest {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var m readManifest
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	files := m.Files
	for _, p := range m.Parts {
		files = append(files, p.Files...)
		lines := ""
		for _, f := range p.Files {
			lines += f.SHA256 + "  " + f.Name + "\n"
		}
		if sum := sha256.Sum256([]byte(lines)); p.SHA256 != hex.EncodeToString(sum[:]) {
			t.Errorf("the manifest is wrong about the sum of %s", p.Name)
		}
	}
	for _, f := range files {
		content, err := os.ReadFile(filepath.Join(filepath.Dir(path), filepath.FromSlash(f.Name)))
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(content); f.Bytes != int64(len(content)) || f.SHA256 != hex.EncodeToString(sum[:]) {
			t.Errorf("the manifest is wrong about %s: %+v", f.Name, f)
		}
	}
	return m
}
