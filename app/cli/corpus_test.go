package cli_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/uuid"

	"postil/annotate"
	"postil/export/jsonl"
)

// spansOfDocument is how many spans each document of the corpus has.
const spansOfDocument = 100

// line is a native record with no more than it needs.
type line struct {
	Name   string `json:"name"`
	Source string `json:"source"`
	Text   string `json:"text"`
	Spans  []mark `json:"spans"`
}

type mark struct {
	ID    string `json:"id,omitempty"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Label string `json:"label"`
	Text  string `json:"text"`
}

// importedCorpus returns a project of 500 articles and the folder that it stands in.
func importedCorpus(t *testing.T) (folder, project string) {
	t.Helper()
	folder = t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", folder)
	project = filepath.Join(folder, "a.postil")
	records := filepath.Join(folder, "a.jsonl")
	writeCorpus(t, records, 500, false)
	if output, err := exec.Command("postil", "import", project, records).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	return folder, project
}

// writeCorpus writes records and their scheme, always the same.
func writeCorpus(b testing.TB, path string, documents int, ids bool) {
	b.Helper()
	scheme, err := os.Create(jsonl.SchemePath(path))
	if err != nil {
		b.Fatal(err)
	}
	defer scheme.Close()
	v := annotate.Vocabulary{Scheme: annotate.DefaultScheme()}
	if err := jsonl.WriteScheme(scheme, &v); err != nil {
		b.Fatal(err)
	}
	records, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer records.Close()
	excluded := v.Scheme.ExcludedLabels() // of which formats of tokens write no spans
	labels := slices.DeleteFunc(v.Scheme.Labels, func(l annotate.Label) bool { return slices.Contains(excluded, l.UID) })
	random := rand.New(rand.NewPCG(1, 2))
	vocabulary := words(random, 20_000)
	w := bufio.NewWriter(records)
	e := json.NewEncoder(w)
	for n := range documents {
		l := article(random, vocabulary, labels)
		l.Name, l.Source = fmt.Sprint("Article ", n), fmt.Sprint("https://example.org/", n)
		for i := range l.Spans {
			if ids {
				l.Spans[i].ID = uuid.NewString()
			}
		}
		if err := e.Encode(l); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
}

// words makes words of two to ten letters, some of more than one byte.
func words(random *rand.Rand, n int) []string {
	letters := []rune("aaabcdeeefghiiijklmnnooprrsssttuvzăâîșțé")
	all := make([]string, n)
	for i := range all {
		word := make([]rune, 2+random.IntN(9))
		for j := range word {
			word[j] = letters[random.IntN(len(letters))]
		}
		all[i] = string(word)
	}
	return all
}

// article makes 400 words with a mark on every fourth. By Zipf's law, roughly, a
// word's rank is the square of a uniform draw.
func article(random *rand.Rand, vocabulary []string, labels []annotate.Label) line {
	var l line
	var text strings.Builder
	at := 0 // in code points
	for i := range 4 * spansOfDocument {
		x := random.Float64()
		word := vocabulary[int(x*x*float64(len(vocabulary)))]
		end := at + utf8.RuneCountInString(word)
		if i%4 == 0 {
			l.Spans = append(l.Spans, mark{Start: at, End: end, Label: labels[i/4%len(labels)].Name, Text: word})
		}
		text.WriteString(word)
		space := " "
		if i%12 == 11 {
			space = ".\n"
		}
		text.WriteString(space)
		at = end + len(space)
	}
	l.Text = text.String()
	return l
}
