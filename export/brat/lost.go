package brat

import (
	"strconv"
	"strings"

	"postil/export/account"
	"postil/export/dataset"
)

// Why relations are left out.
const (
	losesSpan   = "a line that it names cannot be read"
	linksItself = "it links a span with itself: its line is kept as it is, but not shown"
)

// leaveOut lists what a line that is skipped would have been: a span, or as many
// relations as it says. Attributes, tags and notes are no things of their own.
func (r *reader) leaveOut(b *document, i int) {
	l := &b.lines[i]
	kind, reason := account.Relation, dataset.Unreadable
	id, data, _ := strings.Cut(l.raw, "\t")
	id, _, _ = strings.Cut(id, " ")
	data, _, _ = strings.Cut(data, "\t")
	things := 1
	switch lineKind(id) {
	case 'T':
		kind = account.Span
	case 'R':
	case 'E':
		things = len(strings.Fields(data)) - 1
	case '*':
		things = len(strings.Fields(data)) - 2
	default:
		return
	}
	for _, id := range l.refers() {
		if j, ok := b.ids[id]; ok && b.lines[j].fault != nil {
			reason = losesSpan
		}
	}
	for n := range things {
		r.report.LeaveOut(kind, b.draft.Record.Document.UID, r.lineAt(i), n, reason)
	}
}

// lineAt names the i-th line of the file.
func (r *reader) lineAt(i int) string { return r.ann + ", line " + strconv.Itoa(i+1) }
