package project

import (
	"context"
	"maps"
	"sync"
	"time"

	"postil/annotate"
	"postil/annotate/pasttag"
	"postil/storage"
)

// PastTag is one thing that was tagged before: a tag, or a text of spans whose
// layer is no exclusion layer.
type PastTag struct {
	Tag       annotate.UID // the tag, or the tag that the spans with this text carry; zero for none
	IsTag     bool         // it is the tag itself; else it is a text of spans
	Text      string       // the tag's name, or the text, cut to 80 code points and "…"
	Label     annotate.UID // the spans' label; of a tag, the label it is used with most, else its usual one; zero for none
	Spans     int          // how many spans carry it
	Documents int          // in how many documents
	Last      time.Time    // when it was last used; zero where it never was
	Matched   [][2]int     // what of Text the query fits: byte ranges on whole characters, in order
}

// pastTags is the past-tag index, which is read from the file in the background
// and from then on follows the changes.
type pastTags struct {
	stale chan struct{} // filled where the file must be read again
	ready chan struct{} // closed after the first reading
	visit sync.Once     // the first reading where nothing runs in the background

	mu       sync.Mutex
	index    *pasttag.Index // nil until the first reading is complete
	err      error          // of the first reading
	reading  bool
	meantime []func(*memory) // what changed since the reading began
}

// memory is what a reading of everything marked brings.
type memory struct {
	index  *pasttag.Index
	counts map[annotate.UID]int // spans by document; nil where they are kept elsewhere
}

func (m *memory) add(u pasttag.Use) {
	m.index.Add(u)
	if m.counts != nil {
		m.counts[u.Document] += u.Spans
	}
}

func (m *memory) remove(u pasttag.Use) {
	m.index.Remove(u)
	if m.counts != nil {
		m.counts[u.Document] -= u.Spans
	}
}

// follow applies a change to the index, and to the one that is being read.
func (t *pastTags) follow(change func(*memory)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.index != nil {
		change(&memory{index: t.index})
	}
	if t.reading {
		t.meantime = append(t.meantime, change)
	}
}

// readAgain asks for a new reading: too much has changed to be followed.
func (t *pastTags) readAgain() { ask(t.stale) }

// ask fills a channel of one place, unless it is full already.
func ask(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// loadPastTags reads what is marked, now and whenever it is asked to, until ctx
// ends.
func (p *Project) loadPastTags(ctx context.Context) {
	err := p.firstReading(ctx)
	for {
		if err != nil && ctx.Err() == nil {
			p.signals.Failed.emit(annotate.At("reading the past tags", err))
		}
		select {
		case <-ctx.Done():
			return
		case <-p.past.stale:
			err = p.readPastTags(ctx)
		}
	}
}

// firstReading reads the past tags and lets those search who wait for it.
func (p *Project) firstReading(ctx context.Context) error {
	p.past.err = p.readPastTags(ctx)
	close(p.past.ready)
	return p.past.err
}

// readPastTags reads one snapshot, and then catches up with the commands that
// were given meanwhile.
func (p *Project) readPastTags(ctx context.Context) error {
	m := memory{index: pasttag.NewIndex(), counts: map[annotate.UID]int{}}
	err := p.file.View(ctx, func(r *storage.Reader) error {
		if err := p.beginReading(r); err != nil {
			return err
		}
		tags, err := r.Tags()
		if err != nil {
			return err
		}
		for _, t := range tags {
			m.index.PutTag(t)
		}
		return r.MarkedTexts(annotate.UID{}, func(t storage.MarkedText) error {
			m.add(useOf(t))
			return ctx.Err()
		})
	})
	p.endReading(&m, err)
	if err == nil {
		p.signals.Documents.emit(struct{}{})
	}
	return err
}

// beginReading takes the snapshot between two commands and has the later ones
// noted.
func (p *Project) beginReading(r *storage.Reader) error {
	p.command.Lock()
	defer p.command.Unlock()
	if _, err := r.Seq(); err != nil {
		return err
	}
	p.past.mu.Lock()
	defer p.past.mu.Unlock()
	p.past.reading = true
	return nil
}

func (p *Project) endReading(m *memory, err error) {
	p.command.Lock()
	defer p.command.Unlock()
	t := &p.past
	t.mu.Lock()
	defer t.mu.Unlock()
	if err == nil {
		for _, change := range t.meantime {
			change(m)
		}
		t.index = m.index
		p.lists.mu.Lock()
		defer p.lists.mu.Unlock()
		p.lists.setCounts(m.counts)
	}
	t.reading, t.meantime = false, nil
}

func useOf(t storage.MarkedText) pasttag.Use {
	return pasttag.Use{Text: t.Text, Label: t.Label, Tag: t.Tag, Document: t.Document, Spans: t.Count, At: t.Last}
}

// usesIn reads what is marked in documents.
func usesIn(r *storage.Reader, documents []annotate.UID) ([]pasttag.Use, error) {
	var uses []pasttag.Use
	for _, d := range documents {
		err := r.MarkedTexts(d, func(t storage.MarkedText) error {
			uses = append(uses, useOf(t))
			return nil
		})
		if err != nil && annotate.CodeOf(err) != annotate.NotFound { // it may have gone
			return nil, err
		}
	}
	return uses, nil
}

// followTags brings the index's tags from old to new.
func followTags(m *memory, old, now []annotate.Tag) {
	before := make(map[annotate.UID]annotate.Tag, len(old))
	for _, t := range old {
		before[t.UID] = t
	}
	for _, t := range now {
		if before[t.UID] != t {
			m.index.PutTag(t)
		}
		delete(before, t.UID)
	}
	for t := range maps.Keys(before) {
		m.index.DropTag(t)
	}
}

// SearchPastTags finds past tags of all annotators by a few letters, best first,
// at most limit of them. An empty query gives the most recent and most used. What
// is marked as no part of its article is left out, unless it carries a tag: then
// the tag is found.
// Where the best are certain before the search is complete, first (which may be
// nil) is called with them. It ends early with ctx's error, so that the next key
// can cancel it. Right after opening a large project it waits until the past
// tags are read.
func (p *Project) SearchPastTags(ctx context.Context, query string, limit int, first func([]PastTag)) ([]PastTag, error) {
	if p.stop == nil {
		p.past.visit.Do(func() { _ = p.firstReading(ctx) }) // the error is kept
	}
	select {
	case <-p.past.ready:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	p.past.mu.Lock()
	index, err := p.past.index, p.past.err
	p.past.mu.Unlock()
	if index == nil {
		return nil, err
	}
	var page func([]pasttag.Hit)
	if first != nil {
		page = func(hits []pasttag.Hit) { first(pastTagsOf(hits)) }
	}
	scheme := p.Scheme()
	hits, err := index.Search(ctx, pasttag.Query{Text: query, Limit: limit, Without: scheme.ExcludedLabels()}, page)
	return pastTagsOf(hits), err
}

func pastTagsOf(hits []pasttag.Hit) []PastTag {
	found := make([]PastTag, len(hits))
	for i, h := range hits {
		found[i] = PastTag{Tag: h.Tag, IsTag: h.IsTag, Text: h.Text, Label: h.Label, Spans: h.Spans,
			Documents: h.Documents, Last: h.Last, Matched: h.Matched}
	}
	return found
}
