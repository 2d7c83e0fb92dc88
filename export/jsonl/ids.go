package jsonl

import (
	"fmt"
	"strconv"

	"postil/annotate"
	"postil/export/intake"
)

// scope is where ids must differ: a file, or within it one document.
type scope struct {
	owner annotate.UID           // the document; zero for a file
	taken map[annotate.UID]int32 // the ids that stand for something already, and the place of the record where
	again map[annotate.UID]int   // how often a derived id was wanted again

	fresh, wanted []annotate.UID // what was added to taken and again since mark
}

func newScope(owner annotate.UID) scope {
	return scope{owner: owner, taken: map[annotate.UID]int32{}, again: map[annotate.UID]int{}}
}

// derived returns the UID that follows from a name.
func (s *scope) derived(name string) annotate.UID {
	if s.owner.IsZero() {
		return annotate.UIDFromName(name)
	}
	return annotate.UIDWithin(s.owner, name)
}

// mark remembers what is there.
func (s *scope) mark() { s.fresh, s.wanted = s.fresh[:0], s.wanted[:0] }

// reset takes back what came in since mark.
func (s *scope) reset() {
	for _, u := range s.fresh {
		delete(s.taken, u)
	}
	for _, u := range s.wanted {
		s.again[u]--
	}
}

func (s *scope) add(u annotate.UID, place int) {
	s.taken[u] = int32(place)
	s.fresh = append(s.fresh, u)
}

// manyIDs is how many ids of a document are too many to use their memory again.
const manyIDs = 1000

// begin starts with another document.
func (s *scope) begin(owner annotate.UID) {
	if manyIDs < len(s.taken) {
		*s = newScope(owner)
		return
	}
	s.owner = owner
	clear(s.taken)
	clear(s.again)
	s.mark()
}

// place returns where the record in hand stands: the line, of an array the number.
func (r *Reader) place() (what string, n int) {
	if r.in.Array() {
		return "record", r.in.Number()
	}
	return "line", r.in.Line()
}

// stands tells whether an id stands for something already.
func (r *Reader) stands(u annotate.UID) bool {
	_, anywhere := r.everywhere.taken[u]
	_, here := r.here.taken[u]
	return anywhere || here
}

// take takes the UID of what the file calls id, or reports an error where it
// stands for something already.
func (r *Reader) take(in *scope, u annotate.UID, id []byte) error {
	place, twice := r.everywhere.taken[u]
	if !twice {
		place, twice = r.here.taken[u]
	}
	if twice {
		first := "earlier in this document"
		if what, here := r.place(); int(place) != here {
			first = "in " + what + " " + strconv.Itoa(int(place))
		}
		return &annotate.Error{Code: annotate.Exists, What: "the id " + annotate.Excerpt(string(id)) + " stands twice, first " + first, Hint: "give one of them another id"}
	}
	_, here := r.place()
	in.add(u, here)
	return nil
}

// derive returns the UID that follows from what a thing says, and takes it.
// Where the same was said before, it is another thing with another UID.
func (r *Reader) derive(in *scope, what string) annotate.UID {
	first := in.derived(what)
	u := first
	for r.stands(u) {
		in.again[first]++
		in.wanted = append(in.wanted, first)
		u = in.derived(fmt.Sprintf("%s\x00%d", what, in.again[first]))
	}
	_, here := r.place()
	in.add(u, here)
	return u
}

// takeWithin returns the UID of the document's thing that a record calls id, and
// takes it.
func (r *Reader) takeWithin(kind string, id []byte) (annotate.UID, error) {
	u, spelt := intake.IDWithin(r.here.owner, kind, id)
	if spelt && (!r.options.Checked || r.options.SkipBad) {
		return u, r.take(&r.everywhere, u, id)
	}
	return u, r.take(&r.here, u, id)
}
