package export_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export"
	"postil/export/account"
)

// metaOf returns metadata as values, whatever the order of its keys.
func metaOf(t fataler, m annotate.Meta) map[string]any {
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

// marks lists spans as "label:start-end:text", in bytes, and relations as
// "type:text>text".
func marks(p *project) []string {
	var all []string
	for _, r := range p.records {
		texts := map[annotate.UID]string{}
		for i := range r.Spans {
			s := &r.Spans[i]
			texts[s.UID] = s.Text()
			for _, f := range s.Fragments {
				all = append(all, fmt.Sprintf("%s:%d-%d:%s", p.vocabulary.Scheme.Label(s.Label).Name, f.Start, f.End, f.Text))
			}
		}
		for _, l := range r.Relations {
			all = append(all, p.vocabulary.Scheme.RelationType(l.Type).Name+":"+texts[l.From]+">"+texts[l.To])
		}
	}
	return all
}

// sameDocuments compares what files of other programs say of documents.
func sameDocuments(t fataler, want, got *project) {
	t.Helper()
	if len(want.records) != len(got.records) {
		t.Fatalf("%d documents became %d", len(want.records), len(got.records))
	}
	for i, r := range want.records {
		a, b := r.Document, got.records[i].Document
		a.Original, a.Imported, a.Direction, b.Original = text.Hash{}, b.Imported, b.Direction, text.Hash{}
		if d := cmp.Diff(metaOf(t, a.Meta), metaOf(t, b.Meta)); d != "" {
			t.Fatalf("metadata (-want +got):\n%s", d)
		}
		a.Meta, b.Meta = nil, nil
		if d := cmp.Diff(a, b, sameThings); d != "" {
			t.Fatalf("document (-want +got):\n%s", d)
		}
	}
}

// sameColours compares the labels that a file beside the records describes.
func sameColours(t fataler, want, got *project) {
	t.Helper()
	for _, l := range want.vocabulary.Scheme.Labels {
		o := got.vocabulary.Scheme.LabelNamed(l.Name)
		if o == nil || o.Colour != l.Colour || got.vocabulary.Scheme.Layer(o.Layer).Name != want.vocabulary.Scheme.Layer(l.Layer).Name {
			t.Fatalf("label %+v became %+v", l, o)
		}
	}
}

// checkBooks fails where an account does not list everything in one class.
func checkBooks(t fataler, p *project, a *account.Account) {
	t.Helper()
	var spans, relations int
	for _, r := range p.records {
		spans, relations = spans+len(r.Spans), relations+len(r.Relations)
	}
	for _, c := range []struct {
		what  string
		held  int
		tally account.Tally
	}{{"documents", len(p.records), a.Documents}, {"spans", spans, a.Spans}, {"relations", relations, a.Relations}} {
		if c.tally.Held != c.held || c.held != len(c.tally.Outside)+len(c.tally.LeftOut)+len(c.tally.Written) {
			t.Fatalf("%s: %+v", c.what, c.tally)
		}
	}
}

// fragmentsOf lists a record's fragments with their labels, in order.
func fragmentsOf(p *project, r *annotate.Record) []string {
	var all []string
	for i := range r.Spans {
		for _, f := range r.Spans[i].Fragments {
			all = append(all, fmt.Sprintf("%09d %09d %s %q", f.Start, f.End, p.vocabulary.Scheme.Label(r.Spans[i].Label).Name, f.Text))
		}
	}
	slices.Sort(all)
	return all
}

// fuzzRead checks that a reader accepts only what keeps every rule, and that what
// it accepts can be written and read again; and that it never stands still where
// it passes over what is bad.
func fuzzRead(t *testing.T, format, name string, file []byte) {
	path := written(t, name, string(file))
	r, err := named(t, format).Open(path, export.ReadOptions{})
	if err != nil { // it is no text at all
		return
	}
	r.Close()
	if p, _, err := take(format, path, export.ReadOptions{}); err == nil {
		p.check(t)
		again, _ := save(t, format, name, &p, export.WriteOptions{})
		back, _, err := take(format, again, export.ReadOptions{})
		if err != nil {
			t.Fatalf("what was written cannot be read: %v", err)
		}
		for i, r := range p.records {
			if d := cmp.Diff(fragmentsOf(&p, r), fragmentsOf(&back, back.records[i])); d != "" {
				t.Fatalf("spans (-want +got):\n%s", d)
			}
		}
	}
	p, _, err := take(format, path, export.ReadOptions{SkipBad: true})
	if err != nil {
		t.Fatalf("bad documents are not passed over: %v", err)
	}
	p.check(t)
}

func annotatorName(p *project, u annotate.UID) string {
	for _, a := range p.vocabulary.Annotators {
		if a.UID == u {
			return a.Name
		}
	}
	return "?"
}

// statements lists what annotators say of a document.
func statements(p *project, r *annotate.Record) []string {
	var all []string
	for _, s := range r.Statuses {
		all = append(all, fmt.Sprintf("%q is %s", annotatorName(p, s.Annotator), s.Status))
	}
	for _, a := range r.Attributes {
		all = append(all, fmt.Sprintf("%q: %q is %v", annotatorName(p, a.Annotator), a.Name, a.Value.Any()))
	}
	slices.Sort(all)
	return all
}
