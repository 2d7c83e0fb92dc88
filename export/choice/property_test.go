package choice_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"

	"postil/annotate"
	"postil/annotate/segment"
	"postil/annotate/text"
	"postil/export/account"
	"postil/export/choice"
)

// options makes choices of the vocabulary.
func options() *rapid.Generator[choice.Options] {
	return rapid.Custom(func(t *rapid.T) choice.Options {
		some := func(what string, all ...string) []string {
			if rapid.IntRange(0, 3).Draw(t, what) != 0 {
				return nil
			}
			return rapid.SliceOfNDistinct(rapid.SampledFrom(all), 1, len(all), rapid.ID).Draw(t, what+"s")
		}
		o := choice.Options{Labels: some("label", "QUOTE", "CUE", "PERSON", "ORG", "MENU"), Annotators: some("annotator", "Ana", "Bo"),
			Languages: some("language", "nl", "ro", "und"), DoneOnly: rapid.IntRange(0, 5).Draw(t, "done") == 0, DropExcluded: rapid.Bool().Draw(t, "drop"),
			Masks: rapid.Bool().Draw(t, "masks"),
			Unit:  rapid.SampledFrom([]choice.Unit{"", choice.Document, choice.Paragraph, choice.Sentence, choice.Tokens}).Draw(t, "unit"), Tokens: rapid.IntRange(1, 9).Draw(t, "tokens")}
		if o.Labels == nil {
			o.Layers = some("layer", "Quotes", "Entities", annotate.FurnitureLayer)
		}
		if rapid.IntRange(0, 5).Draw(t, "stories") == 0 {
			o.Stories = []annotate.UID{uid(9, 1), uid(9, 2)}
		}
		return o
	})
}

// ends draws some of the relations into other documents.
func ends(t *rapid.T, r *annotate.Record, what string) map[annotate.UID]bool {
	some := map[annotate.UID]bool{}
	for _, l := range r.Relations {
		if l.ToDocument != r.Document.UID && rapid.IntRange(0, 3).Draw(t, what) == 0 {
			some[l.UID] = true
		}
	}
	return some
}

// outcome is a record, what was chosen of it, and what the account says.
type outcome struct {
	options choice.Options
	record  *annotate.Record // as it was
	pieces  []*choice.Piece
	books   account.Account
}

// choose applies choices to a copy of a record.
func choose(t fatal, o choice.Options, r *annotate.Record) *outcome {
	c, err := choice.New(o, vocabulary())
	if err != nil {
		t.Fatal(err)
	}
	done := &outcome{options: o, record: r}
	for range 2 { // a chooser is used again
		done.pieces, done.books = nil, account.Account{}
		again := clone(r)
		done.books.Begin(again)
		for p := range c.Pieces(again, &done.books) {
			kept := *p
			kept.Record, kept.Ranges, kept.Masked = clone(p.Record), slices.Clone(p.Ranges), slices.Clone(p.Masked)
			done.pieces = append(done.pieces, &kept)
		}
		done.books.End()
	}
	return done
}

// fatal is a test of either kind.
type fatal interface {
	Fatal(...any)
	Fatalf(string, ...any)
}

// TestNothingIsLost chooses by anything from anything, and compares with what
// follows byte by byte from the definitions.
func TestNothingIsLost(t *testing.T) { rapid.Check(t, nothingIsLost) }

func FuzzNothingIsLost(f *testing.F) { f.Fuzz(rapid.MakeFuzz(nothingIsLost)) }

func nothingIsLost(t *rapid.T) {
	r := records().Draw(t, "record")
	for range 5 {
		o := options().Draw(t, "options")
		o.Loose, o.Lost = ends(t, r, "loose"), ends(t, r, "lost")
		choose(t, o, r).check(t)
	}
}

func (d *outcome) check(t fatal) {
	d.checkTexts(t)
	d.checkSpans(t)
	d.checkRelations(t)
	d.checkDocument(t)
}

// TestArticles cuts the real articles that may stand beside the checkout, with
// spans over words and lines everywhere.
func TestArticles(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "seeds", "*.txt"))
	if len(paths) == 0 {
		t.Skip("there are no articles in ../shared/seeds beside the checkout")
	}
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		s := strings.ToValidUTF8(string(raw[:min(len(raw), 20_000)]), "")
		r := &annotate.Record{Document: annotate.Document{UID: uid(7, 1), Name: "a", Text: s, TextHash: text.HashOf(s)}}
		for i := range byte(200) {
			start := runeStart(s, int(i)*len(s)/200)
			fragments, err := annotate.Cover(s, [2]int{start, runeStart(s, min(len(s), start+5+int(i)*int(i)/50))})
			if err != nil {
				t.Fatal(err)
			}
			r.Spans = append(r.Spans, annotate.Span{UID: uid(8, i+1), Document: uid(7, 1), Label: uid(2, 1+i%5), Fragments: fragments, Annotator: uid(6, 1)})
			if 0 < i {
				relate(r, i, i, i+1)
			}
		}
		slices.SortFunc(r.Spans, func(a, b annotate.Span) int { return annotate.CompareSpans(&a, &b) })
		for _, unit := range []choice.Unit{choice.Document, choice.Paragraph, choice.Sentence, choice.Tokens} {
			for _, drop := range []bool{false, true} {
				choose(t, choice.Options{Unit: unit, Tokens: 50, DropExcluded: drop}, r).check(t)
			}
		}
	}
}

// bytesOf returns the place in the document of each byte of a piece.
func (d *outcome) bytesOf(p *choice.Piece) []int {
	ranges := p.Ranges
	if ranges == nil {
		ranges = [][2]int{{0, len(d.record.Document.Text)}}
	}
	var all []int
	for _, r := range ranges {
		for at := r[0]; at < r[1]; at++ {
			all = append(all, at)
		}
	}
	return all
}

// excluded tells of each byte of the document whether an exclusion layer marks it.
func (d *outcome) excluded() []bool {
	marks := make([]bool, len(d.record.Document.Text))
	for _, s := range d.record.Spans {
		if s.Label == uid(2, 5) {
			for _, f := range s.Fragments {
				for at := f.Start; at < f.End; at++ {
					marks[at] = true
				}
			}
		}
	}
	return marks
}

// spaces tells of each byte whether it is part of a white-space character, or of
// a byte-order mark, which no text may start with.
func spaces(s string) []bool {
	all := make([]bool, len(s))
	for at, r := range s {
		for i := range utf8.RuneLen(r) {
			all[at+i] = unicode.IsSpace(r) || r == '\uFEFF'
		}
	}
	return all
}

// checkTexts checks the texts of all pieces: that they are what their ranges say,
// in order and apart, that only white space and excluded text is missing, and
// that it is parted as the unit says.
func (d *outcome) checkTexts(t fatal) {
	body := d.record.Document.Text
	excluded, white, last := d.excluded(), spaces(body), -1
	found := make([]bool, len(body))
	for i, p := range d.pieces {
		places, got := d.bytesOf(p), p.Record.Document.Text
		var want strings.Builder
		for _, at := range places {
			if at <= last {
				t.Fatalf("piece %d holds byte %d again or too late", i, at)
			}
			last, found[at] = at, true
			want.WriteByte(body[at])
		}
		switch {
		case got != want.String() || got == "":
			t.Fatalf("piece %d: text %q, ranges say %q", i, got, want.String())
		case p.Ranges != nil && strings.HasPrefix(got, "\uFEFF"):
			t.Fatalf("piece %d begins with a byte-order mark", i)
		case p.Record.Document.TextHash != text.HashOf(got):
			t.Fatalf("piece %d has another text's hash", i)
		case p.Start != utf8.RuneCountInString(body[:places[0]]) || p.StartIn(text.CodePoint) != p.Start ||
			p.StartIn(text.Byte) != places[0] || p.StartIn(text.UTF16) != len(utf16.Encode([]rune(body[:places[0]]))):
			t.Fatalf("piece %d starts at %d, %d bytes, %d UTF-16 units", i, p.Start, p.StartIn(text.Byte), p.StartIn(text.UTF16))
		case (p.Ranges == nil) != (len(places) == len(body)):
			t.Fatalf("piece %d: ranges %v", i, p.Ranges)
		case d.whole() != (p.Number == 0) || !d.whole() && p.Number != i+1:
			t.Fatalf("piece %d has number %d", i, p.Number)
		case !d.whole() && strings.TrimSpace(got) == "" || d.options.Unit != choice.Tokens && !d.whole() && strings.Contains(got, "\n"):
			t.Fatalf("piece %d: %q", i, got)
		}
		if d.options.Unit == choice.Tokens {
			n := 0
			for range segment.Tokens(got) {
				n++
			}
			if d.options.Tokens < n {
				t.Fatalf("piece %d has %d tokens: %q", i, n, got)
			}
		}
		d.checkMasks(t, p, places, excluded, white)
	}
	if len(d.pieces) == 0 {
		return
	}
	for at := range body {
		if drop := d.options.DropExcluded && excluded[at]; !found[at] && !drop && !white[at] {
			t.Fatalf("byte %d of %q is missing", at, body)
		}
	}
}

func (d *outcome) whole() bool { return d.options.Unit == "" || d.options.Unit == choice.Document }

// checkMasks checks that a piece knows what of it is excluded, or holds no such
// text but white space that keeps the rest apart.
func (d *outcome) checkMasks(t fatal, p *choice.Piece, places []int, excluded, white []bool) {
	masked := make([]bool, len(places))
	for i, m := range p.Masked {
		if m[1] <= m[0] || 0 < i && m[0] <= p.Masked[i-1][1] {
			t.Fatalf("masks %v", p.Masked)
		}
		for at := m[0]; at < m[1]; at++ {
			masked[at] = true
		}
	}
	for i, at := range places {
		if d.options.DropExcluded && (masked[i] || excluded[at] && !white[at]) || !d.options.DropExcluded && masked[i] != excluded[at] {
			t.Fatalf("byte %d of %q is masked: %v", i, p.Record.Document.Text, masked[i])
		}
	}
	if !d.options.DropExcluded {
		return
	}
	body := d.record.Document.Text
	for i := range places[1:] {
		last, _ := utf8.DecodeLastRuneInString(body[:places[i]+1])
		next, _ := utf8.DecodeRuneInString(body[places[i+1]:])
		if between := body[places[i]+1 : places[i+1]]; unicode.IsLetter(last) && unicode.IsLetter(next) && strings.ContainsFunc(between, unicode.IsSpace) {
			t.Fatalf("two words are one in %q of %q", p.Record.Document.Text, body)
		}
	}
}

// chosen tells whether the filter lets a span through.
func (d *outcome) chosen(s *annotate.Span) bool {
	names := []string{"", "QUOTE", "CUE", "PERSON", "ORG", "MENU"}
	layers := []string{"", "Quotes", "Quotes", "Entities", "Entities", annotate.FurnitureLayer}
	label := s.Label[15]
	return (d.options.Labels == nil || slices.Contains(d.options.Labels, names[label])) &&
		(d.options.Layers == nil || slices.Contains(d.options.Layers, layers[label])) && d.by(s.Annotator)
}

// by tells whether the filter lets an annotator through.
func (d *outcome) by(a annotate.UID) bool {
	return d.options.Annotators == nil || slices.Contains(d.options.Annotators, []string{"", "Ana", "Bo"}[a[15]])
}

// checkSpans checks each span: in its class, and with all of its text that the
// pieces hold.
func (d *outcome) checkSpans(t fatal) {
	body := d.record.Document.Text
	excluded, white := d.excluded(), spaces(body)
	parts := map[annotate.UID]map[int]bool{} // bytes of the document that pieces hold of a span
	in := map[annotate.UID]int{}
	held := map[int]bool{}
	for _, p := range d.pieces {
		places := d.bytesOf(p)
		for _, at := range places {
			held[at] = true
		}
		for i := range p.Record.Spans {
			s := &p.Record.Spans[i]
			if err := s.Check(p.Record.Document.Text); err != nil || 0 < i && 0 < annotate.CompareSpans(&p.Record.Spans[i-1], s) {
				t.Fatalf("%v, or out of order", err)
			}
			in[s.UID]++
			if parts[s.UID] == nil {
				parts[s.UID] = map[int]bool{}
			}
			for _, f := range s.Fragments {
				for at := f.Start; at < f.End; at++ {
					parts[s.UID][places[at]] = true
				}
			}
		}
	}
	for i := range d.record.Spans {
		s := &d.record.Spans[i]
		size, missing := 0, false
		for _, f := range s.Fragments {
			for at := f.Start; at < f.End; at++ {
				size++
				switch part := parts[s.UID][at]; {
				case part:
				case in[s.UID] != 0 && held[at] && !(d.options.DropExcluded && white[at]):
					t.Fatalf("span %s lacks byte %d", s.UID, at)
				case !white[at] && !(d.options.DropExcluded && excluded[at]):
					missing = true // which is right where all of it is
				}
			}
		}
		d.checkSpan(t, s, in[s.UID], len(parts[s.UID]), size, missing)
		for at := range parts[s.UID] {
			if !s.Covers(at) {
				t.Fatalf("span %s covers byte %d only in its piece", s.UID, at)
			}
		}
	}
}

// checkSpan checks the class of one span, of which so many pieces hold so much.
func (d *outcome) checkSpan(t fatal, s *annotate.Span, pieces, got, size int, missing bool) {
	outside := slices.Contains(d.books.Spans.Outside, s.UID)
	written := slices.Contains(d.books.Spans.Written, s.UID)
	changed := slices.ContainsFunc(slices.Collect(d.books.Spans.Changed.All()), func(i account.Item) bool { return i.ID == s.UID })
	gone := d.options.DropExcluded && s.Label == uid(2, 5)
	heeded := s.Label == uid(2, 5) && outside && d.inside() && (d.options.DropExcluded || d.options.Masks)
	switch {
	case heeded != slices.Contains(d.books.Heeded, s.UID):
		t.Fatalf("span %s heeded: %v", s.UID, !heeded)
	case outside == (d.inside() && d.chosen(s)):
		t.Fatalf("span %s outside: %v", s.UID, outside)
	case written != (0 < pieces):
		t.Fatalf("span %s in %d pieces is written: %v", s.UID, pieces, written)
	case missing && !outside && !gone:
		t.Fatalf("span %s lacks text", s.UID)
	case written && gone:
		t.Fatalf("span %s marks text that is left out", s.UID)
	case written && (1 < pieces || got < size) && !changed:
		t.Fatalf("span %s is changed", s.UID)
	case changed && pieces == 1 && got == size && !d.options.DropExcluded:
		t.Fatalf("span %s is not changed", s.UID)
	}
}

// inside tells whether the filter lets the document through.
func (d *outcome) inside() bool {
	r, o := d.record, &d.options
	done, seen := !o.DoneOnly, o.Annotators == nil
	for _, s := range r.Statuses {
		done = done || s.Status == annotate.Done && d.by(s.Annotator)
		seen = seen || s.Status != annotate.Unread && d.by(s.Annotator)
	}
	for _, a := range r.Attributes {
		seen = seen || d.by(a.Annotator)
	}
	for _, s := range r.Spans {
		seen = seen || d.by(s.Annotator)
	}
	for _, l := range r.Relations {
		seen = seen || d.by(l.Annotator)
	}
	language, _, _ := strings.Cut(r.Document.Language, "-")
	if language == "" {
		language = "und"
	}
	return done && seen && (o.Languages == nil || slices.Contains(o.Languages, language)) && (o.Stories == nil || slices.Contains(o.Stories, r.Document.Story))
}

// checkRelations checks that each relation is where its ends are, or accounted
// for.
func (d *outcome) checkRelations(t fatal) {
	spans := map[annotate.UID]*annotate.Span{}
	for i := range d.record.Spans {
		spans[d.record.Spans[i].UID] = &d.record.Spans[i]
	}
	for _, l := range d.record.Relations {
		want := -1 // the piece that it belongs to
		var got []int
		for i, p := range d.pieces {
			stands := func(u annotate.UID) bool {
				return slices.ContainsFunc(p.Record.Spans, func(s annotate.Span) bool { return s.UID == u })
			}
			if want < 0 && stands(l.From) && (l.ToDocument != d.record.Document.UID || stands(l.To)) {
				want = i
			}
			if slices.ContainsFunc(p.Record.Relations, func(o annotate.Relation) bool { return o.UID == l.UID }) {
				got = append(got, i)
			}
		}
		inside := d.inside() && d.by(l.Annotator) && !d.options.Loose[l.UID] && d.chosen(spans[l.From]) && (l.ToDocument != d.record.Document.UID || d.chosen(spans[l.To]))
		if !inside || d.options.Lost[l.UID] {
			want = -1
		}
		if want < 0 && 0 < len(got) || 0 <= want && !slices.Equal(got, []int{want}) {
			t.Fatalf("relation %s stands in the pieces %v, want %d", l.UID, got, want)
		}
		if outside := slices.Contains(d.books.Relations.Outside, l.UID); outside == inside {
			t.Fatalf("relation %s outside: %v", l.UID, outside)
		}
		if written := slices.Contains(d.books.Relations.Written, l.UID); written != (0 <= want) {
			t.Fatalf("relation %s written: %v", l.UID, written)
		}
	}
}

// checkDocument checks the document's class, and what else goes with its pieces.
func (d *outcome) checkDocument(t fatal) {
	b := &d.books.Documents
	if b.Held != 1 || len(b.Outside)+b.LeftOut.Len()+len(b.Written) != 1 || (len(b.Outside) == 1) == d.inside() || (len(b.Written) == 1) != (0 < len(d.pieces)) {
		t.Fatalf("%d pieces: %+v", len(d.pieces), b)
	}
	for _, p := range d.pieces {
		for _, s := range d.record.Statuses {
			if slices.Contains(p.Record.Statuses, s) != d.by(s.Annotator) {
				t.Fatalf("statuses %v", p.Record.Statuses)
			}
		}
		for _, a := range d.record.Attributes {
			if slices.Contains(p.Record.Attributes, a) != d.by(a.Annotator) {
				t.Fatalf("attributes %v", p.Record.Attributes)
			}
		}
	}
}
