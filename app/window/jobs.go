package window

import (
	"context"
	"sync"
)

// jobs run the project's commands beside the window: one after the other, in
// the order they were asked for, on one goroutine of their own, so that a slow
// disk never holds up a frame and a later command sees what an earlier one did.
// Work that takes long (import, export, search) runs on goroutines of its own.
type jobs struct {
	ui      func(func()) // runs on Fyne's goroutine
	changed func()       // called on Fyne's goroutine when busy changes

	mu      sync.Mutex
	waiting []func()
	wake    *sync.Cond
	pending int
	ended   bool
	cancels map[int]context.CancelFunc
	next    int
	long    sync.WaitGroup
}

func newJobs(ui func(func()), changed func()) *jobs {
	j := &jobs{ui: ui, changed: changed, cancels: map[int]context.CancelFunc{}}
	j.wake = sync.NewCond(&j.mu)
	go j.work()
	return j
}

// work carries out what waits until the jobs end.
func (j *jobs) work() {
	for {
		j.mu.Lock()
		for len(j.waiting) == 0 && !j.ended {
			j.wake.Wait()
		}
		if len(j.waiting) == 0 {
			j.mu.Unlock()
			return
		}
		job := j.waiting[0]
		j.waiting = j.waiting[1:]
		j.mu.Unlock()
		job()
	}
}

// do queues work. When it is done, then runs on Fyne's goroutine; where it
// failed, failed does, with an error that says what was being done.
func (j *jobs) do(work func() (then func(), err error), failed func(error)) {
	j.count(+1)
	j.mu.Lock()
	j.waiting = append(j.waiting, func() {
		then, err := work()
		j.ui(func() {
			j.count(-1)
			switch {
			case err != nil:
				failed(err)
			case then != nil:
				then()
			}
		})
	})
	j.mu.Unlock()
	j.wake.Signal()
}

// soon runs f on Fyne's goroutine, where it is called: now, or when the commands
// under way have shown their results, so that it sees them.
func (j *jobs) soon(f func()) {
	if !j.busy() {
		f()
		return
	}
	j.do(func() (func(), error) { return f, nil }, nil)
}

// count keeps how many jobs are under way, from Fyne's goroutine.
func (j *jobs) count(by int) {
	j.mu.Lock()
	before := j.pending
	j.pending += by
	after := j.pending
	j.mu.Unlock()
	if (before == 0) != (after == 0) && j.changed != nil {
		j.changed()
	}
}

// busy tells whether a command is under way.
func (j *jobs) busy() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return 0 < j.pending
}

// idle tells whether neither a command nor long work is under way.
func (j *jobs) idle() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.pending == 0 && len(j.cancels) == 0
}

// start runs long work beside everything else; its context ends with cancel, or
// when the window closes. The work itself brings its results to Fyne's
// goroutine with j.ui.
func (j *jobs) start(work func(context.Context)) (cancel context.CancelFunc) {
	ctx, cancel := context.WithCancel(context.Background())
	j.mu.Lock()
	id := j.next
	j.next++
	j.cancels[id] = cancel
	j.mu.Unlock()
	j.long.Add(1)
	go func() {
		defer j.long.Done()
		defer func() {
			cancel()
			j.mu.Lock()
			delete(j.cancels, id)
			j.mu.Unlock()
		}()
		work(ctx)
	}()
	return cancel
}

// cancelLong asks all long work to stop.
func (j *jobs) cancelLong() {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, cancel := range j.cancels {
		cancel()
	}
}

// waitLong waits until all long work has stopped. It must not run on Fyne's
// goroutine.
func (j *jobs) waitLong() { j.long.Wait() }

// end lets the worker go when nothing waits any more.
func (j *jobs) end() {
	j.mu.Lock()
	j.ended = true
	j.mu.Unlock()
	j.wake.Signal()
}
