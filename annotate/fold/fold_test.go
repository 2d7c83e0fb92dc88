package fold_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"postil/annotate/fold"
)

func TestString(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"nothing to do", "already folded, 12 (3)!", "already folded, 12 (3)!"},
		{"case and marks", "Șefa Ştefan ȘEFA ȘEFĂ", "sefa stefan sefa sefa"},
		{"composed or not", "é e\u0301 Å A\u030a \u212b", "e e a a a"},
		{"full case folding", "Straße STRASSE ẞ ﬃ ŉ", "strasse strasse ss ffi 'n"},
		{"no decomposition", "Łódź Đorđe Øresund Æsop œuvre Þór Guðni Ħal Ŋ Bakı Əliyev Ʉ", "lodz dorde oresund aesop oeuvre thor gudni hal n baki eliyev u"},
		{"Turkish i", "İstanbul ISPARTA ısparta", "istanbul isparta isparta"},
		{"Vietnamese", "Nguyễn Thị Đặng", "nguyen thi dang"},
		{"Greek", "Ὀδυσσεύς ΟΔΥΣΣΕΎΣ ᾳ", "οδυσσευσ οδυσσευσ α"},
		{"Russian", "Ёлка МОЙ", "елка мои"},
		{"Arabic marks and tatweel", "مُحَمَّد محـــمد", "محمد محمد"},
		{"Arabic alef and hamza", "أإآٱا ؤ ئ", "ااااا و ي"},
		{"Arabic yeh, kaf, heh", "على علی کتاب مدرسة", "علي علي كتاب مدرسه"},
		{"Arabic presentation forms", "\uFEFB\uFE8E", "لاا"},
		{"Hebrew points", "שָׁלוֹם צה״ל", "שלום צה\"ל"},
		{"Hangul decomposes", "한", "\u1112\u1161\u11ab"},
		{"widths", "ＡＢｃ１２ ｶﾞ", "abc12 カ"},
		{"marks that are letters stay", "हिन्दी ไทยนี้", "हिन्दी ไทยนี้"},
		{"digits", "٢٠٢٣ ۱۴ १२ 𝟘𝟜", "2023 14 12 04"},
		{"quotes and dashes", "„So“ «x» ‘y’ l’été – — ‑ −1 ´", `"so" "x" 'y' l'ete - - - -1 '`},
		{"white space one to one", "a \t\nb\u00a0\u2009c\u3000 \u2028d", "a   b  c   d"},
		{"invisible", "soft\u00adware a\u200bb\u200d\u200c\u200e\ufeff ❤\ufe0f", "software ab ❤"},
		{"compatibility", "x² ½ № ™ …", "x2 1/2 no tm ..."},
		{"emoji", "👨‍👩‍👧 🇧🇪 👍🏽", "👨👩👧 🇧🇪 👍🏽"},
		{"invalid", "a\xffÉ", "a\uFFFDe"},
	}
	for _, test := range tests {
		if got := fold.String(test.in); got != test.want {
			t.Errorf("%s: String(%q) = %q, want %q", test.name, test.in, got, test.want)
		}
	}
}

func TestEveryCodePointFoldsForGood(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		// The iota subscript is a mark in small letters but a letter in
		// capitals; an acute alone decomposes to a space, but people type it as
		// an apostrophe.
		iota, acute := strings.ContainsRune(norm.NFD.String(string(r)), '\u0345'), r == '\u00B4' || r == '\u1FFD'
		once := fold.String(string(r))
		if twice := fold.String(once); twice != once {
			t.Errorf("%U folds to %+q, that to %+q", r, once, twice)
		}
		for _, nf := range []norm.Form{norm.NFC, norm.NFD, norm.NFKC, norm.NFKD} {
			if got := fold.String(nf.String(string(r))); got != once && !acute {
				t.Errorf("%U folds to %+q, its normal form %d to %+q", r, once, nf, got)
			}
		}
		for _, to := range []string{strings.ToUpper(string(r)), strings.ToLower(string(r)), cases.Fold().String(string(r))} {
			if got := fold.String(to); got != once && !iota {
				t.Errorf("%U folds to %+q, in another case to %+q", r, once, got)
			}
		}
	}
}

// naive is what one would write without a table.
func naive() transform.Transformer {
	return transform.Chain(norm.NFKD, runes.Remove(runes.In(unicode.Mn)), cases.Fold())
}

func TestLettersAgreeWithNaive(t *testing.T) {
	// Everything that the package treats in its own way is told by these.
	own := runes.In(unicode.Cf)
	for _, in := range []string{"Latin", "Greek", "Cyrillic", "Hebrew", "Hiragana", "Katakana", "Han", "Hangul", "Armenian", "Georgian"} {
		t.Run(in, func(t *testing.T) {
			differ := 0
			letters := 0
			for _, r16 := range unicode.Scripts[in].R16 {
				for r := rune(r16.Lo); r <= rune(r16.Hi); r += rune(r16.Stride) {
					if !unicode.IsLetter(r) || own.Contains(r) {
						continue
					}
					letters++
					want, _, err := transform.String(naive(), string(r))
					if err != nil {
						t.Fatal(err)
					}
					if got := fold.String(string(r)); got != want {
						differ++
						if got != fold.String(want) {
							t.Errorf("%c %U: got %q, want what %q folds to", r, r, got, want)
						}
					}
				}
			}
			if letters == 0 || differ*8 > letters {
				t.Errorf("%d of %d letters differ", differ, letters)
			}
		})
	}
}

var pieces = []string{
	"a", "Z", " ", "\n", "plain words ", "É", "e\u0301\u0323", "ß", "ș", "İ", "\u00a0", "\u00ad", "\u0300", "ﬁ", "½", "Œ",
	"שָׁלוֹם", "\u05c1", "مُحَمَّد", "ـ", "\u0628\u064e", "أ", "\u200f", "漢字", "が", "ｶﾞ", "ไทยนี้", "한", "\u1112\u1161\u11ab",
	"😀", "👨‍👩‍👧", "🇧🇪", "👍🏽", "हिन्दी", "क्ष", "\u200d", "“", "’", "–", "\uFFFD", "\xff", "\xe2\x82",
}

func texts(max int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, max).Draw(t, "pieces"), "")
	})
}

func TestFoldingJoinsAndStays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.String().Draw(t, "a")+texts(8).Draw(t, "more"), "x"+texts(8).Draw(t, "b")
		folded := fold.String(a + b)
		if joined := fold.String(a) + fold.String(b); joined != folded {
			t.Fatalf("%q folds to %q, its parts to %q", a+b, folded, joined)
		}
		if again := fold.String(folded); again != folded {
			t.Fatalf("%q folds to %q", folded, again)
		}
		if !utf8.ValidString(folded) {
			t.Fatalf("%q is not valid", folded)
		}
		if got := string(fold.Append([]byte("-"), a)); got != "-"+fold.String(a) {
			t.Fatalf("Append gave %q", got)
		}
	})
}

func TestNothingToDoAllocatesNothing(t *testing.T) {
	for _, s := range []string{"plain ascii text", "уже свернуто", "漢字かな", ""} {
		fold.String(s)
		if n := testing.AllocsPerRun(10, func() { fold.String(s) }); n != 0 {
			t.Errorf("%q: %v allocations", s, n)
		}
	}
}

func TestConcurrentFirstUse(t *testing.T) {
	done := make(chan string)
	for range 8 {
		go func() { done <- fold.String("ԱԲԳ ႠႡ Ⴀ ꙀꙂ") }()
	}
	first := <-done
	for range 7 {
		if got := <-done; got != first {
			t.Errorf("got %q and %q", first, got)
		}
	}
}

func ExampleString() {
	fmt.Println(fold.String("Șefa poliției"))
	// Output: sefa politiei
}
