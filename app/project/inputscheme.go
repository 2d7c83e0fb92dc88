package project

import (
	"reflect"
	"slices"
	"sync"

	"postil/annotate"
)

// schemes are those of the files of an import, each kept once: thousands of files
// of a folder say the same.
type schemes struct {
	mu   sync.Mutex
	kept []*annotate.Scheme // the newest last
}

// mostSchemes is among how many of the newest one is looked for.
const mostSchemes = 16

// keep returns the one that is kept and says the same as s, else a copy of it.
func (all *schemes) keep(s *annotate.Scheme) *annotate.Scheme {
	all.mu.Lock()
	defer all.mu.Unlock()
	for _, k := range slices.Backward(all.kept[max(0, len(all.kept)-mostSchemes):]) {
		if reflect.DeepEqual(k, s) {
			return k
		}
	}
	c := s.Clone()
	all.kept = append(all.kept, &c)
	return &c
}

// firstScheme returns the scheme that a new project begins with: what stands
// beside the files, else the default scheme.
func (in *input) firstScheme() (annotate.Scheme, error) {
	var v annotate.Vocabulary
	var last *annotate.Scheme
	for _, f := range in.files {
		if f.beside == nil || f.beside == last {
			continue
		}
		last = f.beside
		merged, err := v.Merge(&annotate.Vocabulary{Scheme: *f.beside}, annotate.MergeOptions{})
		if err != nil {
			return annotate.Scheme{}, annotate.At(f.Path, err)
		}
		v = merged.Vocabulary
	}
	if len(v.Scheme.Labels) == 0 {
		return annotate.DefaultScheme(), nil
	}
	return v.Scheme, nil
}

// fit tries whether what the files refer to can be merged into a scheme, as
// writing will do it: so what contradicts the scheme, and what a strict import
// refuses, is said before anything is written.
func (in *input) fit(scheme annotate.Scheme) error {
	v := annotate.Vocabulary{Scheme: scheme}
	var last *annotate.Scheme
	var faults []error
	for _, f := range in.files {
		if f.used == nil || f.used == last {
			continue
		}
		last = f.used
		merged, err := v.Merge(&annotate.Vocabulary{Scheme: *f.used}, annotate.MergeOptions{Strict: in.options.Strict})
		if err != nil {
			faults = append(faults, annotate.At(f.Path, err))
			continue
		}
		v = merged.Vocabulary
	}
	return joinFaults(faults)
}
