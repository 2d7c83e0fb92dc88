package specimen

import (
	"slices"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"postil/annotate"
)

// Fataler is what tests, benchmarks and properties have in common.
type Fataler interface {
	Helper()
	Fatalf(string, ...any)
}

// Same fails where two projects differ.
func Same(t Fataler, want, got *Project) {
	t.Helper()
	if d := cmp.Diff(want.Vocabulary, got.Vocabulary, SameThings); d != "" {
		t.Fatalf("vocabulary (-want +got):\n%s", d)
	}
	if d := cmp.Diff(want.Records, got.Records, SameThings); d != "" {
		t.Fatalf("records (-want +got):\n%s", d)
	}
}

// InOrder sorts what annotators say of documents: it is written in the order of
// the vocabulary, but may be read in another.
func InOrder(p *Project) {
	for _, r := range p.Records {
		slices.SortFunc(r.Attributes, func(a, b annotate.DocumentAttribute) int { return slices.Compare(a.UID[:], b.UID[:]) })
		slices.SortFunc(r.Statuses, func(a, b annotate.DocumentStatus) int { return slices.Compare(a.Annotator[:], b.Annotator[:]) })
	}
}

// SameThings compares records and vocabularies: no list is the same as an empty
// one.
var SameThings = cmp.Options{
	cmpopts.EquateEmpty(),
	cmp.Comparer(func(a, b annotate.Value) bool { return a == b }),
}

// Check fails where a project is not valid, which would be the test's fault or
// a reader's.
func (p *Project) Check(t interface {
	Helper()
	Fatalf(string, ...any)
}) {
	t.Helper()
	if err := p.Vocabulary.Validate(); err != nil {
		t.Fatalf("vocabulary: %v", err)
	}
	for _, r := range p.Records {
		if err := r.Document.Validate(); err != nil {
			t.Fatalf("document: %v", err)
		}
		for i := range r.Spans {
			s := &r.Spans[i]
			if err := s.Check(r.Document.Text); err != nil {
				t.Fatalf("span: %v", err)
			}
			if err := s.Validate(&p.Vocabulary.Scheme); err != nil {
				t.Fatalf("span: %v", err)
			}
		}
		for i := range r.Relations {
			if err := r.Relations[i].Validate(&p.Vocabulary.Scheme); err != nil {
				t.Fatalf("relation: %v", err)
			}
		}
	}
}
