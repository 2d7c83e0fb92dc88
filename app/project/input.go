package project

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/language"

	"postil/annotate"
	"postil/export"
)

// ImportedFile says how one file was read.
type ImportedFile struct {
	Path     string
	Format   string // a name from [Formats]
	Charset  string // how it was decoded, for plain text
	Replaced int    // control characters and invalid bytes that became U+FFFD
}

// input is what an import reads: files that have been read once and found good.
type input struct {
	files     []*inputFile
	options   ImportOptions
	documents int
	scheme    bool                 // a scheme file is among it
	who       []annotate.Annotator // whom the scheme files name
}

// inputFile is one file of an import.
type inputFile struct {
	ImportedFile
	format    export.Format
	size      int64
	documents int
	scheme    bool                 // a scheme file stands beside it
	who       []annotate.Annotator // whom that names
	notes     []string
	err       error
}

// read is one record as it is read, or the error that ends the reading.
type read struct {
	file       *inputFile
	record     *annotate.Record
	vocabulary *annotate.Vocabulary // what it refers to; nil where that is nothing new
	err        error
}

// check reads everything once, several files at a time, and returns the error
// that comes first in the order of the paths.
func check(ctx context.Context, paths []string, o ImportOptions, progress func(Progress)) (*input, error) {
	if _, err := language.Parse(o.Language); o.Language != "" && err != nil {
		return nil, &annotate.Error{Code: annotate.Invalid, What: annotate.Excerpt(o.Language) + " is no language", Hint: "a BCP 47 tag such as ro or pt-BR is expected"}
	}
	files, err := inputFiles(paths, o.Format)
	if err != nil {
		return nil, err
	}
	in := &input{files: files, options: o}
	total, done := int64(0), int64(0)
	for _, f := range files {
		total += f.size
	}
	for f := range checkAll(ctx, files, o) {
		done += f.size
		tell(progress, Progress{Stage: "checking", Done: done, Total: total, File: f.Path})
	}
	for _, f := range files {
		if f.err != nil {
			return nil, f.err
		}
		in.documents += f.documents
		in.scheme = in.scheme || f.scheme
		in.who = append(in.who, f.who...)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return in, nil
}

// checkAll checks files on every processor and yields each when it is done. An
// error ends the work on those that haven't been begun.
func checkAll(ctx context.Context, files []*inputFile, o ImportOptions) <-chan *inputFile {
	ctx, stop := context.WithCancel(ctx)
	todo, checked := make(chan *inputFile), make(chan *inputFile)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for f := range todo {
				if f.check(ctx, o); f.err != nil {
					stop()
				}
				checked <- f
			}
		})
	}
	go func() {
		for _, f := range files {
			if ctx.Err() != nil {
				break
			}
			todo <- f
		}
		close(todo)
		workers.Wait()
		stop()
		close(checked)
	}()
	return checked
}

// check reads a file and keeps what a report says of it.
func (f *inputFile) check(ctx context.Context, o ImportOptions) {
	f.each(ctx, o, func(r read) {
		f.err = r.err
		if r.err == nil {
			f.documents++
		}
	})
	if f.err == nil && f.documents == 0 && ctx.Err() == nil {
		f.err = &annotate.Error{Code: annotate.Invalid, Where: f.Path, What: "no document in it"}
	}
}

// each reads the file's records, one at a time, until ctx ends. An error is the
// last thing yielded.
func (f *inputFile) each(ctx context.Context, o ImportOptions, yield func(read)) {
	reader, err := f.format.Open(f.Path, export.ReadOptions{Annotator: o.Annotator, Language: o.Language, Layer: o.Layer, Time: time.Now()})
	if err != nil {
		yield(read{file: f, err: err})
		return
	}
	defer reader.Close()
	beside := reader.Vocabulary()
	f.scheme, f.who = 0 < len(beside.Scheme.Labels), slices.Clone(beside.Annotators)
	var known growth
	for ctx.Err() == nil {
		record, err := reader.Next()
		if err == io.EOF {
			break
		}
		if err == nil && f.format.Name == plainText {
			err = f.settlePlain(&record.Document)
		}
		if err != nil {
			yield(read{file: f, err: err})
			return
		}
		yield(read{file: f, record: record, vocabulary: known.take(reader.Vocabulary())})
	}
	f.note(reader.Report())
}

// growth remembers how much of a reader's vocabulary, which only ever grows, was
// taken already.
type growth struct{ things, tags int }

// take returns what is new, with the scheme whole, and nil where nothing is. The
// result shares nothing with v, to which the reader goes on adding.
func (g *growth) take(v *annotate.Vocabulary) *annotate.Vocabulary {
	s := &v.Scheme
	now := growth{len(s.Layers) + len(s.Labels) + len(s.Attributes) + len(s.Relations) + len(v.Annotators), len(v.Tags)}
	if now == *g {
		return nil
	}
	fresh := annotate.Vocabulary{Scheme: s.Clone(), Tags: slices.Clone(v.Tags[g.tags:]), Annotators: slices.Clone(v.Annotators)}
	*g = now
	return &fresh
}

// plainText is the format whose documents are named here.
const plainText = "text"

// settlePlain gives the document of a plain text file its name and source.
func (f *inputFile) settlePlain(d *annotate.Document) error {
	d.UID = annotate.UID{} // the project's own
	d.Source = filepath.Base(f.Path)
	if d.Name = headline(d.Text); d.Name == "" {
		return &annotate.Error{Code: annotate.Invalid, Where: f.Path, What: "no text: the file holds nothing but white space"}
	}
	return nil
}

// sure is how sure a detected charset must be to go unmentioned.
const sure = 0.5

// note keeps what a person should know of how the file was read.
func (f *inputFile) note(r export.Report) {
	f.Charset, f.Replaced, f.notes = r.Charset, r.Replaced.Controls+r.Replaced.Invalid, nil
	say := func(format string, args ...any) {
		f.notes = append(f.notes, f.Path+": "+fmt.Sprintf(format, args...))
	}
	if f.format.Name == plainText && r.Detected && r.Charset != "utf-8" {
		say("read as %s", r.Charset)
		if r.Confidence < sure {
			say("the charset is uncertain; look at the text")
		}
	}
	for _, key := range slices.Sorted(maps.Keys(r.Kept)) {
		say("the key %s is kept in the metadata of %d records", annotate.Excerpt(key), r.Kept[key])
	}
	if 0 < f.Replaced {
		say("%d characters that no text has were replaced by U+FFFD", f.Replaced)
	}
}

// inputFiles finds the files of an import: those that are named, and in folders
// those whose ending a format knows, in alphabetical order.
func inputFiles(paths []string, format string) ([]*inputFile, error) {
	if len(paths) == 0 {
		return nil, &annotate.Error{Code: annotate.Invalid, What: "no file to import was named"}
	}
	var files []*inputFile
	for _, path := range paths {
		info, err := os.Stat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, &annotate.Error{Code: annotate.NotFound, Where: path, What: "there is no such file or folder"}
		case err != nil:
			return nil, &annotate.Error{Code: annotate.Internal, Where: path, What: "it cannot be read", Err: errors.Unwrap(err)}
		}
		found := []string{path}
		if info.IsDir() {
			if found, err = filesIn(path, format); err != nil {
				return nil, err
			}
		}
		for _, f := range found {
			file, err := newInputFile(f, format)
			if err != nil {
				return nil, err
			}
			files = append(files, file)
		}
	}
	return files, nil
}

func newInputFile(path, format string) (*inputFile, error) {
	var f export.Format
	var err error
	if format == "" || format == "auto" {
		f, err = export.Recognise(path)
	} else {
		f, err = export.FormatNamed(format)
	}
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, &annotate.Error{Code: annotate.Internal, Where: path, Err: errors.Unwrap(err)}
	}
	return &inputFile{ImportedFile: ImportedFile{Path: path, Format: f.Name}, format: f, size: info.Size()}, nil
}

// filesIn returns the files of a folder and its sub-folders that can be read.
// Names that start with a dot are passed over, and links to folders are not
// followed.
func filesIn(folder, format string) ([]string, error) {
	endings := readableEndings(format)
	var found []string
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return &annotate.Error{Code: annotate.Internal, Where: path, What: "it cannot be read", Err: errors.Unwrap(err)}
		case path != folder && strings.HasPrefix(e.Name(), "."):
			if e.IsDir() {
				return fs.SkipDir
			}
		case !e.IsDir() && slices.Contains(endings, strings.ToLower(filepath.Ext(path))):
			found = append(found, path)
		}
		return nil
	})
	if err == nil && len(found) == 0 {
		err = &annotate.Error{Code: annotate.Invalid, Where: folder, What: "the folder holds no text that could be imported",
			Hint: "files that end in " + strings.Join(endings, ", ") + " are"}
	}
	return found, err
}

// readableEndings returns the endings of one format's files, or of all formats'.
func readableEndings(format string) []string {
	var endings []string
	for _, f := range export.Formats() {
		if f.Reads && (format == "" || format == "auto" || format == f.Name) {
			endings = append(endings, f.Extensions...)
		}
	}
	return endings
}
