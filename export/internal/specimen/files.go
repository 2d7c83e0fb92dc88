package specimen

import (
	"context"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"postil/annotate"
	"postil/export"
	"postil/export/dataset"
)

// Named returns the format with that name.
func Named(t *testing.T, name string) dataset.Format {
	t.Helper()
	f, err := export.FormatNamed(name)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Each hands over records as a project does.
func Each(records []*annotate.Record) iter.Seq2[*annotate.Record, error] {
	return func(yield func(*annotate.Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// ReadAll reads a file with a format.
func ReadAll(t *testing.T, f dataset.Format, path string) Project {
	t.Helper()
	r, err := f.Open(path, dataset.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	p, err := Through(r)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Through reads to the end, or to the first error.
func Through(r dataset.Reader) (Project, error) {
	var p Project
	for {
		record, err := r.Next()
		if err != nil {
			p.Vocabulary = *r.Vocabulary()
			if err == io.EOF {
				err = nil
			}
			return p, err
		}
		p.Records = append(p.Records, record)
	}
}

// List returns the names in a folder.
func List(t *testing.T, folder string) string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

// Save writes a project in a format and returns the path and what was said.
func Save(t *testing.T, format, name string, p *Project, o dataset.WriteOptions) (string, export.Written) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	written, err := export.Save(context.Background(), Named(t, format), path, &p.Vocabulary, Each(p.Records), o)
	if err != nil {
		t.Fatal(err)
	}
	return path, written
}

// Read reads a file with some options, and returns the report, too.
func Read(format, path string, o dataset.ReadOptions) (Project, dataset.Report, error) {
	f, err := export.FormatNamed(format)
	if err != nil {
		return Project{}, dataset.Report{}, err
	}
	r, err := f.Open(path, o)
	if err != nil {
		return Project{}, dataset.Report{}, err
	}
	defer r.Close()
	p, err := Through(r)
	return p, r.Report(), err
}

// FileWith puts content into a file and returns its path.
func FileWith(t *testing.T, name, content string) string {
	t.Helper()
	return PutFile(t, t.TempDir(), name, content)
}

// PutFile puts content into a file of a folder and returns its path.
func PutFile(t *testing.T, folder, name, content string) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// ContentOf returns what a file holds.
func ContentOf(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Wide returns s in UTF-16, little-endian, with a byte-order mark.
func Wide(s string) string {
	var b strings.Builder
	for _, u := range append([]uint16{0xFEFF}, utf16.Encode([]rune(s))...) {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

// ErrorReader is a file that cannot be read.
type ErrorReader struct{ Err error }

// Read returns the error.
func (r ErrorReader) Read([]byte) (int, error) { return 0, r.Err }
