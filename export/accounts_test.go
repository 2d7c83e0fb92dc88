package export_test

import (
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export"
	"postil/export/account"
	"postil/export/choice"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// TestEveryFormatAccountsForEverything writes any project in each format, in
// pieces and with choices that it takes: each document, span and relation is in
// exactly one class, and nothing else is.
func TestEveryFormatAccountsForEverything(t *testing.T) {
	folder := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		p := specimen.DrawProject(rt)
		var formats []dataset.Format
		for _, f := range export.Formats() {
			if f.Writes {
				formats = append(formats, f)
			}
		}
		f := specimen.Draw(rt, formats, "format")
		var o dataset.WriteOptions
		if f.Pieces {
			o.Choice = choice.Options{Unit: specimen.Draw(rt, []choice.Unit{choice.Document, choice.Paragraph, choice.Sentence, choice.Tokens}, "unit"), DropExcluded: specimen.Chance(rt, "drop"), Tokens: 3}
		}
		if f.OneTag {
			o.Overlap = specimen.Draw(rt, dataset.Overlaps(), "overlap")
		}
		if f.Tags {
			o.Tagging = specimen.Draw(rt, dataset.Taggings(), "tagging")
		} else if o.Overlap == dataset.SplitByLayer {
			o.Overlap = ""
		}
		if f.Units {
			o.Unit = specimen.Draw(rt, text.Units(), "offsets")
		}
		// Exporting takes records apart.
		var documents, spans, relations []annotate.UID
		for _, r := range p.Records {
			documents = append(documents, r.Document.UID)
			for i := range r.Spans {
				spans = append(spans, r.Spans[i].UID)
			}
			for i := range r.Relations {
				relations = append(relations, r.Relations[i].UID)
			}
		}
		written, err := export.Save(t.Context(), f, filepath.Join(folder, f.Name), &p.Vocabulary, specimen.Each(p.Records), o)
		if err != nil {
			rt.Fatalf("%s: %v", f.Name, err)
		}
		a := written.Account
		accounted(rt, f.Name+", documents", &a.Documents, documents)
		accounted(rt, f.Name+", spans", &a.Spans, spans)
		accounted(rt, f.Name+", relations", &a.Relations, relations)
	})
}

// accounted fails where what is held is not in exactly one class.
func accounted(t *rapid.T, what string, tally *account.Tally, held []annotate.UID) {
	classes := map[annotate.UID]int{}
	for _, id := range tally.Outside {
		classes[id]++
	}
	for item := range tally.LeftOut.All() {
		classes[item.ID]++
		if item.Reason == "" {
			t.Fatalf("%s: %s is left out without a reason", what, item.ID)
		}
	}
	written := map[annotate.UID]bool{}
	for _, id := range tally.Written {
		classes[id]++
		written[id] = true
	}
	for item := range tally.Changed.All() {
		if !written[item.ID] || item.Reason == "" {
			t.Fatalf("%s: %s is changed, but not written, or without a reason", what, item.ID)
		}
	}
	if tally.Held != len(held) || len(classes) != len(held) {
		t.Fatalf("%s: %d are held, %d accounted for, and %d in classes", what, len(held), tally.Held, len(classes))
	}
	for _, id := range held {
		if classes[id] != 1 {
			t.Fatalf("%s: %s is in %d classes", what, id, classes[id])
		}
	}
}
