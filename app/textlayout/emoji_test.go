package textlayout_test

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"
	"postil/app/textlayout"
)

// What asks for text has the colour of the text, what asks for a picture its own, in
// whatever order the fonts come.
func TestVariationSelectors(t *testing.T) {
	symbols, emoji := readTest(t, "fonts", "NotoSansSymbols2-subset.ttf"), readTest(t, "fonts", "NotoColorEmoji-subset.ttf")
	for name, fallbacks := range map[string][][]byte{"symbols first": {symbols, emoji}, "emoji first": {emoji, symbols}} {
		set, err := textlayout.NewFonts(textlayout.FontOptions{Regular: goregular.TTF, Fallbacks: fallbacks})
		if err != nil {
			t.Fatal(err)
		}
		first := textlayout.FamilyOf(set, "\u2764")
		for cluster, want := range map[string]string{
			"\u2764\ufe0e": "Noto Sans Symbols2", "\u2764\ufe0f": "Noto Color Emoji", "\u2764": first,
			"\U0001F600": "Noto Color Emoji", "\U0001F600\ufe0e": "Noto Color Emoji", // no other has it
			"1": "Go", "1\ufe0e": "Go", "1\ufe0f\u20e3": "Noto Color Emoji",
		} {
			if got := textlayout.FamilyOf(set, cluster); got != want {
				t.Errorf("%s: %+q is drawn in %s, want %s", name, cluster, got, want)
			}
		}
	}
}

// The system's emoji are preferred to the bundled ones, but for what they lack; fonts of
// the system that draw in the colour of the text are not.
func TestSystemEmojiComeFirst(t *testing.T) {
	bundled, system := readTest(t, "fonts", "layers0.ttf"), readTest(t, "fonts", "NotoColorEmoji-subset.ttf")
	const grin, astronaut, flag = "\U0001F600", "👩🏽\u200d🚀", "🇷🇴"
	for _, c := range []struct {
		name            string
		bundled, system []byte
		cluster, want   string
	}{
		{"both have it", bundled, system, grin, "Noto Color Emoji"},
		{"only the system draws it as one", bundled, system, astronaut, "Noto Color Emoji"},
		{"only the system has it", bundled, system, flag, "Noto Color Emoji"},
		{"only the bundled one has it", system, bundled, astronaut, "Noto Color Emoji"},
		{"the system's is no emoji font", system, gomono.TTF, grin, "Noto Color Emoji"},
		{"no emoji", system, gomono.TTF, "1", "Go"},
	} {
		set, err := textlayout.NewFonts(textlayout.FontOptions{Regular: goregular.TTF, Fallbacks: [][]byte{c.bundled}})
		if err != nil {
			t.Fatal(err)
		}
		if err := textlayout.SetSystemEmoji(set, c.system); err != nil {
			t.Fatal(err)
		}
		if got := textlayout.FamilyOf(set, c.cluster); got != c.want {
			t.Errorf("%s: %s is drawn in %s, want %s", c.name, c.cluster, got, c.want)
		}
	}
}

// A font that draws a sequence as one picture is preferred to one that draws its parts
// side by side, whichever comes first.
func TestSequencesAreOnePicture(t *testing.T) {
	whole, parts := readTest(t, "fonts", "NotoColorEmoji-subset.ttf"), readTest(t, "fonts", "NotoColorEmoji-parts.ttf")
	width := func(system, bundled []byte) float64 {
		set, err := textlayout.NewFonts(textlayout.FontOptions{Regular: goregular.TTF, Fallbacks: [][]byte{bundled}})
		if err != nil {
			t.Fatal(err)
		}
		if err := textlayout.SetSystemEmoji(set, system); err != nil {
			t.Fatal(err)
		}
		l := textlayout.NewFlow(textlayout.NewDocument("👩🏽\u200d🚀"), set, textlayout.Style{Size: 10}, 300).LineAt(textlayout.At(0))
		return l.Right - l.Left
	}
	one, several := width(whole, whole), width(parts, parts)
	if one > 15 || several < 20 {
		t.Fatalf("one picture is %v wide, several are %v", one, several)
	}
	if got := [2]float64{width(whole, parts), width(parts, whole)}; got != [2]float64{one, one} {
		t.Errorf("the sequence is %v wide, one picture %v", got, one)
	}
}

// All characters that Unicode's list says are emoji by default are drawn as such, and
// beside them only pictographs beyond the Basic Multilingual Plane.
func TestEmojiByDefault(t *testing.T) {
	file, err := os.Open("/usr/share/unicode/emoji/emoji-data.txt")
	if err != nil {
		t.Skip("Unicode's list is not here: on Debian and Ubuntu, install the package unicode-data")
	}
	defer file.Close()
	properties := map[string]map[rune]bool{}
	in := bufio.NewScanner(file)
	for in.Scan() {
		line, _, _ := strings.Cut(in.Text(), "#")
		codes, property, ok := strings.Cut(line, ";")
		if !ok {
			continue
		}
		from, to, several := strings.Cut(strings.TrimSpace(codes), "..")
		if !several {
			to = from
		}
		first, _ := strconv.ParseUint(from, 16, 32)
		last, _ := strconv.ParseUint(to, 16, 32)
		property = strings.TrimSpace(property)
		if properties[property] == nil {
			properties[property] = map[rune]bool{}
		}
		for r := rune(first); r <= rune(last); r++ {
			properties[property][r] = true
		}
	}
	if err := in.Err(); err != nil || len(properties["Emoji_Presentation"]) < 1000 {
		t.Fatalf("%d characters, %v", len(properties["Emoji_Presentation"]), err)
	}
	for r := rune(0); r <= unicode.MaxRune; r++ {
		drawn := unicode.Is(textlayout.Pictures, r)
		if properties["Emoji_Presentation"][r] && !drawn {
			t.Errorf("%U is an emoji by default", r)
		}
		if basic := r < 0x10000; drawn && basic && !properties["Emoji_Presentation"][r] {
			t.Errorf("%U is no emoji by default", r)
		}
		if drawn && unicode.IsGraphic(r) && !unicode.IsSymbol(r) {
			t.Errorf("%U is no pictograph", r)
		}
	}
}
