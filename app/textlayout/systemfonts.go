package textlayout

import (
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
)

// systemFonts finds faces among the fonts of this machine. They are looked for
// when the first character is asked for; that takes a moment, later ones don't.
type systemFonts struct {
	cacheDir    string
	text, emoji *fontMap
	loaded      bool
}

// fontMap is a font map that is told of a script only when it is another one: each
// time it makes anew the list of fonts that it asks, which takes far longer than
// asking them.
type fontMap struct {
	*fontscan.FontMap
	script language.Script
	homes  map[language.Script]*font.Face // nil where there is none
}

// textFace is a face that has the whole cluster, or at least its first character, or
// nil.
func (s *systemFonts) textFace(cluster []rune, script language.Script) *font.Face {
	if s.load(); s.text == nil {
		return nil
	}
	return s.text.resolve(cluster, script)
}

// emojiFace is such a face of the fonts for emoji, if there are any, else of the others.
func (s *systemFonts) emojiFace(cluster []rune) *font.Face {
	if s.load(); s.emoji == nil {
		return nil
	}
	return s.emoji.resolve(cluster, language.Common)
}

// resolve asks the map for the face of a cluster: the script's home, else the first that
// has all of it, else one that has its first character.
func (m *fontMap) resolve(cluster []rune, script language.Script) *font.Face {
	if m.script != script {
		m.script = script
		m.SetScript(script)
	}
	if home := m.home(cluster[0], script); home != nil && lacks(home, cluster) == 0 {
		return home
	}
	var first *font.Face
	for _, r := range cluster {
		found := m.ResolveFace(r)
		if found == nil {
			continue
		}
		if lacks(found, cluster) == 0 {
			return found
		}
		if lacks(found, cluster[:1]) == 0 && first == nil {
			first = found
		}
	}
	return first
}

// home is the face for the letters of a script: the one that the map finds for most of
// the letters around r. A font for another script may have some of this one too, and
// would be found for these alone.
func (m *fontMap) home(r rune, script language.Script) *font.Face {
	const around = 128
	if known, ok := m.homes[script]; ok || script == language.Common {
		return known
	}
	var best *font.Face
	most := 0
	votes := map[*font.Font]int{}
	for l := r &^ (around - 1); l <= r|(around-1); l++ {
		if language.LookupScript(l) != script || !unicode.IsLetter(l) && !unicode.IsMark(l) {
			continue
		}
		found := m.ResolveFace(l)
		if found == nil || lacks(found, []rune{l}) > 0 {
			continue
		}
		if votes[found.Font]++; votes[found.Font] > most {
			best, most = found, votes[found.Font]
		}
	}
	m.homes[script] = best
	return best
}

// lacks is how many of the characters that show a face does not have.
func lacks(f *font.Face, characters []rune) int {
	n := 0
	for _, r := range characters {
		if _, ok := f.NominalGlyph(r); !ok && !invisible(r) {
			n++
		}
	}
	return n
}

// load reads the list of system fonts. Where that fails there are none: text then
// shows boxes, which is no reason to stop.
func (s *systemFonts) load() {
	if s.loaded {
		return
	}
	s.loaded = true
	dir, err := s.directory()
	if err != nil {
		return
	}
	quiet := log.New(io.Discard, "", 0)
	text, emoji := fontscan.NewFontMap(quiet), fontscan.NewFontMap(quiet)
	if text.UseSystemFonts(dir) != nil || emoji.UseSystemFonts(dir) != nil {
		return
	}
	text.SetQuery(fontscan.Query{Families: []string{
		"Noto Sans Thai", "Noto Sans Lao", // their looped sisters set marks on marks too low
		fontscan.SansSerif,
	}})
	emoji.SetQuery(fontscan.Query{Families: []string{fontscan.Emoji}})
	s.text = &fontMap{FontMap: text, homes: map[language.Script]*font.Face{}}
	s.emoji = &fontMap{FontMap: emoji}
}

// FindSystemFonts reads the list of this machine's fonts ahead of its first use, so
// that no frame has to wait for it. It may run on any goroutine, beside everything
// else. Where it fails, text that needs system fonts shows boxes.
func FindSystemFonts(cacheDir string) error {
	dir, err := (&systemFonts{cacheDir: cacheDir}).directory()
	if err != nil {
		return fmt.Errorf("system fonts: there is no folder to keep their list in: %w", err)
	}
	if err := fontscan.NewFontMap(log.New(io.Discard, "", 0)).UseSystemFonts(dir); err != nil {
		return fmt.Errorf("system fonts: %w", err)
	}
	return nil
}

// directory is where the list of system fonts is kept.
func (s *systemFonts) directory() (string, error) {
	dir := s.cacheDir
	if dir == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return "", err
		}
		dir = filepath.Join(user, "postil")
	}
	return dir, os.MkdirAll(dir, 0o755)
}
