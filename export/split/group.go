package split

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"math/bits"
	"slices"

	"postil/annotate"
	"postil/annotate/text"
)

// group is documents that are never parted.
type group struct {
	documents []*Document
	labels    []count // by name
	rarity    int     // the smaller, the rarer its rarest label; see [rarities]
	chance    [sha256.Size]byte
	part      int
}

// count is how many spans of a label stand on a group.
type count struct {
	label string
	spans int64
}

func (g *group) size() int64 { return int64(len(g.documents)) }

// groupsOf brings documents together that share a story or a text, and puts the
// groups into the order in which they choose their parts: large ones first, of
// these the ones with the rarest labels, and of these as chance has it.
func groupsOf(documents []Document, seed int64) []*group {
	groups := gather(documents)
	for _, g := range groups {
		g.summarise(seed)
	}
	rarity := rarities(groups)
	for _, g := range groups {
		g.rarity = bits.Len(uint(len(groups))) + 1 // no label at all: they fill up what is left
		for _, c := range g.labels {
			g.rarity = min(g.rarity, rarity[c.label])
		}
	}
	slices.SortFunc(groups, func(a, b *group) int {
		return cmp.Or(cmp.Compare(b.size(), a.size()), cmp.Compare(a.rarity, b.rarity), bytes.Compare(a.chance[:], b.chance[:]))
	})
	return groups
}

// gather unites documents through stories and texts.
func gather(documents []Document) []*group {
	parent := make([]int, len(documents))
	root := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	stories, texts := map[annotate.UID]int{}, map[text.Hash]int{}
	for i := range documents {
		parent[i] = i
		if j, ok := stories[documents[i].Story]; ok {
			parent[root(i)] = root(j)
		}
		if j, ok := texts[documents[i].Text]; ok {
			parent[root(i)] = root(j)
		}
		stories[documents[i].Story], texts[documents[i].Text] = i, i
	}
	var groups []*group
	at := map[int]*group{}
	for i := range documents {
		g := at[root(i)]
		if g == nil {
			g = &group{}
			at[root(i)] = g
			groups = append(groups, g)
		}
		g.documents = append(g.documents, &documents[i])
	}
	return groups
}

// summarise counts the group's labels and draws its lot: the hash of the seed and
// of the texts in their own order. Groups of the same texts do not exist.
func (g *group) summarise(seed int64) {
	spans := map[string]int64{}
	var hashes []text.Hash
	for _, d := range g.documents {
		for label, n := range d.Labels {
			if 0 < n {
				spans[label] += int64(n)
			}
		}
		hashes = append(hashes, d.Text)
	}
	for _, label := range slices.Sorted(maps.Keys(spans)) {
		g.labels = append(g.labels, count{label, spans[label]})
	}
	slices.SortFunc(hashes, func(a, b text.Hash) int { return bytes.Compare(a[:], b[:]) })
	h := sha256.New()
	h.Write(binary.BigEndian.AppendUint64(nil, uint64(seed)))
	for _, hash := range hashes {
		h.Write(hash[:])
	}
	h.Sum(g.chance[:0])
}

// rarities returns for each label in how many groups it stands, in powers of two:
// labels that are about as rare leave the order to chance.
func rarities(groups []*group) map[string]int {
	rarity := map[string]int{}
	for _, g := range groups {
		for _, c := range g.labels {
			rarity[c.label]++
		}
	}
	for label, n := range rarity {
		rarity[label] = bits.Len(uint(n))
	}
	return rarity
}
