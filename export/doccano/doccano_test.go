package doccano_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

func TestGolden(t *testing.T) {
	p := specimen.Example(t)
	path, _ := specimen.Save(t, "doccano", "corpus.jsonl", p, dataset.WriteOptions{})
	base := strings.TrimSuffix(path, ".jsonl")
	specimen.Golden(t, "doccano.jsonl", specimen.ContentOf(t, path))
	specimen.Golden(t, "doccano.labels.json", specimen.ContentOf(t, base+".labels.json"))
	specimen.Golden(t, "doccano.relations.json", specimen.ContentOf(t, base+".relations.json"))
	path, written := specimen.Save(t, "doccano", "corpus.jsonl", p, dataset.WriteOptions{Shape: "label"})
	specimen.Golden(t, "doccano.label.jsonl", specimen.ContentOf(t, path))
	if written.Account.Relations.LeftOut.Len() != 2 || written.Relations != 0 {
		t.Errorf("relations: %+v", written.Account.Relations)
	}
}

// TestCarries checks that what the format carries comes back: documents
// with what is said of them, and every fragment with its label; and that the
// account says of everything else what became of it.
func TestCarries(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := specimen.DrawProject(rt)
		shape := specimen.Draw(rt, []string{"", "label"}, "shape")
		path, said := specimen.Save(t, "doccano", "corpus.jsonl", &p, dataset.WriteOptions{Shape: shape})
		got, _, err := specimen.Read("doccano", path, dataset.ReadOptions{})
		if err != nil {
			rt.Fatalf("%v", err)
		}
		got.Check(rt)
		specimen.SameDocuments(rt, &p, &got)
		specimen.SameColours(rt, &p, &got)
		for i, r := range p.Records {
			if d := cmp.Diff(specimen.FragmentsOf(&p, r), specimen.FragmentsOf(&got, got.Records[i])); d != "" {
				rt.Fatalf("spans (-want +got):\n%s", d)
			}
		}
		specimen.CheckBooks(rt, &p, said.Account)
		for s := range said.Account.Spans.Changed.All() {
			if s.Reason != "each of its fragments is written as a span of its own" && s.Reason != equalSpans {
				rt.Fatalf("%+v", s)
			}
		}
		links := 0
		for _, r := range got.Records {
			links += len(r.Relations)
		}
		if links != len(said.Account.Relations.Written) || shape == "label" && links != 0 {
			rt.Fatalf("%d relations came back of %d", links, len(said.Account.Relations.Written))
		}
	})
}

// TestLinesAreATable checks that every line has the same keys, and that none
// has numbers: doccano reads lines as a table, where a key that is not there, or
// null beside a number, becomes NaN, which its database refuses.
func TestLinesAreATable(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := specimen.DrawProject(rt)
		o := dataset.WriteOptions{Shape: specimen.Draw(rt, []string{"", "label"}, "shape")}
		o.Choice.DropExcluded = rapid.Bool().Draw(rt, "without what is excluded")
		path, _ := specimen.Save(t, "doccano", "corpus.jsonl", &p, o)
		var first []string
		for line := range bytes.Lines(specimen.ContentOf(t, path)) {
			var values map[string]any
			if err := json.Unmarshal(line, &values); err != nil {
				rt.Fatalf("%v in %s", err, line)
			}
			keys := slices.Sorted(maps.Keys(values))
			if first == nil {
				first = keys
			}
			if d := cmp.Diff(first, keys); d != "" {
				rt.Fatalf("keys (-first line +this):\n%s", d)
			}
			for key, v := range values {
				if _, number := v.(float64); number {
					rt.Fatalf("%s is %v", key, v)
				}
			}
		}
	})
}

const equalSpans = "another span with the same label stands in the same place, and nothing tells the two apart"

// TestTellsOfEqualSpans writes what two annotators have marked alike:
// doccano's lines have no annotators.
func TestTellsOfEqualSpans(t *testing.T) {
	d := specimen.NewDesk()
	d.Write("Bart met Ana in Gent.", "PERSON Bart", "+PERSON Bart", "PLACE Gent", "+ORG Gent", "PERSON Bart|Ana")
	content, said := d.Save(t, "doccano", dataset.WriteOptions{})
	if n := strings.Count(content, `"start_offset":0,"end_offset":4`); n != 3 {
		t.Errorf("%d times: %s", n, content)
	}
	want := "changed PERSON Bart|Ana: each of its fragments is written as a span of its own\nchanged +PERSON Bart: " + equalSpans
	if said != want {
		t.Errorf("%s\nwant %s", said, want)
	}
}

// TestTellsOfPartedEnds links spans of several fragments, from and to.
func TestTellsOfPartedEnds(t *testing.T) {
	for _, c := range []struct {
		from, to string
		changed  int
	}{{"Bart", "Gent", 1}, {"Gent", "Bart", 1}, {"Gent", "met", 0}} {
		d := specimen.NewDesk()
		d.Vocabulary.Scheme.Relations = []annotate.RelationType{{UID: specimen.UID(41, 1), Name: "near"}}
		r := d.Write("Bart met Ana in Gent.", "PERSON Bart|Ana", "PLACE Gent", "ORG met")
		by := map[string]annotate.UID{}
		for i := range r.Spans {
			by[r.Spans[i].Fragments[0].Text] = r.Spans[i].UID
		}
		r.Relations = []annotate.Relation{{UID: specimen.UID(40, 1), Type: specimen.UID(41, 1), From: by[c.from], To: by[c.to], ToDocument: r.Document.UID, Annotator: d.Vocabulary.Annotators[0].UID}}
		_, written := d.SaveAt(t, "doccano", filepath.Join(t.TempDir(), "a.jsonl"), dataset.WriteOptions{})
		a := written.Account.Relations
		if len(a.Written) != 1 || a.Changed.Len() != c.changed || c.changed == 1 && a.Changed.At(0).Reason != dataset.FirstFragments {
			t.Errorf("%+v: %+v", c, a)
		}
	}
}

func TestRead(t *testing.T) {
	const body = `{"text":"Bart 😀 spoke in Gent","entities":[{"id":7,"label":"PER","start_offset":0,"end_offset":4},{"id":9,"label":"LOC","start_offset":16,"end_offset":20,"colour":1}],"relations":[{"id":0,"from_id":7,"to_id":9,"type":"in"}],"Comments":[]}`
	for name, c := range map[string]struct {
		file    string
		options dataset.ReadOptions
		want    []string
	}{
		"with relations":      {body, dataset.ReadOptions{}, []string{"PER:0-4:Bart", "LOC:19-23:Gent", "in:Bart>Gent"}},
		"lists":               {`{"id":1,"text":"Bart 😀 spoke","label":[[0,4,"PER"],[5,6,"X"]],"Comments":[]}`, dataset.ReadOptions{}, []string{"PER:0-4:Bart", "X:5-9:😀"}},
		"the old key":         {`{"id":1,"text":"Bart","labels":[[0,4,"PER"]]}`, dataset.ReadOptions{}, []string{"PER:0-4:Bart"}},
		"before version 1.0":  {`{"id":1,"text":"Bart","annotations":[{"label":3,"start_offset":0,"end_offset":4,"user":1}]}`, dataset.ReadOptions{}, []string{"3:0-4:Bart"}},
		"ids of letters":      {`{"text":"ab","entities":[{"id":"x","label":"P","start_offset":0,"end_offset":1},{"id":"y","label":"Q","start_offset":1,"end_offset":2}],"relations":[{"from_id":"y","to_id":"x","type":"t"}]}`, dataset.ReadOptions{}, []string{"P:0-1:a", "Q:1-2:b", "t:b>a"}},
		"data, as exported":   {`{"id":1,"data":"Bart","label":[[0,4,"PER"]]}`, dataset.ReadOptions{}, []string{"PER:0-4:Bart"}},
		"labels of numbers":   {`{"text":"Bart","label":[[0,4,3]]}`, dataset.ReadOptions{}, []string{"3:0-4:Bart"}},
		"UTF-16":              {`{"text":"😀 Bart","label":[[3,7,"PER"]]}`, dataset.ReadOptions{Unit: text.UTF16}, []string{"PER:5-9:Bart"}},
		"bytes":               {`{"text":"é Bart","label":[[3,7,"PER"]]}`, dataset.ReadOptions{Unit: text.Byte}, []string{"PER:3-7:Bart"}},
		"line ends":           {`{"text":"a\r\nBart","label":[[3,7,"PER"]]}`, dataset.ReadOptions{}, []string{"PER:2-6:Bart"}},
		"nothing to mark":     {`{"text":"Bart","label":[],"entities":null}`, dataset.ReadOptions{}, nil},
		"an array":            {`[{"text":"Bart","label":[[0,4,"PER"]]},` + "\n" + `{"text":"Ana","label":[[0,3,"PER"]]}]`, dataset.ReadOptions{}, []string{"PER:0-4:Bart", "PER:0-3:Ana"}},
		"a mark and no break": {"\ufeff" + `{"text":"Bart","label":[[0,4,"PER"]]}`, dataset.ReadOptions{}, []string{"PER:0-4:Bart"}},
		"twice the same":      {`{"text":"Bart","label":[[0,4,"PER"],[0,4,"PER"]]}`, dataset.ReadOptions{}, []string{"PER:0-4:Bart", "PER:0-4:Bart"}},
	} {
		t.Run(name, func(t *testing.T) {
			p, _, err := specimen.Read("doccano", specimen.FileWith(t, "a.jsonl", c.file), c.options)
			if err != nil {
				t.Fatal(err)
			}
			p.Check(t)
			if d := cmp.Diff(c.want, specimen.Marks(&p)); d != "" {
				t.Errorf("spans (-want +got):\n%s", d)
			}
		})
	}
}

func TestReadKeepsWhatItDoesNotKnow(t *testing.T) {
	p, report, err := specimen.Read("doccano", specimen.FileWith(t, "a.jsonl", `{"id":5,"text":"Bart","label":["news"],"document":7,"name":["x"],"language":"no such","story":"s","start":3,"source":"b\nc","url":"u","cats":["port"],"other":["x"],"annotations":[1],"meta":{"k":1},"Comments":["c"]}`), dataset.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	d := p.Records[0].Document
	want := `{"document":7,"story":"s","name":["x"],"source":"b\nc","language":"no such","start":3,"k":1,"id":5,"url":"u","other":["x"],"annotations":[1],"Comments":["c"]}`
	if string(d.Meta) != want || d.Source != "a.jsonl" || d.Name != "Bart" || d.Language != "" {
		t.Errorf("%s\n%+v", d.Meta, d)
	}
	if d := cmp.Diff([]string{`"imported": "cats" is port`, `"imported": "label" is news`}, specimen.Statements(&p, p.Records[0])); d != "" {
		t.Errorf("attributes (-want +got):\n%s", d)
	}
	if d := cmp.Diff(map[string]int{"id": 1, "url": 1, "other": 1, "annotations": 1, "Comments": 1}, report.Kept); d != "" {
		t.Error(d)
	}
}

// TestReadErrors checks every error with its place, and that passing over
// bad documents reads the others.
func TestReadErrors(t *testing.T) {
	const good = `{"text":"good","label":[[0,4,"G"]]}`
	for name, c := range map[string]struct{ line, want string }{
		"cut off":                {`{"text":"Bart","label":[[0,`, "invalid JSON"},
		"no text":                {`{"label":[]}`, `no "text"`},
		"empty text":             {`{"text":"","label":[]}`, "no text"},
		"no object":              {`5`, "an object is expected"},
		"text of another kind":   {`{"text":5}`, `"text": a string is expected`},
		"labels of another kind": {`{"text":"a","label":{"a":1}}`, `"label": an array is expected`},
		"an offset too far":      {`{"text":"Bart","label":[[0,5,"P"]]}`, "span 1: "},
		"a negative offset":      {`{"text":"Bart","label":[[-1,4,"P"]]}`, "out of range"},
		"an empty span":          {`{"text":"Bart","label":[[2,2,"P"]]}`, "it is empty"},
		"turned round":           {`{"text":"Bart","label":[[3,2,"P"]]}`, "it is empty"},
		"a fraction":             {`{"text":"Bart","label":[[0.5,2,"P"]]}`, "whole number"},
		"no label":               {`{"text":"Bart","label":[[0,2]]}`, "lacks"},
		"four things":            {`{"text":"Bart","label":[[0,2,"P",1]]}`, "more than start"},
		"a bad name":             {`{"text":"Bart","label":[[0,2," "]]}`, "label"},
		"inside a character":     {`{"text":"é😀","label":[[0,1,"P"]]}`, "--offsets codepoint"},
		"an id twice":            {`{"text":"Bart","entities":[{"id":1,"label":"P","start_offset":0,"end_offset":1},{"id":1,"label":"P","start_offset":1,"end_offset":2}]}`, "span 2 (\"1\"): the id \"1\" stands twice"},
		"a relation to none":     {`{"text":"Bart","entities":[],"relations":[{"from_id":1,"to_id":2,"type":"t"}]}`, `relation 1: the document has no span "1"`},
		"a relation to itself":   {`{"text":"Bart","entities":[{"id":1,"label":"P","start_offset":0,"end_offset":1}],"relations":[{"from_id":1,"to_id":1,"type":"t"}]}`, "links a span with itself"},
		"half a relation":        {`{"text":"Bart","relations":[{"from_id":1}]}`, `relation 1: it lacks`},
		"invalid UTF-8":          {"{\"text\":\"\xff\"}", "no valid UTF-8"},
		"a document twice":       {`{"text":"Bart","document":"01920000-0000-7000-8000-000000000001"}` + "\n" + `{"text":"Bart","document":"01920000-0000-7000-8000-000000000001"}`, "the document 01920000-0000-7000-8000-000000000001 stands twice, first in line 3; take one of them out"},
	} {
		t.Run(name, func(t *testing.T) {
			o := dataset.ReadOptions{}
			if name == "inside a character" {
				o.Unit = text.Byte
			}
			path := specimen.FileWith(t, "a.jsonl", good+"\n\n"+c.line+"\n"+strings.Replace(good, "good", "well", 1))
			_, _, err := specimen.Read("doccano", path, o)
			if err == nil || !strings.Contains(err.Error(), "a.jsonl, line ") || !strings.Contains(err.Error(), c.want) || annotate.CodeOf(err) == annotate.Internal {
				t.Fatalf("%v", err)
			}
			if n := 3 + strings.Count(c.line, "\n"); !strings.Contains(err.Error(), fmt.Sprintf("line %d", n)) {
				t.Errorf("not line %d: %v", n, err)
			}
			o.SkipBad = true
			p, report, err := specimen.Read("doccano", path, o)
			if err != nil || len(report.Skipped) != 1 || report.Documents != len(p.Records) {
				t.Fatalf("%v, skipped %v", err, report.Skipped)
			}
			if said := report.Skipped[0].Error(); !strings.HasSuffix(said, "; the whole document was passed over") {
				t.Errorf("it is not said what was passed over: %s", said)
			}
			if got := specimen.Marks(&p); len(got) != 2 || got[1] != "G:0-4:well" {
				t.Errorf("the rest became %q", got)
			}
			if len(p.Vocabulary.Scheme.Labels) != 1 && name != "a document twice" {
				t.Errorf("the bad document has left its labels: %v", p.Vocabulary.Scheme.Labels)
			}
		})
	}
}

func TestReadKnowsAnotherUnit(t *testing.T) {
	var b strings.Builder
	body := strings.Repeat("😀 Bart spoke, Ana wrote. ", 20)
	b.WriteString(`{"text":"` + body + `","label":[`)
	units, n := 0, 0
	for _, word := range strings.Fields(body) {
		if word != "😀" && 5 < units {
			if 0 < n {
				b.WriteByte(',')
			}
			n++
			fmt.Fprintf(&b, `[%d,%d,"W"]`, units, units+len(strings.TrimRight(word, ".,")))
		}
		units += text.UTF16.Len(word + " ")
	}
	b.WriteString("]}")
	path := specimen.FileWith(t, "a.jsonl", b.String())
	if _, _, err := specimen.Read("doccano", path, dataset.ReadOptions{}); err == nil || !strings.Contains(err.Error(), "--offsets utf16") {
		t.Errorf("%v", err)
	}
	p, report, err := specimen.Read("doccano", path, dataset.ReadOptions{Unit: text.UTF16})
	if err != nil || len(report.Notes) != 0 {
		t.Fatalf("%v %q", err, report.Notes)
	}
	if got := specimen.Marks(&p); !strings.HasSuffix(got[0], ":spoke") && !strings.HasSuffix(got[0], ":Bart") {
		t.Errorf("%q", got[0])
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"text":"a 😀","entities":[{"id":1,"label":"X","start_offset":0,"end_offset":1},{"id":2,"label":"Y","start_offset":2,"end_offset":3}],"relations":[{"from_id":1,"to_id":2,"type":"t"}]}`))
	f.Add([]byte(`[{"data":"a","label":[[0,1,"X"]],"id":3},{"text":"b","labels":["c"]}]`))
	f.Add([]byte("{\"text\":\"a\"\n}\n"))
	f.Fuzz(func(t *testing.T, file []byte) { specimen.FuzzRead(t, "doccano", "a.jsonl", file) })
}
