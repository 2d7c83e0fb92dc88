package docview

import (
	"fmt"

	"postil/app/textlayout"
)

// BuiltInFont is the name of the family that is part of the program.
const BuiltInFont = "Noto Sans"

// letters are those of a family that sets Latin text.
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// FontFamilies lists the families of this machine in which Latin text can be set,
// or a script of a given text, by name. It takes a moment, and may run on any goroutine.
func FontFamilies(text string) ([]string, error) {
	families, err := textlayout.Families("")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, f := range families {
		if f.Sets(letters) || f.Sets(text) {
			names = append(names, f.Name)
		}
	}
	return names, nil
}

// fontsOf are the faces of a reading pane: of a family if one is given, then the
// program's own, then the machine's.
func fontsOf(family string) (*textlayout.Fonts, error) {
	if family == "" {
		return sharedFonts(), nil
	}
	found, ok, err := textlayout.FindFamily(family, "")
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fmt.Errorf("there is no font “%s” on this machine", family)
	}
	return sharedFonts().With(found)
}

// SetFont sets the text in a family of this machine, or with "" in the one that is
// part of the program; that one, and then all others, have what the family lacks.
// Notes in the margin keep the program's own. The text at the pane's top stays
// there. Where it fails, as for a family that this machine does not have, the font
// stays as it was.
func (v *View) SetFont(family string) error {
	fonts, err := fontsOf(family)
	if err != nil {
		return err
	}
	v.font = family
	v.pane.setFonts(fonts)
	v.repaint()
	return nil
}

// Font is the family that the text is set in, "" for the program's own.
func (v *View) Font() string { return v.font }

// setFonts sets the text in other faces.
func (p *pane) setFonts(fonts *textlayout.Fonts) {
	p.fonts = fonts
	if p.doc == nil {
		return
	}
	p.keepTop(func() {
		p.flow = textlayout.NewFlow(p.text, fonts, p.style(), p.measures.columnW)
		p.view = textlayout.NewView(p.flow, p.measures.textHeight())
	})
	p.closeCard()
}
