package split_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/split"
)

// newsroom are n documents, many of them in stories of up to nine, on which stand
// labels from common to rare, some of them with the topic of the story.
func newsroom(n, labels int, seed uint64) []split.Document {
	random := rand.New(rand.NewPCG(seed, 2))
	documents := make([]split.Document, n)
	story, topic, left := 0, 0, 0
	for i := range documents {
		if left == 0 {
			story, topic, left = story+1, random.IntN(6), 1
			if random.IntN(3) == 0 {
				left += random.IntN(9)
			}
		}
		left--
		documents[i] = split.Document{UID: uid("d", i), Story: uid("s", story), Text: text.HashOf(fmt.Sprint(seed, " ", i)), Labels: map[string]int{}}
		for l := range labels {
			chance := 0.8 / float64(l+1)
			if l%6 == topic {
				chance = min(0.9, 5*chance)
			}
			if random.Float64() < chance {
				documents[i].Labels[fmt.Sprint(l)] = 1 + int(3*random.ExpFloat64())
			}
		}
	}
	return documents
}

// byChance parts documents, stories whole, as chance has it: each story goes into a
// part with as much chance as the part has room.
func byChance(documents []split.Document, r split.Ratios, seed uint64) map[annotate.UID]int {
	random := rand.New(rand.NewPCG(seed, 3))
	room, parts, chosen := make([]float64, len(r)), map[annotate.UID]int{}, map[annotate.UID]int{}
	for part := range r {
		room[part] = r.Share(part) * float64(len(documents))
	}
	for _, i := range random.Perm(len(documents)) {
		d := documents[i]
		part, known := chosen[d.Story]
		if !known {
			left := 0.0
			for _, n := range room {
				left += max(0, n)
			}
			for at := random.Float64() * left; part < len(room)-1 && max(0, room[part]) <= at; part++ {
				at -= max(0, room[part])
			}
			chosen[d.Story] = part
		}
		room[part]--
		parts[d.UID] = part
	}
	return parts
}

// distance returns how far the parts' shares of each label's spans are from the ratios,
// on average: 0 where all have exactly theirs.
func distance(documents []split.Document, r split.Ratios, parts map[annotate.UID]int) float64 {
	total, have := map[string]float64{}, map[string][]float64{}
	for _, d := range documents {
		for label, n := range d.Labels {
			if have[label] == nil {
				have[label] = make([]float64, len(r))
			}
			have[label][parts[d.UID]] += float64(n)
			total[label] += float64(n)
		}
	}
	sum := 0.0
	for label, spans := range have {
		for part, n := range spans {
			sum += math.Abs(n/total[label] - r.Share(part))
		}
	}
	return sum / float64(len(have)*len(r))
}

// TestBalanceBeatsChance parts corpora of many labels, and leaves at most a part of the
// distance that chance leaves: less, the more documents there are to choose from.
func TestBalanceBeatsChance(t *testing.T) {
	for _, c := range []struct {
		documents, labels int
		most              float64
	}{{80, 30, 0.7}, {400, 12, 0.36}, {1000, 30, 0.36}} {
		documents := newsroom(c.documents, c.labels, 1)
		for _, ratios := range []string{"80/10/10", "50/50", "60/20/20"} {
			r, err := split.Parse(ratios)
			if err != nil {
				t.Fatal(err)
			}
			planned, chance := 0.0, 0.0
			const seeds = 10
			for seed := range int64(seeds) {
				planned += distance(documents, r, partsOf(t, split.Assign(documents, split.Options{Ratios: r, Seed: seed}), documents)) / seeds
				chance += distance(documents, r, byChance(documents, r, uint64(seed))) / seeds
			}
			t.Logf("%d documents, %d labels, %s: %.4f, by chance %.4f", c.documents, c.labels, ratios, planned, chance)
			if c.most*chance < planned {
				t.Errorf("%d documents, %d labels, %s: %.4f is more than %.2f of what chance leaves, %.4f", c.documents, c.labels, ratios, planned, c.most, chance)
			}
		}
	}
}
