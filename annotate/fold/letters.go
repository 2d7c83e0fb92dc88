package fold

// letters says what characters become that neither decomposition nor case
// folding brings to what people type. Keys are small letters: capitals are
// folded first, and the results are folded again.
var letters = func() map[rune]string {
	m := map[rune]string{
		'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th", 'ð': "d", 'ø': "o", 'ł': "l", 'đ': "d",
		'ħ': "h", 'ŋ': "n", 'ŧ': "t", 'ı': "i", 'ĸ': "k", 'ə': "e", 'ǝ': "e", 'ɛ': "e", 'ɔ': "o",
		'ƀ': "b", 'ɓ': "b", 'ƃ': "b", 'ƈ': "c", 'ȼ': "c", 'ɖ': "d", 'ɗ': "d", 'ƌ': "d", 'ɇ': "e",
		'ƒ': "f", 'ɠ': "g", 'ǥ': "g", 'ɣ': "g", 'ɨ': "i", 'ɩ': "i", 'ɉ': "j", 'ƙ': "k", 'ƚ': "l",
		'ɫ': "l", 'ɲ': "n", 'ƞ': "n", 'ɵ': "o", 'ƥ': "p", 'ɍ': "r", 'ʂ': "s", 'ƭ': "t", 'ʈ': "t",
		'ⱦ': "t", 'ʉ': "u", 'ʋ': "v", 'ⱳ': "w", 'ƴ': "y", 'ɏ': "y", 'ƶ': "z", 'ȥ': "z", 'ⱥ': "a",

		'\u0671': "\u0627", // Arabic alef wasla: alef
		'\u0649': "\u064A", // alef maksura: yeh
		'\u06CC': "\u064A", // Persian yeh: yeh
		'\u06A9': "\u0643", // Persian kaf: kaf
		'\u06AA': "\u0643", // swash kaf: kaf
		'\u0629': "\u0647", // teh marbuta: heh
		'\u06C1': "\u0647", // Urdu heh: heh
		'\u06D5': "\u0647", // ae: heh
		'\u060C': ",", '\u061B': ";", '\u061F': "?",

		'\u05BE': "-", '\u05F3': "'", '\u05F4': `"`, // Hebrew maqaf, geresh, gershayim

		'\u2044': "/", '\u2212': "-",
	}
	for _, r := range "‘’‚‛‹›′‵´\u1FFDʼʻʹˈ＇" {
		m[r] = "'"
	}
	for _, r := range "“”„‟«»〝〞〟ʺ＂" {
		m[r] = `"`
	}
	return m
}()
