package storage

import (
	"context"
	"slices"

	"postil/annotate"
	"postil/annotate/text"
)

// How much an import writes at a time.
const (
	portionRows = 8192    // a portion is written when it has as many rows
	portionSize = 4 << 20 // or as many bytes of text
	chunkRows   = 512     // rows written between two looks at the clock
	chunkSize   = 1 << 18 // or bytes of text and images
)

// portion is what is written at a time, in the order of references.
type portion struct {
	chunks    map[*table][]chunk
	rows      int
	size      int                        // bytes of texts
	documents map[text.Hash][]docRef     // its documents, by text
	uids      map[annotate.UID]docRef    // and by UID
	spans     map[annotate.UID]spanRef   // its spans
	others    map[annotate.UID]bool      // its relations and document attributes
	blobs     map[*table]map[int64]*blob // the images of its rows
	scratch   []byte                     // where the next image is made
}

// chunk is some rows of one table.
type chunk struct {
	table *table
	rows  []row
	size  int
}

// write adds the rows.
func (k *chunk) write(c *conn) error {
	if k.table == statuses {
		return c.insertStatuses(k.rows)
	}
	return c.insertAll(k.table, k.rows)
}

// docRef is a document that rows may refer to.
type docRef struct {
	key, text int64
	uid       annotate.UID
	source    string
	story     annotate.UID
	hash      text.Hash
	language  string
	change    int64 // of the import that brought it, 0 for none

	name, split string
	meta        annotate.Meta
	direction   annotate.Direction
}

// spanRef is a span that relations may refer to.
type spanRef struct {
	key, document int64
	label         annotate.UID
}

func newPortion() *portion {
	return &portion{chunks: map[*table][]chunk{}, documents: map[text.Hash][]docRef{}, uids: map[annotate.UID]docRef{}, spans: map[annotate.UID]spanRef{},
		others: map[annotate.UID]bool{}, blobs: map[*table]map[int64]*blob{}}
}

// add puts a row, whose key is set, into the portion; size is about how many
// bytes its largest cell has.
func (p *portion) add(t *table, r row, size int) {
	chunks := p.chunks[t]
	last := len(chunks) - 1
	if last < 0 || len(chunks[last].rows) == chunkRows || chunkSize <= chunks[last].size {
		chunks = append(chunks, chunk{table: t})
		last++
	}
	chunks[last].rows = append(chunks[last].rows, r)
	chunks[last].size += size
	p.chunks[t] = chunks
	p.size += size
	p.rows++
}

// ordered returns all chunks, table by table in the order of references. Words
// stand together: SQLite's full-text index writes what it has gathered when a
// statement begins that could fail half-way, on whatever table, and the fewer and
// larger its pieces are, the less it has to merge.
func (p *portion) ordered() []chunk {
	chunks := slices.Concat(p.chunks[texts], p.chunks[words])
	for _, t := range recorded {
		chunks = append(chunks, p.chunks[t]...)
	}
	return append(chunks, p.chunks[images]...)
}

// image keeps the image of a new row for the record of the change.
func (p *portion) image(t *table, r row) { p.change(t, nil, r) }

// change keeps the images of a row before, nil where it was not there, and after
// the change.
func (p *portion) change(t *table, before, r row) {
	if p.blobs[t] == nil {
		p.blobs[t] = map[int64]*blob{}
	}
	document := t.documentOf(r)
	b := p.blobs[t][document]
	if b == nil {
		b = &blob{table: t, document: document}
		p.rows++
		p.blobs[t][document] = b
	}
	p.scratch = appendImage(p.scratch[:0], r)
	e := entry{after: p.scratch}
	if before != nil {
		e.before = appendImage(nil, before)
	}
	b.add(r.integer(0), e)
}

// stage gives a new row its key and puts it, and its image, into the portion.
// The portion may be handed over then: what looks into it has to look before.
func (im *Importer) stage(t *table, r row) (int64, error) {
	key, err := im.key()
	if err != nil {
		return 0, err
	}
	r[0] = key
	im.filling.add(t, r, 0)
	im.filling.image(t, r)
	im.staged = true
	return key, im.handOverFull()
}

// stageWithoutImage stages a row that may change until the end of the import;
// only then it gets its image.
func (im *Importer) stageWithoutImage(t *table, r row) error {
	key, err := im.key()
	if err != nil {
		return err
	}
	r[0] = key
	im.filling.add(t, r, 0)
	im.staged = true
	return im.handOverFull()
}

// handOverFull hands the portion over where it is full.
func (im *Importer) handOverFull() error {
	if im.filling.rows < portionRows && im.filling.size < portionSize {
		return nil
	}
	return im.handOver()
}

// handOver has the portion written while the next one is filled.
func (im *Importer) handOver() error {
	if err := im.wait(); err != nil {
		return err
	}
	if err := im.ctx.Err(); err != nil {
		return err
	}
	p := im.filling
	if p.rows == 0 {
		return nil
	}
	for _, t := range recorded {
		for _, b := range p.blobs[t] {
			key, err := im.key()
			if err != nil {
				return err
			}
			p.add(images, row{key, im.change, b.table.name, b.document, b.first, b.last, b.rows}, len(b.rows))
		}
	}
	im.writing, im.filling = p, newPortion()
	im.done = make(chan error, 1)
	go func() { im.done <- im.f.writePortion(im.ctx, im.change, p) }()
	return nil
}

// wait returns when nothing is being written any more.
func (im *Importer) wait() error {
	if im.writing == nil {
		return nil
	}
	err := <-im.done
	im.writing, im.done = nil, nil
	return err
}

// writePortion writes a portion in slices.
func (f *File) writePortion(ctx context.Context, change int64, p *portion) error {
	for chunks := p.ordered(); 0 < len(chunks); {
		wordy := false
		err := f.slice(ctx, change, func(c *conn) (bool, error) {
			err := chunks[0].write(c)
			wordy = wordy || chunks[0].table == words
			chunks = chunks[1:]
			return 0 < len(chunks), err
		})
		if err == nil && wordy {
			err = f.mergeWords(ctx, change)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
