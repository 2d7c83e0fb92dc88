// Package sample holds the content of the sample project that the first start
// opens: short news articles in several languages, written for Postil about
// towns and people that don't exist, with the spans an analyst has made in them
// so far.
//
// The articles are plain files in the folder articles, exactly as a document
// takes them, page furniture included. Three tables stand beside them:
// articles.tsv names them, tags.tsv lists the tags, spans.tsv says what is
// marked by quoting it, so that an article can be reworded without counting
// offsets. Nothing here depends on the rest of the program.
package sample

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"strings"
)

//go:embed articles/*.txt *.tsv
var files embed.FS

// Article is one document of the sample project with what is marked in it.
type Article struct {
	Name     string
	Source   string // a URL under the reserved domain .example
	Language string // BCP 47
	Story    string // the same for articles that tell the same news
	Status   string // "new", "in_progress" or "done"
	Text     string
	Spans    []Span // in the order of spans.tsv
}

// Span is one mark in an article.
type Span struct {
	Layer, Label string
	Tag          string // a Tag's name; "" for none
	Note         string
	Fragments    [][2]int // byte ranges [start, end) of the text, ascending, apart
}

// Tag is what spans are about, across articles and languages.
type Tag struct {
	Name  string
	Usual string // the label it usually goes with
	Ref   string // an outside reference; "" for none
	Note  string
}

// Articles returns the articles in the order of their numbers. An error names
// the table and line that is wrong: a snippet not found, a tag not listed.
func Articles() ([]Article, error) {
	articles, err := readArticles()
	if err != nil {
		return nil, err
	}
	tags, err := Tags()
	if err != nil {
		return nil, err
	}
	known := map[string]bool{"": true}
	for _, t := range tags {
		known[t.Name] = true
	}
	err = eachRow("spans.tsv", 6, func(column []string) error {
		article := articles[column[0]]
		if article == nil {
			return fmt.Errorf("no article %q in articles.tsv", column[0])
		}
		if !known[column[4]] {
			return fmt.Errorf("no tag %q in tags.tsv", column[4])
		}
		fragments, err := locate(article.Text, column[3])
		if err != nil {
			return err
		}
		article.Spans = append(article.Spans, Span{
			Layer: column[1], Label: column[2], Fragments: fragments, Tag: column[4], Note: column[5],
		})
		return nil
	})
	if err != nil {
		return nil, err
	}
	return inOrder(articles), nil
}

// Tags returns the tags in the order of tags.tsv.
func Tags() ([]Tag, error) {
	var tags []Tag
	err := eachRow("tags.tsv", 4, func(column []string) error {
		if column[0] == "" {
			return fmt.Errorf("the tag has no name")
		}
		tags = append(tags, Tag{Name: column[0], Usual: column[1], Ref: column[2], Note: column[3]})
		return nil
	})
	return tags, err
}

// readArticles reads articles.tsv and the texts it names, by file name.
func readArticles() (map[string]*Article, error) {
	articles := map[string]*Article{}
	err := eachRow("articles.tsv", 6, func(column []string) error {
		text, err := files.ReadFile("articles/" + column[0])
		if err != nil {
			return err
		}
		articles[column[0]] = &Article{
			Name: column[1], Source: column[2], Language: column[3],
			Story: column[4], Status: column[5], Text: string(text),
		}
		return nil
	})
	return articles, err
}

// inOrder lists the articles by file name, which starts with their number.
func inOrder(articles map[string]*Article) []Article {
	var list []Article
	for _, file := range slices.Sorted(maps.Keys(articles)) {
		list = append(list, *articles[file])
	}
	return list
}

// eachRow calls row with the columns of each line of a table: separated by
// tabs, missing ones at the end empty, lines that start with # left out.
func eachRow(table string, columns int, row func(column []string) error) error {
	content, err := files.ReadFile(table)
	if err != nil {
		return err
	}
	number := 0
	for line := range strings.Lines(string(content)) {
		number++
		if strings.HasPrefix(line, "#") {
			continue
		}
		column := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(column) > columns {
			return fmt.Errorf("%s, line %d: %d columns instead of at most %d", table, number, len(column), columns)
		}
		for len(column) < columns {
			column = append(column, "")
		}
		if err := row(column); err != nil {
			return fmt.Errorf("%s, line %d: %w", table, number, err)
		}
	}
	return nil
}
