package e2e_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// numbered is a text of words that tell where they stand: w0000000, w0000001 and so
// on, in paragraphs.
func numbered(words int) string {
	const inParagraph = 60
	var b strings.Builder
	for i := range words {
		b.WriteString(numberedWord(i))
		switch {
		case i == words-1:
			b.WriteString(".\n")
		case i%inParagraph == inParagraph-1:
			b.WriteString(".\n\n")
		default:
			b.WriteString(" ")
		}
	}
	return b.String()
}

func numberedWord(i int) string { return fmt.Sprintf("w%07d", i) }

// numberOf is the number of a word, -1 for another text.
func numberOf(word string) int {
	digits, ok := strings.CutPrefix(word, "w")
	n, err := strconv.Atoi(digits)
	if !ok || err != nil {
		return -1
	}
	return n
}

// writeTagged writes a text into a file of records, with a span on every word whose
// number is a multiple of every.
func writeTagged(t testing.TB, body string, every int) (path string, spans int) {
	t.Helper()
	type span struct {
		Layer string `json:"layer"`
		Label string `json:"label"`
		Start int    `json:"start"`
		End   int    `json:"end"`
		Text  string `json:"text"`
	}
	var record struct {
		Name  string `json:"name"`
		Text  string `json:"text"`
		Unit  string `json:"offset_unit"`
		Spans []span `json:"spans"`
	}
	record.Name, record.Text, record.Unit = "A long text", body, "codepoint"
	for at, n := 0, 0; ; n++ {
		word := numberedWord(n)
		if n%every == 0 {
			record.Spans = append(record.Spans, span{"Entities", "PERSON", at, at + len(word), word})
		}
		gap := strings.IndexByte(body[at+len(word):], 'w')
		if gap < 0 {
			break
		}
		at += len(word) + gap
	}
	var line bytes.Buffer
	if err := json.NewEncoder(&line).Encode(record); err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "long.jsonl")
	if err := os.WriteFile(path, line.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path, len(record.Spans)
}

// wordAt is the number of the word that a double click selects at a point, or
// somewhat below it where there is none.
func (r *reader) wordAt(x, y int) (n int) {
	r.t.Helper()
	const line = 17
	r.until(fmt.Sprintf("a word is at %d, %d", x, y), func() bool {
		r.keys("Escape", "Escape")
		r.doubleClick(x, y)
		n = numberOf(r.copied())
		y += line
		return 0 <= n
	})
	return n
}
