package cli_test

import (
	"bytes"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
)

// TestEndingSignals ends an export while it writes, as a logout, a closed terminal and
// a person do: it takes back what it has begun, and says so.
func TestEndingSignals(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows sends no signals to other programs")
	}
	folder, project := importedCorpus(t)
	for _, end := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if signal.Ignored(end) {
			continue // as under nohup, and programs that are started inherit it
		}
		out := filepath.Join(folder, end.String())
		if err := os.Mkdir(out, 0o777); err != nil {
			t.Fatal(err)
		}
		said, status := exportEndedBy(t, end, project, out)
		if left, err := os.ReadDir(out); status != 1 || said != "postil: interrupted; nothing was changed\n" || len(left) != 0 || err != nil {
			t.Errorf("%v: status %d, it says %q, it leaves %v, %v", end, status, said, left, err)
		}
	}
}

// exportEndedBy exports to a folder, and ends that as soon as something stands there.
// Where the export was faster than the signal, it tries again.
func exportEndedBy(t *testing.T, end os.Signal, project, folder string) (said string, status int) {
	t.Helper()
	for range 20 {
		var message bytes.Buffer
		postil := exec.Command("postil", "export", project, "--format", "brat", "--out", filepath.Join(folder, "x"))
		postil.Stderr = &message
		if err := postil.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- postil.Wait() }()
		for begun := false; !begun; {
			select {
			case err := <-ended:
				t.Fatalf("it ended before it wrote: %v: %s", err, &message)
			default:
				entries, err := os.ReadDir(folder)
				if err != nil {
					t.Fatal(err)
				}
				begun = len(entries) != 0
			}
		}
		_ = postil.Process.Signal(end) // it may have ended since
		if err := <-ended; err != nil {
			return message.String(), postil.ProcessState.ExitCode()
		}
		if err := os.RemoveAll(filepath.Join(folder, "x")); err != nil {
			t.Fatal(err)
		}
	}
	t.Fatalf("no export was slow enough for %v", end)
	return "", 0
}
