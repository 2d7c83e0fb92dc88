package project

import (
	"bufio"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"postil/annotate"
	"postil/export"
	"postil/export/account"
	"postil/export/dataset"
	"postil/export/files"
	"postil/export/jsontext"
	"postil/storage"
)

// ImportReport says what an import did. Of documents, spans and relations each,
//
//	read = new + already there + left out
//
// which the file at Report says by id.
type ImportReport struct {
	Documents int            // new documents
	Known     int            // documents that the project had already
	Spans     int            // new spans
	Merged    int            // spans that the project had already
	Relations int            // new relations
	Labels    []string       // labels that the import added to the scheme
	Files     []ImportedFile // in the order of the paths
	Notes     []string       // what a person should look at, one line each: guessed charsets, replaced characters
	Skipped   []error        // what could not be read, with file and line, where that was asked for
	Report    string         // where the report stands; "" where it could not be written, which a note says

	tallies [3]importTally // documents, spans, relations
}

// importTally accounts for one kind of thing that was read.
type importTally struct {
	noun    string
	read    int
	items   storage.ImportTally
	leftOut []dataset.LeftOut
	changed []changedItem // those of the new and of the known that are in the project otherwise than they were read
}

// importKinds are the kinds of things that an import accounts for.
var importKinds = [3]string{"document", "span", "relation"}

// ImportReportPath returns where the report of the newest import stands:
// NAME.import.REPORT.json beside NAME.postil.
func ImportReportPath(project string) string {
	return strings.TrimSuffix(project, Extension) + ".import.REPORT.json"
}

// report puts together what was read and what was stored.
func (in *input) report(stored *storage.ImportReport) ImportReport {
	report := ImportReport{Documents: stored.Documents, Known: stored.Known, Spans: stored.Spans, Merged: stored.SpansKnown,
		Relations: stored.Relations, Labels: stored.Labels}
	said := map[dataset.Note]bool{}
	for _, f := range in.files {
		skipped := slices.Concat(f.skipped, in.books.of(f).skipped)
		f.Documents, f.Skipped = f.documents-in.books.of(f).refused, len(skipped)
		report.Files = append(report.Files, f.ImportedFile)
		report.Notes = append(report.Notes, f.notes...)
		for _, n := range f.common {
			if !said[n] {
				report.Notes = append(report.Notes, n.Where+": "+n.Text)
			}
			said[n] = true
		}
		report.Skipped = append(report.Skipped, skipped...)
	}
	for _, refusal := range stored.Refused {
		report.Skipped = append(report.Skipped, refusal)
	}
	report.Notes = append(report.Notes, in.passed...)
	if in.begun != nil && in.foundScheme() {
		report.Notes = append(report.Notes, "the new project begins with the labels that stand beside the files, and not with the default ones: "+labelNames(in.begun))
	}
	report.Notes = append(report.Notes, in.noTables()...)
	say := func(n int, format string) {
		if 0 < n {
			report.Notes = append(report.Notes, fmt.Sprintf(format, n))
		}
	}
	say(stored.SameText, "documents with a text that was there from another source, which joined its story: %d")
	say(stored.Languages, "documents that were there without a language, and have the one that the import states now: %d")
	say(stored.OtherLanguages, "documents that are there in another language than the import states, which they keep: %d; postil language says another")
	say(stored.Twins, "new spans on the same text and with the same label as another annotator's: %d; where that is the same work, undo the import and do it again in that annotator's name")
	report.tallies = in.tallies(&stored.Items)
	return report
}

// labelNames names the labels of a scheme.
func labelNames(s *annotate.Scheme) string {
	var names []string
	for _, l := range s.Labels {
		names = append(names, l.Name)
	}
	return strings.Join(names, ", ")
}

// noTables says which columns were named in vain, as no file is a table.
func (in *input) noTables() (notes []string) {
	if slices.ContainsFunc(in.files, func(f *inputFile) bool { return f.Format == tables }) {
		return nil
	}
	for _, column := range []struct{ flag, name string }{{"--text-field", in.options.TextField}, {"--id-field", in.options.IDField}} {
		if column.name != "" {
			notes = append(notes, "no file is a table, so "+column.flag+" says nothing of any: "+annotate.Excerpt(column.name))
		}
	}
	return notes
}

// refusals returns why records contradict the project.
func (in *input) refusals() (all []error) {
	for _, f := range in.files {
		all = append(all, in.books.of(f).skipped...)
	}
	return all
}

// tallies puts what was read beside what was stored.
func (in *input) tallies(items *storage.ImportItems) [3]importTally {
	a := &in.books
	all := [3]importTally{
		{read: a.read.documents, items: items.Documents, changed: a.documents},
		{read: a.read.spans, items: items.Spans, changed: a.spans},
		{read: a.read.relations, items: items.Relations},
	}
	leftOut := in.books.leftOut
	for _, f := range in.files {
		leftOut = append(leftOut, f.leftOut...)
		for _, l := range f.leftOut {
			all[l.Kind].read++
		}
	}
	for _, l := range leftOut {
		all[l.Kind].leftOut = append(all[l.Kind].leftOut, l)
	}
	for i := range all {
		t := &all[i]
		t.noun = importKinds[i]
		for _, l := range t.items.LeftOut {
			t.leftOut = append(t.leftOut, dataset.LeftOut{Kind: account.Kind(i), ID: l.ID, Document: l.Document, Place: l.Place, Reason: l.Reason})
		}
		for _, r := range t.items.Renamed {
			t.changed = append(t.changed, changedItem{id: r.Is, given: r.Given, document: r.Document, reason: idTaken})
		}
		if i != 0 { // documents are in the books
			t.changed = append(t.changed, keptItems(t.items.Differing)...)
		}
	}
	return all
}

// Summary says in lines of words what became of everything that was read.
func (r ImportReport) Summary() []string {
	var lines []string
	for i := range r.tallies {
		t := &r.tallies[i]
		if t.read == 0 && 0 < i {
			continue
		}
		lines = append(lines, t.words())
		for _, why := range t.reasons() {
			lines = append(lines, fmt.Sprintf("  left out: %s (%d)", why.Text, why.Count))
		}
		for _, why := range t.changes() {
			lines = append(lines, fmt.Sprintf("  changed: %s (%d)", why.Text, why.Count))
		}
	}
	if read := r.formats(); read != "" {
		lines = append(lines, "Files read as "+read+".")
	}
	if n := len(r.Skipped); 0 < n {
		lines = append(lines, fmt.Sprintf("Places that cannot be read, and were skipped: %d.", n))
	}
	if 0 < len(r.Labels) {
		lines = append(lines, "Labels added to the scheme: "+strings.Join(r.Labels, ", ")+".")
	}
	return lines
}

// formats says as what how many files were read, of those in which there was a
// document: "text (3), table (1)".
func (r ImportReport) formats() string {
	files := map[string]int{}
	for _, f := range r.Files {
		if 0 < f.Documents {
			files[f.Format]++
		}
	}
	var words []string
	for _, f := range export.Formats() {
		if n := files[f.Name]; 0 < n {
			words = append(words, fmt.Sprintf("%s (%d)", f.Name, n))
		}
	}
	return strings.Join(words, ", ")
}

// words counts the classes: "120 spans read: 100 new, 20 already there."
func (t *importTally) words() string {
	plural := "s"
	if t.read == 1 {
		plural = ""
	}
	classes := []string{fmt.Sprint(t.items.New.Len(), " new")}
	if n := t.items.Known.Len(); 0 < n {
		classes = append(classes, fmt.Sprint(n, " already there"))
	}
	if n := len(t.leftOut); 0 < n {
		classes = append(classes, fmt.Sprint(n, " left out"))
	}
	return fmt.Sprintf("%d %s%s read: %s.", t.read, t.noun, plural, strings.Join(classes, ", "))
}

// reasons counts why things were left out.
func (t *importTally) reasons() []account.Reason {
	var list account.List
	for _, l := range t.leftOut {
		list.Add(account.Item{Reason: l.Reason})
	}
	return list.Reasons()
}

// changes counts why things came in otherwise than they were read.
func (t *importTally) changes() []account.Reason {
	var list account.List
	for _, c := range t.changed {
		list.Add(account.Item{Reason: c.reason})
	}
	return list.Reasons()
}

// changedThings counts what came in otherwise than it was read, each thing once however
// many reasons it has.
func (t *importTally) changedThings() int {
	things := map[annotate.UID]bool{}
	for _, c := range t.changed {
		things[c.id] = true
	}
	return len(things)
}

// The head of the report of an import, as it is written.
type (
	importHead struct {
		Project   string          `json:"project"`
		Time      string          `json:"time"`
		Program   string          `json:"program"`
		Choices   importChoices   `json:"choices"`
		Documents importCounts    `json:"documents"`
		Spans     importCounts    `json:"spans"`
		Relations importCounts    `json:"relations"`
		Equation  string          `json:"equation"`
		LeftOut   importReasons   `json:"left_out"`
		Changed   importReasons   `json:"changed"`
		Skipped   []string        `json:"skipped"`
		Labels    []string        `json:"labels_added"`
		Files     []importedEntry `json:"files"`
		Notes     []string        `json:"notes"`
	}
	importChoices struct {
		Format     string            `json:"format"`
		Annotator  string            `json:"annotator"`
		Language   string            `json:"language"`
		Layer      string            `json:"layer"`
		Strict     bool              `json:"strict"`
		TextField  string            `json:"text_field"`
		IDField    string            `json:"id_field"`
		TextFields map[string]string `json:"text_fields,omitempty"` // of single files
		Charset    string            `json:"charset"`
		Offsets    string            `json:"offsets"`
		SkipBad    bool              `json:"skip_bad"`
	}
	importCounts struct {
		Read    int `json:"read"`
		New     int `json:"new"`
		Known   int `json:"already_there"`
		LeftOut int `json:"left_out"`
		Changed int `json:"changed"`
	}
	importReasons struct {
		Documents []account.Reason `json:"documents"`
		Spans     []account.Reason `json:"spans"`
		Relations []account.Reason `json:"relations"`
	}
	importedEntry struct {
		Path     string `json:"path"`
		Format   string `json:"format"`
		Charset  string `json:"charset,omitempty"`
		Replaced int    `json:"replaced,omitempty"`
	}
)

// importEquation is what holds of the counts of each kind of thing.
const importEquation = "read = new + already_there + left_out; changed is a part of new and already_there; skipped says what is wrong with what was left out; what stands on a document that cannot be read is not counted"

// save writes the report beside the project, in place of that of the import
// before. Where that cannot be, a note says so: the import stands.
func (r *ImportReport) save(project, name string, o ImportOptions) {
	path := ImportReportPath(project)
	err := files.Replace(path, func(to *bufio.Writer) error {
		if err := account.WriteReport(to, r.head(name, o), "", r.sections()); err != nil {
			return err
		}
		return r.missing()
	})
	if err != nil {
		r.Notes = append(r.Notes, "the report of the import could not be written: "+err.Error())
		return
	}
	r.Report = path
}

// missing says why ids are missing in the report.
func (r *ImportReport) missing() error {
	var faults []error
	for i := range r.tallies {
		faults = append(faults, r.tallies[i].items.New.Err(), r.tallies[i].items.Known.Err())
	}
	return errors.Join(faults...)
}

func (r *ImportReport) head(name string, o ImportOptions) importHead {
	head := importHead{
		Project: name, Time: time.Now().UTC().Format(time.RFC3339), Program: "Postil " + Version(), Equation: importEquation,
		Choices: importChoices(o),
		Labels:  append([]string{}, r.Labels...), Notes: append([]string{}, r.Notes...), Skipped: []string{}, Files: []importedEntry{},
	}
	for i, c := range []*importCounts{&head.Documents, &head.Spans, &head.Relations} {
		t := &r.tallies[i]
		*c = importCounts{t.read, t.items.New.Len(), t.items.Known.Len(), len(t.leftOut), t.changedThings()}
	}
	for i, to := range []*[]account.Reason{&head.LeftOut.Documents, &head.LeftOut.Spans, &head.LeftOut.Relations} {
		*to = r.tallies[i].reasons()
	}
	for i, to := range []*[]account.Reason{&head.Changed.Documents, &head.Changed.Spans, &head.Changed.Relations} {
		*to = r.tallies[i].changes()
	}
	for _, err := range r.Skipped {
		head.Skipped = append(head.Skipped, err.Error())
	}
	for _, f := range r.Files {
		head.Files = append(head.Files, importedEntry{filepath.ToSlash(f.Path), f.Format, f.Charset, f.Replaced})
	}
	return head
}

// sections lists every id in its class.
func (r *ImportReport) sections() []account.Section {
	var sections []account.Section
	for i := range r.tallies {
		t := &r.tallies[i]
		sections = append(sections, account.Section{Name: t.noun + "s", Classes: []account.Class{
			idClass("new", &t.items.New), idClass("already_there", &t.items.Known), leftOutClass(t.leftOut), changedClass(t.changed)}})
	}
	return sections
}

func idClass(name string, ids *storage.IDs) account.Class {
	return account.Class{Name: name, Len: ids.Len(), Line: func(dst []byte, i int) []byte { return jsontext.AppendUUID(dst, ids.At(i)) }}
}

func leftOutClass(all []dataset.LeftOut) account.Class {
	return account.Class{Name: "left_out", Len: len(all), Line: func(dst []byte, i int) []byte {
		l := &all[i]
		dst = jsontext.AppendUUID(append(dst, `{"id": `...), l.ID)
		dst = jsontext.AppendUUID(append(dst, `, "document": `...), l.Document)
		dst = jsontext.AppendString(append(dst, `, "place": `...), l.Place)
		dst = jsontext.AppendString(append(dst, `, "reason": `...), l.Reason)
		return append(dst, '}')
	}}
}

func changedClass(changed []changedItem) account.Class {
	return account.Class{Name: "changed", Len: len(changed), Line: func(dst []byte, i int) []byte {
		c := &changed[i]
		dst = jsontext.AppendUUID(append(dst, `{"id": `...), c.id)
		if c.given != (annotate.UID{}) {
			dst = jsontext.AppendUUID(append(dst, `, "given": `...), c.given)
		}
		dst = jsontext.AppendUUID(append(dst, `, "document": `...), c.document)
		dst = jsontext.AppendString(append(dst, `, "reason": `...), c.reason)
		return append(dst, '}')
	}}
}
