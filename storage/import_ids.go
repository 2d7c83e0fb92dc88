package storage

import (
	"os"

	"postil/annotate"
)

// IDs is a list of ids that only grows. An import has a million of them: what
// does not fit into a few pages is kept in a temporary file, not in memory.
type IDs struct {
	n    int
	last []annotate.UID // those behind the last whole page
	file *os.File       // whole pages; nil for none
	err  error          // of the file

	page   int // the page in window, counted from 1; 0 for none
	window []annotate.UID
}

// idPage is how many ids a page holds.
const idPage = 4096

// Len returns how many ids there are.
func (l *IDs) Len() int { return l.n }

// Err returns why ids are missing: the temporary file failed.
func (l *IDs) Err() error { return l.err }

// At returns the id at place i, from 0, or the zero UID where Err says why it is
// missing. It is fast where places are asked for one after the other.
func (l *IDs) At(i int) annotate.UID {
	page := i / idPage
	if page == (l.n-1)/idPage {
		return l.last[i%idPage]
	}
	if l.page != page+1 {
		l.load(page)
	}
	return l.window[i%idPage]
}

func (l *IDs) add(u annotate.UID) {
	if len(l.last) == idPage {
		l.save()
	}
	l.last = append(l.last, u)
	l.n++
}

// save writes the page that is full to the file, which is made with the first.
func (l *IDs) save() {
	if l.file == nil && l.err == nil {
		if l.file, l.err = os.CreateTemp("", "postil-ids-*"); l.err == nil {
			_ = os.Remove(l.file.Name()) // where the system lets it, so that nothing is left
		}
	}
	if l.err == nil {
		b := make([]byte, 0, idPage*len(annotate.UID{}))
		for i := range l.last {
			b = append(b, l.last[i][:]...)
		}
		_, l.err = l.file.Write(b)
	}
	l.last = l.last[:0]
}

// load brings a page into the window.
func (l *IDs) load(page int) {
	const size = idPage * len(annotate.UID{})
	if l.window == nil {
		l.window = make([]annotate.UID, idPage)
	}
	clear(l.window)
	l.page = page + 1
	if l.err != nil {
		return
	}
	b := make([]byte, size)
	if _, l.err = l.file.ReadAt(b, int64(page)*int64(size)); l.err != nil {
		return
	}
	for i := range l.window {
		copy(l.window[i][:], b[i*len(annotate.UID{}):])
	}
}

func (l *IDs) close() {
	if l.file != nil {
		_ = l.file.Close()
		_ = os.Remove(l.file.Name()) // where it could not be removed while it was open
		l.file = nil
	}
	l.last, l.window = nil, nil
}
