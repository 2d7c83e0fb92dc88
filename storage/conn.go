package storage

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/mattn/go-sqlite3"

	"postil/annotate"
)

// The two kinds of connections. Both read what they are told and no more:
// project files travel between people.
var (
	sqlite = &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
		pragmas := "PRAGMA trusted_schema=off; PRAGMA cell_size_check=on; PRAGMA temp_store=memory;"
		if runtime.GOOS == "darwin" { // where fsync does not reach the disk
			pragmas += "PRAGMA fullfsync=on; PRAGMA checkpoint_fullfsync=on;"
		}
		_, err := c.Exec(pragmas, nil)
		return err
	}}
	writing = url.Values{"mode": {"rw"}, "_foreign_keys": {"on"}, "_synchronous": {"FULL"}, "_cache_size": {"-32768"}}
	reading = url.Values{"mode": {"ro"}, "_query_only": {"on"}, "_cache_size": {"-8192"}}
)

// dsn returns the URI of a file: a path may hold any character, "?" and "#" too.
func dsn(path string, how url.Values) string {
	q := url.Values{"_busy_timeout": {"5000"}, "_mutex": {"no"}}
	for k, v := range how {
		q[k] = v
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") { // C:/...
		path = "/" + path
	}
	u := url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: q.Encode()}
	return u.String()
}

// conn is one connection with its prepared statements. It speaks to the driver
// without database/sql between them: one row costs one crossing into C, and
// the pools here need no more than a channel. One goroutine uses it at a time.
type conn struct {
	db         *sqlite3.SQLiteConn
	statements map[string]*statement
	args       []driver.Value // of the last insertAll
}

type statement struct {
	stmt driver.Stmt
	run  driver.StmtQueryContext
	args []driver.NamedValue
	row  row
	busy bool
}

// row is one row of a result: nil, int64, float64, string or []byte.
type row []driver.Value

func (r row) integer(i int) int64 { n, _ := r[i].(int64); return n }
func (r row) text(i int) string   { s, _ := r[i].(string); return s }
func (r row) blob(i int) []byte   { b, _ := r[i].([]byte); return b }
func (r row) uid(i int) (u annotate.UID) {
	copy(u[:], r.blob(i))
	return u
}

// connect opens a connection to the file.
func connect(path string, how url.Values) (*conn, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	db, err := sqlite.Open(dsn(absolute, how))
	if err != nil {
		return nil, err
	}
	return &conn{db: db.(*sqlite3.SQLiteConn), statements: map[string]*statement{}}, nil
}

func (c *conn) close() error {
	for _, s := range c.statements {
		s.stmt.Close()
	}
	return c.db.Close()
}

// script runs several statements without arguments.
func (c *conn) script(sql string) error {
	_, err := c.db.Exec(sql, nil)
	return err
}

// prepare returns the statement for sql, from those kept unless that one is at
// work further up.
func (c *conn) prepare(sql string) (*statement, error) {
	if s := c.statements[sql]; s != nil && !s.busy {
		return s, nil
	}
	stmt, err := c.db.Prepare(sql)
	if err != nil {
		return nil, err
	}
	s := &statement{stmt: stmt, run: stmt.(driver.StmtQueryContext), args: make([]driver.NamedValue, stmt.NumInput())}
	for i := range s.args {
		s.args[i].Ordinal = i + 1
	}
	if c.statements[sql] == nil {
		c.statements[sql] = s
	}
	return s, nil
}

// errStop ends each without an error.
var errStop = errors.New("stop")

// each runs sql and calls do with each row of the result. The row is valid until
// do returns; the values in it for ever.
func (c *conn) each(sql string, do func(row) error, args ...driver.Value) error {
	s, err := c.prepare(sql)
	if err != nil {
		return err
	}
	s.busy = true
	defer func() {
		s.busy = false
		if c.statements[sql] != s {
			s.stmt.Close()
		}
	}()
	for i, a := range args {
		s.args[i].Value = a
	}
	rows, err := s.run.QueryContext(context.Background(), s.args)
	if err != nil {
		return err
	}
	defer rows.Close()
	if s.row == nil {
		s.row = make(row, len(rows.Columns()))
	}
	for {
		switch err := rows.Next(s.row); {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		if err := do(s.row); err == errStop {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// exec runs sql, which returns no rows.
func (c *conn) exec(sql string, args ...driver.Value) error {
	return c.each(sql, func(row) error { return nil }, args...)
}

// one returns the first row of the result, nil where it has none.
func (c *conn) one(sql string, args ...driver.Value) (row, error) {
	var first row
	err := c.each(sql, func(r row) error {
		first = append(row(nil), r...)
		return errStop
	}, args...)
	return first, err
}

// number returns the first column of the first row of the result, 0 where it
// has none.
func (c *conn) number(sql string, args ...driver.Value) (int64, error) {
	r, err := c.one(sql, args...)
	if err != nil || len(r) == 0 {
		return 0, err
	}
	return r.integer(0), nil
}
