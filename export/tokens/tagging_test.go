package tokens_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/export/choice"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// TestPiecesWithNothingToLearnFrom leaves out documents without tokens, and those
// of which an exclusion layer masks all, with all that stands on them.
func TestPiecesWithNothingToLearnFrom(t *testing.T) {
	d := specimen.NewDesk()
	d.Write("Subscribe now", "FURNITURE Subscribe now", "ORG now")
	d.Write("Here.")
	for format, name := range map[string]string{"conll": "news.conll", "hf": "news"} {
		_, written := d.SaveAt(t, format, filepath.Join(t.TempDir(), name), dataset.WriteOptions{})
		said := d.Said(&written.Account.Spans)
		if want := "left out FURNITURE Subscribe now: it belongs to an exclusion layer: the tokens that it covers have no tags, and it has none itself\nleft out ORG now: an exclusion layer masks all that it covers"; said != want {
			t.Errorf("%s: got %s", format, said)
		}
		if written.Documents != 1 || written.Account.Documents.LeftOut.Len() != 1 {
			t.Errorf("%s: %+v", format, written.Account.Documents)
		}
	}
}

// TestMasksByDocumentAndByPiece says the same of a span of an exclusion layer,
// whether it masks a part of what is written together or all of it.
func TestMasksByDocumentAndByPiece(t *testing.T) {
	d := specimen.NewDesk()
	d.Write("He left. Subscribe now! Share now.", "FURNITURE Subscribe now!", "FURNITURE Share now.")
	for format, name := range map[string]string{"conll": "news.conll", "hf": "news"} {
		for _, unit := range []choice.Unit{choice.Document, choice.Sentence, choice.Tokens} {
			o := dataset.WriteOptions{Choice: choice.Options{Unit: unit, Tokens: 2}}
			_, written := d.SaveAt(t, format, filepath.Join(t.TempDir(), name), o)
			for item := range written.Account.Spans.LeftOut.All() {
				if !strings.HasPrefix(item.Reason, "it belongs to an exclusion layer") {
					t.Errorf("%s by %s: %s", format, unit, item.Reason)
				}
			}
			if n := written.Account.Spans.LeftOut.Len(); n != 2 {
				t.Errorf("%s by %s: %d left out", format, unit, n)
			}
		}
	}
}

// taggings are texts with marks, and what CoNLL and the account make of them.
var taggings = []struct {
	name, body string
	marks      []string
	options    dataset.WriteOptions
	want, said string
}{
	{name: "bio", body: "Bart De Wever met Kristi Noem.", marks: []string{"PERSON Bart De Wever", "PERSON Kristi Noem"},
		want: "Bart/B-PERSON De/I-PERSON Wever/I-PERSON met/O Kristi/B-PERSON Noem/I-PERSON ./O"},
	{name: "bioes", body: "Bart De Wever met Noem, Ana Pop", marks: []string{"PERSON Bart De Wever", "PERSON Noem", "PERSON Ana Pop"}, options: dataset.WriteOptions{Tagging: dataset.BIOES},
		want: "Bart/B-PERSON De/I-PERSON Wever/E-PERSON met/O Noem/S-PERSON ,/O Ana/B-PERSON Pop/E-PERSON"},
	{name: "bilou", body: "Bart De Wever met Noem", marks: []string{"PERSON Bart De Wever", "PERSON Noem"}, options: dataset.WriteOptions{Tagging: dataset.BILOU},
		want: "Bart/B-PERSON De/I-PERSON Wever/L-PERSON met/O Noem/U-PERSON"},
	{name: "neighbours", body: "Antwerp Belgium", marks: []string{"PLACE Antwerp", "PLACE Belgium"},
		want: "Antwerp/B-PLACE Belgium/B-PLACE"},
	{name: "a border inside a token", body: "the Antwerpers' port", marks: []string{"PLACE Antwerp"},
		want: "the/O Antwerpers/B-PLACE '/O port/O",
		said: "changed PLACE Antwerp: its borders are inside tokens, and widened to whole ones"},
	{name: "white space at the ends", body: "the port is", marks: []string{"PLACE  port "},
		want: "the/O port/B-PLACE is/O",
		said: "changed PLACE  port : white space at its ends is left out"},
	{name: "nothing but white space", body: "a \n b", marks: []string{"PLACE  \n "},
		want: "a/O | b/O",
		said: "left out PLACE  \n : it covers nothing but white space"},
	{name: "fragments", body: "“No,” he said, “never.”", marks: []string{"QUOTE “No,”|“never.”"},
		want: "“/B-QUOTE No/I-QUOTE ,/I-QUOTE ”/I-QUOTE he/O said/O ,/O “/B-QUOTE never/I-QUOTE ./I-QUOTE ”/I-QUOTE",
		said: "changed QUOTE “No,”|“never.”: each of its parts is written by itself"},
	{name: "fragments of one token", body: "un-be-lievable, unbelievable", marks: []string{"CLAIM unb|able"},
		want: "un/O -/O be/O -/O lievable/O ,/O unbelievable/B-CLAIM",
		said: "changed CLAIM unb|able: its borders are inside tokens, and widened to whole ones\n" +
			"changed CLAIM unb|able: its fragments are joined where no whole token parts them"},
	{name: "fragments and white space between", body: "New York", marks: []string{"PLACE New|York"},
		want: "New/B-PLACE York/I-PLACE",
		said: "changed PLACE New|York: its fragments are joined where no whole token parts them"},
	{name: "two annotators", body: "in Antwerp", marks: []string{"PLACE Antwerp", "+PLACE Antwerp"},
		want: "in/O Antwerp/B-PLACE",
		said: "left out +PLACE Antwerp: another span with the same label stands for it in the same place"},
	{name: "longest", body: "port of Antwerp", marks: []string{"ORG port of Antwerp", "PLACE Antwerp"},
		want: "port/B-ORG of/I-ORG Antwerp/I-ORG",
		said: "left out PLACE Antwerp: it overlaps another span, and of those the longest stays"},
	{name: "innermost", body: "port of Antwerp", marks: []string{"ORG port of Antwerp", "PLACE Antwerp"}, options: dataset.WriteOptions{Overlap: dataset.Innermost},
		want: "port/O of/O Antwerp/B-PLACE",
		said: "left out ORG port of Antwerp: it overlaps another span, and of those the innermost stays"},
	{name: "first", body: "a b c d", marks: []string{"ORG a b", "PLACE b c d"}, options: dataset.WriteOptions{Overlap: dataset.First},
		want: "a/B-ORG b/I-ORG c/O d/O",
		said: "left out PLACE b c d: it overlaps another span, and of those the first stays"},
	{name: "of equals the first", body: "a b c", marks: []string{"PLACE b c", "ORG a b"},
		want: "a/B-ORG b/I-ORG c/O",
		said: "left out PLACE b c: it overlaps another span, and of those the longest stays"},
	{name: "of the same the first of the scheme", body: "a b", marks: []string{"PLACE a b", "ORG a b"}, options: dataset.WriteOptions{Overlap: dataset.Innermost},
		want: "a/B-ORG b/I-ORG",
		said: "left out PLACE a b: it overlaps another span, and of those the innermost stays"},
	{name: "all of a span or none", body: "a b c d e f", marks: []string{"QUOTE a|f", "CLAIM e f"}, options: dataset.WriteOptions{Overlap: dataset.First},
		want: "a/B-QUOTE b/O c/O d/O e/O f/B-QUOTE",
		said: "left out CLAIM e f: it overlaps another span, and of those the first stays\nchanged QUOTE a|f: each of its parts is written by itself"},
	{name: "what is between fragments is free", body: "a b c", marks: []string{"QUOTE a|c", "PERSON b"},
		want: "a/B-QUOTE b/B-PERSON c/B-QUOTE",
		said: "changed QUOTE a|c: each of its parts is written by itself"},
	{name: "sentences", body: "He left. She stayed.\nHome.", marks: []string{"CLAIM left"},
		want: "He/O left/B-CLAIM ./O | She/O stayed/O ./O | Home/O ./O"},
	{name: "no border inside an entity", body: "He left. She stayed. Home.", marks: []string{"CLAIM left. She stayed"},
		want: "He/O left/B-CLAIM ./I-CLAIM She/I-CLAIM stayed/I-CLAIM ./O | Home/O ./O"},
	{name: "masked", body: "He left. Subscribe now! She stayed.", marks: []string{"FURNITURE Subscribe now!", "CLAIM left. Subscribe now! She", "ORG Subscribe", "PERSON She"}, options: dataset.WriteOptions{Overlap: dataset.Innermost},
		want: "He/O left/O ./O | She/B-PERSON stayed/O ./O",
		said: "left out CLAIM left. Subscribe now! She: it overlaps another span, and of those the innermost stays\n" +
			"left out FURNITURE Subscribe now!: it belongs to an exclusion layer: the tokens that it covers have no tags, and it has none itself\n" +
			"left out ORG Subscribe: an exclusion layer masks all that it covers"},
	{name: "masked in part", body: "He left now ! She stayed", marks: []string{"FURNITURE now !", "CLAIM left now ! She", "ORG now ! She stayed"},
		want: "He/O left/B-CLAIM | She/B-CLAIM stayed/O",
		said: "left out ORG now ! She stayed: it overlaps another span, and of those the longest stays\n" +
			"left out FURNITURE now !: it belongs to an exclusion layer: the tokens that it covers have no tags, and it has none itself\n" +
			"changed CLAIM left now ! She: an exclusion layer masks a part of it, which is cut out\n" +
			"changed CLAIM left now ! She: each of its parts is written by itself"},
	{name: "masked inside a token", body: "a bcd e", marks: []string{"FURNITURE c", "ORG a bcd"},
		want: "a/B-ORG | e/O",
		said: "left out FURNITURE c: it belongs to an exclusion layer: the tokens that it covers have no tags, and it has none itself\n" +
			"changed ORG a bcd: an exclusion layer masks a part of it, which is cut out"},
	{name: "Chinese", body: "北京市长。", marks: []string{"PLACE 北京"},
		want: "北/B-PLACE 京/I-PLACE 市/O 长/O 。/O"},
}

func TestTagging(t *testing.T) {
	for _, test := range taggings {
		t.Run(test.name, func(t *testing.T) {
			d := specimen.NewDesk()
			d.Write(test.body, test.marks...)
			test.options.Shape = "2-column"
			content, said := d.Save(t, "conll", test.options)
			if diff := cmp.Diff("-DOCSTART-/O | "+test.want, specimen.InLine(content)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.said, said); diff != "" {
				t.Errorf("account (-want +got):\n%s", diff)
			}
		})
	}
}
