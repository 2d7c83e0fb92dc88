package project

import (
	"context"
	"errors"
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
	all := annotate.NewMerger(annotate.Vocabulary{})
	var last *annotate.Scheme
	for _, f := range in.files {
		if f.beside == nil || f.beside == last {
			continue
		}
		last = f.beside
		all.Begin()
		merged, err := all.Add(&annotate.Vocabulary{Scheme: *f.beside}, nil, annotate.MergeOptions{})
		if err != nil {
			return annotate.Scheme{}, annotate.At(f.Path, annotate.At("what stands beside it", err))
		}
		widen(all, &annotate.Scheme{}, f.beside, &merged.Mapping)
	}
	if !in.foundScheme() {
		return annotate.DefaultScheme(), nil
	}
	return all.Scheme, nil
}

// foundScheme tells whether labels stand beside the files.
func (in *input) foundScheme() bool {
	return slices.ContainsFunc(in.files, func(f *inputFile) bool { return f.beside != nil && 0 < len(f.beside.Labels) })
}

// fit tries whether what the files refer to can be merged into a scheme, as
// writing will do it: so what contradicts the scheme, and what a strict import
// refuses, is said before anything is written. Attributes that contradict it are
// no fault where what is bad is skipped: writing leaves out what has them. Where
// the schemes beside several files let a relation type that scheme lacks link
// different labels, it may link them all, which input.united says.
func (in *input) fit(ctx context.Context, scheme annotate.Scheme) error {
	all := annotate.NewMerger(annotate.Vocabulary{Scheme: scheme.Clone()})
	var last *annotate.Scheme
	var faults []error
	for _, f := range in.files {
		if f.used == nil || f.used == last {
			continue
		}
		last = f.used
		all.Begin()
		merged, err := in.merge(all, f.used)
		if err != nil {
			faults = append(faults, in.misfit(ctx, f, &annotate.Vocabulary{Scheme: all.Scheme}, err))
			continue
		}
		if widen(all, &scheme, f.beside, &merged.Mapping) {
			in.united = &all.Scheme
		}
	}
	return joinFaults(faults)
}

// merge merges a file's scheme, or a portion of it, as the options say.
func (in *input) merge(all *annotate.Merger, used *annotate.Scheme) (annotate.Merged, error) {
	return all.Add(&annotate.Vocabulary{Scheme: *used}, nil, annotate.MergeOptions{Strict: in.options.Strict, Partial: in.options.SkipBad})
}

// misfit returns the error of a file that cannot be merged into v, with the place
// of the first record that brings what contradicts it, or what a strict import
// refuses. The file is read again for that.
func (in *input) misfit(ctx context.Context, f *inputFile, v *annotate.Vocabulary, err error) error {
	strict := annotate.CodeOf(err) == annotate.Refused
	if annotate.CodeOf(err) != annotate.Conflict && !strict {
		return annotate.At(f.Path, err)
	}
	where := f.Path
	if _, beside := in.merge(annotate.NewMerger(v.Clone()), f.beside); beside != nil {
		return annotate.At(where, annotate.At("what stands beside it", err))
	}
	until, stop := context.WithCancel(ctx)
	defer stop()
	all := annotate.NewMerger(v.Clone())
	f.each(until, in, true, func(r read) {
		if r.vocabulary == nil || until.Err() != nil {
			return
		}
		if _, first := in.merge(all, &r.vocabulary.Scheme); first != nil {
			where = r.where
			if strict {
				where += newLabelAt(r, &v.Scheme)
				first = withAll(first, err)
			}
			err = first
			stop()
		}
	})
	err = annotate.At(where, err)
	if 1 < in.documents && !strict {
		return skippable{err}
	}
	return err
}

// newLabelAt returns which span of a record is the first whose label a scheme lacks.
func newLabelAt(r read, s *annotate.Scheme) string {
	fresh := map[annotate.UID]bool{}
	for _, l := range r.vocabulary.Scheme.Labels {
		fresh[l.UID] = s.LabelNamed(l.Name) == nil
	}
	at := slices.IndexFunc(r.record.Spans, func(span annotate.Span) bool { return fresh[span.Label] })
	if at < 0 {
		return ""
	}
	return ", span " + annotate.Excerpt(r.record.Spans[at].Fragments[0].Text)
}

// withAll returns the error of one record with that of all of its file, where that says
// more.
func withAll(first, all error) error {
	var one, every *annotate.Error
	if !errors.As(first, &one) || !errors.As(all, &every) || one.What == every.What {
		return first
	}
	said := *one
	said.What += "; in all of the file: " + every.What
	return &said
}

// widen lets relation types of all that own lacks link what those of from may, which
// mapping leads to all, and tells whether that was more.
func widen(all *annotate.Merger, own, from *annotate.Scheme, mapping *annotate.Mapping) bool {
	wider := false
	for _, t := range from.Relations {
		uid := mapping.RelationType(t.UID)
		to := all.RelationType(uid)
		if to == nil || own.RelationType(uid) != nil {
			continue
		}
		for _, end := range []struct{ to, from *[]annotate.UID }{{&to.From, &t.From}, {&to.To, &t.To}} {
			before := len(*end.to)
			*end.to = either(*end.to, *end.from, mapping)
			wider = wider || len(*end.to) != before
		}
	}
	return wider
}

// either returns the labels of both ends of a relation type; none, for any, where
// one of them is any.
func either(labels, more []annotate.UID, mapping *annotate.Mapping) []annotate.UID {
	if len(labels) == 0 || len(more) == 0 {
		return nil
	}
	labels = slices.Clone(labels)
	for _, u := range more {
		if is := mapping.Label(u); !slices.Contains(labels, is) {
			labels = append(labels, is)
		}
	}
	return labels
}
