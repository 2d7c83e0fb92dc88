package e2e_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"postil/annotate"
	"postil/app/project"
)

// built is the folder of the program that was built, "" while none was needed.
var built string

// program builds the program once and returns where it lies.
var program = sync.OnceValues(func() (path string, err error) {
	if built, err = os.MkdirTemp("", "postil-e2e-"); err != nil {
		return "", err
	}
	path = filepath.Join(built, "postil")
	out, err := exec.Command("go", "build", "-o", path, "postil").CombinedOutput()
	if err != nil {
		os.Stderr.Write(out)
	}
	return path, err
})

func TestMain(m *testing.M) {
	code := m.Run()
	if built != "" {
		os.RemoveAll(built)
	}
	os.Exit(code)
}

// session is one run of the program on a desktop.
type session struct {
	*desktop
	window string // xdotool's name for it
	ended  chan error
}

// open starts the program with an environment whose home folder is home and
// waits for its window to stand.
func (d *desktop) open(home string, args ...string) *session {
	d.t.Helper()
	path, err := program()
	if err != nil {
		d.t.Fatal("building the program: ", err)
	}
	cmd := d.command(path, args...)
	cmd.Env = append(d.env, "HOME="+home, "XDG_CONFIG_HOME=", "XDG_CACHE_HOME=", "XDG_DATA_HOME=", "FYNE_THEME="+theme(), "FYNE_SCALE=1")
	var said strings.Builder
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		d.t.Fatal(err)
	}
	s := &session{desktop: d, ended: make(chan error, 1)}
	go func() { s.ended <- cmd.Wait() }()
	d.t.Cleanup(func() {
		if d.t.Failed() {
			d.keepScreen()
		}
		cmd.Process.Kill()
		if d.t.Failed() && said.Len() != 0 {
			d.t.Log("the program said:\n", said.String())
		}
	})
	d.until("the window opens", func() bool {
		out, err := d.command("xdotool", "search", "--onlyvisible", "--name", "Postil").Output()
		s.window = strings.TrimSpace(string(out))
		return err == nil && s.window != ""
	})
	d.run("xdotool", "windowactivate", "--sync", s.window)
	d.run("xdotool", "windowmove", s.window, "0", "0")
	d.run("xdotool", "windowsize", "--sync", s.window, "1400", "860")
	d.still()
	return s
}

// theme is the variant the program is shown in: light, or what POSTIL_E2E_THEME
// says, for a look at the other.
func theme() string {
	if t := os.Getenv("POSTIL_E2E_THEME"); t != "" {
		return t
	}
	return "light"
}

// title waits until the window's title holds text.
func (s *session) title(text string) {
	s.t.Helper()
	s.until("the title says "+text, func() bool {
		out, err := s.command("xdotool", "getwindowname", s.window).Output()
		return err == nil && strings.Contains(string(out), text)
	})
}

// quit closes the program by its key and waits until it has ended.
func (s *session) quit() {
	s.t.Helper()
	s.keys("ctrl+q")
	select {
	case err := <-s.ended:
		if err != nil {
			s.t.Fatal("the program ended with: ", err)
		}
	case <-time.After(patience):
		s.t.Fatal("the program did not end")
	}
}

// cli runs the program without a window and returns what it
// printed.
func (d *desktop) cli(args ...string) string {
	d.t.Helper()
	path, err := program()
	if err != nil {
		d.t.Fatal(err)
	}
	return d.run(path, args...)
}

// look opens a project file beside the program that has it open.
func look(t testing.TB, path string, see func(*project.Project)) {
	t.Helper()
	p, err := project.Open(context.Background(), path, annotator)
	if err != nil {
		t.Fatal(err)
	}
	see(p)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
}

// documentsIn returns the names of a project's documents, in order.
func documentsIn(t testing.TB, path string) (names []string) {
	look(t, path, func(p *project.Project) {
		for _, d := range p.Documents(project.Filter{}) {
			names = append(names, d.Name)
		}
	})
	return names
}

// textIn returns the text of the document with that name.
func textIn(t testing.TB, path, name string) (text string) {
	look(t, path, func(p *project.Project) {
		for _, d := range p.Documents(project.Filter{}) {
			if d.Name == name {
				doc, _, err := p.OpenDocument(context.Background(), d.UID)
				if err != nil {
					t.Fatal(err)
				}
				text = doc.Text
			}
		}
	})
	return text
}

// statusIn returns how far the annotator is with the document of that name.
func statusIn(t testing.TB, path, name string) (status annotate.Status) {
	look(t, path, func(p *project.Project) {
		for _, d := range p.Documents(project.Filter{}) {
			if d.Name == name {
				status = d.Status
			}
		}
	})
	return status
}

// spansIn returns the spans of a project now, by document name.
func spansIn(t testing.TB, path string) map[string][]annotate.Span {
	found := map[string][]annotate.Span{}
	look(t, path, func(p *project.Project) {
		for _, d := range p.Documents(project.Filter{}) {
			_, spans, err := p.OpenDocument(context.Background(), d.UID)
			if err != nil {
				t.Fatal(err)
			}
			found[d.Name] = spans
		}
	})
	return found
}
