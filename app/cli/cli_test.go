package cli_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"postil/app/cli"
	"postil/app/project"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"postil": func() {
		os.Exit(cli.Program{Out: os.Stdout, Err: os.Stderr, OpenWindow: func(project string) error {
			if project == "no-display.postil" {
				return errors.New("no display")
			}
			_, err := os.Stdout.WriteString("window on " + project + "\n")
			return err
		}}.Run(os.Args[1:]))
	}})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", filepath.Join(e.WorkDir, "home"))
			e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, "config"))
			e.Setenv("AppData", filepath.Join(e.WorkDir, "config"))
			return nil
		},
		Condition: func(name string) (bool, error) { // [root]: permissions hold nobody back
			if name != "root" {
				return false, fmt.Errorf("there is no condition %s", name)
			}
			return os.Geteuid() == 0, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"newer": newer, "damage": damage, "bytes": writeBytes,
			"oneline": oneLine, "status": status, "fails": fails},
	})
}

// newer makes a project file look as if a later program had written it: it
// raises the number that SQLite keeps at byte 60 for the program.
func newer(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_RDWR, 0)
	ts.Check(err)
	_, err = f.WriteAt(binary.BigEndian.AppendUint32(nil, 9999), 60)
	ts.Check(err)
	ts.Check(f.Close())
}

// damage replaces a text wherever it stands in a file by another of the same
// length.
func damage(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	content, err := os.ReadFile(path)
	ts.Check(err)
	rotten := bytes.ReplaceAll(content, []byte(args[1]), []byte(args[2]))
	if bytes.Equal(content, rotten) || len(args[1]) != len(args[2]) {
		ts.Fatalf("%q cannot become %q", args[1], args[2])
	}
	ts.Check(os.WriteFile(path, rotten, 0o644))
}

// writeBytes writes a file that txtar cannot hold.
func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	content := map[string]string{
		"png":      "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00",
		"russian":  "\xd1\xe5\xe2\xe5\xf0\xed\xe0\xff \xef\xf0\xe8\xf1\xf2\xe0\xed\xfc \xe7\xe0\xea\xf0\xfb\xf2\xe0 \xe4\xee \xef\xee\xed\xe5\xe4\xe5\xeb\xfc\xed\xe8\xea\xe0. \xcd\xe0\xf7\xe0\xeb\xfc\xed\xe8\xea \xef\xee\xf0\xf2\xe0 \xf1\xea\xe0\xe7\xe0\xeb\xe0, \xf7\xf2\xee \xe4\xf0\xf3\xe3\xee\xe3\xee \xe2\xfb\xf5\xee\xe4\xe0 \xed\xe5 \xe1\xfb\xeb\xee: \xe2\xee\xe4\xee\xeb\xe0\xe7\xfb \xed\xe0\xf8\xeb\xe8 \xf2\xf0\xe5\xf9\xe8\xed\xf3 \xef\xee\xe4 \xf1\xf2\xe5\xed\xee\xe9. \xc6\xe8\xf2\xe5\xeb\xe8 \xe3\xee\xf0\xee\xe4\xe0 \xf3\xe7\xed\xe0\xeb\xe8 \xee\xe1 \xfd\xf2\xee\xec \xe8\xe7 \xf3\xf2\xf0\xe5\xed\xed\xe8\xf5 \xe3\xe0\xe7\xe5\xf2.\n",
		"crlf-bom": "\xef\xbb\xbfThe quay is closed until Monday\r\nNobody knows why.\r\n",
		"empty":    "",
	}[args[0]]
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(content), 0o644))
}

// oneLine checks that standard error is one line that starts as every complaint
// does.
func oneLine(ts *testscript.TestScript, _ bool, _ []string) {
	err := ts.ReadFile("stderr")
	if len(err) < 10 || err[:8] != "postil: " || err[len(err)-1] != '\n' {
		ts.Fatalf("standard error is no complaint: %q", err)
	}
	for _, r := range err[:len(err)-1] {
		if r == '\n' {
			ts.Fatalf("more than one line: %q", err)
		}
	}
}

// status runs a command line that must end with the given status and one line.
func status(ts *testscript.TestScript, _ bool, args []string) {
	run(ts, args[1:], args[0])
}

// run executes a command that fails, and checks status and complaint.
func run(ts *testscript.TestScript, args []string, want string) {
	err := ts.Exec(args[0], args[1:]...)
	exit := new(exec.ExitError)
	if !errors.As(err, &exit) || fmt.Sprint(exit.ExitCode()) != want {
		ts.Fatalf("%q ended with %v, status %s is expected", args, err, want)
	}
	oneLine(ts, false, nil)
}

// fails runs a command line on a project that is there and on one that isn't:
// both must fail with status 1 and one line, the first left as it was and the
// second not made.
func fails(ts *testscript.TestScript, _ bool, args []string) {
	on := func(project string) []string {
		line := slices.Clone(args)
		line[slices.Index(line, "PROJECT")] = project
		return line
	}
	run(ts, on("new.postil"), "1")
	if _, err := os.Stat(ts.MkAbs("new.postil")); err == nil {
		ts.Fatalf("%q made a project", args)
	}
	run(ts, on("good.postil"), "1")
	ts.Check(ts.Exec("postil", "export", "good.postil", "--format", "jsonl", "--out", "after.jsonl"))
	if ts.ReadFile("before.jsonl") != ts.ReadFile("after.jsonl") {
		ts.Fatalf("%q changed the project", args)
	}
	run(ts, on("good.postil"), "1") // so that the script sees its complaint
}

// TestVersion holds the two places together that say the version.
func TestVersion(t *testing.T) {
	details, err := os.ReadFile(filepath.Join("..", "..", "FyneApp.toml"))
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("Version = %q", project.Number); !bytes.Contains(details, []byte(want)) {
		t.Errorf("FyneApp.toml doesn't say %s", want)
	}
	if !strings.HasPrefix(project.Version(), project.Number) {
		t.Errorf("the version is %q", project.Version())
	}
}
