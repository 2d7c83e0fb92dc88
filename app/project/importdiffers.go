package project

import (
	"strings"

	"postil/annotate"
	"postil/export"
	"postil/storage"
)

// differences are what may differ, in words.
var differences = []struct {
	in   storage.Difference
	word string
}{
	{storage.OtherLabel, "another label"},
	{storage.OtherBorders, "other borders"},
	{storage.OtherType, "another type"},
	{storage.OtherEnds, "other spans"},
	{storage.OtherGroup, "another group"},
	{storage.OtherTag, "another tag"},
	{storage.OtherAttributes, "other attributes"},
	{storage.OtherNote, "another note"},
	{storage.OtherName, "another name"},
	{storage.OtherMeta, "other metadata"},
	{storage.OtherSplit, "another split"},
	{storage.OtherDirection, "another direction of text"},
	{storage.OtherStatus, "another status"},
}

// heldOtherwise says that the project keeps what it has: "the project has it with
// another label and other borders, and keeps that".
func heldOtherwise(in storage.Difference) string {
	var words []string
	for _, d := range differences {
		if in&d.in != 0 {
			words = append(words, d.word)
		}
	}
	if last := len(words) - 1; 0 < last {
		words = []string{strings.Join(words[:last], ", ") + " and " + words[last]}
	}
	return "the project has it with " + words[0] + ", and keeps that"
}

// keptItems lists what the project has and keeps.
func keptItems(all []storage.Differing) []changedItem {
	items, reasons := make([]changedItem, len(all)), map[storage.Difference]string{}
	for i, d := range all {
		if reasons[d.In] == "" {
			reasons[d.In] = heldOtherwise(d.In)
		}
		items[i] = changedItem{id: d.ID, document: d.Document, reason: reasons[d.In]}
	}
	return items
}

// differing notes that the project keeps what it has of a document, of which a record
// says something else.
func (a *accounts) differing(said *annotate.Document, all []storage.Differing) {
	for _, d := range all {
		if d.In&storage.OtherName != 0 && export.NamedByText(said) {
			d.In &^= storage.OtherName // nobody said it
		}
		if d.In != 0 {
			a.documents = append(a.documents, changedItem{id: d.ID, document: d.Document, reason: heldOtherwise(d.In)})
		}
	}
}
