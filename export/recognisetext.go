package export

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// bratPair tells whether a file is half of a pair of brat: NAME.ann, or NAME.txt
// with NAME.ann beside it.
func bratPair(path string) bool {
	switch name, extension := strings.TrimSuffix(path, filepath.Ext(path)), strings.ToLower(filepath.Ext(path)); extension {
	case ".ann":
		return true
	case ".txt":
		info, err := os.Stat(name + ".ann")
		return err == nil && info.Mode().IsRegular()
	}
	return false
}

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
