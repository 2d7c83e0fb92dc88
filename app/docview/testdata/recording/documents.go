// Package recording is what the benchmarks of the reading pane's frames replay, with
// and without a display: long documents and a fixed script of what a reader's hands
// do in them.
package recording

import (
	"math/rand/v2"
	"slices"
	"strings"

	"postil/annotate"
)

// Width and Height are the size of the window in pixels.
const Width, Height = 1400, 900

// Document is a long document as a recipe.
type Document struct {
	Name  string
	Spans int
	// write makes the text and gives the byte ranges of its words.
	write func(r *rand.Rand) (text string, words [][2]int)
}

// latin is European text by frequency, with letters that take two bytes.
const latin = "eeeeeeaaaatttooonnniiissrrhhddlluuccmmfgpbvwykăéșțñ"

var scripts = []string{
	latin, "ااالللينممروتبةعدفهكقسحجشطصخضذثئءىغزظ", "יוהלארתבמשנכדחפעקגטסזצ",
	"оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъ", "αοιεντσηρκπυλμδγωθχφβξζψ",
	"अआइकखगचजटडतथदनपबमयरलवशसहािीुेो्ंनारकसत", "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面",
}

// Documents are those of the promises: of all lengths, with a span for every 47
// characters, and some that are harder.
var Documents = []Document{
	prose("0.5 M", 500_000, scripts[:1], true),
	prose("1 M", 1_000_000, scripts[:1], true),
	prose("2 M", 2_000_000, scripts[:1], true),
	prose("4 M", 4_000_000, scripts[:1], true),
	prose(Longest, 5_200_000, scripts[:1], true),
	prose("1 M, one paragraph", 1_000_000, scripts[:1], false),
	prose("1 M, Arabic", 1_000_000, scripts[1:2], true),
	prose("1 M, many scripts", 1_000_000, scripts, true),
}

// Extremes are documents that no one writes and someone imports.
var Extremes = []Document{
	prose("1 M, one mixed paragraph", 1_000_000, scripts, false),
	repeated("1 M letters, no space", "abcdefgh", 125_000),
	repeated("1 M ideographs", "\u6f22\u5b57", 500_000),
	repeated("1 M Arabic letters", "\u0628\u062d\u0631", 333_333),
	repeated("1 M combining marks", "\u0301\u0323", 500_000),
	repeated("1 M emoji", "\U0001F469\u200D\U0001F52C\U0001F44D\U0001F3FD", 200_000),
	repeated("100,000 empty lines", "\n", 100_000),
	repeated("lines of 10,000 letters", strings.Repeat("x", 10_000)+"\n", 100),
	repeated("1 M tabs", "\t", 1_000_000),
	repeated("1 M spaces", " ", 1_000_000),
	{"5,000 spans on a line", 5_000, func(*rand.Rand) (string, [][2]int) {
		text := strings.Repeat("many spans stand here ", 4)
		return text, [][2]int{{0, 4}, {5, 10}, {11, 16}, {17, 21}, {22, 26}, {27, 32}}
	}},
	{"1,000 spans over everything", 1_000, func(*rand.Rand) (string, [][2]int) {
		text := strings.Repeat("Everybody marked all of this. ", 30_000)
		all := [2]int{0, len(text)}
		return text, [][2]int{all, all, all, all}
	}},
}

// Longest is the document of the promises.
const Longest = "5.2 M"

// Named is the document with a name, nil if there is none.
func Named(name string) *Document {
	for _, all := range [][]Document{Documents, Extremes} {
		if i := slices.IndexFunc(all, func(d Document) bool { return d.Name == name }); i >= 0 {
			return &all[i]
		}
	}
	return nil
}

// repeated is a text many times, with some spans.
func repeated(name, text string, times int) Document {
	return Document{name, 2000, func(r *rand.Rand) (string, [][2]int) {
		var words [][2]int
		for range 5000 {
			at := r.IntN(times) * len(text)
			words = append(words, [2]int{at, at + len(text)})
		}
		slices.SortFunc(words, func(a, b [2]int) int { return a[0] - b[0] })
		return strings.Repeat(text, times), words
	}}
}

// Make writes the document with its spans: entities of a few words, every twentieth a
// claim or a quote of many, nested and crossing as it happens.
func (d *Document) Make(scheme *annotate.Scheme) (*annotate.Document, []annotate.Span) {
	r := rand.New(rand.NewPCG(1, 2))
	text, words := d.write(r)
	doc := &annotate.Document{UID: annotate.UIDFromName(d.Name), Name: d.Name, Text: text}
	spans := make([]annotate.Span, 0, d.Spans)
	for i := range d.Spans {
		n, label := 1+r.IntN(3), &scheme.Labels[2+r.IntN(5)]
		if i%20 == 0 {
			n, label = 10+r.IntN(40), &scheme.Labels[r.IntN(2)]
		}
		n = min(n, len(words)-1)
		first := r.IntN(len(words) - n)
		spans = append(spans, NewSpan(doc, label, words[first][0], words[first+n-1][1]))
	}
	slices.SortFunc(spans, func(a, b annotate.Span) int { return annotate.CompareSpans(&a, &b) })
	return doc, spans
}

// prose is a text of so many characters in words of random letters. A paragraph's
// words are in one alphabet, those of every fourth in all.
func prose(name string, characters int, alphabets []string, paragraphs bool) Document {
	return Document{name, characters / 47, func(r *rand.Rand) (string, [][2]int) {
		w := writer{rand: r}
		for _, a := range alphabets {
			w.alphabets = append(w.alphabets, []rune(a))
		}
		for w.characters < characters {
			w.paragraph()
			if paragraphs {
				w.text.WriteString("\n\n")
			}
		}
		return w.text.String(), w.words
	}}
}

// writer writes prose.
type writer struct {
	rand       *rand.Rand
	alphabets  [][]rune
	text       strings.Builder
	words      [][2]int
	characters int
}

func (w *writer) paragraph() {
	one, mixed := w.rand.IntN(len(w.alphabets)), w.rand.IntN(4) == 0
	for range 20 + w.rand.IntN(120) {
		alphabet := w.alphabets[one]
		if mixed {
			alphabet = w.alphabets[w.rand.IntN(len(w.alphabets))]
		}
		start := w.text.Len()
		for range 1 + w.rand.IntN(9) {
			w.text.WriteRune(alphabet[w.rand.IntN(len(alphabet))])
			w.characters++
		}
		w.words = append(w.words, [2]int{start, w.text.Len()})
		between := []string{" ", " ", " ", " ", " ", ", ", ". ", " (2023) "}[w.rand.IntN(8)]
		w.text.WriteString(between)
		w.characters += len(between)
	}
}

// NewSpan is a span over [start, end).
func NewSpan(doc *annotate.Document, label *annotate.Label, start, end int) annotate.Span {
	return annotate.Span{UID: annotate.NewUID(), Document: doc.UID, Label: label.UID,
		Fragments: []annotate.Fragment{{Start: start, End: end, Text: doc.Text[start:end]}}}
}
