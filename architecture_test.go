package main_test

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// module is the path that every package of ours starts with.
const module = "postil"

// What only some rooms may reach, by the start of the import path.
const (
	fyne    = "fyne.io/fyne"        // the toolkit
	fyneApp = "fyne.io/fyne/v2/app" // what opens a display
	sql     = "database/sql"
	sqlite  = "github.com/mattn/go-sqlite3"

	// An interface without a database behind it, which google/uuid names.
	sqlDriver = "database/sql/driver"
)

// room is a folder of the architecture, with the packages below it.
type room struct {
	path      string
	may       []string // rooms it may import; its own sub-packages always
	never     []string // what it must not reach, not even through others
	alone     bool     // sub-packages are rooms of their own, or forbidden
	testsOnly bool     // holds tests and nothing to import
}

// rooms is the architecture: arrows run one way. A package in no room fails the
// test, so that a new room is a decision and not an accident.
var rooms = slices.Concat(program, dataSets)

var program = []room{
	{path: "", may: []string{"app"}, alone: true},
	{path: "app", may: []string{"app/window", "app/cli", "app/project", "annotate", "icons"}, alone: true},
	{path: "app/window", may: []string{"app/docview", "app/project", "annotate", "icons"}, never: []string{fyneApp}},
	{path: "app/docview", may: []string{"app/textlayout", "annotate"}, never: []string{fyneApp, sql, sqlite}},
	{path: "app/textlayout", never: []string{fyne, sql, sqlite}},
	{path: "app/cli", may: []string{"app/project", "annotate"}, never: []string{fyne}},
	{path: "app/project", may: []string{"app/project/sample", "storage", "export",
		"export/account", "export/choice", "export/dataset", "export/files", "export/jsontext", "export/split", "annotate"}, never: []string{fyne}},
	{path: "app/project/sample", never: []string{fyne, sql, sqlite}},
	{path: "app/e2e", testsOnly: true},
	{path: "storage", may: []string{"annotate"}, never: []string{fyne}},
	{path: "annotate", never: []string{fyne, sql, sqlite}},
	{path: "icons", never: []string{fyneApp, sql, sqlite}},
}

// dataSets are the rooms of the export: what formats are built of, then the formats,
// which never meet, then what knows them all. The last makes projects for tests, and
// no room may import it.
var dataSets = slices.Concat([]room{
	below("jsontext"),
	below("webpage"),
	below("split"),
	below("files"),
	below("account", "jsontext"),
	below("choice", "account"),
	below("wording", "jsontext"),
	below("dataset", "account", "choice", "files", "split"),
	below("jsonobject", "jsontext"),
	below("textfile", "dataset", "files"),
	below("intake", "account", "choice", "dataset", "files", "jsonobject", "jsontext", "textfile"),
	below("tokens", "account", "choice", "dataset", "jsontext", "wording"),
}, everyFormat(), []room{
	{path: "export", may: inExport(slices.Concat(formats, parts)...), never: []string{fyne, sql, sqlite}, alone: true},
	{path: "export/internal/specimen", may: append(inExport(slices.Concat(formats, parts)...), "export"), never: []string{fyne, sql, sqlite}},
})

// formats are the rooms below export that are one each, and parts those that they
// may be built of.
var (
	formats = []string{"brat", "conll", "doccano", "hf", "jsonl", "labelstudio", "plain", "sheets", "spacy", "table"}
	parts   = []string{"account", "choice", "dataset", "files", "intake",
		"jsonobject", "jsontext", "split", "textfile", "tokens", "webpage", "wording"}
)

func everyFormat() (rooms []room) {
	for _, name := range formats {
		rooms = append(rooms, below(name, parts...))
	}
	return rooms
}

// below is a room below export that may import some of the others.
func below(name string, may ...string) room {
	return room{path: "export/" + name, may: inExport(may...), never: []string{fyne, sql, sqlite}}
}

// inExport returns the paths of rooms below export, and that of annotate.
func inExport(names ...string) []string {
	paths := []string{"annotate"}
	for _, name := range names {
		paths = append(paths, "export/"+name)
	}
	return paths
}

// listed is what go list tells of a package.
type listed struct {
	ImportPath   string
	GoFiles      []string
	Imports      []string // by itself
	TestImports  []string // by its tests inside the package
	XTestImports []string // by its tests outside
	Deps         []string // through others too
}

func TestArrowsRunOneWay(t *testing.T) {
	for _, p := range packages(t) {
		from := roomOf(p.ImportPath)
		if from == nil {
			t.Errorf("%s is in no room: put it into one, or declare the room in architecture_test.go", p.ImportPath)
			continue
		}
		for _, imported := range p.Imports {
			if !ours(imported) {
				continue
			}
			if to := roomOf(imported); to == nil || to != from && !slices.Contains(from.may, to.path) {
				t.Errorf("%s imports %s: forbidden arrow", p.ImportPath, imported)
			}
		}
		for _, start := range from.never {
			reached := func(dep string) bool { return within(dep, start) && dep != sqlDriver }
			if i := slices.IndexFunc(p.Deps, reached); i >= 0 {
				t.Errorf("%s reaches %s, which it must not", p.ImportPath, p.Deps[i])
			}
		}
		if from.testsOnly && len(p.GoFiles) > 0 {
			t.Errorf("%s holds %v: it is for tests only", p.ImportPath, p.GoFiles)
		}
	}
}

// Opening a display and talking SQL happen in one place each.
func TestOnePlaceOpensTheDisplayAndOneTheFile(t *testing.T) {
	for _, p := range packages(t) {
		for _, imported := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			if within(imported, fyneApp) && p.ImportPath != module+"/app" {
				t.Errorf("%s imports %s: only %s/app may", p.ImportPath, imported, module)
			}
		}
		for _, imported := range p.Imports {
			if (within(imported, sql) || within(imported, sqlite)) && !within(p.ImportPath, module+"/storage") {
				t.Errorf("%s imports %s: only storage may", p.ImportPath, imported)
			}
		}
	}
}

// The rules are only as good as roomOf, so it is tested where no package is yet.
func TestRoomOf(t *testing.T) {
	for path, want := range map[string]string{
		"postil":                    "",
		"postil/app":                "app",
		"postil/app/window":         "app/window",
		"postil/app/window/palette": "app/window",
		"postil/app/project/sample": "app/project/sample",
		"postil/storage":            "storage",
		"postil/export":             "export",
		"postil/export/brat":        "export/brat",
		"postil/export/brat/lines":  "export/brat",
	} {
		if got := roomOf(path); got == nil || got.path != want {
			t.Errorf("roomOf(%q) = %v, want the room %q", path, got, want)
		}
	}
	for _, path := range []string{"postil/util", "postil/app/helpers", "postil/storages", "postil/app/windows", "postil/export/util"} {
		if got := roomOf(path); got != nil {
			t.Errorf("roomOf(%q) = %q, want none", path, got.path)
		}
	}
}

// roomOf returns the innermost room that the package is in, nil for none.
func roomOf(importPath string) *room {
	var found *room
	for i := range rooms {
		r := &rooms[i]
		whole := strings.TrimSuffix(module+"/"+r.path, "/")
		in := importPath == whole || !r.alone && within(importPath, whole)
		if in && (found == nil || len(r.path) > len(found.path)) {
			found = r
		}
	}
	return found
}

// within tells whether path is the package at start or one below it.
func within(path, start string) bool {
	return path == start || strings.HasPrefix(path, start+"/")
}

func ours(importPath string) bool { return within(importPath, module) }

// packages asks go list for every package of the module.
func packages(t *testing.T) []listed {
	t.Helper()
	lookAtEveryFolder(t)
	out, err := exec.Command("go", "list",
		"-json=ImportPath,GoFiles,Imports,TestImports,XTestImports,Deps", "./...").Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("go list: %v\n%s", err, exit.Stderr)
		}
		t.Fatal(err)
	}
	var all []listed
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := decoder.Decode(&p); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatalf("what go list says: %v", err)
		}
		all = append(all, p)
	}
}

// lookAtEveryFolder reads the tree's folders. go test caches a result until
// something changes that the test itself has looked at; what go list looks at
// does not count.
func lookAtEveryFolder(t *testing.T) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && path == ".git" && entry.IsDir() {
			return fs.SkipDir
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
