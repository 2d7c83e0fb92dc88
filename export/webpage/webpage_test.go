package webpage_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"postil/export/webpage"
)

func TestText(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"nothing", "", ""},
		{"text alone", "a b", "a b"},
		{"blank", " \n\t <p> </p> ", ""},
		{"white space", "  a\n\t b  <b> c</b> d<i>e </i> f ", "a b c de f"},
		{"no-break space", "a&nbsp; b\u00a0&nbsp;c", "a\u00a0 b\u00a0\u00a0c"},
		{"paragraphs", "<p>a<p>b\n\n</p>\n\n<p></p><p>c", "a\n\nb\n\nc"},
		{"blocks", "a<div>b<div>c</div></div>d<section><article>e</article></section>", "a\nb\nc\nd\ne"},
		{"headings", "<h1>A</h1>b<h2>C</h2><p>d", "A\n\nb\n\nC\n\nd"},
		{"breaks", "a<br>b<br/><br>c<br><br><br><br>d<br>", "a\nb\n\nc\n\nd"},
		{"break before a block", "a<br><div>b</div>", "a\nb"},
		{"break behind a block", "<div>a</div><br>b", "a\n\nb"},
		{"break at the end of a paragraph", "<p>a<br></p><p>b</p>", "a\n\nb"},
		{"space around breaks", "a <br> b \n<div> c </div> d", "a\nb\nc\nd"},
		{"lists", "x<ul><li>a<li>b<ul><li>c</ul><li>d</ul>y<ol><li>e</ol>", "x\n\na\nb\nc\nd\n\ny\n\ne"},
		{"definitions", "<dl><dt>a<dd>b<dt>c<dd>d</dl>", "a\nb\nc\nd"},
		{"table", "<table><caption>T</caption><tr><th>a<th>b<tr><td>1 <td> 2</table>x", "T\na\tb\n1\t2\n\nx"},
		{"empty cells", "<table><tr><td><td>b<td><tr><td>c<td><td>d</table>", "\tb\nc\t\td"},
		{"blocks in cells", "<table><tr><td><p>a</p><p>b</p></td><td><div>c</div></td></tr><tr><td>d</td></tr></table>", "a\n\nb\tc\nd"},
		{"table in a table", "<table><tr><td>a<td><table><tr><td>b<td>c<tr><td>d</table><tr><td>e</table>", "a\tb\tc\nd\n\ne"},
		{"preformatted", "x<pre>\n a  b\n\n\n c\n</pre>y", "x\n\n a  b\n\n\n c\n\ny"},
		{"preformatted pieces", "<pre><b>a\n</b>\n<i> b</i>\t<br>c\n\n</pre>", "a\n\n b\t\nc"},
		{"textarea", "<textarea>\na  b\n c</textarea>", "a  b\n c"},
		{"preformatted, then not", "<pre>a  b</pre> c  d", "a  b\n\nc d"},
		{"entities", "&lt;b&gt; &amp;amp; &eacute;&#x1F600;&#128; &notanentity; &copy", "<b> &amp; é😀€ ¬anentity; ©"},
		{"comments", "a<!-- b --><!>c<?php d ?>e", "ace"},
		{"scripts", "a<script>b</script><style>c</style><template>d</template><noscript>e</noscript>f", "af"},
		{"title and head", "<html><head><title>a</title><meta name=b></head><body>c", "c"},
		{"hidden", `a<p hidden>b</p><div style="color:red; DISPLAY : none !important">c</div><i style="visibility:hidden">d</i><b aria-hidden=true>e</b><u hidden="">f</u>`, "ae"},
		{"shown", `<p style="display:block">a</p><p class=hidden>b</p>`, "a\n\nb"},
		{"pictures", `a<img src=x alt="b"><figure><img alt=c><figcaption>d</figcaption></figure>e<svg><title>f</title><text>g</text></svg>`, "a\n\nd\n\ne"},
		{"media", "a<video>b</video><audio>c</audio><iframe>d</iframe><object>e</object><canvas>f</canvas>g", "ag"},
		{"forms", "<form>a<input value=b><button>c</button><select><option>d</select><label>e</label></form>", "ace"},
		{"dialogs", "<dialog>a</dialog><dialog open>b</dialog><details><summary>c</summary>d</details>", "b\nc\nd"},
		{"quotations", "She <q>said <q>no</q></q> then.", "She “said ‘no’” then."},
		{"ruby", "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字", "漢(かん)字"},
		{"Chinese lines", "港口\n  关闭，\n工人\nsays \nhe", "港口关闭，工人 says he"},
		{"Korean lines", "항구가\n닫혔다", "항구가 닫혔다"},
		{"zero-width space", "a\u200b\nb", "a\u200bb"},
		{"words across elements", "The<b>re</b>fore <i>it</i><span> is</span>", "Therefore it is"},
		{"marks stay", "e\u0301 \u00ad\u200d 👩‍🚒 שלום", "e\u0301 \u00ad\u200d 👩‍🚒 שלום"},
		{"broken markup", "<p>a<b>b<p>c</b>d</div></p>e<table>f<tr>g", "ab\n\ncd\n\nefg"},
		{"angle bracket", "1 < 2 and 3 > 2 <", "1 < 2 and 3 > 2 <"},
		{"math", "<math><mi>x</mi><mo>=</mo><mn>1</mn></math>", "x=1"},
	} {
		p, err := webpage.Read(c.page)
		if err != nil || p.Text != c.want {
			t.Errorf("%s: %q, want %q: %v", c.name, p.Text, c.want, err)
		}
	}
}

func TestWhatAPageSaysOfItself(t *testing.T) {
	for _, c := range []struct {
		name, page string
		want       webpage.Page
	}{
		{"nothing", "<p>a", webpage.Page{Text: "a"}},
		{"title", `<html lang=" nl-BE"><title>
 A &amp; b </title><meta property="og:title" content="A"><h1>C</h1>`, webpage.Page{Text: "C", Title: "A & b", Language: "nl-BE", Meta: []webpage.Entry{{"og:title", "A"}}}},
		{"shared title", `<meta property="og:title" content=" A
 b"><h1>C</h1>`, webpage.Page{Text: "C", Title: "A b"}},
		{"heading", "<h1> A <i>b</i></h1><h1>C</h1>", webpage.Page{Text: "A b\n\nC", Title: "A b"}},
		{"title of a drawing", "<svg><title>a</title></svg><h1>B</h1>", webpage.Page{Text: "B", Title: "B"}},
		{"address", `<link rel="Canonical" href="https://example.org/a"><meta property="og:url" content="https://example.org/b">`, webpage.Page{Address: "https://example.org/a"}},
		{"shared address", `<meta property="og:url" content="https://example.org/b">`, webpage.Page{Address: "https://example.org/b"}},
		{"meta", `<meta name=Author content="Ana  Pop"><meta name=author content=Bo><meta name=viewport content=x><meta property="article:published_time" content="2026-11-21"><meta name=keywords content="">`,
			webpage.Page{Meta: []webpage.Entry{{"author", "Ana Pop"}, {"article:published_time", "2026-11-21"}}}},
		{"language of the body", "<body lang=ro>a", webpage.Page{Text: "a", Language: "ro"}},
	} {
		got, err := webpage.Read(c.page)
		if d := cmp.Diff(c.want, got); d != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", c.name, err, d)
		}
	}
}

func TestCharset(t *testing.T) {
	for page, want := range map[string]string{
		"":                                     "",
		"<p>charset=x":                         "",
		"<meta charset=UTF-8>":                 "utf-8",
		`<head><meta charset=" Windows-1252">`: "windows-1252",
		`<meta content="text/html; charset=iso-8859-2" http-equiv=Content-Type>`: "iso-8859-2",
		`<meta name=x content="charset=iso-8859-2">`:                             "",
		`<!-- <meta charset=a> --><meta charset='b'>`:                            "b",
		`<?xml version="1.0" encoding="koi8-r"?><html>`:                          "koi8-r",
		"<meta charset=utf-16>":                                                  "utf-8",
		strings.Repeat(" ", 5000) + "<meta charset=late>":                        "",
	} {
		if got := webpage.Charset([]byte(page)); got != want {
			t.Errorf("%.60q: %q, want %q", page, got, want)
		}
	}
}

func TestDeepPages(t *testing.T) {
	deep := func(n int) string { return strings.Repeat("<div>", n) + "a" + strings.Repeat("</div>", n) }
	if p, err := webpage.Read(deep(400)); err != nil || p.Text != "a" {
		t.Errorf("400 levels: %q, %v", p.Text, err)
	}
	if _, err := webpage.Read(deep(100_000)); !errors.Is(err, webpage.ErrTooDeep) {
		t.Errorf("100,000 levels: %v", err)
	}
}

// FuzzRead checks that nothing makes it panic, that the same page gives the same,
// and that the text is a person's: no towers of empty lines outside of
// preformatted text, nothing blank at its ends.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"<p>a<br>b", "<table><tr><td>a<td>b", "<pre>\n\n a\n\n\n\nb</pre>", "<q><q>a", "中\n文", "<svg><p>a</svg>b", "<html lang=x><title>t", "<textarea>\n", "a<dialog><ul><li>", "<td><p>\n</td><td>x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, page string) {
		p, err := webpage.Read(page)
		again, err2 := webpage.Read(page)
		if d := cmp.Diff(p, again); d != "" || (err == nil) != (err2 == nil) {
			t.Fatalf("read again (%v, %v):\n%s", err, err2, d)
		}
		webpage.Charset([]byte(page))
		if strings.HasPrefix(p.Text, "\n") || strings.HasSuffix(p.Text, "\n") {
			t.Errorf("the text begins or ends with a line break: %q", p.Text)
		}
		lower := strings.ToLower(page)
		kept := strings.Contains(lower, "<pre") || strings.Contains(lower, "<textarea") || strings.Contains(lower, "<listing") || strings.Contains(lower, "<xmp") || strings.Contains(lower, "<plaintext")
		if !kept && (strings.Contains(p.Text, "\n\n\n") || strings.Contains(p.Text, " \n") || strings.Contains(p.Text, "  ")) {
			t.Errorf("white space is left: %q", p.Text)
		}
		if utf8.ValidString(page) && !utf8.ValidString(p.Text) {
			t.Errorf("invalid UTF-8: %q", p.Text)
		}
	})
}
