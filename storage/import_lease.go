package storage

import (
	"context"
	"errors"
	"os"
	"runtime"
	"syscall"
	"time"

	"postil/annotate"
)

// An import under way has a row in table import: its lease. It renews the lease
// while it lives; what a dead one left is removed by whoever opens the file or
// imports next.

const (
	leaseLasts  = 30 * time.Second // without a sign of life
	leaseRenews = 5 * time.Second
)

// lease starts an import and returns the key of the change it is going to be.
func (f *File) lease(ctx context.Context) (int64, error) {
	if err := f.sweep(ctx); err != nil {
		return 0, err
	}
	machine, err := f.machine()
	if err != nil {
		return 0, err
	}
	var change int64
	err = f.transaction(ctx, func(c *conn) error {
		running, err := c.number("SELECT count(*) FROM import")
		if err != nil {
			return err
		}
		if running != 0 {
			return &annotate.Error{Code: annotate.Conflict, Where: f.path, What: "another import into this project is running", Hint: "wait until it is done"}
		}
		if change, err = nextChange(c); err != nil {
			return err
		}
		return c.exec("INSERT INTO import (change, machine, process, beat) VALUES (?, ?, ?, ?)",
			change, machine, int64(os.Getpid()), time.Now().UnixMilli())
	})
	return change, err
}

// beat renews the lease until the returned function is called.
func (f *File) beat(change int64) (end func()) {
	stopped := make(chan struct{})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		ticker := time.NewTicker(leaseRenews)
		defer ticker.Stop()
		for {
			select {
			case <-stopped:
				return
			case <-ticker.C:
				// Where this fails, so will the next portion, and says why.
				_ = f.transaction(context.Background(), func(c *conn) error { return keepLease(c, change) })
			}
		}
	}()
	return func() {
		close(stopped)
		<-ended
	}
}

// keepLease renews the lease, and refuses where somebody has taken this import
// for dead.
func keepLease(c *conn, change int64) error {
	held, err := c.one("UPDATE import SET beat = ? WHERE change = ? RETURNING 1", time.Now().UnixMilli(), change)
	if err == nil && held == nil {
		err = &annotate.Error{Code: annotate.Conflict, Where: "import", What: "it gave no sign of life for too long and was cleared away", Hint: "import again"}
	}
	return err
}

// sweep removes what imports left whose process has died.
func (f *File) sweep(ctx context.Context) error {
	var dead []int64
	err := f.View(ctx, func(r *Reader) error {
		return r.c.each("SELECT change, machine, process, beat FROM import", func(w row) error {
			if leaseLasts < time.Since(moment(w.integer(3))) || f.isHere(w.text(1)) && !lives(int(w.integer(2))) {
				dead = append(dead, w.integer(0))
			}
			return nil
		})
	})
	if err != nil {
		return err
	}
	for _, change := range dead {
		if err := f.discard(ctx, change); err != nil {
			return err
		}
	}
	return nil
}

// isHere tells whether that is this machine's name. Where none is to be had, no
// process of this user has ever written.
func (f *File) isHere(machine string) bool {
	here, err := f.machine()
	return err == nil && here == machine
}

// lives tells whether a process of this machine exists.
func lives(process int) bool {
	p, err := os.FindProcess(process)
	if err != nil {
		return false
	}
	defer p.Release()
	if runtime.GOOS == "windows" { // there, finding it is the proof
		return true
	}
	err = p.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, os.ErrPermission)
}
