package storage

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"postil/annotate"
	"postil/annotate/fold"
	"postil/annotate/text"
)

// Add takes in one record, whose labels, tags, annotators and relation types
// were merged before. The same settled text from the same source is the same
// document, and what stands on the record is merged into it: spans by UID, else
// by annotator, label and fragments; nothing is overwritten, but a document without
// a language takes the record's. The same text from
// another source is another document in the same story. Zero UIDs (of the
// document, its story, spans, relations, attributes) and zero times are filled
// in. Spans are checked against the text. A relation may lead to a span of a
// later record. A [Refusal] says that nothing of the record was taken in.
func (im *Importer) Add(r *annotate.Record) error {
	if err := im.ctx.Err(); err != nil {
		return err
	}
	d := &r.Document
	if d.UID.IsZero() {
		d.UID = annotate.NewUID()
	}
	where := "document " + annotate.Excerpt(d.Name)
	if err := im.vocab.mapping.Apply(r); err != nil {
		return im.refused(annotate.At(where, err))
	}
	if err := d.Validate(); err != nil {
		return im.refused(err)
	}
	same, at, err := im.find(d)
	if err != nil {
		return im.refused(err)
	}
	to := merging{im: im, text: d.Text, where: where}
	if at != nil {
		to.document = *at
		if err := to.load(); err != nil {
			return err
		}
	} else {
		to.document.uid = d.UID
	}
	if err := to.check(r); err != nil {
		return im.refused(annotate.At(where, err))
	}
	if at != nil {
		im.knows(d, *at)
		to.differs = documentDiffers(d, at)
	} else if to.document, err = im.place(d, same); err != nil {
		return err
	}
	if err := to.addSpans(r.Spans); err != nil {
		return err
	}
	if err := to.addRelations(r.Relations); err != nil {
		return err
	}
	if err := to.addStatuses(r.Statuses); err != nil {
		return err
	}
	if err := to.addAttributes(r.Attributes); err != nil {
		return err
	}
	im.report.Items.Documents.differs(to.document.uid, to.document.uid, to.differs)
	return nil
}

// find finds the documents with the text of a record's, and the one that it
// stands for, nil where that is new.
func (im *Importer) find(d *annotate.Document) (same []docRef, at *docRef, err error) {
	if same, err = im.sameText(d.TextHash); err != nil {
		return nil, nil, err
	}
	if at, err = im.byUID(d); err != nil || at != nil {
		return same, at, err
	}
	if i := slices.IndexFunc(same, func(o docRef) bool { return o.source == d.Source }); 0 <= i {
		at = &same[i]
	}
	return same, at, nil
}

// place makes the document of a record; same are those with its text.
func (im *Importer) place(d *annotate.Document, same []docRef) (docRef, error) {
	if story, ok := im.stories[d.Story]; ok {
		d.Story = story
	}
	if len(same) != 0 {
		im.report.SameText++
		im.joinStory(d, same[0].story)
		d.Story = same[0].story
	}
	if d.Story.IsZero() {
		d.Story = annotate.NewUID()
	}
	im.report.Documents++
	im.report.Items.Documents.New.add(d.UID)
	return im.addDocument(d, same)
}

// knows notes that a record's document is in the project.
func (im *Importer) knows(d *annotate.Document, at docRef) {
	im.report.Known++
	im.report.Items.Documents.Known.add(at.uid)
	im.joinStory(d, at.story)
	im.learnLanguage(d, at)
}

// joinStory remembers that later records of d's story belong to another.
func (im *Importer) joinStory(d *annotate.Document, story annotate.UID) {
	if !d.Story.IsZero() && d.Story != story {
		im.stories[d.Story] = story
	}
}

const selectDocRefs = "SELECT d.id, d.text, d.uid, d.source, d.story, t.hash, d.language, d.import, d.name, d.split, d.meta, d.direction FROM document d JOIN text t ON t.id = d.text "

func readDocRef(w row) docRef {
	at := docRef{key: w.integer(0), text: w.integer(1), uid: w.uid(2), source: w.text(3), story: w.uid(4), language: w.text(6), change: w.integer(7),
		name: w.text(8), split: w.text(9), meta: annotate.Meta(w.text(10)), direction: readDirection(w, 11)}
	copy(at.hash[:], w.blob(5))
	return at
}

// sameText returns the documents with that text: the project's and those of the
// import so far. Since one import runs at a time, rows that are not visible are
// its own.
func (im *Importer) sameText(h text.Hash) ([]docRef, error) {
	var found []docRef
	for _, p := range im.portions() {
		found = append(found, p.documents[h]...)
	}
	err := im.f.View(im.ctx, func(r *Reader) error {
		return r.c.each(selectDocRefs+"WHERE t.hash = ? ORDER BY d.id", func(w row) error {
			if at := readDocRef(w); !im.pending(at.uid) {
				found = append(found, at)
			}
			return nil
		}, h[:])
	})
	return found, err
}

// portions are those that may not be in the file yet.
func (im *Importer) portions() []*portion {
	if im.writing == nil {
		return []*portion{im.filling}
	}
	return []*portion{im.writing, im.filling}
}

// holds tells whether something that this import brings to a document is not in
// the file yet.
func (im *Importer) holds(document *docRef) bool {
	if im.pending(document.uid) {
		return true
	}
	for _, p := range im.portions() {
		for _, byDocument := range p.blobs {
			if byDocument[document.key] != nil {
				return true
			}
		}
	}
	return false
}

func (im *Importer) pending(document annotate.UID) bool {
	for _, p := range im.portions() {
		if _, ok := p.uids[document]; ok {
			return true
		}
	}
	return false
}

// byUID finds a document by its UID, and refuses where that has another text.
func (im *Importer) byUID(d *annotate.Document) (at *docRef, err error) {
	for _, p := range im.portions() {
		if o, ok := p.uids[d.UID]; ok {
			at = &o
		}
	}
	if at == nil {
		err := im.f.View(im.ctx, func(r *Reader) error {
			w, err := r.c.one(selectDocRefs+"WHERE d.uid = ?", d.UID[:])
			if err == nil && w != nil {
				found := readDocRef(w)
				at = &found
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	if at != nil && at.hash != d.TextHash {
		return nil, &annotate.Error{Code: annotate.Conflict, Where: "document " + annotate.Excerpt(d.Name), What: "the project has a document with this id and another text",
			Hint: "give the record another id, or none"}
	}
	return at, nil
}

// addDocument stages a document, and its text where that is new.
func (im *Importer) addDocument(d *annotate.Document, same []docRef) (docRef, error) {
	at := docRef{uid: d.UID, source: d.Source, story: d.Story, hash: d.TextHash, language: d.Language, change: im.change,
		name: d.Name, split: d.Split, meta: d.Meta, direction: d.Direction}
	var err error
	if len(same) != 0 {
		at.text = same[0].text
	} else if at.text, err = im.addText(d); err != nil {
		return at, err
	}
	if d.Imported.IsZero() {
		d.Imported = im.now
	}
	if at.key, err = im.key(); err != nil {
		return at, err
	}
	r := row{at.key, d.UID[:], d.Name, d.Source, d.Language, d.Story[:], d.Split, optional(string(d.Meta)), at.text, int64(len(d.Text)), int64(utf8.RuneCountInString(d.Text)),
		d.Original[:], d.Imported.UnixMilli(), im.change, directionCell(d.Direction)}
	im.filling.add(documents, r, 0)
	im.filling.uids[d.UID] = at
	im.filling.documents[d.TextHash] = append(im.filling.documents[d.TextHash], at)
	im.staged = true
	return at, im.handOverFull()
}

// addText stages a text and the words in it, unless an import that was undone
// has left it.
func (im *Importer) addText(d *annotate.Document) (int64, error) {
	var key int64
	err := im.f.View(im.ctx, func(r *Reader) (err error) {
		key, err = r.c.number("SELECT id FROM text WHERE hash = ?", d.TextHash[:])
		return err
	})
	if err != nil || key != 0 {
		return key, err
	}
	if key, err = im.key(); err != nil {
		return 0, err
	}
	im.filling.add(texts, row{key, d.TextHash[:], im.change, d.Text}, len(d.Text))
	n := int64(0)
	for rest := d.Text; rest != ""; n++ {
		var stretch string
		stretch, rest = cutStretch(rest)
		im.filling.add(words, row{key<<stretchBits | n, fold.String(stretch)}, len(stretch))
	}
	return key, nil
}

// The full-text index takes a long text in stretches, so that indexing one never
// holds up others for long. A word is never cut.
const (
	stretchBits = 16
	stretchSize = 1 << 16 // bytes
)

// cutStretch cuts a text behind a line break, else a space, else a character.
func cutStretch(text string) (stretch, rest string) {
	if len(text) <= stretchSize {
		return text, ""
	}
	end := strings.LastIndexByte(text[:stretchSize], '\n') + 1
	if end == 0 {
		end = strings.LastIndexByte(text[:stretchSize], ' ') + 1
	}
	if end == 0 {
		for end = stretchSize; !utf8.RuneStart(text[end]); end-- {
		}
	}
	return text[:end], text[end:]
}

// addAttributes takes in document attributes: the same by UID, else by
// annotator, name and value.
func (m *merging) addAttributes(all []annotate.DocumentAttribute) error {
	for i := range all {
		a := &all[i]
		annotator, err := m.annotator(a.Annotator)
		if err != nil {
			return err
		}
		value, err := json.Marshal(a.Value)
		if err != nil {
			return err
		}
		same := sameAttribute{annotator, a.Name, string(value)}
		if m.attributes[same] || m.attributeUIDs[a.UID] {
			m.differs |= OtherAttributes.when(!m.attributes[same])
			continue
		}
		if m.attributes == nil {
			m.attributes = map[sameAttribute]bool{}
		}
		m.attributes[same] = true
		if a.UID, err = m.free(documentAttributes, a.UID); err != nil {
			return err
		}
		r, err := documentAttributeRow(a, m.document.key, annotator, m.im.change)
		if err != nil {
			return err
		}
		m.im.filling.others[a.UID] = true
		if _, err := m.im.stage(documentAttributes, r); err != nil {
			return err
		}
		m.im.report.Attributes++
	}
	return nil
}
