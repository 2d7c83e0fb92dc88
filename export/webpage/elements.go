package webpage

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// set is a set of elements.
type set map[atom.Atom]bool

func setOf(elements ...atom.Atom) set {
	s := set{}
	for _, a := range elements {
		s[a] = true
	}
	return s
}

var (
	// unseen elements show nothing, or nothing of the page: HTML, sections 15.3.1
	// "Hidden elements" and 15.4 "Replaced elements", and the controls of forms.
	unseen = setOf(atom.Area, atom.Base, atom.Basefont, atom.Datalist, atom.Head, atom.Link, atom.Meta, atom.Noembed, atom.Noframes,
		atom.Noscript, atom.Param, atom.Script, atom.Style, atom.Template, atom.Title,
		atom.Audio, atom.Canvas, atom.Embed, atom.Iframe, atom.Img, atom.Input, atom.Meter, atom.Object, atom.Progress, atom.Select, atom.Svg, atom.Video)

	// blocks begin and end a line (sections 15.3.2 to 15.3.7).
	blocks = setOf(atom.Address, atom.Article, atom.Aside, atom.Body, atom.Center, atom.Dd, atom.Details, atom.Dialog, atom.Div, atom.Dt,
		atom.Fieldset, atom.Figcaption, atom.Footer, atom.Form, atom.Frameset, atom.Header, atom.Hgroup, atom.Html, atom.Legend, atom.Li,
		atom.Main, atom.Nav, atom.Option, atom.Optgroup, atom.Search, atom.Section, atom.Summary, atom.Caption, atom.Tr, atom.Tbody, atom.Thead, atom.Tfoot)

	// apart are blocks with a margin above and below.
	apart = setOf(atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Figure, atom.Pre, atom.Listing,
		atom.Plaintext, atom.Xmp, atom.Hr, atom.Table)

	// lists are blocks with a margin, but inside each other without one.
	lists = setOf(atom.Ul, atom.Ol, atom.Dl, atom.Menu, atom.Dir)

	// preformatted elements keep their white space.
	preformatted = setOf(atom.Pre, atom.Listing, atom.Plaintext, atom.Xmp, atom.Textarea)
)

// hidden tells whether a browser does not show an element, by what it is or by
// what its own attributes say.
func hidden(n *html.Node) bool {
	switch {
	case unseen[n.DataAtom] && n.Namespace == "" || n.Namespace == "svg":
		return true
	case has(n, "hidden"), n.DataAtom == atom.Dialog && !has(n, "open"):
		return true
	}
	for _, a := range n.Attr {
		if a.Key == "style" && hides(a.Val) {
			return true
		}
	}
	return false
}

// hides tells whether a style has an element not shown.
func hides(style string) bool {
	for declaration := range strings.SplitSeq(strings.ToLower(style), ";") {
		property, value, _ := strings.Cut(declaration, ":")
		value = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "!important"))
		switch strings.TrimSpace(property) {
		case "display":
			if value == "none" {
				return true
			}
		case "visibility":
			if value == "hidden" || value == "collapse" {
				return true
			}
		}
	}
	return false
}

// room returns how many line breaks stand at least before and behind an element,
// 0 for one that stands in a line.
func room(n *html.Node) int {
	if n.Namespace != "" {
		return 0
	}
	switch {
	case lists[n.DataAtom]:
		for p := n.Parent; p != nil; p = p.Parent {
			if lists[p.DataAtom] {
				return 1
			}
		}
		return 2
	case apart[n.DataAtom]:
		return 2
	case blocks[n.DataAtom]:
		return 1
	}
	return 0
}
