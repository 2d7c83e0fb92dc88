package project

import "postil/annotate"

// firstScheme returns the scheme that a new project begins with: what stands
// beside the files, else the default scheme.
func (in *input) firstScheme() (annotate.Scheme, error) {
	var v annotate.Vocabulary
	for _, f := range in.files {
		merged, err := v.Merge(&annotate.Vocabulary{Scheme: f.beside}, annotate.MergeOptions{})
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
	var faults []error
	for _, f := range in.files {
		merged, err := v.Merge(&annotate.Vocabulary{Scheme: f.used}, annotate.MergeOptions{Strict: in.options.Strict})
		if err != nil {
			faults = append(faults, annotate.At(f.Path, err))
			continue
		}
		v = merged.Vocabulary
	}
	return joinFaults(faults)
}
