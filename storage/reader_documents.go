package storage

import (
	"encoding/json"
	"time"

	"postil/annotate"
)

// DocumentInfo is what lists show of a document: all but its text.
type DocumentInfo struct {
	UID        annotate.UID
	Name       string
	Source     string
	Language   string
	Direction  annotate.Direction
	Story      annotate.UID
	Split      string
	Imported   time.Time
	Bytes      int                              // length of the text in UTF-8 bytes
	CodePoints int                              // the same in code points
	Statuses   map[annotate.UID]annotate.Status // by annotator; Unread where missing
}

// Documents lists every document without its text, in import order.
func (r *Reader) Documents() ([]DocumentInfo, error) {
	n, err := r.vocabulary()
	if err != nil {
		return nil, err
	}
	var all []DocumentInfo
	at := map[int64]int{}
	err = r.c.each("SELECT id, uid, name, source, language, story, split, imported, bytes, code_points, direction FROM document WHERE "+visible+" ORDER BY id", r.alive(func(w row) error {
		at[w.integer(0)] = len(all)
		all = append(all, DocumentInfo{UID: w.uid(1), Name: w.text(2), Source: w.text(3), Language: w.text(4), Story: w.uid(5), Split: w.text(6),
			Imported: moment(w.integer(7)), Bytes: int(w.integer(8)), CodePoints: int(w.integer(9)), Direction: readDirection(w, 10)})
		return nil
	}))
	if err != nil {
		return nil, err
	}
	err = r.c.each("SELECT document, annotator, status FROM status WHERE "+visible, r.alive(func(w row) error {
		i, ok := at[w.integer(0)]
		if !ok {
			return nil
		}
		if all[i].Statuses == nil {
			all[i].Statuses = map[annotate.UID]annotate.Status{}
		}
		all[i].Statuses[n.uids[annotators][w.integer(1)]] = annotate.Status(w.text(2))
		return nil
	}))
	return all, err
}

// Document returns one document with its text.
func (r *Reader) Document(document annotate.UID) (annotate.Document, error) {
	key, err := r.find(documents, "document", document)
	if err != nil {
		return annotate.Document{}, err
	}
	return r.document(key)
}

func (r *Reader) document(key int64) (annotate.Document, error) {
	w, err := r.c.one(`SELECT d.uid, d.name, d.source, d.language, d.story, d.split, d.meta, d.original, d.imported, t.hash, t.body, d.direction
		FROM document d JOIN text t ON t.id = d.text WHERE d.id = ?`, key)
	if err != nil {
		return annotate.Document{}, err
	}
	d := annotate.Document{UID: w.uid(0), Name: w.text(1), Source: w.text(2), Language: w.text(3), Story: w.uid(4), Split: w.text(5),
		Imported: moment(w.integer(8)), Text: w.text(10), Direction: readDirection(w, 11)}
	if w[6] != nil {
		d.Meta = annotate.Meta(w.text(6))
	}
	copy(d.Original[:], w.blob(7))
	copy(d.TextHash[:], w.blob(9))
	return d, nil
}

// readDirection returns the direction that a cell names, which the schema has checked.
func readDirection(w row, i int) annotate.Direction {
	if w[i] == nil {
		return annotate.Auto
	}
	d, _ := annotate.ParseDirection(w.text(i))
	return d
}

// directionCell is the cell for a direction, NULL for [annotate.Auto].
func directionCell(d annotate.Direction) any {
	if d == annotate.Auto {
		return nil
	}
	return d.String()
}

// DocumentAttributes returns the values that a document was given, in the order
// in which they were given.
func (r *Reader) DocumentAttributes(document annotate.UID) ([]annotate.DocumentAttribute, error) {
	key, err := r.find(documents, "document", document)
	if err != nil {
		return nil, err
	}
	return r.documentAttributes(key, document)
}

func (r *Reader) documentAttributes(key int64, document annotate.UID) ([]annotate.DocumentAttribute, error) {
	n, err := r.vocabulary()
	if err != nil {
		return nil, err
	}
	var all []annotate.DocumentAttribute
	err = r.c.each("SELECT uid, annotator, name, value FROM document_attribute WHERE document = ? AND "+visible+" ORDER BY id", func(w row) error {
		a := annotate.DocumentAttribute{UID: w.uid(0), Document: document, Annotator: n.uids[annotators][w.integer(1)], Name: w.text(2)}
		err := json.Unmarshal([]byte(w.text(3)), &a.Value)
		all = append(all, a)
		return err
	}, key)
	return all, err
}

// Statuses returns how far each annotator has come with a document.
func (r *Reader) Statuses(document annotate.UID) ([]annotate.DocumentStatus, error) {
	key, err := r.find(documents, "document", document)
	if err != nil {
		return nil, err
	}
	return r.statuses(key, document)
}

func (r *Reader) statuses(key int64, document annotate.UID) ([]annotate.DocumentStatus, error) {
	n, err := r.vocabulary()
	if err != nil {
		return nil, err
	}
	var all []annotate.DocumentStatus
	err = r.c.each("SELECT annotator, status FROM status WHERE document = ? AND "+visible+" ORDER BY annotator", func(w row) error {
		all = append(all, annotate.DocumentStatus{Document: document, Annotator: n.uids[annotators][w.integer(0)], Status: annotate.Status(w.text(1))})
		return nil
	}, key)
	return all, err
}
