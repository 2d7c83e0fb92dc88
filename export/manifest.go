package export

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"path/filepath"

	"postil/export/dataset"
	"postil/export/files"
	"postil/export/split"
)

// manifestName is the name of the manifest in a folder that is a data set.
const manifestName = "manifest.json"

// ManifestPath returns where the manifest of an export with parts to path stands:
// NAME.jsonl.manifest.json beside NAME.train.jsonl, and where the data set is a
// folder, manifest.json in it.
func ManifestPath(f dataset.Format, path string) string {
	if f.Folder {
		return filepath.Join(path, manifestName)
	}
	return f.Placed(path) + "." + manifestName
}

// The manifest says how the parts were made, what is in each, and what their
// files hold, so that two people can tell whether they train on the same.
type (
	manifest struct {
		Format   string          `json:"format"`
		Project  string          `json:"project"`
		Time     string          `json:"time"`
		Program  string          `json:"program"`
		Split    manifestSplit   `json:"split"`
		Warnings []string        `json:"warnings"`
		Files    []files.Summary `json:"files"` // that no part has for itself
		Parts    []manifestPart  `json:"parts"`
	}
	manifestSplit struct {
		Ratios      string `json:"ratios"`
		Seed        int64  `json:"seed"`
		Method      string `json:"method"`
		IgnoredPins bool   `json:"pins_ignored"`
		Documents   int    `json:"documents"`
		Alone       int    `json:"documents_alone_in_story"`
		Pinned      int    `json:"documents_pinned"`
	}
	manifestPart struct {
		Name      string          `json:"name"`
		Share     float64         `json:"share"`
		Documents int             `json:"documents"`
		Stories   int             `json:"stories"`
		Spans     int             `json:"spans"`
		Relations int             `json:"relations"`
		ByLabel   map[string]int  `json:"spans_by_label"`
		SHA256    string          `json:"sha256"` // of what sha256sum prints of its files, in this order
		Files     []files.Summary `json:"files"`
		Held      []documentEntry `json:"document_ids"`
	}
)

// manifest adds the manifest to the files of an export with parts, when all else
// but the report is written.
func (s *saving) manifest(parts []Part) error {
	if err := s.files.Flush(); err != nil {
		return err
	}
	at, plan := ManifestPath(s.Format, s.path), s.options.Parts
	written, err := s.files.Summaries(filepath.Dir(at))
	if err != nil {
		return err
	}
	sums := map[string][]files.Summary{"": {}}
	for _, f := range written {
		sums[f.Part] = append(sums[f.Part], f)
	}
	m := manifest{Format: s.Name, Project: s.options.Project, Time: reportTime(s.options.Time), Program: s.options.Program,
		Split: manifestSplit{Ratios: plan.Options.Ratios.String(), Seed: plan.Options.Seed, Method: split.Method, IgnoredPins: plan.Options.IgnorePins,
			Documents: plan.Documents, Alone: plan.Alone, Pinned: plan.Pinned},
		Warnings: orEmpty(plan.Warnings), Files: sums[""], Parts: []manifestPart{}}
	for i, p := range parts {
		m.Parts = append(m.Parts, manifestPart{Name: p.Name, Share: plan.Options.Ratios.Share(i), Documents: p.Documents, Stories: p.Stories, Spans: p.Spans, Relations: p.Relations,
			ByLabel: p.ByLabel, SHA256: sumOf(sums[p.Name]), Files: append([]files.Summary{}, sums[p.Name]...), Held: append([]documentEntry{}, s.parts[i].documents...)})
	}
	s.files.Part = ""
	to, err := s.files.Create(at)
	if err != nil {
		return err
	}
	e := json.NewEncoder(to)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(m)
}

// sumOf returns one sum for several files: of a line for each, with its own sum
// and its name.
func sumOf(of []files.Summary) string {
	sum := sha256.New()
	for _, f := range of {
		io.WriteString(sum, f.SHA256+"  "+f.Name+"\n")
	}
	return hex.EncodeToString(sum.Sum(nil))
}
