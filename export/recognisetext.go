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

// looksLikeCoNLL tells whether a text is one of tokens, a line each, whose last
// column is a tag of BIO or its like.
func looksLikeCoNLL(head string) bool {
	tagged, columns := 0, 0
	last := strings.LastIndexByte(head, '\n') // behind it a line may be cut
	for line := range strings.Lines(head[:last+1]) {
		line = strings.TrimRight(line, "\n")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		fields := strings.Fields(line)
		if fields[0] == "-DOCSTART-" {
			continue
		}
		if columns == 0 {
			columns = len(fields)
		}
		if columns < 2 || len(fields) != columns || !conllTag.MatchString(fields[columns-1]) {
			return false
		}
		tagged++
	}
	return 0 < tagged
}

// conllTag matches the tags of BIO, BIOES and BILOU.
var conllTag = regexp.MustCompile(`^(O|[BIOESLU]-\S+)$`)

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
