package webpage

import (
	"bytes"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// prescan is how much of a page is looked at for its charset, in bytes. The HTML
// Standard asks for 1,024; pages that say it later are read by browsers all the
// same.
const prescan = 1 << 12

// Charset returns the charset that a page declares in its first bytes, by a meta
// element or an XML declaration; "" where it declares none. UTF-16 cannot be
// declared so: what can be read as ASCII is not that.
func Charset(page []byte) string {
	page = page[:min(len(page), prescan)]
	if lower := bytes.ToLower(page); !bytes.Contains(lower, []byte("charset")) && !bytes.Contains(lower, []byte("encoding")) {
		return ""
	}
	name := ""
	if m := xmlDeclaration.FindSubmatch(page); m != nil {
		name = string(m[1])
	}
	tokens := html.NewTokenizer(bytes.NewReader(page))
	for name == "" {
		switch tokens.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			if tag, _ := tokens.TagName(); string(tag) == "meta" {
				name = metaCharset(tokens)
			}
		}
	}
	if name = strings.ToLower(strings.TrimSpace(name)); strings.HasPrefix(name, "utf-16") {
		return "utf-8"
	}
	return name
}

var (
	xmlDeclaration = regexp.MustCompile(`^\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)["']`)
	charsetIn      = regexp.MustCompile(`(?i)charset\s*=\s*["']?([^\s;"']+)`)
)

// metaCharset returns the charset that a meta element declares: by charset, or
// by content where it stands for the header Content-Type.
func metaCharset(tokens *html.Tokenizer) string {
	equiv, content := "", ""
	for more := true; more; {
		var key, value []byte
		key, value, more = tokens.TagAttr()
		switch string(key) {
		case "charset":
			return string(value)
		case "http-equiv":
			equiv = string(value)
		case "content":
			content = string(value)
		}
	}
	if m := charsetIn.FindStringSubmatch(content); m != nil && strings.EqualFold(strings.TrimSpace(equiv), "content-type") {
		return m[1]
	}
	return ""
}
