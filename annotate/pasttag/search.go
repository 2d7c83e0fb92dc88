package pasttag

import (
	"context"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"

	"postil/annotate"
	"postil/annotate/fold"
)

// Query is what is looked for.
type Query struct {
	Text    string         // a few letters; "" asks for what is recent and much used
	Limit   int            // how many hits at most
	Without []annotate.UID // labels whose texts are left out, such as page furniture's; tags never are
}

// Hit is an entry that a query found.
type Hit struct {
	Entry
	Class   Class
	Matched [][2]int // what of Text the query fits: byte ranges on whole characters, in order
}

// chunk is how many entries a search looks at between two looks at its context.
const chunk = 4096

// Search returns the best hits for a query, best first. Where
// the page isn't complete after the entries that hold the query in one piece,
// first is called with what there is, and scattered letters are looked for; a
// nil first is not called. The only error is the context's.
func (x *Index) Search(ctx context.Context, q Query, first func([]Hit)) ([]Hit, error) {
	folded := fold.String(strings.Join(strings.Fields(q.Text), " "))
	limit := q.Limit
	if limit <= 0 {
		return nil, ctx.Err()
	}
	s := search{x: x, query: folded, mask: mask(folded), limit: limit, without: q.Without}
	if folded == "" {
		return s.recent(ctx)
	}
	found, rest, err := s.contiguous(ctx)
	if err != nil || len(found) == limit {
		return s.hits(found), err
	}
	if first != nil {
		first(s.hits(found))
	}
	scattered, err := s.scattered(ctx, rest)
	if err != nil {
		return nil, err
	}
	return s.hits(append(found, scattered[:min(len(scattered), limit-len(found))]...)), nil
}

// search is one run of a query over an index.
type search struct {
	x       *Index
	query   string // folded
	mask    uint64
	limit   int
	without []annotate.UID
}

// contiguous returns the best entries that hold the query in one piece, and the
// places of those that have its letters otherwise.
func (s *search) contiguous(ctx context.Context) (found []candidate, rest []int, err error) {
	s.x.mu.RLock()
	n := len(s.x.entries)
	s.x.mu.RUnlock()
	length := utf8.RuneCountInString(s.query)
	var mu sync.Mutex
	err = s.parallel(ctx, n, func(from, to int, top *best) {
		var others []int
		for i := from; i < to; i++ {
			if s.x.masks[i]&s.mask != s.mask {
				continue
			}
			e := &s.x.sought[i]
			class, at := classify(e.folded, s.query, top.worst())
			if class == Scattered {
				if len(top.list) < s.limit {
					others = append(others, i)
				}
				continue
			}
			score := int(e.usage) - int(e.length) + length
			if !top.hopeless(class, score) {
				top.offer(candidate{place: i, class: class, score: score, at: at, last: s.x.entries[i].Last}, s.stands)
			}
		}
		mu.Lock()
		rest = append(rest, others...)
		mu.Unlock()
	}, &found)
	return found, rest, err
}

// scattered returns the best of the entries at the given places in which the
// query's letters stand in order.
func (s *search) scattered(ctx context.Context, places []int) (found []candidate, err error) {
	err = s.parallel(ctx, len(places), func(from, to int, top *best) {
		var fit []int
		for _, place := range places[from:to] {
			if subsequence(s.x.sought[place].folded, s.query) {
				fit = append(fit, place)
			}
		}
		for _, m := range fuzzy.FindFromIterNoSort(s.query, s.x.folded(fit)) {
			place := fit[m.Index]
			score := int(s.x.sought[place].usage) + perCharacter(m)
			top.offer(candidate{place: place, class: Scattered, score: score, last: s.x.entries[place].Last}, s.stands)
		}
	}, &found)
	return found, err
}

// parallel calls look for consecutive chunks of [0, n) on all processors, with
// the index locked for reading during each, and gathers the best candidates.
func (s *search) parallel(ctx context.Context, n int, look func(from, to int, top *best), found *[]candidate) error {
	var next atomic.Int64
	tops := make([]best, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for w := range tops {
		tops[w] = best{limit: s.limit, compare: compareCandidates}
		wg.Go(func() {
			for from := int(next.Add(chunk)) - chunk; from < n && ctx.Err() == nil; from = int(next.Add(chunk)) - chunk {
				s.x.mu.RLock()
				look(from, min(from+chunk, n), &tops[w])
				s.x.mu.RUnlock()
			}
		})
	}
	wg.Wait()
	for _, top := range tops {
		*found = append(*found, top.list...)
	}
	slices.SortFunc(*found, compareCandidates)
	*found = (*found)[:min(len(*found), s.limit)]
	return ctx.Err()
}

// folded yields the folded texts at the given places.
func (x *Index) folded(places []int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, p := range places {
			if !yield(x.sought[p].folded) {
				return
			}
		}
	}
}

// stands tells whether an entry is shown for itself: a text that only repeats
// its tag's name is not, nor one of a label that is left out.
func (s *search) stands(place int) bool {
	e := &s.x.entries[place]
	switch {
	case e.IsTag:
		return true
	case slices.Contains(s.without, e.Label):
		return false
	case e.Tag.IsZero():
		return true
	}
	t, ok := s.x.tags[e.Tag]
	return !ok || s.x.sought[t].folded != s.x.sought[place].folded
}

// subsequence tells whether the query's characters stand in text in order.
func subsequence(text, query string) bool {
	for _, r := range query {
		i := strings.IndexRune(text, r)
		if i < 0 {
			return false
		}
		_, n := utf8.DecodeRuneInString(text[i:])
		text = text[i+n:]
	}
	return true
}

// perCharacter corrects the matcher's score, which takes one point for each
// byte that wasn't matched, and five, up to fifteen, for each before the first:
// without this, Cyrillic entries would seem twice as long as Latin ones.
func perCharacter(m fuzzy.Match) int {
	characters := utf8.RuneCountInString(m.Str)
	first := m.MatchedIndexes[0]
	leading := func(n int) int { return -min(5*n, 15) }
	return m.Score + len(m.Str) - characters -
		leading(first) + leading(utf8.RuneCountInString(m.Str[:first]))
}

// hits turns candidates into what the caller sees.
func (s *search) hits(found []candidate) []Hit {
	s.x.mu.RLock()
	defer s.x.mu.RUnlock()
	hits := make([]Hit, 0, len(found))
	for _, c := range found {
		if s.x.masks[c.place] == 0 { // freed since it was found
			continue
		}
		hits = append(hits, Hit{Entry: s.x.entries[c.place].Entry, Class: c.class, Matched: s.matched(c)})
	}
	return hits
}

// matched returns the ranges of the entry's text that the query fits.
func (s *search) matched(c candidate) [][2]int {
	folded := fold.Map(s.x.entries[c.place].Text)
	if c.class != Scattered {
		start, end := folded.Original(c.at, c.at+len(s.query))
		return [][2]int{{start, end}}
	}
	var ranges [][2]int
	for _, m := range fuzzy.FindNoSort(s.query, []string{folded.Text}) {
		for _, i := range m.MatchedIndexes {
			_, n := utf8.DecodeRuneInString(folded.Text[i:])
			start, end := folded.Original(i, i+n)
			if last := len(ranges) - 1; 0 <= last && start <= ranges[last][1] {
				ranges[last][1] = max(ranges[last][1], end)
				continue
			}
			ranges = append(ranges, [2]int{start, end})
		}
	}
	return ranges
}
