package textlayout

import (
	"fmt"
	"io"
	"log"
	"os"
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
)

// Family is a font family of this machine, by its upright face of usual weight.
type Family struct {
	// Name is what its makers call it, such as "Noto Serif".
	Name string

	place fontscan.Location
	runes fontscan.RuneSet
}

// Families lists the families of this machine, by name. It opens a file for each,
// which takes a moment; any goroutine may call it. cacheDir is as in [FontOptions].
func Families(cacheDir string) ([]Family, error) {
	faces, err := uprightFaces(cacheDir)
	if err != nil {
		return nil, err
	}
	var families []Family
	for _, f := range faces {
		if name, err := familyName(f.Location); err == nil { // else the file went or is broken
			families = append(families, Family{name, f.Location, f.Runes})
		}
	}
	slices.SortFunc(families, func(a, b Family) int {
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	return families, nil
}

// FindFamily looks for a family by its name; case and spaces don't matter. ok is
// false if this machine has none of that name.
func FindFamily(name, cacheDir string) (f Family, ok bool, err error) {
	faces, err := uprightFaces(cacheDir)
	if err != nil {
		return Family{}, false, err
	}
	face, ok := faces[font.NormalizeFamily(name)]
	return Family{name, face.Location, face.Runes}, ok, nil
}

// Shares of a text's letters, by kinds of letters, for [Family.Sets].
const (
	matters = 0.1 // of all letters: a script of fewer is only quoted in the text
	enough  = 0.9 // of a script's letters: some names need others
)

// Sets is true if the family has nearly all letters of one of the scripts that a text
// is written in. It has none of a text without letters.
func (f Family) Sets(text string) bool {
	seen := map[rune]bool{}
	all, covered := map[language.Script]int{}, map[language.Script]int{}
	for _, r := range text {
		if unicode.IsLetter(r) && !seen[r] {
			seen[r] = true
			script := language.LookupScript(r)
			all[script]++
			if f.runes.Contains(r) {
				covered[script]++
			}
		}
	}
	for script, letters := range all {
		if matters*float64(len(seen)) <= float64(letters) && enough*float64(letters) <= float64(covered[script]) {
			return true
		}
	}
	return false
}

// uprightFaces are the faces of this machine that are nearest to an upright one of
// usual weight and width, by family.
func uprightFaces(cacheDir string) (map[string]fontscan.Footprint, error) {
	dir, err := (&systemFonts{cacheDir: cacheDir}).directory()
	if err != nil {
		return nil, fmt.Errorf("system fonts: there is no folder to keep their list in: %w", err)
	}
	all, err := fontscan.SystemFonts(log.New(io.Discard, "", 0), dir)
	if err != nil {
		return nil, fmt.Errorf("system fonts: %w", err)
	}
	best := map[string]fontscan.Footprint{}
	for _, f := range all {
		known, ok := best[f.Family]
		if f.Aspect.Style != font.StyleItalic && (!ok || oddity(f.Aspect) < oddity(known.Aspect)) {
			best[f.Family] = f
		}
	}
	return best, nil
}

// oddity is how far a face is from the usual weight and width.
func oddity(a font.Aspect) float32 {
	const narrow = 1000 // a change of width matters more than one of weight
	return float32(max(a.Weight-font.WeightNormal, font.WeightNormal-a.Weight)) +
		narrow*float32(max(a.Stretch-font.StretchNormal, font.StretchNormal-a.Stretch))
}

// familyName reads a face's family from its file.
func familyName(at fontscan.Location) (string, error) {
	loader, done, err := openFace(at)
	if err != nil {
		return "", err
	}
	defer done()
	described, _ := font.Describe(loader, nil)
	if described.Family == "" {
		return "", fmt.Errorf("%s names no family", at.File)
	}
	return described.Family, nil
}

// face reads the family's face.
func (f Family) face() (*font.Face, error) {
	loader, done, err := openFace(f.place)
	if err != nil {
		return nil, err
	}
	defer done()
	parsed, err := font.NewFont(loader)
	if err != nil {
		return nil, fmt.Errorf("fonts: %s of the family %s cannot be read: %w", f.place.File, f.Name, err)
	}
	return font.NewFace(parsed), nil
}

// openFace opens a face's file; done closes it.
func openFace(at fontscan.Location) (loader *opentype.Loader, done func() error, err error) {
	file, err := os.Open(at.File)
	if err != nil {
		return nil, nil, err
	}
	loaders, err := opentype.NewLoaders(file)
	if err == nil && int(at.Index) >= len(loaders) {
		err = fmt.Errorf("%s has changed: it has %d faces", at.File, len(loaders))
	}
	if err != nil {
		file.Close()
		return nil, nil, err
	}
	return loaders[at.Index], file.Close, nil
}
