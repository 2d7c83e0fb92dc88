package export_test

import (
	"slices"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"postil/annotate"
)

// fataler is what tests, benchmarks and properties have in common.
type fataler interface {
	Helper()
	Fatalf(string, ...any)
}

// same fails where two projects differ.
func same(t fataler, want, got *project) {
	t.Helper()
	if d := cmp.Diff(want.vocabulary, got.vocabulary, sameThings); d != "" {
		t.Fatalf("vocabulary (-want +got):\n%s", d)
	}
	if d := cmp.Diff(want.records, got.records, sameThings); d != "" {
		t.Fatalf("records (-want +got):\n%s", d)
	}
}

// inOrder sorts what annotators say of documents: it is written in the order of
// the vocabulary, but may be read in another.
func inOrder(p *project) {
	for _, r := range p.records {
		slices.SortFunc(r.Attributes, func(a, b annotate.DocumentAttribute) int { return slices.Compare(a.UID[:], b.UID[:]) })
		slices.SortFunc(r.Statuses, func(a, b annotate.DocumentStatus) int { return slices.Compare(a.Annotator[:], b.Annotator[:]) })
	}
}

// sameThings compares records and vocabularies: no list is the same as an empty
// one.
var sameThings = cmp.Options{
	cmpopts.EquateEmpty(),
	cmp.Comparer(func(a, b annotate.Value) bool { return a == b }),
}

// check fails where a project is not valid, which would be the test's fault or
// a reader's.
func (p *project) check(t interface {
	Helper()
	Fatalf(string, ...any)
}) {
	t.Helper()
	if err := p.vocabulary.Validate(); err != nil {
		t.Fatalf("vocabulary: %v", err)
	}
	for _, r := range p.records {
		if err := r.Document.Validate(); err != nil {
			t.Fatalf("document: %v", err)
		}
		for i := range r.Spans {
			s := &r.Spans[i]
			if err := s.Check(r.Document.Text); err != nil {
				t.Fatalf("span: %v", err)
			}
			if err := s.Validate(&p.vocabulary.Scheme); err != nil {
				t.Fatalf("span: %v", err)
			}
		}
		for i := range r.Relations {
			if err := r.Relations[i].Validate(&p.vocabulary.Scheme); err != nil {
				t.Fatalf("relation: %v", err)
			}
		}
	}
}
