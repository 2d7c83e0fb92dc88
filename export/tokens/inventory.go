package tokens

import (
	"slices"

	"postil/annotate"
	"postil/export/dataset"
	"postil/export/wording"
)

// Inventory lists the labels that a data set of tags may hold, in the scheme's
// order: those that are chosen and of no exclusion layer.
type Inventory struct {
	Labels  []Label  // in the scheme's order
	Columns []Column // one, or one for each layer that has labels
	index   map[annotate.UID]int
	letters string // of the tagging: what a tag begins with
}

// Label is a label with the column that it is tagged in.
type Label struct {
	*annotate.Label
	column int
}

// Column is what is tagged by itself: all layers together, or one.
type Column struct {
	Layer  string // "" for all
	labels []int  // index in the inventory
}

// Masks is the index of labels of exclusion layers, which are no entities.
const Masks = -1

// NewInventory lists what the options of an export choose.
func NewInventory(to *dataset.Output) Inventory {
	in := Inventory{index: map[annotate.UID]int{}, letters: lettersOf(to.Options.Tagging)}
	split := to.Options.Overlap == dataset.SplitByLayer
	if !split {
		in.Columns = []Column{{}}
	}
	s, chosen := &to.Vocabulary.Scheme, &to.Options.Choice
	for i := range s.Layers {
		y := &s.Layers[i]
		labels := 0
		for j := range s.Labels {
			l := &s.Labels[j]
			switch {
			case l.Layer != y.UID:
			case y.Exclusion:
				in.index[l.UID] = Masks
			case isChosen(chosen.Layers, y.Name) && isChosen(chosen.Labels, l.Name):
				if labels++; split && labels == 1 {
					in.Columns = append(in.Columns, Column{Layer: y.Name})
				}
				column := len(in.Columns) - 1
				in.index[l.UID] = len(in.Labels)
				in.Columns[column].labels = append(in.Columns[column].labels, len(in.Labels))
				in.Labels = append(in.Labels, Label{l, column})
			}
		}
	}
	if len(in.Columns) == 0 { // no layer has a label
		in.Columns = []Column{{}}
	}
	return in
}

func isChosen(names []string, name string) bool {
	return len(names) == 0 || slices.Contains(names, name)
}

// LabelOf returns the index of a span's label, or [Masks].
func (in *Inventory) LabelOf(s *annotate.Span) (int, error) {
	label, ok := in.index[s.Label]
	if !ok {
		return 0, annotate.At("span "+s.UID.String(), wording.Missing("label", s.Label))
	}
	return label, nil
}

// lettersOf returns what the tags of a tagging begin with: at an entity's
// beginning, inside, at its end and alone; without the last two where the tagging
// does not tell them apart.
func lettersOf(t dataset.Tagging) string {
	switch t {
	case dataset.BIOES:
		return "BIES"
	case dataset.BILOU:
		return "BILU"
	}
	return "BI"
}

// MissingClass is no class, and not outside (0) either: what PyTorch's cross
// entropy ignores by default.
const MissingClass = -100

// Classes returns the names of a column's classes: O, then for each label its
// tags. names are those of the labels, by their index.
func (in *Inventory) Classes(column int, names []string) []string {
	all := []string{"O"}
	for _, l := range in.Columns[column].labels {
		for _, letter := range in.letters {
			all = append(all, string(letter)+"-"+names[l])
		}
	}
	return all
}

// class returns the class of a column's first label at place k of an entity of n
// tokens; those of each label after it follow by as many as there are letters.
func (in *Inventory) class(k, n int) int {
	switch {
	case len(in.letters) == 2:
		return 1 + min(k, 1)
	case n == 1:
		return 1 + 3
	case k == 0:
		return 1
	case k == n-1:
		return 1 + 2
	}
	return 1 + 1
}

// LabelNames returns the names of the labels, as they are.
func (in *Inventory) LabelNames() []string {
	names := make([]string, len(in.Labels))
	for i := range in.Labels {
		names[i] = in.Labels[i].Name
	}
	return names
}

// LayerNames returns the names of the columns' layers.
func (in *Inventory) LayerNames() []string {
	names := make([]string, len(in.Columns))
	for i := range in.Columns {
		names[i] = in.Columns[i].Layer
	}
	return names
}
