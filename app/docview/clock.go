package docview

import (
	"time"

	"fyne.io/fyne/v2"
)

// clock tells the time and calls back on Fyne's main goroutine.
type clock interface {
	Now() time.Time
	// After calls f once after some time.
	After(d time.Duration, f func()) (cancel func())
	// Every calls f again and again, and never before the last call is over.
	Every(d time.Duration, f func()) (cancel func())
}

// wallClock is the machine's own.
type wallClock struct{}

func (wallClock) Now() time.Time { return time.Now() }

func (wallClock) After(d time.Duration, f func()) (cancel func()) {
	cancelled := false // used on the main goroutine only
	timer := time.AfterFunc(d, func() {
		fyne.Do(func() {
			if !cancelled {
				f()
			}
		})
	})
	return func() {
		cancelled = true
		timer.Stop()
	}
}

func (wallClock) Every(d time.Duration, f func()) (cancel func()) {
	cancelled := false // used on the main goroutine only
	done := make(chan struct{})
	ticker := time.NewTicker(d)
	go func() {
		defer ticker.Stop()
		for {
			select {
			case <-done:
				return
			case <-ticker.C:
				// Waiting keeps calls from piling up where frames are slow.
				fyne.DoAndWait(func() {
					if !cancelled {
						f()
					}
				})
			}
		}
	}()
	return func() {
		if !cancelled {
			cancelled = true
			close(done)
		}
	}
}
