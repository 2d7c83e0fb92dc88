package table_test

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/dataset"
	"postil/export/internal/specimen"
	"postil/export/table"
)

// readTable reads a table called shelf.csv to its end, or to an error.
func readTable(t testing.TB, content string, o dataset.ReadOptions) ([]*annotate.Record, dataset.Report, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "shelf.csv")
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
	r, err := table.Format().Open(path, o)
	if err != nil {
		return nil, dataset.Report{}, err
	}
	defer r.Close()
	var records []*annotate.Record
	for {
		record, err := r.Next()
		if err == io.EOF {
			return records, r.Report(), nil
		}
		if err != nil {
			if _, again := r.Next(); again != err {
				t.Errorf("the error is not final: %v, then %v", err, again)
			}
			return records, r.Report(), err
		}
		records = append(records, record)
	}
}

func TestTables(t *testing.T) {
	for _, c := range []struct {
		name, content string
		options       dataset.ReadOptions
		want          []specimen.Row
	}{
		{"plain", "id,title,text\n1,Port closed,\"The port, they say, is closed.\"\n2,,Second\n", dataset.ReadOptions{}, []specimen.Row{
			{Name: "Port closed", Source: "shelf.csv", Language: "", Meta: `{"id":"1"}`, Text: "The port, they say, is closed."},
			{Name: "Second", Source: "shelf.csv", Language: "", Meta: `{"id":"2"}`, Text: "Second"},
		}},
		{"quotes and line ends", "text;url\r\n\"She said \"\"no\"\".\r\n\r\nThen\rleft\";https://example.org/a\r\n", dataset.ReadOptions{}, []specimen.Row{
			{Name: `She said "no".`, Source: "https://example.org/a", Language: "", Meta: "", Text: "She said \"no\".\n\nThen\nleft"},
		}},
		{"tabs", "Lang\tBody\tnote\nnl-BE\t  Twee, drie  \t x \nDutch\tVier\t\n", dataset.ReadOptions{Language: "nl"}, []specimen.Row{
			{Name: "Twee, drie", Source: "shelf.csv", Language: "nl-BE", Meta: `{"note":" x "}`, Text: "  Twee, drie  "},
			{Name: "Vier", Source: "shelf.csv", Language: "nl", Meta: `{"Lang":"Dutch","note":""}`, Text: "Vier"},
		}},
		{"tabs without quoting", "id\ttext\n\n1\t\"a\" is a word\r\n2\tof 5\" or \"\n3\t\"never ends\n", dataset.ReadOptions{}, []specimen.Row{
			{Name: `"a" is a word`, Source: "shelf.csv", Language: "", Meta: `{"id":"1"}`, Text: `"a" is a word`},
			{Name: `of 5" or "`, Source: "shelf.csv", Language: "", Meta: `{"id":"2"}`, Text: `of 5" or "`},
			{Name: `"never ends`, Source: "shelf.csv", Language: "", Meta: `{"id":"3"}`, Text: `"never ends`},
		}},
		{"tabs with quoting", "id\ttext\n1\t\"a \"\"b\"\"\tc\"\n", dataset.ReadOptions{}, []specimen.Row{
			{Name: "a \"b\" c", Source: "shelf.csv", Language: "", Meta: `{"id":"1"}`, Text: "a \"b\"\tc"},
		}},
		{"named columns", "TEXT|Inhalt|Nr\na|b|c\n", dataset.ReadOptions{TextField: "inhalt", IDField: "nr"}, []specimen.Row{
			{Name: "b", Source: "shelf.csv#c", Language: "", Meta: `{"TEXT":"a","Nr":"c"}`, Text: "b"},
		}},
		{"id and source", "key,text,link\nk/1,a,https://example.org\nk 2,b,\n", dataset.ReadOptions{IDField: "key"}, []specimen.Row{
			{Name: "a", Source: "https://example.org", Language: "", Meta: `{"key":"k/1"}`, Text: "a"},
			{Name: "b", Source: "shelf.csv#k 2", Language: "", Meta: `{"key":"k 2"}`, Text: "b"},
		}},
		{"index without a name", ",text\n0,a\n", dataset.ReadOptions{}, []specimen.Row{{Name: "a", Source: "shelf.csv", Language: "", Meta: `{"column 1":"0"}`, Text: "a"}}},
		{"the same text again", "text\na\na\nb\n", dataset.ReadOptions{}, []specimen.Row{
			{Name: "a", Source: "shelf.csv", Language: "", Meta: "", Text: "a"}, {Name: "a", Source: "shelf.csv#2", Language: "", Meta: "", Text: "a"}, {Name: "b", Source: "shelf.csv", Language: "", Meta: "", Text: "b"}}},
		{"title on two lines", "title,text\n\" A\nB \",t\n", dataset.ReadOptions{}, []specimen.Row{{Name: "A B", Source: "shelf.csv", Language: "", Meta: `{"title":" A\nB "}`, Text: "t"}}},
		{"likelier columns", "content,text,title,name,lang,language\nc,t,T,N,de,fr\n", dataset.ReadOptions{}, []specimen.Row{
			{Name: "N", Source: "shelf.csv", Language: "fr", Meta: `{"content":"c","title":"T","lang":"de"}`, Text: "t"}}},
		{"other charset", "id;text\n1;Caf\xe9 ferm\xe9 \x96 la gr\xe8ve a d\xe9but\xe9 mercredi \xe0 l'a\xe9roport\n", dataset.ReadOptions{Charset: "windows-1252"}, []specimen.Row{
			{Name: "Café fermé – la grève a débuté mercredi à l'aéroport", Source: "shelf.csv", Language: "", Meta: `{"id":"1"}`, Text: "Café fermé – la grève a débuté mercredi à l'aéroport"}}},
		{"UTF-16", specimen.Wide("id\ttext\r\n1\tȘefa 😀\r\n"), dataset.ReadOptions{}, []specimen.Row{{Name: "Șefa 😀", Source: "shelf.csv", Language: "", Meta: `{"id":"1"}`, Text: "Șefa 😀"}}},
		{"control characters", "text,x\n\"a\x01b\",\"c\x02\"\n", dataset.ReadOptions{}, []specimen.Row{{Name: "a�b", Source: "shelf.csv", Language: "", Meta: `{"x":"c\u0002"}`, Text: "a�b"}}},
		{"byte-order mark", "\ufefftext,x\na,\ufeffb\n", dataset.ReadOptions{}, []specimen.Row{{Name: "a", Source: "shelf.csv", Language: "", Meta: "{\"x\":\"\ufeffb\"}", Text: "a"}}},
		{"no line end", "text,x\na,b", dataset.ReadOptions{}, []specimen.Row{{Name: "a", Source: "shelf.csv", Language: "", Meta: `{"x":"b"}`, Text: "a"}}},

		{"JSON lines", "\ufeff{\"id\":7,\"title\":\"T\",\"text\":\"a\\r\\nb\",\"n\":1.50,\"list\": [ 1, {\"x\": null} ],\"url\":null}\r\n\n{\"text\":\"c\",\"lang\":3}\n", dataset.ReadOptions{}, []specimen.Row{
			{Name: "T", Source: "shelf.csv", Language: "", Meta: `{"id":7,"n":1.50,"list":[1,{"x":null}]}`, Text: "a\nb"},
			{Name: "c", Source: "shelf.csv", Language: "", Meta: `{"lang":3}`, Text: "c"}}},
		{"JSON lines with ids", `{"nr":7,"body":"a"}` + "\n" + `{"nr":"7b","Body":"x","body":"b"}`, dataset.ReadOptions{IDField: "nr"}, []specimen.Row{
			{Name: "a", Source: "shelf.csv#7", Language: "", Meta: `{"nr":7}`, Text: "a"},
			{Name: "b", Source: "shelf.csv#7b", Language: "", Meta: `{"nr":"7b","Body":"x"}`, Text: "b"}}},
		{"list of objects", "[\n {\"text\":\n\"a\"},{\"text\":\"b\",\"n\":1}\n]\n", dataset.ReadOptions{}, []specimen.Row{{Name: "a", Source: "shelf.csv", Language: "", Meta: "", Text: "a"}, {Name: "b", Source: "shelf.csv", Language: "", Meta: `{"n":1}`, Text: "b"}}},
		{"object on several lines", "{\n \"text\": \"a\",\n \"n\": [ 1,\n2 ]\n}\n", dataset.ReadOptions{}, []specimen.Row{{Name: "a", Source: "shelf.csv", Language: "", Meta: `{"n":[1,2]}`, Text: "a"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			records, _, err := readTable(t, c.content, c.options)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, specimen.RowsOf(records)); d != "" {
				t.Errorf("rows (-want +got):\n%s", d)
			}
			ids := map[annotate.UID]bool{}
			for _, r := range records {
				ids[r.Document.UID] = true
				if err := r.Document.Validate(); err != nil {
					t.Error(err)
				}
			}
			again, _, _ := readTable(t, c.content, c.options)
			if d := cmp.Diff(records, again); d != "" || len(ids) != len(records) {
				t.Errorf("%d ids of %d rows; read again:\n%s", len(ids), len(records), d)
			}
		})
	}
}

const uuid = "01920800-0000-7000-8000-000000000002"

func TestTableIDs(t *testing.T) {
	at := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	records, _, err := readTable(t, "id,text\n"+uuid+",a\n7,a\n", dataset.ReadOptions{IDField: "ID", Time: at})
	if err != nil {
		t.Fatal(err)
	}
	if d := &records[0].Document; d.UID.String() != uuid || !d.Imported.Equal(at) || d.Original != text.HashOf("a") {
		t.Errorf("%+v", d)
	}
	other, _, err := readTable(t, "text,id\nb,7\n", dataset.ReadOptions{IDField: "id"})
	if err != nil || other[0].Document.UID != records[1].Document.UID {
		t.Errorf("the same id in the same file is another document: %v", err)
	}
}

func TestWrongTables(t *testing.T) {
	for _, c := range []struct {
		name, content string
		options       dataset.ReadOptions
		want          string
	}{
		{"empty", "", dataset.ReadOptions{}, "no text: the file is empty"},
		{"no column of text", "id,inhalt\n1,a\n", dataset.ReadOptions{}, `shelf.csv: none of its columns is known to hold text: "id", "inhalt"; say which one does: --text-field NAME`},
		{"no such column", "id,text\n1,a\n", dataset.ReadOptions{TextField: "body"}, `it has no column "body"; its columns are "id", "text"`},
		{"no such id", "id,text\n1,a\n", dataset.ReadOptions{IDField: "key"}, `it has no column "key"; its columns are "id", "text"`},
		{"column twice", "a,text,a\n1,b,2\n", dataset.ReadOptions{}, `line 1: the column "a" stands twice`},
		{"column twice behind empty lines", "\n\n\na,text,a\n1,b,2\n", dataset.ReadOptions{}, `shelf.csv: line 4: the column "a" stands twice`},
		{"column twice in a later line", "\n\"a\",\"te\nxt\",a,text\n1,b,2,3\n", dataset.ReadOptions{}, `line 3: the column "a" stands twice`},
		{"too many fields", "id,text\n1,a\n2,b,c\n", dataset.ReadOptions{}, "shelf.csv, line 3: the row has 3 fields, and the header 2"},
		{"too few fields", "id,text\n1\n", dataset.ReadOptions{}, "line 2: the row has 1 field"},
		{"too many fields between tabs", "id\ttext\n1\ta \"b\"\n2\tb\tc\n", dataset.ReadOptions{}, "shelf.csv, line 3: the row has 3 fields, and the header 2; nothing is quoted in this file: each tab begins a field"},
		{"bare quote", "id,text\n1,a \"b\" c\n", dataset.ReadOptions{}, "line 2: a quotation mark stands in a field without quotation marks (column 5)"},
		{"quote goes on", "id,text\n1,\"a\nb\" c\"\n", dataset.ReadOptions{}, "line 2: a quoted field goes on behind its closing quotation mark (column 2 of line 3); all up to line 3 is taken for this row"},
		{"quote never ends", "id,text\n1,\"a\n2,b\n", dataset.ReadOptions{}, "line 2: a quoted field does not end; line 3 is a row of its own; double the quotation marks"},
		{"quote ends in a later row", "id,text\n1,\"a\n2,b\n3,c\n4,d \"e\"\n", dataset.ReadOptions{}, "line 2: a quoted field goes on behind its closing quotation mark (column 5 of line 5); lines 3 to 5 are rows of their own"},
		{"text cut short", "id,text\n1,\"a\n\nb, c, d\ne", dataset.ReadOptions{}, "line 2: a quoted field does not end; all up to line 5 is taken for this row"},
		{"header that never ends", "\n\"id,text\n1,a\n", dataset.ReadOptions{}, "line 2: a quoted field does not end; all up to line 3 is taken"},
		{"empty text", "id,text\n1,a\n2, \n", dataset.ReadOptions{}, `line 3: "text": the text is empty`},
		{"empty text behind lines", "id,text\n1,\"a\n\nb\"\n2,\n", dataset.ReadOptions{}, `line 5: "text": the text is empty`},
		{"invalid UTF-8", "id,text\n1," + strings.Repeat("é", 50) + "\n2,b\xff\n", dataset.ReadOptions{}, `line 3: "text": it is no valid UTF-8; if the file is in another charset, --charset NAME says in which`},
		{"invalid UTF-8 in a later line", "id,text\n1," + strings.Repeat("é", 50) + "\n2,\"b\n\nc\xff\n\xff\"\n", dataset.ReadOptions{}, `line 3: "text": it is no valid UTF-8, in line 5 first; `},
		{"invalid UTF-8 in the header", "id,te\xffxt\n1," + strings.Repeat("é", 50) + "\n", dataset.ReadOptions{}, `line 1: the name of column 2: it is no valid UTF-8; `},
		{"invalid UTF-8 in the header behind empty lines", "\n\nid,te\xffxt\n1," + strings.Repeat("é", 50) + "\n", dataset.ReadOptions{}, `line 3: the name of column 2: it is no valid UTF-8; `},
		{"id twice", "id,text\n1,a\n2,b\n1,c\n", dataset.ReadOptions{IDField: "id"}, `line 4: "id": the id "1" stands in line 2 already`},
		{"no id", "id,text\n,a\n", dataset.ReadOptions{IDField: "id"}, `line 2: it has no "id"`},
		{"binary", "\x89PNG\r\n\x1a\n\x00\x00", dataset.ReadOptions{}, "not a text file, it looks like a PNG image"},
		{"charset", "id,text\n1,a\x81\n", dataset.ReadOptions{Charset: "utf-8"}, "shelf.csv: not valid utf-8: 1 invalid sequence, at byte 12 in line 2: declare another charset (--charset)"},

		{"no object", "{\"text\":\"a\"}\n[1]\n", dataset.ReadOptions{}, "line 2: invalid JSON: an object is expected, not an array at byte 1"},
		{"cut object", "{\"text\":\"a\"}\n{\"text\":\"b", dataset.ReadOptions{}, "line 2: invalid JSON: "},
		{"list without comma", `[{"text":"a"} {"text":"b"}]`, dataset.ReadOptions{}, "line 1: invalid JSON: nothing more is expected"},
		{"list without end", "[{\"text\":\"a\"},\n", dataset.ReadOptions{}, "line 2: invalid JSON: the file ends before the value does"},
		{"text no string", `{"text":7}`, dataset.ReadOptions{}, `line 1: "text": a text is expected`},
		{"text gone", "{\"text\":\"a\"}\n{\"body\":\"b\"}\n", dataset.ReadOptions{}, `line 2: it has no "text"`},
		{"JSON without text", `{"a":1,"b":2}`, dataset.ReadOptions{}, `none of its columns is known to hold text: "a", "b"`},
		{"JSON id", `{"text":"a","id":[]}`, dataset.ReadOptions{IDField: "id"}, `line 1: it has no "id"`},
	} {
		_, _, err := readTable(t, c.content, c.options)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestTablesSkipBadRows(t *testing.T) {
	for _, c := range []struct {
		name, content string
		want          string // the texts
		skipped       []string
	}{
		{"delimited", "id,text\n1,a\n2\n3,b,c\n4,d \"e\"\n5,\n1,f\n6,g\n7,\"h\n8,i\n", "a g i", []string{
			"line 3: the row has 1 field", "line 4: the row has 3 fields", "line 5: a quotation mark", `line 6: "text": the text is empty`, `line 7: "id": the id "1" stands in line 2 already`, "line 9: a quoted field does not end; line 10 is a row of its own"}},
		{"a quotation mark that nothing closes", "id,text\n1,a\n2,\"b\n3,c\n\n4,d\n5,e", "a c d e", []string{"line 3: a quoted field does not end; lines 4 to 7 are rows of their own"}},
		{"one that a later row closes", "id,text\n1,a\n2,\"b\n3,c\n4,\"d\n\nd\"\n5,e\n", "a c d\n\nd e", []string{"line 3: a quoted field goes on behind its closing quotation mark (column 3 of line 5); lines 4 to 5 are rows of their own"}},
		{"one that a later row closes well", "id,text,x\n1,a,\n2,\"b\n3,c,\n4,d,\n5,\",x,y\n6,e,\n", "a c d e", []string{"line 3: the row has 4 fields, and the header 3; lines 4 to 6 are rows of their own", "line 6: a quoted field does not end; line 7 is"}},
		{"an article cut short", "id,text\n1,a\n2,\"b said:\n\nYes, no.\n\nPerhaps.\nc, d, e", "a", []string{"line 3: a quoted field does not end; all up to line 8 is taken for this row"}},
		{"one column", "id\na\n\"b\nc\nd\n", "a", []string{"line 3: a quoted field does not end; all up to line 5 is taken for this row"}},
		{"JSON", "{\"id\":1,\"text\":\"a\"}\nx\n{\"id\":2}\n{\"id\":1,\"text\":\"b\"}\n{\"id\":2,\"text\":\"c\"}\n", "a c", []string{
			"line 2: invalid JSON", `line 3: it has no "text"`, "line 4: "}},
		{"all", "id,text\n1\n", "", []string{"line 2: "}},
	} {
		o := dataset.ReadOptions{IDField: "id", SkipBad: true}
		if c.name == "one column" {
			o.TextField, o.IDField = "id", ""
		}
		records, report, err := readTable(t, c.content, o)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var texts []string
		for _, r := range records {
			texts = append(texts, r.Document.Text)
		}
		if got := strings.Join(texts, " "); got != c.want || report.Documents != len(records) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if len(report.Skipped) != len(c.skipped) {
			t.Errorf("%s: skipped %v", c.name, report.Skipped)
			continue
		}
		for i, want := range c.skipped {
			if got := report.Skipped[i].Error(); !strings.Contains(got, "shelf.csv, "+want) {
				t.Errorf("%s: skipped %s, want %s", c.name, got, want)
			}
		}
	}
}

func TestTablesSayHowTheyWereRead(t *testing.T) {
	_, report, err := readTable(t, "id,Title,url,lang,text\n1,T,https://example.org,Dutch,\"a\x01\"\n2,U,,nl,b\n", dataset.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{`the column "Title" says the name`, `the column "url" says the source`, `the column "lang" says the language`,
		`values of the column "lang" that can be no language and stay in the metadata: 1`, "columns kept in the metadata: \"id\", \"lang\""}
	if d := cmp.Diff(want, report.Notes); d != "" {
		t.Errorf("notes (-want +got):\n%s", d)
	}
	if report.Charset != "utf-8" || !report.Detected || report.Bytes != 68 || report.Replaced.Controls != 1 {
		t.Errorf("%+v", report)
	}
}

// FuzzRead checks that nothing makes the reader panic, and that what it
// accepts keeps every rule and is the same when it is read again.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"id,text\n1,a\n", "text\tx\r\"a\"\"b\"\ty", `{"text":"a","id":1}`, "{\"text\":\"\\ud83d\",\"id\":{\"a\": 1}}", "text;id\n\"a\n\xff", specimen.Wide("text|id\na|b"), "\ufefftext,id\n,\n"} {
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, content string, skip bool) {
		o := dataset.ReadOptions{IDField: "id", SkipBad: skip}
		records, report, err := readTable(t, content, o)
		again, report2, err2 := readTable(t, content, o)
		if d := cmp.Diff(records, again); d != "" || (err == nil) != (err2 == nil) || len(report.Skipped) != len(report2.Skipped) {
			t.Errorf("read again (%v, %v):\n%s", err, err2, d)
		}
		if report.Documents != len(records) || skip == false && len(report.Skipped) != 0 {
			t.Errorf("%d records, %+v", len(records), report)
		}
		ids := map[annotate.UID]bool{}
		for _, r := range records {
			if err := r.Document.Validate(); err != nil || ids[r.Document.UID] {
				t.Errorf("%s: %v", r.Document.UID, err)
			}
			ids[r.Document.UID] = true
		}
	})
}
