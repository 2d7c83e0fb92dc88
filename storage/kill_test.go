package storage_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"postil/annotate"
	"postil/storage"
)

// childEnv names, in the environment, the project that this test binary works on
// as a child process instead of running tests.
const childEnv = "POSTIL_TEST_CHILD"

func TestMain(m *testing.M) {
	if job, path, ok := strings.Cut(os.Getenv(childEnv), " "); ok {
		if err := work(job, path); err != nil {
			fmt.Println("failed:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// work is what the child does until it is killed.
func work(job, path string) error {
	f, err := storage.Open(ctx, path, storage.Options{Machine: "desk"})
	if err != nil {
		return err
	}
	var v annotate.Vocabulary
	var doc annotate.Document
	err = f.View(ctx, func(r *storage.Reader) (err error) {
		if v, err = r.Vocabulary(); err != nil {
			return err
		}
		all, err := r.Documents()
		if err != nil {
			return err
		}
		doc, err = r.Document(all[0].UID)
		return err
	})
	if err != nil {
		return err
	}
	if job == "import" {
		return workImport(f, v)
	}
	return workActions(f, v, doc)
}

// workActions makes one action after the other, each of several spans with a
// relation between them, and says which are on the disk.
func workActions(f *storage.File, v annotate.Vocabulary, doc annotate.Document) error {
	for i := 0; ; i++ {
		change, err := f.Do(ctx, storage.Action{Name: fmt.Sprintf("action %d", i), Annotator: v.Annotators[0].UID, Document: doc.UID}, func(w *storage.Writer) error {
			var last annotate.UID
			for j := range spansPerAction {
				at := (i*spansPerAction + j) % (len(doc.Text) - 1)
				fragments, err := annotate.Cover(doc.Text, [2]int{at, at + 1})
				if err != nil {
					return err
				}
				s := annotate.Span{UID: annotate.NewUID(), Document: doc.UID, Label: v.Scheme.Labels[0].UID, Fragments: fragments, Annotator: v.Annotators[0].UID,
					Origin: annotate.Origin{Kind: annotate.Manual}, Note: strconv.Itoa(i)}
				if err := w.PutSpan(&s); err != nil {
					return err
				}
				if !last.IsZero() {
					err := w.PutRelation(&annotate.Relation{UID: annotate.NewUID(), Type: v.Scheme.Relations[0].UID, From: last, To: s.UID, Annotator: v.Annotators[0].UID,
						Origin: annotate.Origin{Kind: annotate.Manual}})
					if err != nil {
						return err
					}
				}
				last = s.UID
			}
			return nil
		})
		if err != nil {
			return err
		}
		fmt.Println(i, change.Seq)
	}
}

const spansPerAction = 3

// workImport imports without an end.
func workImport(f *storage.File, v annotate.Vocabulary) error {
	c := newCorpus()
	c.vocab = v
	_, _, err := f.Import(ctx, storage.Action{Name: "import", Annotator: v.Annotators[0].UID}, func(im *storage.Importer) error {
		for i := 0; ; i++ {
			if err := im.Add(c.record(i, 320, 100)); err != nil {
				return err
			}
			fmt.Println(i, 0)
		}
	})
	return err
}

// victim makes a project, has a child work on it, waits until the child has said
// so many lines, kills it a moment later and returns what it has said.
func victim(t *testing.T, p *project, job string, lines int, moment time.Duration) (said []int) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childEnv+"="+job+" "+p.Path())
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	scanner := bufio.NewScanner(out)
	for scanner.Scan() {
		var n, seq int
		if _, err := fmt.Sscan(scanner.Text(), &n, &seq); err != nil {
			t.Fatalf("the child said %q", scanner.Text())
		}
		said = append(said, n)
		if len(said) == lines {
			time.AfterFunc(moment, func() { child.Process.Kill() })
		}
	}
	if err := child.Wait(); err == nil {
		t.Fatal("the child ended by itself")
	}
	if len(said) < lines {
		t.Fatalf("the child said %d lines only", len(said))
	}
	return said
}

// A process is killed in the middle of its work, at 20 moments: what it had
// called saved is there, nothing is half there, and the file is sound.
func TestKilledWriter(t *testing.T) {
	random := rand.New(rand.NewPCG(20, 26))
	for i := range 20 {
		lines, moment := 1+random.IntN(60), time.Duration(random.IntN(3000))*time.Microsecond
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			p := newProject(t)
			p.scheme.Relations = []annotate.RelationType{{UID: annotate.NewUID(), Name: "next"}}
			p.do("define", p.ana, func(w *storage.Writer) error { return w.PutScheme(p.scheme) })
			p.take(document("a", strings.Repeat("The port of Antwerp. ", 20)))
			must(t, p.Close())
			said := victim(t, p, "actions", lines, moment)

			f, err := storage.Open(ctx, p.Path(), storage.Options{Machine: "desk", Now: clock()})
			must(t, err)
			defer f.Close()
			sound(t, f)
			p.File = f
			record := p.all().Records[0]
			actions := map[int]int{}
			for _, s := range record.Spans {
				n, err := strconv.Atoi(s.Note)
				must(t, err)
				actions[n]++
			}
			for n := range len(actions) {
				if actions[n] != spansPerAction {
					t.Errorf("action %d has %d spans", n, actions[n])
				}
			}
			if len(actions) < len(said) || len(said)+1 < len(actions) {
				t.Errorf("%d actions were called saved, %d are there", len(said), len(actions))
			}
			if len(record.Relations) != len(actions)*(spansPerAction-1) {
				t.Errorf("%d actions have %d relations", len(actions), len(record.Relations))
			}
			for range actions { // the history is whole too
				p.undo(p.ana)
			}
			if n := len(p.all().Records[0].Spans); n != 0 {
				t.Errorf("%d spans are left after undoing all", n)
			}
			must(t, f.Close())
			if got := names(t, filepath.Dir(p.Path())); len(got) != 1 {
				t.Errorf("left behind: %q", got)
			}
		})
	}
}

func TestKilledImport(t *testing.T) {
	random := rand.New(rand.NewPCG(19, 84))
	for i := range 5 {
		lines, moment := 100+random.IntN(200), time.Duration(random.IntN(30_000))*time.Microsecond
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			p := newProject(t)
			p.take(document("a", "Some text."))
			before, pages := p.all(), p.pages()
			must(t, p.Close())
			victim(t, p, "import", lines, moment)
			if n := p.number("SELECT count(*) FROM import"); n != 1 {
				t.Fatalf("%d imports were under way", n)
			}

			f, err := storage.Open(ctx, p.Path(), storage.Options{Machine: "desk", Now: clock()})
			must(t, err)
			defer f.Close()
			p.File = f
			p.like(before)
			if left := p.leftovers(pages); left != "" {
				t.Error("left behind:", left)
			}
			p.take(document("b", "More text."))
		})
	}
}
