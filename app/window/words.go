package window

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"postil/annotate"
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

// excerpt returns s on one line, white space joined, cut to n code points.
func excerpt(s string, n int) string {
	var b strings.Builder
	taken, space := 0, false
	for _, r := range s {
		if unicode.IsSpace(r) {
			space = 0 < taken
			continue
		}
		if space {
			b.WriteByte(' ')
			taken, space = taken+1, false
		}
		if n <= taken {
			return strings.TrimRight(b.String(), " ") + "…"
		}
		b.WriteRune(r)
		taken++
	}
	return b.String()
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
