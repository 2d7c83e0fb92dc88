package project

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"runtime"
	"slices"
	"sync"
	"time"

	"postil/annotate"
	"postil/annotate/segment"
	"postil/annotate/text"
	"postil/export/dataset"
)

// ImportedFile says how one file was read.
type ImportedFile struct {
	Path      string
	Format    string // a name from [Formats]
	Charset   string // how it was decoded, for plain text
	Replaced  int    // control characters and invalid bytes that became U+FFFD
	Documents int    // that were read from it
	Skipped   int    // what could not be read of it and was skipped
}

// input is what an import reads: files that have been read once and found good.
type input struct {
	files     []*inputFile
	passed    []string // what was passed over in folders, in words
	options   ImportOptions
	unit      text.Unit
	documents int
	books     accounts
	schemes   schemes
	writing   *inputFile // whose records are being written
	common    dataset.Common
	begun     *annotate.Scheme // that a new project begins with; nil for one that was there
	united    *annotate.Scheme // with relation types as wide as all files have them; nil where the first file's are
}

// inputFile is one file of an import.
type inputFile struct {
	ImportedFile
	format    dataset.Format
	source    string // of its document, where the format is a folder of documents; "" for the reader to say
	size      int64
	documents int
	changed   []changedSpan        // in order
	beside    *annotate.Scheme     // of the scheme file beside it; nil until it is read
	who       []annotate.Annotator // whom that names
	used      *annotate.Scheme     // beside, with all that the records refer to; nil for no record
	notes     []string
	common    []dataset.Note // of what stands beside it
	skipped   []error
	leftOut   []dataset.LeftOut
	err       error
}

// read is one record as it is read, or the error that ends the reading.
type read struct {
	file       *inputFile
	where      string // it stands: file and line
	record     *annotate.Record
	vocabulary *annotate.Vocabulary // what it refers to and no record of the file before; nil for nothing
	bytes      int64                // of the file, up to here
	replaced   int                  // characters of it that became U+FFFD
	settled    bool                 // its text is another than the file holds, where its Original does not tell
	changed    []dataset.Changed    // spans of it that are not as the file has them
	err        error
}

// check reads everything once, a file on each processor. The error tells of
// every file that is bad.
func check(ctx context.Context, paths []string, o ImportOptions, progress func(Progress)) (*input, error) {
	if err := o.Check(); err != nil {
		return nil, err
	}
	in := &input{options: o}
	var err error
	if in.unit, err = offsetUnit(o.Offsets); err != nil {
		return nil, err
	}
	if in.files, in.passed, err = inputFiles(paths, o); err != nil {
		return nil, err
	}
	total, done := int64(0), int64(0)
	for _, f := range in.files {
		total += f.size
	}
	for c := range in.checkAll(ctx) {
		done += c.bytes
		tell(progress, Progress{Stage: "checking", Done: done, Total: total, File: c.file.Path})
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return in, in.faults(ctx)
}

// fail keeps what is wrong with a file, which an import that skips what is bad
// passes over.
func (f *inputFile) fail(err error, skipBad bool) {
	if skipBad && dataset.MaySkip(err) {
		f.skipped = append(f.skipped, err)
	} else {
		f.err = err
	}
}

// faults returns what is wrong with the files, nil for nothing: first the tables of
// which only the column of the text is to be said, so that none is left out where
// there are many. Where everything in them was skipped, that is an error, too.
func (in *input) faults(ctx context.Context) error {
	var faults, skipped []error
	for _, f := range in.files {
		in.documents += f.documents
		skipped = append(skipped, f.skipped...)
		if f.err != nil {
			faults = append(faults, f.err)
		}
	}
	switch {
	case 0 < len(faults):
		slices.SortStableFunc(faults, func(a, b error) int { return askingFirst(a) - askingFirst(b) })
		return joinFaults(in.skippable(ctx, faults))
	case in.documents == 0:
		return joinFaults(skipped)
	}
	return nil
}

// askingFirst returns 0 for a table whose column of text is to be said, else 1.
func askingFirst(fault error) int {
	if table := new(NoTextColumn); errors.As(fault, &table) {
		return 0
	}
	return 1
}

// checked says that a further part of a file was found good, or all of it.
type checked struct {
	file  *inputFile
	bytes int64
}

// checkAll checks files on every processor and reports as it goes.
func (in *input) checkAll(ctx context.Context) <-chan checked {
	todo, reports := make(chan *inputFile), make(chan checked)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for f := range todo {
				f.check(ctx, in, reports)
			}
		})
	}
	go func() {
		for _, f := range in.files {
			if ctx.Err() != nil {
				break
			}
			if f.err == nil {
				todo <- f
			}
		}
		close(todo)
		workers.Wait()
		close(reports)
	}()
	return reports
}

// reportEvery is after how many bytes of a long file its checking is reported.
const reportEvery = 1 << 20

// check reads a file and keeps what a report says of it.
func (f *inputFile) check(ctx context.Context, in *input, reports chan<- checked) {
	reported := int64(0)
	report := f.each(ctx, in, false, func(r read) {
		if f.err = r.err; f.err != nil {
			return
		}
		f.changed = appendFiner(f.changed, f.documents, r.record)
		f.changed = appendChanged(f.changed, f.documents, r)
		f.documents++
		if reportEvery < r.bytes-reported && r.bytes < f.size {
			reports <- checked{f, r.bytes - reported}
			reported = r.bytes
		}
	})
	f.skipped, f.leftOut, f.common = report.Skipped, report.LeftOut, report.Beside
	if f.documents == 0 {
		f.used = nil
	}
	if f.err == nil && f.documents == 0 && len(f.skipped) == 0 && ctx.Err() == nil {
		f.fail(&annotate.Error{Code: annotate.Invalid, Where: f.Path, What: "no document in it"}, in.options.SkipBad)
	}
	f.note(report)
	reports <- checked{f, f.size - reported}
}

// appendFiner appends the spans of a record with a border inside a grapheme
// cluster, where no person can put one.
func appendFiner(all []changedSpan, record int, r *annotate.Record) []changedSpan {
	for i := range r.Spans {
		if slices.ContainsFunc(r.Spans[i].Fragments, func(f annotate.Fragment) bool {
			return !segment.IsGraphemeBorder(r.Document.Text, f.Start) || !segment.IsGraphemeBorder(r.Document.Text, f.End)
		}) {
			all = append(all, changedSpan{record, i, borderInside})
		}
	}
	return all
}

// appendChanged appends the spans of a record that the reader says are changed.
func appendChanged(all []changedSpan, record int, r read) []changedSpan {
	if len(r.changed) == 0 {
		return all
	}
	at := make(map[annotate.UID]int, len(r.record.Spans))
	for i := range r.record.Spans {
		at[r.record.Spans[i].UID] = i
	}
	for _, c := range r.changed {
		if i, ok := at[c.Span]; ok {
			all = append(all, changedSpan{record, i, c.Reason})
		}
	}
	return all
}

// each reads the file's records, one at a time, until ctx ends, and returns how
// they were read; checked says that they were found good before. An error is the
// last thing yielded.
func (f *inputFile) each(ctx context.Context, in *input, checked bool, yield func(read)) dataset.Report {
	options := in.readOptions()
	options.Checked, options.Source, options.TextField = checked, f.source, in.options.textField(f.Path)
	reader, err := f.format.Open(f.Path, options)
	if options.Skips(err) {
		report := dataset.Report{}
		report.PassOverFile(f.Path, err)
		return report
	}
	if err != nil {
		yield(read{file: f, err: err})
		return dataset.Report{}
	}
	defer reader.Close()
	beside := reader.Vocabulary()
	f.beside, f.who = in.schemes.keep(&beside.Scheme), slices.Clone(beside.Annotators)
	var known growth
	var before dataset.Progress
	for ctx.Err() == nil {
		record, err := reader.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			yield(read{file: f, err: err})
			break
		}
		if f.format.Name == plainText {
			record.Document.UID = annotate.UID{} // the project's own
		}
		now := reader.Progress()
		yield(read{file: f, where: reader.Where(), record: record, vocabulary: known.take(reader.Vocabulary()), bytes: now.Bytes,
			replaced: now.Replaced.All() - before.Replaced.All(), settled: before.Settled < now.Settled, changed: now.Changed[len(before.Changed):]})
		before = now
	}
	if !checked {
		f.used = in.schemes.keep(&reader.Vocabulary().Scheme)
	}
	return reader.Report()
}

// readOptions returns the options as readers take them.
func (in *input) readOptions() dataset.ReadOptions {
	o := in.options
	return dataset.ReadOptions{Annotator: o.Annotator, Language: o.Language, Layer: o.Layer, Time: time.Now(),
		Unit: in.unit, UnitSaid: o.Offsets != "", Charset: o.Charset, IDField: o.IDField, SkipBad: o.SkipBad, Common: &in.common}
}

// offsetUnit returns the unit of that name, code points for none.
func offsetUnit(name string) (text.Unit, error) {
	if name == "" {
		return text.CodePoint, nil
	}
	unit, err := text.ParseUnit(name)
	if err != nil {
		return unit, &annotate.Error{Code: annotate.Invalid, Err: err}
	}
	return unit, nil
}

const (
	plainText = "text"  // the format whose files state no ids
	tables    = "table" // the format whose ids may be any number's
)

// sure is how sure a detected charset must be to go unmentioned.
const sure = 0.5

// note keeps what a person should know of how the file was read.
func (f *inputFile) note(r dataset.Report) {
	f.Charset, f.Replaced = r.Charset, r.Replaced.All()
	say := func(format string, args ...any) {
		f.notes = append(f.notes, f.Path+": "+fmt.Sprintf(format, args...))
	}
	if r.Detected && r.Charset != "utf-8" {
		say("read as %s", r.Charset)
		if r.Confidence < sure {
			say("the charset is uncertain; look at the text")
		}
	}
	for _, note := range r.Notes {
		say("%s", note)
	}
	for _, key := range slices.Sorted(maps.Keys(r.Kept)) {
		say("the key %s is kept in the metadata (%d×)", annotate.Excerpt(key), r.Kept[key])
	}
	for _, key := range slices.Sorted(maps.Keys(r.Dropped)) {
		say("the key %s is left out (%d×)", annotate.Excerpt(key), r.Dropped[key])
	}
	finer := 0
	for _, c := range f.changed {
		if c.reason == borderInside {
			finer++
		}
	}
	if 0 < finer {
		say("spans that start or end inside a character, as between a letter and its accent, and are kept so: %d", finer)
	}
	if 0 < f.Replaced {
		say("characters that no text has, replaced by U+FFFD: %d", f.Replaced)
	}
}
