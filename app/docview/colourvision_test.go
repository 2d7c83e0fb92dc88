package docview

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2/test"

	"postil/annotate"
)

// sight turns linear red, green and blue into what somebody sees.
type sight [3][3]float64

// sights are those of people without one of the three kinds of cones: the matrices for
// severity 1.0 of Machado, Oliveira and Fernandes, "A Physiologically-based Model for
// Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009.
var sights = map[string]sight{
	"all cones": {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia": {
		{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998},
	},
	"deuteranopia": {
		{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881},
	},
	"tritanopia": {
		{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900},
	},
}

// lab is a colour as somebody sees it, in CIE 1976 L*a*b* under D65 (CIE 15).
func (s sight) lab(c color.NRGBA) (lab [3]float64) {
	linear := func(part uint8) float64 {
		x := float64(part) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	rgb := [3]float64{linear(c.R), linear(c.G), linear(c.B)}
	seen := apply(s, rgb)
	for i := range seen {
		seen[i] = max(0, min(seen[i], 1))
	}
	xyz := apply(sight{{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}}, seen)
	var f [3]float64
	for i, white := range [3]float64{0.9505, 1, 1.089} {
		if t := xyz[i] / white; t > 216.0/24389 {
			f[i] = math.Cbrt(t)
		} else {
			f[i] = (24389.0/27*t + 16) / 116
		}
	}
	return [3]float64{116*f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])}
}

func apply(m sight, v [3]float64) (to [3]float64) {
	for i, row := range m {
		to[i] = row[0]*v[0] + row[1]*v[1] + row[2]*v[2]
	}
	return to
}

// apart is how far two colours look from each other: CIE 1976 ΔE*ab, in which 2.3 is
// just noticeable.
func (s sight) apart(a, b color.NRGBA) float64 {
	x, y := s.lab(a), s.lab(b)
	return math.Sqrt((x[0]-y[0])*(x[0]-y[0]) + (x[1]-y[1])*(x[1]-y[1]) + (x[2]-y[2])*(x[2]-y[2]))
}

// Labels that are drawn alike are told apart by the colour of their lines, whichever
// cones the reader's eyes lack.
func TestDefaultLabelsAreToldApartByAllEyes(t *testing.T) {
	const least = 6 // between two and three times what is just noticeable
	test.NewTempApp(t)
	scheme := annotate.DefaultScheme()
	for theme, th := range Themes {
		test.ApplyTheme(t, th)
		p := themePalette()
		for i, a := range scheme.Labels {
			for _, b := range scheme.Labels[:i] {
				if scheme.Layer(a.Layer).Look != scheme.Layer(b.Layer).Look {
					continue
				}
				for name, s := range sights {
					if got := s.apart(p.label(a.Colour).line, p.label(b.Colour).line); got < least {
						t.Errorf("%s, %s: %s and %s are %.1f apart, want %d", theme, name, a.Name, b.Name, got, least)
					}
				}
			}
		}
	}
}
