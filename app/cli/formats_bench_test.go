package cli_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"postil/export"
)

// BenchmarkFormats measures every format that carries spans, both ways, through
// the command line in a process of its own, over the corpus of [BenchmarkCorpus].
// Beside spans a second and the most memory that the process held stands how
// many times as long it took as the native records did, in the same run.
func BenchmarkFormats(b *testing.B) {
	b.Setenv("XDG_CONFIG_HOME", b.TempDir())
	const documents = 11_000
	folder := b.TempDir()
	records, project := filepath.Join(folder, "records.jsonl"), filepath.Join(folder, "corpus.postil")
	writeCorpus(b, records, documents, false)
	runOnce(b, "import", project, records, "--annotator", "Ana")

	out, in := native(b, project)
	for _, f := range export.Formats() {
		if !f.Writes {
			continue
		}
		path := filepath.Join(b.TempDir(), "corpus"+firstOf(f.Extensions))
		b.Run("export/"+f.Name, func(b *testing.B) {
			runPostil(b, documents*spansOfDocument, out, func() { clear(b, path) }, "export", project, "--format", f.Name, "--out", path)
		})
		if !f.Reads {
			continue
		}
		again := filepath.Join(b.TempDir(), "again.postil")
		b.Run("import/"+f.Name, func(b *testing.B) {
			runPostil(b, documents*spansOfDocument, in, func() { clear(b, again) }, "import", again, path, "--format", f.Name, "--annotator", "Ana")
		})
	}
}

// native measures how long native records take to be written and to be read.
func native(b *testing.B, project string) (out, in rival) {
	b.Helper()
	records := filepath.Join(b.TempDir(), "native.jsonl")
	began := time.Now()
	runOnce(b, "export", project, "--format", "jsonl", "--out", records)
	out, began = rival{"native", time.Since(began)}, time.Now()
	runOnce(b, "import", filepath.Join(b.TempDir(), "native.postil"), records, "--annotator", "Ana")
	return out, rival{"native", time.Since(began)}
}

// clear removes a file or a folder that an earlier round has written.
func clear(b *testing.B, path string) {
	b.Helper()
	if err := os.RemoveAll(path); err != nil {
		b.Fatal(err)
	}
}

// firstOf returns the usual ending of a format's files, "" where it writes a
// folder.
func firstOf(endings []string) string {
	if len(endings) == 0 {
		return ""
	}
	return endings[0]
}
