package export_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// TestKeysThatStandTwiceAreRefused reads objects that mean one thing to one program
// and another to the next.
func TestKeysThatStandTwiceAreRefused(t *testing.T) {
	for _, c := range []struct{ format, line, key string }{
		{"jsonl", `{"text":"a","text":"b"}`, `"text"`},
		{"jsonl", `{"text":"a","text":"a"}`, `"text"`},
		{"jsonl", `{"text":"a","meta":{"k":1,"k":2}}`, `"k"`},
		{"jsonl", `{"text":"a","other":{"k":[{"m":1,"m":2}]}}`, `"m"`},
		{"jsonl", `{"text":"a","spans":[{"start":0,"end":1,"start":0,"label":"X","text":"a"}]}`, `"start"`},
		{"jsonl", `{"text":"a","t\u0065xt":"b"}`, `"text"`},
		{"doccano", `{"text":"a","label":[],"label":[[0,1,"X"]]}`, `"label"`},
		{"doccano", `{"text":"a","entities":[{"id":1,"label":"X","start_offset":0,"end_offset":1,"label":"Y"}]}`, `"label"`},
		{"doccano", `{"text":"a","k":{"m":1,"m":1}}`, `"m"`},
		{"labelstudio", `{"data":{"text":"a","text":"b"}}`, `"text"`},
		{"labelstudio", `{"data":{"text":"a"},"annotations":[{"result":[{"id":"r","value":{"start":0,"end":1,"labels":["X"],"end":1}}]}]}`, `"end"`},
		{"table", `{"text":"a","x":1,"x":2}`, `"x"`},
		{"table", `{"text":"a","x":{"y":1,"y":2}}`, `"y"`},
	} {
		path := specimen.FileWith(t, "a.jsonl", `{"text":"first"`+map[string]string{"labelstudio": `,"data":{"text":"first"}`}[c.format]+"}\n"+c.line+"\n")
		_, _, err := specimen.Read(c.format, path, dataset.ReadOptions{})
		want := fmt.Sprintf("%s, line 2: invalid JSON: the key %s stands twice in one object at byte ", path, c.key)
		if annotate.CodeOf(err) != annotate.Invalid || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s of %s: %v, want %s…", c.format, c.line, err, want)
		}
		p, report, err := specimen.Read(c.format, path, dataset.ReadOptions{SkipBad: true})
		if err != nil || len(p.Records) != 1 || len(report.Skipped) != 1 || !strings.Contains(report.Skipped[0].Error(), "the whole document was passed over") {
			t.Errorf("%s of %s, skipped: %d documents, %v, %v", c.format, c.line, len(p.Records), report.Skipped, err)
		}
	}
}

// TestKeysOfOneMeaning reads objects in which two keys say the same, or not.
func TestKeysOfOneMeaning(t *testing.T) {
	task := func(value string) string {
		return `{"data":{"text":"a b"},"annotations":[{"result":[{"id":"r","type":"labels","value":{"start":0,"end":1,` + value + `}}]}]}`
	}
	for _, c := range []struct{ format, line, want string }{
		{"labelstudio", task(`"labels":["X"],"hypertextlabels":["Y"]`), `"hypertextlabels": a key of the same meaning has another value`},
		{"labelstudio", task(`"labels":["X"],"hypertextlabels":["X"]`), ""},
		{"labelstudio", task(`"labels":null,"hypertextlabels":["X"]`), ""},
		{"labelstudio", `{"data":{"text":"a"},"annotations":[],"completions":[{"result":[]}]}`, `"completions": a key of the same meaning`},
		{"jsonl", `{"text":"a","k":1,"meta":{"k":2}}`, `"k": the key stands in the record and, with another value, in its metadata`},
		{"doccano", `{"text":"a","label":[],"k":1,"meta":{"k":2}}`, `"k": the key stands in the record and, with another value, in its metadata`},
		{"doccano", `{"text":"a","label":[],"k":1,"meta":{"k":1}}`, ""},
		{"doccano", `{"text":"a","label":[],"name":5,"meta":{"name":6}}`, `"name": the key stands in the record and`},
		{"labelstudio", `{"data":{"text":"a","k":1,"meta":{"k":2}}}`, `"k": the key stands in the record and`},
	} {
		_, _, err := specimen.Read(c.format, specimen.FileWith(t, "a.json", c.line), dataset.ReadOptions{})
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s of %s: %v, want %s", c.format, c.line, err, c.want)
		}
	}
}

// TestTasksKeepTheirOwnKeys reads data that has the keys under which the number and
// the metadata of its task are kept otherwise.
func TestTasksKeepTheirOwnKeys(t *testing.T) {
	path := specimen.FileWith(t, "a.json", `[{"id":7,"meta":{"m":1},"data":{"text":"a","task":"read","task meta":2}},{"id":8,"meta":{"m":1},"data":{"text":"b"}},{"id":9,"data":{"text":"c","meta":{"task":1}}}]`)
	p, report, err := specimen.Read("labelstudio", path, dataset.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{`{"task":"read","task meta":2}`, `{"task meta":{"m":1},"task":8}`, `{"task":1}`} {
		if got := string(p.Records[i].Document.Meta); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if d := cmp.Diff(map[string]int{"tasks.id": 2, "tasks.meta": 1}, report.Dropped); d != "" {
		t.Errorf("left out (-want +got):\n%s", d)
	}
	if d := cmp.Diff(map[string]int{"tasks.id": 1, "tasks.meta": 1, "task": 1, "task meta": 1}, report.Kept); d != "" {
		t.Errorf("kept (-want +got):\n%s", d)
	}
}

// TestMetadataStaysAsItIs carries numbers that no float64 holds, and escapes, through
// every format that carries metadata.
func TestMetadataStaysAsItIs(t *testing.T) {
	const meta = `"big":1e400,"less":-1E-400,"long":12345678901234567890,"zeros":1.0,"one":1,"exponent":1e+5,"negative":-0,"exact":0.1000000000000000055511151231257827,` +
		`"nested":[1e400,{"a b":100000000000000000000000}],"escape":"\u00e9\/\ud83d\ude00","html":"<&>"`
	for format, file := range map[string]string{
		"jsonl":       `{"text":"a","meta":{` + meta + `}}`,
		"doccano":     `{"text":"a","label":[],` + meta + `}`,
		"labelstudio": `[{"data":{"text":"a",` + meta + `}}]`,
		"table":       `{"text":"a", ` + strings.ReplaceAll(meta, ",", " , ") + `}`,
	} {
		p, _, err := specimen.Read(format, specimen.FileWith(t, "a.json", file), dataset.ReadOptions{})
		if err != nil {
			t.Errorf("%s: %v", format, err)
			continue
		}
		if got := string(p.Records[0].Document.Meta); got != "{"+meta+"}" {
			t.Errorf("%s: %s", format, got)
		}
		for _, to := range []string{"jsonl", "doccano", "labelstudio"} {
			path, _ := specimen.Save(t, to, "b.json", &p, dataset.WriteOptions{})
			back, _, err := specimen.Read(to, path, dataset.ReadOptions{})
			if err != nil || string(back.Records[0].Document.Meta) != "{"+meta+"}" {
				t.Errorf("%s by way of %s: %s, %v", format, to, back.Records[0].Document.Meta, err)
			}
		}
	}
}
