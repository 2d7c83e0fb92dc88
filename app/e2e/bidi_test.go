package e2e_test

import (
	"image"
	"testing"
)

// mixed is a page in both directions, with a piece of the other in each paragraph.
const mixed = `The minister met the press in Antwerp on Monday.

قالت وزيرة الأمن إن 121 طنا وصلت إلى Port of Antwerp أمس.

She quoted the phrase وزيرة الأمن once, then left.
`

// A page of Arabic and English is tagged with the mouse: a piece in Arabic, a range
// that crosses directions, a piece of one direction inside of the other. What was
// dragged over is what is copied and what is kept, and the fills stand on it.
func TestMixedPageIsTaggedByMouse(t *testing.T) {
	r := newDesktop(t).read(mixed)

	// In Arabic the range begins at its right end.
	from, to := r.point(r.before("وزيرة الأمن إن")), r.point(r.before(" إن 121"))
	r.exactly(from, r.point(r.after("قالت وزي")), "وزي")
	fills := r.tags("p", from.Sub(image.Pt(6, 0)), to.Add(image.Pt(6, 0)), "وزيرة الأمن")
	r.expect("PERSON وزيرة الأمن")
	r.near("the piece in Arabic", fills, []interval{{to.X, from.X}}, 2)

	// From Arabic into English: the eye sees two pieces, with the rest of the
	// English between them.
	from, port, to := r.point(r.before("إلى Port")), r.point(r.before("Port of")), r.point(r.before(" Antwerp أمس"))
	space := r.point(r.before(" Port of"))
	fills = r.tags("l", from.Sub(image.Pt(4, 0)), to.Sub(image.Pt(5, 0)), "إلى Port of")
	r.expect("PERSON وزيرة الأمن", "PLACE إلى Port of")
	r.near("the range that crosses directions", fills, []interval{{port.X, to.X}, {space.X - 4, from.X}}, 3)

	// Arabic inside of English: the piece ends at its left end.
	from, before := r.point(r.before("وزيرة الأمن once")), r.point(r.before(" وزيرة الأمن once"))
	fills = r.tags("o", from.Sub(image.Pt(5, 0)), before.Add(image.Pt(12, 0)), "وزيرة الأمن")
	r.expect("PERSON وزيرة الأمن", "PLACE إلى Port of", "ORG وزيرة الأمن")
	r.near("Arabic inside of English", fills, []interval{{before.X + 4, from.X}}, 3)
	r.quit()
}

// exactly drags with Ctrl from one point to another and fails unless that selects
// just this text.
func (r *reader) exactly(from, to image.Point, want string) {
	r.t.Helper()
	r.run("xdotool", "keydown", "ctrl")
	r.drag(from.X, from.Y, to.X, to.Y)
	r.run("xdotool", "keyup", "ctrl")
	r.until("with Ctrl the mouse selects "+want, func() bool { return r.copied() == want })
}

// tags drags from one point to another, fails unless that selects just this text,
// presses a label's key, and returns the columns of the line that look otherwise
// then.
func (r *reader) tags(key string, from, to image.Point, want string) []interval {
	r.t.Helper()
	r.clear()
	before, spans := r.picture(), len(r.marks())
	r.drag(from.X, from.Y, to.X, to.Y)
	r.until("the mouse selects "+want, func() bool { return r.copied() == want })
	r.keys(key)
	r.until("it is tagged", func() bool { return len(r.marks()) > spans })
	r.clear()
	line := image.Rect(paneArea.Min.X, from.Y-12, paneArea.Max.X, from.Y+16)
	return r.picture().changed(before, line)
}

// near fails unless intervals are where they should be, give or take some pixels.
func (r *reader) near(what string, got, want []interval, off int) {
	r.t.Helper()
	same := len(got) == len(want)
	for i := 0; same && i < len(want); i++ {
		same = max(abs(got[i].from-want[i].from), abs(got[i].to-want[i].to)) <= off
	}
	if !same {
		r.t.Errorf("%s is marked at the pixels %v, want %v", what, got, want)
	}
}

func abs(x int) int { return max(x, -x) }
