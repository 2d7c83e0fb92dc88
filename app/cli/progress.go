package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"postil/app/project"
)

// bar shows progress on one line of a terminal, and nothing elsewhere.
type bar struct {
	w    io.Writer // nil where there is no terminal
	last time.Time
}

// redraw is how often the line changes at most.
const redraw = 100 * time.Millisecond

func newBar(w io.Writer) *bar {
	if f, ok := w.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			return &bar{w: w}
		}
	}
	return &bar{}
}

// eraseLine goes to the line's start and clears it (ECMA-48, EL).
const eraseLine = "\r\x1b[K"

func (b *bar) show(p project.Progress) {
	if b.w == nil || time.Since(b.last) < redraw {
		return
	}
	b.last = time.Now()
	line := p.Stage
	if 0 < p.Total {
		line += fmt.Sprintf(" %d%%", 100*p.Done/p.Total)
	}
	if p.File != "" {
		line += "  " + filepath.Base(p.File)
	}
	fmt.Fprint(b.w, eraseLine+line)
}

func (b *bar) clear() {
	if b.w != nil {
		fmt.Fprint(b.w, eraseLine)
	}
}
