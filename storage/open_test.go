package storage_test

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	_ "github.com/mattn/go-sqlite3"

	"postil/annotate"
	"postil/storage"
)

// raw opens a file with SQLite alone, as another program would.
func raw(t testing.TB, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path)
	must(t, err)
	t.Cleanup(func() { db.Close() })
	return db
}

func TestCloseLeavesOneFile(t *testing.T) {
	p := newProject(t)
	p.take(document("a", "Some text."))
	must(t, p.View(ctx, func(r *storage.Reader) error { _, err := r.Documents(); return err }))
	must(t, p.Close())
	if got := names(t, filepath.Dir(p.Path())); !slices.Equal(got, []string{"news.postil"}) {
		t.Errorf("left behind: %q", got)
	}
	must(t, p.Close()) // closing twice is no error
	wantCode(t, p.View(ctx, func(*storage.Reader) error { return nil }), annotate.Refused)
}

func TestCreateKeepsWhatIsThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notes.postil")
	must(t, os.WriteFile(path, []byte("mine"), 0o600))
	_, err := storage.Create(ctx, path, storage.Options{Machine: "desk"})
	wantCode(t, err, annotate.Exists)
	if b, _ := os.ReadFile(path); string(b) != "mine" {
		t.Errorf("it holds %q now", b)
	}
	_, err = storage.Create(ctx, filepath.Join(path, "no", "x.postil"), storage.Options{Machine: "desk"})
	if err == nil {
		t.Error("a project was made below a file")
	}
	_, err = storage.Create(ctx, filepath.Join(filepath.Dir(path), "no", "x.postil"), storage.Options{Machine: "desk"})
	wantCode(t, err, annotate.NotFound)
}

func TestPathsWithOddCharacters(t *testing.T) {
	for _, name := range []string{"why?.postil", "50%.postil", "a#b.postil", "naïve Șefa.postil", "a&mode=ro.postil"} {
		path := filepath.Join(t.TempDir(), name)
		f, err := storage.Create(ctx, path, storage.Options{Machine: "desk"})
		must(t, err)
		must(t, f.Close())
		if got := names(t, filepath.Dir(path)); !slices.Equal(got, []string{name}) {
			t.Errorf("made %q, want %q", got, name)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	folder := t.TempDir()
	write := func(name string, b []byte) string {
		path := filepath.Join(folder, name)
		must(t, os.WriteFile(path, b, 0o600))
		return path
	}
	own, err := storage.Create(ctx, filepath.Join(folder, "own.postil"), storage.Options{Machine: "desk"})
	must(t, err)
	must(t, own.Close())
	project, err := os.ReadFile(own.Path())
	must(t, err)
	newer := slices.Clone(project)
	binary.BigEndian.PutUint32(newer[60:], 1000)
	foreign := filepath.Join(folder, "foreign.postil")
	_, err = raw(t, foreign).Exec("CREATE TABLE theirs (x)")
	must(t, err)

	for _, test := range []struct {
		name, path string
		code       annotate.Code
		says       string
	}{
		{"missing", filepath.Join(folder, "missing.postil"), annotate.NotFound, "no such file"},
		{"folder", folder, annotate.Refused, "folder"},
		{"empty", write("empty.postil", nil), annotate.Refused, "no Postil project"},
		{"text", write("text.postil", bytes.Repeat([]byte("An article.\n"), 100)), annotate.Refused, "no Postil project"},
		{"cut short", write("short.postil", project[:60]), annotate.Refused, "no Postil project"},
		{"another program's database", foreign, annotate.Refused, "no Postil project"},
		{"newer", write("newer.postil", newer), annotate.Refused, "newer version"},
	} {
		t.Run(test.name, func(t *testing.T) {
			before, _ := os.ReadFile(test.path)
			list := names(t, folder)
			_, err := storage.Open(ctx, test.path, storage.Options{Machine: "desk"})
			wantCode(t, err, test.code)
			if !strings.Contains(err.Error(), test.says) || !strings.Contains(err.Error(), test.path) {
				t.Errorf("the error says %q", err)
			}
			if after, _ := os.ReadFile(test.path); !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
			if d := diff(list, names(t, folder)); d != "" {
				t.Error("files came or went:", d)
			}
		})
	}
}

// A newer program has died: its version stands in the log only.
func TestOpenRefusesNewerInTheLog(t *testing.T) {
	p := newProject(t)
	_, err := raw(t, p.Path()).Exec("PRAGMA user_version = 1000")
	must(t, err)
	folder := t.TempDir()
	path := filepath.Join(folder, "news.postil")
	for _, suffix := range []string{"", "-wal"} { // as a crash leaves them
		b, err := os.ReadFile(p.Path() + suffix)
		must(t, err)
		must(t, os.WriteFile(path+suffix, b, 0o600))
	}
	before, err := os.ReadFile(path)
	must(t, err)
	log, err := os.ReadFile(path + "-wal")
	must(t, err)
	_, err = storage.Open(ctx, path, storage.Options{Machine: "desk"})
	wantCode(t, err, annotate.Refused)
	after, _ := os.ReadFile(path)
	logAfter, _ := os.ReadFile(path + "-wal")
	if !bytes.Equal(before, after) || !bytes.Equal(log, logAfter) {
		t.Error("the file was changed")
	}
}

func TestDamagedFile(t *testing.T) {
	p := newProject(t)
	p.take(document("a", strings.Repeat("Some text. ", 10_000)))
	must(t, p.Close())
	b, err := os.ReadFile(p.Path())
	must(t, err)
	for i := 4096; i < len(b); i++ {
		b[i] ^= 0xa5
	}
	must(t, os.WriteFile(p.Path(), b, 0o600))
	f, err := storage.Open(ctx, p.Path(), storage.Options{Machine: "desk"})
	if err == nil {
		defer f.Close()
		err = f.View(ctx, func(r *storage.Reader) error { _, err := r.Vocabulary(); return err })
	}
	if err == nil || !strings.Contains(err.Error(), "damaged") || !strings.Contains(err.Error(), "backup") {
		t.Errorf("the error says %v", err)
	}
}

func TestMigrationGoesForward(t *testing.T) {
	p := newProject(t)
	doc := document("a", "The port of Antwerp.")
	p.take(doc)
	p.put(p.ana, span(t, doc, p.label("PLACE"), p.ana, [2]int{12, 19}))
	before := p.all()
	must(t, p.Close())

	const step = "ALTER TABLE span ADD COLUMN certainty REAL; CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT;"
	f, err := storage.OpenWithStep(ctx, p.Path(), storage.Options{Machine: "desk", Now: clock()}, step)
	must(t, err)
	if d := diff(before, contents(t, f)); d != "" {
		t.Error(d)
	}
	sound(t, f)
	end := storage.WithSpanColumn("certainty")
	_, _, err = f.Undo(ctx, p.ana.UID) // from images that lack the column
	must(t, err)
	_, _, err = f.Redo(ctx, p.ana.UID)
	must(t, err)
	end()
	if d := diff(before, contents(t, f)); d != "" {
		t.Error(d)
	}
	must(t, f.Close())
	if got := names(t, filepath.Dir(p.Path())); !slices.Equal(got, []string{"news.postil", "news.version-2.backup.postil"}) {
		t.Errorf("the folder holds %q", got)
	}

	// The older program refuses what the newer one has made, and opens the backup.
	_, err = storage.Open(ctx, p.Path(), storage.Options{Machine: "desk"})
	wantCode(t, err, annotate.Refused)
	f, err = storage.Open(ctx, filepath.Join(filepath.Dir(p.Path()), "news.version-2.backup.postil"), storage.Options{Machine: "desk"})
	must(t, err)
	defer f.Close()
	if d := diff(before, contents(t, f)); d != "" {
		t.Error(d)
	}
}

func TestMigrationFailsWhole(t *testing.T) {
	p := newProject(t)
	p.take(document("a", "Some text."))
	before := p.all()
	must(t, p.Close())
	for _, step := range []string{
		"CREATE TABLE extra (id INTEGER PRIMARY KEY); CREATE TABLE extra (id INTEGER PRIMARY KEY)",
		"CREATE TABLE extra (id INTEGER PRIMARY KEY); DELETE FROM text;", // documents refer to it
	} {
		_, err := storage.OpenWithStep(ctx, p.Path(), storage.Options{Machine: "desk"}, step)
		if err == nil || !strings.Contains(err.Error(), "9999_test") {
			t.Fatalf("the error says %v", err)
		}
		f, err := storage.Open(ctx, p.Path(), storage.Options{Machine: "desk"})
		must(t, err)
		if d := diff(before, contents(t, f)); d != "" {
			t.Error(d)
		}
		must(t, f.Close())
	}
}

// The schema itself refuses what must never be, whoever writes.
func TestSchemaHoldsTheRules(t *testing.T) {
	p := newProject(t)
	doc := document("a", "The port of Antwerp.")
	p.take(doc)
	p.put(p.ana, span(t, doc, p.label("PLACE"), p.ana, [2]int{12, 19}), span(t, doc, p.label("QUOTE"), p.ana, [2]int{0, 3}, [2]int{9, 11}))
	db := raw(t, p.Path())
	for _, test := range []string{
		"UPDATE text SET body = 'x' || body",
		"UPDATE document SET bytes = bytes + 1",
		"UPDATE span SET end = 21 WHERE fragments IS NULL",
		"UPDATE span SET start = -1",
		"UPDATE span SET end = start",
		"UPDATE span SET start = 'one'",
		"UPDATE span SET fragments = '[[0,3,\"The\"],[9,12,\"of \"]]' WHERE fragments IS NOT NULL",
		"UPDATE span SET uid = x'00'",
		"UPDATE span SET origin = 'guessed'",
		"INSERT INTO span SELECT 999999, randomblob(16), document, label, annotator, tag, start, 21, text, fragments, attributes, note, origin, came_from, score, created, updated, import FROM span LIMIT 1",
		"INSERT INTO status SELECT 999999, id, 1, 'finished', 0 FROM document",
		"UPDATE change SET action = 'nothing'",
		"DELETE FROM change",
		"UPDATE image SET rows = x''",
		"DELETE FROM image",
		"UPDATE document SET meta = '{' ",
	} {
		if _, err := db.Exec(test); err == nil {
			t.Errorf("it allows %s", test)
		}
	}
	sound(t, p.File)
}

// Closing while another process writes is no error.
func TestCloseWhileSomebodyWrites(t *testing.T) {
	p := newProject(t)
	other, err := storage.Open(ctx, p.Path(), storage.Options{Machine: "laptop"})
	must(t, err)
	must(t, other.View(ctx, func(r *storage.Reader) error { _, err := r.Scheme(); return err }))
	_, err = p.Do(ctx, storage.Action{Name: "write", Annotator: p.ana.UID}, func(w *storage.Writer) error {
		must(t, other.Close())
		return w.PutAnnotator(annotate.Annotator{UID: annotate.NewUID(), Name: "Cem"})
	})
	must(t, err)
}

// SQLite before 3.42 takes json_valid(NULL) for false, and so finds fault with a
// column that may be NULL and whose CHECK does not allow for it.
func TestSchemaIsSoundForOlderSQLite(t *testing.T) {
	p := newProject(t)
	rows, err := raw(t, p.Path()).Query("SELECT name, sql FROM sqlite_schema WHERE sql LIKE '%json_valid(%'")
	must(t, err)
	defer rows.Close()
	column := regexp.MustCompile(`(?m)^ *(\w+) +TEXT\b.*json_valid\(.*$`)
	checked := 0
	for rows.Next() {
		var table, sql string
		must(t, rows.Scan(&table, &sql))
		for _, m := range column.FindAllStringSubmatch(sql, -1) {
			checked++
			if !strings.Contains(m[0], " NOT NULL ") && !strings.Contains(m[0], "("+m[1]+" IS NULL OR json_valid("+m[1]+"))") {
				t.Errorf("%s.%s may be NULL, and its check does not allow for it: %s", table, m[1], m[0])
			}
		}
		checked -= strings.Count(sql, "json_valid(")
	}
	must(t, rows.Err())
	if checked != 0 {
		t.Error("the test has passed over a check")
	}
}

// Reading needs no name of the machine, so no configuration folder; writing does.
func TestReadingNeedsNoConfigurationFolder(t *testing.T) {
	p := newProject(t)
	p.take(document("a", "Some text."))
	must(t, p.Close())
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "AppData", "home"} {
		t.Setenv(name, "")
	}
	f, err := storage.Open(ctx, p.Path(), storage.Options{})
	must(t, err)
	defer f.Close()
	if n := len(contents(t, f).Records); n != 1 {
		t.Errorf("%d documents", n)
	}
	if _, ok, err := f.Undoable(ctx, p.ana.UID); ok || err != nil {
		t.Errorf("there is something to undo: %v, %v", ok, err)
	}
	write := func() error {
		_, err := f.Do(ctx, storage.Action{Name: "join", Annotator: p.ana.UID}, func(w *storage.Writer) error {
			return w.PutTag(annotate.Tag{UID: annotate.NewUID(), Name: "Antwerp"})
		})
		return err
	}
	for what, err := range map[string]error{"action": write(), "undo": undoing(f, p.ana), "import": importing(f, p.ana)} {
		if err == nil || !strings.Contains(err.Error(), "configuration folder") {
			t.Errorf("%s: %v", what, err)
		}
	}
	t.Setenv("HOME", t.TempDir())
	t.Setenv("AppData", t.TempDir())
	must(t, write()) // it asks again
}

func undoing(f *storage.File, by annotate.Annotator) error {
	_, _, err := f.Undo(ctx, by.UID)
	return err
}

func importing(f *storage.File, by annotate.Annotator) error {
	_, _, err := f.Import(ctx, storage.Action{Name: "import", Annotator: by.UID}, adding(document("b", "More text.")))
	return err
}
