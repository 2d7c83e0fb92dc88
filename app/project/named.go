package project

import (
	"fmt"
	"slices"
	"strings"

	"postil/annotate"
	"postil/annotate/fold"
)

// DocumentsNamed returns the documents that words name, one for each word: by
// id, by name or source, or by a part of either, case and marks aside. What fits
// better counts alone: a document whose whole name the word is goes before one
// whose name it is a part of. A word that fits no document is
// [annotate.NotFound], one that fits several [annotate.Invalid] and says which.
func (p *Project) DocumentsNamed(words ...string) ([]annotate.UID, error) {
	all := p.Documents(Filter{})
	var named []annotate.UID
	for _, word := range words {
		fitting := fitting(all, word)
		switch len(fitting) {
		case 1:
			if !slices.Contains(named, fitting[0].UID) {
				named = append(named, fitting[0].UID)
			}
		case 0:
			return nil, &annotate.Error{Code: annotate.NotFound, What: "there is no document " + annotate.Excerpt(word),
				Hint: "give its id, its name, its source or a part of these"}
		default:
			return nil, &annotate.Error{Code: annotate.Invalid, What: fmt.Sprintf("%s fits %d documents: %s", annotate.Excerpt(word), len(fitting), listed(fitting)),
				Hint: "give more of the name, or the id"}
		}
	}
	return named, nil
}

// storiesNamed returns the stories that words name, one for each word: by id, or
// by documents of one story, as [Project.DocumentsNamed] takes them.
func (p *Project) storiesNamed(words ...string) ([]annotate.UID, error) {
	all := p.Documents(Filter{})
	var named []annotate.UID
	for _, word := range words {
		if i := slices.IndexFunc(all, func(d DocumentItem) bool { return d.Story.String() == strings.ToLower(word) }); 0 <= i {
			named = append(named, all[i].Story)
			continue
		}
		fitting := fitting(all, word)
		switch {
		case len(fitting) == 0:
			return nil, &annotate.Error{Code: annotate.NotFound, What: "there is no story and no document " + annotate.Excerpt(word),
				Hint: "give the id of a story, or the id, the name or the source of one of its documents, or a part of these"}
		case slices.ContainsFunc(fitting, func(d DocumentItem) bool { return d.Story != fitting[0].Story }):
			return nil, &annotate.Error{Code: annotate.Invalid, What: annotate.Excerpt(word) + " fits documents of several stories: " + listed(fitting),
				Hint: "give more of the name, or the id"}
		}
		named = append(named, fitting[0].Story)
	}
	return named, nil
}

// fitting returns the documents that a word fits best.
func fitting(all []DocumentItem, word string) []DocumentItem {
	folded := fold.String(word)
	for _, fits := range []func(*DocumentItem) bool{
		func(d *DocumentItem) bool { return d.UID.String() == strings.ToLower(word) },
		func(d *DocumentItem) bool { return d.Name == word || d.Source == word },
		func(d *DocumentItem) bool { return fold.String(d.Name) == folded || fold.String(d.Source) == folded },
		func(d *DocumentItem) bool {
			return strings.Contains(fold.String(d.Name), folded) || strings.Contains(fold.String(d.Source), folded)
		},
	} {
		var found []DocumentItem
		for i := range all {
			if folded != "" && fits(&all[i]) {
				found = append(found, all[i])
			}
		}
		if 0 < len(found) {
			return found
		}
	}
	return nil
}

// mostListed is how many documents an error names.
const mostListed = 5

// listed names documents so that they can be told apart.
func listed(documents []DocumentItem) string {
	var names []string
	for _, d := range documents[:min(len(documents), mostListed)] {
		names = append(names, fmt.Sprintf("%s (%s, %s)", annotate.Excerpt(d.Name), d.Source, d.UID))
	}
	if mostListed < len(documents) {
		names = append(names, "…")
	}
	return strings.Join(names, "; ")
}
