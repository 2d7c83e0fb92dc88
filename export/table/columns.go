package table

import (
	"slices"
	"strings"
)

// role is what a column of a table is to a document.
type role int

const (
	isMeta role = iota
	isText
	isID
	isName
	isSource
	isLanguage

	roles = iota
)

// usual are the columns that are taken for something where nobody says which
// are, the likeliest first.
var usual = [roles][]string{
	isText:     {"text", "body", "content", "article", "full_text", "fulltext", "article_text", "article_body", "articlebody", "main_text", "maintext", "sentence"},
	isName:     {"name", "title", "headline"},
	isSource:   {"source", "url", "link"},
	isLanguage: {"language", "lang"},
}

// plainName returns a column's name as names are compared: without case, and
// with one underscore for spaces and hyphens.
func plainName(column string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(column), func(r rune) bool { return strings.ContainsRune(" -_\t", r) }), "_")
}

// TextColumn returns the column that holds the text: the one that is named, else
// the likeliest.
func TextColumn(columns []string, named string) (string, bool) {
	if named != "" {
		return columnNamed(columns, named)
	}
	for _, name := range usual[isText] {
		for _, c := range columns {
			if plainName(c) == name {
				return c, true
			}
		}
	}
	return "", false
}

// columnNamed returns the column with that name, else the one that differs in case
// only.
func columnNamed(columns []string, name string) (string, bool) {
	if slices.Contains(columns, name) {
		return name, true
	}
	i := slices.IndexFunc(columns, func(c string) bool { return strings.EqualFold(strings.TrimSpace(c), strings.TrimSpace(name)) })
	if i < 0 {
		return "", false
	}
	return columns[i], true
}

// rank is a column's role and how likely it is the one that has it, 0 for the
// likeliest.
type rank struct {
	role role
	at   int
}

// rankOf returns the rank of a column that is neither text nor id.
func rankOf(column string) rank {
	plain := plainName(column)
	for _, r := range []role{isName, isSource, isLanguage} {
		if at := slices.Index(usual[r], plain); 0 <= at {
			return rank{r, at}
		}
	}
	return rank{}
}
