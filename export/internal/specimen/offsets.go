package specimen

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/account"
	"postil/export/dataset"
)

// MetaOf returns metadata as values, whatever the order of its keys.
func MetaOf(t Fataler, m annotate.Meta) map[string]any {
	t.Helper()
	values := map[string]any{}
	if len(m) == 0 {
		return values
	}
	if err := json.Unmarshal(m, &values); err != nil {
		t.Fatalf("%v", err)
	}
	return values
}

// Marks lists spans as "label:start-end:text", in bytes, and relations as
// "type:text>text".
func Marks(p *Project) []string {
	var all []string
	for _, r := range p.Records {
		texts := map[annotate.UID]string{}
		for i := range r.Spans {
			s := &r.Spans[i]
			texts[s.UID] = s.Text()
			for _, f := range s.Fragments {
				all = append(all, fmt.Sprintf("%s:%d-%d:%s", p.Vocabulary.Scheme.Label(s.Label).Name, f.Start, f.End, f.Text))
			}
		}
		for _, l := range r.Relations {
			all = append(all, p.Vocabulary.Scheme.RelationType(l.Type).Name+":"+texts[l.From]+">"+texts[l.To])
		}
	}
	return all
}

// SameDocuments compares what files of other programs say of documents.
func SameDocuments(t Fataler, want, got *Project) {
	t.Helper()
	if len(want.Records) != len(got.Records) {
		t.Fatalf("%d documents became %d", len(want.Records), len(got.Records))
	}
	for i, r := range want.Records {
		a, b := r.Document, got.Records[i].Document
		a.Original, a.Imported, a.Direction, b.Original = text.Hash{}, b.Imported, b.Direction, text.Hash{}
		if d := cmp.Diff(MetaOf(t, a.Meta), MetaOf(t, b.Meta)); d != "" {
			t.Fatalf("metadata (-want +got):\n%s", d)
		}
		a.Meta, b.Meta = nil, nil
		if d := cmp.Diff(a, b, SameThings); d != "" {
			t.Fatalf("document (-want +got):\n%s", d)
		}
	}
}

// SameColours compares the labels that a file beside the records describes.
func SameColours(t Fataler, want, got *Project) {
	t.Helper()
	for _, l := range want.Vocabulary.Scheme.Labels {
		o := got.Vocabulary.Scheme.LabelNamed(l.Name)
		if o == nil || o.Colour != l.Colour || got.Vocabulary.Scheme.Layer(o.Layer).Name != want.Vocabulary.Scheme.Layer(l.Layer).Name {
			t.Fatalf("label %+v became %+v", l, o)
		}
	}
}

// CheckBooks fails where an account does not list everything in one class.
func CheckBooks(t Fataler, p *Project, a *account.Account) {
	t.Helper()
	var spans, relations int
	for _, r := range p.Records {
		spans, relations = spans+len(r.Spans), relations+len(r.Relations)
	}
	for _, c := range []struct {
		what  string
		held  int
		tally account.Tally
	}{{"documents", len(p.Records), a.Documents}, {"spans", spans, a.Spans}, {"relations", relations, a.Relations}} {
		if c.tally.Held != c.held || c.held != len(c.tally.Outside)+c.tally.LeftOut.Len()+len(c.tally.Written) {
			t.Fatalf("%s: %+v", c.what, c.tally)
		}
	}
}

// FragmentsOf lists a record's fragments with their labels, in order.
func FragmentsOf(p *Project, r *annotate.Record) []string {
	var all []string
	for i := range r.Spans {
		for _, f := range r.Spans[i].Fragments {
			all = append(all, fmt.Sprintf("%09d %09d %s %q", f.Start, f.End, p.Vocabulary.Scheme.Label(r.Spans[i].Label).Name, f.Text))
		}
	}
	slices.Sort(all)
	return all
}

// FuzzRead checks that a reader accepts only what keeps every rule, and that what
// it accepts can be written and read again; and that it never stands still where
// it passes over what is bad.
func FuzzRead(t *testing.T, format, name string, file []byte) {
	path := FileWith(t, name, string(file))
	r, err := Named(t, format).Open(path, dataset.ReadOptions{})
	if err != nil { // it is no text at all
		return
	}
	r.Close()
	if p, _, err := Read(format, path, dataset.ReadOptions{}); err == nil {
		p.Check(t)
		again, _ := Save(t, format, name, &p, dataset.WriteOptions{})
		back, _, err := Read(format, again, dataset.ReadOptions{})
		if err != nil {
			t.Fatalf("what was written cannot be read: %v", err)
		}
		for i, r := range p.Records {
			if d := cmp.Diff(FragmentsOf(&p, r), FragmentsOf(&back, back.Records[i])); d != "" {
				t.Fatalf("spans (-want +got):\n%s", d)
			}
		}
	}
	p, _, err := Read(format, path, dataset.ReadOptions{SkipBad: true})
	if err != nil {
		t.Fatalf("bad documents are not passed over: %v", err)
	}
	p.Check(t)
}

// AnnotatorName returns the name of an annotator of a project.
func AnnotatorName(p *Project, u annotate.UID) string {
	for _, a := range p.Vocabulary.Annotators {
		if a.UID == u {
			return a.Name
		}
	}
	return "?"
}

// Statements lists what annotators say of a document.
func Statements(p *Project, r *annotate.Record) []string {
	var all []string
	for _, s := range r.Statuses {
		all = append(all, fmt.Sprintf("%q is %s", AnnotatorName(p, s.Annotator), s.Status))
	}
	for _, a := range r.Attributes {
		all = append(all, fmt.Sprintf("%q: %q is %v", AnnotatorName(p, a.Annotator), a.Name, a.Value.Any()))
	}
	slices.Sort(all)
	return all
}
