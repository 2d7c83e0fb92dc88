package choice_test

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pgregory.net/rapid"

	"postil/annotate"
	"postil/annotate/text"
)

// uid makes ids that can be told apart by eye.
func uid(kind, n byte) annotate.UID {
	return annotate.UID{0x01, 0x92, kind, 0, 0, 0, 0x70, 0, 0x80, 15: n}
}

// vocabulary has two layers of two labels, an exclusion layer, and two
// annotators.
func vocabulary() *annotate.Vocabulary {
	return &annotate.Vocabulary{
		Scheme: annotate.Scheme{
			Layers: []annotate.Layer{{UID: uid(1, 1), Name: "Quotes", Look: annotate.Underline}, {UID: uid(1, 2), Name: "Entities", Look: annotate.Fill},
				{UID: uid(1, 3), Name: annotate.FurnitureLayer, Look: annotate.Grey, Exclusion: true}},
			Labels: []annotate.Label{{UID: uid(2, 1), Layer: uid(1, 1), Name: "QUOTE"}, {UID: uid(2, 2), Layer: uid(1, 1), Name: "CUE"},
				{UID: uid(2, 3), Layer: uid(1, 2), Name: "PERSON"}, {UID: uid(2, 4), Layer: uid(1, 2), Name: "ORG"}, {UID: uid(2, 5), Layer: uid(1, 3), Name: "MENU"}},
			Relations: []annotate.RelationType{{UID: uid(3, 1), Name: "said_by"}},
		},
		Annotators: []annotate.Annotator{{UID: uid(6, 1), Name: "Ana"}, {UID: uid(6, 2), Name: "Bo"}},
	}
}

// marked reads a document whose spans stand in brackets: [p …] is a PERSON, [q a
// QUOTE, [m a MENU, by Ana; with a capital, by Bo. A span that starts with a digit
// goes on in the next bracket with the same one: [1q …] [1q …]. Ids count from 1.
func marked(s string) *annotate.Record {
	labels := map[byte]annotate.UID{'q': uid(2, 1), 'c': uid(2, 2), 'p': uid(2, 3), 'o': uid(2, 4), 'm': uid(2, 5)}
	r := &annotate.Record{Document: annotate.Document{UID: uid(7, 1), Name: "a", Source: "a.txt", Language: "nl-BE", Story: uid(9, 1)}}
	type open struct{ span, start int }
	var stack []open
	var plain strings.Builder
	ranges, numbered := [][][2]int{}, map[byte]int{}
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '[':
			i++
			span := len(r.Spans)
			if '0' <= s[i] && s[i] <= '9' {
				n, ok := numbered[s[i]]
				if ok {
					span = n
				}
				numbered[s[i]] = span
				i++
			}
			if span == len(r.Spans) {
				annotator := uid(6, 1)
				if s[i] < 'a' {
					annotator = uid(6, 2)
				}
				r.Spans = append(r.Spans, annotate.Span{UID: uid(8, byte(span+1)), Document: r.Document.UID, Label: labels[s[i]|0x20], Annotator: annotator})
				ranges = append(ranges, nil)
			}
			i++ // and the space after it
			stack = append(stack, open{span, plain.Len()})
		case ']':
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			ranges[o.span] = append(ranges[o.span], [2]int{o.start, plain.Len()})
		default:
			plain.WriteByte(s[i])
		}
	}
	r.Document.Text = plain.String()
	r.Document.TextHash = text.HashOf(r.Document.Text)
	for i := range r.Spans {
		fragments, err := annotate.Cover(r.Document.Text, ranges[i]...)
		if err != nil {
			panic(err)
		}
		r.Spans[i].Fragments = fragments
	}
	return r
}

// relate adds a relation between two spans by their numbers.
func relate(r *annotate.Record, n, from, to byte) {
	r.Relations = append(r.Relations, annotate.Relation{UID: uid(10, n), Type: uid(3, 1), From: uid(8, from), To: uid(8, to), ToDocument: r.Document.UID, Annotator: uid(6, 1)})
}

// clone returns a copy that shares nothing with r.
func clone(r *annotate.Record) *annotate.Record {
	c := *r
	c.Statuses, c.Attributes, c.Relations = slices.Clone(r.Statuses), slices.Clone(r.Attributes), slices.Clone(r.Relations)
	c.Spans = make([]annotate.Span, len(r.Spans))
	for i := range r.Spans {
		c.Spans[i] = r.Spans[i].Clone()
	}
	return &c
}

// written are what texts are made of: words of many scripts, what ends sentences
// and lines, and characters of several code points.
var written = []string{"a", "Noem ", "spoke. ", "Mr. ", "3.5 ", "U.S.A ", "?", "! ", "“Yes,” ", ".", " ", "  ", "\n", "\n\n", " \n", "\t", "\ufeff", "\ufeff ", "\u00a0", "\u3000", "\u2028",
	"él ", "e\u0301", "\u0301", " \u0301", "Șefa ", "ſ", "Привет. ", "نعم؟ ", "قال ", "ב.ג ", "„א“", "他来了。", "他走", "カタカナ", "ですか？", "ไทยนี้ ", "한국 ", "पुलिस ने। ", "😀", "👨‍👩‍👧 ", "🇧🇪🇳🇱", "1\ufe0f\u20e3"}

// records makes documents with everything that choices look at.
func records() *rapid.Generator[*annotate.Record] {
	return rapid.Custom(func(t *rapid.T) *annotate.Record {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(written), 1, 40).Draw(t, "text"), "")
		r := &annotate.Record{Document: annotate.Document{UID: uid(7, 1), Name: "a", Text: s, TextHash: text.HashOf(s),
			Language: rapid.SampledFrom([]string{"", "nl", "nl-BE", "ro"}).Draw(t, "language"), Story: uid(9, rapid.Byte().Draw(t, "story")%3)}}
		for i := range rapid.IntRange(0, 12).Draw(t, "spans") {
			r.Spans = append(r.Spans, annotate.Span{UID: uid(8, byte(i+1)), Document: uid(7, 1), Fragments: fragments(t, s),
				Label: uid(2, 1+rapid.Byte().Draw(t, "label")%5), Annotator: annotator(t)})
		}
		slices.SortFunc(r.Spans, func(a, b annotate.Span) int { return annotate.CompareSpans(&a, &b) })
		for i := range rapid.IntRange(0, len(r.Spans)).Draw(t, "relations") {
			l := annotate.Relation{UID: uid(10, byte(i+1)), Type: uid(3, 1), From: rapid.SampledFrom(r.Spans).Draw(t, "from").UID, Annotator: annotator(t)}
			l.To, l.ToDocument = rapid.SampledFrom(r.Spans).Draw(t, "to").UID, uid(7, 1)
			if l.From == l.To {
				l.To, l.ToDocument = uid(8, 99), uid(7, 9)
			}
			r.Relations = append(r.Relations, l)
		}
		for n := range byte(2) {
			if status := rapid.SampledFrom([]annotate.Status{"", annotate.Unread, annotate.InProgress, annotate.Done}).Draw(t, "status"); status != "" {
				r.Statuses = append(r.Statuses, annotate.DocumentStatus{Document: uid(7, 1), Annotator: uid(6, n+1), Status: status})
			}
			if rapid.IntRange(0, 4).Draw(t, "attribute") == 0 {
				r.Attributes = append(r.Attributes, annotate.DocumentAttribute{UID: uid(11, n+1), Document: uid(7, 1), Annotator: uid(6, n+1)})
			}
		}
		return r
	})
}

func annotator(t *rapid.T) annotate.UID { return uid(6, 1+rapid.Byte().Draw(t, "annotator")%2) }

// fragments draws the fragments of a span, on borders of code points.
func fragments(t *rapid.T, s string) []annotate.Fragment {
	for {
		var ranges [][2]int
		for range rapid.SampledFrom([]int{1, 1, 1, 2, 3}).Draw(t, "fragments") {
			start := runeStart(s, rapid.IntRange(0, len(s)-1).Draw(t, "start"))
			_, size := utf8.DecodeRuneInString(s[start:])
			end := runeStart(s, min(len(s), start+size+rapid.SampledFrom([]int{0, 3, 10, 40, 500}).Draw(t, "length")))
			ranges = append(ranges, [2]int{start, end})
		}
		if fragments, err := annotate.Cover(s, ranges...); err == nil {
			return fragments
		}
	}
}

func runeStart(s string, at int) int {
	for at < len(s) && !utf8.RuneStart(s[at]) {
		at--
	}
	return at
}
