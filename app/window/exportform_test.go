package window

import (
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"postil/annotate"
	"postil/app/project"
)

// everyChoice leaves every choice, folderOnly none.
var (
	everyChoice = project.Format{Name: "tokens", Title: "Tokens", Endings: []string{".conll"}, Writes: true, Pieces: true, OneTag: true, Tags: true, Units: true, Shapes: []string{"two", "four"}}
	folderOnly  = project.Format{Name: "leaf", Title: "Leaves", Endings: []string{".ann"}, Writes: true, Folder: true}
)

// formOf returns the export form of a project with two formats.
func formOf(h *harness) *exportForm {
	f := h.newExportForm()
	f.formats = []project.Format{everyChoice, folderOnly}
	f.format.Options = []string{everyChoice.Title, folderOnly.Title}
	f.path.SetText("")
	f.shown = -1
	f.format.SetSelectedIndex(1)
	f.format.SetSelectedIndex(0)
	return f
}

func TestExportFormShowsWhatAFormatLeavesToChoose(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	f := formOf(h)
	shown := func() (n int) {
		for _, o := range []fyne.CanvasObject{f.pieceRow[1], f.tagRow[1], f.unitRow[1], f.shape} {
			if o.Visible() {
				n++
			}
		}
		return n
	}
	if n := shown(); n != 4 {
		t.Errorf("%d of 4 choices are shown", n)
	}
	f.format.SetSelectedIndex(1)
	if n := shown(); n != 0 {
		t.Errorf("%d choices are shown that the format does not leave", n)
	}
	f.drop.SetChecked(true)
	if o, err := f.options(h.path(f.path)); err != nil || !f.drop.Visible() || !o.DropExcluded {
		t.Errorf("text of exclusion layers cannot be left out of every format: %+v, %v", o, err)
	}
	if got, want := f.path.Text, filepath.Join("~", "Test-leaf"); got != want {
		t.Errorf("a folder is proposed as %q, want %q", got, want)
	}
	f.path.SetText("~/elsewhere/mine-leaf")
	f.format.SetSelectedIndex(0)
	if got, want := f.path.Text, "~/elsewhere/mine.conll"; got != want {
		t.Errorf("the path is %q in the other format, want %q", got, want)
	}
}

// TestEndingThatWasWrittenIsNotDoubled writes a path before its format is chosen.
func TestEndingThatWasWrittenIsNotDoubled(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	f := formOf(h)
	for _, c := range []struct{ path, want string }{
		{"~/a-leaf", "~/a-leaf"}, {"~/a.conll", "~/a-leaf"}, {"~/a", "~/a-leaf"}, {"~/a.b", "~/a.b-leaf"}, {"", filepath.Join("~", "Test-leaf")},
	} {
		f.format.SetSelectedIndex(0)
		f.path.SetText(c.path)
		f.format.SetSelectedIndex(1)
		if f.path.Text != c.want {
			t.Errorf("%q becomes %q, want %q", c.path, f.path.Text, c.want)
		}
	}
}

func TestExportFormGivesWhatWasChosen(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	f := formOf(h)
	f.item.SetSelectedIndex(len(items) - 1)
	f.tokens.SetText("64")
	f.stays.SetSelectedIndex(1)
	f.tags.SetSelectedIndex(2)
	f.unit.SetSelectedIndex(1)
	f.shape.SetSelected("four")
	f.labels.choose([]string{"CLAIM", "QUOTE", "gone"})
	f.done.SetChecked(true)
	f.drop.SetChecked(true)
	o, err := f.options(h.path(f.path))
	want := project.ExportOptions{Format: "tokens", Path: filepath.Join(h.home, "Test.conll"), Labels: []string{"CLAIM", "QUOTE"}, DoneOnly: true, DropExcluded: true,
		Piece: "tokens:64", Overlap: "innermost", Tags: "bilou", Unit: "byte", Shape: "four"}
	if d := cmp.Diff(want, o, cmpopts.EquateEmpty()); d != "" || err != nil {
		t.Errorf("the form gives something else (-want +got), %v:\n%s", err, d)
	}
	again := formOf(h)
	again.fill(o)
	if o, err := again.options(h.path(again.path)); err != nil || cmp.Diff(want, o, cmpopts.EquateEmpty()) != "" {
		t.Errorf("filled again it gives %+v, %v", o, err)
	}
	for _, number := range []string{"0", "-1", "many"} {
		f.tokens.SetText(number)
		if _, err := f.options(h.path(f.path)); err == nil {
			t.Errorf("%q is taken for a number of tokens", number)
		}
	}
}

// unset returns the names of the fields of a struct that hold nothing.
func unset(options any) (names []string) {
	v := reflect.ValueOf(options)
	for i := range v.NumField() {
		if v.Field(i).IsZero() {
			names = append(names, v.Type().Field(i).Name)
		}
	}
	return names
}

// TestFormsOfferEveryChoice fills the forms with something for each choice that the
// project knows: what they give back lacks only what is asked for later, and layers,
// which are chosen by their labels.
func TestFormsOfferEveryChoice(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch, english)
	f := formOf(h)
	f.fill(project.ExportOptions{Format: "tokens", Path: filepath.Join(h.home, "a.conll"), Labels: []string{"CLAIM"}, Annotators: []string{"Ana"}, Languages: []string{annotate.UnknownLanguage},
		Stories: []string{h.project.Stories()[0].UID.String()}, DoneOnly: true, Unit: "utf16", Piece: "tokens:9", DropExcluded: true, Overlap: "first", Tags: "bioes", Shape: "four",
		Split: "80/20", Seed: 3, IgnorePins: true})
	o, err := f.options(h.path(f.path))
	if d := cmp.Diff([]string{"Replace", "Layers"}, unset(o)); d != "" || err != nil {
		t.Errorf("the export form does not give (-want +got), %v:\n%s", err, d)
	}
	in := h.newImportForm()
	in.format.SetSelectedIndex(1)
	for _, f := range []*field{in.annotator, in.layer, in.text, in.id} {
		f.SetText("x")
	}
	in.charset.SetText("gb18030")
	in.language.SetText("nl")
	in.unit.SetSelectedIndex(1)
	in.strict.SetChecked(true)
	in.skip.SetChecked(true)
	i, err := in.options()
	if d := cmp.Diff([]string{"TextFields"}, unset(i)); d != "" || err != nil {
		t.Errorf("the import form does not give (-want +got), %v:\n%s", err, d)
	}
}

func TestExportInPartsIsAskedForInOneField(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch, english)
	f := formOf(h)
	f.split.SetText(" 80/20 ")
	f.seed.SetText("7")
	o, err := f.options(h.path(f.path))
	if err != nil || o.Split != "80/20" || o.Seed != 7 {
		t.Errorf("the form gives %+v, %v", o, err)
	}
	for _, wrong := range [][2]string{{"80", ""}, {"80/x", ""}, {"80/20", "x"}} {
		f.split.SetText(wrong[0])
		f.seed.SetText(wrong[1])
		if _, err := f.options(h.path(f.path)); err == nil {
			t.Errorf("%q are taken for ratios and a seed", wrong)
		}
	}
}

func TestWhatBelongsToPartsIsChosenWithThem(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch, english)
	f := h.newExportForm()
	if !f.seed.Disabled() || !f.anew.Disabled() {
		t.Error("without parts, a seed or what is pinned to parts can be chosen")
	}
	f.split.SetText("80/20")
	f.anew.SetChecked(true)
	o, err := f.options(h.path(f.path))
	if err != nil || !o.IgnorePins || f.seed.Disabled() || f.anew.Disabled() {
		t.Errorf("the form gives %+v, %v", o, err)
	}
	again := h.newExportForm()
	again.fill(o)
	if !again.anew.Checked || again.anew.Disabled() {
		t.Error("the form forgets what was chosen of parts")
	}
	f.split.SetText(" ")
	if o, err := f.options(h.path(f.path)); err != nil || o.IgnorePins {
		t.Errorf("without parts the form gives %+v, %v", o, err)
	}
}

// TestFormatsOfOneEndingAreToldApart goes from one format to another whose files end
// alike: the one must not take the place of the other.
func TestFormatsOfOneEndingAreToldApart(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	f := h.newExportForm()
	choose := func(name string) {
		f.format.SetSelectedIndex(slices.IndexFunc(f.formats, func(k project.Format) bool { return k.Name == name }))
	}
	for _, c := range []struct{ format, want string }{
		{"doccano", "~/Test-doccano.jsonl"}, {"spacy", "~/Test-spacy.jsonl"}, {"brat", "~/Test-brat"}, {"spacy", "~/Test-spacy.jsonl"}, {"jsonl", "~/Test.jsonl"},
	} {
		if choose(c.format); f.path.Text != c.want {
			t.Errorf("%s is proposed as %q, want %q", c.format, f.path.Text, c.want)
		}
	}
}
