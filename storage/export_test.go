package storage

import (
	"postil/annotate"

	"context"
	"slices"
)

// OpenWithStep opens a file as a version of this program would that knows one
// more step of migration.
func OpenWithStep(ctx context.Context, path string, o Options, sql string) (*File, error) {
	steps := append(append([]migration(nil), migrations...), migration{"9999_test", sql})
	if err := inspect(path, len(steps)); err != nil {
		return nil, err
	}
	return open(ctx, path, o, steps)
}

// WithSpanColumn makes the program believe, until the returned function is
// called, that spans have one more column.
func WithSpanColumn(name string) (end func()) {
	old := spans.columns
	spans.columns = append(slices.Clone(old), name)
	spans.write()
	return func() {
		spans.columns = old
		spans.write()
	}
}

// ImportAnd imports as [File.Import] does, and has something else happen just
// before everything becomes visible.
func (f *File) ImportAnd(ctx context.Context, a Action, read func(*Importer) error, meanwhile func()) error {
	im := newImporter(ctx, f, a)
	var err error
	if im.change, err = f.lease(ctx); err != nil {
		return err
	}
	for _, step := range []func() error{func() error { return f.View(ctx, im.start) }, func() error { return read(im) }, im.finish} {
		if err := step(); err != nil {
			return err
		}
	}
	meanwhile()
	_, err = im.publish()
	return err
}

// Explain is what a person reads of an error of SQLite's.
func Explain(path string, err error) error { return explain(path, err) }

// IDPage is how many ids a page holds.
const IDPage = idPage

// Add appends an id.
func (l *IDs) Add(u annotate.UID) { l.add(u) }

// Close gives up the ids.
func (l *IDs) Close() { l.close() }
