package specimen

import (
	"slices"
	"strings"
	"time"

	"postil/annotate"
	"postil/annotate/text"
)

// Corpus makes a project as large analysts have them: documents of about 4,500
// characters with so many spans each, every fifth with a tag, every third with
// an attribute.
func Corpus(documents, spans int) *Project {
	v := annotate.Vocabulary{Scheme: annotate.DefaultScheme(), Annotators: []annotate.Annotator{{UID: annotate.NewUID(), Name: "Ana Pop"}}}
	quote := v.Scheme.LabelNamed("QUOTE")
	v.Scheme.Attributes = []annotate.AttributeDef{{UID: annotate.NewUID(), On: annotate.OnLabel, Owner: quote.UID, Name: "kind", Kind: annotate.Choice, Choices: []string{"direct", "reported"}}}
	for _, name := range []string{"Bart De Wever", "Kristi Noem", "Antwerp"} {
		v.Tags = append(v.Tags, annotate.Tag{UID: annotate.NewUID(), Name: name, Ref: "Q12990"})
	}
	p := &Project{Vocabulary: v}
	for range documents {
		p.Records = append(p.Records, article(&v, spans))
	}
	return p
}

func article(v *annotate.Vocabulary, spans int) *annotate.Record {
	body := strings.Repeat("Șefa securității interne, Kristi Noem, a sosit miercuri în portul Anvers. 😀\n", max(60, spans*45/77))
	d := annotate.Document{UID: annotate.NewUID(), Name: "Șefa securității", Source: "https://example.org/a", Language: "ro", Story: annotate.NewUID(),
		Text: body, TextHash: text.HashOf(body), Original: text.HashOf(body), Imported: time.UnixMilli(1_790_000_000_123).UTC()}
	r := &annotate.Record{Document: d}
	step := len(body) / spans
	for i := range spans {
		at := i * step
		for body[at]&0xC0 == 0x80 {
			at++
		}
		end := at + 1 + i%30
		for end < len(body) && body[end]&0xC0 == 0x80 {
			end++
		}
		fragments, err := annotate.Cover(body, [2]int{at, min(end, len(body))})
		if err != nil {
			panic(err)
		}
		s := annotate.Span{UID: annotate.NewUID(), Document: d.UID, Label: v.Scheme.Labels[i%len(v.Scheme.Labels)].UID, Fragments: fragments, Annotator: v.Annotators[0].UID,
			Origin: annotate.Origin{Kind: annotate.Manual}, Created: d.Imported, Updated: d.Imported}
		if i%5 == 0 {
			s.Tag = v.Tags[i%len(v.Tags)].UID
		}
		if l := v.Scheme.Label(s.Label); l.Name == "QUOTE" {
			s.Attributes = annotate.Attributes{"kind": annotate.TextValue("direct")}
		}
		r.Spans = append(r.Spans, s)
	}
	slices.SortFunc(r.Spans, func(a, b annotate.Span) int { return annotate.CompareSpans(&a, &b) })
	return r
}
