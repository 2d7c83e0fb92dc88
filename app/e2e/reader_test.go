package e2e_test

import (
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/annotate/segment"
	"postil/app/project"
	"postil/app/project/settings"
)

// reader is a session that reads one document.
type reader struct {
	*session
	home    string
	project string // the project file
	name    string // of the document
	body    string // its text
	aside   int    // how far beside a point the next double click is, in pixels
}

// paneArea is where the text stands on the screen, its margins and the scroll bar
// left out.
var paneArea = image.Rect(290, 92, 1085, 815)

// read opens a text in the window.
func (d *desktop) read(body string) *reader {
	d.t.Helper()
	r := d.prepare(body)
	r.start()
	return r
}

// prepare makes a project of one text by the command line.
func (d *desktop) prepare(body string) *reader {
	d.t.Helper()
	dir := d.t.TempDir()
	file := filepath.Join(dir, "article.txt")
	if err := os.WriteFile(file, []byte(body), 0o644); err != nil {
		d.t.Fatal(err)
	}
	return d.prepareFile(file)
}

// prepareFile is prepare for a file of one document.
func (d *desktop) prepareFile(file string) *reader {
	d.t.Helper()
	home := d.t.TempDir()
	path := filepath.Join(home, "reader.postil")
	d.cli("import", "--annotator", annotator, path, file)
	d.knows(home)
	r := &reader{session: &session{desktop: d}, home: home, project: path, name: documentsIn(d.t, path)[0]}
	r.body = textIn(d.t, path, r.name)
	return r
}

// start opens the project in the window.
func (r *reader) start() {
	r.t.Helper()
	r.session = r.open(r.home, r.project)
	r.title("reader")
	r.until("the text is shown", func() bool { return 0 < len(r.picture().inked(paneArea)) })
}

// knows makes a home folder that of somebody who has told the name already.
func (d *desktop) knows(home string) {
	d.t.Helper()
	path := filepath.Join(home, ".config", "postil", "settings.json")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		d.t.Fatal(err)
	}
	if err := settings.File(path).Change(func(s *settings.Settings) { s.Annotator = annotator }); err != nil {
		d.t.Fatal(err)
	}
}

// before is the offset at which a text begins that is there once.
func (r *reader) before(part string) int {
	r.t.Helper()
	if strings.Count(r.body, part) != 1 {
		r.t.Fatalf("%q is not once in the text", part)
	}
	return strings.Index(r.body, part)
}

// after is the offset at which a text ends that is there once.
func (r *reader) after(part string) int {
	r.t.Helper()
	return r.before(part) + len(part)
}

// clear leaves nothing selected, with the caret at the beginning and the mouse
// where nothing is.
func (r *reader) clear() {
	r.t.Helper()
	r.keys("Escape", "Escape", "ctrl+Home")
	r.moveMouse(paneArea.Max.X-5, paneArea.Max.Y-5)
	r.still()
}

// selectTo selects from the beginning of an offset's paragraph to the offset, which
// puts the caret there.
func (r *reader) selectTo(offset int) {
	r.t.Helper()
	start, downs := 0, 0
	for i := 0; i <= offset; i++ {
		if strings.HasPrefix(r.body[i:], "\n\n") && i+2 <= offset {
			start, downs = i+2, downs+1
		}
	}
	on := "shift+Right"
	if first, _ := utf8.DecodeRuneInString(r.body[start:]); unicode.In(first, unicode.Arabic, unicode.Hebrew) {
		on = "shift+Left"
	}
	keys := slices.Repeat([]string{"ctrl+Down"}, downs)
	for range segment.Graphemes(r.body[start:offset]) {
		keys = append(keys, on)
	}
	r.keys("Escape", "Escape", "ctrl+Home")
	if len(keys) > 0 {
		r.run("xdotool", append([]string{"key", "--delay", "2"}, keys...)...)
	}
	if start < offset {
		r.until(fmt.Sprintf("the text up to %d is selected", offset), func() bool { return r.copied() == r.body[start:offset] })
	}
}

// point is where the character at an offset is seen: the place of the caret at its
// leading edge.
func (r *reader) point(offset int) image.Point {
	r.t.Helper()
	r.selectTo(offset)
	caret := r.caret()
	return image.Pt((caret.Min.X+caret.Max.X)/2, (caret.Min.Y+caret.Max.Y)/2)
}

// doubleClick clicks twice at a point or a little beside it, elsewhere than the last
// time: two double clicks in a hurry would be four clicks.
func (r *reader) doubleClick(x, y int) {
	r.t.Helper()
	r.aside = 8 - r.aside
	r.click(x+r.aside, y, 2)
}

// caret waits until the caret is seen and returns where it is.
func (r *reader) caret() (found image.Rectangle) {
	r.t.Helper()
	r.until("the caret is seen", func() bool {
		found = r.picture().coloured(paneArea, caretColour)
		return 12 <= found.Dy() && found.Dx() <= 4
	})
	return found
}

// expect waits until the document has just these spans, in any order: of each the
// label and what it covers ("ORG harbour", several fragments apart by "|").
func (r *reader) expect(want ...string) {
	r.t.Helper()
	slices.Sort(want)
	var got []string
	defer func() {
		if d := cmp.Diff(want, got); d != "" {
			r.t.Errorf("spans (-want +got):\n%s", d)
		}
	}()
	r.until("the spans are what they should be", func() bool {
		got = r.marks()
		return slices.Equal(got, want)
	})
}

// marks are the document's spans as expect takes them. What stands in the file is
// what the text has at its offsets.
func (r *reader) marks() (marks []string) {
	labels := labelsIn(r.t, r.project)
	for _, s := range spansIn(r.t, r.project)[r.name] {
		var pieces []string
		for _, f := range s.Fragments {
			if r.body[f.Start:f.End] != f.Text {
				r.t.Errorf("[%d, %d) is kept as %q, but is %q", f.Start, f.End, f.Text, r.body[f.Start:f.End])
			}
			pieces = append(pieces, f.Text)
		}
		marks = append(marks, labels[s.Label]+" "+strings.Join(pieces, "|"))
	}
	slices.Sort(marks)
	return marks
}

// labelsIn returns the names of a project's labels.
func labelsIn(t testing.TB, path string) map[annotate.UID]string {
	names := map[annotate.UID]string{}
	look(t, path, func(p *project.Project) {
		for _, l := range p.Scheme().Labels {
			names[l.UID] = l.Name
		}
	})
	return names
}
