package docview

// rasters are pictures that are used again: for what they showed in the frame before,
// else for anything else. K says what a picture shows.
type rasters[K comparable, R any] struct {
	used, before map[numbered[K]]R // in this frame and the one before; before is empty between frames
	free         []R
}

// numbered is a key with which of equal ones it is.
type numbered[K comparable] struct {
	key  K
	copy int
}

// take begins a frame. It gives a picture for each key: the one that showed it in the
// frame before, else one that is free now, else a fresh one.
func (p *rasters[K, R]) take(keys []K, fresh func() R) []R {
	p.used, p.before = p.before, p.used
	if p.used == nil {
		p.used = map[numbered[K]]R{}
	}
	taken := make([]R, len(keys))
	var missing []int
	names := make([]numbered[K], len(keys))
	for i, k := range keys {
		names[i] = p.name(k)
		r, again := p.before[names[i]]
		if again {
			delete(p.before, names[i])
			taken[i] = r
		} else {
			missing = append(missing, i)
		}
		p.used[names[i]] = r // holds the name
	}
	for _, r := range p.before {
		p.free = append(p.free, r)
	}
	clear(p.before)
	for _, i := range missing {
		if n := len(p.free); n > 0 {
			taken[i], p.free = p.free[n-1], p.free[:n-1]
		} else {
			taken[i] = fresh()
		}
		p.used[names[i]] = taken[i]
	}
	return taken
}

// name is the first name of a key that is not used in this frame.
func (p *rasters[K, R]) name(k K) numbered[K] {
	n := numbered[K]{key: k}
	for {
		if _, used := p.used[n]; !used {
			return n
		}
		n.copy++
	}
}
