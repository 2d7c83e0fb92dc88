package project

import (
	"postil/annotate"
	"postil/export/choice"
	"postil/export/split"
	"postil/storage"
)

// ratios reads the ratios of the parts, none for one data set.
func (o ExportOptions) ratios() (split.Ratios, error) {
	if o.Split == "" {
		return nil, nil
	}
	return split.Parse(o.Split)
}

// plan parts the documents that are chosen, nil where no parts are asked for. It
// reads no text and no span by itself.
func (o ExportOptions) plan(r *storage.Reader, v *annotate.Vocabulary, chosen choice.Options) (*split.Plan, error) {
	ratios, err := o.ratios()
	if err != nil || ratios == nil {
		return nil, err
	}
	chooser, outlines, err := outlined(r, v, chosen)
	if err != nil {
		return nil, err
	}
	told := map[annotate.UID]int{} // documents by story, whatever is chosen
	for i := range outlines {
		told[outlines[i].Document.Story]++
	}
	var documents []split.Document
	for i := range outlines {
		if !chooser.Holds(sketch(&outlines[i])) {
			continue
		}
		d := splitDocument(&outlines[i], &v.Scheme, chooser)
		d.Alone = told[d.Story] == 1
		documents = append(documents, d)
	}
	return split.Assign(documents, split.Options{Ratios: ratios, Seed: o.Seed, IgnorePins: o.IgnorePins}), nil
}

// sketch returns a record that names everybody who has had to do with a document.
func sketch(o *storage.Outline) *annotate.Record {
	r := &annotate.Record{Document: o.Document, Statuses: o.Statuses}
	for _, s := range o.Spans {
		r.Spans = append(r.Spans, annotate.Span{Label: s.Label, Annotator: s.Annotator})
	}
	for _, who := range o.Others {
		r.Attributes = append(r.Attributes, annotate.DocumentAttribute{Annotator: who})
	}
	return r
}

// splitDocument counts the chosen spans of a document by their labels' names.
func splitDocument(o *storage.Outline, scheme *annotate.Scheme, chooser *choice.Chooser) split.Document {
	d := split.Document{UID: o.Document.UID, Story: o.Document.Story, Text: o.Document.TextHash, Pin: o.Document.Split, Labels: map[string]int{}}
	for _, s := range o.Spans {
		if chooser.HoldsSpans(s.Label, s.Annotator) {
			d.Labels[scheme.Label(s.Label).Name] += s.Count
		}
	}
	return d
}
