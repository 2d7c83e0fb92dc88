package storage

import "postil/annotate"

// vocabulary is the project's vocabulary with what an import adds to it.
type vocabulary struct {
	all     *annotate.Merger      // without the tags
	names   *names                // keys of everything in it
	mapping annotate.Mapping      // of what was merged since [Importer.Begin]
	claimed map[annotate.UID]bool // tags that those of the vocabulary in hand were taken for
	about   []annotate.Tag        // all tags
	tags    map[string][]int      // places in about, by name
	tagAt   map[annotate.UID]int  // and by UID
	grown   map[annotate.UID]bool // attributes that got more choices
}

// start reads the project's vocabulary.
func (im *Importer) start(r *Reader) error {
	v := &im.vocab
	v.claimed, v.grown = map[annotate.UID]bool{}, map[annotate.UID]bool{}
	v.tags, v.tagAt = map[string][]int{}, map[annotate.UID]int{}
	all, err := r.Vocabulary()
	if err != nil {
		return err
	}
	v.all = annotate.NewMerger(all)
	if v.names, err = r.vocabulary(); err != nil {
		return err
	}
	keys := map[annotate.UID]int64{}
	v.names.keys[tags] = keys
	for _, t := range all.Tags {
		v.addTag(t)
	}
	return r.c.each("SELECT id, uid FROM tag WHERE "+visible, func(w row) error {
		keys[w.uid(1)] = w.integer(0)
		return nil
	})
}

// key returns the key of one of the project's things, 0 where it has none such.
func (v *vocabulary) key(t *table, u annotate.UID) int64 { return v.names.keys[t][u] }

// Begin says that what is merged next belongs to another vocabulary than what was
// merged before: a UID may stand for another thing in it.
func (im *Importer) Begin() {
	im.vocab.all.Begin()
	im.vocab.mapping = annotate.Mapping{}
	clear(im.vocab.claimed)
}

// Merge adds what v has and the project lacks, by the rules of
// annotate.Vocabulary.Merge, and returns what was new, and what was left out
// where [Importer.SkipBad] says so. Records given to [Importer.Add] afterwards may refer
// to v's UIDs. A vocabulary may be merged in portions, each with what it refers to;
// one costs what it holds, however much is there.
func (im *Importer) Merge(v annotate.Vocabulary) (annotate.Merged, error) {
	merged, err := im.vocab.all.Add(&v, im.vocab.tagsLike(v.Tags), annotate.MergeOptions{Partial: im.SkipBad})
	if err != nil {
		return annotate.Merged{}, im.refused(err)
	}
	im.vocab.accept(&v, &merged)
	return merged, im.stageVocabulary(&merged.Added)
}

// tagsLike returns those of the tags that the given ones may be: with the same
// UID or the same name, but not those that others were taken for.
func (v *vocabulary) tagsLike(given []annotate.Tag) []annotate.Tag {
	seen := map[int]bool{}
	var like []annotate.Tag
	for _, t := range given {
		places := v.tags[t.Name]
		if i, ok := v.tagAt[t.UID]; ok {
			places = append([]int{i}, places...)
		}
		for _, i := range places {
			tag := v.about[i]
			if !seen[i] && (!v.claimed[tag.UID] || tag.UID == t.UID) {
				seen[i] = true
				like = append(like, tag)
			}
		}
	}
	return like
}

// accept makes the merged vocabulary the one that counts.
func (v *vocabulary) accept(from *annotate.Vocabulary, merged *annotate.Merged) {
	v.mapping = merged.Mapping
	for _, d := range merged.Grown {
		v.grown[d.UID] = true
	}
	for _, t := range from.Tags {
		v.claimed[v.mapping.Tag(t.UID)] = true
	}
	for _, t := range merged.Added.Tags {
		v.addTag(t)
	}
}

// addTag adds a tag to those known.
func (v *vocabulary) addTag(t annotate.Tag) {
	v.tags[t.Name] = append(v.tags[t.Name], len(v.about))
	v.tagAt[t.UID] = len(v.about)
	v.about = append(v.about, t)
}

// stageVocabulary stages what is new in the vocabulary, and stands last in it, in
// the order of references.
func (im *Importer) stageVocabulary(added *annotate.Vocabulary) error {
	n, r, s := im.vocab.names, &im.report, &im.vocab.all.Scheme
	for i, l := range added.Scheme.Layers {
		r.Layers = append(r.Layers, l.Name)
		if err := im.add(layers, l.UID, layerRow(&l, len(s.Layers)-len(added.Scheme.Layers)+i, im.change)); err != nil {
			return err
		}
	}
	for i, l := range added.Scheme.Labels {
		r.Labels = append(r.Labels, l.Name)
		if err := im.add(labels, l.UID, labelRow(&l, n, len(s.Labels)-len(added.Scheme.Labels)+i, im.change)); err != nil {
			return err
		}
	}
	if err := im.stageTypes(added); err != nil {
		return err
	}
	for i, d := range added.Scheme.Attributes {
		row, err := attributeRow(&d, n, len(s.Attributes)-len(added.Scheme.Attributes)+i, im.change)
		if err != nil {
			return err
		}
		if err := im.stageWithoutImage(attributes, row); err != nil {
			return err
		}
	}
	for _, a := range added.Annotators {
		r.Annotators = append(r.Annotators, a.Name)
		if err := im.add(annotators, a.UID, row{nil, a.UID[:], a.Name, im.change}); err != nil {
			return err
		}
	}
	for _, t := range added.Tags {
		r.Tags++
		if err := im.add(tags, t.UID, tagRow(&t, n, im.change)); err != nil {
			return err
		}
	}
	return nil
}

func (im *Importer) stageTypes(added *annotate.Vocabulary) error {
	before := len(im.vocab.all.Scheme.Relations) - len(added.Scheme.Relations)
	for i, t := range added.Scheme.Relations {
		im.report.Types = append(im.report.Types, t.Name)
		if err := im.add(relationTypes, t.UID, row{nil, t.UID[:], t.Name, int64(before + i), im.change}); err != nil {
			return err
		}
		for _, r := range endRows(&t, im.vocab.names, im.change) {
			if _, err := im.stage(relationEnds, r); err != nil {
				return err
			}
		}
	}
	return nil
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

// growOwn writes the choices that grew of attributes that this import has
// staged before.
func (v *vocabulary) growOwn(c *conn, change int64) error {
	for _, d := range v.all.Scheme.Attributes {
		if !v.grown[d.UID] {
			continue
		}
		wanted, err := attributeRow(&d, v.names, 0, 0)
		if err != nil {
			return err
		}
		if err := c.exec("UPDATE attribute SET choices = ? WHERE uid = ? AND import = ?", wanted[attributes.column("choices")], d.UID[:], change); err != nil {
			return err
		}
	}
	return nil
}

// extendChoices writes the choices that grew of the project's own attributes,
// when everything becomes visible.
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
