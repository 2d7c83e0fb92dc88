package table

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// TestUnreadLinesStandWhereTheyAre has reading fail, which no file does when asked.
func TestUnreadLinesStandWhereTheyAre(t *testing.T) {
	broken := errors.New("input/output error")
	for _, c := range []struct {
		read   string
		layout layout
		line   int
	}{
		{"text,id\na,1\n\nb,2\n", layout{delimiter: ','}, 5},
		{"text,id\n\"a\n\nb\",2\n\"c\n", layout{delimiter: ','}, 6},
		{"text\tid\na\t1\n", layout{delimiter: '\t', plain: true}, 3},
	} {
		rows, err := newDelimited(io.MultiReader(strings.NewReader(c.read), iotest.ErrReader(broken)), c.layout)
		line := 0
		for err == nil {
			_, line, err = rows.next()
		}
		if !errors.Is(err, broken) || line != c.line {
			t.Errorf("%q: line %d: %v", c.read, line, err)
		}
	}
	if _, err := newDelimited(iotest.ErrReader(broken), layout{delimiter: ','}); !errors.Is(err, broken) || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("in the header: %v", err)
	}
}
