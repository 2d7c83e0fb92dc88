package project

import (
	"sync"

	"postil/annotate"
)

// Signals tell what changed, after it is on the disk. Handlers run on the
// goroutine that made the change (or, for the changes of another process, on
// the project's own), so a window wraps them in fyne.Do. A handler may read the
// project but must not give commands.
type Signals struct {
	Documents Signal[struct{}]     // the list of documents: some came, went or changed their story
	Document  Signal[annotate.UID] // one document's spans, status, direction or counts
	Scheme    Signal[struct{}]     // layers, labels, attributes, relation types
	Tags      Signal[struct{}]     // the tags
	History   Signal[struct{}]     // what undo and redo would do
	Saved     Signal[struct{}]     // a command is on the disk
	Failed    Signal[error]        // background work (watching the file, loading past tags) failed
}

// Signal tells its listeners about something of type T. The zero Signal is
// ready.
type Signal[T any] struct {
	mu        sync.Mutex
	next      int
	listeners map[int]func(T)
}

// Listen calls f with every later emission, until the returned function is
// called.
func (s *Signal[T]) Listen(f func(T)) (stop func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.listeners == nil {
		s.listeners = map[int]func(T){}
	}
	id := s.next
	s.next++
	s.listeners[id] = f
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.listeners, id)
	}
}

// emit calls every listener in the order they came.
func (s *Signal[T]) emit(v T) {
	s.mu.Lock()
	var calls []func(T)
	for id := range s.next {
		if f, ok := s.listeners[id]; ok {
			calls = append(calls, f)
		}
	}
	s.mu.Unlock()
	for _, f := range calls {
		f(v)
	}
}
