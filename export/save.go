package export

import (
	"context"
	"iter"
	"slices"
	"strings"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/account"
	"postil/export/choice"
	"postil/export/dataset"
	"postil/export/files"
)

// Files returns the files that [Save] writes at path with these options, in the
// order in which they take their places, as data sets of the parts of that name,
// where there are any. A folder stands for all it holds; a format that can only be
// read writes none.
func Files(f dataset.Format, path string, v *annotate.Vocabulary, o dataset.WriteOptions, parts ...string) []string {
	path = f.Placed(path)
	switch {
	case !f.Writes:
		return nil
	case f.Folder:
		return []string{path}
	}
	one := func(path string) []string {
		return f.Paths(&dataset.Output{Path: path, Vocabulary: v, Options: o})
	}
	if len(parts) == 0 {
		return append(one(path), ReportPath(f, path))
	}
	var files []string
	for _, name := range parts {
		files = append(files, one(partPath(f, path, name))...)
	}
	return append(files, ManifestPath(f, path), ReportPath(f, path))
}

// CheckReplace refuses to replace files that no earlier export in this format has
// written, or that somebody has changed since, unless the options ask for that, as
// [Save] does with the same arguments; the error names them. A folder that holds files
// of no export is refused whatever is asked for.
func CheckReplace(f dataset.Format, path string, v *annotate.Vocabulary, o dataset.WriteOptions, parts ...string) error {
	switch {
	case f.Folder:
		return files.CheckFolder(f.Placed(path), f.Name, o.Replace)
	case o.Replace:
		return nil
	}
	return files.CheckStrangers(ReportPath(f, path), f.Name, Files(f, path, v, o, parts...))
}

// saving is an export under way.
type saving struct {
	dataset.Format
	path       string
	vocabulary *annotate.Vocabulary
	options    dataset.WriteOptions
	chooser    *choice.Chooser
	files      files.Set
	books      account.Account
	parts      []*part // one without a name where the data set has none
}

// Save writes records as a data set of this format at path, with the format's usual
// ending where the path has none, or as one for each part, and whatever belongs
// beside it, among that the report ([ReportPath]). Everything is written to temporary files in the same
// folder and flushed to the disk before the first of them takes its place, so a
// failed or cancelled export leaves what stood there before. The records are all
// that the project holds; the options choose.
func Save(ctx context.Context, f dataset.Format, path string, v *annotate.Vocabulary, records iter.Seq2[*annotate.Record, error], o dataset.WriteOptions) (Written, error) {
	if err := accepts(f, path, o); err != nil {
		return Written{}, err
	}
	o.Choice.Masks = f.Masks
	chooser, err := choice.New(o.Choice, v)
	if err != nil {
		return Written{}, err
	}
	s := saving{Format: f, path: f.Placed(path), vocabulary: v, options: o, chooser: chooser, files: files.Set{Format: f.Name, Replace: o.Replace}}
	defer s.files.Discard()
	var parts []string
	if o.Parts != nil {
		parts = partNames(&o)
	}
	if err := s.clear(Files(f, path, v, o, parts...)); err != nil {
		return Written{}, err
	}
	written, err := s.save(ctx, records)
	if failed := s.files.Failed(); failed != nil {
		return Written{}, failed // and not what a format made of it
	}
	return written, err
}

func (s *saving) save(ctx context.Context, records iter.Seq2[*annotate.Record, error]) (Written, error) {
	if err := s.begin(); err != nil {
		return Written{}, err
	}
	for r, err := range records {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = s.write(r)
		}
		if err != nil {
			return Written{}, err
		}
	}
	if err := s.close(); err != nil {
		return Written{}, err
	}
	if err := ctx.Err(); err != nil {
		return Written{}, err
	}
	return s.commit()
}

// clear refuses to replace files that no earlier export in this format has written,
// or that somebody has changed since, unless that is asked for. A folder looks after
// itself.
func (s *saving) clear(paths []string) error {
	if s.options.Replace || s.Folder {
		return nil
	}
	return files.CheckStrangers(ReportPath(s.Format, s.path), s.Name, paths)
}

// begin begins the folder of a data set that is one, and the writers of its parts.
func (s *saving) begin() error {
	if s.Folder {
		if err := s.files.Folder(s.path); err != nil {
			return err
		}
	}
	names := partNames(&s.options)
	var writers []dataset.Writer
	for _, name := range names {
		p := newPart(name)
		s.files.Part = name
		var err error
		p.writer, err = s.NewWriter(&dataset.Output{Files: &s.files, Path: partPath(s.Format, s.path, name), Part: name, Parts: names, Earlier: writers, Vocabulary: s.vocabulary, Options: s.options, Account: &s.books})
		if err != nil {
			return err
		}
		writers = append(writers, p.writer)
		s.parts = append(s.parts, p)
	}
	return nil
}

// write writes what is chosen of a record.
func (s *saving) write(r *annotate.Record) error {
	if s.options.Parts != nil {
		return s.writeToPart(r)
	}
	s.books.Begin(r)
	defer s.books.End()
	return writePieces(s.parts[0].writer, s.chooser.Pieces(r, &s.books))
}

func writePieces(w dataset.Writer, pieces iter.Seq[*choice.Piece]) error {
	for piece := range pieces {
		if err := w.Write(piece); err != nil {
			return err
		}
	}
	return nil
}

// close ends all writers.
func (s *saving) close() error {
	for _, p := range s.parts {
		s.files.Part = p.Name
		if err := p.writer.Close(); err != nil {
			return err
		}
	}
	return nil
}

// commit adds the manifest and the report, gives every file its place and says
// what was written.
func (s *saving) commit() (Written, error) {
	w := Written{Format: s.Name, Loses: s.Loses, Report: ReportPath(s.Format, s.path), Account: &s.books,
		Documents: len(s.books.Documents.Written), Spans: len(s.books.Spans.Written), Relations: len(s.books.Relations.Written)}
	if s.options.Parts != nil {
		w.Manifest = ManifestPath(s.Format, s.path)
		w.Warnings = s.options.Parts.Warnings
		for _, p := range s.parts {
			w.Parts = append(w.Parts, p.summed(&s.vocabulary.Scheme))
		}
		if err := s.manifest(w.Parts); err != nil {
			return Written{}, err
		}
	}
	left, err := addReport(s.Format, &s.files, s.path, s.options, &s.books)
	if err != nil {
		return Written{}, err
	}
	w.Warnings = slices.Concat(w.Warnings, warnings(&w, left))
	if err := s.clear(s.files.Paths()); err != nil {
		return Written{}, err // somebody has put something there meanwhile
	}
	w.Files, err = s.files.Commit()
	return w, err
}

// warnings say what to know of an export that left files of earlier ones where they
// stood, or found nothing to write.
func warnings(w *Written, left []files.Summary) []string {
	var all []string
	if w.Documents == 0 && len(w.Parts) == 0 {
		all = append(all, "No document was chosen: the data set is empty.")
	}
	if len(left) != 0 {
		names := make([]string, len(left))
		for i := range left {
			names[i] = left[i].Name
		}
		all = append(all, "Files of earlier exports of this name still stand there: "+strings.Join(names, ", ")+".")
	}
	return all
}

// accepts reports an error for what this format cannot do.
func accepts(f dataset.Format, path string, o dataset.WriteOptions) error {
	refuse := func(what, hint string) error {
		return &annotate.Error{Code: annotate.Refused, Where: path, What: what, Hint: hint}
	}
	unit := o.Choice.Unit
	switch {
	case !f.Writes:
		return refuse("the format "+f.Name+" can only be read", "")
	case !f.Pieces && unit != "" && unit != choice.Document:
		return refuse("the format "+f.Name+" holds whole documents", "leave the unit at document, or choose another format")
	case !f.OneTag && o.Overlap != "":
		return refuse("the format "+f.Name+" has room for overlapping spans", "leave out the overlap")
	case !f.Tags && o.Tagging != "":
		return refuse("the format "+f.Name+" tags no tokens", "leave out the tags")
	case !f.Tags && o.Overlap == dataset.SplitByLayer:
		return refuse("the format "+f.Name+" has one layer of entities", "choose another way out of overlap, or one layer to export")
	case !f.Units && o.Unit != text.CodePoint:
		return refuse("offsets in the format "+f.Name+" count code points", "leave out the offsets")
	case o.Shape != "" && len(f.Shapes) == 0:
		return refuse("the format "+f.Name+" has one shape only", "leave out the shape")
	case o.Shape != "" && !slices.Contains(f.Shapes, o.Shape):
		return refuse("the format "+f.Name+" has no shape "+annotate.Excerpt(o.Shape), "choose one of "+strings.Join(f.Shapes, ", "))
	}
	return nil
}
