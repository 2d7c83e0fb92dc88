package brat_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/export/dataset"
)

const bratConf = `
[entities]
# people and the like
!Living
	Person	<NORM>:Wikidata
		Minister
	Animal
Place
-------
[relations]
<WHERE>=Place|Animal
Lives-in	Arg1:Living, Arg2:<WHERE>
Next Arg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric
<OVERLAP> Arg1:Person, Arg2:Place, <OVL-TYPE>:contain
Broken
[events]
Saying Speaker:Person, Topic*:<ANY>, Arg2?:Place
[attributes]
Negated Arg:<EVENT>
Sure Arg:<ENTITY>, Value:low|high
Old Arg:Person, yes:✓, no:✗, <DEFAULT>:no
Where Arg:<RELATION>
`

func TestConf(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "annotation.conf"), []byte(bratConf), 0o666); err != nil {
		t.Fatal(err)
	}
	path := pair(t, folder, "01/a", bratText, "T1\tMinister 26 30\tNoem\nT2\tSaying 36 40\tsaid\nE1\tSaying:T2 Speaker:T1 Arg2:T3\nT3\tPlace 0 5\tAlpha\nA1\tSure T1 medium\n")
	record, r, err := readBrat(path, dataset.ReadOptions{Source: "01/a.ann"})
	if err != nil {
		t.Fatal(err)
	}
	if got := record.Document.Source; got != "01/a.txt" {
		t.Errorf("its source is %s", got)
	}
	check(t, record, r.Vocabulary())
	s := &r.Vocabulary().Scheme
	var got []string
	for _, l := range s.Labels {
		got = append(got, s.Layer(l.Layer).Name+" "+l.Name)
	}
	names := func(labels []annotate.UID) string {
		var all []string
		for _, u := range labels {
			all = append(all, s.Label(u).Name)
		}
		return strings.Join(all, "|")
	}
	for _, y := range s.Relations {
		got = append(got, y.Name+": "+names(y.From)+" → "+names(y.To))
	}
	for _, d := range s.Attributes {
		owner := ""
		if l := s.Label(d.Owner); l != nil {
			owner = l.Name
		} else {
			owner = s.RelationType(d.Owner).Name
		}
		got = append(got, fmt.Sprintf("%s of %s: %s %v", d.Name, owner, d.Kind, d.Choices))
	}
	want := []string{"Entities Person", "Entities Minister", "Entities Animal", "Entities Place", "Events Saying",
		"Speaker: Saying → Person|Minister", "Topic: Saying → ", "Arg2: Saying → Place",
		"Lives-in: Person|Minister|Animal → Place|Animal", "Next: Person|Minister|Animal|Place → Person|Minister|Animal|Place",
		"Negated of Saying: yesno []",
		"Sure of Person: choice [low high medium]", "Sure of Minister: choice [low high medium]", "Sure of Animal: choice [low high medium]", "Sure of Place: choice [low high medium]",
		"Old of Person: choice [yes no]", "Old of Minister: choice [yes no]",
		"Where of Speaker: yesno []", "Where of Topic: yesno []", "Where of Arg2: yesno []", "Where of Lives-in: yesno []", "Where of Next: yesno []"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	conf := filepath.Join(folder, "annotation.conf")
	notes := []dataset.Note{{Where: conf + ", line 15", Text: `a relation without two arguments is left out: "Broken"`}, {Where: conf, Text: `it lacks values of the attribute "Sure", which were added`}}
	if d := cmp.Diff(notes, r.Report().Beside); d != "" || len(r.Report().Notes) != 0 {
		t.Error(d, r.Report().Notes)
	}
	if _, r, err := readBrat(path, dataset.ReadOptions{}); err != nil || len(r.Vocabulary().Scheme.Relations) != 2 {
		t.Errorf("annotation.conf outside of what was named: %v", err)
	}
	wrong := pair(t, folder, "01/b", bratText, "T1\tPlace 26 30\tNoem\nT2\tPlace 36 40\tsaid\nR1\tLives-in Arg1:T1 Arg2:T2\n")
	if _, _, err := readBrat(wrong, dataset.ReadOptions{Source: "01/b.ann"}); err == nil || !strings.Contains(err.Error(), `line 3: R1: relation type "Lives-in": it may not start from "Place"; annotation.conf says so: correct it, or the line`) {
		t.Error(err)
	}
}

// TestReadsConfOnce reads two documents of a folder, whose annotation.conf somebody
// changes in between: readers that have something in common read it once, and what one
// of them adds to it does not get into the other.
func TestReadsConfOnce(t *testing.T) {
	folder := t.TempDir()
	conf := filepath.Join(folder, "annotation.conf")
	first := pair(t, folder, "x/a", bratText, "T1\tB 0 5\tAlpha\nA1\tSure T1 medium\n")
	second := pair(t, folder, "y/b", bratText, "T1\tC 0 5\tAlpha\n")
	for _, c := range []struct {
		common *dataset.Common
		want   string
	}{{&dataset.Common{}, "A C low|high"}, {nil, "Z C "}} {
		got := ""
		for i, path := range []string{first, second} {
			content := []string{"[entities]\nA\n[attributes]\nSure Arg:A, Value:low|high\n", "[entities]\nZ\n"}[i]
			if err := os.WriteFile(conf, []byte(content), 0o666); err != nil {
				t.Fatal(err)
			}
			_, r, err := readBrat(path, dataset.ReadOptions{Source: "d/" + filepath.Base(path), Common: c.common})
			if err != nil {
				t.Fatal(err)
			}
			s := &r.Vocabulary().Scheme
			got = ""
			for _, l := range s.Labels {
				got += l.Name + " "
			}
			for _, d := range s.Attributes[:min(1, len(s.Attributes))] {
				got += strings.Join(d.Choices, "|")
			}
		}
		if got != c.want {
			t.Errorf("the second document has %q, not %q", got, c.want)
		}
	}
}

// TestRefusesConf reads an annotation.conf of which a line is not UTF-8.
func TestRefusesConf(t *testing.T) {
	folder := t.TempDir()
	conf := filepath.Join(folder, "annotation.conf")
	if err := os.WriteFile(conf, []byte("[entities]\nA\nCaf\xe9\nB\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	path := pair(t, folder, "a", bratText, "T1\tA 0 5\tAlpha\n")
	if _, _, err := readBrat(path, dataset.ReadOptions{}); err == nil || !strings.HasPrefix(err.Error(), conf+", line 3: the line is not UTF-8; say which charset") {
		t.Error(err)
	}
	_, r, err := readBrat(path, dataset.ReadOptions{SkipBad: true})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]dataset.Note{{Where: conf + ", line 3", Text: "the line is left out, which is not UTF-8"}}, r.Report().Beside); d != "" || len(r.Vocabulary().Scheme.Labels) != 2 {
		t.Errorf("%s\n%v", d, r.Vocabulary().Scheme.Labels)
	}
}
