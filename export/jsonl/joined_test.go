package jsonl_test

import (
	"slices"
	"testing"

	"postil/annotate"
	"postil/export/dataset"
)

// TestListsJoinedFragments reads spans whose fragments overlap or touch: they are
// listed as changed, and nothing of a record that cannot be read.
func TestListsJoinedFragments(t *testing.T) {
	const fragments = `"start":0,"end":7,"label":"X","text":"Ok text","fragments":[{"start":0,"end":4,"text":"Ok t"},{"start":3,"end":7,"text":"text"}]`
	const file = `{"text":"Ok text here.","spans":[{` + fragments + `},{"start":0,"end":7,"label":"X","text":"Ok text","fragments":[{"start":0,"end":2},{"start":3,"end":7}]},` +
		`{"start":8,"end":12,"label":"Y","text":"here","fragments":[{"start":10,"end":12},{"start":8,"end":10}]}]}` + "\n" +
		`{"text":"Ok text there.","spans":[{` + fragments + `},{"start":0}]}` + "\n"
	records, r := read(t, file, dataset.ReadOptions{SkipBad: true})
	spans := records[0].Spans
	want := []dataset.Changed{}
	for _, ranges := range [][][2]int{{{0, 7}}, {{8, 12}}} {
		at := slices.IndexFunc(spans, func(s annotate.Span) bool { return slices.Equal(s.Ranges(), ranges) })
		want = append(want, dataset.Changed{Span: spans[at].UID, Reason: dataset.FragmentsJoined})
	}
	if got := r.Report().Changed; len(records) != 1 || !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
