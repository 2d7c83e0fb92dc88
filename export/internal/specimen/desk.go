package specimen

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"postil/annotate"
	"postil/export"
	"postil/export/account"
	"postil/export/dataset"
)

// Desk is a project in the making, with the scheme of a new one and two
// annotators.
type Desk struct {
	Project
	names map[annotate.UID]string // of spans, for reports: label and text
}

// NewDesk returns a project without documents.
func NewDesk() *Desk {
	return &Desk{
		Project: Project{Vocabulary: annotate.Vocabulary{Scheme: annotate.DefaultScheme(),
			Annotators: []annotate.Annotator{{UID: UID(1, 1), Name: "Ana Pop"}, {UID: UID(1, 2), Name: "Ion Rus"}}}},
		names: map[annotate.UID]string{},
	}
}

// Write adds a document, in which marks such as "PERSON Bart De Wever" are found
// by what they cover: the first place of it, or where fragments are parted by
// "|", of each behind the one before. A mark that begins with "+" is the other
// annotator's.
func (d *Desk) Write(body string, marks ...string) *annotate.Record {
	n := byte(len(d.Records) + 1)
	doc := document(UID(2, n), body, time.Time{})
	doc.Name, doc.Source = fmt.Sprintf("Article %d", n), fmt.Sprintf("https://example.org/%d", n)
	r := &annotate.Record{Document: doc}
	for i, mark := range marks {
		rest, other := strings.CutPrefix(mark, "+")
		label, covers, _ := strings.Cut(rest, " ")
		var ranges [][2]int
		at := 0
		for _, fragment := range strings.Split(covers, "|") {
			start := strings.Index(body[at:], fragment)
			if start < 0 {
				panic(body + " has no " + fragment)
			}
			ranges = append(ranges, [2]int{at + start, at + start + len(fragment)})
			at += start + len(fragment)
		}
		fragments, err := annotate.Cover(body, ranges...)
		if err != nil {
			panic(err)
		}
		s := annotate.Span{UID: UID(10+n, byte(i+1)), Document: doc.UID, Label: d.Vocabulary.Scheme.LabelNamed(label).UID, Fragments: fragments,
			Annotator: d.Vocabulary.Annotators[0].UID, Origin: annotate.Origin{Kind: annotate.Manual}}
		if other {
			s.Annotator = d.Vocabulary.Annotators[1].UID
		}
		d.names[s.UID] = mark
		r.Spans = append(r.Spans, s)
	}
	slices.SortFunc(r.Spans, func(a, b annotate.Span) int { return annotate.CompareSpans(&a, &b) })
	d.Records = append(d.Records, r)
	return r
}

// Save writes the project and returns the file's content, and what the account
// says of spans.
func (d *Desk) Save(t *testing.T, format string, o dataset.WriteOptions) (content, said string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "news"+Named(t, format).Extensions[0])
	content, written := d.SaveAt(t, format, path, o)
	return content, d.Said(&written.Account.Spans)
}

// SaveAt writes the project to a path, and returns the file, unless there are several.
func (d *Desk) SaveAt(t *testing.T, format, path string, o dataset.WriteOptions) (string, export.Written) {
	t.Helper()
	written, err := export.Save(context.Background(), Named(t, format), path, &d.Vocabulary, Each(d.Records), o)
	if err != nil {
		t.Fatal(err)
	}
	if o.Overlap == dataset.SplitByLayer || Named(t, format).Folder {
		return "", written
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content), written
}

// Said puts into lines what became of things.
func (d *Desk) Said(tally *account.Tally) string {
	var lines []string
	for item := range tally.LeftOut.All() {
		lines = append(lines, "left out "+d.names[item.ID]+": "+item.Reason)
	}
	for item := range tally.Changed.All() {
		lines = append(lines, "changed "+d.names[item.ID]+": "+item.Reason)
	}
	return strings.Join(lines, "\n")
}

// InLine shows two columns in a line: token/tag, "|" between sentences.
func InLine(content string) string {
	content = strings.ReplaceAll(strings.TrimSpace(content), "\n\n", "\n|\n")
	content = strings.ReplaceAll(content, "\t", "/")
	return strings.Join(strings.Split(content, "\n"), " ")
}
