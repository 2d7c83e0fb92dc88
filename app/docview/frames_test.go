package docview_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"postil/annotate"
	"postil/app/docview"
	"postil/app/docview/testdata/recording"
)

// The frames of a run: DESIGN.md's promise is about 2,000. Texts that are hard in other
// ways show what they cost in fewer.
const (
	recorded = 2000
	extreme  = 400
)

// BenchmarkFrames replays the recording in documents of all lengths and prints what the
// frames cost, as DESIGN.md section 8 puts it: the pane's own part over 2,000 frames
// without a display, and Fyne's whole frame in a real window under Xvfb, where there
// is one.
func BenchmarkFrames(b *testing.B) {
	window := buildFrameWindow(b)
	names := []string{}
	ours, whole := map[string]*recording.Run{}, map[string]*recording.Run{}
	for _, d := range recording.Documents {
		b.Run(d.Name, func(b *testing.B) {
			for b.Loop() {
				ours[d.Name] = replay(b, &d, recorded)
			}
			report(b, ours[d.Name])
			names = append(names, d.Name)
			if window != "" {
				whole[d.Name] = replayInWindow(b, window, d.Name)
			}
		})
	}
	fmt.Print("\n", tables(names, ours, whole))
}

// BenchmarkExtremes replays the recording, without a display, in documents that are
// long in other ways.
func BenchmarkExtremes(b *testing.B) {
	names := []string{}
	ours := map[string]*recording.Run{}
	for _, d := range recording.Extremes {
		b.Run(d.Name, func(b *testing.B) {
			for b.Loop() {
				ours[d.Name] = replay(b, &d, extreme)
			}
			names = append(names, d.Name)
			report(b, ours[d.Name])
		})
	}
	fmt.Print("\n", tables(names, ours, nil))
}

func report(b *testing.B, r *recording.Run) {
	b.ReportMetric(milliseconds(r.Quantile(0.5, recording.Frame.Ours)), "ms-p50")
	b.ReportMetric(milliseconds(r.Quantile(0.99, recording.Frame.Ours)), "ms-p99")
}

// replay plays a number of frames in a pane without a display.
func replay(b *testing.B, d *recording.Document, frames int) *recording.Run {
	test.NewTempApp(b)
	scheme := annotate.DefaultScheme()
	doc, spans := d.Make(&scheme)
	view := docview.New()
	clock := docview.SetClock(view)
	w := test.NewTempWindow(b, view)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(recording.Width, recording.Height))
	meter := recording.NewMeter(view)
	run := &recording.Run{Frames: make([]recording.Frame, 0, frames)}
	before := memory()
	meter.Act(func() { view.Open(doc, spans, &scheme, docview.Names{}) })
	docview.DrawRasters(view)
	run.Open = meter.Frame("open").Ours()
	script := recording.NewScript(view, doc, spans, &scheme, clock.Advance)
	var start, end runtime.MemStats
	runtime.ReadMemStats(&start)
	for range frames {
		next := script.Next()
		meter.Act(next.Do)
		docview.DrawRasters(view)
		run.Frames = append(run.Frames, meter.Frame(next.Kind))
	}
	runtime.ReadMemStats(&end)
	run.Bytes = end.TotalAlloc - start.TotalAlloc
	run.Heap = memory() - before
	runtime.KeepAlive(view)
	return run
}

// memory is how much the heap holds.
func memory() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// buildFrameWindow builds the program that replays the recording in a window and
// gives its path, "" without Xvfb.
func buildFrameWindow(b *testing.B) string {
	if _, err := exec.LookPath("Xvfb"); err != nil {
		b.Log("Xvfb is missing: Fyne's whole frame is not measured")
		return ""
	}
	path := filepath.Join(b.TempDir(), "framewindow")
	if out, err := exec.Command("go", "build", "-o", path, "./testdata/framewindow").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return path
}

// replayInWindow plays frames on a screen of its own.
func replayInWindow(b *testing.B, program, document string) *recording.Run {
	cmd := exec.Command(program, "-document", document, "-frames", fmt.Sprint(recorded))
	cmd.Env = append(os.Environ(), "DISPLAY="+startScreen(b), "HOME="+b.TempDir(), "XDG_CONFIG_HOME=", "XDG_CACHE_HOME=",
		"XDG_DATA_HOME=", "FYNE_THEME=light", "FYNE_SCALE=1", "LC_ALL=C.UTF-8")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		b.Fatalf("%v\n%s", err, stderr.String())
	}
	run := &recording.Run{}
	if err := json.Unmarshal(out, run); err != nil {
		b.Fatal(err)
	}
	return run
}

// startScreen starts Xvfb on a display that is free and gives its name.
func startScreen(b *testing.B) string {
	r, w, err := os.Pipe()
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close()
	size := fmt.Sprintf("%dx%dx24", recording.Width, recording.Height)
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", size, "-nolisten", "tcp", "-noreset")
	cmd.ExtraFiles = []*os.File{w}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	w.Close()
	b.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	var number int
	if _, err := fmt.Fscan(r, &number); err != nil {
		b.Fatalf("Xvfb told no display: %v", err)
	}
	return fmt.Sprintf(":%d", number)
}

// tables shows the figures: a line for every document, and for every kind of action.
func tables(names []string, ours, whole map[string]*recording.Run) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Milliseconds a frame at %d × %d, 50th / 99th percentile; without a display, Fyne's whole frame under Xvfb (software GL)\n",
		recording.Width, recording.Height)
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "characters\tinput\tlayout\trefresh\trasters\tours\tat most\tFyne's whole\topen, ours\twhole\theap MB\tpeak MB\tkB a frame")
	for _, n := range names {
		r := ours[n]
		fmt.Fprintf(t, "%s", n)
		for _, of := range []func(recording.Frame) time.Duration{
			func(f recording.Frame) time.Duration { return f.Input },
			func(f recording.Frame) time.Duration { return f.Layout },
			func(f recording.Frame) time.Duration { return f.Refresh },
			func(f recording.Frame) time.Duration { return f.Rasters },
			recording.Frame.Ours,
		} {
			fmt.Fprintf(t, "\t%s", halves(r, "", of))
		}
		w := whole[n]
		if w == nil {
			w = &recording.Run{}
		}
		fmt.Fprintf(t, "\t%.1f", milliseconds(r.Quantile(1, recording.Frame.Ours)))
		fmt.Fprintf(t, "\t%s\t%.0f\t%.0f\t%.0f\t%.0f\t%d\n", halves(w, "", wholeFrame), milliseconds(r.Open), milliseconds(w.Open),
			float64(r.Heap)/1e6, float64(w.RSS)/1e6, r.Bytes/1000/uint64(len(r.Frames)))
	}
	t.Flush()
	fmt.Fprintln(&b, "\nOurs by kind of action")
	fmt.Fprintf(t, "characters\t%s\n", strings.Join(recording.Kinds, "\t"))
	for _, n := range names {
		fmt.Fprint(t, n)
		for _, k := range recording.Kinds {
			fmt.Fprintf(t, "\t%s", halves(ours[n], k, recording.Frame.Ours))
		}
		fmt.Fprintln(t)
	}
	t.Flush()
	return b.String()
}

func wholeFrame(f recording.Frame) time.Duration { return f.Whole }

// halves are the 50th and the 99th percentile.
func halves(r *recording.Run, kind string, of func(recording.Frame) time.Duration) string {
	return fmt.Sprintf("%.1f / %.1f", milliseconds(r.QuantileOf(kind, 0.5, of)), milliseconds(r.QuantileOf(kind, 0.99, of)))
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
