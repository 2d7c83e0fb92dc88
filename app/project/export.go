package project

import (
	"context"
	"errors"
	"iter"
	"slices"
	"time"

	"postil/annotate"
	"postil/export"
	"postil/export/dataset"
	"postil/storage"
)

// Replaces returns the files that stand where an export would write: the data
// set itself, and what belongs beside it.
func (p *Project) Replaces(o ExportOptions) []string {
	scheme := p.Scheme()
	return slices.DeleteFunc(targets(o, &scheme), missing)
}

// CheckReplace refuses an export that would replace files that no earlier export in
// this format has written, or that somebody has changed since, unless the options ask
// for that; the error says which. [Project.Export] checks the same.
func (p *Project) CheckReplace(o ExportOptions) error {
	scheme := p.Scheme()
	var refusal error
	atTargets(o, &scheme, func(f dataset.Format, v *annotate.Vocabulary, w dataset.WriteOptions, parts []string) {
		refusal = export.CheckReplace(f, o.Path, v, w, parts...)
	})
	return refusal
}

// targets returns the files that an export of a project with this scheme would write,
// none for options that the export refuses.
func targets(o ExportOptions, scheme *annotate.Scheme) []string {
	var paths []string
	atTargets(o, scheme, func(f dataset.Format, v *annotate.Vocabulary, w dataset.WriteOptions, parts []string) {
		paths = export.Files(f, o.Path, v, w, parts...)
	})
	return paths
}

// atTargets calls do with what says where an export of a project with this scheme
// writes, and not for options that the export refuses, which it says itself.
func atTargets(o ExportOptions, scheme *annotate.Scheme, do func(dataset.Format, *annotate.Vocabulary, dataset.WriteOptions, []string)) {
	format, err := export.FormatNamed(o.Format)
	if err != nil {
		return
	}
	options, err := o.parse()
	if err != nil {
		return
	}
	ratios, err := o.ratios()
	if err != nil {
		return
	}
	do(format, &annotate.Vocabulary{Scheme: *scheme}, options, ratios.Parts())
}

// ExportReport says what an export wrote.
type ExportReport = export.Written

// Export writes the project as a data set, one document in memory at a time, and
// a report beside it, which says by id what became of everything.
// On an error, or when ctx is cancelled, the files that stood there before
// still stand there. progress may be nil; it is called on the goroutine of the
// caller.
func (p *Project) Export(ctx context.Context, o ExportOptions, progress func(Progress)) (ExportReport, error) {
	format, err := o.format()
	if err != nil {
		return ExportReport{}, err
	}
	options, err := p.choices(o)
	if err != nil {
		return ExportReport{}, err
	}
	var written ExportReport
	err = p.file.View(ctx, func(r *storage.Reader) error {
		v, err := r.Vocabulary()
		if err != nil {
			return err
		}
		if err := p.checkTargets(o, &v.Scheme); err != nil { // which somebody may have changed just now
			return err
		}
		if err := findEnds(r, &v, &options.Choice); err != nil {
			return err
		}
		if options.Parts, err = o.plan(r, &v, options.Choice); err != nil {
			return err
		}
		options.Time, options.Project, options.Program = time.Now(), p.Name(), "Postil "+Version()
		written, err = export.Save(ctx, format, o.Path, &v, p.records(r, o, progress), options)
		return err
	})
	return written, err
}

// errEnough ends the reading of records that nobody wants any more.
var errEnough = errors.New("enough")

// records yields all that the project holds, one record at a time: what of it is
// written, the export decides and accounts for.
func (p *Project) records(r *storage.Reader, o ExportOptions, progress func(Progress)) iter.Seq2[*annotate.Record, error] {
	return func(yield func(*annotate.Record, error) bool) {
		done, total := int64(0), int64(len(p.Documents(Filter{})))
		err := r.Records(func(record *annotate.Record) error {
			if !yield(record, nil) {
				return errEnough
			}
			done++
			tell(progress, Progress{Stage: "writing", Done: done, Total: total, File: o.Path})
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			yield(nil, err)
		}
	}
}
