package window

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"postil/annotate"
	"postil/annotate/segment"
	"postil/app/docview"
	"postil/app/project"
)

// counted returns "1 span" or "2 spans", with thousands set apart: "11 070 spans".
func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return grouped(n) + " " + what + "s"
}

// grouped returns a number with its thousands set apart by narrow spaces, as
// ISO 80000-1 writes them; four digits stay together.
func grouped(n int) string {
	digits := fmt.Sprint(n)
	if len(digits) <= 4 {
		return digits
	}
	var b strings.Builder
	for i, d := range digits {
		if 0 < i && (len(digits)-i)%3 == 0 {
			b.WriteRune('\u202f')
		}
		b.WriteRune(d)
	}
	return b.String()
}

// upperFirst returns s with its first letter in upper case.
func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// quoted returns an excerpt in quotation marks, its own or ours, for a
// docview.ShortText.
func quoted(s string, n int) string {
	shown := excerpt(s, n)
	if hasMarks(shown) {
		return docview.Isolate(shown)
	}
	return "“" + docview.Isolate(shown) + "”"
}

// hasMarks tells whether a text begins or ends with quotation marks of its own, which
// ours would double. An apostrophe may end a word.
func hasMarks(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return unicode.Is(unicode.Quotation_Mark, first) || unicode.Is(unicode.Quotation_Mark, last) && last != '\'' && last != '’'
}

// excerpt returns s on one line, white space joined, cut to n code points.
func excerpt(s string, n int) string {
	var line strings.Builder
	for word := range strings.FieldsSeq(s) {
		if n*utf8.UTFMax < line.Len() {
			break // what follows is cut off in any case
		}
		if line.Len() != 0 {
			line.WriteByte(' ')
		}
		line.WriteString(word)
	}
	if cut := segment.Cut(line.String(), n); len(cut) < line.Len() {
		return strings.TrimRight(cut, " ") + "…"
	}
	return line.String()
}

// statusWords are what a document's status is called in the window.
var statusWords = map[annotate.Status]string{
	annotate.Unread:     "new",
	annotate.InProgress: "in progress",
	annotate.Done:       "done",
}

// byline says what a document is: "source · nl · 412 words · in progress".
func byline(d project.DocumentItem) string {
	return joined(d.Source, d.Language, counted(d.Words, "word"), statusWords[d.Status])
}

// summary is the second line of a document in the list: "nl · 412 words · 3
// spans".
func summary(d project.DocumentItem) string {
	spans := ""
	if 0 < d.Spans {
		spans = counted(d.Spans, "span")
	}
	return joined(d.Language, counted(d.Words, "word"), spans)
}

// joined puts the parts that are not empty on one line.
func joined(parts ...string) string {
	var there []string
	for _, p := range parts {
		if p != "" {
			there = append(there, p)
		}
	}
	return strings.Join(there, " · ")
}
