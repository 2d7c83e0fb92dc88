package dataset

import "sync"

// Common is what the readers of one import have in common, whose options are the same:
// what stands beside many of its files, such as the configuration of a folder, is read
// once. The zero value is ready; it is safe for use by many readers at a time.
type Common struct {
	mu  sync.Mutex
	all map[string]*commonThing
}

type commonThing struct {
	once  sync.Once
	value any
	err   error
}

// Once returns what read returns, and where c is not nil calls that once for each
// path. Nobody may change what it returns.
func Once[T any](c *Common, path string, read func() (T, error)) (T, error) {
	if c == nil {
		return read()
	}
	c.mu.Lock()
	thing := c.all[path]
	if thing == nil {
		if c.all == nil {
			c.all = map[string]*commonThing{}
		}
		thing = &commonThing{}
		c.all[path] = thing
	}
	c.mu.Unlock()
	thing.once.Do(func() { thing.value, thing.err = read() })
	value, _ := thing.value.(T)
	return value, thing.err
}

// Note is what a person should know of a file that stands beside others.
type Note struct {
	Where string // the file, and in it the line where there is one
	Text  string // one line
}
