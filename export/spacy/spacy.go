// Package spacy writes entities and spans for spaCy: a document or piece a line, and
// beside them the script that makes .spacy files of them with spaCy's own tokenizers.
package spacy

import (
	_ "embed"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/account"
	"postil/export/choice"
	"postil/export/dataset"
	"postil/export/jsontext"
	"postil/export/tokens"
)

// scriptSource makes .spacy files of what is written here: their tokens are those
// of spaCy's own tokenizers.
//
//go:embed to_spacy.py
var scriptSource string

// Format returns the format of JSON lines for spaCy.
func Format() dataset.Format {
	return dataset.Format{
		Name: "spacy", Title: "spaCy (JSON lines and a script)", Extensions: []string{".jsonl"},
		Description: "a document or piece a line with its entities and all of its spans, and beside it a script that makes .spacy files of them",
		Loses: []string{"the project's history", "overlapping entities (the span group has all spans)", "fragments as one span",
			"relations", "tags", "layers, attributes, notes and ids of spans", "annotators, origins and times",
			"names, sources, stories, splits, statuses, text directions, metadata and checksums of documents", "attributes of documents that are numbers or free text",
			"looks, colours, keys and guidelines of labels, and labels that nothing has", "definitions of attributes"},
		Example: `{"id":"0192…","document":"0192…","start":0,"language":"nl","text":"Bart De Wever spoke.",` +
			`"entities":[{"start":0,"end":13,"label":"PERSON"}],"spans":{"sc":[{"start":0,"end":13,"label":"PERSON"}]},"masked":[],"cats":{}}`,
		Writes: true, Pieces: true, OneTag: true, Masks: true,
		Paths:     func(to *dataset.Output) []string { return []string{scriptPath(to.Path), to.Path} },
		NewWriter: create,
	}
}

// scriptPath returns where the script stands: NAME.to_spacy.py beside NAME.jsonl,
// and beside what ends otherwise, with the whole of its name.
func scriptPath(path string) string {
	stem, _ := Format().CutExtension(path)
	return stem + ".to_spacy.py"
}

// LooksLike tells by its keys whether a first object is a line that was written
// here.
func LooksLike(keys map[string]byte) bool {
	return keys["entities"] == '[' && keys["spans"] == '{' && keys["masked"] == '[' && keys["cats"] == '{'
}

// Why a span is not among the entities, and where it is nonetheless.
const inGroupOnly = "it is in the span group only: "

// writer writes pieces with entities, of which none overlap, and with all
// spans. Ranges are bytes until they are written, in code points.
type writer struct {
	tokens.Inventory
	*tokens.Resolver
	account *account.Account
	cats    []cat
	notCats map[string]bool
	out     io.Writer
	offsets *text.OffsetMap // of the piece in hand

	line              []byte
	keys              [][]byte // of labels: `,"label":"…"}`
	covered, unmasked [][2]int
	entities          []tokens.Candidate
	parts             []tokens.Entity // of the list in hand, in bytes
}

func create(to *dataset.Output) (dataset.Writer, error) {
	script, err := to.Files.Create(scriptPath(to.Path))
	if err != nil {
		return nil, err
	}
	if _, err := script.WriteString(scriptSource); err != nil {
		return nil, err
	}
	out, err := to.Files.Create(to.Path)
	if err != nil {
		return nil, err
	}
	w := &writer{Inventory: tokens.NewInventory(to), account: to.Account, out: out, cats: cats(&to.Vocabulary.Scheme), notCats: notCats(&to.Vocabulary.Scheme)}
	w.Resolver = tokens.NewResolver(to.Options.Overlap, w.lose)
	for i := range w.Labels {
		w.keys = append(w.keys, append(jsontext.AppendString([]byte(`,"label":`), w.Labels[i].Name), '}'))
	}
	return w, nil
}

// lose tells of a span that is no entity.
func (w *writer) lose(s *annotate.Span, reason string) {
	if reason == tokens.StandsTwice {
		w.account.LeaveOut(account.Span, s.UID, reason)
		return
	}
	w.account.Change(account.Span, s.UID, inGroupOnly+reason)
}

// Write writes a piece as one line.
func (w *writer) Write(p *choice.Piece) error {
	r := p.Record
	for i := range r.Relations {
		w.account.LeaveOut(account.Relation, r.Relations[i].UID, tokens.NoRelations)
	}
	w.Begin(len(r.Document.Text))
	for i := range r.Spans {
		if err := w.propose(p, &r.Spans[i]); err != nil {
			return annotate.At("document "+annotate.Excerpt(r.Document.Name), err)
		}
	}
	w.Resolve(1, func(_ int, kept []tokens.Candidate) { w.entities = append(w.entities[:0], kept...) })
	w.write(p)
	_, err := w.out.Write(w.line)
	w.line = w.line[:0]
	return err
}

// propose hands a span over to the resolver, without white space at its ends,
// which spaCy refuses, and without what is masked.
func (w *writer) propose(p *choice.Piece, s *annotate.Span) error {
	body := p.Record.Document.Text
	if err := s.Check(body); err != nil {
		return err
	}
	label, err := w.LabelOf(s)
	if err != nil {
		return err
	}
	if label == tokens.Masks {
		w.account.Change(account.Span, s.UID, tokens.MasksItsTokens)
		return nil
	}
	w.covered = w.covered[:0]
	for _, f := range s.Fragments {
		w.covered = append(w.covered, [2]int{f.Start, f.End})
	}
	w.unmasked = tokens.CutOut(w.unmasked[:0], w.covered, p.Masked)
	masked := tokens.Count(w.unmasked) < tokens.Count(w.covered)
	whole := tokens.Count(w.unmasked)
	w.unmasked = trimRanges(w.unmasked, body)
	switch {
	case len(w.unmasked) == 0 && masked:
		w.account.LeaveOut(account.Span, s.UID, tokens.AllMasked)
		return nil
	case len(w.unmasked) == 0:
		w.account.LeaveOut(account.Span, s.UID, tokens.CoversNothing)
		return nil
	}
	for _, c := range []struct {
		really bool
		reason string
	}{{masked, tokens.PartsMasked}, {tokens.Count(w.unmasked) < whole, tokens.SpaceTrimmed}, {1 < len(w.unmasked), tokens.PartsOfItsOwn}} {
		if c.really {
			w.account.Change(account.Span, s.UID, c.reason)
		}
	}
	size := 0
	for _, r := range w.unmasked {
		size += utf8.RuneCountInString(body[r[0]:r[1]])
	}
	w.Add(tokens.Candidate{Span: s, Label: label, Size: size}, w.unmasked)
	return nil
}

// trimRanges leaves out white space at the ends of ranges of s, and ranges of
// nothing else.
func trimRanges(ranges [][2]int, s string) [][2]int {
	left := ranges[:0]
	for _, r := range ranges {
		r[1] = r[0] + len(strings.TrimRightFunc(s[r[0]:r[1]], unicode.IsSpace))
		r[0] = r[1] - len(strings.TrimLeftFunc(s[r[0]:r[1]], unicode.IsSpace))
		if r[0] < r[1] {
			left = append(left, r)
		}
	}
	return left
}

func (w *writer) text(s string) { w.line = append(w.line, s...) }

func (w *writer) write(p *choice.Piece) {
	d := &p.Record.Document
	w.offsets = text.NewOffsetMap(d.Text)
	w.line = tokens.AppendHead(w.line, p)
	w.text(`,"entities":[`)
	w.spans(w.entities)
	w.text(`],"spans":{"sc":[`)
	w.spans(w.Candidates)
	w.text(`]},"masked":[`)
	for i, m := range p.Masked {
		if 0 < i {
			w.text(",")
		}
		w.ends(m[0], m[1])
		w.text("}")
	}
	w.text(`],"cats":{`)
	w.categories(p)
	w.text("}}\n")
}

// spans writes each range of each candidate, in order.
func (w *writer) spans(candidates []tokens.Candidate) {
	w.parts = w.parts[:0]
	for i := range candidates {
		for _, r := range w.RangesOf(&candidates[i]) {
			w.parts = append(w.parts, tokens.Entity{From: r[0], To: r[1], Label: candidates[i].Label})
		}
	}
	slices.SortStableFunc(w.parts, func(a, b tokens.Entity) int { return a.From - b.From })
	for i, e := range w.parts {
		if 0 < i {
			w.text(",")
		}
		w.ends(e.From, e.To)
		w.line = append(w.line, w.keys[e.Label]...)
	}
}

// ends writes the beginning of an object that stands for a range.
func (w *writer) ends(from, to int) {
	start, _ := w.offsets.FromByte(text.CodePoint, from) // checked by Span.Check
	end, _ := w.offsets.FromByte(text.CodePoint, to)
	w.text(`{"start":`)
	w.line = strconv.AppendInt(w.line, int64(start), 10)
	w.text(`,"end":`)
	w.line = strconv.AppendInt(w.line, int64(end), 10)
}

// Close does nothing: every line is written.
func (w *writer) Close() error { return nil }
