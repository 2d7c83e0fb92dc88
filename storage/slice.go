package storage

import (
	"context"
	"time"
)

// How long work shares the file with other writers: it holds the lock for a
// slice, then pauses long enough for somebody who asks every millisecond.
const (
	sliceLasts  = 20 * time.Millisecond
	slicePauses = 2 * time.Millisecond
)

// slice writes in one transaction, a step after the other while there are more,
// until it has held others up for as long as it may; and then lets them. Where it
// is part of an import, lease is that import's, which it renews; else 0.
func (f *File) slice(ctx context.Context, lease int64, step func(*conn) (more bool, err error)) error {
	err := f.transaction(ctx, func(c *conn) error {
		if lease != 0 {
			if err := keepLease(c, lease); err != nil {
				return err
			}
		}
		for end := time.Now().Add(sliceLasts); time.Now().Before(end); {
			if more, err := step(c); err != nil || !more {
				return err
			}
		}
		return nil
	})
	time.Sleep(slicePauses)
	return err
}

// inSlices calls do with every one of the things, in as many slices as it takes.
func inSlices[T any](ctx context.Context, f *File, lease int64, things []T, do func(*conn, T) error) error {
	for 0 < len(things) {
		err := f.slice(ctx, lease, func(c *conn) (bool, error) {
			err := do(c, things[0])
			things = things[1:]
			return 0 < len(things), err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
