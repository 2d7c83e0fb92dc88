package jsonobject_test

import (
	"fmt"
	"strings"
	"testing"

	"postil/export/jsonobject"
)

// numbered returns n members whose keys begin with a letter.
func numbered(letter string, n int) (all []jsonobject.Member) {
	for i := range n {
		all = append(all, jsonobject.Member{Key: fmt.Sprint(letter, i), Value: fmt.Append(nil, i)})
	}
	return all
}

// TestMerge merges few members and many: each key stands once, in the order in which
// it came, and another value for one is an error.
func TestMerge(t *testing.T) {
	for _, n := range []int{0, 1, 16, 17, 100} {
		meta := numbered("m", n)
		beside := append(numbered("b", n), meta...)
		all, err := jsonobject.Merge(meta, beside)
		if err != nil || len(all) != 2*n {
			t.Fatalf("%d members became %d: %v", n, len(all), err)
		}
		for i, m := range all {
			want := beside[(i+n)%max(2*n, 1)].Key
			if m.Key != want {
				t.Errorf("of %d, member %d is %s, not %s", n, i, m.Key, want)
			}
		}
		if n == 0 {
			continue
		}
		last := fmt.Sprint("m", n-1)
		if _, err := jsonobject.Merge(meta, []jsonobject.Member{{Key: last, Value: []byte(`"other"`)}}); err == nil || !strings.Contains(err.Error(), last) {
			t.Errorf("%s of %d: %v", last, n, err)
		}
	}
}

// BenchmarkMerge merges objects of many keys; its time a key must not grow with them.
func BenchmarkMerge(b *testing.B) {
	for _, n := range []int{16, 1000, 100_000} {
		meta, beside := numbered("m", n), numbered("b", n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if _, err := jsonobject.Merge(meta, beside); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/key")
		})
	}
}
