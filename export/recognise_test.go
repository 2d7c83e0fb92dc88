package export_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"postil/annotate"
	"postil/export"
	"postil/export/dataset"
	"postil/export/internal/specimen"
	"postil/export/textfile"
)

const prose = `The harbour of Brindle, closed since Monday, opens again, the mayor said.
"We waited, we talked, and we agreed," she told reporters, who had come early.
Crews, dockers and pilots return on Thursday; trains, buses and ferries follow.
`

func TestRecognise(t *testing.T) {
	long := strings.Repeat("The quay is closed, and nobody knows why. ", 2000)
	for _, c := range []struct{ name, content, want string }{
		{"empty", "", "text"},
		{"blank", " \n\n", "text"},
		{"prose", prose, "text"},
		{"prose.csv", prose, "text"},
		{"prose.jsonl", prose, "text"},
		{"prose.html", prose, "text"},
		{"one line", "Hello, world", "text"},
		{"two lines", "Dear Sir,\nDear Madam,", "text"},
		{"poem", "Roses, red\nViolets, blue\nSugar, sweet\nSo, you\n", "text"},
		{"poem of text", "Text, I wrote\nText, you read\n", "text"},
		{"list", "milk;bread\neggs;butter\n", "text"},
		{"brace", "{ is where blocks begin in C, and } ends them.", "text"},
		{"wiki", "{{Infobox|name=Brindle}}\nBrindle is a town.", "text"},
		{"latex", "{\\bf Bold} words", "text"},
		{"footnote", "[1] See the report.\n", "text"},
		{"speaker", "[Applause] Thank you all.", "text"},
		{"angle", "< and > compare numbers.", "text"},
		{"heart", "<3 you all", "text"},
		{"email", "<ana@example.org> wrote: \"a, b\"", "text"},
		{"tei", "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text>a</text></TEI>", "text"},
		{"xml", "<?xml version=\"1.0\"?><rss><channel></channel></rss>", "text"},
		{"open p", "<p> stands for the momentum in this text.", "text"},

		{"native", `{"text":"a"}`, "jsonl"},
		{"native.txt", `{"text":"a"}`, "jsonl"},
		{"native bom", "\ufeff \r\n\r\n" + `{"text":"a"}`, "jsonl"},
		{"native spans", `{"colour":"red","text":"a","spans":[]}`, "jsonl"},
		{"native unit", `{"id":"x","offset_unit":"byte","text":"` + long + `"}`, "jsonl"},
		{"spans of spaCy", `{"text":"a","ents":[],"spans":{"sc":[]}}`, "table"},
		{"spans of others", `{"text":"a","spans":"none"}`, "table"},
		{"native without spans", `{"text":"a","spans":null}`, "jsonl"},
		{"native cut", `{"text":"` + long, "jsonl"},
		{"native long", `{"text":"` + long + `","spans":[]}`, "jsonl"},
		{"native wide", specimen.Wide(`{"text":"a","spans":[]}` + "\r\n"), "jsonl"},
		{"native list", `[{"id":"d","text":"a","spans":[]}]`, "jsonl"},
		{"pretty native list", "[\n  {\n    \"text\": \"a\",\n    \"relations\": []\n  }\n]\n", "jsonl"},
		{"native without its text", `{"offset_unit":"codepoint","text_sha256":"ab","Text":"a","spans":[]}`, "jsonl"},
		{"broken", `{"text": "a" "b"}`, "jsonl"},
		{"long doccano list", `[{"text":"` + long + long + `","label":[]},`, "doccano"},
		{"long pretty list", "[\n{\n\"text\":\"" + long + "\",\n\"label\": [\n[0,1,\"X\"]]}]", "doccano"},
		{"wide without mark", specimen.Wide(strings.Repeat("港口关闭 ", 5000))[2:], "text"},
		{"lines of CRs", `{"text":"a"}` + "\r" + `{"text":"b"}`, "jsonl"},
		{"broken first line", "{\"text\":\n{\"text\":\"a\",\"spans\":[]}\n", "jsonl"},
		{"broken first row", "{\"text\": \"a\n{\"text\":\"a\",\"n\":1}\n", "table"},
		{"pretty native", "{\n  \"text\": \"a\"\n}\n", "jsonl"},

		{"cut first line", `lo, you","spans":[]}` + "\n" + `{"text":"a","spans":[]}` + "\n", "jsonl"},
		{"cut first row", `lo, you","n":1}` + "\n" + `{"text":"a","n":2}` + "\n", "table"},
		{"null first", "null\n{\"text\":\"a\",\"label\":[]}\n", "doccano"},
		{"empty list first", "[]\n{\"text\":\"a\",\"spans\":[]}\n", "jsonl"},
		{"list first", "[[0,1]]\n{\"text\":\"a\",\"spans\":[]}\n", "jsonl"},
		{"without a colon", `{"text" "a"}`, "jsonl"},
		{"prose with an object", prose + `{"text":"a"}` + "\n", "text"},
		{"a quote in brackets", "[\"We will go,\" she said.] The quay is closed.", "text"},
		{"a quote in brackets, over lines", "[\"We will go,\nand soon.\"] she said.", "text"},
		{"box", "[ ] milk\n[x] bread\n", "text"},
		{"footnotes", "[1, 2] See the reports.\n", "text"},
		{"link", "[[Brindle]] is a town.", "text"},

		{"Label Studio", `[{"id":1,"data":{"text":"a"},"annotations":[]}]`, "labelstudio"},
		{"Label Studio as exported", `[{"id":1,"annotations":[{"id":1,"result":[]}],"data":{"text":"a"}}]`, "labelstudio"},
		{"one task", "{\n  \"id\": 1,\n  \"data\": {\"text\": \"a\"},\n  \"predictions\": []\n}", "labelstudio"},
		{"tasks on lines", `{"data":{"text":"a"},"annotations":[]}` + "\n" + `{"data":{"text":"b"}}`, "labelstudio"},
		{"JSON_MIN", `[{"id":1,"text":"a","label":[{"start":0,"end":1,"text":"a","labels":["X"]}],"annotator":1,"annotation_id":1}]`, "labelstudio"},
		{"JSON_MIN, the least", `[{"id":1,"text":"a","label":[{"start":0,"end":1,"text":"a","labels":["X"]}]}]`, "labelstudio"},
		{"JSON_MIN, a region without label", `[{"text":"a b","label":[{"start":0,"end":1,"text":"a","labels":["X"]},{"start":2,"end":3,"text":"b"}]}]`, "labelstudio"},
		{"JSON_MIN, the first without label", `[{"text":"a b","label":[{"start":2,"end":3,"text":"b"},{"start":0,"end":1,"text":"a","labels":["X"]}]}]`, "labelstudio"},
		{"JSON_MIN on lines", `{"text":"a","label":[{"start":0,"end":1,"labels":["X"]}]}`, "labelstudio"},
		{"doccano", `{"id":1,"text":"a b","label":[[0,1,"X"]]}`, "doccano"},
		{"doccano entities", `{"text":"a b","entities":[],"relations":[]}`, "doccano"},
		{"doccano list", `[{"text":"a b","label":[]}]`, "doccano"},
		{"class", `{"text":"a b","label":"news"}`, "table"},
		{"class number", `{"label":3,"text":"a b"}`, "table"},

		{"lines", `{"body":"a","author":"b"}`, "table"},
		{"lines text", `{"text":"a","url":"https://example.org"}`, "table"},
		{"lines long", `{"text":"` + long + `","author":"b"}` + "\n{}", "table"},
		{"lines of other letters", `{"text":"` + strings.Repeat("é", 20000) + `","author":"b"}` + "\n", "table"},
		{"lines of other letters, odd", `{"text": "` + strings.Repeat("é", 20000) + `","author":"b"}` + "\n", "table"},
		{"lines.csv", `{"id":1,"content":"a"}`, "table"},
		{"lines text object", `{"text":{"a":1}}`, "table"},
		{"lines without text, broken", `{"a":1 "b"`, "jsonl"},
		{"list", `[{"text":"a"}]`, "table"},
		{"pretty list", "[\n  {\n    \"text\": \"a\",\n", "table"},
		{"pretty object", "{\n  \"text\": \"a\",\n  \"by\": 1\n}\n", "table"},
		{"labelstudio", `[{"data":{"text":"a"},"annotations":[]}]`, "labelstudio"},
		{"labelstudio lines", `{"id":1,"data":{"text":"a"}}`, "labelstudio"},
		{"a.ann", "T1\tX 0 1\ta\n", "brat"},
		{"empty.ann", "", "brat"},
		{"noted.ann", "x\n#1\tAnnotatorNotes T1\ta\n", "brat"},
		{"equal.ann", "*\tEquiv T1 T2\n", "brat"},
		{"doccano.ann", `{"text":"a b","label":[]}`, "doccano"},
		{"csv.ann", "id,text\n1,Hello\n", "table"},
		{"prose.ann", prose, "text"},
		{"conll", "-DOCSTART- -X- O O\n\nNoem NNP I-NP B-PER\ncame VBD B-VP O\n", "conll"},
		{"conll two", "Noem\tS-PER\r\n\r\ncame\tO\r\n", "conll"},
		{"conll numbers", "a 1\nb 2\n", "text"},
		{"conll, a column missing", "-DOCSTART- -X- O O\n\nNoem NNP I-NP B-PER\ncame\n", "conll"},
		{"conll of documents alone", "-DOCSTART-\n\nno tags here\n", "conll"},
		{"conll, a wrong tag", "Noem B-PER\nDe X-PER\nWever I-PER\ncame O\n", "conll"},
		{"conll, more columns", "Noem B-PER\nDe x I-PER\nWever I-PER\n", "conll"},
		{"conll, a wrong first line", "Noem\nDe B-PER\nWever I-PER\ncame O\n", "conll"},
		{"conll with blanks in tokens", "New York\tB-LOC\nDe\tO\n10\u00a0000\tO\n", "conll"},
		{"conll with NBSP beside blanks", "10\u00a0000 O\nNew\u3000York B-LOC\n", "conll"},
		{"conll with comments", "#id 5\n# sent\nNoem\tB-PER\n#tag\tO\n", "conll"},
		{"conll without entities", strings.Repeat("came O\n", 9) + "saw\n", "conll"},
		{"conll without tags.conll", "Noem PER\nleft NONE\n", "conll"},
		{"vitamins", "Vitamins:\n- Vitamin B-12\nare good for you\n", "text"},
		{"tags of prose", "I saw O\nyou and O\nhe\n", "text"},

		{"csv", "id,text\n1,Hello\n", "table"},
		{"csv.txt", "id,text\r\n1,\"Hello, you\r\nthere\"\r\n", "table"},
		{"csv bom", "\ufeffid,text\n1,Hello\n", "table"},
		{"csv blank lines", "\n\nid,Text\n1,Hello\n", "table"},
		{"csv wide", specimen.Wide("id\ttext\r\n1\tHello\r\n"), "table"},
		{"csv semicolons", "id;text;title\n1;Hello, you, there;x\n", "table"},
		{"csv bars", "id|body\n1|Hello\n", "table"},
		{"tsv", "id\ttext\n1\tHello, you\n2\tHello, me\n", "table"},
		{"csv old", "id,text\r1,Hello\r", "table"},
		{"csv long", "id,text\n1,\"" + long + "\"\n", "table"},
		{"csv with header alone", "id,text\n", "text"},
		{"bad rows.csv", "id,text\n1,a,b\n2,c,d\n", "table"},
		{"bad rows", "id,text\n1,a,b\n2,c,d\n3,e,f\n", "table"},
		{"bad rows of a list", "Text;Eggs\nmilk\nbread\n", "text"},
		{"unknown columns", "nr,inhalt\n1,Hallo\n2,Hallo\n", "text"},
		{"unknown columns.csv", "nr,inhalt\n1,Hallo\n2,Hallo\n", "table"},
		{"one column", "text\nHello\n", "text"},
		{"one column.csv", "text\nHello\n", "table"},
		{"pandas", ",text,label\n0,Hello,1\n", "table"},
		{"latin", "id,text\n1,Caf\xe9 du port ferm\xe9 d\xe8s lundi\n2,La gr\xe8ve a d\xe9but\xe9\n", "table"},

		{"page", "<!DOCTYPE HTML>\n<title>a</title>", "html"},
		{"page.txt", " <html lang=nl>\n<p>a", "html"},
		{"page bom", "\ufeff<!-- saved --> <!-- a --><HTML><body>a", "html"},
		{"page xhtml", "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\"><html>", "html"},
		{"page wide", specimen.Wide("<html><p>a</p>"), "html"},
		{"page piece", "<p class=\"a\">One, two</p>\n<p>Three", "html"},
		{"page piece with breaks", "<br/><div>a</div>", "html"},
		{"page.csv", "<div>a,b</div>\n<div>c,d</div>", "html"},

		{"png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00", "text"},
		{"cut character", strings.Repeat("é", 1<<15-1) + "xé" + prose, "text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), c.name)
			if err := os.WriteFile(path, []byte(c.content), 0o666); err != nil {
				t.Fatal(err)
			}
			if f, err := export.Recognise(path, dataset.ReadOptions{}); err != nil || f.Name != c.want {
				t.Errorf("%q, want %q: %v", f.Name, c.want, err)
			}
		})
	}
}

// TestRecogniseNeverMakesTextOf has files that no format reads, of which none may become
// plain text.
func TestRecogniseNeverMakesTextOf(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"empty list", "[]", "begins like JSON"},
		{"lists", `[[0,1,"X"]]`, "begins like JSON"},
		{"texts", `["a","b"]`, "begins like JSON"},
		{"numbers", "[1, 2]\n", "begins like JSON"},
		{"nothing in a list", `[null]`, "begins like JSON"},
		{"nothing known", `[{"a":1}]`, "JSON of a shape that no format has"},
		{"a.conllu", "# sent_id = 1\n1\tNoem\tNoem\tPROPN\tNNP\t_\t0\troot\t_\t_\n", "CoNLL-U"},
		{"a.parquet", "PAR1\x15\x04\x15\x0e", "Postil's parquet export"},
	} {
		path := specimen.FileWith(t, c.name, c.content)
		if f, err := export.Recognise(path, dataset.ReadOptions{}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %q, %v", c.name, f.Name, err)
		}
	}
}

// TestRecogniseWhatIsOnlyWritten exports to the formats that cannot be read.
func TestRecogniseWhatIsOnlyWritten(t *testing.T) {
	d := specimen.NewDesk()
	d.Write("Bart met Noem.", "PERSON Bart")
	for name, files := range map[string][]string{
		"csv":     {"x.documents.csv", "x.spans.csv", "x.relations.csv"},
		"parquet": {"x.documents.parquet", "x.spans.parquet", "x.relations.parquet"},
		"spacy":   {"x.jsonl"},
		"hf":      {"x/train.jsonl"},
	} {
		f, folder := specimen.Named(t, name), t.TempDir()
		stem := "x"
		if !f.Folder {
			stem += f.Extensions[0]
		}
		if _, err := export.Save(context.Background(), f, filepath.Join(folder, stem), &d.Vocabulary, specimen.Each(d.Records), dataset.WriteOptions{}); err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			_, err := export.Recognise(filepath.Join(folder, file), dataset.ReadOptions{})
			if annotate.CodeOf(err) != annotate.Invalid || !strings.Contains(err.Error(), "it is Postil's "+name+" export, which is only written") {
				t.Errorf("%s: %v", file, err)
			}
		}
	}
}

// TestKeyThatTheHeadCuts has the key of the text where the head of the file ends,
// inside of a character of it.
func TestKeyThatTheHeadCuts(t *testing.T) {
	for cut := range 4 {
		const begin, key = `{"a":"`, `","tëxt":"a"}`
		content := begin + strings.Repeat("x", textfile.HeadSize-len(begin)-len(`","të`)+cut) + key + "\n"
		f, err := export.Recognise(specimen.FileWith(t, "a", content), dataset.ReadOptions{TextField: "tëxt"})
		if err != nil || f.Name != "table" {
			t.Errorf("%d bytes further: %q, %v", cut, f.Name, err)
		}
	}
}

// TestHalvesOfPairs tells texts that have their annotations in a file beside them.
func TestHalvesOfPairs(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"a.txt", "a.ann", "B.TXT", "B.ann", "c.txt", "d.md", "d.ann", "E.TXT", "E.ANN"} {
		specimen.PutFile(t, folder, name, prose)
	}
	if err := os.Mkdir(filepath.Join(folder, "c.ann"), 0o777); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"a.txt": "brat", "a.ann": "brat", "B.TXT": "brat", "c.txt": "text", "d.md": "text", "d.ann": "text", "E.TXT": "brat", "E.ANN": "brat"} {
		if f, err := export.Recognise(filepath.Join(folder, name), dataset.ReadOptions{}); err != nil || f.Name != want {
			t.Errorf("%s: %q, want %q: %v", name, f.Name, want, err)
		}
	}
}

// TestPlainTextOfAnotherName has prose in a file that is named as a table is.
func TestPlainTextOfAnotherName(t *testing.T) {
	for name, noted := range map[string]bool{"a.csv": true, "a.jsonl": true, "a.txt": false, "a.log": false} {
		path := specimen.FileWith(t, name, prose)
		f, err := export.Recognise(path, dataset.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		r, err := f.Open(path, dataset.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		if _, err := r.Next(); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(strings.Join(r.Report().Notes, "\n"), "read as plain text"); got != noted {
			t.Errorf("%s: %q", name, r.Report().Notes)
		}
	}
}

func TestRecogniseByTheNamedColumn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	if err := os.WriteFile(path, []byte("nr,inhalt\n1,Hallo\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if f, err := export.Recognise(path, dataset.ReadOptions{TextField: "Inhalt"}); err != nil || f.Name != "table" {
		t.Errorf("%q: %v", f.Name, err)
	}
}

func TestRecogniseRefuses(t *testing.T) {
	folder := t.TempDir()
	if _, err := export.Recognise(filepath.Join(folder, "none"), dataset.ReadOptions{}); annotate.CodeOf(err) != annotate.NotFound {
		t.Errorf("%v", err)
	}
	path := filepath.Join(folder, "list.json")
	const shape = `it is JSON of a shape that no format has: no key of its first object is known to hold text, of "a"; say which`
	const none = "it begins like JSON, and no object with a text begins in it"
	for content, want := range map[string]string{
		`[{"a":1}]`:                              "line 1: " + shape,
		"[\n  {\n    \"a\": \"a\"\n}]":           "line 2: " + shape,
		`{"a":1}`:                                "line 1: " + shape,
		"\n \n{\n\"a\": {}\n}":                   "line 3: " + shape,
		"{\"a\":\n{\"a\":2}\n":                   "line 2: " + shape,
		"[\n[\n{\"text\":\"a\"}]]":               "line 2: " + none,
		"\n[\n{\n\"text\" \"a\",\n\"b\":1\n}\n]": "line 4: " + none,
	} {
		if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
		_, err := export.Recognise(path, dataset.ReadOptions{})
		if annotate.CodeOf(err) != annotate.Invalid || !strings.Contains(err.Error(), "list.json, "+want) {
			t.Errorf("%s: %v", content, err)
		}
	}
}

func TestRecogniseReadsHowAFileBegins(t *testing.T) {
	for name, begin := range map[string]string{"text": prose, "jsonl": `{"text":"`, "table": "id,text\n1,"} {
		path := specimen.FileWith(t, "a", begin+strings.Repeat("The quay is closed. ", 5000))
		if err := os.Truncate(path, 1<<40); err != nil {
			t.Skipf("no file can be so large here: %v", err)
		}
		if f, err := export.Recognise(path, dataset.ReadOptions{}); err != nil || f.Name != name {
			t.Errorf("%q, want %q: %v", f.Name, name, err)
		}
	}
}

// FuzzRecognise checks that nothing makes it panic, and that the same content is
// the same format always.
func FuzzRecognise(f *testing.F) {
	for _, seed := range []string{"", "{", "[{\"", `{"text":"a"}`, "id,text\n1,a\n", "<p>a</p>", "a O\nb B-PER\n", prose, specimen.Wide("id,text"), "\xff\xfe\x00", "a\tb\n\"c"} {
		f.Add(seed, false)
	}
	folder := f.TempDir()
	f.Fuzz(func(t *testing.T, content string, named bool) {
		name := "a"
		if named {
			name = "a.csv"
		}
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
		first, err := export.Recognise(path, dataset.ReadOptions{})
		again, err2 := export.Recognise(path, dataset.ReadOptions{})
		if first.Name != again.Name || (err == nil) != (err2 == nil) || (err == nil) != first.Reads {
			t.Errorf("%q (%v), then %q (%v)", first.Name, err, again.Name, err2)
		}
	})
}
