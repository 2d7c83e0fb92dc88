package cli_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"
)

// BenchmarkCorpus measures what DESIGN.md promises of importing and exporting
// (section 8), through the command line in a process of its own: a corpus of
// articles of 400 words, every fourth of them marked, with its scheme file.
//
// Beside the time stand spans a second, the most memory that the process held,
// and how many times as long it took as the naive way, which was measured just
// before: plain rows with the same driver, without full-text index, history and
// checks, and encoding/json.
//
// Spans without ids are what people write by hand or script. Random ids are the
// worst case: each falls on another page of the index.
func BenchmarkCorpus(b *testing.B) {
	b.Setenv("XDG_CONFIG_HOME", b.TempDir())
	for _, documents := range []int{1100, 11_000} {
		b.Run(fmt.Sprintf("%dspans", documents*spansOfDocument), func(b *testing.B) {
			folder := b.TempDir()
			plain, withIDs := filepath.Join(folder, "plain.jsonl"), filepath.Join(folder, "ids.jsonl")
			writeCorpus(b, plain, documents, false)
			writeCorpus(b, withIDs, documents, true)
			tookIn, tookOut := naive(b, plain)
			in, out := rival{"naive", tookIn}, rival{"naive", tookOut}
			project := filepath.Join(folder, "corpus.postil")
			b.Run("import", func(b *testing.B) { benchmarkImport(b, project, plain, documents, in) })
			b.Run("import-random-ids", func(b *testing.B) {
				benchmarkImport(b, filepath.Join(folder, "ids.postil"), withIDs, documents, in)
			})
			b.Run("export", func(b *testing.B) {
				runPostil(b, documents*spansOfDocument, out, func() {}, "export", project, "--format", "jsonl", "--out", filepath.Join(folder, "out.jsonl"))
			})
		})
	}
}

func benchmarkImport(b *testing.B, project, records string, documents int, than rival) {
	runPostil(b, documents*spansOfDocument, than, func() { clear(b, project) }, "import", project, records, "--annotator", "Ana")
}

// runOnce runs postil for what is not measured, or measured by others.
func runOnce(b *testing.B, args ...string) {
	b.Helper()
	if output, err := exec.Command("postil", args...).CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, output)
	}
}

// rival is another way to do the same, and how long it took.
type rival struct {
	name string
	took time.Duration
}

// runPostil runs postil on so many spans, each time after what is not measured,
// and compares it with a rival.
func runPostil(b *testing.B, spans int, than rival, before func(), args ...string) {
	peak := 0.0
	for b.Loop() {
		b.StopTimer()
		before()
		postil := exec.Command("postil", args...)
		b.StartTimer()
		output, err := postil.CombinedOutput()
		if err != nil || !strings.Contains(strings.ReplaceAll(string(output), "new ", ""), fmt.Sprintf(" %d spans", spans)) {
			b.Fatalf("%v: %s", err, output)
		}
		peak = max(peak, peakMemory(postil.ProcessState))
	}
	each := b.Elapsed().Seconds() / float64(b.N)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(each, "s")
	b.ReportMetric(float64(spans)/each, "spans/s")
	b.ReportMetric(peak, "MB-peak")
	b.ReportMetric(each/than.took.Seconds(), "x-"+than.name)
}

// peakMemory returns the most physical memory that a process held, in MB; 0
// where the system does not tell.
func peakMemory(p *os.ProcessState) float64 {
	usage := reflect.Indirect(reflect.ValueOf(p.SysUsage()))
	if usage.Kind() != reflect.Struct || !usage.FieldByName("Maxrss").IsValid() { // Windows
		return 0
	}
	most := float64(usage.FieldByName("Maxrss").Int())
	if runtime.GOOS != "darwin" { // elsewhere it is in KiB, there in bytes
		most *= 1024
	}
	return most / 1e6
}
