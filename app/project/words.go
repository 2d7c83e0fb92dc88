package project

import (
	"context"
	"time"

	"postil/annotate"
	"postil/annotate/segment"
	"postil/storage"
)

// countWords counts the words of documents that came, in the background, until
// ctx ends: opening a project doesn't wait for it.
func (p *Project) countWords(ctx context.Context) {
	for {
		err := p.file.View(ctx, func(r *storage.Reader) error { return p.countNewWords(ctx, r) })
		if err != nil && ctx.Err() == nil {
			p.signals.Failed.emit(annotate.At("counting words", err))
		}
		select {
		case <-ctx.Done():
			return
		case <-p.uncounted:
		}
	}
}

// showCounts is how often counted words show while more are counted.
const showCounts = time.Second

// countNewWords counts in the documents that have no number yet.
func (p *Project) countNewWords(ctx context.Context, r *storage.Reader) error {
	shown, fresh := time.Now(), false
	for _, item := range p.Documents(Filter{}) {
		if 0 < item.Words {
			continue
		}
		d, err := r.Document(item.UID)
		if annotate.CodeOf(err) == annotate.NotFound {
			continue // it came after this snapshot, or is gone
		}
		if err != nil {
			return err
		}
		p.lists.setWords(item.UID, segment.WordCount(d.Text))
		fresh = true
		if showCounts < time.Since(shown) {
			p.signals.Documents.emit(struct{}{})
			shown, fresh = time.Now(), false
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	if fresh {
		p.signals.Documents.emit(struct{}{})
	}
	return nil
}

// setWords keeps a document's number of words.
func (l *lists) setWords(document annotate.UID, words int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if i, ok := l.at[document]; ok {
		l.items[i].Words = words
	}
}
