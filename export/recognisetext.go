package export

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"postil/export/brat"
)

// ofBrat tells whether a file is half of a pair of brat: NAME.txt with NAME.ann beside
// it, or NAME.ann with its text beside it or lines of annotations in it.
func (h *head) ofBrat() bool {
	switch extension := strings.ToLower(filepath.Ext(h.path)); extension {
	case ".ann":
		_, other := brat.PairOf(h.path)
		return h.text == "" || isFile(other) || bratLine.MatchString(h.text)
	case ".txt":
		other, _ := brat.PairOf(h.path)
		return isFile(other)
	}
	return false
}

// bratLine is a line of annotations (https://brat.nlplab.org/standoff.html).
var bratLine = regexp.MustCompile(`(?m)^([TREAMN#][0-9]+|\*)\t`)

// isFile tells whether path is a file, rather than nothing or a folder.
func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// PairOf returns the file with the annotations and the file with the text of the
// document of brat that path is one of, by its name.
func PairOf(path string) (ann, txt string) { return brat.PairOf(path) }

// looksLikeHTML tells whether a text is a web page or a piece of one: it begins
// with a doctype or an element of pages, perhaps behind comments and an XML
// declaration, and of a piece an element ends as well.
func looksLikeHTML(head string) bool {
	if !strings.HasPrefix(head, "<") {
		return false
	}
	rest := htmlLead.ReplaceAllString(head, "")
	return htmlStart.MatchString(rest) || htmlElement.MatchString(rest) && htmlEnd.MatchString(rest)
}

var (
	htmlLead    = regexp.MustCompile(`(?s)^(\s+|<\?xml[^>]*\?>|<!--.*?-->)+`)
	htmlStart   = regexp.MustCompile(`(?i)^<(!doctype\s+html|(html|head|body)(\s[^<>]*)?>)`)
	htmlElement = regexp.MustCompile(`(?i)^<(` + htmlNames + `|meta|link|img|br|hr)(\s[^<>]*)?/?>`)
	htmlEnd     = regexp.MustCompile(`(?i)</(` + htmlNames + `)\s*>`)
)

// htmlNames are elements that a piece of a page may begin with.
const htmlNames = `a|article|aside|b|blockquote|center|dl|div|em|figure|font|footer|form|h[1-6]|header|i|main|nav|ol|p|pre|script|section|span|strong|style|table|title|ul`
