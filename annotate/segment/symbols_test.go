package segment_test

import (
	"testing"

	"postil/annotate/segment"
)

func TestSymbolAt(t *testing.T) {
	const text = "so 👩🏽‍🚒, 🇳🇱€ …x"
	for _, c := range []struct {
		before, want string
	}{
		{"so", ""},
		{"so ", "👩🏽‍🚒"},
		{"so 👩", "👩🏽‍🚒"},
		{"so 👩🏽‍🚒", "👩🏽‍🚒"},
		{"so 👩🏽‍🚒,", ""},
		{"so 👩🏽‍🚒, ", "🇳🇱"},
		{"so 👩🏽‍🚒, 🇳🇱", "€"},
		{"so 👩🏽‍🚒, 🇳🇱€", "€"},
		{"so 👩🏽‍🚒, 🇳🇱€ ", ""},
		{text, ""},
	} {
		start, end, ok := segment.SymbolAt(text, len(c.before))
		if got := text[start:end]; got != c.want || ok != (c.want != "") {
			t.Errorf("after %q: %q, %v; want %q", c.before, got, ok, c.want)
		}
	}
	if _, _, ok := segment.SymbolAt("", 0); ok {
		t.Error("an empty text has a symbol")
	}
}
