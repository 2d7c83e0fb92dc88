package annotate_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"postil/annotate"
)

var sameThings = cmp.Options{cmpopts.EquateEmpty(), cmp.Comparer(func(a, b annotate.Value) bool { return a == b })}

// pool draws different numbers from 0 to 5, in any order: few, so that two
// vocabularies often have names and ids in common.
func pool(t *rapid.T, what string) []int {
	return rapid.SliceOfNDistinct(rapid.IntRange(0, 5), 0, 4, rapid.ID[int]).Draw(t, what)
}

// thing gives a thing an id and a name that others may have, but not together.
func thing(t *rapid.T, kind string, n int, taken map[string]bool) (annotate.UID, string) {
	name := fmt.Sprint(kind, n)
	for taken[name] {
		name += "'"
	}
	taken[name] = true
	return annotate.UIDFromName(fmt.Sprint(kind, rapid.IntRange(0, 1).Draw(t, "generation"), n)), name
}

func drawVocabulary(t *rapid.T) annotate.Vocabulary {
	var v annotate.Vocabulary
	s := &v.Scheme
	taken := map[string]bool{}
	for _, n := range append(pool(t, "layers"), 9) {
		uid, name := thing(t, "layer", n, taken)
		s.Layers = append(s.Layers, annotate.Layer{UID: uid, Name: name, Look: annotate.Fill})
	}
	shift := rapid.IntRange(0, 1).Draw(t, "names are shifted")
	for _, n := range append(pool(t, "labels"), 9) {
		uid, _ := thing(t, "label", n, map[string]bool{})
		l := annotate.Label{UID: uid, Layer: rapid.SampledFrom(s.Layers).Draw(t, "layer").UID, Name: fmt.Sprint("label", n+shift)}
		l.Key = s.Free().Key(rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "key"))
		s.Labels = append(s.Labels, l)
	}
	for _, n := range pool(t, "types") {
		uid, name := thing(t, "type", n, taken)
		s.Relations = append(s.Relations, annotate.RelationType{UID: uid, Name: name, From: []annotate.UID{rapid.SampledFrom(s.Labels).Draw(t, "from").UID}})
	}
	drawAttributes(t, s)
	for _, n := range pool(t, "tags") {
		tag := annotate.Tag{Name: fmt.Sprint("tag", n/2), Ref: rapid.SampledFrom([]string{"", "Q1"}).Draw(t, "ref")}
		tag.UID, _ = thing(t, "tag", n, map[string]bool{})
		if rapid.Bool().Draw(t, "has a usual label") {
			tag.Usual = rapid.SampledFrom(s.Labels).Draw(t, "usual").UID
		}
		v.Tags = append(v.Tags, tag)
	}
	for _, n := range append(pool(t, "annotators"), 9) {
		uid, name := thing(t, "annotator", n, taken)
		v.Annotators = append(v.Annotators, annotate.Annotator{UID: uid, Name: name})
	}
	return v
}

func drawAttributes(t *rapid.T, s *annotate.Scheme) {
	kinds := []annotate.AttributeKind{annotate.Choice, annotate.Choice, annotate.Number, annotate.YesNo}
	add := func(on annotate.Bearer, owner annotate.UID) {
		for n, kind := range kinds {
			if !rapid.Bool().Draw(t, "defines it") {
				continue
			}
			d := annotate.AttributeDef{On: on, Owner: owner, Name: fmt.Sprint("attribute", n), Kind: kind}
			d.UID = annotate.UIDFromName(fmt.Sprint(on, owner, n, rapid.IntRange(0, 1).Draw(t, "generation")))
			if kind == annotate.Choice {
				d.Choices = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"x", "y", "z"}), 1, 3, rapid.ID[string]).Draw(t, "choices")
			}
			s.Attributes = append(s.Attributes, d)
		}
	}
	for _, l := range s.Labels {
		add(annotate.OnLabel, l.UID)
	}
	for _, r := range s.Relations {
		add(annotate.OnRelation, r.UID)
	}
	add(annotate.OnDocument, annotate.UID{})
}

// recordOf makes a record with a span of every label and a relation of every
// type, with all the values that they can have.
func recordOf(v *annotate.Vocabulary) *annotate.Record {
	values := func(on annotate.Bearer, owner annotate.UID) annotate.Attributes {
		a := annotate.Attributes{}
		for _, d := range v.Scheme.AttributesOf(on, owner) {
			switch d.Kind {
			case annotate.Choice:
				a[d.Name] = annotate.TextValue(d.Choices[len(d.Choices)-1])
			case annotate.Number:
				a[d.Name] = annotate.NumberValue(1)
			case annotate.YesNo:
				a[d.Name] = annotate.YesNoValue(true)
			}
		}
		return a
	}
	r := &annotate.Record{Document: annotate.Document{UID: annotate.NewUID()}}
	origin := annotate.Origin{Kind: annotate.Manual}
	for i, l := range v.Scheme.Labels {
		s := annotate.Span{UID: annotate.NewUID(), Document: r.Document.UID, Label: l.UID, Annotator: v.Annotators[i%len(v.Annotators)].UID, Attributes: values(annotate.OnLabel, l.UID), Origin: origin}
		if 0 < len(v.Tags) {
			s.Tag = v.Tags[i%len(v.Tags)].UID
		}
		r.Spans = append(r.Spans, s)
	}
	for _, k := range v.Scheme.Relations {
		r.Relations = append(r.Relations, annotate.Relation{UID: annotate.NewUID(), Type: k.UID, From: r.Spans[0].UID, To: annotate.NewUID(), ToDocument: annotate.NewUID(),
			Annotator: v.Annotators[0].UID, Attributes: values(annotate.OnRelation, k.UID), Origin: origin})
	}
	for _, a := range v.Annotators {
		r.Statuses = append(r.Statuses, annotate.DocumentStatus{Document: r.Document.UID, Annotator: a.UID, Status: annotate.Done})
	}
	for name, value := range values(annotate.OnDocument, annotate.UID{}) {
		r.Attributes = append(r.Attributes, annotate.DocumentAttribute{UID: annotate.NewUID(), Document: r.Document.UID, Annotator: v.Annotators[0].UID, Name: name, Value: value})
	}
	return r
}

// refersTo fails where a record refers to what v has not.
func refersTo(t *rapid.T, r *annotate.Record, v *annotate.Vocabulary) {
	annotators, tags := map[annotate.UID]bool{}, map[annotate.UID]bool{{}: true}
	for _, a := range v.Annotators {
		annotators[a.UID] = true
	}
	for _, a := range v.Tags {
		tags[a.UID] = true
	}
	for i := range r.Spans {
		if err := r.Spans[i].Validate(&v.Scheme); err != nil || !annotators[r.Spans[i].Annotator] || !tags[r.Spans[i].Tag] {
			t.Fatalf("a span refers to what is not there: %v", err)
		}
	}
	for i := range r.Relations {
		if err := r.Relations[i].Validate(&v.Scheme); err != nil || !annotators[r.Relations[i].Annotator] {
			t.Fatalf("a relation refers to what is not there: %v", err)
		}
	}
	seen := map[annotate.UID]bool{}
	for _, s := range r.Statuses {
		if !annotators[s.Annotator] || seen[s.Annotator] {
			t.Fatalf("the statuses are %v", r.Statuses)
		}
		seen[s.Annotator] = true
	}
	for _, a := range r.Attributes {
		if err := (annotate.Attributes{a.Name: a.Value}).Validate(&v.Scheme, annotate.OnDocument, annotate.UID{}); err != nil || !annotators[a.Annotator] {
			t.Fatalf("a document attribute refers to what is not there: %v", err)
		}
	}
}

func TestMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, from := drawVocabulary(t), drawVocabulary(t)
		before := v.Clone()
		m, err := v.Merge(&from, annotate.MergeOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(before, v, sameThings); d != "" {
			t.Fatalf("the receiver has changed:\n%s", d)
		}
		if err := m.Vocabulary.Validate(); err != nil {
			t.Fatal(err)
		}
		isBegunBy(t, &m.Vocabulary, &v, m.Grown)
		r := recordOf(&from)
		refersTo(t, r, &from)
		m.Mapping.Apply(r)
		refersTo(t, r, &m.Vocabulary)

		again, err := m.Vocabulary.Merge(&from, annotate.MergeOptions{Strict: true})
		if err != nil {
			t.Fatalf("merging again: %v", err)
		}
		if d := cmp.Diff(annotate.Vocabulary{}, again.Added, sameThings); d != "" || len(again.Grown) != 0 {
			t.Fatalf("merging again adds:\n%s", d)
		}
	})
}

// isBegunBy fails where merged does not begin with what v holds, but for the
// choices that have grown.
func isBegunBy(t *rapid.T, merged, v *annotate.Vocabulary, grown []annotate.AttributeDef) {
	begin := merged.Clone()
	s := &begin.Scheme
	s.Layers, s.Labels = s.Layers[:len(v.Scheme.Layers)], s.Labels[:len(v.Scheme.Labels)]
	s.Relations, s.Attributes = s.Relations[:len(v.Scheme.Relations)], s.Attributes[:len(v.Scheme.Attributes)]
	begin.Tags, begin.Annotators = begin.Tags[:len(v.Tags)], begin.Annotators[:len(v.Annotators)]
	for i := range s.Attributes {
		for _, g := range grown {
			if d := &s.Attributes[i]; d.UID == g.UID {
				if diff := cmp.Diff(g, *d); diff != "" {
					t.Fatalf("what has grown is reported otherwise:\n%s", diff)
				}
				d.Choices = d.Choices[:len(v.Scheme.Attributes[i].Choices)]
			}
		}
	}
	if d := cmp.Diff(*v, begin, sameThings); d != "" {
		t.Fatalf("what was there has changed:\n%s", d)
	}
}

func TestMergeWithNothingAndWithItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawVocabulary(t)
		var none annotate.Vocabulary
		m, err := none.Merge(&v, annotate.MergeOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(v, m.Vocabulary, sameThings); d != "" {
			t.Fatalf("merged with nothing:\n%s", d)
		}
		if d := cmp.Diff(v, m.Added, sameThings); d != "" {
			t.Fatalf("added to nothing:\n%s", d)
		}
		m, err = v.Merge(&v, annotate.MergeOptions{Strict: true})
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(v, m.Vocabulary, sameThings); d != "" {
			t.Fatalf("merged with itself:\n%s", d)
		}
		r, want := recordOf(&v), annotate.Record{}
		want = *r
		want.Spans = append([]annotate.Span(nil), r.Spans...)
		m.Mapping.Apply(r)
		if d := cmp.Diff(&want, r, sameThings); d != "" {
			t.Fatalf("a record has changed:\n%s", d)
		}
	})
}

// two makes vocabularies with one label each, whose ids differ.
func two(names ...string) (a, b annotate.Vocabulary) {
	for i, v := range []*annotate.Vocabulary{&a, &b} {
		layer := annotate.Layer{UID: annotate.NewUID(), Name: "Names", Look: annotate.Fill}
		v.Scheme.Layers = []annotate.Layer{layer}
		v.Scheme.Labels = []annotate.Label{{UID: annotate.NewUID(), Layer: layer.UID, Name: names[i], Key: "p"}}
	}
	return a, b
}

// A layer comes with its labels: not where all of them are there, but with the
// first that isn't, and where it never had any.
func TestMergeLeavesOutLayersThatWouldStayEmpty(t *testing.T) {
	project, from := two("PERSON", "PERSON")
	from.Scheme.Layers[0].Name = annotate.ImportedLayer
	from.Scheme.Layers = append(from.Scheme.Layers, annotate.Layer{UID: annotate.NewUID(), Name: "Moods", Look: annotate.Fill})
	layers := func() (names []string) {
		m, err := project.Merge(&from, annotate.MergeOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range m.Added.Scheme.Layers {
			names = append(names, l.Name)
		}
		return names
	}
	if got := layers(); !slices.Equal(got, []string{"Moods"}) {
		t.Errorf("added: %v", got)
	}
	from.Scheme.Labels = append(from.Scheme.Labels, annotate.Label{UID: annotate.NewUID(), Layer: from.Scheme.Layers[0].UID, Name: "PLACE"})
	if got := layers(); !slices.Equal(got, []string{annotate.ImportedLayer, "Moods"}) {
		t.Errorf("added with a label: %v", got)
	}
}

func TestMergeStrict(t *testing.T) {
	project, from := two("PERSON", "PER")
	if _, err := project.Merge(&from, annotate.MergeOptions{Strict: true}); annotate.CodeOf(err) != annotate.Refused || !strings.Contains(err.Error(), `the scheme has no label "PER"`) {
		t.Errorf("%v", err)
	}
	m, err := project.Merge(&from, annotate.MergeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if l := m.Vocabulary.Scheme.LabelNamed("PER"); l.Key != "" || l.Layer != project.Scheme.Layers[0].UID || len(m.Added.Scheme.Layers) != 0 {
		t.Errorf("%+v", l)
	}
	for i := range 20 {
		from.Scheme.Labels = append(from.Scheme.Labels, annotate.Label{UID: annotate.NewUID(), Layer: from.Scheme.Layers[0].UID, Name: fmt.Sprint("L", i)})
	}
	if _, err := project.Merge(&from, annotate.MergeOptions{Strict: true}); err == nil || !strings.Contains(err.Error(), `"L8", and 11 more`) {
		t.Errorf("%v", err)
	}
}

func TestMergeTags(t *testing.T) {
	for _, c := range []struct {
		name          string
		project, from []string // name, reference, usual label; "Ana|Q1|PERSON"
		want          string   // whether from's first is taken for the project's first
	}{
		{"same name", []string{"Ana||PERSON"}, []string{"Ana||PERSON"}, "same"},
		{"other usual label", []string{"Ana||PERSON"}, []string{"Ana||"}, "added"},
		{"same reference", []string{"Ana|Q1|PERSON"}, []string{"Ana|Q1|"}, "same"},
		{"other reference", []string{"Ana|Q1|PERSON"}, []string{"Ana|Q2|PERSON"}, "added"},
		{"reference here alone", []string{"Ana|Q1|PERSON"}, []string{"Ana||PERSON"}, "added"},
		{"other name", []string{"Ana|Q1|PERSON"}, []string{"Eva|Q1|PERSON"}, "added"},
		{"two in the project", []string{"Ana||PERSON", "Ana||PERSON"}, []string{"Ana||PERSON"}, "added"},
		{"two in what is added", []string{"Ana||PERSON"}, []string{"Ana||PERSON", "Ana||PERSON"}, "added"},
	} {
		t.Run(c.name, func(t *testing.T) {
			project, from := two("PERSON", "PERSON")
			for _, side := range []struct {
				v    *annotate.Vocabulary
				tags []string
			}{{&project, c.project}, {&from, c.from}} {
				for _, tag := range side.tags {
					f := strings.Split(tag, "|")
					tag := annotate.Tag{UID: annotate.NewUID(), Name: f[0], Ref: f[1]}
					if f[2] != "" {
						tag.Usual = side.v.Scheme.LabelNamed(f[2]).UID
					}
					side.v.Tags = append(side.v.Tags, tag)
				}
			}
			m, err := project.Merge(&from, annotate.MergeOptions{})
			if err != nil {
				t.Fatal(err)
			}
			got := "added"
			if m.Mapping.Tag(from.Tags[0].UID) == project.Tags[0].UID {
				got = "same"
			}
			if got != c.want || (len(m.Added.Tags) == 0) != (c.want == "same") {
				t.Errorf("%s, want %s; added %v", got, c.want, m.Added.Tags)
			}
		})
	}
}

func TestMergeAttributes(t *testing.T) {
	def := func(v *annotate.Vocabulary, name string, kind annotate.AttributeKind, choices ...string) {
		v.Scheme.Attributes = append(v.Scheme.Attributes, annotate.AttributeDef{UID: annotate.NewUID(), On: annotate.OnLabel, Owner: v.Scheme.Labels[0].UID, Name: name, Kind: kind, Choices: choices})
	}
	for _, c := range []struct {
		name   string
		labels [2]string
		set    func(project, from *annotate.Vocabulary)
		want   string
	}{
		{"choices grow", [2]string{"A", "A"}, func(p, f *annotate.Vocabulary) {
			def(p, "kind", annotate.Choice, "direct")
			def(f, "kind", annotate.Choice, "reported", "direct")
		}, "A kind choice direct,reported"},
		{"choice into text", [2]string{"A", "A"}, func(p, f *annotate.Vocabulary) {
			def(p, "kind", annotate.Text)
			def(f, "kind", annotate.Choice, "x")
		}, "A kind text "},
		{"text into choice", [2]string{"A", "A"}, func(p, f *annotate.Vocabulary) {
			def(p, "kind", annotate.Choice, "x")
			def(f, "kind", annotate.Text)
		}, "A kind choice x"},
		{"number into text", [2]string{"A", "A"}, func(p, f *annotate.Vocabulary) { def(p, "n", annotate.Text); def(f, "n", annotate.Number) },
			`attribute "n": it is text in the project and number in what is added; rename one of them`},
		{"text beside a choice", [2]string{"A", "B"}, func(p, f *annotate.Vocabulary) {
			def(p, "kind", annotate.Choice, "x")
			def(f, "kind", annotate.Text)
		}, "A kind choice x; B kind choice x"},
		{"number beside a text", [2]string{"A", "B"}, func(p, f *annotate.Vocabulary) { def(p, "n", annotate.Text); def(f, "n", annotate.Number) },
			`attribute "n": it is text in the project and number in what is added; rename one of them`},
		{"renamed in the project", [2]string{"A", "A"}, func(p, f *annotate.Vocabulary) {
			def(p, "age", annotate.Number)
			def(f, "years", annotate.Number)
			f.Scheme.Attributes[0].UID = p.Scheme.Attributes[0].UID
		}, "A age number "},
		{"two become one", [2]string{"A", "A"}, func(p, f *annotate.Vocabulary) {
			def(p, "age", annotate.Number)
			def(f, "years", annotate.Number)
			def(f, "age", annotate.Number)
			f.Scheme.Attributes[0].UID = p.Scheme.Attributes[0].UID
		}, `attribute "age": it and "years" are both "age" in the project; rename one of them`},
	} {
		t.Run(c.name, func(t *testing.T) {
			project, from := two(c.labels[0], c.labels[1])
			c.set(&project, &from)
			m, err := project.Merge(&from, annotate.MergeOptions{})
			if err != nil {
				if err.Error() != c.want || annotate.CodeOf(err) != annotate.Conflict {
					t.Errorf("%v\nwant %s", err, c.want)
				}
				return
			}
			var got []string
			for _, d := range m.Vocabulary.Scheme.Attributes {
				got = append(got, fmt.Sprintf("%s %s %s %s", m.Vocabulary.Scheme.Label(d.Owner).Name, d.Name, d.Kind, strings.Join(d.Choices, ",")))
			}
			if got := strings.Join(got, "; "); got != c.want {
				t.Errorf("%s\nwant %s", got, c.want)
			}
		})
	}
}

func TestMappingRenamesAttributes(t *testing.T) {
	project, from := two("A", "A")
	project.Scheme.Attributes = []annotate.AttributeDef{{UID: annotate.NewUID(), On: annotate.OnLabel, Owner: project.Scheme.Labels[0].UID, Name: "age", Kind: annotate.Number}}
	from.Scheme.Attributes = []annotate.AttributeDef{{UID: project.Scheme.Attributes[0].UID, On: annotate.OnLabel, Owner: from.Scheme.Labels[0].UID, Name: "years", Kind: annotate.Number}}
	m, err := project.Merge(&from, annotate.MergeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	r := annotate.Record{Spans: []annotate.Span{{Label: from.Scheme.Labels[0].UID, Attributes: annotate.Attributes{"years": annotate.NumberValue(61)}}}}
	m.Mapping.Apply(&r)
	if d := cmp.Diff(annotate.Attributes{"age": annotate.NumberValue(61)}, r.Spans[0].Attributes, sameThings); d != "" || r.Spans[0].Label != project.Scheme.Labels[0].UID {
		t.Errorf("%+v", r.Spans[0])
	}
}

func TestMappingJoinsStatuses(t *testing.T) {
	bo := annotate.NewUID()
	project := annotate.Vocabulary{Annotators: []annotate.Annotator{{UID: bo, Name: "Bogdan"}}}
	from := annotate.Vocabulary{Annotators: []annotate.Annotator{{UID: bo, Name: "Bo"}, {UID: annotate.NewUID(), Name: "Bogdan"}}}
	m, err := project.Merge(&from, annotate.MergeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	r := annotate.Record{Statuses: []annotate.DocumentStatus{{Annotator: bo, Status: annotate.InProgress}, {Annotator: from.Annotators[1].UID, Status: annotate.Done}}}
	m.Mapping.Apply(&r)
	if d := cmp.Diff([]annotate.DocumentStatus{{Annotator: bo, Status: annotate.Done}}, r.Statuses); d != "" {
		t.Error(d)
	}
}

// Merged label by label, each with its layer and its attributes, and then whole, a
// vocabulary adds the same as whole at once.
func TestMergingInPortions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, from := drawVocabulary(t), drawVocabulary(t)
		whole, err := v.Merge(&from, annotate.MergeOptions{})
		if err != nil {
			t.Fatal(err)
		}
		m := annotate.NewMerger(v.Clone())
		if _, err := m.Add(&from, v.Tags, annotate.MergeOptions{Strict: true}); err != nil {
			if d := cmp.Diff(v.Scheme, m.Scheme, sameThings); d != "" {
				t.Fatalf("what was refused came in:\n%s", d)
			}
		} else {
			m = annotate.NewMerger(v.Clone())
		}
		m.Begin()
		var last annotate.Merged
		for _, portion := range append(portionsOf(&from.Scheme), from) {
			if last, err = m.Add(&portion, v.Tags, annotate.MergeOptions{}); err != nil {
				t.Fatal(err)
			}
		}
		byName := cmp.Options{sameThings,
			cmpopts.SortSlices(func(a, b annotate.Layer) bool { return a.Name < b.Name }),
			cmpopts.SortSlices(func(a, b annotate.AttributeDef) bool { return a.UID.String() < b.UID.String() })}
		if d := cmp.Diff(whole.Vocabulary, last.Vocabulary, byName); d != "" {
			t.Fatalf("merged in portions:\n%s", d)
		}
		r := recordOf(&from)
		want := &annotate.Record{Document: r.Document, Statuses: slices.Clone(r.Statuses), Attributes: slices.Clone(r.Attributes), Spans: slices.Clone(r.Spans), Relations: slices.Clone(r.Relations)}
		if err := errors.Join(last.Mapping.Apply(r), whole.Mapping.Apply(want)); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, r, sameThings); d != "" {
			t.Fatalf("a record refers to other things:\n%s", d)
		}
	})
}

// What contradicts leaves nothing behind, so that what comes next is added as if
// nothing had been.
func TestMergingAfterAContradiction(t *testing.T) {
	project, from := two("PERSON", "PLACE")
	project.Scheme.Attributes = []annotate.AttributeDef{{UID: annotate.NewUID(), On: annotate.OnDocument, Name: "sure", Kind: annotate.YesNo}}
	from.Scheme.Relations = []annotate.RelationType{{UID: annotate.NewUID(), Name: "near"}}
	for _, kind := range []annotate.AttributeKind{annotate.Text, annotate.Number} {
		from.Scheme.Attributes = append(from.Scheme.Attributes, annotate.AttributeDef{UID: annotate.NewUID(), On: annotate.OnLabel, Owner: from.Scheme.Labels[0].UID, Name: "kind " + string(kind), Kind: kind})
	}
	bad := from.Clone()
	bad.Scheme.Attributes = append(bad.Scheme.Attributes, annotate.AttributeDef{UID: annotate.NewUID(), On: annotate.OnDocument, Name: "sure", Kind: annotate.Number})
	m := annotate.NewMerger(project.Clone())
	if _, err := m.Add(&bad, nil, annotate.MergeOptions{}); annotate.CodeOf(err) != annotate.Conflict {
		t.Fatalf("%v", err)
	}
	m.Begin()
	got, err := m.Add(&from, nil, annotate.MergeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want, err := project.Merge(&from, annotate.MergeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want.Vocabulary, got.Vocabulary, sameThings); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(want.Added, got.Added, sameThings); d != "" {
		t.Error(d)
	}
}

// portionsOf returns a scheme's labels, each with what it refers to and bears.
func portionsOf(s *annotate.Scheme) (all []annotate.Vocabulary) {
	for _, l := range s.Labels {
		all = append(all, annotate.Vocabulary{Scheme: annotate.Scheme{
			Layers: []annotate.Layer{*s.Layer(l.Layer)}, Labels: []annotate.Label{l}, Attributes: s.AttributesOf(annotate.OnLabel, l.UID)}})
	}
	return all
}
