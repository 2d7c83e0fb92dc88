package account

import (
	"cmp"
	"slices"

	"postil/annotate"
)

// Reason is why things were left out or changed, and how many.
type Reason struct {
	Text  string `json:"reason"`
	Count int    `json:"count"`
}

// Reasons counts items by their reason, the most frequent first, of equals in
// the order of the alphabet.
func Reasons(items []Item) []Reason {
	counts := map[string]int{}
	for i := range items {
		counts[items[i].Reason]++
	}
	reasons := make([]Reason, 0, len(counts))
	for text, n := range counts {
		reasons = append(reasons, Reason{text, n})
	}
	slices.SortFunc(reasons, func(a, b Reason) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Text, b.Text))
	})
	return reasons
}

// ChangedThings returns how many things are in Changed, each once however many
// reasons it has.
func (t *Tally) ChangedThings() int {
	n := 0
	last := annotate.UID{}
	for i := range t.Changed { // the entries of one thing stand together
		if id := t.Changed[i].ID; i == 0 || id != last {
			n++
			last = id
		}
	}
	return n
}
