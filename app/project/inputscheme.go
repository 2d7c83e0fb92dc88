package project

import (
	"context"
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
// refuses, is said before anything is written. Attributes that contradict it are
// no fault where what is bad is skipped: writing leaves out what has them.
func (in *input) fit(ctx context.Context, scheme annotate.Scheme) error {
	v := annotate.Vocabulary{Scheme: scheme}
	var last *annotate.Scheme
	var faults []error
	for _, f := range in.files {
		if f.used == nil || f.used == last {
			continue
		}
		last = f.used
		merged, err := in.merge(&v, f.used)
		if err != nil {
			faults = append(faults, in.misfit(ctx, f, &v, err))
			continue
		}
		v = merged.Vocabulary
	}
	return joinFaults(faults)
}

// merge merges a file's scheme as the options say.
func (in *input) merge(v *annotate.Vocabulary, used *annotate.Scheme) (annotate.Merged, error) {
	return v.Merge(&annotate.Vocabulary{Scheme: *used}, annotate.MergeOptions{Strict: in.options.Strict, Partial: in.options.SkipBad})
}

// misfit returns the error of a file that cannot be merged into v, with the place
// of the first record that brings what contradicts it. The file is read again for
// that.
func (in *input) misfit(ctx context.Context, f *inputFile, v *annotate.Vocabulary, err error) error {
	if annotate.CodeOf(err) != annotate.Conflict {
		return annotate.At(f.Path, err)
	}
	where := f.Path
	if _, beside := in.merge(v, f.beside); beside != nil {
		return annotate.At(where, annotate.At("what stands beside it", err))
	}
	until, stop := context.WithCancel(ctx)
	defer stop()
	f.each(until, in, true, func(r read) {
		if r.vocabulary == nil || until.Err() != nil {
			return
		}
		if _, first := in.merge(v, &r.vocabulary.Scheme); first != nil {
			where, err = r.where, first
			stop()
		}
	})
	err = annotate.At(where, err)
	if 1 < in.documents {
		return skippable{err}
	}
	return err
}
