package project_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"postil/annotate"
	"postil/app/project"
)

// TestWorkGoesOnDuringAnImport has Ana import while she and Ben, in another
// process, go on marking; everybody's memory and the file agree afterwards.
func TestWorkGoesOnDuringAnImport(t *testing.T) {
	ana := counted(t, newProject(t))
	ben, err := project.Open(t.Context(), ana.Path(), "Ben")
	if err != nil {
		t.Fatal(err)
	}
	defer ben.Close()
	quay, vote := documents(ana)
	var corpus strings.Builder
	for i := range 300 {
		fmt.Fprintf(&corpus, `{"name":"Document %d","source":"%d","text":"Mara Oduya said no, number %d.","spans":[{"label":"PERSON","start":0,"end":10,"text":"Mara Oduya"}]}`+"\n", i, i, i)
	}
	in := filepath.Join(t.TempDir(), "in.jsonl")
	write(t, in, corpus.String())

	var work sync.WaitGroup
	work.Go(func() {
		report, err := ana.Import(t.Context(), []string{in}, project.ImportOptions{}, nil)
		if err != nil || report.Documents != 300 || report.Spans != 300 {
			t.Errorf("%+v, %v", report, err)
		}
	})
	for _, p := range []*project.Project{ana, ben} {
		person := label(t, p, "PERSON")
		work.Go(func() {
			for i := range 30 {
				document := quay
				if i%2 == 1 {
					document = vote
				}
				if _, err := p.Mark(t.Context(), document, person, [][2]int{{i, i + 2 + i%3}}, annotate.UID{}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	work.Wait()
	const spans = 300 + 30 + 30
	for name, p := range map[string]*project.Project{"Ana": ana, "Ben": ben} {
		waitFor(t, name+"'s view of all spans", func() bool {
			sum := 0
			for _, d := range p.Documents(project.Filter{}) {
				sum += d.Spans
			}
			past := 0
			for _, h := range stateOf(t, p).PastTags {
				past += h.Spans
			}
			return sum == spans && past == spans
		})
	}
	if err := ana.Check(t.Context(), func(f project.Finding) { t.Errorf("%+v", f) }); err != nil {
		t.Fatal(err)
	}
	want := stateOf(t, ana)
	expectState(t, "another start", want, reopened(t, ana))
}
