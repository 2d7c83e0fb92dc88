package jsonl

import (
	"slices"
	"strconv"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/account"
	"postil/export/choice"
	"postil/export/dataset"
	"postil/export/intake"
	"postil/export/jsonobject"
	"postil/export/jsontext"
)

// Why things have other ids than the project's.
const (
	documentApart = "without that text it is a document apart, with an id of its own; its metadata names the whole one"
	thingApart    = "its document is one apart without the text that exclusion layers mark, and it has an id of its own there"
	leadsApart    = "it leads to a document apart, without the text that exclusion layers mark"
)

// documents writes pieces that are whole documents, or the rest of one, as native
// records. An id stands for one text for ever, so the rest of a document is another
// document, with ids of its own for all that stands on it. They follow from the id of
// the whole and the text that is left, so that they are the same in every export.
type documents struct {
	*Writer
	account *account.Account
	rest    map[annotate.UID]text.Hash // of documents that relations of others lead to
	taken   map[annotate.UID]bool      // ids of documents; nil where all are whole
}

func newDocuments(w *Writer, to *dataset.Output) *documents {
	d := &documents{Writer: w, account: to.Account, rest: to.Options.Choice.Rest}
	if to.Options.Choice.DropExcluded {
		d.taken = map[annotate.UID]bool{}
	}
	return d
}

// Write writes a document.
func (w *documents) Write(p *choice.Piece) error {
	if w.taken == nil {
		return w.Writer.Write(p.Record)
	}
	r, err := w.apart(p)
	if err != nil {
		return annotate.At("document "+annotate.Excerpt(p.Record.Document.Name), err)
	}
	w.taken[r.Document.UID] = true
	return w.Writer.Write(r)
}

// apart returns the record of a piece: its own where it is whole and links no rests.
func (w *documents) apart(p *choice.Piece) (*annotate.Record, error) {
	r := *p.Record
	own := r.Document.UID
	if p.IsRest() {
		r.Document.UID = restID(own, r.Document.TextHash)
	}
	for w.taken[r.Document.UID] { // the project has that document, too
		r.Document.UID = restID(r.Document.UID, r.Document.TextHash)
	}
	if r.Document.UID != own {
		w.account.NewIDs = true
		w.account.Change(account.Document, own, documentApart)
		if err := describe(&r.Document, own, p.Start); err != nil {
			return nil, err
		}
		w.stand(&r)
	}
	w.link(&r, own)
	return &r, nil
}

// restID returns the id of a document without some of its text.
func restID(whole annotate.UID, rest text.Hash) annotate.UID {
	return annotate.UIDWithin(whole, "rest\x00"+rest.String())
}

// restThing returns the id that a thing has on such a document.
func restThing(document, thing annotate.UID) annotate.UID {
	return annotate.UIDWithin(document, "of the whole\x00"+thing.String())
}

// describe says of which document this is the rest, as what other programs take does
// ([intake.DocumentKeys]). What is the rest of a rest goes on saying of which.
func describe(d *annotate.Document, whole annotate.UID, start int) error {
	d.Source = intake.PieceSource(d.Source, start)
	var meta []jsonobject.Member
	if len(d.Meta) != 0 {
		var err error
		if meta, err = jsonobject.Members(d.Meta); err != nil {
			return jsonobject.Wrong("meta", err)
		}
	}
	if slices.ContainsFunc(meta, func(m jsonobject.Member) bool { return m.Key == "document" || m.Key == "start" }) {
		return nil
	}
	var err error
	d.Meta, err = jsonobject.Join(append(meta, jsonobject.Member{Key: "document", Value: jsontext.AppendUUID(nil, whole)},
		jsonobject.Member{Key: "start", Value: []byte(strconv.Quote(strconv.Itoa(start)))}))
	return err
}

// stand moves to a document apart what stands on it.
func (w *documents) stand(r *annotate.Record) {
	here := r.Document.UID
	r.Statuses, r.Attributes, r.Spans = slices.Clone(r.Statuses), slices.Clone(r.Attributes), slices.Clone(r.Spans)
	for i := range r.Statuses {
		r.Statuses[i].Document = here
	}
	for i := range r.Attributes {
		a := &r.Attributes[i]
		a.Document, a.UID = here, restThing(here, a.UID)
	}
	for i := range r.Spans {
		s := &r.Spans[i]
		w.account.Change(account.Span, s.UID, thingApart)
		s.Document, s.UID = here, restThing(here, s.UID)
	}
}

// link gives relations the ids that their ends have now, in the record of what the
// project calls own, and their own where the record is one apart.
func (w *documents) link(r *annotate.Record, own annotate.UID) {
	here := r.Document.UID
	r.Relations = slices.Clone(r.Relations)
	for i := range r.Relations {
		l := &r.Relations[i]
		reason := ""
		rest, apart := w.rest[l.ToDocument]
		switch {
		case l.ToDocument != own && apart:
			l.ToDocument = restID(l.ToDocument, rest)
			l.To, reason = restThing(l.ToDocument, l.To), leadsApart
		case l.ToDocument == own && here != own:
			l.ToDocument, l.To = here, restThing(here, l.To)
		}
		id := l.UID
		if here != own {
			l.From, l.UID, reason = restThing(here, l.From), restThing(here, l.UID), thingApart
		}
		if reason != "" {
			w.account.Change(account.Relation, id, reason)
		}
	}
}
