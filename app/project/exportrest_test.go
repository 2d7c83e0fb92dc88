package project_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"postil/app/project"
	"postil/export/account"
)

// restable is a project with furniture on documents 1 and 2, and relations from 1 and
// 3 into 2.
const restable = `{"id":"01920700-0000-7000-8000-000000000001","name":"A","source":"a","text":"Menu. Bart 🙂 spoke to Ann.","meta":{"k":1},"spans":[
{"id":"01920700-0000-7000-8000-0000000000a1","label":"FURNITURE","layer":"Furniture","start":0,"end":5,"text":"Menu."},
{"id":"01920700-0000-7000-8000-0000000000a2","label":"PERSON","layer":"Entities","start":6,"end":10,"text":"Bart"},
{"id":"01920700-0000-7000-8000-0000000000a3","label":"PERSON","layer":"Entities","start":22,"end":25,"text":"Ann"}],"relations":[
{"id":"01920700-0000-7000-8000-0000000000c1","type":"knows","from":"01920700-0000-7000-8000-0000000000a2","to":"01920700-0000-7000-8000-0000000000a3","to_document":"01920700-0000-7000-8000-000000000001"},
{"id":"01920700-0000-7000-8000-0000000000c2","type":"knows","from":"01920700-0000-7000-8000-0000000000a3","to":"01920700-0000-7000-8000-0000000000b2","to_document":"01920700-0000-7000-8000-000000000002"}],
"annotators":[{"name":"Ana","status":"done","attributes":{"TOPIC":[{"id":"01920700-0000-7000-8000-0000000000d1","value":"drugs"}]}}]}
{"id":"01920700-0000-7000-8000-000000000002","name":"B","source":"b","text":"Menu. Ann left.","spans":[
{"id":"01920700-0000-7000-8000-0000000000b1","label":"FURNITURE","layer":"Furniture","start":0,"end":5,"text":"Menu."},
{"id":"01920700-0000-7000-8000-0000000000b2","label":"PERSON","layer":"Entities","start":6,"end":9,"text":"Ann"}]}
{"id":"01920700-0000-7000-8000-000000000003","name":"C","source":"c","text":"Ann came.","spans":[
{"id":"01920700-0000-7000-8000-0000000000e1","label":"PERSON","layer":"Entities","start":0,"end":3,"text":"Ann"}],"relations":[
{"id":"01920700-0000-7000-8000-0000000000c3","type":"knows","from":"01920700-0000-7000-8000-0000000000e1","to":"01920700-0000-7000-8000-0000000000b2","to_document":"01920700-0000-7000-8000-000000000002"}]}
`

// aRecord is what a native record says of ids.
type aRecord struct {
	ID, Source, Text string
	Meta             map[string]any
	Spans            []struct{ ID, Text string }
	Relations        []struct {
		ID, From, To string
		ToDocument   string `json:"to_document"`
	}
}

func recordsIn(t *testing.T, path string) (all []aRecord) {
	t.Helper()
	for line := range strings.Lines(string(contentOf(t, path))) {
		var r aRecord
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

// A document without some of its text is another document: it comes into the project
// that the whole one stands in beside it, with spans and relations of its own, and
// relations from other documents lead to it. The next such export has all of them.
func TestRestsAreDocumentsApart(t *testing.T) {
	folder := t.TempDir()
	path, in, out := filepath.Join(folder, "a.postil"), filepath.Join(folder, "in.jsonl"), filepath.Join(folder, "out.jsonl")
	write(t, in, strings.ReplaceAll(strings.ReplaceAll(restable, "[\n", "["), ",\n", ","))
	for round, want := range []int{3, 5, 7} {
		if _, err := project.ImportInto(t.Context(), path, "Ana", []string{[]string{in, out, out}[round]}, project.ImportOptions{}, nil); err != nil {
			t.Fatal(err)
		}
		p, err := project.Open(t.Context(), path, "Ana")
		if err != nil {
			t.Fatal(err)
		}
		if got := len(p.Documents(project.Filter{})); got != want {
			t.Errorf("round %d: %d documents, want %d", round, got, want)
		}
		written, err := p.Export(t.Context(), project.ExportOptions{Format: "jsonl", Path: out, DropExcluded: true}, nil)
		if err != nil {
			t.Fatal(err)
		}
		p.Close()
		checkRests(t, recordsIn(t, out), written.Account)
	}
	for i, r := range recordsIn(t, out)[:2] {
		whole := fmt.Sprintf("01920700-0000-7000-8000-%012d", i+1)
		if r.ID == whole || r.Meta["document"] != whole || r.Meta["start"] != "6" || strings.Contains(r.Text, "Menu") {
			t.Errorf("%+v", r)
		}
	}
}

// checkRests checks that ids differ, that relations lead to spans that are there, and
// that the account lists all whose ids are not the project's.
func checkRests(t *testing.T, records []aRecord, a *account.Account) {
	t.Helper()
	stands, changed := map[string]string{}, map[string]bool{}
	for _, r := range records {
		for _, s := range r.Spans {
			if stands[s.ID] != "" {
				t.Errorf("two spans have the id %s", s.ID)
			}
			stands[s.ID] = r.ID
		}
	}
	for i := range a.Spans.Changed.All() {
		changed[i.ID.String()] = true
	}
	for _, u := range a.Spans.Written {
		if stands[u.String()] == "" && !changed[u.String()] {
			t.Errorf("span %s is neither in the records nor among those that have another id", u)
		}
	}
	for _, r := range records {
		for _, l := range r.Relations {
			if stands[l.From] != r.ID || stands[l.To] != l.ToDocument {
				t.Errorf("relation %s leads from %s to %s in %s", l.ID, l.From, l.To, l.ToDocument)
			}
		}
	}
	if len(stands) != len(a.Spans.Written) {
		t.Errorf("%d ids of %d spans", len(stands), len(a.Spans.Written))
	}
}
