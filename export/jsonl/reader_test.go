package jsonl_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/account"
	"postil/export/dataset"
	"postil/export/internal/specimen"
	"postil/export/jsonl"
)

// read reads all records of a file called data/corpus.jsonl.
func read(t *testing.T, file string, o dataset.ReadOptions) ([]*annotate.Record, *jsonl.Reader) {
	t.Helper()
	r := jsonl.NewReader(strings.NewReader(file), "data/corpus.jsonl", nil, o)
	var records []*annotate.Record
	for {
		record, err := r.Next()
		if err == io.EOF {
			return records, r
		}
		if err != nil {
			t.Fatalf("%v\nin %s", err, file)
		}
		records = append(records, record)
	}
}

func readOne(t *testing.T, line string) (*annotate.Record, *annotate.Vocabulary) {
	t.Helper()
	records, r := read(t, line, dataset.ReadOptions{})
	if len(records) != 1 {
		t.Fatalf("%d records were read", len(records))
	}
	return records[0], r.Vocabulary()
}

func TestMinimalRecord(t *testing.T) {
	at := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	records, r := read(t, `{"text":"Hello, Noem","spans":[{"start":7,"end":11,"label":"PER","text":"Noem"}]}`,
		dataset.ReadOptions{Annotator: "Ana", Language: "en", Layer: "Names", Time: at})
	record, v := records[0], r.Vocabulary()
	d := &record.Document
	if d.Name != "Hello, Noem" || d.Source != "corpus.jsonl" || d.Language != "en" || !d.Imported.Equal(at) || d.Original != text.HashOf(d.Text) {
		t.Errorf("document: %+v", d)
	}
	s := &record.Spans[0]
	if s.Text() != "Noem" || s.Start() != 7 || len(s.Fragments) != 1 || !s.Created.Equal(at) {
		t.Errorf("span: %+v", s)
	}
	if want := (annotate.Origin{Kind: annotate.FromImport, From: "corpus.jsonl"}); s.Origin != want {
		t.Errorf("origin: %+v", s.Origin)
	}
	if a := v.Annotators[0]; a.Name != "Ana" || a.UID != s.Annotator {
		t.Errorf("annotator: %+v", a)
	}
	layer := v.Scheme.Layer(v.Scheme.Label(s.Label).Layer)
	if v.Scheme.Label(s.Label).Name != "PER" || layer.Name != "Names" || layer.Look != annotate.Fill {
		t.Errorf("scheme: %+v", v.Scheme)
	}
	if len(record.Statuses) != 0 || len(v.Tags) != 0 {
		t.Errorf("there is more than the record says: %+v, %+v", record.Statuses, v.Tags)
	}
}

func TestReadingTwiceGivesTheSame(t *testing.T) {
	const file = `{"text":"a b","spans":[{"start":0,"end":1,"label":"X","text":"a"},{"start":0,"end":1,"label":"X","text":"a"}]}
{"text":"a b"}
{"id":"7","text":"c","story":3,"spans":[{"id":1,"start":0,"end":1,"label":"X","text":"c","tag":"C","attributes":{"n":1}}]}
{"id":"8","text":"d","story":3,"spans":[{"id":1,"start":0,"end":1,"label":"X","text":"d","tag":"C"}],"relations":[{"id":1,"type":"like","from":1,"to":1,"to_document":"7"}]}`
	first, r := read(t, file, dataset.ReadOptions{})
	again, r2 := read(t, file, dataset.ReadOptions{})
	if d := cmp.Diff(first, again, specimen.SameThings); d != "" {
		t.Errorf("records:\n%s", d)
	}
	if d := cmp.Diff(r.Vocabulary(), r2.Vocabulary(), specimen.SameThings); d != "" {
		t.Errorf("vocabulary:\n%s", d)
	}
	if first[0].Document.UID == first[1].Document.UID || first[1].Document.Source != "corpus.jsonl#2" {
		t.Errorf("the same text twice without id is not two documents: %+v", first[1].Document)
	}
	if first[0].Spans[0].UID == first[0].Spans[1].UID {
		t.Error("two equal spans have one id")
	}
	if first[2].Document.Story != first[3].Document.Story {
		t.Error("two documents of one story have two stories")
	}
	l := first[3].Relations[0]
	if l.To != first[2].Spans[0].UID || l.ToDocument != first[2].Document.UID || l.From != first[3].Spans[0].UID {
		t.Errorf("the relation leads elsewhere: %+v", l)
	}
	if first[2].Spans[0].Tag != first[3].Spans[0].Tag || len(r.Vocabulary().Tags) != 1 {
		t.Errorf("one name became %d tags", len(r.Vocabulary().Tags))
	}
}

func TestOffsetsInEveryUnit(t *testing.T) {
	const end = `"label":"PER","text":"Noem"}]`
	for name, record := range map[string]string{
		"code points":            `"offset_unit":"codepoint","text":"é😀 Noem","spans":[{"start":3,"end":7,` + end,
		"no unit":                `"text":"é😀 Noem","spans":[{"start":3,"end":7,` + end,
		"bytes":                  `"offset_unit":"byte","text":"é😀 Noem","spans":[{"start":7,"end":11,` + end,
		"UTF-16":                 `"offset_unit":"utf16","text":"é😀 Noem","spans":[{"start":4,"end":8,` + end,
		"bytes beside":           `"text":"é😀 Noem","spans":[{"start":3,"end":7,"start_byte":7,"end_byte":11,` + end,
		"bytes alone":            `"text":"é😀 Noem","spans":[{"start_byte":7,"end_byte":11,` + end,
		"escapes":                `"text":"\u00e9\ud83d\ude00 Noem","spans":[{"start":3,"end":7,` + end,
		"CR LF before":           `"text":"a\r\nb\r\nNoem","spans":[{"start":6,"end":10,` + end,
		"CR LF before, in bytes": `"text":"é\r\nNoem","offset_unit":"byte","spans":[{"start":4,"end":8,` + end,
		"byte-order mark":        `"text":"\ufeffNoem","spans":[{"start":1,"end":5,` + end,
		"spans before the text":  `"spans":[{"start":4,"end":8,` + end + `,"offset_unit":"utf16","text":"é😀 Noem"`,
	} {
		t.Run(name, func(t *testing.T) {
			record, _ := readOne(t, "{"+record+"}")
			if got := record.Spans[0].Text(); got != "Noem" {
				t.Errorf("%q is covered", got)
			}
		})
	}
}

func TestCoveredTextIsSettledToo(t *testing.T) {
	for _, c := range []struct{ name, text, span, stated, want string }{
		{"CR LF inside", `a\r\nb`, `"start":0,"end":4`, `a\r\nb`, "a\nb"},
		{"CR inside", `a\rb`, `"start":0,"end":3`, `a\rb`, "a\nb"},
		{"already settled", `a\r\nb`, `"start":0,"end":4`, `a\nb`, "a\nb"},
		{"starts in CR LF", `a\r\nb`, `"start":2,"end":4`, `\nb`, "\nb"},
		{"ends in CR LF", `a\r\nb`, `"start":0,"end":2`, `a\r`, "a"},
		{"control character", `a\u0007b`, `"start":0,"end":3`, `a\u0007b`, "a\ufffdb"},
		{"BOM", `\ufeffab`, `"start":0,"end":3`, `\ufeffab`, "ab"},
	} {
		t.Run(c.name, func(t *testing.T) {
			record, _ := readOne(t, `{"text":"`+c.text+`","spans":[{`+c.span+`,"label":"X","text":"`+c.stated+`"}]}`)
			if got := record.Spans[0].Fragments[0].Text; got != c.want {
				t.Errorf("%q is covered, want %q", got, c.want)
			}
		})
	}
}

func TestFragments(t *testing.T) {
	for _, c := range []struct{ name, span, want string }{
		{"several", `"start":0,"end":9,"text":"One Two T","fragments":[{"start":0,"end":3,"text":"One"},{"start":8,"end":9,"text":"T"}]`, "One … T"},
		{"in another order", `"start":0,"end":9,"text":"One Two T","fragments":[{"start":8,"end":9,"text":"T"},{"start":0,"end":3,"text":"One"}]`, "One … T"},
		{"touching", `"start":0,"end":3,"text":"One","fragments":[{"start":0,"end":2,"text":"On"},{"start":2,"end":3,"text":"e"}]`, "One"},
		{"alone", `"fragments":[{"start":4,"end":7,"text":"Two"}]`, "Two"},
		{"without texts", `"start":0,"end":7,"text":"One Two","fragments":[{"start":0,"end":3},{"start":4,"end":7}]`, "One … Two"},
		{"none", `"start":0,"end":3,"text":"One","fragments":[]`, "One"},
		{"null", `"start":0,"end":3,"text":"One","fragments":null`, "One"},
	} {
		t.Run(c.name, func(t *testing.T) {
			record, _ := readOne(t, `{"text":"One Two Three","spans":[{"label":"X",`+c.span+`}]}`)
			if got := record.Spans[0].Text(); got != c.want {
				t.Errorf("%q is covered, want %q", got, c.want)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	const good = `{"id":"1","text":"good"}` + "\n"
	span := func(s string) string {
		return `{"text":"é😀 Noem","spans":[{"start":0,"end":1,"label":"X","text":"é"},{` + s + `}]}`
	}
	for _, c := range []struct{ name, line, want string }{
		{"no JSON", `hello`, `invalid JSON: an object is expected, not 'h' at byte 1`},
		{"cut off", `{"text":"a","spans":[`, `invalid JSON: a value is expected, but the text ends at byte 22`},
		{"two values", `{"text":"a"}{}`, `invalid JSON: nothing more is expected at byte 13`},
		{"no UTF-8", "{\"text\":\"a\xff\"}", `invalid JSON: it is no valid UTF-8 at byte 11`},
		{"an array", `["a"]`, `invalid JSON: an object is expected, not an array at byte 1`},
		{"no text", `{"name":"a"}`, `the record has no "text"`},
		{"null text", `{"text":null}`, `the record has no "text"`},
		{"empty text", `{"text":""}`, `"text": no text: the input is empty`},
		{"text a number", `{"text":5}`, `"text": a string is expected, not a number`},
		{"unit", `{"text":"a","offset_unit":"grapheme"}`, `"offset_unit": unknown offset unit "grapheme": want codepoint, byte or utf16`},
		{"hash", `{"text":"a","text_sha256":"` + text.HashOf("b").String() + `"}`, `"text_sha256": the text is not the one that this hash was made of`},
		{"no hash", `{"text":"a","text_sha256":"abc"}`, `"text_sha256": "abc" is no SHA-256`},
		{"document twice", `{"id":"1","text":"b"}`, `line 3: the id "1" stands twice, first in line 1; give one of them another id`},
		{"status", `{"text":"a","status":"ready"}`, `"status": "ready" is no status`},
		{"time", `{"text":"a","imported":"yesterday"}`, `"imported": "yesterday" is no time`},
		{"direction", `{"text":"a","direction":"right"}`, `"direction": "right" is no direction; auto, ltr or rtl is expected`},
		{"meta", `{"text":"a","meta":[1]}`, `"meta": an object is expected, not an array`},
		{"key in record and meta", `{"text":"a","url":1,"meta":{"url":2}}`, `"url": the key stands in the record and, with another value, in its metadata`},
		{"language", `{"text":"a","language":"not a lang!"}`, `document "a": "not a lang!" is no language`},
		{"split", `{"text":"a","split":"weird\nsplit"}`, `its split holds a line break, a tab`},
		{"source", `{"text":"a","source":"a\u0000b\nc"}`, `its source holds a line break, a tab`},
		{"spans no list", `{"text":"a","spans":{}}`, `"spans": an array is expected, not an object`},
		{"span no object", `{"text":"a","spans":[5]}`, `span 1: "span": an object is expected, not a number`},

		{"beyond the end", span(`"id":"s7","start":3,"end":8,"label":"X","text":"Noem."`), `span 2 ("s7"): "end": code point offset 8 is out of range (the text has 7 code points)`},
		{"before the start", span(`"start":-1,"end":2,"label":"X","text":"é"`), `span 2: "start": code point offset -1 is out of range`},
		{"inside a character", span(`"start_byte":0,"end_byte":1,"label":"X","text":"é"`), `span 2: "end_byte": byte offset 1 lies inside a character`},
		{"fraction", span(`"start":0.5,"end":1,"label":"X","text":"é"`), `span 2: "start": a whole number is expected, not 0.5`},
		{"offset a string", span(`"start":"0","end":1,"label":"X","text":"é"`), `span 2: "start": a number is expected, not a string`},
		{"no end", span(`"start":0,"label":"X","text":"é"`), `span 2: it has no "end"`},
		{"no offsets", span(`"label":"X","text":"é"`), `span 2: it has no "start"`},
		{"empty", span(`"start":2,"end":2,"label":"X","text":""`), `span 2: it is empty`},
		{"backwards", span(`"start":2,"end":1,"label":"X","text":"é"`), `span 2: it is empty: "end" does not lie behind "start"`},
		{"two places", span(`"start":0,"end":1,"start_byte":0,"end_byte":6,"label":"X","text":"é"`), `span 2: "end" and "end_byte" are different places`},
		{"text differs", span(`"start":3,"end":7,"label":"X","text":"Trump"`), `span 2: its text is "Trump", but its offsets cover "Noem"; the offsets belong to another text`},
		{"text differs behind a mark", "{\"text\":\"e\u030112345678b\",\"spans\":[{\"start\":0,\"end\":11,\"label\":\"X\",\"text\":\"e\u030112345678a\"}]}",
			"its text is \"e\u030112345678a\", but its offsets cover \"e\u030112345678b\""},
		{"no covered text", span(`"start":3,"end":7,"label":"X"`), `span 2: it has no "text"`},
		{"fragment without text", span(`"label":"X","fragments":[{"start":0,"end":1}]`), `span 2: it has no "text"`},
		{"fragment differs", span(`"start":0,"end":7,"label":"X","text":"é😀 Noem","fragments":[{"start":0,"end":1,"text":"é"},{"start":3,"end":7,"text":"xxxx"}]`), `span 2: fragment 2: its text is "xxxx", but its offsets cover "Noem"`},
		{"fragments elsewhere", span(`"start":0,"end":1,"label":"X","text":"é","fragments":[{"start":3,"end":7,"text":"Noem"}]`), `span 2: it does not reach from the start of its first fragment`},
		{"no label", span(`"start":3,"end":7,"text":"Noem"`), `span 2: it has no "label"`},
		{"label no name", span(`"start":3,"end":7,"label":" X","text":"Noem"`), `span 2: label " X": the name starts or ends with a space`},
		{"span twice", `{"text":"ab","spans":[{"id":1,"start":0,"end":1,"label":"X","text":"a"},{"id":1,"start":1,"end":2,"label":"X","text":"b"}]}`, `span 2 ("1"): the id `},
		{"origin", span(`"start":3,"end":7,"label":"X","text":"Noem","origin":{"kind":"guessed"}`), `span 2: origin: "guessed" is no kind of origin`},
		{"attribute", span(`"start":3,"end":7,"label":"X","text":"Noem","attributes":{"a":[1]}`), `span 2: "a": a string is expected, not an array`},
		{"attribute of two kinds", `{"text":"ab","spans":[{"start":0,"end":1,"label":"X","text":"a","attributes":{"n":1}},{"start":0,"end":1,"label":"X","text":"a","attributes":{"n":"one"}}]}`, `span 2: attribute "n": "one" is no value of kind number`},
		{"tag without name", span(`"start":3,"end":7,"label":"X","text":"Noem","tag":{"id":"5"}`), `its name is empty`},

		{"relation from nowhere", `{"text":"a","relations":[{"type":"t","from":"1","to":"2"}]}`, `relation 1: "from": the record has no span "1"`},
		{"relation without end", `{"text":"a","spans":[{"id":1,"start":0,"end":1,"label":"X","text":"a"}],"relations":[{"id":"r","type":"t","from":1}]}`, `relation 1 ("r"): it has no "to"`},
		{"relation to itself", `{"text":"a","spans":[{"id":1,"start":0,"end":1,"label":"X","text":"a"}],"relations":[{"type":"t","from":1,"to":1}]}`, `it links a span with itself`},
		{"annotator twice", `{"text":"a","annotators":[{"name":"A","status":"done"},{"name":"A","status":"done"}]}`, `annotator 2: the annotator stands twice`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := jsonl.NewReader(strings.NewReader(good+"\n"+c.line+"\n"+good), "data/corpus.jsonl", nil, dataset.ReadOptions{})
			if _, err := r.Next(); err != nil {
				t.Fatal(err)
			}
			_, err := r.Next()
			if err == nil {
				t.Fatal("it is read")
			}
			if !strings.HasPrefix(err.Error(), "data/corpus.jsonl, line 3: ") || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v\nwant %s", err, c.want)
			}
			if code := annotate.CodeOf(err); code != annotate.Invalid && code != annotate.Exists {
				t.Errorf("the code is %q", code)
			}
			if _, again := r.Next(); !errors.Is(again, err) {
				t.Errorf("the reader goes on: %v", again)
			}
		})
	}
}

func TestLongTextsStayOutOfErrors(t *testing.T) {
	long := strings.Repeat("All the text of an article. ", 1000)
	r := jsonl.NewReader(strings.NewReader(`{"text":"`+long+`b","spans":[{"start":0,"end":28001,"label":"X","text":"`+long+`a"}]}`), "x.jsonl", nil, dataset.ReadOptions{})
	_, err := r.Next()
	want := `x.jsonl, line 1: span 1: its text is …" article. a", but its offsets cover …" article. b"; the offsets belong to another text or count something else`
	if err == nil || err.Error() != want {
		t.Errorf("%v", err)
	}
}

func TestLines(t *testing.T) {
	const file = "\ufeff{\"text\":\"a\"}\r\n\r\n  \n\t{\"text\":\"b\"} \r\n{\"text\":\"c\"}"
	records, r := read(t, file, dataset.ReadOptions{})
	if len(records) != 3 || records[2].Document.Text != "c" {
		t.Errorf("%d records", len(records))
	}
	if r.Report().Documents != 3 || r.Report().Bytes != int64(len(file)) {
		t.Errorf("report: %+v", r.Report())
	}
	long := strings.Repeat("x", 3<<20)
	records, _ = read(t, `{"text":"`+long+`"}`, dataset.ReadOptions{})
	if records[0].Document.Text != long {
		t.Error("a long line is not read whole")
	}
	if records, _ := read(t, "", dataset.ReadOptions{}); len(records) != 0 {
		t.Error("an empty file has records")
	}
}

func TestReadErrorsNameTheFile(t *testing.T) {
	broken := errors.New("the disk is broken")
	r := jsonl.NewReader(io.MultiReader(strings.NewReader(`{"text":"a"}`+"\n{"), specimen.ErrorReader{Err: broken}), "x.jsonl", nil, dataset.ReadOptions{})
	if _, err := r.Next(); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Next(); !errors.Is(err, broken) || !strings.HasPrefix(err.Error(), "x.jsonl, line 2: ") {
		t.Errorf("%v", err)
	}
}

func TestUnknownKeysAreKept(t *testing.T) {
	records, r := read(t, `{"text":"a","url":"u","meta":{"x": {"y" : 1.50},"url":"u"},"lang":null}`+"\n"+`{"text":"b","url":"u"}`, dataset.ReadOptions{})
	if got, want := string(records[0].Document.Meta), `{"x":{"y":1.50},"url":"u","lang":null}`; got != want {
		t.Errorf("metadata %s, want %s", got, want)
	}
	if d := cmp.Diff(map[string]int{"url": 2, "lang": 1}, r.Report().Kept); d != "" {
		t.Errorf("report:\n%s", d)
	}
}

func TestKeysThatAreLeftOutAreReported(t *testing.T) {
	const file = `{"text":"ab","annotators":[{"name":"A","role":1}],"attributes":{"n":{"value":1,"by":"B"}},"spans":[
		{"id":1,"start":0,"end":1,"label":"X","text":"a","colour":"red","sure":null,"tag":{"name":"T","wiki":"w"},"fragments":[{"start":0,"end":1,"text":"a","order":1}]},
		{"id":2,"start":1,"end":2,"label":"X","text":"b","colour":{"r":1},"origin":{"kind":"imported","by":"C"}}],
		"relations":[{"type":"t","from":1,"to":2,"weight":[0.5]}]}`
	records, r := read(t, strings.ReplaceAll(file, "\n\t\t", ""), dataset.ReadOptions{})
	want := map[string]int{"annotators.role": 1, "attributes.by": 1, "spans.colour": 2, "spans.sure": 1, "tag.wiki": 1, "fragments.order": 1, "origin.by": 1, "relations.weight": 1}
	if d := cmp.Diff(want, r.Report().Dropped); d != "" {
		t.Errorf("report (-want +got):\n%s", d)
	}
	if s := records[0].Spans; len(s) != 2 || s[0].Text() != "a" || len(records[0].Relations) != 1 {
		t.Errorf("%+v", records[0])
	}
}

func TestSettlingIsReported(t *testing.T) {
	_, r := read(t, `{"text":"a\u0000b\u0001"}`+"\n"+`{"text":"\u0002"}`, dataset.ReadOptions{})
	if got := r.Report().Replaced; got != (text.Replaced{Controls: 3}) {
		t.Errorf("report: %+v", got)
	}
}

func TestStatementsOnDocuments(t *testing.T) {
	for _, c := range []struct{ name, keys, want string }{
		{"status alone", `"status":"done"`, "Ana done"},
		{"status new", `"status":"new"`, ""},
		{"attributes alone", `"attributes":{"TOPIC":["drugs","trade"],"n":1}`, "Ana TOPIC=drugs; Ana TOPIC=trade; Ana n=1"},
		{"annotators", `"status":"done","attributes":{"TOPIC":["drugs"]},"annotators":[{"name":"Bo","status":"in_progress","attributes":{"TOPIC":[{"id":"1","value":"drugs"}]}},{"name":"Cy","status":"done","attributes":{"TOPIC":[]}}]`,
			"Bo in_progress; Cy done; Bo TOPIC=drugs"},
		{"one value more", `"attributes":{"TOPIC":["drugs","trade"]},"annotators":[{"name":"Bo","attributes":{"TOPIC":["drugs"]}}]`, "Bo TOPIC=drugs; Ana TOPIC=trade"},
		{"null", `"status":null,"attributes":{"TOPIC":null,"n":[null]},"annotators":null`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			records, r := read(t, `{"text":"a",`+c.keys+`}`, dataset.ReadOptions{Annotator: "Ana"})
			names := map[annotate.UID]string{}
			for _, a := range r.Vocabulary().Annotators {
				names[a.UID] = a.Name
			}
			var said []string
			for _, s := range records[0].Statuses {
				said = append(said, names[s.Annotator]+" "+string(s.Status))
			}
			for _, a := range records[0].Attributes {
				said = append(said, names[a.Annotator]+" "+a.Name+"="+a.Value.String())
			}
			if got := strings.Join(said, "; "); got != c.want {
				t.Errorf("%s\nwant %s", got, c.want)
			}
		})
	}
}

func TestKnownLayersKeepTheirLook(t *testing.T) {
	_, v := readOne(t, `{"text":"ab","spans":[{"start":0,"end":1,"layer":"Furniture","label":"MENU","text":"a"},{"start":1,"end":2,"layer":"Roles","label":"R","text":"b"}]}`)
	if y := v.Scheme.LayerNamed("Furniture"); !y.Exclusion || y.Look != annotate.Grey {
		t.Errorf("%+v", y)
	}
	if y := v.Scheme.LayerNamed("Roles"); y.Exclusion || y.Look != annotate.Fill {
		t.Errorf("%+v", y)
	}
}

// TestSkippedLinesLeaveNothing checks that what follows a line that is skipped is
// read as if the line were not there, whatever is wrong with it.
func TestSkippedLinesLeaveNothing(t *testing.T) {
	const first = `{"id":"1","text":"a b","story":"s","spans":[{"id":"01920800-0000-7000-8000-000000000001","start":0,"end":1,"label":"X","text":"a"}]}`
	const rest = `{"text":"a b","title":"t","spans":[{"start":0,"end":1,"label":"Y","layer":"New","text":"a","tag":"T","attributes":{"n":1},"colour":1}],"attributes":{"TOPIC":["u"]}}
{"text":"a b","spans":[{"id":"01920800-0000-7000-8000-000000000002","start":0,"end":1,"label":"Z","text":"a","annotator":"Bo"}],"relations":[{"type":"r","from":"01920800-0000-7000-8000-000000000002","to":1,"to_document":"1","attributes":{"q":true}}]}`
	for _, bad := range []string{
		`{`, `[]`, "\xff", `{"text":""}`, `{"id":"1","text":"c"}`, `{"text":"a\u0001b","colour":1,"spans":[{"start":9}]}`,
		`{"text":"a b","title":"t","spans":[{"start":0,"end":1,"label":"Y","layer":"Other","text":"a","tag":{"id":"5","name":"U"},"attributes":{"n":"x","m":1},"colour":2},{"start":0,"end":1,"label":"Z","text":"b"}]}`,
		`{"text":"a b","spans":[{"id":"01920800-0000-7000-8000-000000000002","start":0,"end":1,"label":"V","text":"a","annotator":"Cy"}],"relations":[{"type":"r","from":1,"to":2}]}`,
		`{"text":"a b","spans":[{"id":"01920800-0000-7000-8000-000000000001","start":0,"end":1,"label":"W","text":"a"}]}`,
		`{"text":"a b","attributes":{"TOPIC":[true]},"annotators":[{"name":"Di","status":"done"}],"imported":"yesterday"}`,
	} {
		for _, checked := range []bool{false, true} {
			o := dataset.ReadOptions{SkipBad: true, Checked: checked}
			want, without := read(t, first+"\n"+rest, o)
			got, with := read(t, first+"\n"+bad+"\n"+rest, o)
			if d := cmp.Diff(want, got, specimen.SameThings); d != "" {
				t.Errorf("%s leaves its mark:\n%s", bad, d)
			}
			if d := cmp.Diff(without.Vocabulary(), with.Vocabulary()); d != "" {
				t.Errorf("%s leaves its words:\n%s", bad, d)
			}
			report := with.Report()
			if len(report.Skipped) != 1 || !strings.HasPrefix(report.Skipped[0].Error(), "data/corpus.jsonl, line 2: ") {
				t.Errorf("%s: skipped %v", bad, report.Skipped)
			}
			if left := report.LeftOut; len(left) != 1 || left[0].Kind != account.Document || left[0].Place != "data/corpus.jsonl, line 2" {
				t.Errorf("%s: left out %+v", bad, left)
			}
			report.Skipped, report.LeftOut, report.Bytes = nil, nil, without.Report().Bytes
			if d := cmp.Diff(without.Report(), report); d != "" {
				t.Errorf("%s leaves its counts:\n%s", bad, d)
			}
		}
	}
}

func TestOffsetsCountWhatTheOptionsSay(t *testing.T) {
	const file = `{"text":"é😀x","spans":[{"start":3,"end":4,"label":"X","text":"x"}]}` + "\n" +
		`{"text":"é😀x","offset_unit":"codepoint","spans":[{"start":2,"end":3,"label":"X","text":"x"}]}`
	records, _ := read(t, file, dataset.ReadOptions{Unit: text.UTF16})
	for _, r := range records {
		if r.Spans[0].Start() != 6 {
			t.Errorf("the span starts at byte %d", r.Spans[0].Start())
		}
	}
}
