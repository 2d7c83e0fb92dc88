package textlayout

import (
	"bytes"
	"io"
	"log"
	"unicode"

	"github.com/go-text/typesetting/font/opentype/tables"
	"github.com/go-text/typesetting/fontscan"
)

// LineBreaks are the offsets at which a line of the document may or must end.
func LineBreaks(d *Document) []int {
	var all []int
	for i := range d.blocks {
		start, end := d.BlockRange(i)
		cells, _ := cellsOf(d.text[start:end], 0, nil)
		for _, c := range cells {
			if at := start + int(c.start); c.flags&breakBefore != 0 && at > start {
				all = append(all, at)
			}
		}
		if end > start {
			all = append(all, end)
		}
	}
	return all
}

// CacheBytes is how many bytes of text a flow keeps shaped.
const CacheBytes = cacheBytes

// ShapedBytes is how many bytes of text a flow has shapes of.
func ShapedBytes(f *Flow) int {
	bytes := 0
	for i, e := range f.cache.entries {
		if e.Value.(*cachedBlock).shaped != nil {
			start, end := f.doc.BlockRange(i)
			bytes += end - start
		}
	}
	return bytes
}

// FamilyOf is the family of the face in which a cluster is drawn.
func FamilyOf(f *Fonts, cluster string) string {
	runes := []rune(cluster)
	script, _ := scriptOf(runes)
	return f.faceFor(runes, script).Describe().Family
}

// LayersOf is how many layers a glyph of the main face has that is described so.
func LayersOf(f *Fonts, paint tables.PaintTable) int { return len(f.regular().layersOf(paint)) }

// Pictures are the characters that are drawn as emoji unless they are told otherwise.
var Pictures *unicode.RangeTable = pictures

// SetSystemEmoji makes a font the only one of this machine.
func SetSystemEmoji(f *Fonts, data []byte) error {
	fonts := fontscan.NewFontMap(log.New(io.Discard, "", 0))
	fonts.SetQuery(fontscan.Query{Families: []string{fontscan.Emoji}})
	f.system = &systemFonts{loaded: true, emoji: &fontMap{FontMap: fonts}}
	return fonts.AddFont(bytes.NewReader(data), "system", "")
}
