package storage

import "postil/annotate"

// ImportItems are the ids of everything that stood on the records of an import,
// each in one class: new, known or left out.
type ImportItems struct {
	Documents, Spans, Relations ImportTally
}

// ImportTally lists what stood on the records, of one kind, in their order.
type ImportTally struct {
	New     IDs       // by the id that it has in the project
	Known   IDs       // was in the project; by its id there
	LeftOut []LeftOut // is not in the project

	Renamed   []Renamed   // those of New whose own id stood for something else
	Differing []Differing // those of Known of which the record says something else
}

// Close gives up the ids, and the files that keep them. Their number stays.
func (t *ImportItems) Close() {
	for _, tally := range []*ImportTally{&t.Documents, &t.Spans, &t.Relations} {
		tally.New.close()
		tally.Known.close()
	}
}

// Items returns the ids of what was taken in so far.
func (im *Importer) Items() *ImportItems { return &im.report.Items }

// Labelled returns the label that one of a record stands for, and its layer; nil
// for one that was not merged.
func (im *Importer) Labelled(u annotate.UID) (*annotate.Label, *annotate.Layer) {
	l := im.vocab.all.Label(im.vocab.mapping.Label(u))
	if l == nil {
		return nil, nil
	}
	return l, im.vocab.all.Layer(l.Layer)
}

// LeftOut is something that an import did not take in.
type LeftOut struct {
	ID       annotate.UID // that the record gives it
	Document annotate.UID // that it stood on; its id in the project
	Place    string       // where it was read; "" where [Importer.Where] did not say
	Reason   string       // in words
}

// Renamed is something that has another id in the project than on its record.
type Renamed struct{ Given, Is, Document annotate.UID }

// renamed notes that something has another id than on its record, where it had
// any there.
func (t *ImportTally) renamed(given, is, document annotate.UID) {
	if !given.IsZero() {
		t.Renamed = append(t.Renamed, Renamed{given, is, document})
	}
}
