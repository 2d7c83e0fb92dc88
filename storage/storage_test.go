package storage_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"postil/annotate"
	"postil/annotate/text"
	"postil/storage"
)

var ctx = context.Background()

// tester is a test, a benchmark or a rapid test.
type tester interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
	Errorf(string, ...any)
}

// must fails the test where err is not nil.
func must(t tester, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// clock is a clock that goes on by a second each time it is asked.
func clock() func() time.Time {
	now := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	return func() time.Time {
		now = now.Add(time.Second)
		return now
	}
}

// project is an open file with some annotators and a scheme.
type project struct {
	testing.TB
	*storage.File
	scheme annotate.Scheme
	ana    annotate.Annotator
	ben    annotate.Annotator
}

// newProject makes a project with the default scheme, in a folder of its own.
func newProject(t testing.TB) *project {
	t.Helper()
	f, err := storage.Create(ctx, filepath.Join(t.TempDir(), "news.postil"), storage.Options{Machine: "desk", Now: clock()})
	must(t, err)
	t.Cleanup(func() { f.Close() })
	p := &project{TB: t, File: f, scheme: annotate.DefaultScheme(),
		ana: annotate.Annotator{UID: annotate.NewUID(), Name: "Ana"}, ben: annotate.Annotator{UID: annotate.NewUID(), Name: "Ben"}}
	_, err = f.Do(ctx, storage.Action{Name: "new project"}, func(w *storage.Writer) error {
		must(t, w.PutAnnotator(p.ana))
		must(t, w.PutAnnotator(p.ben))
		return w.PutScheme(p.scheme)
	})
	must(t, err)
	return p
}

func (p *project) label(name string) annotate.UID {
	p.Helper()
	l := p.scheme.LabelNamed(name)
	if l == nil {
		p.Fatalf("no label %s", name)
	}
	return l.UID
}

// document returns a record of a text with nothing on it.
func document(name, body string) *annotate.Record {
	return &annotate.Record{Document: annotate.Document{UID: annotate.NewUID(), Name: name, Source: name + ".txt", Text: body,
		TextHash: text.HashOf(body), Original: text.HashOf(body)}}
}

// take imports records as Ana.
func (p *project) take(records ...*annotate.Record) annotate.Change {
	p.Helper()
	change, _, err := p.Import(ctx, storage.Action{Name: fmt.Sprintf("import %d documents", len(records)), Annotator: p.ana.UID}, adding(records...))
	must(p, err)
	return change
}

func adding(records ...*annotate.Record) func(*storage.Importer) error {
	return func(im *storage.Importer) error {
		for _, r := range records {
			if err := im.Add(r); err != nil {
				return err
			}
		}
		return nil
	}
}

// span returns a span over ranges of a record's text.
func span(t tester, r *annotate.Record, label annotate.UID, by annotate.Annotator, ranges ...[2]int) annotate.Span {
	t.Helper()
	fragments, err := annotate.Cover(r.Document.Text, ranges...)
	must(t, err)
	return annotate.Span{UID: annotate.NewUID(), Document: r.Document.UID, Label: label, Fragments: fragments, Annotator: by.UID,
		Origin: annotate.Origin{Kind: annotate.Manual}}
}

// do runs one action.
func (p *project) do(name string, by annotate.Annotator, write func(*storage.Writer) error) annotate.Change {
	p.Helper()
	change, err := p.Do(ctx, storage.Action{Name: name, Annotator: by.UID}, write)
	must(p, err)
	return change
}

// put puts spans in one action.
func (p *project) put(by annotate.Annotator, spans ...annotate.Span) annotate.Change {
	p.Helper()
	return p.do(fmt.Sprintf("tag %d spans", len(spans)), by, func(w *storage.Writer) error {
		for i := range spans {
			if err := w.PutSpan(&spans[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// all is everything a project holds, in a form that compares.
type all struct {
	Vocabulary annotate.Vocabulary
	Records    []annotate.Record
}

func (p *project) all() all {
	p.Helper()
	return contents(p, p.File)
}

func contents(t tester, f *storage.File) all {
	t.Helper()
	var a all
	must(t, f.View(ctx, func(r *storage.Reader) (err error) {
		if a.Vocabulary, err = r.Vocabulary(); err != nil {
			return err
		}
		documents, err := r.Documents()
		if err != nil {
			return err
		}
		for _, d := range documents {
			record, err := r.Record(d.UID)
			if err != nil {
				return err
			}
			a.Records = append(a.Records, record)
		}
		return nil
	}))
	return a
}

// sound fails the test where a rule is broken in the project.
func sound(t tester, f *storage.File) {
	t.Helper()
	must(t, f.View(ctx, func(r *storage.Reader) error {
		return r.Check(func(e *annotate.Error) error {
			t.Errorf("broken: %v", e)
			return nil
		})
	}))
}

// code fails the test where err has not the code that is wanted.
func wantCode(t tester, err error, want annotate.Code) {
	t.Helper()
	if annotate.CodeOf(err) != want {
		t.Fatalf("error %v has code %q, want %q", err, annotate.CodeOf(err), want)
	}
}

// names returns the names of the files in a folder.
func names(t testing.TB, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	must(t, err)
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

// diff shows how two things differ, "" where they don't.
func diff(a, b any) string {
	return cmp.Diff(a, b, cmpopts.EquateComparable(annotate.Value{}), cmp.AllowUnexported(storage.IDs{}))
}
