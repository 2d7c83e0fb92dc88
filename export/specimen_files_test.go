package export_test

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
)

func named(t *testing.T, name string) export.Format {
	t.Helper()
	f, err := export.FormatNamed(name)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// each hands over records as a project does.
func each(records []*annotate.Record) iter.Seq2[*annotate.Record, error] {
	return func(yield func(*annotate.Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// readAll reads a file with a format.
func readAll(t *testing.T, f export.Format, path string) project {
	t.Helper()
	r, err := f.Open(path, export.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var p project
	for {
		record, err := r.Next()
		if err == io.EOF {
			p.vocabulary = *r.Vocabulary()
			return p
		}
		if err != nil {
			t.Fatal(err)
		}
		p.records = append(p.records, record)
	}
}

// list returns the names in a folder.
func list(t *testing.T, folder string) string {
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

// save writes a project in a format and returns the path and what was said.
func save(t *testing.T, format, name string, p *project, o export.WriteOptions) (string, export.Written) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	written, err := export.Save(context.Background(), named(t, format), path, &p.vocabulary, each(p.records), o)
	if err != nil {
		t.Fatal(err)
	}
	return path, written
}

// take reads a file with some options, and returns the report, too.
func take(format, path string, o export.ReadOptions) (project, export.Report, error) {
	f, err := export.FormatNamed(format)
	if err != nil {
		return project{}, export.Report{}, err
	}
	r, err := f.Open(path, o)
	if err != nil {
		return project{}, export.Report{}, err
	}
	defer r.Close()
	var p project
	for {
		record, err := r.Next()
		if err == io.EOF {
			p.vocabulary = *r.Vocabulary()
			return p, r.Report(), nil
		}
		if err != nil {
			return p, r.Report(), err
		}
		p.records = append(p.records, record)
	}
}

// written puts content into a file and returns its path.
func written(t *testing.T, name, content string) string {
	t.Helper()
	return put(t, t.TempDir(), name, content)
}

// put puts content into a file of a folder and returns its path.
func put(t *testing.T, folder, name, content string) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func content(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// wide returns s in UTF-16, little-endian, with a byte-order mark.
func wide(s string) string {
	var b strings.Builder
	for _, u := range append([]uint16{0xFEFF}, utf16.Encode([]rune(s))...) {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

type errorReader struct{ err error }

func (r errorReader) Read([]byte) (int, error) { return 0, r.err }
