package project

import (
	"context"
	"errors"
	"slices"

	"postil/export/dataset"
)

// skippable is an error of something in the files that an import with
// [ImportOptions].SkipBad leaves out, and brings the rest.
type skippable struct{ error }

// Unwrap returns the error.
func (s skippable) Unwrap() error { return s.error }

// CanSkip tells whether an import that failed with err would bring something with
// [ImportOptions].SkipBad: whether all that is wrong can be skipped, and something
// is left then.
func CanSkip(err error) bool {
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		return !slices.ContainsFunc(several.Unwrap(), func(err error) bool { return !CanSkip(err) })
	}
	_, ok := errors.AsType[skippable](err)
	return ok
}

// skippable returns the faults of files, those that can be skipped as such, where
// anything is left without them.
func (in *input) skippable(ctx context.Context, faults []error) []error {
	if in.options.SkipBad || !in.leaves(ctx) {
		return faults
	}
	marked := make([]error, len(faults))
	for i, err := range faults {
		if dataset.MaySkip(err) {
			err = skippable{err}
		}
		marked[i] = err
	}
	return marked
}

// leaves tells whether any document is good: of the files that are good or were
// up to the error, else of the others behind it.
func (in *input) leaves(ctx context.Context) bool {
	if slices.ContainsFunc(in.files, func(f *inputFile) bool { return 0 < f.documents }) {
		return true
	}
	skipping := &input{options: in.options, unit: in.unit}
	skipping.options.SkipBad = true
	for _, f := range in.files {
		if f.format.Name == "" { // it is not there, or of no format
			continue
		}
		found := false
		until, stop := context.WithCancel(ctx)
		f.each(until, skipping, false, func(r read) {
			found = found || r.err == nil
			stop()
		})
		stop()
		if found {
			return true
		}
	}
	return false
}
