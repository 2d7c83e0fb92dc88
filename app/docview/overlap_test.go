package docview_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"postil/annotate"
	"postil/app/docview"
	"postil/app/textlayout"
)

// pinnedFonts are subsets of fonts for many scripts, the same on every machine.
func pinnedFonts(t testing.TB) *textlayout.Fonts {
	t.Helper()
	read := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join("..", "textlayout", "testdata", "fonts", name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	o := textlayout.FontOptions{Regular: read("NotoSans-subset.ttf")}
	for _, name := range strings.Fields(string(read("order.txt"))) {
		o.Fallbacks = append(o.Fallbacks, read(name))
	}
	fonts, err := textlayout.NewFonts(o)
	if err != nil {
		t.Fatal(err)
	}
	return fonts
}

// overlapCase is spans in a relation to each other, and the golden image of it.
type overlapCase struct {
	name   string
	text   string
	height float32
	spans  func(f *fixture) []annotate.Span
	then   func(f *fixture, spans []annotate.Span) // what hands do before the picture
}

// rest has the mouse rest on a text.
func (f *fixture) rest(part string) {
	f.view.MouseMoved(f.mouse(f.at(part), 0, 0))
	f.clock.Advance(time.Second)
}

const (
	portText = `The port authority of Zandvoorde said on Monday that the load of 121 tonnes, found in the hold of a fruit ship, had “never been seen before”, and that three men were held.

A spokeswoman, Ilse Ceulen, would not say whose it was: “We know,” she said, “but we wait.”`

	arabicText = `قالت المتحدثة إلسا سيولن إن ميناء زاندفورد ضبط 121 طنا من الموز، وأضافت: «لم نر مثل هذا من قبل»، ثم قالت إن ثلاثة رجال موقوفون.

وأكد الميناء الخبر.`

	cornersText = `قالت إن ميناء زاندفورد ضبط 121 هنا. وقع 14 حادثا العام الماضي، وجاء من Ilse Ceulen هناك Harbour Police خبر.

The agency wrote قالت سيولن and the وزارة الداخلية agreed in 2023, and ميناء زاندفورد too.`

	mixedText = `The agency wrote: قالت Ilse Ceulen من Harbour Police إن 121 طنا وصلت, and the ministry (وزارة الداخلية) agreed in 2023.

كتبت الوكالة: the load of 121 tonnes came from ميناء Port Verde أمس.`
)

var overlapCases = []overlapCase{
	{name: "nested", text: portText, height: 220, spans: func(f *fixture) []annotate.Span {
		return []annotate.Span{
			f.span("ORG", "port authority of Zandvoorde"), f.span("PLACE", "Zandvoorde"),
			f.span("QUOTE", "the load of 121 tonnes, found in the hold of a fruit ship, had “never been seen before”"),
			f.span("QUANTITY", "121 tonnes"), f.span("QUOTE", "“never been seen before”"),
			f.span("CLAIM", "the load of 121 tonnes, found in the hold of a fruit ship, had “never been seen before”, and that three men were held."),
			f.span("CLAIM", "three men were held"), f.span("QUANTITY", "three"),
		}
	}},
	{name: "crossing", text: portText, height: 220, spans: func(f *fixture) []annotate.Span {
		return []annotate.Span{
			f.span("ORG", "port authority of Zandvoorde"), f.span("PLACE", "Zandvoorde said on"), f.span("DATE", "on Monday that"),
			f.span("QUOTE", "Monday that the load"), f.span("QUOTE", "the load of 121 tonnes"), f.span("PERSON", "121 tonnes, found in"),
			f.span("CLAIM", "the load of 121 tonnes, found in the hold"), f.span("CLAIM", "in the hold of a fruit ship, had “never been seen before”, and that three men were held.\n\nA spokeswoman"),
		}
	}},
	{name: "identical", text: portText, height: 220, spans: func(f *fixture) []annotate.Span {
		ana, ben, again := f.span("PLACE", "Zandvoorde"), f.span("PLACE", "Zandvoorde"), f.span("PLACE", "Zandvoorde")
		ben.UID, ben.Annotator = annotate.UIDFromName("ben's"), annotate.UIDFromName("Ben")
		again.UID = annotate.UIDFromName("again")
		tagged := f.span("ORG", "Zandvoorde")
		tagged.Tag = annotate.UIDFromName("town")
		return []annotate.Span{ana, ben, again, tagged}
	}, then: func(f *fixture, _ []annotate.Span) { f.rest("Zandvoorde") }},
	{name: "fragments", text: portText, height: 260, spans: func(f *fixture) []annotate.Span {
		return []annotate.Span{
			f.span("QUOTE", "“We know,”", "“but we wait.”"), f.span("PERSON", "Ilse", "she"),
			f.span("QUOTE", "The port authority", "the load of 121 tonnes", "had “never been seen before”"),
			f.span("CLAIM", "of Zandvoorde", "would not say whose it was"),
			f.span("DATE", "Monday"),
		}
	}},
	{name: "fragments-current", text: portText, height: 260, spans: func(f *fixture) []annotate.Span {
		return []annotate.Span{
			f.span("QUOTE", "The port authority", "the load of 121 tonnes", "had “never been seen before”"),
			f.span("CLAIM", "of Zandvoorde", "would not say whose it was"),
		}
	}, then: func(f *fixture, spans []annotate.Span) { f.view.SelectSpan(spans[1].UID) }},
	{name: "six-deep", text: portText, height: 260, spans: sixDeep, then: func(f *fixture, _ []annotate.Span) {
		f.rest("Zandvoorde")
		f.view.Select(f.at("Zandvoorde"), f.at("Zandvoorde"))
		f.press(fyne.KeySpace, fyne.KeySpace, fyne.KeySpace)
	}},
	{name: "crowded", text: bridgeText, height: 180, spans: bridge},
	{name: "crowded-current", text: bridgeText, height: 180, spans: bridge, then: func(f *fixture, spans []annotate.Span) {
		f.view.SelectSpan(spans[4].UID)
	}},
	{name: "single", text: portText, height: 220, spans: func(f *fixture) []annotate.Span {
		name := f.span("PERSON", "Ilse Ceulen")
		name.Tag = annotate.UIDFromName("somebody")
		return []annotate.Span{name}
	}, then: func(f *fixture, _ []annotate.Span) { f.rest("Ilse") }},
	{name: "many", text: portText, height: 260, spans: func(f *fixture) []annotate.Span {
		var spans []annotate.Span
		for i, label := range slices.Repeat(f.scheme.Labels, 3) {
			s := f.span(label.Name, []string{"Ilse", "Ilse Ceulen", "A spokeswoman, Ilse Ceulen"}[i%3])
			s.UID, s.Annotator = annotate.UIDFromName(strings.Repeat("x", i+1)), annotate.UIDFromName([]string{"Ana", "Ben"}[i%2])
			spans = append(spans, s)
		}
		return spans
	}, then: func(f *fixture, _ []annotate.Span) {
		f.view.Select(f.at("lse"), f.at("lse"))
		for range 14 {
			f.press(fyne.KeySpace)
		}
		_, rows := docview.Card(f.view)
		f.move(middle(rows[2]))
	}},
	{name: "layers", text: portText + "\n\nShare this article · Zandvoorde Courant", height: 260, spans: func(f *fixture) []annotate.Span {
		claim := f.span("CLAIM", "the load of 121 tonnes, found in the hold of a fruit ship, had “never been seen before”")
		claim.Tag = annotate.UIDFromName("record load")
		return []annotate.Span{
			claim, f.span("QUOTE", "“never been seen before”"), f.span("ORG", "port authority of Zandvoorde"), f.span("PLACE", "Zandvoorde"),
			f.span("QUANTITY", "121 tonnes"), f.span("QUANTITY", "three"), f.span("CLAIM", "three men were held"),
			f.span("PERSON", "Ilse Ceulen"), f.span("QUOTE", "“We know,”", "“but we wait.”"),
			f.span("FURNITURE", "Share this article · Zandvoorde Courant"), f.span("ORG", "Zandvoorde Courant"),
		}
	}, then: func(f *fixture, _ []annotate.Span) {
		f.drag(f.at("Ilse"), f.at("she said"))
		f.view.KeepFragment()
		f.drag(f.at("this article"), f.at("Courant"))
	}},
	{name: "right-to-left", text: arabicText, height: 220, spans: func(f *fixture) []annotate.Span {
		return []annotate.Span{
			f.span("ORG", "المتحدثة إلسا سيولن"), f.span("PERSON", "إلسا سيولن"), f.span("PLACE", "زاندفورد"), f.span("ORG", "ميناء زاندفورد"),
			f.span("CLAIM", "ميناء زاندفورد ضبط 121 طنا من الموز"), f.span("QUANTITY", "121 طنا"),
			f.span("QUOTE", "إن ميناء زاندفورد ضبط 121 طنا من الموز", "«لم نر مثل هذا من قبل»", "إن ثلاثة رجال موقوفون"),
			f.span("CLAIM", "ثلاثة رجال موقوفون"),
		}
	}, then: func(f *fixture, _ []annotate.Span) { f.rest("زاندفورد") }},
	{name: "corners", text: cornersText, height: 220, spans: func(f *fixture) []annotate.Span {
		return []annotate.Span{
			f.span("CLAIM", "ميناء زاندفورد ضبط 121"), f.span("CLAIM", "14 حادثا العام الماضي"),
			f.span("CLAIM", "من Ilse"), f.span("CLAIM", "Harbour"),
			f.span("CLAIM", "agency wrote قالت سيولن"), f.span("CLAIM", "وزارة الداخلية agreed in"), f.span("CLAIM", "and ميناء"),
		}
	}},
	{name: "six-deep-right-to-left", text: arabicText, height: 260, spans: func(f *fixture) []annotate.Span {
		return []annotate.Span{
			f.span("CLAIM", "إن ميناء زاندفورد ضبط 121 طنا من الموز، وأضافت"), f.span("QUOTE", "إن ميناء زاندفورد ضبط 121 طنا من الموز"),
			f.span("ORG", "إن ميناء زاندفورد ضبط 121 طنا"), f.span("DATE", "ميناء زاندفورد ضبط 121"),
			f.span("PERSON", "ميناء زاندفورد ضبط"), f.span("ORG", "ميناء زاندفورد"), f.span("PLACE", "زاندفورد"),
		}
	}, then: func(f *fixture, _ []annotate.Span) {
		f.view.Select(f.at("زاندفورد"), f.at("زاندفورد"))
		f.press(fyne.KeySpace, fyne.KeySpace)
	}},
	{name: "mixed", text: mixedText, height: 220, spans: func(f *fixture) []annotate.Span {
		return []annotate.Span{
			f.span("QUOTE", "قالت Ilse Ceulen من Harbour", "agreed"), f.span("PERSON", "Ilse Ceulen من"), f.span("ORG", "من Harbour Police إن"),
			f.span("CLAIM", "Harbour Police إن 121 طنا وصلت, and"), f.span("ORG", "وزارة الداخلية"), f.span("DATE", "2023"),
			f.span("QUOTE", "the load of", "ميناء Port"), f.span("QUANTITY", "الوكالة: the load of 121 tonnes"), f.span("CLAIM", "tonnes came from ميناء Port"),
		}
	}, then: func(f *fixture, _ []annotate.Span) { f.view.Select(f.at("Harbour")+3, f.at("وصلت")+4) }},
}

const bridgeText = `The reason is the strike on the Selna ferries. With the boats running by day only, the bridge is for many people the last way across at night, and closing one of its two lanes would mean queues of an hour or more, according to the office.`

// bridge are more spans on a word than there are lanes, in the order in which they were
// made.
func bridge(f *fixture) []annotate.Span {
	spans := []annotate.Span{
		f.span("PLACE", "bridge"), f.span("ORG", "bridge"), f.span("PERSON", "the bridge is"), f.span("QUANTITY", "bridge is for"),
		f.span("QUOTE", "day only, the bridge", "and closing"),
		f.span("CLAIM", bridgeText[strings.Index(bridgeText, "With"):]),
		f.span("DATE", "only, the bridge is for many people the last way across at night, and closing one of its two lanes would mean queues"),
	}
	for i := range spans {
		spans[i].Created = time.UnixMilli(int64(i) * 1000)
	}
	return spans
}

// sixDeep are six spans on one word, of four layers' looks.
func sixDeep(f *fixture) []annotate.Span {
	return []annotate.Span{
		f.span("CLAIM", "The port authority of Zandvoorde said on Monday that the load of 121 tonnes, found in the hold"),
		f.span("QUOTE", "of Zandvoorde said on Monday that"), f.span("ORG", "port authority of Zandvoorde"),
		f.span("DATE", "Zandvoorde said on Monday"),
		f.span("PERSON", "Zandvoorde said"), f.span("PLACE", "Zandvoorde"),
	}
}

func TestOverlapCasesLook(t *testing.T) {
	fonts := pinnedFonts(t)
	for _, c := range overlapCases {
		for name, theme := range docview.Themes {
			t.Run(c.name+"/"+name, func(t *testing.T) {
				f := newFixtureWith(t, c.text, fonts)
				test.ApplyTheme(t, theme)
				f.window.Resize(fyne.NewSize(840, c.height))
				spans := c.spans(f)
				f.open(spans...)
				if c.then != nil {
					c.then(f, spans)
				}
				checkGolden(t, filepath.Join("overlap", c.name+"-"+name), f.window.Canvas().Capture())
			})
		}
	}
}

// What is marked looks the same however it came to be: one after the other, at once,
// or with one of them removed and brought back.
func TestCrowdLooksAsItLooked(t *testing.T) {
	f := newFixtureWith(t, bridgeText, pinnedFonts(t))
	f.window.Resize(fyne.NewSize(840, 180))
	spans := bridge(f)
	f.open()
	for _, s := range spans {
		f.view.PutSpan(s)
	}
	want := pixels(f.window.Canvas().Capture())
	same := func(what string) {
		t.Helper()
		if !slices.Equal(want, pixels(f.window.Canvas().Capture())) {
			t.Errorf("%s the picture is another", what)
		}
	}
	others := slices.Clone(spans)
	slices.SortFunc(others, func(a, b annotate.Span) int { return annotate.CompareSpans(&a, &b) })
	for i, s := range spans {
		f.view.RemoveSpan(s.UID)
		f.view.PutSpan(s)
		same("after a span was removed and put back,")
		f.view.SetPreparedSpans(docview.PrepareSpans(slices.Concat(spans[:i], spans[i+1:])))
		f.view.SetPreparedSpans(docview.PrepareSpans(others))
		same("after the spans were replaced and put back,")
		longer := s
		longer.Fragments = f.span("CLAIM", bridgeText[:150]).Fragments
		f.view.PutSpan(longer)
		f.view.PutSpan(s)
		same("after a span was made longer and shorter again,")
	}
	f.open(others...)
	same("opened again,")
	f.view.ChangeSpans(nil, uidsOf(spans[1:4]))
	f.view.ChangeSpans(spans[1:4], nil)
	same("after some were removed and put back at once,")
}
