package export

import (
	"strconv"

	"postil/annotate"
)

// bratWords is a vocabulary as a writer of .ann files needs it: found by UID,
// with names as lines can spell them.
type bratWords struct {
	vocabulary *annotate.Vocabulary
	labels     map[annotate.UID]bratWord
	types      map[annotate.UID]bratWord
	tags       map[annotate.UID]*annotate.Tag
	attributes map[string]string // how names are spelt
}

// bratWord is a name, and how it is spelt.
type bratWord struct{ name, spelt string }

// is tells whether a name that stands in a line is the word's.
func (w bratWord) is(name string) bool { return name == w.name || name == w.spelt }

func newBratWords(v *annotate.Vocabulary) *bratWords {
	w := &bratWords{vocabulary: v, labels: map[annotate.UID]bratWord{}, types: map[annotate.UID]bratWord{}, tags: map[annotate.UID]*annotate.Tag{}, attributes: map[string]string{}}
	taken := map[string]bool{}
	for _, l := range v.Scheme.Labels {
		w.labels[l.UID] = bratWord{l.Name, spell(l.Name, taken)}
	}
	taken = map[string]bool{}
	for _, t := range v.Scheme.Relations {
		w.types[t.UID] = bratWord{t.Name, spell(t.Name, taken)}
	}
	taken = map[string]bool{}
	for _, d := range v.Scheme.Attributes {
		if _, ok := w.attributes[d.Name]; !ok {
			w.attributes[d.Name] = spell(d.Name, taken)
		}
	}
	for i := range v.Tags {
		w.tags[v.Tags[i].UID] = &v.Tags[i]
	}
	return w
}

// spell returns the name as lines spell it, and where another name is spelt so
// already, with a number.
func spell(name string, taken map[string]bool) string {
	spelt := bratName(name)
	for i := 2; taken[spelt]; i++ {
		spelt = bratName(name) + "_" + strconv.Itoa(i)
	}
	taken[spelt] = true
	return spelt
}
