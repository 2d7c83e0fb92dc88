package split_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/split"
)

func TestParse(t *testing.T) {
	for s, want := range map[string]string{
		"80/10/10": "8/1/1", "80/20": "4/1", "0.8/0.1/0.1": "8/1/1", " 70 / 15 / 15 ": "14/3/3", "33.3/33.3/33.4": "333/333/334",
		"1/1": "1/1", "9999/0.001": "9999000/1", ".5/5.": "1/10",
	} {
		r, err := split.Parse(s)
		if err != nil || r.String() != want {
			t.Errorf("%q: %v, %v", s, r, err)
		}
	}
	for _, s := range []string{"", "80", "80/", "/20", "80/10/5/5", "80/0/20", "80/-10/30", "1e3/1", "a/b", "./1", "80/10.0001/10", "12345/1", "８０/２０", "80,20"} {
		if r, err := split.Parse(s); annotate.CodeOf(err) != annotate.Invalid {
			t.Errorf("%q: %v, %v", s, r, err)
		}
	}
}

// ratios draws what can be typed.
var ratios = rapid.Custom(func(t *rapid.T) split.Ratios {
	number := rapid.OneOf(rapid.IntRange(1, 100), rapid.SampledFrom([]int{1, 98, 99, 9999})) // extremes, too
	numbers := rapid.SliceOfN(number, 2, 3).Draw(t, "ratios")
	r, err := split.Parse(strings.Trim(strings.ReplaceAll(fmt.Sprint(numbers), " ", "/"), "[]"))
	if err != nil {
		t.Fatal(err)
	}
	return r
})

// corpus draws documents of which some share stories and some texts.
func corpus(t *rapid.T, most int, pins bool) []split.Document {
	n := rapid.IntRange(1, most).Draw(t, "documents")
	stories := rapid.IntRange(1, n).Draw(t, "stories")
	documents := make([]split.Document, n)
	for i := range documents {
		d := &documents[i]
		d.UID = uid("document", i)
		d.Story = uid("story", rapid.IntRange(0, stories).Draw(t, "story"))
		d.Text = text.HashOf(fmt.Sprint(rapid.IntRange(0, 4*n).Draw(t, "text")))
		d.Labels = rapid.MapOfN(rapid.SampledFrom([]string{"CLAIM", "QUOTE", "PERSON", "ORG", "PLACE"}), rapid.IntRange(0, 20), 0, 4).Draw(t, "labels")
		if pins {
			d.Pin = rapid.SampledFrom([]string{"", "", "", "train", "dev", "test", "Validation", "holdout"}).Draw(t, "pin")
		}
	}
	return documents
}

func uid(kind string, i int) annotate.UID { return annotate.UIDFromName(fmt.Sprint(kind, i)) }

// partsOf returns each document's part, by the document.
func partsOf(t fataler, p *split.Plan, documents []split.Document) map[annotate.UID]int {
	parts := map[annotate.UID]int{}
	for _, d := range documents {
		part, ok := p.Part(d.UID)
		if !ok || part < 0 || len(p.Options.Ratios) <= part {
			t.Fatalf("document %s is in part %d, %v", d.UID, part, ok)
		}
		parts[d.UID] = part
	}
	return parts
}

type fataler interface{ Fatalf(string, ...any) }

func TestStoriesAndTextsAreNeverParted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		documents := corpus(t, 40, true)
		p := split.Assign(documents, split.Options{Ratios: ratios.Draw(t, "ratios"), Seed: rapid.Int64().Draw(t, "seed"), IgnorePins: rapid.Bool().Draw(t, "ignore")})
		parts := partsOf(t, p, documents)
		for _, a := range documents {
			for _, b := range documents {
				if (a.Story == b.Story || a.Text == b.Text) && parts[a.UID] != parts[b.UID] {
					t.Fatalf("parted: %+v and %+v", a, b)
				}
			}
		}
	})
}

func TestOrderAndIDsDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		documents := corpus(t, 40, true)
		o := split.Options{Ratios: ratios.Draw(t, "ratios"), Seed: rapid.Int64().Draw(t, "seed")}
		want := split.Assign(documents, o)
		again := slices.Clone(documents)
		for i := range again {
			again[i].UID = uid("later", i)
			again[i].Story = annotate.UIDFromName("another" + documents[i].Story.String())
		}
		order := rapid.Permutation(indices(len(again))).Draw(t, "order")
		shuffled := make([]split.Document, len(again))
		for i, j := range order {
			shuffled[i] = again[j]
		}
		got := split.Assign(shuffled, o)
		for i := range documents {
			a, _ := want.Part(documents[i].UID)
			b, _ := got.Part(again[i].UID)
			if a != b {
				t.Fatalf("document %d is in part %d, then in %d", i, a, b)
			}
		}
		if d := cmp.Diff(want.Warnings, got.Warnings); d != "" {
			t.Fatalf("warnings:\n%s", d)
		}
	})
}

func indices(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// sizesOf counts the documents in each part, and those of the largest group.
func sizesOf(parts map[annotate.UID]int, documents []split.Document, k int) (sizes []int, largest, groups int) {
	sizes = make([]int, k)
	for _, part := range parts {
		sizes[part]++
	}
	// Groups are found slowly and simply: names are handed on until none changes.
	group := map[annotate.UID]int{}
	for i, d := range documents {
		group[d.UID] = i
	}
	for changed := true; changed; { // the smaller number wins, so it ends
		changed = false
		for _, a := range documents {
			for _, b := range documents {
				if (a.Story == b.Story || a.Text == b.Text) && group[a.UID] < group[b.UID] {
					group[b.UID], changed = group[a.UID], true
				}
			}
		}
	}
	members := map[int]int{}
	for _, g := range group {
		members[g]++
	}
	return sizes, slices.Max(slices.Collect(maps.Values(members))), len(members)
}

func TestRatiosAreKeptToLessThanAGroup(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		documents := corpus(t, 30, false)
		r := ratios.Draw(t, "ratios")
		p := split.Assign(documents, split.Options{Ratios: r, Seed: rapid.Int64().Draw(t, "seed")})
		sizes, largest, groups := sizesOf(partsOf(t, p, documents), documents, len(r))
		total := int64(0)
		for _, n := range r {
			total += n
		}
		for part, n := range sizes {
			over := int64(n)*total - r[part]*int64(len(documents))
			if int64(largest)*total <= over || over < 0 && int64(len(r)-1)*int64(largest)*total <= -over {
				t.Fatalf("part %d of %v has %d of %d documents; the largest group has %d", part, r, n, len(documents), largest)
			}
			if n == 0 && (len(r) <= groups || 1 < groups && r.Parts()[part] != split.Dev) {
				t.Fatalf("part %d of %v is empty, with %d groups", part, r, groups)
			}
			if says := strings.Contains(fmt.Sprint(p.Warnings), r.Parts()[part]+" is empty"); says != (n == 0) {
				t.Fatalf("part %d has %d documents, and the warnings are %q", part, n, p.Warnings)
			}
		}
	})
}

func TestPinsAreKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		documents := corpus(t, 30, true)
		r := ratios.Draw(t, "ratios")
		p := split.Assign(documents, split.Options{Ratios: r, Seed: rapid.Int64().Draw(t, "seed")})
		contradiction := strings.Contains(fmt.Sprint(p.Warnings), "several parts")
		if unknown := strings.Contains(fmt.Sprint(p.Warnings), `"holdout"`); unknown != slices.ContainsFunc(documents, func(d split.Document) bool { return d.Pin == "holdout" }) {
			t.Fatalf("warnings: %q", p.Warnings)
		}
		for _, d := range documents {
			part, _ := p.Part(d.UID)
			pin := strings.Replace(strings.ToLower(d.Pin), "validation", "dev", 1)
			at := slices.Index(r.Parts(), pin)
			if 0 <= at && (part < at || part != at && !contradiction) {
				t.Fatalf("a document pinned to %s is in part %d of %v; warnings %q", d.Pin, part, r.Parts(), p.Warnings)
			}
		}
	})
}

// Where pins are to be ignored, they count for nothing, and nothing is said of them.
func TestPinsCanBeIgnored(t *testing.T) {
	pinned, free := articles(100), articles(100)
	for i := range pinned {
		pinned[i].Pin = []string{"train", "holdout"}[i%2]
	}
	r, _ := split.Parse("80/10/10")
	want := split.Assign(free, split.Options{Ratios: r})
	got := split.Assign(pinned, split.Options{Ratios: r, IgnorePins: true})
	if d := cmp.Diff(partsOf(t, want, free), partsOf(t, got, pinned)); d != "" || got.Pinned != 0 || !cmp.Equal(want.Warnings, got.Warnings) {
		t.Errorf("%d pinned, warnings %q, parts (-without pins +ignored):\n%s", got.Pinned, got.Warnings, d)
	}
	kept := split.Assign(pinned, split.Options{Ratios: r})
	if kept.Pinned != 50 {
		t.Errorf("%d documents are pinned, want 50", kept.Pinned)
	}
}

// articles are so many documents of their own, with labels that are rare and
// labels that are not.
func articles(n int) []split.Document {
	random := rand.New(rand.NewPCG(1, 2))
	documents := make([]split.Document, n)
	for i := range documents {
		documents[i] = split.Document{UID: uid("article", i), Story: uid("news", i), Text: text.HashOf(fmt.Sprint(i)), Alone: true,
			Labels: map[string]int{"PERSON": random.IntN(60), "ORG": random.IntN(30), "QUOTE": random.IntN(5)}}
		if i%50 == 0 {
			documents[i].Labels["RARE"] = 1 + random.IntN(3)
		}
		if i%20 < 3 && 0 < i { // three documents to a story, one in twenty
			documents[i].Story = uid("news", i/20*20)
		}
	}
	return documents
}

func TestLabelsAreBalanced(t *testing.T) {
	documents := articles(1000)
	r, _ := split.Parse("80/10/10")
	for seed := range int64(20) {
		p := split.Assign(documents, split.Options{Ratios: r, Seed: seed})
		spans, total, sizes := map[string][3]int{}, map[string]int{}, [3]int{}
		for _, d := range documents {
			part, _ := p.Part(d.UID)
			sizes[part]++
			for label, n := range d.Labels {
				have := spans[label]
				have[part] += n
				spans[label] = have
				total[label] += n
			}
		}
		if sizes != [3]int{800, 100, 100} {
			t.Errorf("seed %d: parts of %v documents", seed, sizes)
		}
		for label, have := range spans {
			for part, share := range []float64{.8, .1, .1} {
				// A document has up to 3 spans of RARE, of which there are about 40.
				want, off := share*float64(total[label]), max(3, 0.005*float64(total[label]))
				if float64(have[part]) < want-off || want+off < float64(have[part]) {
					t.Errorf("seed %d: part %d has %d of %d spans of %s", seed, part, have[part], total[label], label)
				}
			}
		}
	}
}

// Every part must have large stories, not only the one with most room.
func TestLargeStoriesStandInEveryPart(t *testing.T) {
	var documents []split.Document
	for i := range 1000 {
		d := split.Document{UID: uid("d", i), Story: uid("single", i), Text: text.HashOf(fmt.Sprint(i))}
		if i < 120 {
			d.Story = uid("quartet", i/4)
		}
		documents = append(documents, d)
	}
	r, _ := split.Parse("80/10/10")
	p := split.Assign(documents, split.Options{Ratios: r})
	var of [3]int
	for _, d := range documents[:120] {
		part, _ := p.Part(d.UID)
		of[part]++
	}
	if of != [3]int{96, 12, 12} {
		t.Errorf("documents of large stories by part: %v", of)
	}
}

func TestAnotherSeedIsAnotherPlan(t *testing.T) {
	documents := articles(200)
	r, _ := split.Parse("80/10/10")
	seen := map[string]bool{}
	for seed := range int64(50) {
		p := split.Assign(documents, split.Options{Ratios: r, Seed: seed - 25})
		seen[fmt.Sprint(partsOf(t, p, documents))] = true
	}
	if len(seen) != 50 {
		t.Errorf("%d plans of 50 seeds", len(seen))
	}
}

func TestEqualRatiosMakeEqualPlans(t *testing.T) {
	documents := articles(100)
	a, _ := split.Parse("80/10/10")
	b, _ := split.Parse("0.8/0.1/0.1")
	if d := cmp.Diff(partsOf(t, split.Assign(documents, split.Options{Ratios: a}), documents), partsOf(t, split.Assign(documents, split.Options{Ratios: b}), documents)); d != "" {
		t.Error(d)
	}
}

// The plan of a small corpus, written out: it must be the same on every machine
// and in every later version, since a test part that changes under somebody's
// hands makes scores incomparable.
func TestThePlanStays(t *testing.T) {
	documents := articles(30)
	r, _ := split.Parse("60/20/20")
	var plan []byte
	p := split.Assign(documents, split.Options{Ratios: r, Seed: 7})
	for _, d := range documents {
		part, _ := p.Part(d.UID)
		plan = append(plan, "012"[part])
	}
	if want := "000221000000001120200002201011"; string(plan) != want {
		t.Errorf("the plan is %s, not %s", plan, want)
	}
}

func TestWarnings(t *testing.T) {
	single := func(i int, pin string) split.Document {
		return split.Document{UID: uid("d", i), Story: uid("s", i), Text: text.HashOf(fmt.Sprint(i)), Alone: true, Pin: pin}
	}
	both := func(i int, pin string) split.Document {
		d := single(i, pin)
		d.Story, d.Alone = uid("both", 0), false
		return d
	}
	for name, c := range map[string]struct {
		documents []split.Document
		ratios    string
		want      []string
	}{
		"nothing": {nil, "80/20", []string{"No document was chosen: all parts are empty."}},
		"a story and an article": {[]split.Document{both(1, ""), both(2, ""), both(3, ""), both(4, ""), single(5, "")}, "80/20",
			[]string{"1 of 5 documents stands alone in its story: others that tell the same news, and are not joined with it, may be in another part."}},
		"one part more": {[]split.Document{both(1, ""), both(2, ""), both(3, ""), both(4, ""), both(5, "")}, "90/10",
			[]string{"The part test is empty: there is 1 story or document to share out."}},
		"a large story": {[]split.Document{both(1, ""), both(2, ""), both(3, ""), both(4, ""), both(5, ""), single(6, ""), single(7, "")}, "50/50",
			[]string{"2 of 7 documents stand alone in their stories: others that tell the same news, and are not joined with them, may be in another part.",
				"The part train has 5 documents where 50% would be 3.5: the largest story has 5 documents.",
				"The part test has 2 documents where 50% would be 3.5: the largest story has 5 documents."}},
		"pins against each other": {[]split.Document{both(1, "train"), both(2, "test"), both(3, "holdout"), single(4, "dev")}, "80/20",
			[]string{`1 document is pinned to the part "dev", which this split does not have: they were parted like the others.`,
				`1 document is pinned to the part "holdout", which this split does not have: they were parted like the others.`,
				"1 story is pinned to several parts: they stay together in the one of these that trains least (test, else dev).",
				"1 of 4 documents stands alone in its story: others that tell the same news, and are not joined with it, may be in another part.",
				"The part train has 1 document where 80% would be 3.2: the largest story has 3 documents and 2 documents are pinned.",
				"The part test has 3 documents where 20% would be 0.8: the largest story has 3 documents and 2 documents are pinned."}},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := split.Parse(c.ratios)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, split.Assign(c.documents, split.Options{Ratios: r}).Warnings); d != "" {
				t.Errorf("warnings (-want +got):\n%s", d)
			}
		})
	}
}

// TestOrderWithinAStoryDoesNotMatter takes stories of two documents, which chance
// shares out, with the documents of each this way round and that.
func TestOrderWithinAStoryDoesNotMatter(t *testing.T) {
	var documents, turned []split.Document
	for i := range 40 {
		d := split.Document{UID: uid("document", i), Story: uid("story", i/2), Text: text.HashOf(fmt.Sprint("text ", i))}
		documents = append(documents, d)
		turned = append(turned, d)
		if i%2 == 1 {
			turned[i-1], turned[i] = turned[i], turned[i-1]
		}
	}
	r, err := split.Parse("50/50")
	if err != nil {
		t.Fatal(err)
	}
	o := split.Options{Ratios: r, Seed: 3}
	want := partsOf(t, split.Assign(documents, o), documents)
	if d := cmp.Diff(want, partsOf(t, split.Assign(turned, o), turned)); d != "" {
		t.Errorf("parts (-one way round +the other):\n%s", d)
	}
}

// BenchmarkAssign parts as many documents as a large corpus has.
func BenchmarkAssign(b *testing.B) {
	documents := articles(11_070)
	r, _ := split.Parse("80/10/10")
	b.ReportAllocs()
	for b.Loop() {
		split.Assign(documents, split.Options{Ratios: r})
	}
	b.ReportMetric(float64(len(documents))*float64(b.N)/b.Elapsed().Seconds(), "documents/s")
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"80/10/10", "0.8/.2", "1/2/3/4", "9999.999/0.001", "//", "1e3/1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := split.Parse(s)
		if err != nil {
			if annotate.CodeOf(err) != annotate.Invalid {
				t.Fatal(err)
			}
			return
		}
		again, err := split.Parse(r.String())
		if len(r) == len(r.Parts()) && (err != nil && slices.Max(r) <= 9999 || err == nil && !slices.Equal(r, again)) {
			t.Fatalf("%q is %v, which reads as %v, %v", s, r, again, err)
		}
		sum := 0.0
		for i := range r {
			if r[i] < 1 {
				t.Fatalf("%q is %v", s, r)
			}
			sum += r.Share(i)
		}
		if sum < 0.999999 || 1.000001 < sum {
			t.Fatalf("the shares of %v add up to %v", r, sum)
		}
	})
}
