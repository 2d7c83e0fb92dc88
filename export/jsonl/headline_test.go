package jsonl_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"postil/annotate"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// A document without a name is called the same whether its text stands in a file
// of its own or in a record.
func TestHeadlines(t *testing.T) {
	long := strings.Repeat("harbour ", 15)
	for text, want := range map[string]string{
		"Harbour of Brindle closes its quay\n\nText.":                                                            "Harbour of Brindle closes its quay",
		"Friday, 12 May, 2024 6:54 AM\nBrindle, UK\nfew clouds 11.4°C\n\nCouncil of Ostrel refuses the ferry\n":  "Council of Ostrel refuses the ferry",
		"1. Skip to content\n  2. Skip to the main menu of this page\nNews\nCouncil of Ostrel refuses the ferry": "Council of Ostrel refuses the ferry",
		"\n\n  Short   title \nNo.":                "Short title",
		"海港的北码头从星期一起关闭。\n第二行":                      "海港的北码头从星期一起关闭。",
		"10 ferries were late in Ostrel last week": "10 ferries were late in Ostrel last week",
		long: strings.TrimSpace(long[:79]) + "…",
		strings.Repeat(" \n", 5000) + "At the very end": "At the very end",
		strings.Repeat("x", 79) + "e\u0301y":            strings.Repeat("x", 79) + "…",
	} {
		path := filepath.Join(t.TempDir(), "a.txt")
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		line, err := json.Marshal(map[string]string{"text": text, "name": " "})
		if err != nil {
			t.Fatal(err)
		}
		records, _ := read(t, string(line), dataset.ReadOptions{})
		for what, r := range map[string]*annotate.Record{"file": specimen.ReadAll(t, specimen.Named(t, "text"), path).Records[0], "record": records[0]} {
			if got := r.Document.Name; got != want {
				t.Errorf("the %s with %.40q is named %q, want %q", what, text, got, want)
			}
		}
	}
	records, _ := read(t, "\n"+`{"text":" \n"}`, dataset.ReadOptions{})
	if got := records[0].Document.Name; got != "corpus.jsonl, line 2" {
		t.Errorf("a blank text is named %q", got)
	}
}
