package sample_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"postil/app/project/sample"
)

func articles(t *testing.T) []sample.Article {
	t.Helper()
	list, err := sample.Articles()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// marked is the text of a span's fragments, one after the other.
func marked(a sample.Article, s sample.Span) []string {
	var pieces []string
	for _, f := range s.Fragments {
		pieces = append(pieces, a.Text[f[0]:f[1]])
	}
	return pieces
}

// cutsWord tells whether the byte offset stands between two letters or digits.
func cutsWord(text string, at int) bool {
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	return inWord(before) && inWord(after)
}

func TestArticlesAreShapedLikeScrapedNews(t *testing.T) {
	list := articles(t)
	if len(list) < 7 {
		t.Fatalf("%d articles, want at least 7", len(list))
	}
	languages := map[string]bool{}
	for _, a := range list {
		languages[a.Language] = true
		if a.Name == "" || a.Story == "" || !strings.Contains(a.Source, ".example/") {
			t.Errorf("%q: name, story or source is missing", a.Name)
		}
		if !utf8.ValidString(a.Text) || strings.ContainsAny(a.Text, "\r\x00") {
			t.Errorf("%s: the text is not settled", a.Name)
		}
		if words := len(strings.Fields(a.Text)); words < 120 || words > 350 {
			t.Errorf("%s: %d words, want 120 to 350", a.Name, words)
		}
	}
	for _, want := range []string{"en", "ro", "uk", "ar"} {
		if !languages[want] {
			t.Errorf("no article in %q", want)
		}
	}
	if len(languages) < 4 {
		t.Errorf("articles in %d languages, want at least 4", len(languages))
	}
}

func TestRomanianHasCommasNotCedillas(t *testing.T) {
	for _, a := range articles(t) {
		if a.Language != "ro" {
			continue
		}
		if strings.ContainsAny(a.Text, "şţŞŢ") {
			t.Errorf("%s: s or t with a cedilla", a.Name)
		}
		if !strings.ContainsAny(a.Text, "ș") || !strings.ContainsAny(a.Text, "ț") {
			t.Errorf("%s: neither ș nor ț", a.Name)
		}
	}
}

func TestSpansAreWhatAnAnnotatorWouldMark(t *testing.T) {
	labels := map[string]int{}
	inPieces, total := 0, 0
	for _, a := range articles(t) {
		for _, s := range a.Spans {
			total++
			labels[s.Label]++
			if len(s.Fragments) > 1 {
				inPieces++
			}
			for _, piece := range marked(a, s) {
				if piece == "" || piece != strings.TrimFunc(piece, unicode.IsSpace) {
					t.Errorf("%s: %s %q is empty or has white space at an end", a.Name, s.Label, piece)
				}
			}
			for _, f := range s.Fragments {
				if cutsWord(a.Text, f[0]) || cutsWord(a.Text, f[1]) {
					t.Errorf("%s: %s %q cuts a word", a.Name, s.Label, a.Text[f[0]:f[1]])
				}
			}
		}
	}
	if total < 40 {
		t.Errorf("%d spans, want at least 40", total)
	}
	for _, label := range []string{"CLAIM", "QUOTE", "PERSON", "ORG", "PLACE", "DATE", "QUANTITY", "FURNITURE"} {
		if labels[label] == 0 {
			t.Errorf("no span is labelled %s", label)
		}
	}
	if inPieces < 5 {
		t.Errorf("%d quotes in pieces, want at least 5", inPieces)
	}
}

func TestTagsCrossLanguages(t *testing.T) {
	languages := map[string]map[string]bool{} // tag -> languages it is used in
	for _, a := range articles(t) {
		for _, s := range a.Spans {
			if s.Tag == "" {
				continue
			}
			if languages[s.Tag] == nil {
				languages[s.Tag] = map[string]bool{}
			}
			languages[s.Tag][a.Language] = true
		}
	}
	tags, err := sample.Tags()
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range tags {
		if len(languages[tag.Name]) == 0 {
			t.Errorf("no span is about %q", tag.Name)
		}
	}
	if both := languages["Ștefania Olănescu"]; !both["en"] || !both["ro"] || !both["uk"] || !both["ar"] {
		t.Errorf("Ștefania Olănescu is tagged in %v, want en, ro, uk and ar", both)
	}
}

func TestContradictingClaimsShareTheirTag(t *testing.T) {
	const tag = "commuters stranded by the strike"
	figures := map[string]bool{}
	for _, a := range articles(t) {
		for _, s := range a.Spans {
			if s.Tag != tag {
				continue
			}
			for _, figure := range []string{"1,400", "2,300"} {
				if strings.Contains(marked(a, s)[0], figure) {
					figures[figure] = true
				}
			}
		}
	}
	if len(figures) != 2 {
		t.Errorf("claims about %q give %v, want two figures", tag, figures)
	}
}
