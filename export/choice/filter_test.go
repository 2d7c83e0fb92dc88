package choice_test

import (
	"strings"
	"testing"

	"postil/annotate"
	"postil/export/choice"
)

func TestNamesThatAreNotThere(t *testing.T) {
	for _, c := range []struct {
		options choice.Options
		want    string
	}{
		{choice.Options{Layers: []string{"Claims"}}, `there is no layer "Claims"; choose one of Quotes, Entities, Furniture`},
		{choice.Options{Labels: []string{"CUE", "QUOTE,CUE"}}, `there is no label "QUOTE,CUE"; choose one of QUOTE, CUE, PERSON, ORG, MENU`},
		{choice.Options{Annotators: []string{"ana"}}, `there is no annotator "ana"; choose one of Ana, Bo`},
		{choice.Options{Languages: []string{"Dutch (Belgium)"}}, `"Dutch (Belgium)" is no language; a BCP 47 tag such as nl or pt-BR is expected`},
		{choice.Options{Layers: []string{"Entities"}, Labels: []string{"ORG", "CUE"}}, `the label "CUE" is in none of the chosen layers; choose its layer "Quotes" too, or no layer`},
		{choice.Options{Unit: "page"}, `there is no unit "page"`},
		{choice.Options{Unit: choice.Tokens}, "a piece has no tokens; choose pieces of one token or more"},
	} {
		if _, err := choice.New(c.options, vocabulary()); err == nil || err.Error() != c.want {
			t.Errorf("%+v: %v", c.options, err)
		}
	}
	if _, err := choice.New(choice.Options{Labels: []string{"CUE"}}, &annotate.Vocabulary{}); annotate.CodeOf(err) != annotate.NotFound || !strings.HasSuffix(err.Error(), "the project has none") {
		t.Errorf("%v", err)
	}
}

func TestDocumentsOutside(t *testing.T) {
	only := func(a annotate.UID, s annotate.Status) []annotate.DocumentStatus {
		return []annotate.DocumentStatus{{Document: uid(7, 1), Annotator: a, Status: s}}
	}
	ana, bo := uid(6, 1), uid(6, 2)
	for _, c := range []struct {
		name    string
		options choice.Options
		change  func(*annotate.Record)
		inside  bool
	}{
		{"region", choice.Options{Languages: []string{"NL"}}, nil, true},
		{"narrower", choice.Options{Languages: []string{"nl-BE-x-oost"}}, nil, false},
		{"beginning of a subtag", choice.Options{Languages: []string{"de"}}, func(r *annotate.Record) { r.Document.Language = "den" }, false},
		{"one of two", choice.Options{Languages: []string{"ro", "nl-BE"}}, nil, true},
		{"unknown", choice.Options{Languages: []string{"nl"}}, func(r *annotate.Record) { r.Document.Language = "" }, false},
		{"und", choice.Options{Languages: []string{"und"}}, func(r *annotate.Record) { r.Document.Language = "" }, true},
		{"any", choice.Options{Languages: []string{"*"}}, func(r *annotate.Record) { r.Document.Language = "" }, true},
		{"story", choice.Options{Stories: []annotate.UID{uid(9, 3), uid(9, 1)}}, nil, true},
		{"other story", choice.Options{Stories: []annotate.UID{uid(9, 3)}}, nil, false},
		{"not done", choice.Options{DoneOnly: true}, func(r *annotate.Record) { r.Statuses = only(ana, annotate.InProgress) }, false},
		{"done", choice.Options{DoneOnly: true}, func(r *annotate.Record) { r.Statuses = only(bo, annotate.Done) }, true},
		{"done by another", choice.Options{DoneOnly: true, Annotators: []string{"Ana"}}, func(r *annotate.Record) { r.Statuses = only(bo, annotate.Done) }, false},
		{"done by one", choice.Options{DoneOnly: true, Annotators: []string{"Ana", "Bo"}}, func(r *annotate.Record) { r.Statuses = only(bo, annotate.Done) }, true},
		{"nothing by her", choice.Options{Annotators: []string{"Bo"}}, nil, false},
		{"opened by her", choice.Options{Annotators: []string{"Bo"}}, func(r *annotate.Record) { r.Statuses = only(bo, annotate.Unread) }, false},
		{"begun by her", choice.Options{Annotators: []string{"Bo"}}, func(r *annotate.Record) { r.Statuses = only(bo, annotate.InProgress) }, true},
		{"a value by her", choice.Options{Annotators: []string{"Bo"}}, func(r *annotate.Record) { r.Attributes = []annotate.DocumentAttribute{{Annotator: bo}} }, true},
		{"a relation by her", choice.Options{Annotators: []string{"Bo"}}, func(r *annotate.Record) { relate(r, 1, 1, 2); r.Relations[0].Annotator = bo }, true},
		{"nothing with the label", choice.Options{Labels: []string{"ORG"}}, nil, true},
	} {
		r := marked("[q One] is. [p Two]")
		if c.change != nil {
			c.change(r)
		}
		d := choose(t, c.options, r)
		if got := len(d.pieces) == 1; got != c.inside || got != (len(d.books.Documents.Outside) == 0) {
			t.Errorf("%s: inside %v", c.name, got)
		}
		if !c.inside && len(d.books.Spans.Outside) != 2 {
			t.Errorf("%s: spans of it are not outside", c.name)
		}
	}
}

func TestLabelsOfALayer(t *testing.T) {
	r := marked("[q One] [p is] [o two].")
	expect(t, choice.Options{Layers: []string{"Entities"}}, r, `"One is two." 2:"is" 3:"two"`, "span 1 is outside")
	expect(t, choice.Options{Layers: []string{"Entities"}, Labels: []string{"ORG"}}, r, `"One is two." 3:"two"`, "span 1 is outside", "span 2 is outside")
}

func TestOneAnnotatorsWork(t *testing.T) {
	r := marked("[q One] is. [Q Two] [p are].")
	relate(r, 1, 1, 2)
	relate(r, 2, 1, 3)
	relate(r, 3, 1, 3)
	r.Relations[2].Annotator = uid(6, 2)
	for _, by := range []annotate.UID{uid(6, 1), uid(6, 2)} {
		r.Statuses = append(r.Statuses, annotate.DocumentStatus{Document: uid(7, 1), Annotator: by, Status: annotate.Done})
		r.Attributes = append(r.Attributes, annotate.DocumentAttribute{Document: uid(7, 1), Annotator: by, Name: "TOPIC"})
	}
	o := choice.Options{Annotators: []string{"Ana"}}
	expect(t, o, r, `"One is. Two are." 1:"One" 3:"are" r2`, "span 2 is outside", "relation 1 is outside", "relation 3 is outside")
	got := choose(t, o, r).pieces[0].Record
	if len(got.Statuses) != 1 || len(got.Attributes) != 1 || got.Statuses[0].Annotator != uid(6, 1) || got.Attributes[0].Annotator != uid(6, 1) {
		t.Errorf("%v, %v", got.Statuses, got.Attributes)
	}
}
