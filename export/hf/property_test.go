package hf_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"postil/annotate"
	"postil/annotate/segment"
	"postil/export"
	"postil/export/account"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// tokensTouched returns the tokens of text that ranges touch, found by looking at
// each.
func tokensTouched(text string, ranges [][2]int) map[int]bool {
	touched := map[int]bool{}
	i := 0
	for start, end := range segment.Tokens(text) {
		for _, r := range ranges {
			if r[0] < end && start < r[1] {
				touched[i] = true
			}
		}
		i++
	}
	return touched
}

// TestTagsAreTheSpans compares the tags of any project with its spans, by the
// plainest way to tell: each written span has all of its tokens that are not
// masked and no other span has them, each that is left out had to be, and every
// other token is outside or masked.
func TestTagsAreTheSpans(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "set")
	rapid.Check(t, func(t *rapid.T) {
		p := specimen.DrawProject(t)
		o := dataset.WriteOptions{Overlap: specimen.Draw(t, []dataset.Overlap{dataset.Longest, dataset.Innermost, dataset.First}, "overlap")}
		written := saveFolder(t, &p, folder, o)
		left := map[annotate.UID]string{}
		for item := range written.Account.Spans.LeftOut.All() {
			left[item.ID] = item.Reason
		}
		rows := hfRowsIn(t, folder)
		for _, r := range p.Records {
			at := slices.IndexFunc(rows, func(row dataRow) bool { return row.ID == r.Document.UID.String() })
			if at < 0 {
				if !slices.ContainsFunc(slices.Collect(written.Account.Documents.LeftOut.All()), func(i account.Item) bool { return i.ID == r.Document.UID }) {
					t.Fatalf("document %s is neither written nor left out", r.Document.UID)
				}
				continue
			}
			checkTags(t, &p, r, rows[at].Tags, left, o.Overlap)
		}
	})
}

// checkTags compares the tags of a document with its spans.
func checkTags(t *rapid.T, p *specimen.Project, r *annotate.Record, tags []int, left map[annotate.UID]string, overlap dataset.Overlap) {
	text := r.Document.Text
	masked, label := map[int]bool{}, map[annotate.UID]int{}
	next := 1
	for _, y := range p.Vocabulary.Scheme.Layers {
		for _, l := range p.Vocabulary.Scheme.LabelsOf(y.UID) {
			if label[l.UID] = 0; !y.Exclusion {
				label[l.UID] = next
				next += 2
			}
		}
	}
	for i := range r.Spans {
		if s := &r.Spans[i]; label[s.Label] == 0 {
			for token := range tokensTouched(text, s.Ranges()) {
				masked[token] = true
			}
		}
	}
	owner := map[int]*annotate.Span{}
	covered := map[annotate.UID]map[int]bool{}
	for i := range r.Spans {
		s := &r.Spans[i]
		own := tokensTouched(text, s.Ranges())
		for token := range masked {
			delete(own, token)
		}
		covered[s.UID] = own
		if _, gone := left[s.UID]; gone || label[s.Label] == 0 {
			continue
		}
		if len(own) == 0 {
			t.Fatalf("span %s is written, but has no tokens", s.UID)
		}
		for token := range own {
			if owner[token] != nil {
				t.Fatalf("token %d belongs to two spans", token)
			}
			owner[token] = s
			if first := label[s.Label]; tags[token] != first && tags[token] != first+1 {
				t.Fatalf("token %d has the tag %d, and its span %d", token, tags[token], first)
			}
			if !own[token-1] && tags[token] != label[s.Label] || own[token-1] && tags[token] != label[s.Label]+1 {
				t.Fatalf("token %d has the tag %d: it begins an entity where it should not, or does not where it should", token, tags[token])
			}
		}
	}
	for token, tag := range tags {
		if owner[token] == nil && tag != map[bool]int{true: -100}[masked[token]] {
			t.Fatalf("token %d has the tag %d, and no span", token, tag)
		}
	}
	for i := range r.Spans {
		s := &r.Spans[i]
		if _, gone := left[s.UID]; !gone || len(covered[s.UID]) == 0 || label[s.Label] == 0 {
			continue
		}
		preferred := false
		for token := range covered[s.UID] {
			if o := owner[token]; o != nil {
				a, b := len(covered[o.UID]), len(covered[s.UID])
				preferred = preferred || overlap == dataset.Longest && b <= a || overlap == dataset.Innermost && a <= b || overlap == dataset.First
			}
		}
		if !preferred {
			t.Fatalf("span %s is left out (%s), but none that is preferred has its tokens", s.UID, left[s.UID])
		}
	}
}

func saveFolder(t *rapid.T, p *specimen.Project, folder string, o dataset.WriteOptions) export.Written {
	f, err := export.FormatNamed("hf")
	if err != nil {
		t.Fatal(err)
	}
	written, err := export.Save(t.Context(), f, folder, &p.Vocabulary, specimen.Each(p.Records), o)
	if err != nil {
		t.Fatal(err)
	}
	return written
}

func hfRowsIn(t *rapid.T, folder string) (rows []dataRow) {
	file, err := os.Open(filepath.Join(folder, "train.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var row dataRow
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	return rows
}

// dataRow is a row as a loader sees it.
type dataRow struct {
	ID         string   `json:"id"`
	Document   string   `json:"document"`
	Start      int      `json:"start"`
	Language   string   `json:"language"`
	Text       string   `json:"text"`
	Tokens     []string `json:"tokens"`
	TokenStart []int    `json:"token_start"`
	TokenEnd   []int    `json:"token_end"`
	Tags       []int    `json:"ner_tags"`
}
