package cli_test

import (
	"bufio"
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"
)

// naive measures how long it takes to put a corpus into plain rows and to write
// it again.
func naive(b *testing.B, records string) (in, out time.Duration) {
	b.Helper()
	db, err := sql.Open("sqlite3", filepath.Join(b.TempDir(), "naive.db")+"?_journal_mode=WAL&_synchronous=FULL")
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	began := time.Now()
	if err := naiveImport(db, records); err != nil {
		b.Fatal(err)
	}
	in, began = time.Since(began), time.Now()
	if err := naiveExport(db, filepath.Join(b.TempDir(), "naive.jsonl")); err != nil {
		b.Fatal(err)
	}
	return in, time.Since(began)
}

func naiveImport(db *sql.DB, records string) error {
	if _, err := db.Exec(`CREATE TABLE document (id INTEGER PRIMARY KEY, name TEXT, source TEXT, text TEXT);
		CREATE TABLE span (id INTEGER PRIMARY KEY, document INTEGER, start INTEGER, "end" INTEGER, label TEXT, text TEXT)`); err != nil {
		return err
	}
	file, err := os.Open(records)
	if err != nil {
		return err
	}
	defer file.Close()
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	documents, err := tx.Prepare("INSERT INTO document VALUES (?, ?, ?, ?)")
	if err != nil {
		return err
	}
	spans, err := tx.Prepare("INSERT INTO span VALUES (NULL, ?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(bufio.NewReader(file))
	for n := 0; decoder.More(); n++ {
		var l line
		if err := decoder.Decode(&l); err != nil {
			return err
		}
		if _, err := documents.Exec(n, l.Name, l.Source, l.Text); err != nil {
			return err
		}
		for _, m := range l.Spans {
			if _, err := spans.Exec(n, m.Start, m.End, m.Label, m.Text); err != nil {
				return err
			}
		}
	}
	return tx.Commit()
}

func naiveExport(db *sql.DB, path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	w := bufio.NewWriter(file)
	e := json.NewEncoder(w)
	rows, err := db.Query(`SELECT d.id, d.name, d.source, d.text, s.start, s."end", s.label, s.text FROM span s JOIN document d ON d.id = s.document ORDER BY s.id`)
	if err != nil {
		return err
	}
	defer rows.Close()
	last := -1
	var l line
	for rows.Next() {
		var n int
		var m mark
		var next line
		if err := rows.Scan(&n, &next.Name, &next.Source, &next.Text, &m.Start, &m.End, &m.Label, &m.Text); err != nil {
			return err
		}
		if n != last {
			if 0 <= last {
				if err := e.Encode(l); err != nil {
					return err
				}
			}
			l, last = next, n
		}
		l.Spans = append(l.Spans, m)
	}
	if err := e.Encode(l); err != nil {
		return err
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return w.Flush()
}
