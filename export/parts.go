package export

import (
	"path/filepath"
	"strings"

	"postil/annotate"
	"postil/export/account"
	"postil/export/choice"
	"postil/export/dataset"
)

// Part says what was written to a part of a data set.
type Part struct {
	Name      string // of [split.Ratios.Parts]
	Documents int    // written, and so on
	Stories   int    // of which one or more documents were written
	Spans     int
	Relations int
	ByLabel   map[string]int // spans by label
}

// part is a part that is being written.
type part struct {
	Part
	writer    dataset.Writer
	stories   map[annotate.UID]bool
	documents []documentEntry
	byLabel   map[annotate.UID]int

	// Of the record at hand.
	spans, labels                 []annotate.UID
	documentsAt, spansAt, linksAt int // how much stood in the account before
}

func newPart(name string) *part {
	return &part{Part: Part{Name: name}, stories: map[annotate.UID]bool{}, byLabel: map[annotate.UID]int{}}
}

// summed returns what was written, by the labels' names.
func (p *part) summed(s *annotate.Scheme) Part {
	p.ByLabel = map[string]int{}
	for label, n := range p.byLabel {
		p.ByLabel[s.Label(label).Name] += n
	}
	return p.Part
}

// documentEntry names a document in the manifest.
type documentEntry struct {
	ID     annotate.UID `json:"id"`
	Source string       `json:"source"`
}

// partNames returns the names of the parts, one that is empty for a data set
// without parts.
func partNames(o *dataset.WriteOptions) []string {
	if o.Parts == nil {
		return []string{""}
	}
	return o.Parts.Options.Ratios.Parts()
}

// partPath returns where a part of the data set at path stands: NAME.train.EXT for
// NAME.EXT, and in a folder the sub-folder train, or the folder itself.
func partPath(f dataset.Format, path, name string) string {
	switch {
	case name == "" || f.Folder && f.Together:
		return path
	case f.Folder:
		return filepath.Join(path, name)
	}
	stem, extension := f.CutExtension(path)
	if extension == "" { // programs tell by it what a file is, whether or not it is a usual one
		extension = dataset.Ending(path)
		stem = strings.TrimSuffix(path, extension)
	}
	return stem + "." + name + extension
}

// writeToPart writes what is chosen of a record to the part that its document
// goes into, and counts it there.
func (s *saving) writeToPart(r *annotate.Record) error {
	s.books.Begin(r)
	i, ok := s.options.Parts.Part(r.Document.UID)
	if !ok {
		defer s.books.End()
		for range s.chooser.Pieces(r, &s.books) {
			return &annotate.Error{Code: annotate.Internal, Where: "document " + r.Document.UID.String(), What: "it is chosen, but belongs to no part"}
		}
		return nil
	}
	p := s.parts[i]
	s.files.Part = p.Name
	mine := *r // the document itself is not pinned
	mine.Document.Split = p.Name
	p.begin(r, &s.books)
	err := writePieces(p.writer, func(yield func(*choice.Piece) bool) {
		for piece := range s.chooser.Pieces(&mine, &s.books) {
			s.sever(i, piece)
			if !yield(piece) {
				return
			}
		}
	})
	s.books.End()
	p.end(&r.Document, &s.books)
	return err
}

// leadsAway is why a relation is left out that leads from one part to another.
const leadsAway = "it leads to a document in another part of the split"

// sever takes the relations off a piece that lead into other parts, where nothing
// in their own part answers to them.
func (s *saving) sever(own int, piece *choice.Piece) {
	kept := piece.Record.Relations[:0]
	for _, l := range piece.Record.Relations {
		if to, ok := s.options.Parts.Part(l.ToDocument); ok && to != own {
			s.books.LeaveOut(account.Relation, l.UID, leadsAway)
			continue
		}
		kept = append(kept, l)
	}
	piece.Record.Relations = kept
}

// begin remembers what a record holds and how much is written so far.
func (p *part) begin(r *annotate.Record, a *account.Account) {
	p.spans, p.labels = p.spans[:0], p.labels[:0]
	for i := range r.Spans {
		p.spans, p.labels = append(p.spans, r.Spans[i].UID), append(p.labels, r.Spans[i].Label)
	}
	p.documentsAt, p.spansAt, p.linksAt = len(a.Documents.Written), len(a.Spans.Written), len(a.Relations.Written)
}

// end counts what was written of the record since.
func (p *part) end(d *annotate.Document, a *account.Account) {
	if len(a.Documents.Written) == p.documentsAt {
		return
	}
	p.Documents++
	p.documents = append(p.documents, documentEntry{d.UID, d.Source})
	if !p.stories[d.Story] {
		p.stories[d.Story] = true
		p.Stories++
	}
	p.Relations += len(a.Relations.Written) - p.linksAt
	written := a.Spans.Written[p.spansAt:] // in the record's order
	p.Spans += len(written)
	for i, at := 0, 0; at < len(written); i++ {
		if p.spans[i] == written[at] {
			p.byLabel[p.labels[i]]++
			at++
		}
	}
}
