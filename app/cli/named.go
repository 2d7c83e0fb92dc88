package cli

import (
	"context"
	"fmt"
	"io"

	"postil/annotate"
	"postil/app/project"
)

// onNamed opens a project in the name of the given annotator, else the user's, and
// does something with the documents that are named.
func onNamed(ctx context.Context, path, given string, names []string, do func(open *project.Project, documents []annotate.UID) error) error {
	name, err := annotator(given)
	if err != nil {
		return err
	}
	return project.Visit(ctx, path, name, func(open *project.Project) error {
		documents, err := open.DocumentsNamed(names...)
		if err != nil {
			return err
		}
		return do(open, documents)
	})
}

// printDocument prints a document's line in a list.
func printDocument(w io.Writer, d project.DocumentItem) {
	fmt.Fprintf(w, "  %s  %s  %s\n", d.UID, d.Source, d.Name)
}
