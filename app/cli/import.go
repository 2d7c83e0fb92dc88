package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"postil/annotate"
	"postil/app/project"
)

type importCommand struct {
	Project   string   `arg:"" help:"The project file; its name ends in .postil."`
	Paths     []string `arg:"" name:"file" help:"Files, and folders with all they hold."`
	Format    string   `default:"auto" help:"How to read them; postil formats lists the names. Auto goes by the content, and takes what fits no format for plain text."`
	Annotator string   `help:"Whose the spans are that name nobody; else yours."`
	Language  string   `help:"The language (BCP 47, such as nl) of documents that state none."`
	Layer     string   `help:"The layer for labels that the scheme lacks; else Imported."`
	Strict    bool     `help:"Refuse labels that the scheme lacks."`
	TextField string   `placeholder:"NAME" help:"Of tables: the column with the text; else one called text, body, content or the like."`
	IDField   string   `name:"id-field" placeholder:"NAME" help:"Of tables: the column with the id."`
	Charset   string   `placeholder:"NAME" help:"Of text, web pages, tables and brat: the charset, such as windows-1251 or gb18030; else the one that a file declares or looks like."`
	Offsets   string   `placeholder:"codepoint|byte|utf16" help:"What offsets count where a file does not say: codepoint, byte or utf16. Where none is named, code points, unless they plainly count another unit: such a file is refused."`
	SkipBad   bool     `help:"Go on after what cannot be read, and list it."`
}

// options returns what was typed as the project takes it.
func (c *importCommand) options() project.ImportOptions {
	return project.ImportOptions{
		Format: c.Format, Language: c.Language, Layer: c.Layer, Strict: c.Strict,
		TextField: c.TextField, IDField: c.IDField, Charset: c.Charset, Offsets: c.Offsets, SkipBad: c.SkipBad,
	}
}

// Validate reports wrong usage, before anything is opened.
func (c *importCommand) Validate() error { return c.options().Check() }

// Run imports, says what came in and how it was read, and on standard error what
// became of everything that was read.
func (c *importCommand) Run(ctx context.Context, p Program) error {
	name, err := annotator(c.Annotator)
	if err != nil {
		return err
	}
	bar := newBar(p.Err)
	report, err := project.ImportInto(ctx, c.Project, name, c.Paths, c.options(), bar.show)
	bar.clear()
	if err != nil {
		return c.orSkip(err)
	}
	printImport(p.Out, report)
	for _, line := range report.Summary() {
		fmt.Fprintln(p.Err, line)
	}
	printSkipped(p.Err, report)
	return nil
}

// orSkip adds to an error, or to the last of several, that there is a way on.
func (c *importCommand) orSkip(err error) error {
	all, column := listed(err), new(project.NoTextColumn)
	if c.SkipBad || !project.CanSkip(err) || len(all) == 1 && errors.As(err, &column) { // which says the way itself
		return err
	}
	last := len(all) - 1
	all[last] = fmt.Errorf("%w; --skip-bad leaves out what is bad and imports the rest", all[last])
	return errors.Join(all...)
}

// printSkipped lists what was skipped, one line each.
func printSkipped(w io.Writer, r project.ImportReport) {
	for _, err := range r.Skipped[:min(len(r.Skipped), mostNotes)] {
		fmt.Fprintln(w, "postil: skipped: "+onLine(err))
	}
	if more := len(r.Skipped) - mostNotes; 0 < more {
		fmt.Fprintf(w, "postil: skipped: %d more%s\n", more, listedIn(r))
	}
}

// listedIn says where all is listed of which only a part is printed.
func listedIn(r project.ImportReport) string {
	if r.Report == "" {
		return ""
	}
	return "; " + filepath.Base(r.Report) + " beside the project lists all"
}

// mostNotes is how many notes are printed; a folder of old files may bring
// thousands of the same kind.
const mostNotes = 20

func printImport(w io.Writer, r project.ImportReport) {
	fmt.Fprintf(w, "imported %s, %s and %s from %s\n", count(r.Documents, "new document"),
		count(r.Spans, "new span"), count(r.Relations, "new relation"), count(len(r.Files), "file"))
	for _, note := range r.Notes[:min(len(r.Notes), mostNotes)] {
		fmt.Fprintln(w, "note: "+note)
	}
	if more := len(r.Notes) - mostNotes; 0 < more {
		fmt.Fprintf(w, "and %s%s\n", count(more, "more note"), listedIn(r))
	}
}

// count writes a number with its noun.
func count(n int, noun string) string {
	return annotate.Counted(n, noun, noun+"s")
}
