package e2e_test

import (
	"image"
	"image/color"
)

// caretColour is that of the caret in the light theme, and of nothing else in a text
// without spans.
var caretColour = color.NRGBA{0x1d, 0x5c, 0x9e, 0xff}

// picture is what the screen shows, three bytes a pixel.
type picture []byte

// picture looks at the screen.
func (d *desktop) picture() picture {
	d.t.Helper()
	out, err := d.command("import", "-window", "root", "-depth", "8", "rgb:-").Output()
	if err != nil || len(out) != 3*screenWidth*screenHeight {
		d.t.Fatalf("no picture of the screen: %d bytes, %v", len(out), err)
	}
	return out
}

// at is the colour of a pixel.
func (p picture) at(x, y int) color.NRGBA {
	i := 3 * (y*screenWidth + x)
	return color.NRGBA{p[i], p[i+1], p[i+2], 0xff}
}

// coloured bounds the pixels of a colour in an area.
func (p picture) coloured(area image.Rectangle, c color.NRGBA) image.Rectangle {
	return bounds(area, func(x, y int) bool { return p.at(x, y) == c })
}

// difference bounds the pixels of an area that differ from an earlier picture.
func (p picture) difference(before picture, area image.Rectangle) image.Rectangle {
	return bounds(area, func(x, y int) bool { return p.at(x, y) != before.at(x, y) })
}

// bounds is the smallest rectangle that holds the pixels of an area that are so.
func bounds(area image.Rectangle, so func(x, y int) bool) (b image.Rectangle) {
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if so(x, y) {
				b = b.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return b
}

// inked are the columns of an area on which something dark is seen, as text is.
func (p picture) inked(area image.Rectangle) []interval {
	return columns(area, func(x, y int) bool {
		c := p.at(x, y)
		return int(c.R)+int(c.G)+int(c.B) < 3*110
	})
}

// changed are the columns of an area that differ from an earlier picture.
func (p picture) changed(before picture, area image.Rectangle) []interval {
	return columns(area, func(x, y int) bool { return p.at(x, y) != before.at(x, y) })
}

// interval is the pixels [from, to) of a row.
type interval struct{ from, to int }

// columns are the columns of an area in which a pixel is so; gaps of two pixels and
// less are none.
func columns(area image.Rectangle, so func(x, y int) bool) (found []interval) {
	for x := area.Min.X; x < area.Max.X; x++ {
		for y := area.Min.Y; y < area.Max.Y; y++ {
			if !so(x, y) {
				continue
			}
			if n := len(found); n > 0 && x <= found[n-1].to+2 {
				found[n-1].to = x + 1
			} else {
				found = append(found, interval{x, x + 1})
			}
			break
		}
	}
	return found
}
