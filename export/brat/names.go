package brat

import (
	"path"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"postil/annotate"
	"postil/annotate/segment"
)

// pairNames gives documents names for files: safe in every system, and no two
// the same where case or the spelling of accents do not count.
type pairNames struct {
	fold    cases.Caser
	files   map[string]bool // folded, with their endings
	folders map[string]bool
	last    map[string]int // by folded stem, the number that its last namesake got
}

// newPairNames returns names of which some files are taken.
func newPairNames(taken ...string) *pairNames {
	n := &pairNames{fold: cases.Fold(), files: map[string]bool{}, folders: map[string]bool{}, last: map[string]int{}}
	for _, name := range taken {
		n.files[n.folded(name)] = true
	}
	return n
}

func (n *pairNames) folded(name string) string { return n.fold.String(norm.NFC.String(name)) }

// stem returns the name of a document's files without ending, relative and with
// slashes: where its source is the name of a text, that, and else the document's
// name; so it names no folder of anybody's machine. endings are those of its
// files.
func (n *pairNames) stem(d *annotate.Document, endings ...string) string {
	stem, ok := sourceStem(d.Source)
	if !ok {
		stem = safeName(d.Name)
	}
	if stem == "" {
		stem = d.UID.String()
	}
	if n.blocked(stem) {
		stem = strings.ReplaceAll(stem, "/", "_")
	}
	if n.take(stem, endings) {
		return stem
	}
	key := n.folded(stem)
	for i := max(n.last[key], 1) + 1; ; i++ {
		if next := stem + "-" + strconv.Itoa(i); n.take(next, endings) {
			n.last[key] = i
			return next
		}
	}
}

// take takes the files of a stem and the folders above them, unless one of the
// files is taken already.
func (n *pairNames) take(stem string, endings []string) bool {
	key := n.folded(stem)
	for _, ending := range endings {
		if n.files[key+ending] || n.folders[key+ending] {
			return false
		}
	}
	for _, ending := range endings {
		n.files[key+ending] = true
	}
	for at := path.Dir(key); at != "."; at = path.Dir(at) {
		n.folders[at] = true
	}
	return true
}

// blocked tells whether a file stands where one of a stem's folders should.
func (n *pairNames) blocked(stem string) bool {
	for at := path.Dir(n.folded(stem)); at != "."; at = path.Dir(at) {
		if n.files[at] {
			return true
		}
	}
	return false
}

// sourceStem returns the stem of a source that is the name of a text's file, with
// its folders, where each part of it is a safe name.
func sourceStem(source string) (string, bool) {
	ending := path.Ext(source)
	switch strings.ToLower(ending) {
	case textEnding, annEnding, ".text":
	default:
		return "", false
	}
	stem := strings.TrimSuffix(source, ending)
	for part := range strings.SplitSeq(stem, "/") {
		if !safePart(part) {
			return "", false
		}
	}
	return stem, true
}

// longestFileName is how long a part of a file's name may be, in bytes: most file
// systems allow 255 with the ending.
const longestFileName = 200

// safePart tells whether s can name a file or a folder in every system.
func safePart(s string) bool {
	return s != "" && len(s) <= longestFileName && s == safeName(s)
}

// nameLength is how long a file's name that is made of a document's name may be,
// in code points.
const nameLength = 60

// safeName makes a name of a file of a text: without what some system forbids
// (https://learn.microsoft.com/windows/win32/fileio/naming-a-file), without dots
// at its ends, which hide a file or are dropped, and short.
func safeName(s string) string {
	if longestFileName < len(s) {
		s = segment.Cut(s, nameLength)
	}
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar || strings.ContainsRune(`<>:"/\|?*`, r) || unicode.Is(unicode.Cf, r) {
			return '_'
		}
		return r
	}, s)
	s = strings.Trim(s, " .")
	if device, _, _ := strings.Cut(s, "."); reserved[strings.ToUpper(strings.TrimRight(device, " "))] {
		return "_" + s
	}
	return s
}

// reserved are the names of devices, which no file can have on Windows.
var reserved = func() map[string]bool {
	names := map[string]bool{"CON": true, "PRN": true, "AUX": true, "NUL": true, "CONIN$": true, "CONOUT$": true}
	for _, digit := range "123456789¹²³" {
		names["COM"+string(digit)], names["LPT"+string(digit)] = true, true
	}
	return names
}()
