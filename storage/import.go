package storage

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"postil/annotate"
)

// Importer takes in records. What it takes is invisible to every reader until
// the import is complete.
//
// Rows are made on the caller's goroutine and written on another, a portion at
// a time. Every row carries the key of the change that the import is going to
// be, and readers leave out what carries the key of an import under way; so
// making everything visible is the removal of one row.
type Importer struct {
	Action  Action // what the change is called
	Where   string // where the record that comes next was read, for errors; "" for elsewhere
	SkipBad bool   // leave out what contradicts the project, where that shows only at the end

	ctx     context.Context
	f       *File
	change  int64 // the key of the change it is going to be
	now     time.Time
	vocab   vocabulary
	keys    keyRange
	report  ImportReport
	filling *portion   // what Add fills
	writing *portion   // what is being written, nil for nothing
	done    chan error // says when it is
	staged  bool       // whether there is anything to make visible

	stories  map[annotate.UID]annotate.UID // stories of records that joined another
	spans    map[annotate.UID]annotate.UID // spans of records that got, or are, another
	waiting  []waitingRelations            // their spans stand in later records
	incoming []incomingSpan                // of the record in hand

	languages map[int64]string // by document of this import: that it had none, and a later record states
	given     map[int64]string // by document that was there: likewise
	seen      int64            // the newest change when the images of those were made
}

// ImportReport counts what an import did.
type ImportReport struct {
	Documents      int         // new documents
	Known          int         // documents that were there: what stood on the records was merged into them
	Languages      int         // documents that were there without a language and got that of the record
	OtherLanguages int         // records that state another language than their document has, which it keeps
	SameText       int         // new documents whose text was there from another source: they joined its story
	Spans          int         // new spans
	SpansKnown     int         // spans that were there, by UID or by annotator, label and fragments
	Twins          int         // new spans that stand where a span of another annotator with the same label stood
	Relations      int         // new relations
	RelationsKnown int         // relations that were there
	Attributes     int         // new document attributes
	Layers         []string    // names of the new layers
	Labels         []string    // names of the new labels
	Types          []string    // names of the new relation types
	Tags           int         // new tags
	Annotators     []string    // names of the new annotators
	Refused        []*Refusal  // of relations, which are left out
	Items          ImportItems // documents, spans and relations by id; to be closed
}

// Import runs read, which hands records to the Importer, and makes all of them
// appear at once as one change. They are written in short transactions
// meanwhile, so that other writers are never held up for more than 100 ms.
// Where read returns an error, ctx ends or the process dies, nothing appears.
// One import runs at a time: a second is refused (annotate.Conflict). An import
// that brings nothing new records no change and returns the zero Change.
func (f *File) Import(ctx context.Context, a Action, read func(*Importer) error) (annotate.Change, ImportReport, error) {
	change, report, err := f.runImport(ctx, a, read)
	if change, err = f.recorded(change, err); err != nil {
		return annotate.Change{}, ImportReport{}, f.failed(err)
	}
	return change, report, nil
}

func newImporter(ctx context.Context, f *File, a Action) *Importer {
	return &Importer{Action: a, ctx: ctx, f: f, now: f.now(), filling: newPortion(),
		stories: map[annotate.UID]annotate.UID{}, spans: map[annotate.UID]annotate.UID{}, languages: map[int64]string{}, given: map[int64]string{}}
}

func (f *File) runImport(ctx context.Context, a Action, read func(*Importer) error) (change annotate.Change, report ImportReport, err error) {
	im := newImporter(ctx, f, a)
	if im.change, err = f.lease(ctx); err != nil {
		return change, report, err
	}
	beating := f.beat(im.change)
	defer beating()
	defer func() { // also where read panics
		if im.change != 0 {
			im.report.Items.Close()
			_ = im.wait()
			// Where this fails, nobody sees what is left, and the next to open the
			// file removes it.
			_ = f.discard(context.WithoutCancel(ctx), im.change)
		}
	}()
	if err := f.View(ctx, im.start); err != nil {
		return change, report, err
	}
	if err := read(im); err != nil {
		return change, report, err
	}
	if err := im.finish(); err != nil {
		return change, report, err
	}
	if change, err = im.publish(); err != nil {
		return change, report, err
	}
	im.change = 0
	return change, im.report, nil
}

// finish writes what is left: relations that waited for a later record, and the
// images of documents and attributes, whose stories and choices are known for
// good only now.
func (im *Importer) finish() error {
	if err := im.settleRelations(); err != nil {
		return err
	}
	if err := im.flush(); err != nil {
		return err
	}
	if err := im.settleStories(); err != nil {
		return err
	}
	if err := im.settleLanguages(); err != nil {
		return err
	}
	err := im.f.transaction(im.ctx, func(c *conn) error { return im.vocab.growOwn(c, im.change) })
	if err != nil {
		return err
	}
	for _, t := range []*table{attributes, documents} {
		err = im.f.View(im.ctx, func(r *Reader) error {
			return r.c.each("SELECT "+strings.Join(t.columns, ", ")+" FROM "+t.name+" WHERE import = ?", func(w row) error {
				im.filling.image(t, w)
				return im.handOverFull()
			}, im.change)
		})
		if err != nil {
			return err
		}
	}
	if err := im.stageLanguages(); err != nil {
		return err
	}
	return im.flush()
}

// settleStories has new documents follow those of their story that joined another.
func (im *Importer) settleStories() error {
	joined := slices.Collect(maps.Keys(im.stories))
	return inSlices(im.ctx, im.f, im.change, joined, func(c *conn, from annotate.UID) error {
		to := im.stories[from]
		return c.exec("UPDATE document SET story = ? WHERE story = ? AND import = ?", to[:], from[:], im.change)
	})
}

// flush writes what is on its way.
func (im *Importer) flush() error {
	if err := im.handOver(); err != nil {
		return err
	}
	return im.wait()
}

// publish makes everything visible in one short transaction, as one change.
func (im *Importer) publish() (annotate.Change, error) {
	var change annotate.Change
	err := im.f.transaction(im.ctx, func(c *conn) error {
		if err := keepLease(c, im.change); err != nil {
			return err
		}
		if err := c.exec("DELETE FROM import WHERE change = ?", im.change); err != nil {
			return err
		}
		l := newLedger(c)
		if err := l.forgetYielded(im.change); err != nil {
			return err
		}
		if err := im.vocab.extendChoices(l); err != nil {
			return err
		}
		if err := im.giveLanguages(l); err != nil {
			return err
		}
		blobs, err := l.blobs()
		if err != nil {
			return err
		}
		if !im.staged && len(blobs) == 0 {
			return nil
		}
		if err := l.saveBlobs(im.change, blobs); err != nil {
			return err
		}
		if err := l.saveKeys(); err != nil {
			return err
		}
		if err := checkVocabulary(im.ctx, c); err != nil {
			return err
		}
		if change, err = im.f.newChange(im.Action); err != nil {
			return err
		}
		if err := knows(c, change); err != nil {
			return err
		}
		change, err = im.f.append(c, im.change, change, nil, nil)
		return err
	})
	return change, err
}

// checkVocabulary refuses where somebody has used a name meanwhile that the
// import brings too.
func checkVocabulary(ctx context.Context, c *conn) error {
	r := &Reader{ctx: ctx, c: c}
	v := annotate.Vocabulary{}
	var err error
	if v.Scheme, err = r.Scheme(); err != nil {
		return err
	}
	if v.Annotators, err = r.Annotators(); err != nil {
		return err
	}
	if err := v.Validate(); err != nil {
		return &annotate.Error{Code: annotate.Conflict, Where: "import", What: "somebody has changed the scheme meanwhile", Err: err, Hint: "import again"}
	}
	return nil
}

// keyRange is a stretch of keys that the import may give to its rows.
type keyRange struct{ next, end int64 }

// keysAtOnce is how many keys an import reserves at a time.
const keysAtOnce = 1 << 20

// key returns a key that no row ever had.
func (im *Importer) key() (int64, error) {
	if im.keys.next == im.keys.end {
		err := im.f.transaction(im.ctx, func(c *conn) error {
			next, err := c.number("SELECT next_key FROM head")
			if err != nil {
				return err
			}
			im.keys = keyRange{next, next + keysAtOnce}
			return c.exec("UPDATE head SET next_key = ?", im.keys.end)
		})
		if err != nil {
			return 0, err
		}
	}
	im.keys.next++
	return im.keys.next - 1, nil
}
