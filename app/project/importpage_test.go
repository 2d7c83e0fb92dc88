package project_test

import (
	"path/filepath"
	"testing"

	"postil/app/project"
)

// TestImportOfPageChangesNothing imports a page, whose text is what it shows.
func TestImportOfPageChangesNothing(t *testing.T) {
	p := newProject(t)
	in := filepath.Join(t.TempDir(), "page.html")
	write(t, in, "<html><title>Port</title><p>The port was closed on Monday.</p></html>\n")
	report, err := p.Import(t.Context(), []string{in}, project.ImportOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if changed := accountOf(t, report).IDs["documents"].Changed; len(changed) != 0 {
		t.Errorf("changed: %+v", changed)
	}
}
