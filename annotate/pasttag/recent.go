package pasttag

import (
	"cmp"
	"context"
)

// recent returns what was used last, and then what was used most: half the
// page each, nothing twice.
func (s *search) recent(ctx context.Context) ([]Hit, error) {
	x, limit := s.x, s.limit
	last := best{limit: limit, compare: func(a, b candidate) int {
		return cmp.Or(b.last.Compare(a.last), cmp.Compare(b.score, a.score), cmp.Compare(a.place, b.place))
	}}
	most := best{limit: limit, compare: func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), b.last.Compare(a.last), cmp.Compare(a.place, b.place))
	}}
	x.mu.RLock()
	defer x.mu.RUnlock()
	for i := range x.entries {
		if i%chunk == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		e := &x.entries[i]
		if x.masks[i] == 0 {
			continue
		}
		c := candidate{place: i, score: int(x.sought[i].usage), last: e.Last}
		last.offer(c, s.stands)
		most.offer(c, s.stands)
	}
	shown := map[int]bool{}
	var hits []Hit
	take := func(list []candidate, upTo int) {
		for _, c := range list {
			if len(hits) < upTo && !shown[c.place] {
				shown[c.place] = true
				hits = append(hits, Hit{Entry: x.entries[c.place].Entry})
			}
		}
	}
	take(last.list, (limit+1)/2)
	take(most.list, limit)
	return hits, nil
}
