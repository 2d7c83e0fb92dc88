// Package account keeps the books of an export: of every document, span and
// relation that a project holds, one of three things becomes, and which is said
// by id.
//
//	held = outside the filter + left out (by reason) + written
//
// What is written but not quite as it is held, such as a span of which a piece
// has only a part, is written and listed as changed besides.
//
// An [Account] is told of one document at a time: [Account.Begin] says what is
// held, choosing and writing say what happens to it, and [Account.End] settles
// the document. Whatever nobody spoke of is written.
package account

import (
	"slices"

	"postil/annotate"
)

// Account is what became of everything that was held.
type Account struct {
	Documents, Spans, Relations Tally

	// Heeded are, of the spans outside the filter, those of exclusion layers: the text
	// that they mark was left out or masked all the same.
	Heeded []annotate.UID

	// NewIDs says that the data set calls some of what was written by other ids.
	NewIDs bool

	document annotate.UID
	piece    int // number of the piece at hand, 0 before the first
	held     [kinds][]annotate.UID
	spokenOf [kinds]map[annotate.UID]int // places in fates
	fates    []fate
}

// Kind is a kind of thing that an account lists.
type Kind int

// What an account lists.
const (
	Document Kind = iota
	Span
	Relation

	kinds = iota
)

// Tally lists the things of one kind, each in exactly one of Outside, LeftOut and
// Written. Its ids stand in the order of the documents.
type Tally struct {
	Held    int
	Outside []annotate.UID // outside of the filter
	LeftOut List
	Written []annotate.UID
	Changed List // those of Written that are not as they are held; one entry for each reason
}

// Item is a thing with what happened to it.
type Item struct {
	ID       annotate.UID
	Document annotate.UID // that it stands on; its own id for a document
	Reason   string       // in words, the same for the same cause, without the text of a document
}

// fate is what was said of one thing so far.
type fate struct {
	outside bool
	places  int // pieces that it stands in; 0 for one
	left    int // of how many of them it was left out
	last    int // the last of those, by number
	leftOut []string
	changed []string
}

// Begin takes in what a document holds.
func (a *Account) Begin(r *annotate.Record) {
	a.document, a.piece = r.Document.UID, 0
	for k := range a.held {
		a.held[k] = a.held[k][:0]
		clear(a.spokenOf[k])
	}
	a.fates = a.fates[:0]
	a.held[Document] = append(a.held[Document], r.Document.UID)
	for i := range r.Spans {
		a.held[Span] = append(a.held[Span], r.Spans[i].UID)
	}
	for i := range r.Relations {
		a.held[Relation] = append(a.held[Relation], r.Relations[i].UID)
	}
}

// fate returns what was said of a thing, until the next call.
func (a *Account) fate(k Kind, id annotate.UID) *fate {
	if a.spokenOf[k] == nil {
		a.spokenOf[k] = map[annotate.UID]int{}
	}
	i, ok := a.spokenOf[k][id]
	if !ok {
		i = len(a.fates)
		a.spokenOf[k][id] = i
		a.fates = slices.Grow(a.fates, 1)[:i+1]
		f := &a.fates[i] // of an earlier document; its slices serve again
		*f = fate{leftOut: f.leftOut[:0], changed: f.changed[:0]}
	}
	return &a.fates[i]
}

// Outside says that a thing lies outside of the filter, which outweighs all else.
func (a *Account) Outside(k Kind, id annotate.UID) { a.fate(k, id).outside = true }

// Heed says that a span outside the filter excludes text all the same.
func (a *Account) Heed(span annotate.UID) { a.Heeded = append(a.Heeded, span) }

// Places says in how many pieces of its document a thing stands. It is left out
// only where each of them leaves it out.
func (a *Account) Places(k Kind, id annotate.UID, n int) { a.fate(k, id).places = n }

// NextPiece says that the next piece of the document begins.
func (a *Account) NextPiece() { a.piece++ }

// LeaveOut says that a thing was left out of the piece at hand, or of the
// document before the first. The reason of the first time counts, and the first
// time in each piece.
func (a *Account) LeaveOut(k Kind, id annotate.UID, reason string) {
	f := a.fate(k, id)
	if 0 < f.left && f.last == a.piece {
		return
	}
	f.left++
	f.last = a.piece
	if !slices.Contains(f.leftOut, reason) {
		f.leftOut = append(f.leftOut, reason)
	}
}

// Change says that a thing is written otherwise than it is held.
func (a *Account) Change(k Kind, id annotate.UID, reason string) {
	f := a.fate(k, id)
	if !slices.Contains(f.changed, reason) {
		f.changed = append(f.changed, reason)
	}
}

// End settles the document that [Account.Begin] began.
func (a *Account) End() {
	for k, t := range []*Tally{Document: &a.Documents, Span: &a.Spans, Relation: &a.Relations} {
		t.Held += len(a.held[k])
		if len(a.spokenOf[k]) == 0 {
			t.Written = append(t.Written, a.held[k]...)
			continue
		}
		for _, id := range a.held[k] {
			if i, ok := a.spokenOf[k][id]; ok {
				a.settle(t, id, &a.fates[i])
			} else {
				t.Written = append(t.Written, id)
			}
		}
	}
}

// settle puts one thing into its class.
func (a *Account) settle(t *Tally, id annotate.UID, f *fate) {
	switch {
	case f.outside:
		t.Outside = append(t.Outside, id)
		return
	case 0 < f.left && max(f.places, 1) <= f.left:
		t.LeftOut.Add(Item{id, a.document, f.leftOut[0]})
		return
	}
	t.Written = append(t.Written, id)
	for _, reason := range f.leftOut {
		in := "left out of one of its pieces: "
		if t == &a.Documents {
			in = "one of its pieces is left out: "
		}
		f.changed = append(f.changed, in+reason)
	}
	for _, reason := range f.changed {
		t.Changed.Add(Item{id, a.document, reason})
	}
}
