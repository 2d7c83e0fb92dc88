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
)

// output is what a writer needs: where its files go, what records refer to, how
// to write, and whom to tell what is lost.
type output struct {
	files      *fileSet
	path       string
	vocabulary *annotate.Vocabulary
	options    WriteOptions
	account    *account.Account
}

// Files returns the files that [Format.Save] writes at path, in the order in
// which they take their places.
func (f Format) Files(path string) []string {
	files := []string{path}
	if f.files != nil {
		files = f.files(path)
	}
	if f.Folder {
		return files // which the report stands in
	}
	return append(files, f.ReportPath(path))
}

// Save writes records as a data set of this format at path, and whatever
// belongs beside it, among that the report ([Format.ReportPath]). Everything is written
// to temporary files in the same folder and flushed to the disk before the first
// of them takes its place, so a failed or cancelled export leaves what stood
// there before. The records are all that the project holds; the options choose.
func (f Format) Save(ctx context.Context, path string, v *annotate.Vocabulary, records iter.Seq2[*annotate.Record, error], o WriteOptions) (Written, error) {
	if err := f.accepts(path, o); err != nil {
		return Written{}, err
	}
	chooser, err := choice.New(o.Choice, v)
	if err != nil {
		return Written{}, err
	}
	var set fileSet
	defer set.discard()
	books := &account.Account{}
	w, err := f.create(&output{&set, path, v, o, books})
	if err != nil {
		return Written{}, err
	}
	for r, err := range records {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = write(w, chooser, r, books)
		}
		if err != nil {
			return Written{}, err
		}
	}
	if err := w.Close(); err != nil {
		return Written{}, err
	}
	if err := ctx.Err(); err != nil {
		return Written{}, err
	}
	if err := f.report(&set, path, o, books); err != nil {
		return Written{}, err
	}
	written := Written{Format: f.Name, Loses: f.Loses, Report: f.ReportPath(path), Documents: len(books.Documents.Written), Spans: len(books.Spans.Written), Relations: len(books.Relations.Written), Account: books}
	written.Files, err = set.commit()
	return written, err
}

// write writes what is chosen of a record.
func write(w Writer, chooser *choice.Chooser, r *annotate.Record, books *account.Account) error {
	books.Begin(r)
	for piece := range chooser.Pieces(r, books) {
		if err := w.Write(piece); err != nil {
			return err
		}
	}
	books.End()
	return nil
}

// accepts reports an error for what this format cannot do.
func (f Format) accepts(path string, o WriteOptions) error {
	refuse := func(what, hint string) error {
		return &annotate.Error{Code: annotate.Refused, Where: path, What: what, Hint: hint}
	}
	unit := o.Choice.Unit
	switch {
	case !f.Writes:
		return refuse("the format "+f.Name+" can only be read", "")
	case !f.Pieces && unit != "" && unit != choice.Document:
		return refuse("the format "+f.Name+" holds whole documents", "leave the unit at document, or choose another format")
	case !f.OneTag && (o.Overlap != "" || o.Tagging != ""):
		return refuse("the format "+f.Name+" tags no tokens", "leave out overlap and tagging")
	case !f.Units && o.Unit != text.CodePoint:
		return refuse("offsets in the format "+f.Name+" count code points", "leave out the offsets")
	case o.Shape != "" && !slices.Contains(f.Shapes, o.Shape):
		return refuse("the format "+f.Name+" has no shape "+annotate.Excerpt(o.Shape), "choose one of "+strings.Join(f.Shapes, ", "))
	}
	return nil
}
