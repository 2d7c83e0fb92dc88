package brat_test

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/internal/specimen"
)

// TestNamesFiles checks that files are named by sources that are safe names
// of texts, else by the documents' names, and that no two are the same on any
// system.
func TestNamesFiles(t *testing.T) {
	var records []*annotate.Record
	var want []string
	for i, c := range []struct{ source, name, want string }{
		{"01/data.txt", "One", "01/data"},
		{"02/data.txt", "One", "02/data"},
		{"01/DATA.txt", "One", "01/DATA-2"},
		{"01/data.txt", "One", "01/data-3"},
		{"plain.ann", "One", "plain"},
		{"caf\u00e9.txt", "One", "caf\u00e9"},
		{"cafe\u0301.txt", "One", "cafe\u0301-2"},
		{"../up.txt", "Up", "Up"},
		{"a/../b.txt", "In and out", "In and out"},
		{"/home/ana/x.txt", "Of a machine", "Of a machine"},
		{`C:\ana\x.txt`, "Of another", "Of another"},
		{"https://example.org/x.txt", "From the web?", "From the web_"},
		{"corpus.jsonl", "A/B: <c>", "A_B_ _c_"},
		{"corpus.jsonl", "A/B: <c>", "A_B_ _c_-2"},
		{"con.txt", "A device", "A device"},
		{"a/nul.x.txt", "aux", "_aux"},
		{".hidden.txt", ".. dots ..", "dots"},
		{"end .txt", "...", ""},
		{"deep.txt", "A file", "deep"},
		{"deep.txt/in.txt", "In a folder that is a file", "deep.txt_in"},
		{"report.txt", "REPORT", "report"},
		{strings.Repeat("x", 300) + ".txt", strings.Repeat("é", 150), strings.Repeat("é", 60)},
	} {
		body := "Text " + string(rune('A'+i))
		d := annotate.Document{UID: specimen.UID(1, byte(i)), Source: c.source, Name: c.name, Text: body, TextHash: text.HashOf(body)}
		records = append(records, &annotate.Record{Document: d})
		if c.want == "" {
			c.want = d.UID.String()
		}
		want = append(want, c.want)
	}
	out, _ := saveBrat(t, &annotate.Vocabulary{}, records...)
	got := map[string]string{}
	err := filepath.WalkDir(out, func(path string, e fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".txt") {
			near, _ := filepath.Rel(out, path)
			got[strings.TrimPrefix(fileIn(t, out, near), "Text ")] = strings.TrimSuffix(filepath.ToSlash(near), ".txt")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for i := range records {
		names = append(names, got[string(rune('A'+i))])
	}
	if d := cmp.Diff(want, names); d != "" {
		t.Error(d)
	}
}
