package annotate

import (
	"fmt"
	"slices"
	"strings"
)

// MergeOptions say how to merge vocabularies.
type MergeOptions struct {
	Strict  bool // refuse labels that the project lacks instead of adding them
	Partial bool // leave out attributes that contradict the project's, and go on; [Mapping.Apply] refuses their values
}

// Merged is a vocabulary to which another was added.
type Merged struct {
	Vocabulary Vocabulary     // both together
	Added      Vocabulary     // what is new in it
	Grown      []AttributeDef // choices that got more values
	Mapping    Mapping        // from the other's things to those of Vocabulary
	Refused    []error        // why attributes were left out
}

// Merge adds what from has and v lacks; v stays as it is. A thing is there
// already where one has its UID, which counts first, or its name:
//
//   - A tag's name alone does not say who is meant. It is there already only
//     where one single tag has its name and reference and, where there is no
//     reference, the same usual label; and where from has no second such tag.
//   - An attribute is there already where the same label or relation type has
//     one of that name.
//
// A layer comes along with its labels: where every one of them is there already,
// in whatever layer, it would stay empty and is not added. One that is empty in
// from comes as it is.
//
// What is there is not overwritten, but a choice gets the values that it lacks.
// Texts may go to a choice, whose values are checked record by record, and
// choices to a text; other differences of kind are a [Conflict], unless
// [MergeOptions].Partial leaves out such an attribute. What is added
// keeps its UID; a label's key that is taken is dropped.
func (v *Vocabulary) Merge(from *Vocabulary, o MergeOptions) (Merged, error) {
	merged, err := NewMerger(v.Clone()).Add(from, v.Tags, o)
	if err != nil {
		return Merged{}, err
	}
	return merged, merged.Vocabulary.Validate()
}

// addition is a merge at work.
type addition struct {
	*Merger
	from  *Vocabulary
	of    map[UID]UID // layers
	grown []int       // attributes that were there before, by their place
}

// refuse reports an error that names the labels, the first ten of them.
func refuse(labels []Label) error {
	if len(labels) == 0 {
		return nil
	}
	var names []string
	for _, l := range labels {
		names = append(names, Excerpt(l.Name))
	}
	if more := len(names) - 10; 0 < more {
		names = append(names[:10], fmt.Sprintf("and %d more", more))
	}
	return &Error{Code: Refused, What: "the scheme has no label " + strings.Join(names, ", "), Hint: "add what is missing first, or let the import add it"}
}

// scheme adds the scheme, and returns why attributes were left out.
func (a *addition) scheme(o MergeOptions) (refused []error, err error) {
	labels := len(a.Scheme.Labels)
	a.layers()
	a.labels()
	if o.Strict {
		if err := refuse(a.Scheme.Labels[labels:]); err != nil {
			return nil, err
		}
	}
	a.types()
	return a.attributes(o.Partial)
}

func (a *addition) layers() {
	idle := a.idleLayers()
	for _, y := range a.from.Scheme.Layers {
		if at := a.layerAt.of(y.UID, y.Name); 0 <= at {
			a.of[y.UID] = a.Scheme.Layers[at].UID
		} else if !idle[y.UID] {
			a.of[y.UID] = y.UID
			a.addLayer(y)
		}
	}
}

// idleLayers returns the layers that have labels of which none is new.
func (a *addition) idleLayers() map[UID]bool {
	idle, needed := map[UID]bool{}, map[UID]bool{}
	for _, l := range a.from.Scheme.Labels {
		idle[l.Layer] = true
		if a.labelAt.of(l.UID, l.Name) < 0 {
			needed[l.Layer] = true
		}
	}
	for layer := range needed {
		delete(idle, layer)
	}
	return idle
}

func (a *addition) labels() {
	for _, l := range a.from.Scheme.Labels {
		if at := a.labelAt.of(l.UID, l.Name); 0 <= at {
			a.mapping.labels.put(l.UID, a.Scheme.Labels[at].UID)
			continue
		}
		l.Layer = a.of[l.Layer]
		if a.keys[l.Key] {
			l.Key = ""
		}
		a.addLabel(l)
	}
}

func (a *addition) types() {
	for _, t := range a.from.Scheme.Relations {
		if at := a.typeAt.of(t.UID, t.Name); 0 <= at {
			a.mapping.types.put(t.UID, a.Scheme.Relations[at].UID)
			continue
		}
		t.From, t.To = a.mapping.labels.all(t.From), a.mapping.labels.all(t.To)
		a.addType(t)
	}
}

func (a *addition) annotators() {
	for _, w := range a.from.Annotators {
		if at := a.annotatorAt.of(w.UID, w.Name); 0 <= at {
			a.mapping.annotators.put(w.UID, a.Annotators[at].UID)
			continue
		}
		a.addAnnotator(w)
	}
}

// tagName is what tags without UID in common are told apart by.
type tagName struct {
	name, ref string
	usual     UID // zero where there is a reference
}

func nameOf(t *Tag) tagName {
	if t.Ref != "" {
		return tagName{t.Name, t.Ref, UID{}}
	}
	return tagName{t.Name, "", t.Usual}
}

// tags returns the new ones; known are those that they may be.
func (a *addition) tags(known []Tag) (added []Tag) {
	if len(a.from.Tags) == 0 {
		return nil
	}
	uids, named := make(map[UID]bool, len(known)), make(map[tagName][]UID, len(known))
	for i := range known {
		uids[known[i].UID] = true
		name := nameOf(&known[i])
		named[name] = append(named[name], known[i].UID)
	}
	twins := map[tagName]int{}
	for _, t := range a.from.Tags {
		t.Usual = a.mapping.labels.of(t.Usual)
		twins[nameOf(&t)]++
	}
	for _, t := range a.from.Tags {
		if uids[t.UID] {
			continue
		}
		t.Usual = a.mapping.labels.of(t.Usual)
		name := nameOf(&t)
		if same := named[name]; len(same) == 1 && twins[name] == 1 {
			a.mapping.tags.put(t.UID, same[0])
			continue
		}
		added = append(added, t)
	}
	return added
}

// attributes finds or adds the definitions, and returns why some were left out.
func (a *addition) attributes(partial bool) (refused []error, err error) {
	for _, d := range a.from.Scheme.Attributes {
		to := d
		switch d.On {
		case OnLabel:
			to.Owner = a.mapping.labels.of(d.Owner)
		case OnRelation:
			to.Owner = a.mapping.types.of(d.Owner)
		}
		place := attributePlace{d.On, d.Owner, d.Name}
		err := a.attribute(&to)
		if err == nil {
			err = a.mapping.rename(place, to.Name)
		}
		switch {
		case err == nil:
		case partial:
			a.mapping.refused[place] = err
			refused = append(refused, err)
		default:
			return nil, err
		}
	}
	return refused, nil
}

// attribute finds or adds one definition, whose owner is the merged one; d
// becomes the one that counts.
func (a *addition) attribute(d *AttributeDef) error {
	other, idTaken := a.attributeAt[d.UID]
	at, there := other, idTaken && a.Scheme.Attributes[other].On == d.On && a.Scheme.Attributes[other].Owner == d.Owner
	if !there {
		at, there = a.definedAt[attributePlace{d.On, d.Owner, d.Name}]
	}
	if there {
		err := adopt(d, &a.Scheme.Attributes[at])
		if err == nil && d.Kind == Choice && a.grow(at, d.Choices) && !slices.Contains(a.grown, at) {
			a.grown = append(a.grown, at)
		}
		*d = a.Scheme.Attributes[at]
		return err
	}
	d.Choices = slices.Clone(d.Choices)
	if i, ok := a.firstNamed[d.Name]; ok && a.Scheme.Attributes[i].Kind != d.Kind {
		elsewhere := &a.Scheme.Attributes[i]
		if err := adopt(d, elsewhere); err != nil {
			return err
		}
		d.Kind, d.Choices = elsewhere.Kind, slices.Clone(elsewhere.Choices)
	}
	if idTaken {
		d.UID = UIDFromName("attribute\x00" + d.UID.String() + d.Owner.String())
	}
	a.addAttribute(*d)
	return nil
}

// adopt reports an error where values of d cannot be values of there.
func adopt(d, there *AttributeDef) error {
	texts := func(k AttributeKind) bool { return k == Text || k == Choice }
	if d.Kind == there.Kind || texts(d.Kind) && texts(there.Kind) {
		return nil
	}
	return &Error{Code: Conflict, Where: "attribute " + Excerpt(d.Name), What: fmt.Sprintf("it is %s in the project and %s in what is added", there.Kind, d.Kind),
		Hint: "rename one of them"}
}
