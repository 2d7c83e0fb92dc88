package fold

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// Folded is a folded text that knows where it comes from.
type Folded struct {
	// Text is the folded text, as [String] returns it.
	Text string

	size  int // bytes of the original
	edits []edit
}

// edit is a grapheme cluster of the original, [from, from+fromLen), that
// became the bytes [to, to+toLen). Between edits the bytes are the same, and
// each character is a cluster.
type edit struct{ from, to, fromLen, toLen uint32 }

// Map folds s, which may have up to 4 GB, and keeps the way back.
func Map(s string) Folded {
	m := NewMapper(s)
	m.Fold(len(s))
	return m.Folded()
}

// Mapper folds a long text piece by piece, for callers that use the beginning
// while the rest is still to come. It is not safe for use by several goroutines
// at once; what it returned is.
type Mapper struct {
	rest  string
	size  int // bytes of the original that are folded
	text  strings.Builder
	edits []edit
}

// NewMapper prepares the folding of s, which may have up to 4 GB. Nothing is
// folded yet.
func NewMapper(s string) *Mapper { return &Mapper{rest: s} }

// Folded is what is folded so far. It stays as it is when more is folded.
func (m *Mapper) Folded() Folded { return Folded{Text: m.text.String(), size: m.size, edits: m.edits} }

// Done is true when all of the text is folded.
func (m *Mapper) Done() bool { return m.rest == "" }

// Fold folds about n bytes more: up to the first end of a grapheme cluster at or
// after them.
func (m *Mapper) Fold(n int) {
	s := m.rest
	out := make([]byte, 0, min(n, len(s))+8)
	clusters := graphemes.FromString("")
	at := 0
	for at < min(n, len(s)) {
		if alone(s[at:]) {
			out = append(out, ascii[s[at]])
			at++
			continue
		}
		clusters.SetText(s[at:])
		cluster := clusters.First()
		to := len(out)
		out = Append(out, cluster)
		if !same(cluster, out[to:]) {
			m.edits = append(m.edits, edit{uint32(m.size + at), uint32(m.text.Len() + to), uint32(len(cluster)), uint32(len(out) - to)})
		}
		at += len(cluster)
	}
	m.text.Write(out)
	m.size += at
	m.rest = s[at:]
}

// alone reports whether the first byte of s is ASCII and a cluster by itself,
// as it is before another and at the end, but for the CR of CR LF.
func alone(s string) bool {
	return s[0] < utf8.RuneSelf && s[0] != '\r' && (len(s) == 1 || s[1] < utf8.RuneSelf)
}

// same reports whether a cluster needs no edit: it is one character, and keeps
// its length, so that bytes correspond (so do "A" and "a").
func same(cluster string, to []byte) bool {
	if len(to) != len(cluster) {
		return false
	}
	_, size := utf8.DecodeRuneInString(cluster)
	if size != len(cluster) {
		return false
	}
	_, size = utf8.DecodeRune(to)
	return size == len(to)
}

// Original returns the bytes [from, to) of the original that the bytes
// [start, end) of Text come from: the grapheme clusters of which any part lies
// in the range, whole, so with all their marks. An empty range gives the empty
// range at the beginning of the cluster that its place comes from.
// Offsets beyond Text count as its ends.
func (f Folded) Original(start, end int) (from, to int) {
	start = max(0, min(start, len(f.Text)))
	end = max(start, min(end, len(f.Text)))
	from, _ = f.cluster(start)
	if start == end {
		return from, from
	}
	_, to = f.cluster(end - 1)
	return from, to
}

// cluster returns the cluster of the original that byte b of Text comes from,
// and the original's end for the end of Text.
func (f Folded) cluster(b int) (from, to int) {
	if b == len(f.Text) {
		return f.size, f.size
	}
	for !utf8.RuneStart(f.Text[b]) {
		b--
	}
	i := sort.Search(len(f.edits), func(i int) bool { return int(f.edits[i].to) > b }) - 1
	shift := 0
	if i >= 0 {
		e := f.edits[i]
		if b < int(e.to)+int(e.toLen) {
			return int(e.from), int(e.from) + int(e.fromLen)
		}
		shift = int(e.from) + int(e.fromLen) - int(e.to) - int(e.toLen)
	}
	_, size := utf8.DecodeRuneInString(f.Text[b:])
	return b + shift, b + shift + size
}
