package segment_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/clipperhouse/uax29/v2/words"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"postil/annotate/segment"
)

func tokensOf(s string) []string {
	var all []string
	for start, end := range segment.Tokens(s) {
		all = append(all, s[start:end])
	}
	return all
}

func TestTokens(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"nothing", " \n\t ", ""},
		{"a sentence", "The port, he said, is closed.", "The port , he said , is closed ."},
		{"apostrophes", "He can't; l’été d'Anvers 'so' rock'", "He can't ; l’été d'Anvers ' so ' rock '"},
		{"numbers", "3.14 1,000.50 12:30 1;2 50% €5 -7 1.", "3.14 1,000.50 12 : 30 1;2 50 % € 5 - 7 1 ."},
		{"abbreviations", "U.S. e.g. Ph.D.", "U.S . e.g . Ph.D ."},
		{"hyphens and connectors", "well-known snake_case a_1 _", "well - known snake_case a_1 _"},
		{"addresses", "a.b@example.org, https://example.org/x?y=1", "a.b @ example.org , https : / / example.org / x ? y = 1"},
		{"punctuation in a row", "?!... (“so”)", "? ! . . . ( “ so ” )"},
		{"letters with marks", "Șefa ge\u0301rant E\u0301", "Șefa ge\u0301rant E\u0301"},
		{"a mark after a space", "a \u0301b", "a \u0301 b"},
		{"a mark on a punctuation mark", "a-\u0301b", "a -\u0301 b"},
		{"narrow no-break space", "10\u202f000\u202f€ «\u202foui\u202f»", "10 000 € « oui »"},
		{"other white space", "a\u00a0b\u3000c\u2028d\u0085e", "a b c d e"},
		{"soft hyphen, joiners", "Hafen\u00adstadt می\u200cخواهم a\u200db", "Hafen\u00adstadt می\u200cخواهم a\u200db"},
		{"Greek", "Ο Αντρέας, τ’ άλλα;", "Ο Αντρέας , τ ’ άλλα ;"},
		{"Cyrillic", "Порт м'ята закрыт.", "Порт м'ята закрыт ."},
		{"Arabic", "قال مُحَمَّد: «٣٫١٤ كـتاب».", "قال مُحَمَّد : « ٣٫١٤ كـتاب » ."},
		{"Hebrew", "אמר צה\"ל ש'אין שָׁלוֹם.", "אמר צה\"ל ש'אין שָׁלוֹם ."},
		{"Devanagari", "पुलिस ने बन्दरगाह में क्षति।", "पुलिस ने बन्दरगाह में क्षति ।"},
		{"Thai by character", "ตำรวจนี้ น้ำ", "ตำ ร ว จ นี้ น้ำ"},
		{"Chinese by character", "北京，3月。iPhone手机", "北 京 ， 3 月 。 iPhone 手 机"},
		{"Japanese by character", "東京タワーのビール、らーめん", "東 京 タ ワ ー の ビ ー ル 、 ら ー め ん"},
		{"half-width Katakana", "ｶﾞｰﾄﾞ", "ｶﾞ ｰ ﾄﾞ"},
		{"Katakana and connectors", "x_カメラ_9 ア_イ", "x_ カ メ ラ _9 ア _ イ"},
		{"Korean", "한국어는 띄어쓰기를 합니다.", "한국어는 띄어쓰기를 합니다 ."},
		{"Hangul in parts", "\u1112\u1161\u11ab국", "\u1112\u1161\u11ab국"},
		{"emoji", "👨‍👩‍👧 so 👍🏽❤\ufe0f🇧🇪🇷🇴 1\ufe0f\u20e3", "👨‍👩‍👧 so 👍🏽 ❤\ufe0f 🇧🇪 🇷🇴 1\ufe0f\u20e3"},
		{"what stands for -DOCSTART-", "-DOCSTART- O", "- DOCSTART - O"},
	} {
		if d := cmp.Diff(test.want, strings.Join(tokensOf(test.text), " ")); d != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, d)
		}
	}
}

// checkTokens checks that tokens come in order, apart, hold no white space and
// leave out nothing else, and that they are the annex's words but for the
// departures.
func checkTokens(t fatal, s string) {
	t.Helper()
	end := 0
	var got []string
	for from, to := range segment.Tokens(s) {
		if from < end || to <= from || len(s) < to {
			t.Fatalf("%q: token %d to %d after %d", s, from, to, end)
		}
		if strings.TrimSpace(s[end:from]) != "" {
			t.Fatalf("%q: %q is in no token", s, s[end:from])
		}
		if strings.ContainsFunc(s[from:to], unicode.IsSpace) {
			t.Fatalf("%q: the token %q holds white space", s, s[from:to])
		}
		got = append(got, s[from:to])
		end = to
	}
	if strings.TrimSpace(s[end:]) != "" {
		t.Fatalf("%q: %q is in no token", s, s[end:])
	}
	if strings.ContainsFunc(s, func(r rune) bool {
		return unicode.Is(unicode.Katakana, r) || strings.ContainsRune("ー゛゜゠〱〲〳〴〵ｰ\u202f\u0e33\u0eb3", r)
	}) {
		return
	}
	var want []string
	for it := words.FromString(s); it.Next(); {
		want = append(want, strings.FieldsFunc(it.Value(), unicode.IsSpace)...)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Fatalf("%q (-words of the annex +got):\n%s", s, d)
	}
}

func TestTokensCoverAllButWhiteSpace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkTokens(t, texts(14, pieces, []string{"\u202f", "ー", "\u0301 "}).Draw(t, "text")+rapid.StringN(0, 5, -1).Draw(t, "any"))
	})
}

func TestTokensStopWhenTold(t *testing.T) {
	for _, s := range []string{"a b", "カメ", "xカ_", "é è"} {
		n := 0
		for range segment.Tokens(s) {
			n++
			break
		}
		if n != 1 {
			t.Errorf("%q: %d tokens", s, n)
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, p := range append(pieces, broken...) {
		f.Add(p + p + "a" + p)
	}
	f.Fuzz(func(t *testing.T, s string) { checkTokens(t, strings.ToValidUTF8(s, "\uFFFD")) })
}
