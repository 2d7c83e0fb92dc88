package fold

import (
	"sort"
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
	f := Folded{size: len(s)}
	out := make([]byte, 0, len(s)+8)
	clusters := graphemes.FromString("")
	for at := 0; at < len(s); {
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
			f.edits = append(f.edits, edit{uint32(at), uint32(to), uint32(len(cluster)), uint32(len(out) - to)})
		}
		at += len(cluster)
	}
	f.Text = string(out)
	return f
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
