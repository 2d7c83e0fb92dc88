package window

import (
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"postil/annotate"
	"postil/app/project"
)

func TestCountsReadAsWords(t *testing.T) {
	for _, c := range []struct {
		n    int
		want string
	}{{0, "0 spans"}, {1, "1 span"}, {2, "2 spans"}, {1234, "1234 spans"}, {11070, "11\u202f070 spans"}, {1234567, "1\u202f234\u202f567 spans"}} {
		if got := counted(c.n, "span"); got != c.want {
			t.Errorf("counted(%d) is %q, want %q", c.n, got, c.want)
		}
	}
}

func TestExcerptIsOneShortLine(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"short", "short"},
		{"  two\n\nwords ", "two words"},
		{"exactly ten", "exactly te…"},
		{"nine more of it", "nine more…"},
		{"nine moree\u0301 it", "nine more…"},
		{"nine more\u0301", "nine more\u0301"},
		{"ĂĂĂĂĂĂĂĂĂĂĂ", "ĂĂĂĂĂĂĂĂĂĂ…"},
	} {
		if got := excerpt(c.in, 10); got != c.want {
			t.Errorf("the excerpt of %q is %q, want %q", c.in, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s, n := rapid.String().Draw(t, "s"), rapid.IntRange(1, 30).Draw(t, "n")
		if got := excerpt(s, n); n+1 < utf8.RuneCountInString(got) {
			t.Fatalf("%q is longer than %d characters and an ellipsis", got, n)
		}
	})
}

func TestQuotedDoublesNoMarks(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Ports", "“\u2068Ports\u2069”"},
		{"“Ports are gates”", "\u2068“Ports are gates”\u2069"},
		{"“Ports are gates,” she said", "\u2068“Ports are gates,…\u2069"},
		{"so „hier“", "\u2068so „hier“\u2069"},
		{"«Là»", "\u2068«Là»\u2069"},
		{"「港」", "\u2068「港」\u2069"},
		{`"here"`, "\u2068\"here\"\u2069"},
		{"the dockers’", "“\u2068the dockers’\u2069”"},
		{"", "“\u2068\u2069”"},
	} {
		if got := quoted(c.in, 17); got != c.want {
			t.Errorf("%q is shown as %q, want %q", c.in, got, c.want)
		}
	}
}

func TestBylineAndSummary(t *testing.T) {
	d := project.DocumentItem{Source: "sample", Language: "nl", Words: 412, Status: annotate.InProgress, Spans: 1}
	if got, want := byline(d), "sample · nl · 412 words · in progress"; got != want {
		t.Errorf("the byline is %q, want %q", got, want)
	}
	if got, want := summary(d), "nl · 412 words · 1 span"; got != want {
		t.Errorf("the list says %q, want %q", got, want)
	}
	if got, want := byline(project.DocumentItem{Words: 1, Status: annotate.Unread}), "1 word · new"; got != want {
		t.Errorf("the byline of a bare document is %q, want %q", got, want)
	}
}

func TestFailuresSayWhatToDoOnALineOfItsOwn(t *testing.T) {
	err := &annotate.Error{Code: annotate.Invalid, Where: "a.jsonl, line 3", What: "the span leaves the text", Hint: "mend the file and import it again"}
	if got, want := failureText(err), "a.jsonl, line 3: the span leaves the text.\n\nMend the file and import it again."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	outer := annotate.At("import", err)
	if got, want := failureText(outer), "import: a.jsonl, line 3: the span leaves the text; mend the file and import it again."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
