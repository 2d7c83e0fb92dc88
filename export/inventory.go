package export

import (
	"slices"

	"postil/annotate"
)

// inventory lists the labels that a data set of tags may hold, in the scheme's
// order: those that are chosen and of no exclusion layer.
type inventory struct {
	labels  []tagLabel
	columns []tagColumn
	index   map[annotate.UID]int
	letters string // of the tagging: what a tag begins with
}

// tagLabel is a label with the column that it is tagged in.
type tagLabel struct {
	*annotate.Label
	column int
}

// tagColumn is what is tagged by itself: all layers together, or one.
type tagColumn struct {
	layer  string // "" for all
	labels []int  // index in the inventory
}

// masks is the index of labels of exclusion layers, which are no entities.
const masks = -1

func newInventory(to *output) inventory {
	in := inventory{index: map[annotate.UID]int{}, letters: lettersOf(to.options.Tagging)}
	split := to.options.Overlap == SplitByLayer
	if !split {
		in.columns = []tagColumn{{}}
	}
	s, chosen := &to.vocabulary.Scheme, &to.options.Choice
	for i := range s.Layers {
		y := &s.Layers[i]
		labels := 0
		for j := range s.Labels {
			l := &s.Labels[j]
			switch {
			case l.Layer != y.UID:
			case y.Exclusion:
				in.index[l.UID] = masks
			case isChosen(chosen.Layers, y.Name) && isChosen(chosen.Labels, l.Name):
				if labels++; split && labels == 1 {
					in.columns = append(in.columns, tagColumn{layer: y.Name})
				}
				column := len(in.columns) - 1
				in.index[l.UID] = len(in.labels)
				in.columns[column].labels = append(in.columns[column].labels, len(in.labels))
				in.labels = append(in.labels, tagLabel{l, column})
			}
		}
	}
	if len(in.columns) == 0 { // no layer has a label
		in.columns = []tagColumn{{}}
	}
	return in
}

func isChosen(names []string, name string) bool {
	return len(names) == 0 || slices.Contains(names, name)
}

// labelOf returns the index of a span's label, or [masks].
func (in *inventory) labelOf(s *annotate.Span) (int, error) {
	label, ok := in.index[s.Label]
	if !ok {
		return 0, annotate.At("span "+s.UID.String(), missing("label", s.Label))
	}
	return label, nil
}

// lettersOf returns what the tags of a tagging begin with: at an entity's
// beginning, inside, at its end and alone; without the last two where the tagging
// does not tell them apart.
func lettersOf(t Tagging) string {
	switch t {
	case BIOES:
		return "BIES"
	case BILOU:
		return "BILU"
	}
	return "BI"
}

// missingClass is no class, and not outside (0) either: what PyTorch's cross
// entropy ignores by default.
const missingClass = -100

// classes returns the names of a column's classes: O, then for each label its
// tags. names are those of the labels, by their index.
func (in *inventory) classes(column int, names []string) []string {
	all := []string{"O"}
	for _, l := range in.columns[column].labels {
		for _, letter := range in.letters {
			all = append(all, string(letter)+"-"+names[l])
		}
	}
	return all
}

// class returns the class of a column's first label at place k of an entity of n
// tokens; those of each label after it follow by as many as there are letters.
func (in *inventory) class(k, n int) int {
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

// labelNames returns the names of the labels, as they are.
func (in *inventory) labelNames() []string {
	names := make([]string, len(in.labels))
	for i := range in.labels {
		names[i] = in.labels[i].Name
	}
	return names
}

// layerNames returns the names of the columns' layers.
func (in *inventory) layerNames() []string {
	names := make([]string, len(in.columns))
	for i := range in.columns {
		names[i] = in.columns[i].layer
	}
	return names
}
