package annotate_test

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"postil/annotate"
	"postil/annotate/text"
)

// valid returns a vocabulary and one record of it that keep every rule.
func valid() (annotate.Vocabulary, annotate.Record) {
	v := annotate.Vocabulary{Scheme: annotate.DefaultScheme()}
	s := &v.Scheme
	quote, person := s.LabelNamed("QUOTE"), s.LabelNamed("PERSON")
	s.Relations = []annotate.RelationType{{UID: annotate.NewUID(), Name: "said_by", From: []annotate.UID{quote.UID}, To: []annotate.UID{person.UID}}}
	s.Attributes = []annotate.AttributeDef{
		{UID: annotate.NewUID(), On: annotate.OnLabel, Owner: quote.UID, Name: "kind", Kind: annotate.Choice, Choices: []string{"direct", "reported"}},
		{UID: annotate.NewUID(), On: annotate.OnRelation, Owner: s.Relations[0].UID, Name: "sure", Kind: annotate.YesNo},
		{UID: annotate.NewUID(), On: annotate.OnDocument, Name: "TOPIC", Kind: annotate.Text},
	}
	v.Tags = []annotate.Tag{{UID: annotate.NewUID(), Name: "Ana Pop", Usual: person.UID}}
	v.Annotators = []annotate.Annotator{{UID: annotate.NewUID(), Name: "Bo"}}
	body := "„Da“, said Ana."
	d := annotate.Document{UID: annotate.NewUID(), Name: "Da", Text: body, TextHash: text.HashOf(body), Meta: annotate.Meta(`{"a":1}`)}
	span := func(label annotate.UID, covered string) annotate.Span {
		at := strings.Index(body, covered)
		fragments, err := annotate.Cover(body, [2]int{at, at + len(covered)})
		if err != nil {
			panic(err)
		}
		return annotate.Span{UID: annotate.NewUID(), Document: d.UID, Label: label, Fragments: fragments, Annotator: v.Annotators[0].UID, Origin: annotate.Origin{Kind: annotate.Manual}}
	}
	r := annotate.Record{Document: d, Spans: []annotate.Span{span(quote.UID, "„Da“"), span(person.UID, "Ana")}}
	r.Spans[0].Attributes = annotate.Attributes{"kind": annotate.TextValue("direct")}
	r.Relations = []annotate.Relation{{UID: annotate.NewUID(), Type: s.Relations[0].UID, From: r.Spans[0].UID, To: r.Spans[1].UID, ToDocument: d.UID,
		Annotator: v.Annotators[0].UID, Attributes: annotate.Attributes{"sure": annotate.YesNoValue(true)}, Origin: annotate.Origin{Kind: annotate.Manual}}}
	return v, r
}

// validate runs every check there is.
func validate(v *annotate.Vocabulary, r *annotate.Record) error {
	if err := v.Validate(); err != nil {
		return err
	}
	if err := r.Document.Validate(); err != nil {
		return err
	}
	for i := range r.Spans {
		if err := r.Spans[i].Validate(&v.Scheme); err != nil {
			return err
		}
	}
	for i := range r.Relations {
		if err := r.Relations[i].Validate(&v.Scheme); err != nil {
			return err
		}
	}
	return nil
}

func TestValidThingsAreValid(t *testing.T) {
	v, r := valid()
	if err := validate(&v, &r); err != nil {
		t.Error(err)
	}
}

func TestLanguages(t *testing.T) {
	v, r := valid()
	for _, tag := range []string{"", "nl", "pt-BR", "sr-Latn", "zh-Hant-TW", "tlh", "und", "qq", "x-house"} {
		if r.Document.Language = tag; validate(&v, &r) != nil {
			t.Errorf("%q: %v", tag, validate(&v, &r))
		}
	}
}

func TestLanguageWithin(t *testing.T) {
	for _, c := range []struct {
		tag, in string
		want    bool
	}{
		{"nl-BE", "nl", true}, {"NL-be", "nl-BE", true}, {"nl", "nl-BE", false}, {"den", "de", false}, {"zh-Hant-TW", "zh-hant", true},
		{"", "nl", false}, {"", "und", true}, {"und", "und", true}, {"nl", "und", false}, {"", "*", true}, {"nl", "*", true},
	} {
		if got := annotate.LanguageWithin(c.tag, c.in); got != c.want {
			t.Errorf("%q within %q: %v", c.tag, c.in, got)
		}
	}
}

// rule is one rule, and a way to break it.
type rule struct {
	name  string
	spoil func(*annotate.Vocabulary, *annotate.Record)
	want  string
}

var documentRules = []rule{
	{"document without id", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Document.UID = annotate.UID{} }, `document "Da": it has no id`},
	{"document without name", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Document.Name = " \t" }, "its name is empty"},
	{"name on two lines", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Document.Name = "a\nb" }, "its name holds a line break"},
	{"source with NUL", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Document.Source = "a\x00b" }, `document "Da": its source holds a line break, a tab or another control character`},
	{"source on two lines of another kind", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Document.Source = "a\u2029b" }, "its source holds a line break"},
	{"split on two lines", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Document.Split = "weird\nsplit" }, "its split holds a line break"},
	{"no language", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Document.Language = "not a lang!" }, `document "Da": "not a lang!" is no language; a BCP 47 tag such as nl or pt-BR is expected`},
	{"half a language", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Document.Language = "de-" }, `"de-" is no language`},
	{"document without text", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Document.Text = "" }, "its text is empty"},
	{"invalid UTF-8", func(_ *annotate.Vocabulary, r *annotate.Record) { retext(r, "a\xff") }, "its text is not settled: byte"},
	{"another text", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Document.Text += " " }, "its text does not fit its SHA-256"},
	{"CR LF", func(_ *annotate.Vocabulary, r *annotate.Record) { retext(r, "a\r\nb") }, "its text is not settled: byte 1 is"},
	{"NUL", func(_ *annotate.Vocabulary, r *annotate.Record) { retext(r, "é\x00") }, "its text is not settled: byte 2 is"},
	{"C1 control", func(_ *annotate.Vocabulary, r *annotate.Record) { retext(r, "a\u0085") }, "its text is not settled: byte 1 is"},
	{"byte-order mark", func(_ *annotate.Vocabulary, r *annotate.Record) { retext(r, "\ufeffa") }, "its text is not settled: byte 0 is"},
	{"metadata a list", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Document.Meta = annotate.Meta("[]") }, "metadata must be a JSON object"},
	{"metadata null", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Document.Meta = annotate.Meta("null") }, "metadata must be a JSON object"},
	{"metadata broken", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Document.Meta = annotate.Meta("{") }, "metadata must be a JSON object"},
	{"metadata in another charset", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Document.Meta = annotate.Meta("{\"a\":\"\xff\"}") }, "metadata must be valid UTF-8"},
}

var spanRules = []rule{
	{"span without id", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Spans[0].UID = annotate.UID{} }, "span: it has no id"},
	{"span without document", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Spans[0].Document = annotate.UID{} }, "it names no document"},
	{"span without annotator", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Spans[0].Annotator = annotate.UID{} }, "it names no annotator"},
	{"span with unknown label", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Spans[0].Label = annotate.NewUID() }, "its label is not in the scheme"},
	{"attribute of another label", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Spans[1].Attributes = r.Spans[0].Attributes }, `attribute "kind": the scheme does not define it here`},
	{"value that is no choice", func(_ *annotate.Vocabulary, r *annotate.Record) {
		r.Spans[0].Attributes["kind"] = annotate.TextValue("sung")
	}, `attribute "kind": "sung" is none of its choices; choose one of direct, reported`},
	{"value of another kind", func(_ *annotate.Vocabulary, r *annotate.Record) {
		r.Spans[0].Attributes["kind"] = annotate.NumberValue(1)
	}, `1 is no value of kind choice`},
	{"no value", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Spans[0].Attributes["kind"] = annotate.Value{} }, "is no value of kind choice"},
	{"origin", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Spans[0].Origin.Kind = "" }, `"" is no kind of origin`},
	{"score", func(_ *annotate.Vocabulary, r *annotate.Record) {
		nan := math.NaN()
		r.Spans[0].Origin.Score = &nan
	}, "the score is not a finite number"},
}

var relationRules = []rule{
	{"relation without id", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Relations[0].UID = annotate.UID{} }, "relation: it has no id"},
	{"relation without end", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Relations[0].To = annotate.UID{} }, "it lacks one of its two spans"},
	{"relation to no document", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Relations[0].ToDocument = annotate.UID{} }, "which document it leads to"},
	{"relation to itself", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Relations[0].To = r.Relations[0].From }, "it links a span with itself"},
	{"relation without annotator", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Relations[0].Annotator = annotate.UID{} }, "it names no annotator"},
	{"relation of unknown type", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Relations[0].Type = annotate.NewUID() }, "its type is not in the scheme"},
	{"relation's origin", func(_ *annotate.Vocabulary, r *annotate.Record) { r.Relations[0].Origin.Kind = "x" }, "is no kind of origin"},
	{"relation's attribute", func(_ *annotate.Vocabulary, r *annotate.Record) {
		r.Relations[0].Attributes["sure"] = annotate.TextValue("yes")
	}, `attribute "sure": "yes" is no value of kind yesno`},
}

var schemeRules = []rule{
	{"layer's look", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Layers[0].Look = "blink" }, `layer "Claims": "blink" is no look`},
	{"layer's name", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Layers[1].Name = "Claims" }, `layer "Claims": another layer has this name`},
	{"layer's id", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Layers[1].UID = v.Scheme.Layers[0].UID }, `layer "Quotes": its id stands twice`},
	{"layer without id", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Layers[1].UID = annotate.UID{} }, `layer "Quotes": it has no id`},
	{"label without layer", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Labels[0].Layer = annotate.NewUID() }, `label "CLAIM": its layer is not in the scheme`},
	{"label without name", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Labels[0].Name = "\u00a0" }, "label: the name is empty"},
	{"label with a space", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Labels[0].Name = "A " }, "the name starts or ends with a space"},
	{"label on two lines", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Labels[0].Name = "A\nB" }, "or holds a line break or a tab"},
	{"label on two lines of another kind", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Labels[0].Name = "A\u2028B" }, "or holds a line break or a tab"},
	{"key taken", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Labels[1].Key = "c" }, `label "QUOTE": the key "c" belongs to "CLAIM"; choose another key`},
	{"key of two letters", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Labels[1].Key = "qu" }, `"qu" is no key`},
	{"key in upper case", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Labels[1].Key = "Q" }, `"Q" is no key`},
	{"key a sign", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Labels[1].Key = "+" }, `"+" is no key`},
	{"type's end", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Relations[0].To[0] = annotate.NewUID() }, "it names a label that is not in the scheme"},
	{"attribute without id", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Attributes[0].UID = annotate.UID{} }, `attribute "kind": it has no id`},
	{"attribute's id", func(v *annotate.Vocabulary, _ *annotate.Record) {
		v.Scheme.Attributes[1].UID = v.Scheme.Attributes[0].UID
	}, `attribute "sure": its id stands twice`},
	{"attribute without name", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Attributes[0].Name = "" }, "its name is empty"},
	{"attribute without owner", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Attributes[0].Owner = annotate.NewUID() }, "what it belongs to is not in the scheme"},
	{"document attribute with owner", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Attributes[2].Owner = annotate.NewUID() }, "what it belongs to is not in the scheme"},
	{"attribute on nothing", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Attributes[2].On = "tag" }, "what it belongs to is not in the scheme"},
	{"attribute twice", func(v *annotate.Vocabulary, _ *annotate.Record) {
		d := v.Scheme.Attributes[0]
		d.UID = annotate.NewUID()
		v.Scheme.Attributes = append(v.Scheme.Attributes, d)
	}, "it is defined twice for the same label"},
	{"attribute of two kinds", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Attributes[1].Name = "kind" }, "it is choice in one place and yesno in another"},
	{"attribute of no kind", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Attributes[1].Kind = "date" }, `"date" is no kind of attribute`},
	{"no choices", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Attributes[0].Choices = nil }, "a choice needs at least one value to choose"},
	{"empty choice", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Attributes[0].Choices[0] = "" }, "is empty or stands twice"},
	{"choice twice", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Scheme.Attributes[0].Choices[0] = "reported" }, `the choice "reported" is empty or stands twice`},
}

var vocabularyRules = []rule{
	{"tag without id", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Tags[0].UID = annotate.UID{} }, `tag "Ana Pop": it has no id`},
	{"tag without name", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Tags[0].Name = " " }, "its name is empty"},
	{"tag on two lines", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Tags[0].Name = "Ana\nPop" }, "its name holds a line break or a tab"},
	{"tag's usual label", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Tags[0].Usual = annotate.NewUID() }, "its usual label is not in the scheme"},
	{"tag twice", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Tags = append(v.Tags, v.Tags[0]) }, `tag "Ana Pop": its id stands twice`},
	{"annotator twice", func(v *annotate.Vocabulary, _ *annotate.Record) {
		v.Annotators = append(v.Annotators, annotate.Annotator{UID: annotate.NewUID(), Name: "Bo"})
	}, `annotator "Bo": another annotator has this name`},
	{"annotator without name", func(v *annotate.Vocabulary, _ *annotate.Record) { v.Annotators[0].Name = "" }, "annotator: the name is empty"},
}

// TestRules breaks one rule at a time.
func TestRules(t *testing.T) {
	for _, c := range slices.Concat(documentRules, spanRules, relationRules, schemeRules, vocabularyRules) {
		t.Run(c.name, func(t *testing.T) {
			v, r := valid()
			c.spoil(&v, &r)
			err := validate(&v, &r)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v\nwant %s", err, c.want)
			}
			if code := annotate.CodeOf(err); code != annotate.Invalid && code != annotate.Exists {
				t.Errorf("the code is %q", code)
			}
		})
	}
}

// retext gives a document another text that fits its hash.
func retext(r *annotate.Record, body string) {
	r.Document.Text, r.Document.TextHash = body, text.HashOf(body)
}

func TestTabsAndLineFeedsAreSettled(t *testing.T) {
	v, r := valid()
	retext(&r, "a\tb\nc\u00a0d\u2028\ufeff")
	if err := validate(&v, &r); err != nil {
		t.Error(err)
	}
}

func TestLinks(t *testing.T) {
	v, r := valid()
	s := &v.Scheme
	said := &s.Relations[0]
	quote, person := r.Spans[0].Label, r.Spans[1].Label
	if err := said.Links(quote, person, s); err != nil {
		t.Error(err)
	}
	if err := said.Links(person, person, s); err == nil || err.Error() != `relation type "said_by": it may not start from "PERSON"` {
		t.Errorf("%v", err)
	}
	if err := said.Links(quote, quote, s); err == nil || err.Error() != `relation type "said_by": it may not lead to "QUOTE"` {
		t.Errorf("%v", err)
	}
	if err := said.Links(annotate.NewUID(), person, s); err == nil || !strings.Contains(err.Error(), "it may not start from an unknown label") {
		t.Errorf("%v", err)
	}
	said.From, said.To = nil, nil
	if err := said.Links(person, quote, s); err != nil {
		t.Errorf("a type without ends: %v", err)
	}
}

func TestAttributeWithSeveralBearers(t *testing.T) {
	v, r := valid()
	d := v.Scheme.Attributes[0]
	d.UID, d.Owner = annotate.NewUID(), r.Spans[1].Label
	v.Scheme.Attributes = append(v.Scheme.Attributes, d)
	if err := validate(&v, &r); err != nil {
		t.Errorf("the same name for two labels: %v", err)
	}
}

func TestCloneSharesNothing(t *testing.T) {
	v, _ := valid()
	before, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	c := v.Clone()
	c.Scheme.Layers[0].Name, c.Scheme.Labels[0].Name, c.Scheme.Attributes[0].Choices[0] = "x", "x", "x"
	c.Scheme.Relations[0].From[0], c.Scheme.Relations[0].To[0] = annotate.UID{}, annotate.UID{}
	c.Tags[0].Name, c.Annotators[0].Name = "x", "x"
	if after, err := json.Marshal(v); err != nil || string(after) != string(before) {
		t.Errorf("a clone shares with its original: %s", after)
	}
}

func TestFurthest(t *testing.T) {
	for _, c := range []struct {
		all  []annotate.Status
		want annotate.Status
	}{
		{nil, annotate.Unread},
		{[]annotate.Status{annotate.Unread}, annotate.Unread},
		{[]annotate.Status{annotate.Unread, annotate.InProgress}, annotate.InProgress},
		{[]annotate.Status{annotate.Done, annotate.InProgress}, annotate.Done},
	} {
		if got := annotate.Furthest(c.all...); got != c.want {
			t.Errorf("%v: %s, want %s", c.all, got, c.want)
		}
	}
	for _, s := range []annotate.Status{annotate.Unread, annotate.InProgress, annotate.Done} {
		if err := s.Validate(); err != nil {
			t.Error(err)
		}
	}
	if err := annotate.Status("").Validate(); err == nil {
		t.Error("no status is one")
	}
}
