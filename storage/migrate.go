package storage

import (
	"cmp"
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"postil/annotate"
)

//go:embed migrations/*.sql
var scripts embed.FS

// migration is one step from a version of the schema to the next. The version
// is the number of steps taken.
type migration struct{ name, sql string }

// migrations are all steps, in order: NNNN_what.sql.
var migrations = func() []migration {
	names, err := fs.Glob(scripts, "migrations/*.sql")
	if err != nil {
		panic(err)
	}
	steps := make([]migration, len(names))
	for i, name := range names {
		sql, err := scripts.ReadFile(name)
		if err != nil {
			panic(err)
		}
		steps[i] = migration{strings.TrimSuffix(path.Base(name), ".sql"), string(sql)}
	}
	return steps
}()

// migrate takes the steps that the file lacks, each in one immediate transaction
// that reads the version again, since another process may be doing the same. A
// file that holds something already is copied first.
func migrate(ctx context.Context, file string, w *conn, steps []migration) error {
	version, err := w.number("PRAGMA user_version")
	if err != nil {
		return err
	}
	if int64(len(steps)) < version {
		return &annotate.Error{Code: annotate.Refused, Where: file, What: newerThanThis, Hint: takeNewerPostil}
	}
	if version == 0 {
		// What an import leaves that fails must not stay as empty pages. SQLite wants
		// to be told before there is a table.
		if err := w.script("PRAGMA auto_vacuum = INCREMENTAL"); err != nil {
			return err
		}
	}
	if 0 < version && version < int64(len(steps)) {
		if err := backup(file, w, version); err != nil {
			return err
		}
	}
	for ; version < int64(len(steps)); version++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := w.step(version, steps[version]); err != nil {
			return annotate.At("migration "+steps[version].name, explain(file, err))
		}
	}
	return nil
}

// step takes one step unless another process has taken it meanwhile. Foreign
// keys are off for it, so that a step may rebuild a table, and checked before
// the end.
func (c *conn) step(from int64, m migration) (err error) {
	if err := c.script("PRAGMA foreign_keys = off"); err != nil { // without effect inside a transaction
		return err
	}
	defer func() { err = cmp.Or(err, c.script("PRAGMA foreign_keys = on")) }()
	if err := c.script("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	defer func() {
		if !c.db.AutoCommit() {
			err = cmp.Or(err, c.script("ROLLBACK"))
		}
	}()
	now, err := c.number("PRAGMA user_version")
	if err != nil || now != from {
		return err
	}
	if err := c.script(m.sql); err != nil {
		return err
	}
	if broken, err := c.one("PRAGMA foreign_key_check"); err != nil {
		return err
	} else if broken != nil {
		return &annotate.Error{Code: annotate.Internal, What: "it would break a reference in table " + broken.text(0)}
	}
	return c.script(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT", applicationID, from+1))
}

// backup copies the project as it is at a version to a file beside it, once.
func backup(file string, w *conn, version int64) error {
	extension := filepath.Ext(file)
	target := fmt.Sprintf("%s.version-%d.backup%s", strings.TrimSuffix(file, extension), version, extension)
	if _, err := os.Stat(target); err == nil {
		return nil
	}
	unfinished := target + ".unfinished"
	if err := os.Remove(unfinished); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := w.exec("VACUUM INTO ?", unfinished); err != nil {
		return annotate.At("backup "+target, explain(file, err))
	}
	c, err := connect(unfinished, reading)
	if err != nil {
		return err
	}
	verdict, err := c.one("PRAGMA quick_check")
	if err = cmp.Or(err, c.close()); err != nil {
		return err
	}
	if verdict.text(0) != "ok" {
		return &annotate.Error{Code: annotate.Internal, Where: file, What: "the file is damaged: " + verdict.text(0), Hint: "go back to a backup"}
	}
	return os.Rename(unfinished, target)
}
