package export_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"

	"postil/export"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// encoded returns a text in a charset.
func encoded(t *testing.T, s, charset string) string {
	t.Helper()
	e := charmap.Windows1251.NewEncoder()
	if charset == "gb18030" {
		e = simplifiedchinese.GB18030.NewEncoder()
	}
	b, err := e.String(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestCharsetThatIsNamed reads files that are too short to tell their charset by, or
// say a wrong one, in the one that a person names.
func TestCharsetThatIsNamed(t *testing.T) {
	long := strings.Repeat("a", 1<<16-11) // so that the head ends inside of a character
	for _, c := range []struct{ name, content, charset, format, want string }{
		{"a.txt", "Порт", "windows-1251", "text", "Порт"},
		{"a.txt", "港口", "GB18030", "text", "港口"},
		{"a.html", "<html><meta charset=koi8-r><p>Порт", "cp1251", "html", "Порт"},
		{"a.csv", "id,text\n1,Порт\n", "windows-1251", "table", "Порт"},
		{"a.csv", "id,text\n1," + long + "港口\n", "gb18030", "table", long + "港口"},
		{"a.jsonl", `{"text":"Порт"}`, "windows-1251", "table", "Порт"},
	} {
		in := map[bool]string{true: "gb18030", false: "windows-1251"}[strings.EqualFold(c.charset, "gb18030")]
		path := specimen.FileWith(t, c.name, encoded(t, c.content, in))
		o := dataset.ReadOptions{Charset: c.charset, SkipBad: true}
		if c.name != "a.jsonl" { // which is taken for our own records
			if f, err := export.Recognise(path, o); err != nil || f.Name != c.format {
				t.Errorf("%s in %s: %s, %v", c.name, c.charset, f.Name, err)
			}
		}
		p, report, err := specimen.Read(c.format, path, o)
		if err != nil || len(p.Records) != 1 || p.Records[0].Document.Text != c.want || report.Charset != in || report.Detected || len(report.Skipped) != 0 {
			t.Errorf("%s in %s: %.300q as %s, %v", c.name, c.charset, specimen.RowsOf(p.Records), report.Charset, err)
		}
	}
}

// TestBytesThatMeanNothing says where the first stands, of a charset that was found.
func TestBytesThatMeanNothing(t *testing.T) {
	body := strings.Repeat("Șefa a sosit. ", 20)
	for _, c := range []struct{ format, content, want string }{
		{"text", "a\r\n" + body + "\n\xffb\xff" + body, "utf-8, the first at byte 305 in line 3"},
		{"html", "<p>\n" + body + "\n\xffb\xff" + body, "utf-8, the first at byte 306 in line 3"},
		{"table", strings.Replace(specimen.Wide("id;text\n1;abc\n2;y"), "y", "\x00\xd8y", 1), "utf-16le, the first at byte 35 in line 3"}, // half of a character
	} {
		_, report, err := specimen.Read(c.format, specimen.FileWith(t, "a", c.content), dataset.ReadOptions{})
		notes := strings.Join(report.Notes, "\n")
		if err != nil || !strings.Contains(notes, "there are bytes that mean nothing in "+c.want+"; if the charset is another, --charset NAME says which") {
			t.Errorf("%s: %q, %v", c.format, notes, err)
		}
	}
}
