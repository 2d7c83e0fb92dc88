package docview

import (
	"testing"

	"postil/annotate"
)

// The margin and the card name the tag that a span carries, and none where it carries
// none.
func TestSpansAreNamedByTheirTags(t *testing.T) {
	m := newMachine(testFonts(t))
	tag := annotate.UIDFromName("a tag")
	m.pane.names.Tag = func(uid annotate.UID) string { return "tag " + uid.String() }
	for _, c := range []struct {
		tag  annotate.UID
		want string
	}{{tag, "tag " + tag.String()}, {annotate.UID{}, ""}} {
		span := annotate.Span{UID: annotate.NewUID(), Tag: c.tag, Fragments: []annotate.Fragment{{Start: 0, End: 5, Text: "words"}}}
		if got := m.pane.tagName(newEntry(&span, looks[2])); got != c.want {
			t.Errorf("a span with the tag %v is named %q, want %q", c.tag, got, c.want)
		}
	}
}
