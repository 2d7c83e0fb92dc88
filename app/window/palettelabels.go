package window

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"postil/annotate"
	"postil/app/docview"
)

// labelQuestion is the palette's second step: which label text gets that is
// marked with a tag no label is known for, such as a new one.
type labelQuestion struct {
	row         paletteRow // what was chosen before
	query, foot string     // what stood in the palette before
	placeholder string
}

// askLabel lists the labels in place of the past tags: a label's key takes it,
// so do the arrows and Enter.
func (p *palette) askLabel(r paletteRow, scheme *annotate.Scheme) {
	p.asking = &labelQuestion{row: r, query: p.query.Text, foot: p.foot.Text, placeholder: p.query.PlaceHolder}
	p.query.SetText("")
	p.query.SetPlaceHolder("Which label? Press its key, or choose one and press Enter…")
	p.foot.SetText("The label for " + quoted(r.name(), 50) + " · Esc goes back")
	p.showRows(labelChoices(scheme))
}

// labelChoices are the rows of all labels, by layer.
func labelChoices(s *annotate.Scheme) []paletteRow {
	var rows []paletteRow
	for _, layer := range s.Layers {
		for _, l := range s.LabelsOf(layer.UID) {
			row := paletteRow{key: strings.ToUpper(l.Key), layer: layer.Name}
			row.hit.Text, row.hit.Label = l.Name, l.UID
			rows = append(rows, row)
		}
	}
	return rows
}

// typedKey takes the label whose key was typed.
func (p *palette) typedKey(key string) {
	if key == "" {
		return
	}
	typed := docview.LabelKey{Name: strings.ToLower(key), Place: p.query.place}
	for _, name := range labelKeyNames(typed, p.numbering()) {
		if i := slices.IndexFunc(p.rows, func(r paletteRow) bool { return r.key == strings.ToUpper(name) }); 0 <= i {
			p.answer(p.rows[i])
			return
		}
	}
	p.foot.SetText(noLabelWith(labelKeyNames(typed, p.numbering())))
	p.query.SetText("")
}

// answer goes on with the label that was chosen.
func (p *palette) answer(label paletteRow) {
	r := p.asking.row
	r.hit.Label = label.hit.Label
	p.asking = nil
	p.choose(r)
}

// endAsking goes back to the past tags, with the query as it was.
func (p *palette) endAsking() {
	was := p.asking
	p.asking = nil
	p.query.SetPlaceHolder(was.placeholder)
	p.foot.SetText(was.foot)
	p.query.SetText(was.query)
	p.query.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
}
