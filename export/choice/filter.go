package choice

import (
	"slices"
	"strings"

	"postil/annotate"
	"postil/annotate/segment"
	"postil/export/account"
)

// filter is what [Options] choose, by id.
type filter struct {
	labels, annotators, stories set // nil for all
	languages                   []string
	doneOnly                    bool
	loose, lost                 map[annotate.UID]bool // relations
}

// newFilter looks names up in the vocabulary.
func newFilter(o *Options, v *annotate.Vocabulary) (filter, error) {
	f := filter{doneOnly: o.DoneOnly, languages: o.Languages, loose: o.Loose, lost: o.Lost}
	s := &v.Scheme
	layers, err := named("layer", o.Layers, s.Layers, func(l annotate.Layer) (annotate.UID, string) { return l.UID, l.Name })
	if err != nil {
		return f, err
	}
	if f.labels, err = named("label", o.Labels, s.Labels, func(l annotate.Label) (annotate.UID, string) { return l.UID, l.Name }); err != nil {
		return f, err
	}
	if f.annotators, err = named("annotator", o.Annotators, v.Annotators, func(a annotate.Annotator) (annotate.UID, string) { return a.UID, a.Name }); err != nil {
		return f, err
	}
	if layers != nil {
		if f.labels, err = within(s, layers, f.labels); err != nil {
			return f, err
		}
	}
	for _, language := range o.Languages {
		if err := annotate.CheckLanguage(language); err != nil && language != "*" {
			return f, err
		}
	}
	if len(o.Stories) != 0 {
		f.stories = set{}
		for _, story := range o.Stories {
			f.stories[story] = true
		}
	}
	return f, nil
}

// namesShown is how many code points of the names an error may list.
const namesShown = 200

// named returns the ids of what is called so, nil for no names.
func named[T any](what string, names []string, all []T, of func(T) (annotate.UID, string)) (set, error) {
	if len(names) == 0 {
		return nil, nil
	}
	at, there := map[string]annotate.UID{}, make([]string, len(all))
	for i := range all {
		uid, name := of(all[i])
		at[name], there[i] = uid, name
	}
	chosen := set{}
	for _, name := range names {
		uid, ok := at[name]
		if !ok {
			e := &annotate.Error{Code: annotate.NotFound, What: "there is no " + what + " " + annotate.Excerpt(name), Hint: "the project has none"}
			if len(there) != 0 {
				e.Hint = "choose one of " + segment.Shorten(strings.Join(there, ", "), namesShown)
			}
			return nil, e
		}
		chosen[uid] = true
	}
	return chosen, nil
}

// within returns the labels of the layers, of those that are chosen by name where
// some are. One that is in none of the layers would choose nothing, which nobody
// asks for.
func within(s *annotate.Scheme, layers, labels set) (set, error) {
	chosen := set{}
	for _, l := range s.Labels {
		if layers[l.Layer] && (labels == nil || labels[l.UID]) {
			chosen[l.UID] = true
		} else if labels[l.UID] {
			return nil, &annotate.Error{Code: annotate.Invalid, What: "the label " + annotate.Excerpt(l.Name) + " is in none of the chosen layers",
				Hint: "choose its layer " + annotate.Excerpt(s.Layer(l.Layer).Name) + " too, or no layer"}
		}
	}
	return chosen, nil
}

// has tells whether the filter lets an id through.
func (s set) has(uid annotate.UID) bool { return s == nil || s[uid] }

// document tells whether a document is chosen.
func (f *filter) document(r *annotate.Record) bool {
	d := &r.Document
	return f.stories.has(d.Story) &&
		(len(f.languages) == 0 || slices.ContainsFunc(f.languages, func(l string) bool { return annotate.LanguageWithin(d.Language, l) })) &&
		(!f.doneOnly || slices.ContainsFunc(r.Statuses, func(s annotate.DocumentStatus) bool {
			return s.Status == annotate.Done && f.annotators.has(s.Annotator)
		})) &&
		(f.annotators == nil || f.marked(r))
}

// marked tells whether one of the chosen annotators has had to do with a document.
func (f *filter) marked(r *annotate.Record) bool {
	return slices.ContainsFunc(r.Statuses, func(s annotate.DocumentStatus) bool { return s.Status != annotate.Unread && f.annotators[s.Annotator] }) ||
		slices.ContainsFunc(r.Attributes, func(a annotate.DocumentAttribute) bool { return f.annotators[a.Annotator] }) ||
		slices.ContainsFunc(r.Spans, func(s annotate.Span) bool { return f.annotators[s.Annotator] }) ||
		slices.ContainsFunc(r.Relations, func(l annotate.Relation) bool { return f.annotators[l.Annotator] })
}

// Holds tells whether a document is chosen. It looks at its story and language, and
// at who has had to do with it, and at no text.
func (c *Chooser) Holds(r *annotate.Record) bool { return c.filter.document(r) }

// HoldsSpans tells whether an annotator's spans with a label are chosen, on
// documents that are.
func (c *Chooser) HoldsSpans(label, annotator annotate.UID) bool {
	return c.filter.labels.has(label) && c.filter.annotators.has(annotator)
}

// choose leaves on a record what is chosen of it, and reports whether the
// document is.
func (c *Chooser) choose(r *annotate.Record, a *account.Account) bool {
	f := &c.filter
	if !f.document(r) {
		outside(r, a)
		return false
	}
	if f.labels != nil || f.annotators != nil {
		c.chooseSpans(r, a)
	}
	if f.annotators != nil {
		r.Statuses = slices.DeleteFunc(r.Statuses, func(s annotate.DocumentStatus) bool { return !f.annotators[s.Annotator] })
		r.Attributes = slices.DeleteFunc(r.Attributes, func(d annotate.DocumentAttribute) bool { return !f.annotators[d.Annotator] })
	}
	if f.annotators != nil || len(f.loose) != 0 {
		r.Relations = slices.DeleteFunc(r.Relations, func(l annotate.Relation) bool {
			if f.annotators.has(l.Annotator) && !f.loose[l.UID] {
				return false
			}
			a.Outside(account.Relation, l.UID)
			return true
		})
	}
	c.forget(r, func(relation annotate.UID) { a.Outside(account.Relation, relation) })
	if len(f.lost) != 0 {
		r.Relations = slices.DeleteFunc(r.Relations, func(l annotate.Relation) bool {
			if f.lost[l.UID] {
				a.LeaveOut(account.Relation, l.UID, lostEnd)
			}
			return f.lost[l.UID]
		})
	}
	return true
}

// chooseSpans leaves on a record the spans that are chosen.
func (c *Chooser) chooseSpans(r *annotate.Record, a *account.Account) {
	kept := r.Spans[:0]
	for i := range r.Spans {
		s := &r.Spans[i]
		if c.HoldsSpans(s.Label, s.Annotator) {
			kept = append(kept, *s)
			continue
		}
		a.Outside(account.Span, s.UID)
		if c.heeds && c.excluded[s.Label] {
			a.Heed(s.UID)
		}
		if len(r.Relations) != 0 {
			c.gone[s.UID] = true
		}
	}
	r.Spans = kept
}

// outside tells the account that a document lies outside of the filter, with all
// that stands on it.
func outside(r *annotate.Record, a *account.Account) {
	a.Outside(account.Document, r.Document.UID)
	for i := range r.Spans {
		a.Outside(account.Span, r.Spans[i].UID)
	}
	for i := range r.Relations {
		a.Outside(account.Relation, r.Relations[i].UID)
	}
}
