package export

import (
	"fmt"
	"strings"

	"postil/annotate"
	"postil/export/account"
)

// Summary says in lines of words what became of everything that was held, and
// what the format cannot carry at all: what a person reads after an export. The
// report says the same by id.
func (w Written) Summary() []string {
	var lines []string
	for _, kind := range []struct {
		noun  string
		tally *account.Tally
	}{{"document", &w.Account.Documents}, {"span", &w.Account.Spans}, {"relation", &w.Account.Relations}} {
		if 0 < kind.tally.Held || kind.noun == "document" {
			lines = append(lines, fates(kind.noun, kind.tally))
			if n := len(w.Account.Heeded); 0 < n && kind.tally == &w.Account.Spans {
				lines = append(lines, fmt.Sprintf("  outside the filter, but heeded: what exclusion layers mark is no part of the text, whoever marked it (%d)", n))
			}
			lines = appendReasons(lines, "left out", &kind.tally.LeftOut)
			lines = appendReasons(lines, "changed", &kind.tally.Changed)
		}
	}
	for _, p := range w.Parts {
		lines = append(lines, fmt.Sprintf("Part %s: %s in %s, %s, %s.", p.Name, annotate.Counted(p.Documents, "document", "documents"),
			annotate.Counted(p.Stories, "story", "stories"), annotate.Counted(p.Spans, "span", "spans"), annotate.Counted(p.Relations, "relation", "relations")))
	}
	for _, warning := range w.Warnings {
		lines = append(lines, "Warning: "+warning)
	}
	if 0 < len(w.Loses) {
		lines = append(lines, "The format "+w.Format+" cannot carry "+strings.Join(w.Loses, "; ")+".")
	}
	return lines
}

// fates counts the classes that hold something: "120 spans held: 20 outside the
// filter, 12 left out, 88 written, 3 of them changed, some for several reasons."
func fates(noun string, t *account.Tally) string {
	var classes []string
	if n := len(t.Outside); 0 < n {
		classes = append(classes, fmt.Sprint(n, " outside the filter"))
	}
	if n := t.LeftOut.Things(); 0 < n {
		classes = append(classes, fmt.Sprint(n, " left out"))
	}
	classes = append(classes, fmt.Sprint(len(t.Written), " written"))
	if n := t.Changed.Things(); 0 < n {
		changed := fmt.Sprint(n, " of them changed")
		if n < t.Changed.Len() {
			changed += ", some for several reasons"
		}
		classes = append(classes, changed)
	}
	return annotate.Counted(t.Held, noun, noun+"s") + " held: " + strings.Join(classes, ", ") + "."
}

// appendReasons adds one line for each reason.
func appendReasons(lines []string, what string, items *account.List) []string {
	for _, r := range items.Reasons() {
		lines = append(lines, fmt.Sprintf("  %s: %s (%d)", what, r.Text, r.Count))
	}
	return lines
}
