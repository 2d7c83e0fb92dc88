package project

import (
	"fmt"
	"slices"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/account"
	"postil/export/dataset"
	"postil/storage"
)

// changedItem is something that an import brought otherwise than it was read, or that
// is there otherwise.
type changedItem struct {
	id, given, document annotate.UID // given is the id it was read with, where that is another
	reason              string
}

// Why something is not as it was read.
const (
	textSettled  = "its text was settled: decoded, or line ends made one, or a byte-order mark left out"
	textReplaced = "characters that no text has became U+FFFD"
	borderInside = "it begins or ends inside a character"
	idTaken      = "its id stands for something else in the project"
)

// accounts keep the books of an import, as far as storage does not: what was
// read, and what of it came in otherwise.
type accounts struct {
	read    struct{ documents, spans, relations int }
	files   map[*inputFile]*fileAccount
	refused int               // documents that contradict the project
	leftOut []dataset.LeftOut // those, and what stands on them

	documents, spans []changedItem
}

// fileAccount is what the books need to know of a file.
type fileAccount struct {
	records int                     // so far
	refused int                     // of them
	changed int                     // how many of the file's changed spans have passed
	skipped []error                 // what of the file contradicts the project
	moved   map[annotate.UID]string // labels that stand in another layer, and why that is said

	contradicted map[string]bool // attributes that were left out, by what is said of them
}

// changedSpan is a span that is not as the file has it, by its place: in which record,
// and which of its spans.
type changedSpan struct {
	record, span int
	reason       string
}

// of returns the account of a file.
func (a *accounts) of(f *inputFile) *fileAccount {
	if a.files[f] == nil {
		if a.files == nil {
			a.files = map[*inputFile]*fileAccount{}
		}
		a.files[f] = &fileAccount{}
	}
	return a.files[f]
}

// labels notes which of these labels of a file stand in another layer of the
// project than the file says. unplaced is the layer of those that the file places
// nowhere.
func (a *accounts) labels(f *inputFile, file *annotate.Scheme, im *storage.Importer, unplaced string) {
	said := make(map[annotate.UID]string, len(file.Layers))
	for _, y := range file.Layers {
		said[y.UID] = y.Name
	}
	account := a.of(f)
	for _, l := range file.Labels {
		own, is := im.Labelled(l.UID)
		if is == nil || is.Name == said[l.Layer] || said[l.Layer] == unplaced {
			continue
		}
		if account.moved == nil {
			account.moved = map[annotate.UID]string{}
		}
		account.moved[own.UID] = fmt.Sprintf("its label %s stands in the layer %s here, not in %s", own.Name, is.Name, said[l.Layer])
	}
}

// take adds a record to the books, which storage has taken in: its spans have the
// ids and labels of the project then. before is how much there was before it.
func (a *accounts) take(r read, now *storage.ImportItems, before soFar) {
	file, changed := a.count(r)
	if before.documents < now.Documents.New.Len() {
		a.document(r, now.Documents.New.At(before.documents))
	}
	a.differing(&r.record.Document, now.Documents.Differing[before.differing:])
	if len(changed) == 0 && len(file.moved) == 0 {
		return
	}
	fresh := map[annotate.UID]bool{}
	for i := before.spans; i < now.Spans.New.Len(); i++ {
		fresh[now.Spans.New.At(i)] = true
	}
	note := func(s *annotate.Span, reason string) {
		if fresh[s.UID] {
			a.spans = append(a.spans, changedItem{id: s.UID, document: s.Document, reason: reason})
		}
	}
	for _, c := range changed {
		note(&r.record.Spans[c.span], c.reason)
	}
	for i := range r.record.Spans {
		if reason := file.moved[r.record.Spans[i].Label]; reason != "" {
			note(&r.record.Spans[i], reason)
		}
	}
}

// count counts a record, and returns its file's account and those of its spans
// that are not as the file has them.
func (a *accounts) count(r read) (file *fileAccount, changed []changedSpan) {
	file = a.of(r.file)
	at := file.records
	file.records++
	a.read.documents++
	a.read.spans += len(r.record.Spans)
	a.read.relations += len(r.record.Relations)
	changed = r.file.changed[file.changed:]
	if n := slices.IndexFunc(changed, func(s changedSpan) bool { return s.record != at }); 0 <= n {
		changed = changed[:n]
	}
	file.changed += len(changed)
	return file, changed
}

// Why something of a record is left out.
const (
	contradicts  = "it contradicts what the project holds"
	goesWithText = "its document is left out"
)

// refuse adds a record to the books that the project refuses.
func (a *accounts) refuse(r read, why error) {
	file, _ := a.count(r)
	file.skipped = append(file.skipped, &annotate.Error{Code: annotate.CodeOf(why), Err: why, Hint: "the whole document was passed over"})
	a.refused++
	file.refused++
	document := r.record.Document.UID
	leave := func(kind account.Kind, id annotate.UID, reason string) {
		a.leftOut = append(a.leftOut, dataset.LeftOut{Kind: kind, ID: id, Document: document, Place: r.where, Reason: reason})
	}
	leave(account.Document, document, contradicts)
	for i := range r.record.Spans {
		leave(account.Span, r.record.Spans[i].UID, goesWithText)
	}
	for i := range r.record.Relations {
		leave(account.Relation, r.record.Relations[i].UID, goesWithText)
	}
}

// contradicted notes attributes of a file that were left out, each once.
func (a *accounts) contradicted(r read, why []error) {
	file := a.of(r.file)
	for _, err := range why {
		if file.contradicted[err.Error()] {
			continue
		}
		if file.contradicted == nil {
			file.contradicted = map[string]bool{}
		}
		file.contradicted[err.Error()] = true
		file.skipped = append(file.skipped, annotate.At(r.where, err))
	}
}

// document notes what settling has changed in a new document.
func (a *accounts) document(r read, id annotate.UID) {
	d := &r.record.Document
	note := func(reason string) {
		a.documents = append(a.documents, changedItem{id: id, document: id, reason: reason})
	}
	if 0 < r.replaced {
		note(textReplaced)
	} else if r.settled || !settledElsewhere[r.file.Format] && d.Original != d.TextHash && d.Original != (text.Hash{}) {
		note(textSettled)
	}
}

// settledElsewhere are the formats whose documents need not have the hash of what the
// file holds: native records say what their texts were when they first came into a
// project, and of a page the text is what it shows.
var settledElsewhere = map[string]bool{"jsonl": true, "html": true}

// soFar is how much was new before a record, and how many documents differ from what
// was read.
type soFar struct{ documents, spans, differing int }
