package plain_test

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/dataset"
	"postil/export/internal/specimen"
	"postil/export/plain"
)

// readPage reads a page called page.html.
func readPage(t testing.TB, content string, o dataset.ReadOptions) (*annotate.Record, dataset.Report, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
	r, err := plain.WebPages().Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	record, err := r.Next()
	if _, end := r.Next(); err == nil && end != io.EOF || err != nil && end != err {
		t.Errorf("then comes %v", end)
	}
	return record, r.Report(), err
}

func TestPages(t *testing.T) {
	const page = `<!DOCTYPE html><html lang="nl-BE"><head><title>Haven dicht – Het Blad</title>
<link rel="canonical" href="https://example.org/haven?a=1&amp;b=2"><meta name="author" content="Ana Pop"></head>
<body><nav hidden>Menu</nav><h1>Haven dicht</h1><p>De haven is
dicht, zegt <q>Noem</q>.</p></body></html>`
	r, report, err := readPage(t, page, dataset.ReadOptions{Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	want := specimen.Row{Name: "Haven dicht – Het Blad", Source: "https://example.org/haven?a=1&b=2", Language: "nl-BE", Meta: `{"author":"Ana Pop"}`, Text: "Haven dicht\n\nDe haven is dicht, zegt “Noem”."}
	if d := cmp.Diff([]specimen.Row{want}, specimen.RowsOf([]*annotate.Record{r})); d != "" {
		t.Errorf("document (-want +got):\n%s", d)
	}
	if r.Document.Original != text.HashOf(page) || report.Documents != 1 || report.Bytes != int64(len(page)) {
		t.Errorf("%+v", report)
	}
}

func TestPagesThatSayNothingUsable(t *testing.T) {
	r, _, err := readPage(t, `<html lang="auto detect"><title> </title><link rel=canonical href="/a">Some words that are the whole page.`, dataset.ReadOptions{Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	want := specimen.Row{Name: "Some words that are the whole page.", Source: "page.html", Language: "en", Meta: `{"lang":"auto detect","canonical":"/a"}`, Text: "Some words that are the whole page."}
	if d := cmp.Diff([]specimen.Row{want}, specimen.RowsOf([]*annotate.Record{r})); d != "" {
		t.Errorf("document (-want +got):\n%s", d)
	}
}

func TestCharsetsOfPages(t *testing.T) {
	for _, c := range []struct{ name, page, want, charset, note string }{
		{"declared", "<meta charset=windows-1250><p>\xaaefa a sosit", "Şefa a sosit", "windows-1250", ""},
		{"by header", `<meta http-equiv="content-type" content="text/html; charset=koi8-r"><p>` + "\xf0\xcf\xd2\xd4", "Порт", "koi8-r", ""},
		{"mark wins", "\ufeff<meta charset=windows-1250><p>Șefa", "Șefa", "utf-8", ""},
		{"UTF-16", specimen.Wide("<meta charset=utf-8><p>Șefa"), "Șefa", "utf-16le", ""},
		{"declared wrongly", "<meta charset=utf-8><p>Le port est ferm\xe9 depuis lundi, la gr\xe8ve a commenc\xe9", "Le port est fermé depuis lundi, la grève a commencé", "", "which it is not"},
		{"no charset", "<meta charset=none-such><p>Șefa", "Șefa", "utf-8", `the page says that its charset is "none-such", which is none that is known; read as utf-8`},
		{"declared rightly, with wrong bytes", "<meta charset=UTF8><p>" + strings.Repeat("Șefa ", 99) + "\xff", strings.Repeat("Șefa ", 99) + "\ufffd", "utf-8", "there are bytes that mean nothing in utf-8, the first at byte 617 in line 1"},
		{"found", "<p>Șefa", "Șefa", "utf-8", ""},
	} {
		r, report, err := readPage(t, c.page, dataset.ReadOptions{})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if len(report.Notes) > 1 {
			t.Errorf("%s: %q", c.name, report.Notes)
		}
		if notes := strings.Join(report.Notes, "\n"); r.Document.Text != c.want || c.charset != "" && report.Charset != c.charset || (c.note == "") != (notes == "") || !strings.Contains(notes, c.note) {
			t.Errorf("%s: %q as %s, %s", c.name, r.Document.Text, report.Charset, notes)
		}
	}
}

func TestWrongPages(t *testing.T) {
	for name, c := range map[string]struct{ page, want string }{
		"empty":   {"", "page.html: no text"},
		"scripts": {"<script>a</script><p hidden>b", "page.html: the page shows no text"},
		"binary":  {"\x89PNG\r\n\x1a\n\x00", "it looks like a PNG image"},
		"deep":    {strings.Repeat("<div>", 10_000) + "a", "page.html: the elements of the page nest too deep"},
	} {
		if _, _, err := readPage(t, c.page, dataset.ReadOptions{}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
		_, report, err := readPage(t, c.page, dataset.ReadOptions{SkipBad: true})
		if err != io.EOF || len(report.Skipped) != 1 || !strings.Contains(report.Skipped[0].Error(), c.want) {
			t.Errorf("%s, skipped: %v, %v", name, report.Skipped, err)
		}
	}
	if _, _, err := readPage(t, "<p>\x81", dataset.ReadOptions{Charset: "utf-8"}); err == nil || !strings.Contains(err.Error(), "not valid utf-8") {
		t.Errorf("a declared charset: %v", err)
	}
}

// FuzzReadPage checks that nothing makes the reader panic, and that what it
// accepts keeps every rule.
func FuzzReadPage(f *testing.F) {
	for _, seed := range []string{"<p>a", "<title>\x01</title>&#0;b", "<html lang=x-><link rel=canonical href='https://a/\n'>c", "<meta charset=gb18030>\x81\x30", specimen.Wide("<p>a")} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, page string) {
		r, _, err := readPage(t, page, dataset.ReadOptions{})
		if err != nil {
			return
		}
		if err := r.Document.Validate(); err != nil {
			t.Error(err)
		}
	})
}
