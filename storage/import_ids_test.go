package storage_test

import (
	"encoding/binary"
	"testing"

	"postil/annotate"
	"postil/storage"
)

func TestIDsComeBackInOrder(t *testing.T) {
	for _, n := range []int{0, 1, storage.IDPage - 1, storage.IDPage, storage.IDPage + 1, 2 * storage.IDPage, 3*storage.IDPage + 7} {
		var l storage.IDs
		for i := range n {
			l.Add(annotate.UID{15: 0, 0: 1, 8: byte(i >> 16), 9: byte(i >> 8), 10: byte(i)})
			if got := idNumber(l.At(i)); got != i {
				t.Fatalf("of %d ids, the one at %d reads %d while they come", n, i, got)
			}
		}
		for i := range l.Len() {
			if got := idNumber(l.At(i)); got != i {
				t.Fatalf("of %d ids, the one at %d reads %d", n, i, got)
			}
		}
		if 0 < n && idNumber(l.At(0)) != 0 {
			t.Errorf("of %d ids, the first is another when it is asked for again", n)
		}
		if l.Close(); l.Len() != n || l.Err() != nil {
			t.Errorf("%d ids are %d after closing, %v", n, l.Len(), l.Err())
		}
	}
}

// idNumber reads the place that the test has put into an id.
func idNumber(u annotate.UID) int {
	return int(binary.BigEndian.Uint32(append([]byte{0}, u[8:11]...)))
}

func TestIDsSayWhyTheyAreMissing(t *testing.T) {
	t.Setenv("TMPDIR", "/nowhere/at/all")
	var l storage.IDs
	for range storage.IDPage + 1 {
		l.Add(annotate.NewUID())
	}
	if got := l.At(0); !got.IsZero() || l.Err() == nil || l.Len() != storage.IDPage+1 {
		t.Errorf("%v, %v, %d", got, l.Err(), l.Len())
	}
	l.Close()
}
