package project_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// linksIn returns the ids of the relations that the files of a data set hold, "" where
// the format has none. It is an error where a relation has an end that does not stand
// in the same data set or, of a format that holds documents apart, in the same item.
func linksIn(format, folder string) (ids []string, err error) {
	read, ok := map[string]struct {
		ending string
		links  func(path string) ([]string, error)
	}{
		"jsonl": {".jsonl", nativeLinks}, "doccano": {".jsonl", doccanoLinks}, "labelstudio": {".json", studioLinks}, "brat": {".ann", bratLinks},
		"csv": {".relations.csv", csvLinks}, "parquet": {".relations.parquet", parquetLinks},
	}[format]
	if !ok {
		return nil, nil // it has none, and the report must say so
	}
	err = filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
		name := filepath.Base(path)
		if err != nil || !strings.HasSuffix(name, read.ending) || strings.HasSuffix(name, ".REPORT.json") || strings.HasSuffix(name, ".manifest.json") {
			return err
		}
		found, err := read.links(path)
		ids = append(ids, found...)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	})
	return ids, err
}

// link is a relation, with the ids of its ends.
type link struct{ id, from, to string }

// joined returns the ids of the links, all of which must join what stands there.
func joined(links []link, standing map[string]bool) (ids []string, err error) {
	for _, l := range links {
		if !standing[l.from] || !standing[l.to] {
			return nil, fmt.Errorf("relation %q leads from %q (there: %v) to %q (there: %v)", l.id, l.from, standing[l.from], l.to, standing[l.to])
		}
		ids = append(ids, l.id)
	}
	return ids, nil
}

// objects reads a file of JSON lines.
func objects[T any](path string) (all []T, err error) {
	raw, err := os.ReadFile(path)
	for line := range strings.Lines(string(raw)) {
		var object T
		if err := json.Unmarshal([]byte(line), &object); err != nil {
			return nil, err
		}
		all = append(all, object)
	}
	return all, err
}

func nativeLinks(path string) ([]string, error) {
	type record struct {
		Spans     []struct{ ID string }
		Relations []struct{ ID, From, To string }
	}
	records, err := objects[record](path)
	var links []link
	standing := map[string]bool{}
	for _, r := range records {
		for _, s := range r.Spans {
			standing[s.ID] = true
		}
		for _, l := range r.Relations {
			links = append(links, link{l.ID, l.From, l.To})
		}
	}
	if err != nil {
		return nil, err
	}
	return joined(links, standing)
}

func doccanoLinks(path string) (ids []string, err error) {
	type record struct {
		Entities  []struct{ ID int }
		Relations []struct {
			From int `json:"from_id"`
			To   int `json:"to_id"`
		}
	}
	records, err := objects[record](path)
	for _, r := range records {
		var links []link
		standing := map[string]bool{}
		for _, e := range r.Entities {
			standing[fmt.Sprint(e.ID)] = true
		}
		for _, l := range r.Relations {
			links = append(links, link{"", fmt.Sprint(l.From), fmt.Sprint(l.To)})
		}
		found, err := joined(links, standing)
		if err != nil {
			return nil, err
		}
		ids = append(ids, found...)
	}
	return ids, err
}

func studioLinks(path string) (ids []string, err error) {
	type said struct {
		Result []struct {
			ID, Type string
			From     string `json:"from_id"`
			To       string `json:"to_id"`
		}
	}
	var tasks []struct{ Annotations, Predictions []said }
	raw, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(raw, &tasks)
	}
	for _, task := range tasks {
		for _, a := range append(task.Annotations, task.Predictions...) {
			var links []link
			standing := map[string]bool{}
			for _, r := range a.Result {
				if r.Type == "relation" {
					links = append(links, link{"", r.From, r.To})
				} else if r.Type == "labels" {
					standing[r.ID] = true
				}
			}
			found, err := joined(links, standing)
			if err != nil {
				return nil, err
			}
			ids = append(ids, found...)
		}
	}
	return ids, err
}

// bratLinks takes each argument of an event but its trigger, and each member of an
// equivalence but the first, for a relation, as the format writes them.
func bratLinks(path string) ([]string, error) {
	raw, err := os.ReadFile(path)
	var links []link
	standing := map[string]bool{}
	for line := range strings.Lines(string(raw)) {
		columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		fields := strings.Fields(columns[1])
		end := func(i int) string { return fields[i][strings.IndexByte(fields[i], ':')+1:] }
		switch columns[0][0] {
		case 'T':
			standing[columns[0]] = true
		case 'R':
			links = append(links, link{"", end(1), end(2)})
		case 'E':
			standing[columns[0]] = true
			for i := range fields[1:] {
				links = append(links, link{"", end(0), end(i + 1)})
			}
		case '*':
			for _, other := range fields[2:] {
				links = append(links, link{"", fields[1], other})
			}
		}
	}
	if err != nil {
		return nil, err
	}
	return joined(links, standing)
}

func csvLinks(path string) ([]string, error) {
	table := func(path string) (rows []map[string]string, err error) {
		file, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		all, err := csv.NewReader(file).ReadAll()
		for _, cells := range all[min(1, len(all)):] {
			row := map[string]string{}
			for i, cell := range cells {
				row[all[0][i]] = cell
			}
			rows = append(rows, row)
		}
		return rows, err
	}
	spans, err := table(strings.Replace(path, ".relations.", ".spans.", 1))
	if err != nil {
		return nil, err
	}
	relations, err := table(path)
	standing := map[string]bool{}
	for _, row := range spans {
		standing[row["span"]] = true
	}
	var links []link
	for _, row := range relations {
		links = append(links, link{row["relation"], row["from"], row["to"]})
	}
	if err != nil {
		return nil, err
	}
	return joined(links, standing)
}

func parquetLinks(path string) ([]string, error) {
	type relation struct {
		Relation string `parquet:"relation"`
		From     string `parquet:"from"`
		To       string `parquet:"to"`
	}
	type span struct {
		Span string `parquet:"span"`
	}
	spans, err := parquet.ReadFile[span](strings.Replace(path, ".relations.", ".spans.", 1))
	if err != nil {
		return nil, err
	}
	relations, err := parquet.ReadFile[relation](path)
	standing := map[string]bool{}
	for _, s := range spans {
		standing[s.Span] = true
	}
	var links []link
	for _, l := range relations {
		links = append(links, link{l.Relation, l.From, l.To})
	}
	if err != nil {
		return nil, err
	}
	return joined(links, standing)
}
