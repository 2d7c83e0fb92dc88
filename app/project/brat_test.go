package project_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/app/project"
)

// bratFolder lays files into a new folder.
func bratFolder(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, content := range files {
		write(t, filepath.Join(folder, filepath.FromSlash(name)), content)
	}
	return folder
}

// throughProject imports a folder into a new project, exports that as a folder
// of brat, and returns the texts and annotations of both.
func throughProject(t *testing.T, folder string, o project.ImportOptions) (in, out map[string]string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "p.postil")
	if _, err := project.ImportInto(t.Context(), path, "Ana", []string{folder}, o, nil); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "out")
	err := project.Visit(t.Context(), path, "Ana", func(p *project.Project) error {
		_, err := p.Export(t.Context(), project.ExportOptions{Format: "brat", Path: to}, nil)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return pairsIn(t, folder), pairsIn(t, to)
}

// pairsIn returns the .ann files below a folder and the .txt files beside them.
func pairsIn(t *testing.T, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".ann" {
			return err
		}
		for _, file := range []string{path, strings.TrimSuffix(path, ".ann") + ".txt"} {
			b, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			near, err := filepath.Rel(folder, file)
			if err != nil {
				return err
			}
			files[filepath.ToSlash(near)] = string(b)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func sameFiles(t *testing.T, in, out map[string]string) {
	t.Helper()
	for name, want := range in {
		if got, ok := out[name]; got != want {
			t.Errorf("%s came back otherwise (there: %t)", name, ok)
		}
	}
	if len(in) != len(out) {
		t.Errorf("%d files came back of %d", len(out), len(in))
	}
}

// TestBratComesBackFromAProject imports the real files and exports them again,
// byte for byte, as recognised and as named.
func TestBratComesBackFromAProject(t *testing.T) {
	for folder, files := range map[string]int{"ronec": 10, "litbank": 24} {
		path := filepath.Join("..", "..", "..", "shared", "corpora", folder)
		if _, err := os.Stat(path); err != nil {
			t.Skipf("the corpora are not there: %v", err)
		}
		for _, format := range []string{"auto", "brat"} {
			in, out := throughProject(t, path, project.ImportOptions{Format: format})
			if len(in) != files {
				t.Errorf("%s holds %d files", folder, len(in))
			}
			sameFiles(t, in, out)
		}
	}
}

// TestBratKeepsEverything imports and exports a file with a line of every kind,
// and one document in two folders.
func TestBratKeepsEverything(t *testing.T) {
	const txt = "Alpha and beta actin bind Noem.\nShe said no 😀 today.\n"
	folder := bratFolder(t, map[string]string{
		"a/one.txt": txt,
		"a/one.ann": "T3\tBinding 21 25\tbind\nT1\tProtein 0 5;15 20\tAlpha actin\nT2\tProtein 10 20\tbeta actin\nT4\tPerson 26 30\tNoem\nT6\tPerson 32 35\tShe\nT7\tPerson 32 35\tShe\n" +
			"E1\tBinding:T3 Theme:T1 Theme2:T2\nR1\tNext Arg1:T1 Arg2:T2\nR2\tNext Arg1:T1 Arg2:T2\n*\tEquiv T4 T6 T7\nA1\tNegated E1\nA2\tSure R1 very\nN1\tReference T4 Wikidata:Q28\tNoem\n#1\tAnnotatorNotes T4\tminister\nX1\tunknown\n",
		"b/one.txt":       txt,
		"b/one.ann":       "T1\tPerson 26 30\tNoem",
		"b/two.txt":       "Nothing here.",
		"b/two.ann":       "",
		"annotation.conf": "[entities]\nPerson\nProtein\nThing\n[relations]\nNext\tArg1:Protein, Arg2:Protein\n[events]\nBinding\tTheme+:Protein\n[attributes]\nNegated\tArg:<EVENT>\nSure\tArg:<RELATION>, Value:little|very\n",
	})
	in, out := throughProject(t, folder, project.ImportOptions{})
	sameFiles(t, in, out)
}

// TestBratUnitesSchemes imports two folders whose configurations let a relation
// type link different labels, into a new project and into one that lacks the type.
// One that the project has stays as it is.
func TestBratUnitesSchemes(t *testing.T) {
	const ann = "T1\tLABEL 0 3\tOne\nT2\tY 4 7\ttwo\nR1\tnear Arg1:T1 Arg2:T2\nR2\tfar Arg1:T1 Arg2:T2\nE1\tLABEL:T1 of:T2\n"
	const conf = "[entities]\nY\n[relations]\nnear\tArg1:LABEL, Arg2:Y\nfar\tArg1:ENDS, Arg2:Y\n[events]\nLABEL\tof:Y\n"
	files := map[string]string{}
	for folder, label := range map[string]string{"a": "X", "b": "Z"} {
		ends := map[string]string{"a": "X", "b": "<ANY>"}[folder]
		files[folder+"/annotation.conf"] = strings.NewReplacer("LABEL", label, "ENDS", ends).Replace(conf)
		files[folder+"/one.ann"], files[folder+"/one.txt"] = strings.ReplaceAll(ann, "LABEL", label), "One two "+folder
	}
	folder := bratFolder(t, files)
	check := func(path string) {
		t.Helper()
		err := project.Visit(t.Context(), path, "Ana", func(p *project.Project) error {
			scheme := p.Scheme()
			for name, want := range map[string]string{"near": "X Z → Y", "far": " → Y", "of": "X Z → Y"} {
				ty := scheme.RelationTypeNamed(name)
				if got := namesOf(&scheme, ty.From) + " → " + namesOf(&scheme, ty.To); got != want {
					t.Errorf("%s: %s, not %s", name, got, want)
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	fresh, old := filepath.Join(t.TempDir(), "p.postil"), filepath.Join(t.TempDir(), "p.postil")
	if _, err := project.ImportInto(t.Context(), fresh, "Ana", []string{folder}, project.ImportOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	check(fresh)
	other := bratFolder(t, map[string]string{"one.txt": "Else", "one.ann": "T1\tY 0 4\tElse\n"})
	for _, from := range []string{other, folder} {
		if _, err := project.ImportInto(t.Context(), old, "Ana", []string{from}, project.ImportOptions{}, nil); err != nil {
			t.Fatal(err)
		}
	}
	check(old)

	narrow := filepath.Join(t.TempDir(), "p.postil")
	if _, err := project.ImportInto(t.Context(), narrow, "Ana", []string{filepath.Join(folder, "a")}, project.ImportOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	_, err := project.ImportInto(t.Context(), narrow, "Ana", []string{filepath.Join(folder, "b")}, project.ImportOptions{}, nil)
	if err == nil || !strings.Contains(err.Error(), `it may not start from "Z"`) {
		t.Errorf("what the project says was overwritten: %v", err)
	}
}

func namesOf(s *annotate.Scheme, labels []annotate.UID) string {
	var names []string
	for _, u := range labels {
		names = append(names, s.Label(u).Name)
	}
	return strings.Join(names, " ")
}

// TestBratAccountsForWhatIsOtherwise imports spans whose fragments overlap, one of
// which begins inside a character, and relations from a span to itself.
func TestBratAccountsForWhatIsOtherwise(t *testing.T) {
	folder := bratFolder(t, map[string]string{
		"a.txt": "e\u0301t and so on", "a.ann": "T1\tX 1 3;2 5\t\u0301t t a\nT2\tX 4 7\tand\nR1\tNext Arg1:T1 Arg2:T2\nR2\tNext Arg1:T2 Arg2:T2\n",
		"b.txt": "One two", "b.ann": "T1\tX 4 7\ttwo\nT2\tX 0 3;1 5\tOne ne t\n*\tSame T1 T1\n",
	})
	report, err := project.ImportInto(t.Context(), filepath.Join(t.TempDir(), "p.postil"), "Ana", []string{folder}, project.ImportOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"2 documents read: 2 new.",
		"4 spans read: 4 new.", "  changed: fragments of it that overlap or touch were joined (2)", "  changed: it begins or ends inside a character (1)",
		"3 relations read: 1 new, 2 left out.", "  left out: it links a span with itself: its line is kept as it is, but not shown (2)",
		"Files read as brat (2).", "Labels added to the scheme: X."}
	if d := cmp.Diff(want, report.Summary()); d != "" {
		t.Error(d)
	}
	if a := accountOf(t, report); a.Spans.Changed != 2 || len(a.IDs["spans"].Changed) != 3 {
		t.Errorf("%d spans are changed: %+v", a.Spans.Changed, a.IDs["spans"].Changed)
	}
}

// TestBratSaysOnceWhatConcernsAll imports a folder with an annotation.conf of which much
// is to be said, and then is not UTF-8.
func TestBratSaysOnceWhatConcernsAll(t *testing.T) {
	const conf = "[entities]\nX\n[relations]\nBroken Arg1:X\n[attributes]\nSure Arg:X, Value:low|high\n"
	files := map[string]string{"annotation.conf": conf, "sub/annotation.conf": conf}
	for _, name := range []string{"a", "b", "sub/c", "sub/d"} {
		files[name+".txt"], files[name+".ann"] = "One "+name, "T1\tX 0 3\tOne\nA1\tSure T1 medium\n"
	}
	folder := bratFolder(t, files)
	report, err := project.ImportInto(t.Context(), filepath.Join(t.TempDir(), "p.postil"), "Ana", []string{folder}, project.ImportOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, at := range []string{filepath.Join(folder, "annotation.conf"), filepath.Join(folder, "sub", "annotation.conf")} {
		want = append(want, at+`, line 4: a relation without two arguments is left out: "Broken"`, at+`: it lacks values of the attribute "Sure", which were added`)
	}
	if d := cmp.Diff(want, report.Notes[:min(len(want), len(report.Notes))]); d != "" {
		t.Error(d)
	}
	for _, note := range report.Notes[len(want):] {
		if !strings.Contains(note, "passed over") && !strings.HasPrefix(note, "the new project begins with") {
			t.Errorf("it is said, too: %s", note)
		}
	}

	write(t, filepath.Join(folder, "annotation.conf"), "[entities]\nCaf\xe9\n")
	_, err = project.ImportInto(t.Context(), filepath.Join(t.TempDir(), "p.postil"), "Ana", []string{folder}, project.ImportOptions{}, nil)
	if err == nil || strings.Count(err.Error(), "line 2: the line is not UTF-8") != 1 {
		t.Error(err)
	}
}
