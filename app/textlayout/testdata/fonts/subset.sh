#!/bin/sh
# subset.sh: makes the fonts of this folder from those that a machine has installed.
#
#   sh subset.sh FOLDER-OF-NOTO-TTF NotoSansCJK-Regular.ttc NotoColorEmoji.ttf
#
# It needs pyftsubset of the Python package fonttools. Each font keeps the glyphs of
# a few whole alphabets and of its lines of ../scripts.txt, with all that its layout
# tables make of them.
set -eu
noto=$1 cjk=$2 emoji=$3
cd "$(dirname "$0")"

# line prints lines of the page of scripts, by number.
line() { for n in "$@"; do sed -n "${n}p" ../scripts.txt; done | tr '\n' ' '; }

# subset makes one font: source, target, code points, text, other options.
subset() {
	source=$1 target=$2 points=$3 text=$4
	shift 4
	pyftsubset "$source" --output-file="$target" --unicodes="$points" --text="$text" \
		--no-hinting --desubroutinize --notdef-outline --name-IDs=0,1,2,3,4,5,6,13,14 "$@"
}

subset "$noto/NotoSans-Regular.ttf" NotoSans-subset.ttf \
	U+0020-017E,U+0218-021B,U+0300-0308,U+030C,U+0323,U+0327,U+0384-03CE,U+0400-045F,U+0490,U+0491,U+1E62,U+1E63,U+1EA0-1EF9,U+200B-200F,U+2010-2027,U+2030-203A,U+20AC,U+25CC,U+FFFD ''
subset "$noto/NotoNaskhArabic-Regular.ttf" NotoNaskhArabic-subset.ttf \
	U+0020,U+060C,U+061B,U+061F,U+0621-063A,U+0640-0655,U+0660-066C,U+0670,U+0679,U+067E,U+0686,U+0688,U+0691,U+0698,U+06A9,U+06AF,U+06BA,U+06BE,U+06C1,U+06CC,U+06D2,U+06D4,U+06F0-06F9,U+200C-200F ''
subset "$noto/NotoSansHebrew-Regular.ttf" NotoSansHebrew-subset.ttf U+0020,U+05B0-05C7,U+05D0-05EA,U+05F0-05F4,U+200C-200F ''
subset "$noto/NotoSansDevanagari-Regular.ttf" NotoSansDevanagari-subset.ttf U+0020,U+0964,U+25CC,U+200C,U+200D "$(line 8 14) हिन्दी"
subset "$noto/NotoSansThai-Regular.ttf" NotoSansThai-subset.ttf U+0020,U+0E01-0E5B,U+25CC ''
subset "$noto/NotoSansBengali-Regular.ttf" NotoSansBengali-subset.ttf U+0020,U+0964,U+200C,U+200D "$(line 16)"
subset "$noto/NotoSansTamil-Regular.ttf" NotoSansTamil-subset.ttf U+0020 "$(line 17)"
subset "$noto/NotoSansKhmer-Regular.ttf" NotoSansKhmer-subset.ttf U+0020 "$(line 18)"
subset "$noto/NotoSansMyanmar-Regular.ttf" NotoSansMyanmar-subset.ttf U+0020 "$(line 19)"
subset "$noto/NotoSerifTibetan-Regular.ttf" NotoSerifTibetan-subset.ttf U+0020 "$(line 20)"
subset "$noto/NotoSansSymbols2-Regular.ttf" NotoSansSymbols2-subset.ttf U+2764,U+26A1 ''
subset "$noto/NotoNastaliqUrdu-Regular.ttf" NotoNastaliqUrdu-subset.ttf U+0020 'گنے ٹھیک'
subset "$cjk" NotoSansCJK-subset.otf \
	U+1102,U+1112,U+1161,U+1175,U+11AB,U+3000-3003,U+3008-3011,U+FF01,U+FF08,U+FF09,U+FF0C "$(line 10 11 12 14) 漢字かな한국어" --font-number=2
subset "$emoji" NotoColorEmoji-subset.ttf U+200D,U+20E3,U+FE0F "$(line 13)👍🏽"
subset "$emoji" NotoColorEmoji-parts.ttf U+200D,U+1F600,U+1F469,U+1F3FD,U+1F680 '' --layout-features=
