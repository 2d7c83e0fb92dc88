package docview

import "postil/annotate"

// spanStyle is how the spans of one label look.
type spanStyle struct {
	look   annotate.Look
	label  string
	colour annotate.Colour
	shades labelColours
}

// styles holds one style for each label. Entries point to them, so that a
// renamed label or another theme costs as much as there are labels.
type styles struct {
	palette *palette
	byLabel map[annotate.UID]*spanStyle
	unknown *spanStyle // of labels that the scheme lacks
}

// newStyles makes styles without labels.
func newStyles(p *palette) *styles {
	s := &styles{
		byLabel: map[annotate.UID]*spanStyle{},
		unknown: &spanStyle{look: annotate.Fill, label: "?", colour: 0x808080},
	}
	s.setPalette(p)
	return s
}

// of is the style of a label.
func (s *styles) of(label annotate.UID) *spanStyle {
	if style := s.byLabel[label]; style != nil {
		return style
	}
	return s.unknown
}

// setPalette changes to another theme.
func (s *styles) setPalette(p *palette) {
	s.palette = p
	s.unknown.shades = p.label(s.unknown.colour)
	for _, style := range s.byLabel {
		style.shades = p.label(style.colour)
	}
}

// setScheme takes over labels and layers. It reports whether a label came, went
// or has another look, so that entries must ask for their styles anew; a style
// that entries hold keeps its look.
func (s *styles) setScheme(scheme *annotate.Scheme) (changed bool) {
	before := s.byLabel
	s.byLabel = make(map[annotate.UID]*spanStyle, len(scheme.Labels))
	for _, l := range scheme.Labels {
		look := annotate.Fill
		if layer := scheme.Layer(l.Layer); layer != nil {
			look = layer.Look
		}
		style := before[l.UID]
		if style == nil || style.look != look {
			style = &spanStyle{}
			changed = true
		}
		*style = spanStyle{look: look, label: l.Name, colour: l.Colour, shades: s.palette.label(l.Colour)}
		s.byLabel[l.UID] = style
	}
	return changed || len(before) != len(s.byLabel)
}
