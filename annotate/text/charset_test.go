package text_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"postil/annotate/text"
)

// Sentences written for these tests, long enough to tell a charset by.
const (
	romanian  = "Ministerul de Interne a anunțat că șeful poliției a fost arătat publicului în cadrul unei ședințe. "
	german    = "Die Zöllner prüften über zwölf Stunden lang die Behälter und fanden schließlich größere Mengen. "
	polish    = "Rzecznik policji powiedział, że w porcie znaleziono pięćset kilogramów narkotyków, a śledztwo trwa. "
	french    = "Le procureur a déclaré que la drogue, saisie à l’aéroport, était cachée derrière un déménagement. "
	russian   = "Министерство внутренних дел сообщило, что начальник порта был задержан вчера вечером в городе. "
	greek     = "Το υπουργείο ανακοίνωσε ότι ο διοικητής του λιμανιού συνελήφθη χθες το βράδυ στην πόλη. "
	japanese_ = "警察は昨日の夜、港で大量の荷物を見つけたと発表した。市長はこの件についてまだ何も話していない。"
	chinese   = "警方昨晚宣布，在港口发现了大量货物。市长尚未就此事发表任何评论，调查仍在继续进行。"
	taiwan    = "警方昨晚宣布，在港口發現了大量貨物。市長尚未就此事發表任何評論，調查仍在繼續進行。"
	korean_   = "경찰은 어젯밤 항구에서 많은 화물을 발견했다고 발표했다. 시장은 아직 아무 말도 하지 않았다. "
	hebrew    = "משרד הפנים הודיע אתמול כי מנהל הנמל נעצר בערב בעיר. החקירה נמשכת ואין פרטים נוספים. "
	arabic    = "أعلنت وزارة الداخلية أن مدير الميناء اعتقل مساء أمس في المدينة وأن التحقيق مستمر حتى الآن. "
)

func TestDetectCharset(t *testing.T) {
	utf16 := func(e unicode.Endianness, b unicode.BOMPolicy) encoding.Encoding { return unicode.UTF16(e, b) }
	tests := []struct {
		in       string
		enc      encoding.Encoding
		charset  string
		detected bool
	}{
		{"plain", encoding.Nop, "utf-8", true},
		{romanian + chinese, encoding.Nop, "utf-8", true},
		{"\uFEFF" + german, encoding.Nop, "utf-8", false},
		{german, utf16(unicode.LittleEndian, unicode.UseBOM), "utf-16le", false},
		{german, utf16(unicode.BigEndian, unicode.UseBOM), "utf-16be", false},
		{russian, utf16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le", true},
		{arabic, utf16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be", true},
		{"Hi", utf16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le", true},
		{chinese + "\n", utf16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le", true},
		{korean_, utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), "utf-32le", false},
		{german, utf32.UTF32(utf32.BigEndian, utf32.UseBOM), "utf-32be", false},
		{german, charmap.Windows1252, "windows-1252", true},
		{german + "„So“ – sagt er…", charmap.Windows1252, "windows-1252", true},
		{russian, charmap.Windows1251, "windows-1251", true},
		{polish, charmap.Windows1250, "windows-1250", true},
		{french, charmap.Windows1252, "windows-1252", true},
		{strings.NewReplacer("ț", "ţ", "ș", "ş").Replace(romanian), charmap.Windows1250, "windows-1250", true},
		{russian, charmap.KOI8R, "koi8-r", true},
		{greek, charmap.Windows1253, "iso-8859-7", true}, // the same, but for Ά,
		{hebrew, charmap.Windows1255, "windows-1255", true},
		{arabic, charmap.Windows1256, "windows-1256", true},
		{japanese_, japanese.ShiftJIS, "shift_jis", true},
		{japanese_, japanese.EUCJP, "euc-jp", true},
		{japanese_, japanese.ISO2022JP, "iso-2022-jp", true},
		{chinese, simplifiedchinese.GBK, "gb18030", true},
		{taiwan, traditionalchinese.Big5, "big5", true},
		{korean_, korean.EUCKR, "euc-kr", true},
	}
	for i, test := range tests {
		t.Run(fmt.Sprint(i, " ", test.charset), func(t *testing.T) {
			raw, err := test.enc.NewEncoder().String(test.in)
			if err != nil {
				t.Fatal(err)
			}
			s, err := text.Settle([]byte(raw), text.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if s.Charset != test.charset || s.Detected != test.detected {
				t.Errorf("got %s (detected %v, confidence %.2f), want %s (%v)", s.Charset, s.Detected, s.Confidence, test.charset, test.detected)
			}
			if want := strings.TrimPrefix(test.in, "\uFEFF"); s.Text != want {
				t.Errorf("got %.60q, want %.60q", s.Text, want)
			}
			if s.Confidence <= 0 || s.Confidence > 1 {
				t.Errorf("confidence %v", s.Confidence)
			}
		})
	}
}

func TestDeclaredCharset(t *testing.T) {
	tests := []struct{ raw, charset, want, used string }{
		{"gr\xfc\xdfe", "ISO-8859-1", "grüße", "windows-1252"},
		{"gr\xfc\xdfe", " latin1 ", "grüße", "windows-1252"},
		{"\xba\xba", "gb2312", "汉", "gb18030"},
		{"a\x82", "IBM850", "aé", "ibm850"},
		{"\x82\xa0", "cp932", "あ", "shift_jis"},
		{"ab", "us-ascii", "ab", "windows-1252"},
		{"a\x00b\x00", "utf-16", "ab", "utf-16le"},
		{"\xfe\xff\x00a", "utf-16", "a", "utf-16be"},
		{"\xff\xfea\x00", "windows-1252", "a", "utf-16le"},
		{"a\x00\x00\x00", "utf-32", "a", "utf-32le"},
		{"grüße", "UTF8", "grüße", "utf-8"},
	}
	for _, test := range tests {
		s, err := text.Settle([]byte(test.raw), text.Options{Charset: test.charset})
		if err != nil || s.Text != test.want || s.Charset != test.used || s.Detected {
			t.Errorf("%q as %s: got %q in %s, %v, want %q in %s", test.raw, test.charset, s.Text, s.Charset, err, test.want, test.used)
		}
	}
}

func TestDamagedUTF8IsStillUTF8(t *testing.T) {
	long := strings.Repeat(romanian, 3)
	for _, raw := range []string{
		long[:len(long)-1] + "\xc8",  // cut off
		"Ende: \xe6\xbc\xa2\xe5\xad", // cut off, little text
		long + "\xff" + long,
	} {
		s, err := text.Settle([]byte(raw), text.Options{})
		if err != nil || s.Charset != "utf-8" || s.Replaced.Invalid != 1 || s.Confidence >= 1 {
			t.Errorf("%.40q…: got %s (%.2f), %+v, %v", raw, s.Charset, s.Confidence, s.Replaced, err)
		}
	}
}

func TestSettleRefuses(t *testing.T) {
	tests := []struct {
		name, raw, charset, want string
	}{
		{"empty", "", "", "no text"},
		{"only a mark", "\uFEFF", "", "no text"},
		{"only a UTF-16 mark", "\xff\xfe", "", "no text"},
		{"zip", "PK\x03\x04 word/document.xml", "", "ZIP"},
		{"png", "\x89PNG\r\n\x1a\n....", "", "PNG"},
		{"jpeg", "\xff\xd8\xff\xe0 JFIF", "", "JPEG"},
		{"pdf", "%PDF-1.7\n%...", "", "PDF"},
		{"sqlite", "SQLite format 3\x00...", "", "SQLite"},
		{"gzip", "\x1f\x8b\x08.....", "", "gzip"},
		{"office", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "", "Office"},
		{"program", "\x7fELF\x02\x01", "", "program"},
		{"many NULs", "ab" + strings.Repeat("\x00\x00\x01", 40), "", "of 122 characters are control"},
		{"only controls", "\x01\x02", "", "2 of 2 characters"},
		{"unknown charset", "abc", "klingon", `unknown charset "klingon"`},
		{"replacement charset", "abc", "hz-gb-2312-x", "unknown charset"},
		{"not the declared UTF-8", "gr\xfc\xdfe", "utf-8", "not valid utf-8: 2 invalid sequences, the first at byte 3 in line 1: "},
		{"not the declared UTF-16", "a\x00b", "utf-16le", "not valid utf-16le: 1 invalid sequence, at byte 3 in line 1: "},
		{"on the third line", "a\r\nb\n\xff", "utf-8", "not valid utf-8: 1 invalid sequence, at byte 6 in line 3: "},
		{"not the declared Shift JIS", "abc\xff\xff", "shift_jis", "at byte 4"},
		{"lone surrogate", "a\x00\x00\xd8b\x00", "utf-16le", "at byte 3"},
		{"not a code point", "a\x00\x00\x00\x00\x00\x11\x00", "utf-32le", "at byte 5"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, err := text.Settle([]byte(test.raw), text.Options{Charset: test.charset})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %q, %v, want %s", s.Text, err, test.want)
			}
		})
	}
	var misfit *text.MisfitError
	_, err := text.Settle([]byte("ok \xff"), text.Options{Charset: "utf-8"})
	if !errors.As(err, &misfit) || misfit.Byte != 4 || misfit.Count != 1 {
		t.Errorf("got %#v", err)
	}
}

func TestRandomBytesAreBinary(t *testing.T) {
	raw := make([]byte, 4096)
	state := uint32(1)
	for i := range raw {
		state = state*1664525 + 1013904223
		raw[i] = byte(state >> 24)
	}
	var binary *text.BinaryError
	if s, err := text.Settle(raw, text.Options{}); !errors.As(err, &binary) {
		t.Errorf("got %d bytes in %s, %v", len(s.Text), s.Charset, err)
	}
}

func TestSettleRealArticles(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/seeds/*.txt")
	novels, _ := filepath.Glob("../../../shared/corpora/*/*.txt")
	files = append(files, novels...)
	if len(files) == 0 {
		t.Skip("no ../shared beside the checkout")
	}
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		s, err := text.Settle(raw, text.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if s.Charset != "utf-8" || !bytes.Equal([]byte(s.Text), raw) && s.Replaced == (text.Replaced{}) && !bytes.ContainsAny(raw, "\r\uFEFF") {
			t.Errorf("%s: %s, %+v", name, s.Charset, s.Replaced)
		}
	}
}

// TestDetectStrayControls has UTF-8 with a NUL in it, which is no UTF-16.
func TestDetectStrayControls(t *testing.T) {
	for _, in := range []string{"id,text\n1,The port\x00 is closed.\n", "id,text\n1,The port\x00 is closed\n", "Hafen geschlossen\x00, sagt „Noem“\n"} {
		s, err := text.Settle([]byte(in), text.Options{})
		if want := strings.ReplaceAll(in, "\x00", "\uFFFD"); err != nil || s.Charset != "utf-8" || s.Text != want {
			t.Errorf("got %s, %q, %v", s.Charset, s.Text, err)
		}
	}
}
