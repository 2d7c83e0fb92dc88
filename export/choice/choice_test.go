package choice_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/export/account"
	"postil/export/choice"
)

// shown writes down pieces and books, one line each: the piece's text with its
// masks, then spans and relations by their numbers.
func (d *outcome) shown() []string {
	var lines []string
	for _, p := range d.pieces {
		line := fmt.Sprintf("%q", p.Record.Document.Text)
		if p.Start != 0 {
			line += fmt.Sprintf(" at %d", p.Start)
		}
		for _, m := range p.Masked {
			line += fmt.Sprintf(" masked %q", p.Record.Document.Text[m[0]:m[1]])
		}
		for i := range p.Record.Spans {
			line += fmt.Sprintf(" %d:%q", p.Record.Spans[i].UID[15], p.Record.Spans[i].Text())
		}
		for _, l := range p.Record.Relations {
			line += fmt.Sprintf(" r%d", l.UID[15])
		}
		lines = append(lines, line)
	}
	for _, t := range []struct {
		name  string
		tally account.Tally
	}{{"document", d.books.Documents}, {"span", d.books.Spans}, {"relation", d.books.Relations}} {
		for _, id := range t.tally.Outside {
			lines = append(lines, fmt.Sprintf("%s %d is outside", t.name, id[15]))
		}
		for i := range t.tally.LeftOut.All() {
			lines = append(lines, fmt.Sprintf("%s %d is left out: %s", t.name, i.ID[15], i.Reason))
		}
		for i := range t.tally.Changed.All() {
			lines = append(lines, fmt.Sprintf("%s %d is changed: %s", t.name, i.ID[15], i.Reason))
		}
	}
	return lines
}

// expect compares what is chosen of a document with lines.
func expect(t *testing.T, o choice.Options, r *annotate.Record, want ...string) {
	t.Helper()
	if d := cmp.Diff(want, choose(t, o, r).shown()); d != "" {
		t.Errorf("%+v (-want +got):\n%s", o, d)
	}
}

func TestUnits(t *testing.T) {
	const text = "[p Noem] said: [q “No. Never] again.”\n\n \n[c Mr. Bo[p  ]left].  [p He came]"
	r := marked(text)
	relate(r, 1, 1, 2)
	relate(r, 2, 2, 1)
	relate(r, 3, 3, 5)
	relate(r, 4, 4, 3)
	expect(t, choice.Options{}, r,
		`"Noem said: “No. Never again.”\n\n \nMr. Bo left.  He came" 1:"Noem" 2:"“No. Never" 3:"Mr. Bo left" 4:" " 5:"He came" r1 r2 r3 r4`)
	expect(t, choice.Options{Unit: choice.Paragraph}, r,
		`"Noem said: “No. Never again.”" 1:"Noem" 2:"“No. Never" r1 r2`,
		`"Mr. Bo left.  He came" at 33 3:"Mr. Bo left" 4:" " 5:"He came" r3 r4`)
	expect(t, choice.Options{Unit: choice.Sentence}, r,
		`"Noem said: “No." 1:"Noem" 2:"“No." r1 r2`,
		`"Never again.”" at 16 2:"Never"`,
		`"Mr." at 33 3:"Mr."`,
		`"Bo left." at 37 3:"Bo left" 4:" " r4`,
		`"He came" at 47 5:"He came"`,
		`span 2 is changed: cut by a border of a sentence`,
		`span 3 is changed: cut by a border of a sentence`,
		`relation 3 is left out: the spans that it links stand in different sentences`)
	expect(t, choice.Options{Unit: choice.Tokens, Tokens: 8}, r,
		`"Noem said: “No." 1:"Noem" 2:"“No." r1 r2`,
		`"Never again.”\n\n \nMr." at 16 2:"Never" 3:"Mr."`,
		`"Bo left.  He came" at 37 3:"Bo left" 4:" " 5:"He came" r3 r4`,
		`span 2 is changed: cut by a border of a piece`,
		`span 3 is changed: cut by a border of a piece`)
	expect(t, choice.Options{Unit: choice.Tokens, Tokens: 4}, r,
		`"Noem said: “" 1:"Noem" 2:"“" r1 r2`,
		`"No." at 12 2:"No."`,
		`"Never again.”" at 16 2:"Never"`,
		`"Mr." at 33 3:"Mr."`,
		`"Bo left." at 37 3:"Bo left" 4:" " r4`,
		`"He came" at 47 5:"He came"`,
		`span 2 is changed: cut by a border of a piece`,
		`span 3 is changed: cut by a border of a piece`,
		`relation 3 is left out: the spans that it links stand in different pieces`)
}

func TestSpansAtBorders(t *testing.T) {
	// 1 has a fragment in each of two sentences, 2 white space around, 3 only that.
	r := marked("[1q One] is. Two[p  is. ]Three[1q  is]. Four.[p \n]")
	relate(r, 1, 3, 1)
	relate(r, 2, 1, 2)
	expect(t, choice.Options{Unit: choice.Sentence}, r,
		`"One is." 1:"One"`,
		`"Two is." at 8 2:" is."`,
		`"Three is." at 16 1:" is"`,
		`"Four." at 26`,
		`span 3 is left out: it covers only white space between sentences`,
		`span 1 is changed: cut by a border of a sentence`,
		`span 2 is changed: it loses white space around a sentence`,
		`relation 1 is left out: a span that it links is left out`,
		`relation 2 is left out: the spans that it links stand in different sentences`)
	expect(t, choice.Options{Unit: choice.Paragraph}, marked(" \n[p \t]\n"),
		`document 1 is left out: its text is only white space`,
		`span 1 is left out: it covers only white space between paragraphs`)
}

// A relation that leads to another document goes where it starts.
func TestRelationsToOtherDocuments(t *testing.T) {
	r := marked("One.\nTwo [p is].")
	relate(r, 1, 1, 7)
	r.Relations[0].ToDocument = uid(7, 2)
	expect(t, choice.Options{Unit: choice.Paragraph}, r, `"One."`, `"Two is." at 5 1:"is" r1`)
}

func TestExclusionLayersAreMasked(t *testing.T) {
	r := marked("[m Home] | [M Ne[m ws]]\n[p One]. [m Share] this.")
	masked := []string{`"Home | News" masked "Home" masked "News"`, `"One." at 12`, `"Share this." at 17 masked "Share"`}
	expect(t, choice.Options{Unit: choice.Sentence, Layers: []string{"Entities"}}, r,
		masked[0], masked[1]+` 4:"One"`, masked[2], "span 1 is outside", "span 2 is outside", "span 3 is outside", "span 5 is outside")
	expect(t, choice.Options{Annotators: []string{"Ana"}, Labels: []string{"PERSON"}}, r,
		`"Home | News\nOne. Share this." masked "Home" masked "News" masked "Share" 4:"One"`,
		"span 1 is outside", "span 2 is outside", "span 3 is outside", "span 5 is outside")
}

// What is left of a text keeps its words, lines and blank lines apart, and has no
// more of them.
func TestExcludedTextIsDropped(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"no mask", "no mask"},
		{"[m Menu]\n\nTitle\n\nBody", "Title\n\nBody"},
		{" \n [m Menu]\n\nTitle\n", "Title\n"},
		{"Title\n\n[m Menu]\n\nBody", "Title\n\nBody"},
		{"Title\n[m Menu\n]Body", "Title\nBody"},
		{"Title\n\n[m Menu\n]Body", "Title\n\nBody"},
		{"Title[m \n\nMenu\n\n]Body", "Title\n\nBody"},
		{"Title\n[m Menu]\n\n[m Share]\nBody", "Title\n\nBody"},
		{"Title [m Menu\n\n\n\nmore] Body", "Title\n\n\n\nBody"},
		{"Title\n\n[m Menu\n\n\n\nmore]\n\nBody", "Title\n\nBody"},
		{"one [m two] three", "one three"},
		{"one [m two]. Three", "one . Three"},
		{"one[m  two] three", "one three"},
		{"one[m  two ]three", "one three"},
		{"one [m two \n]three", "one \nthree"},
		{"one.[m Read more]Two", "one. Two"},
		{"un[m ad]do", "undo"},
		{"他来了[m 广告]他走了", "他来了他走了"},
		{"One.\n\n[m Credits]", "One."},
		{"One.\n\n[m Credits]\n", "One."},
		{"One. [m \u00a0] Two", "One. Two"},
		{"One[m  or two]. Three", "One. Three"},
		{"(one[m  (two)])", "(one)"},
		{"“[m Ad: ]One”", "“One”"},
		{"One[m \nor two\n]. Three", "One\n. Three"},
	} {
		r := marked(c.text)
		d := choose(t, choice.Options{DropExcluded: true}, r)
		if got := d.pieces[0].Record.Document.Text; got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
		if (d.pieces[0].Ranges == nil) != (c.want == r.Document.Text) {
			t.Errorf("%q: ranges %v", c.text, d.pieces[0].Ranges)
		}
	}
}

func TestSpansInDroppedText(t *testing.T) {
	r := marked("[q One [m two [p deep]] three]. [1q Four][m [1q  five]]. [p six [m sev]]en[p  [m ad] ]")
	relate(r, 1, 1, 4)
	relate(r, 2, 3, 1)
	relate(r, 3, 1, 2)
	expect(t, choice.Options{DropExcluded: true}, r,
		`"One three. Four. six en" 1:"One three" 4:"Four" 6:"six" r1`,
		`document 1 is changed: the text that exclusion layers mark is left out of it`,
		`span 2 is left out: it marks text that is left out`,
		`span 3 is left out: it lies in text that exclusion layers mark`,
		`span 5 is left out: it marks text that is left out`,
		`span 7 is left out: it marks text that is left out`,
		`span 8 is left out: it lies in text that exclusion layers mark`,
		`span 9 is left out: it marks text that is left out`,
		`span 1 is changed: it loses text that exclusion layers mark`,
		`span 4 is changed: it loses text that exclusion layers mark`,
		`span 6 is changed: it loses text that exclusion layers mark`,
		`relation 2 is left out: a span that it links is left out`,
		`relation 3 is left out: a span that it links is left out`)
}

func TestSpansBesideDroppedText(t *testing.T) {
	expect(t, choice.Options{DropExcluded: true}, marked("One [m ad][p  ]two [1q th][m ad][1q ree]."),
		`"One two three." 3:"three"`,
		`document 1 is changed: the text that exclusion layers mark is left out of it`,
		`span 1 is left out: it marks text that is left out`,
		`span 2 is left out: it covers only white space beside text that exclusion layers mark`,
		`span 4 is left out: it marks text that is left out`,
		`span 3 is changed: its fragments are one without the text that exclusion layers mark between them`)
}

// What a writer leaves out of one piece is written if another has it.
func TestLeftOutOfPieces(t *testing.T) {
	r := marked("[q [c One.\n[p Two].]\nThree.]")
	c, err := choice.New(choice.Options{Unit: choice.Paragraph}, vocabulary())
	if err != nil {
		t.Fatal(err)
	}
	d := &outcome{record: r}
	d.books.Begin(r)
	for p := range c.Pieces(r, &d.books) {
		if p.Number == 1 {
			d.books.LeaveOut(account.Span, uid(8, 2), "first")
		}
		if p.Number == 2 {
			d.books.LeaveOut(account.Document, uid(7, 1), "full")
			for _, s := range p.Record.Spans {
				d.books.LeaveOut(account.Span, s.UID, "overlap")
				d.books.LeaveOut(account.Span, s.UID, "overlap")
			}
		}
	}
	d.books.End()
	want := []string{"document 1 is changed: one of its pieces is left out: full", "span 2 is left out: first", "span 3 is left out: overlap",
		"span 1 is changed: cut by a border of a paragraph", "span 1 is changed: left out of one of its pieces: overlap"}
	if d := cmp.Diff(want, d.shown()); d != "" {
		t.Error(d)
	}
}

// A relation to a span that the document lacks is accounted for, even where an
// earlier document had such a span.
func TestRelationsToNothing(t *testing.T) {
	c, err := choice.New(choice.Options{Unit: choice.Sentence}, vocabulary())
	if err != nil {
		t.Fatal(err)
	}
	d := &outcome{}
	for _, r := range []*annotate.Record{marked("[p One]. [p Two]. [p Three]."), marked("[p One].")} {
		relate(r, 1, 1, 3)
		d.books.Begin(r)
		for range c.Pieces(r, &d.books) {
		}
		d.books.End()
	}
	want := []string{"relation 1 is left out: the spans that it links stand in different sentences", "relation 1 is left out: a span that it links is left out"}
	if d := cmp.Diff(want, d.shown()); d != "" {
		t.Error(d)
	}
}
