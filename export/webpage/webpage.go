// Package webpage reads what a web page shows: its text as a person sees it, and
// what it says of itself.
//
// The text follows the rules of innerText in the HTML Standard ("the rendered
// text collection steps"), with the style sheet that browsers start from ("15
// Rendering") in place of a layout, and more room between blocks:
//
//   - Scripts, styles, templates and the head are out, and whatever a browser that
//     runs scripts does not show: noscript, frames, media and their substitutes,
//     closed dialogs, what is hidden by attribute or by its own style.
//   - White space is collapsed as CSS does (CSS Text 3, section 4.1), also between
//     Chinese and Japanese characters, but for pre and textarea.
//   - A block begins and ends a line; blocks to which browsers give a margin have an
//     empty line around them, and never two. br ends a line; the cells of a row are
//     parted by tabs.
//   - The quotation marks that browsers draw around q are written, since they change
//     what a sentence says; the numbers of lists and other generated text are not.
//
// Nothing else changes: characters stand as the page has them.
package webpage

import (
	"errors"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Page is what a page shows and says. All but Text may be empty.
type Page struct {
	Text     string  // what it shows; it neither begins nor ends with a line break
	Title    string  // by title, else by og:title, else by its first heading of the first level; on one line
	Language string  // the lang of the whole page, as it is
	Address  string  // where it says that it stands: canonical link, else og:url
	Meta     []Entry // what else it says, in its order
}

// Entry is something that a page says of itself.
type Entry struct{ Name, Content string }

// ErrTooDeep says that elements nest deeper than any page needs.
var ErrTooDeep = errors.New("the elements of the page nest too deep")

// Read reads a page, in UTF-8. It takes anything: what is no HTML is text. Pages
// whose elements nest deeper than 512 levels fail with [ErrTooDeep].
func Read(page string) (Page, error) {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return Page{}, ErrTooDeep // no other error can come of a string
	}
	var w writer
	w.node(root)
	p := Page{Text: w.text()}
	p.describe(root)
	return p, nil
}

// describe finds what a page says of itself.
func (p *Page) describe(root *html.Node) {
	var title, shared, heading, address string
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html, atom.Body:
			if p.Language == "" {
				p.Language = strings.TrimSpace(attribute(n, "lang"))
			}
		case atom.Title:
			if title == "" && n.Namespace == "" {
				title = inner(n)
			}
		case atom.H1:
			if heading == "" {
				heading = inner(n)
			}
		case atom.Link:
			if strings.EqualFold(attribute(n, "rel"), "canonical") && p.Address == "" {
				p.Address = strings.TrimSpace(attribute(n, "href"))
			}
		case atom.Meta:
			name, content := metaOf(n)
			switch {
			case content == "":
			case name == "og:title" && shared == "":
				shared = content
			case name == "og:url" && address == "":
				address = content
			case kept[name]:
				p.add(name, content)
			}
		}
	}
	for _, t := range []string{title, shared, heading} {
		if p.Title == "" {
			p.Title = t
		}
	}
	if shared != p.Title {
		p.add("og:title", shared)
	}
	if p.Address == "" {
		p.Address = address
	}
}

// kept are the names of what is said of an article and worth keeping.
var kept = map[string]bool{
	"author": true, "description": true, "keywords": true, "date": true,
	"article:author": true, "article:published_time": true, "article:modified_time": true, "article:section": true,
	"og:site_name": true, "og:type": true, "og:description": true, "og:locale": true,
	"dc.creator": true, "dc.date": true, "dc.title": true, "dc.publisher": true, "pubdate": true,
}

// add adds an entry, unless the name is there or nothing is said.
func (p *Page) add(name, content string) {
	for _, e := range p.Meta {
		if e.Name == name {
			return
		}
	}
	if content != "" {
		p.Meta = append(p.Meta, Entry{name, content})
	}
}

// metaOf returns what a meta element says: its name in lower case, and its
// content on one line.
func metaOf(n *html.Node) (name, content string) {
	if name = attribute(n, "property"); name == "" {
		name = attribute(n, "name")
	}
	return strings.ToLower(strings.TrimSpace(name)), strings.Join(strings.Fields(attribute(n, "content")), " ")
}

// attribute returns the value of an attribute, "" where there is none.
func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

// has tells whether an element has an attribute.
func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return true
		}
	}
	return false
}

// inner returns what an element shows, on one line.
func inner(n *html.Node) string {
	var w writer
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
	return strings.Join(strings.Fields(w.text()), " ")
}
