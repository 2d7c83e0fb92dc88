package project

import (
	"cmp"
	"context"
	"errors"
	"sync"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/dataset"
	"postil/storage"
)

// ImportOptions say how to read files. The zero value recognises formats and
// imports for the current annotator.
type ImportOptions struct {
	Format    string // a name from [Formats]; "" or "auto" goes by the content
	Annotator string // whose the spans are that name nobody; "" for the current annotator
	Language  string // BCP 47, for documents that state none; "" leaves them unknown
	Layer     string // where labels go that neither scheme nor record places; "" for the layer Imported
	Strict    bool   // refuse labels that the scheme lacks instead of adding them
	TextField string // of tables: the column with the text; "" to guess
	IDField   string // of tables: the column with the id; "" for none
	// TextFields are the columns with the text of single tables, by the file's path
	// as [NoTextColumn] says it; they go before TextField.
	TextFields map[string]string
	Charset    string // of plain text, web pages, tables and the texts of brat; "" for what they declare or look like
	Offsets    string // what offsets count where a file does not say: "codepoint", "byte" or "utf16"; "" for code points, unless they plainly count another unit
	SkipBad    bool   // go on after what cannot be read, and list it in the report
}

// Check reports an error for a format, a charset, a language and offsets that are
// none.
func (o ImportOptions) Check() error {
	if _, err := formatsToRead(o.Format); err != nil {
		return err
	}
	if _, err := offsetUnit(o.Offsets); err != nil {
		return err
	}
	if err := text.CheckCharset(o.Charset); err != nil {
		return &annotate.Error{Code: annotate.Invalid, Err: err}
	}
	return annotate.CheckLanguage(o.Language)
}

// textField returns the column with the text of a file, should that be a table.
func (o ImportOptions) textField(path string) string { return cmp.Or(o.TextFields[path], o.TextField) }

// NoTextColumn is, among the causes of an error, why a table could not be
// imported: its columns are known, and [ImportOptions].TextFields says which one
// holds the text.
type NoTextColumn = dataset.NoTextColumn

// Progress tells how far long work has come.
type Progress struct {
	Stage string // what is being done, in words: "checking", "writing"
	Done  int64  // of Total, in the stage's own measure
	Total int64  // 0 where it cannot be known
	File  string // the file in hand, "" for none
}

// Import reads files and folders (with their sub-folders, the files that
// [Formats] knows by their ending) and adds what they hold as one change.
// What it passes over in folders, the report's notes count; the report itself
// stands beside the project then ([ImportReportPath]).
// Everything is read and checked before anything is written, so an error, which
// names file, line and span, means that nothing changed; so does cancelling ctx.
// Other commands may be given meanwhile. progress may be nil; it is called on
// the goroutine of the caller.
//
// A document that states no name, as no plain text does, is named by its headline:
// the first line that has at least five words and is no item of a numbered list,
// else the first line. Where it states no source, that is the file's name without
// folders: the same file from another folder or machine is the same document, and
// no path of anybody's machine gets into a data set.
func (p *Project) Import(ctx context.Context, paths []string, o ImportOptions, progress func(Progress)) (ImportReport, error) {
	if err := p.file.RefuseWriting(); err != nil {
		return ImportReport{}, err // before everything is checked
	}
	if o.Annotator == "" {
		o.Annotator = p.me.Name
	}
	in, err := check(ctx, paths, o, progress)
	if err != nil {
		return ImportReport{}, err
	}
	if err := in.fit(ctx, p.Scheme()); err != nil {
		return ImportReport{}, err
	}
	return p.take(ctx, in, progress)
}

// ImportInto opens a project file, or makes it where it isn't there, imports and
// closes. A new project takes over the scheme of what it imports, and has the
// default scheme where that has none. Where the import fails, no file is made.
func ImportInto(ctx context.Context, path, annotator string, paths []string, o ImportOptions, progress func(Progress)) (ImportReport, error) {
	if !missing(path) {
		var report ImportReport
		err := Visit(ctx, path, annotator, func(p *Project) (err error) {
			report, err = p.Import(ctx, paths, o, progress)
			return err
		})
		return report, err
	}
	if err := checkEnding(path); err != nil {
		return ImportReport{}, err
	}
	if o.Annotator == "" {
		o.Annotator = annotator
	}
	in, err := check(ctx, paths, o, progress)
	if err != nil {
		return ImportReport{}, err
	}
	scheme, err := in.firstScheme()
	if err != nil {
		return ImportReport{}, err
	}
	if err := in.fit(ctx, scheme); err != nil {
		return ImportReport{}, err
	}
	p, err := create(ctx, path, annotator, scheme)
	if err != nil {
		return ImportReport{}, err
	}
	p.adopt(in)
	in.begun = &scheme
	report, err := p.take(ctx, in, progress)
	if err = cmp.Or(err, p.Close()); err != nil {
		err = errors.Join(err, storage.Remove(path))
	}
	return report, err
}

// adopt gives the annotator of a new project the id that they have in the
// project which the import comes from.
func (p *Project) adopt(in *input) {
	for _, f := range in.files {
		for _, a := range f.who {
			if a.Name == p.me.Name {
				p.me = a
				return
			}
		}
	}
}

// take writes what was checked, as one change.
func (p *Project) take(ctx context.Context, in *input, progress func(Progress)) (ImportReport, error) {
	if err := p.joinAlone(ctx); err != nil {
		return ImportReport{}, err
	}
	change, stored, err := p.file.Import(ctx, storage.Action{Annotator: p.me.UID}, func(im *storage.Importer) error {
		im.SkipBad = in.options.SkipBad
		return in.write(ctx, im, progress)
	})
	if _, ok := errors.AsType[*storage.Refusal](err); ok && 1 < in.documents && !in.options.SkipBad {
		err = skippable{err}
	}
	if err != nil {
		return ImportReport{}, err
	}
	defer stored.Items.Close()
	report := in.report(&stored)
	report.save(p.path, p.Name(), in.options)
	if change.UID.IsZero() {
		return report, nil
	}
	return report, p.afterImport(context.WithoutCancel(ctx), change, stored)
}

// afterImport lets memory follow an import that is on the disk.
func (p *Project) afterImport(ctx context.Context, change annotate.Change, stored storage.ImportReport) error {
	touched, err := p.file.Touched(ctx, change.Seq-1)
	if err != nil {
		return err
	}
	p.command.Lock()
	_, err = p.reload(ctx, touched, nil, markings{})
	p.command.Unlock()
	if err != nil {
		return err
	}
	if 0 < stored.Spans {
		p.past.readAgain()
	}
	p.signals.Saved.emit(struct{}{})
	p.tell(touched)
	return nil
}

// joinAlone lets the annotator join before something that is no command.
func (p *Project) joinAlone(ctx context.Context) error {
	p.command.Lock()
	defer p.command.Unlock()
	return p.join(ctx)
}

// write hands every record to the importer, one at a time; the next is read
// meanwhile.
func (in *input) write(ctx context.Context, im *storage.Importer, progress func(Progress)) error {
	if in.united != nil {
		if _, err := im.Merge(annotate.Vocabulary{Scheme: *in.united}); err != nil {
			return err
		}
	}
	ctx, stop := context.WithCancel(ctx)
	var reading sync.WaitGroup
	defer reading.Wait()
	defer stop()
	records := make(chan read)
	reading.Go(func() {
		defer close(records)
		for _, f := range in.files {
			f.each(ctx, in, true, func(r read) { records <- r })
		}
	})
	done := int64(0)
	for r := range records {
		err := r.err
		if err == nil {
			err = in.add(im, r)
		}
		if err != nil {
			stop()
			for range records { // until the reader has noticed
			}
			return err
		}
		done++
		tell(progress, Progress{Stage: "writing", Done: done, Total: int64(in.documents), File: r.file.Path})
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	taken := in.documents - in.books.refused
	if taken == 0 {
		return joinFaults(in.refusals())
	}
	im.Action.Name = "import " + annotate.Counted(taken, "document", "documents")
	return nil
}

// add gives one record to the importer, and before it what it refers to. One that
// the project refuses is left out where that is asked for.
func (in *input) add(im *storage.Importer, r read) error {
	im.Where = r.where
	if r.file != in.writing {
		in.writing = r.file
		im.Begin()
	}
	if r.vocabulary != nil {
		merged, err := im.Merge(*r.vocabulary)
		if err != nil {
			return err
		}
		in.books.contradicted(r, merged.Refused)
		in.books.labels(r.file, &r.vocabulary.Scheme, im, cmp.Or(in.options.Layer, annotate.ImportedLayer))
	}
	items := im.Items()
	before := soFar{items.Documents.New.Len(), items.Spans.New.Len(), len(items.Documents.Differing)}
	err := im.Add(r.record)
	if refusal, ok := errors.AsType[*storage.Refusal](err); ok && im.SkipBad {
		in.books.refuse(r, refusal)
		return nil
	}
	if err != nil {
		return err
	}
	in.books.take(r, items, before)
	return nil
}

// tell reports progress to whoever wants it.
func tell(progress func(Progress), p Progress) {
	if progress != nil {
		progress(p)
	}
}
