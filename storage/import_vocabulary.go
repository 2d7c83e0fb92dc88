package storage

import (
	"slices"

	"postil/annotate"
)

// vocabulary is the project's vocabulary with what an import adds to it.
type vocabulary struct {
	all   annotate.Vocabulary
	names *names                        // keys of everything in it
	same  map[annotate.UID]annotate.UID // what the records' UIDs stand for, where that is another
	tags  map[string][]int              // places in all.Tags, by name
	grown map[annotate.UID]bool         // attributes that got more choices
}

// start reads the project's vocabulary.
func (im *Importer) start(r *Reader) error {
	v := &im.vocab
	v.same, v.tags, v.grown = map[annotate.UID]annotate.UID{}, map[string][]int{}, map[annotate.UID]bool{}
	var err error
	if v.all, err = r.Vocabulary(); err != nil {
		return err
	}
	if v.names, err = r.vocabulary(); err != nil {
		return err
	}
	keys := map[annotate.UID]int64{}
	v.names.keys[tags] = keys
	for i, t := range v.all.Tags {
		v.tags[t.Name] = append(v.tags[t.Name], i)
	}
	return r.c.each("SELECT id, uid FROM tag WHERE "+visible, func(w row) error {
		keys[w.uid(1)] = w.integer(0)
		return nil
	})
}

// is returns what a record's UID stands for in the project.
func (v *vocabulary) is(u annotate.UID) annotate.UID {
	if same, ok := v.same[u]; ok {
		return same
	}
	return u
}

// key returns the key of what a record's UID stands for, 0 where that was not
// merged.
func (v *vocabulary) key(t *table, u annotate.UID) int64 { return v.names.keys[t][v.is(u)] }

// Vocabulary returns the project's vocabulary with what this import has added
// to it.
func (im *Importer) Vocabulary() annotate.Vocabulary { return im.vocab.all.Clone() }

// Merge adds what v has and the project lacks. Things are the same by UID, else
// by name (tags by name and reference, where only one fits); what is there is
// not overwritten, but a choice gets the values that it lacks. Records given to
// [Importer.Add] afterwards may refer to v's UIDs, whichever they were merged
// with. The returned Vocabulary holds what was new: a strict import refuses it
// by returning an error.
func (im *Importer) Merge(v annotate.Vocabulary) (annotate.Vocabulary, error) {
	if err := v.Validate(); err != nil {
		return annotate.Vocabulary{}, err
	}
	var added annotate.Vocabulary
	for _, merge := range []func(*annotate.Vocabulary, *annotate.Vocabulary) error{
		im.mergeLayers, im.mergeLabels, im.mergeTypes, im.mergeAttributes, im.mergeAnnotators, im.mergeTags,
	} {
		if err := merge(&v, &added); err != nil {
			return annotate.Vocabulary{}, err
		}
	}
	return added, im.vocab.all.Scheme.Validate()
}

// add stages a row of the vocabulary and remembers its key.
func (im *Importer) add(t *table, u annotate.UID, r row) error {
	key, err := im.stage(t, r)
	im.vocab.names.keys[t][u] = key
	if uids := im.vocab.names.uids[t]; uids != nil {
		uids[key] = u
	}
	return err
}

func (im *Importer) mergeLayers(v, added *annotate.Vocabulary) error {
	s := &im.vocab.all.Scheme
	for _, l := range v.Scheme.Layers {
		if s.Layer(l.UID) != nil {
			continue
		}
		if same := s.LayerNamed(l.Name); same != nil {
			im.vocab.same[l.UID] = same.UID
			continue
		}
		if err := im.add(layers, l.UID, layerRow(&l, len(s.Layers), im.change)); err != nil {
			return err
		}
		s.Layers = append(s.Layers, l)
		added.Scheme.Layers = append(added.Scheme.Layers, l)
		im.report.Layers = append(im.report.Layers, l.Name)
	}
	return nil
}

func (im *Importer) mergeLabels(v, added *annotate.Vocabulary) error {
	s := &im.vocab.all.Scheme
	for _, l := range v.Scheme.Labels {
		if s.Label(l.UID) != nil {
			continue
		}
		if same := s.LabelNamed(l.Name); same != nil {
			im.vocab.same[l.UID] = same.UID
			continue
		}
		l.Layer = im.vocab.is(l.Layer)
		if s.LabelWithKey(l.Key) != nil {
			l.Key = ""
		}
		if err := im.add(labels, l.UID, labelRow(&l, im.vocab.names, len(s.Labels), im.change)); err != nil {
			return err
		}
		s.Labels = append(s.Labels, l)
		added.Scheme.Labels = append(added.Scheme.Labels, l)
		im.report.Labels = append(im.report.Labels, l.Name)
	}
	return nil
}

func (im *Importer) mergeTypes(v, added *annotate.Vocabulary) error {
	s := &im.vocab.all.Scheme
	for _, t := range v.Scheme.Relations {
		if s.RelationType(t.UID) != nil {
			continue
		}
		if same := s.RelationTypeNamed(t.Name); same != nil {
			im.vocab.same[t.UID] = same.UID
			continue
		}
		t.From, t.To = im.vocab.are(t.From), im.vocab.are(t.To)
		if err := im.add(relationTypes, t.UID, row{nil, t.UID[:], t.Name, int64(len(s.Relations)), im.change}); err != nil {
			return err
		}
		for _, r := range endRows(&t, im.vocab.names, im.change) {
			if _, err := im.stage(relationEnds, r); err != nil {
				return err
			}
		}
		s.Relations = append(s.Relations, t)
		added.Scheme.Relations = append(added.Scheme.Relations, t)
		im.report.Types = append(im.report.Types, t.Name)
	}
	return nil
}

// are returns what records' UIDs stand for.
func (v *vocabulary) are(us []annotate.UID) []annotate.UID {
	var all []annotate.UID
	for _, u := range us {
		if is := v.is(u); !slices.Contains(all, is) {
			all = append(all, is)
		}
	}
	return all
}

func (im *Importer) mergeAttributes(v, added *annotate.Vocabulary) error {
	s := &im.vocab.all.Scheme
	for _, d := range v.Scheme.Attributes {
		d.Owner = im.vocab.is(d.Owner)
		i := slices.IndexFunc(s.Attributes, func(o annotate.AttributeDef) bool {
			return o.UID == d.UID || o.On == d.On && o.Owner == d.Owner && o.Name == d.Name
		})
		if 0 <= i {
			im.vocab.growChoices(&s.Attributes[i], &d)
			continue
		}
		r, err := attributeRow(&d, im.vocab.names, len(s.Attributes), im.change)
		if err != nil {
			return err
		}
		if _, err := im.stage(attributes, r); err != nil {
			return err
		}
		s.Attributes = append(s.Attributes, d)
		added.Scheme.Attributes = append(added.Scheme.Attributes, d)
	}
	return nil
}

// growChoices gives a choice the values that it lacks.
func (v *vocabulary) growChoices(to, from *annotate.AttributeDef) {
	if to.Kind != annotate.Choice || from.Kind != annotate.Choice {
		return
	}
	for _, c := range from.Choices {
		if !slices.Contains(to.Choices, c) {
			to.Choices = append(slices.Clip(to.Choices), c)
			v.grown[to.UID] = true
		}
	}
}

// extendChoices writes the choices that grew, when everything becomes visible.
func (v *vocabulary) extendChoices(l *ledger) error {
	for _, d := range v.all.Scheme.Attributes {
		if !v.grown[d.UID] {
			continue
		}
		old, err := l.c.one("SELECT id FROM attribute WHERE uid = ?", d.UID[:])
		if err != nil {
			return err
		}
		if old == nil { // somebody has deleted it meanwhile
			return &annotate.Error{Code: annotate.Conflict, Where: "attribute " + d.Name, What: "somebody has deleted it meanwhile", Hint: "import again"}
		}
		r, err := l.c.row(attributes, old.integer(0))
		if err != nil {
			return err
		}
		wanted, err := attributeRow(&d, v.names, 0, 0)
		if err != nil {
			return err
		}
		choices := attributes.column("choices")
		r[choices] = wanted[choices]
		if err := l.update(attributes, r); err != nil {
			return err
		}
	}
	return nil
}

func (im *Importer) mergeAnnotators(v, added *annotate.Vocabulary) error {
	all := &im.vocab.all
	for _, a := range v.Annotators {
		if im.vocab.names.keys[annotators][a.UID] != 0 {
			continue
		}
		if i := slices.IndexFunc(all.Annotators, func(o annotate.Annotator) bool { return o.Name == a.Name }); 0 <= i {
			im.vocab.same[a.UID] = all.Annotators[i].UID
			continue
		}
		if err := im.add(annotators, a.UID, row{nil, a.UID[:], a.Name, im.change}); err != nil {
			return err
		}
		all.Annotators = append(all.Annotators, a)
		added.Annotators = append(added.Annotators, a)
		im.report.Annotators = append(im.report.Annotators, a.Name)
	}
	return nil
}

func (im *Importer) mergeTags(v, added *annotate.Vocabulary) error {
	all := &im.vocab.all
	for _, t := range v.Tags {
		if im.vocab.names.keys[tags][t.UID] != 0 {
			continue
		}
		if same, one := im.vocab.tagLike(&t); one {
			im.vocab.same[t.UID] = same
			continue
		}
		t.Usual = im.vocab.is(t.Usual)
		if err := im.add(tags, t.UID, tagRow(&t, im.vocab.names, im.change)); err != nil {
			return err
		}
		im.vocab.tags[t.Name] = append(im.vocab.tags[t.Name], len(all.Tags))
		all.Tags = append(all.Tags, t)
		added.Tags = append(added.Tags, t)
		im.report.Tags++
	}
	return nil
}

// tagLike returns the tag with the same name and reference, where there is one
// and no other.
func (v *vocabulary) tagLike(t *annotate.Tag) (annotate.UID, bool) {
	var found []annotate.UID
	for _, i := range v.tags[t.Name] {
		if v.all.Tags[i].Ref == t.Ref {
			found = append(found, v.all.Tags[i].UID)
		}
	}
	if len(found) != 1 {
		return annotate.UID{}, false
	}
	return found[0], true
}
