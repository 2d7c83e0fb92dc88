package window

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"postil/annotate"
	"postil/app/project"
)

// worded is a choice as the project spells it, with the words that say it.
type worded struct{ name, words string }

// What offsets can count, what an item can be, which of several spans stays, and
// how tokens are tagged, each with the usual one first.
var (
	units = []worded{{"codepoint", "Unicode code points (as Python counts)"}, {"byte", "UTF-8 bytes"}, {"utf16", "UTF-16 units (as JavaScript counts)"}}
	items = []worded{{"document", "a document"}, {"paragraph", "a paragraph"}, {"sentence", "a sentence"}, {tokenItem, "so many tokens:"}}
	stays = []worded{{"longest", "the longest span stays"}, {"innermost", "the innermost span stays"}, {"first", "the first span stays"}, {"split-by-layer", "each layer by itself"}}
	tags  = []worded{{"bio", "BIO"}, {"bioes", "BIOES"}, {"bilou", "BILOU"}}
)

// tokenItem stands for a number of tokens, which follows it.
const tokenItem = "tokens:"

// usualTokens is how many tokens an item has unless the person says otherwise.
const usualTokens = "128"

// exportForm is where an export is asked for. What a format leaves no choice of
// is not shown.
type exportForm struct {
	formats []project.Format
	home    string
	stem    string // of the paths that are proposed
	shown   int    // the format that the form shows

	format     *choice
	shape      *choice
	notes      *widget.Label     // what the format carries and what it cannot
	room       *container.Scroll // around notes, which are long for some
	path       *pathField
	labels     *tickButton
	annotators *tickButton
	languages  *tickButton
	stories    *storyButton
	item       *choice
	tokens     *field
	stays      *choice
	tags       *choice
	unit       *choice
	split      *field
	seed       *field
	anew       *check // also documents that come from the parts of another data set are parted
	done       *check
	drop       *check
	excludes   bool // whether the scheme has exclusion layers

	root     fyne.CanvasObject
	pieceRow [2]fyne.CanvasObject // the rows that not every format has, with their names
	tagRow   [2]fyne.CanvasObject
	unitRow  [2]fyne.CanvasObject
}

// newExportForm returns the form, filled as the last export of the project was,
// or with its usual export.
func (w *Window) newExportForm() *exportForm {
	f := &exportForm{formats: writers(), home: w.config.Home, shown: -1}
	f.stem = w.exportStem(f.formats[0])
	f.notes = widget.NewLabel("")
	f.notes.Wrapping = fyne.TextWrapWord
	f.notes.SizeName = theme.SizeNameCaptionText
	f.notes.Importance = widget.LowImportance
	f.path = w.newPathField("", filepath.Dir(w.project.Path()), func(p *pathField) {
		w.browseFolder(w.path(p), func(folder string) {
			p.SetText(shortPath(filepath.Join(folder, filepath.Base(w.path(p))), w.config.Home))
		})
	})
	f.labels = w.newTickButton("label", labelTicks(&w.scheme))
	f.annotators = w.newTickButton("annotator", annotatorTicks(w.project))
	f.languages = w.newTickButton("language", languageTicks(w.project))
	f.stories = w.newStoryButton()
	f.item, f.stays, f.tags, f.unit = w.newWorded(items), w.newWorded(stays), w.newWorded(tags), w.newWorded(units)
	f.tokens = newField(w.keys, usualTokens)
	f.item.OnChanged = func(string) { f.tokens.Hidden = items[f.item.SelectedIndex()].name != tokenItem; f.tokens.Refresh() }
	f.tokens.Hide()
	f.split = newField(w.keys, "one data set; 80/10/10 parts it into train, dev and test")
	f.seed = newField(w.keys, "seed 0")
	f.anew = newCheck(w.keys, "Part also what comes from the parts of another data set")
	f.split.OnChanged = func(string) { f.allowParting() }
	f.allowParting()
	f.done = newCheck(w.keys, "Only documents that are done")
	excluded := excludedLayers(&w.scheme)
	f.excludes = excluded != ""
	f.drop = newCheck(w.keys, "Without the text of "+excluded+", whoever marked it")
	f.shape = newChoice(w.keys, nil)
	f.format = newChoice(w.keys, func(string) { f.show(f.format.SelectedIndex()) })
	for _, k := range f.formats {
		f.format.Options = append(f.format.Options, k.Title)
	}
	f.build()
	f.fill(w.exported[w.project.Path()])
	return f
}

// exportStem returns where a format is proposed to be exported to, without the ending:
// beside the project and called like that; NAME-export where something stands there
// that no export has written, as what NAME was imported from often does.
func (w *Window) exportStem(usual project.Format) string {
	stem := strings.TrimSuffix(w.project.Path(), project.Extension)
	if w.project.CheckReplace(project.ExportOptions{Format: usual.Name, Path: stem + usual.Endings[0]}) != nil {
		stem += "-export"
	}
	return stem
}

// writers returns the formats that can be written.
func writers() []project.Format {
	return slices.DeleteFunc(project.Formats(), func(f project.Format) bool { return !f.Writes })
}

// newWorded returns a choice of words, the first of which holds.
func (w *Window) newWorded(all []worded) *choice {
	c := newChoice(w.keys, nil)
	offer(c, all)
	return c
}

// offer lets one of all be chosen: what is chosen now where that is among them,
// else the first.
func offer(c *choice, all []worded) {
	c.Options = nil
	for _, o := range all {
		c.Options = append(c.Options, o.words)
	}
	if !slices.Contains(c.Options, c.Selected) {
		c.SetSelectedIndex(0)
	}
}

// staysIn returns the ways out of overlap that a format offers: only one of tags
// can tag each layer by itself, which is the last way.
func staysIn(f project.Format) []worded {
	if f.Tags {
		return stays
	}
	return stays[:len(stays)-1]
}

// labelTicks lists a scheme's labels, each layer's below its name.
func labelTicks(s *annotate.Scheme) []tickable {
	var names []tickable
	for _, row := range labelRows(s, nil, annotate.UID{}) {
		if row.heading() {
			if 0 < len(s.LabelsOf(row.layer.UID)) {
				names = append(names, tickable{row.layer.Name, true})
			}
		} else {
			names = append(names, tickable{row.label.Name, false})
		}
	}
	return names
}

// annotatorTicks lists a project's annotators.
func annotatorTicks(p *project.Project) []tickable {
	var names []tickable
	for _, a := range p.Annotators() {
		names = append(names, tickable{a.Name, false})
	}
	return names
}

// languageTicks lists the languages of a project's documents, "und" for those
// whose language nobody knows.
func languageTicks(p *project.Project) []tickable {
	var names []tickable
	for _, d := range p.Documents(project.Filter{}) {
		name := orElse(d.Language, annotate.UnknownLanguage)
		if !slices.Contains(names, tickable{name, false}) {
			names = append(names, tickable{name, false})
		}
	}
	slices.SortFunc(names, func(a, b tickable) int { return strings.Compare(a.name, b.name) })
	return names
}

// excludedLayers names the exclusion layer, or says how many there are; "" where
// there are none.
func excludedLayers(s *annotate.Scheme) string {
	var names []string
	for _, l := range s.Layers {
		if l.Exclusion {
			names = append(names, excerpt(l.Name, labelShown))
		}
	}
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	}
	return counted(len(names), "excluded layer")
}

// build arranges the form.
func (f *exportForm) build() {
	row := func(name string, content fyne.CanvasObject) [2]fyne.CanvasObject {
		return [2]fyne.CanvasObject{formName(name), content}
	}
	what := container.NewHBox(f.labels.button)
	for _, b := range []*tickButton{f.annotators, f.languages} {
		if 1 < len(b.names) {
			what.Add(b.button)
		}
	}
	if 1 < len(f.stories.stories) {
		what.Add(f.stories.button)
	}
	f.pieceRow = row("An item is", container.New(proportions{3, 1}, f.item, f.tokens))
	f.tagRow = row("Overlap", container.New(proportions{3, 1}, f.stays, f.tags))
	f.unitRow = row("Offsets count", f.unit)
	drop := row("", f.drop)
	if !f.excludes {
		drop[0].Hide()
		drop[1].Hide()
	}
	rows := container.New(layout.NewFormLayout())
	for _, r := range [][2]fyne.CanvasObject{
		row("Format", container.New(proportions{3, 1}, f.format, f.shape)), row("To", f.path.root), row("What", what), row("", f.done),
		f.pieceRow, drop, f.tagRow, f.unitRow, row("Parts", container.New(proportions{3, 1}, f.split, f.seed)), row("", f.anew),
	} {
		rows.Add(r[0])
		rows.Add(r[1])
	}
	f.room = container.NewVScroll(f.notes)
	f.root = container.NewBorder(rows, nil, nil, nil, f.room)
}

// show shows what can be chosen of a format, and proposes a path.
func (f *exportForm) show(i int) {
	now := f.formats[i]
	before := now
	if 0 <= f.shown {
		before = f.formats[f.shown]
	}
	f.shown = i
	f.path.SetText(f.proposed(f.path.Text, before, now))
	f.notes.SetText(formatNotes(now))
	f.room.ScrollToTop()
	offer(f.stays, staysIn(now))
	f.shape.Options = now.Shapes
	f.shape.ClearSelected()
	if 0 < len(now.Shapes) {
		f.shape.SetSelectedIndex(0)
	}
	for _, o := range []struct {
		on      bool
		objects []fyne.CanvasObject
	}{
		{now.Pieces, f.pieceRow[:]}, {now.OneTag, f.tagRow[:]}, {now.Tags, []fyne.CanvasObject{f.tags}}, {now.Units, f.unitRow[:]},
		{0 < len(now.Shapes), []fyne.CanvasObject{f.shape}},
	} {
		for _, object := range o.objects {
			if o.on {
				object.Show()
			} else {
				object.Hide()
			}
		}
	}
	f.root.Refresh()
}

// allowParting lets what belongs to parts be chosen only where parts are asked for.
func (f *exportForm) allowParting() {
	if strings.TrimSpace(f.split.Text) == "" {
		f.seed.Disable()
		f.anew.Disable()
		return
	}
	f.seed.Enable()
	f.anew.Enable()
}

// proposed returns where to export in a format: to where the person said, with
// the ending changed, else beside the project.
func (f *exportForm) proposed(path string, before, now project.Format) string {
	if path == "" {
		return shortPath(f.stem+f.endingOf(now), f.home)
	}
	if stem, ok := strings.CutSuffix(path, f.endingOf(before)); ok {
		return stem + f.endingOf(now)
	}
	if strings.HasSuffix(path, f.endingOf(now)) {
		return path
	}
	for _, k := range f.formats {
		if stem, ok := strings.CutSuffix(path, f.endingOf(k)); ok {
			return stem + f.endingOf(now)
		}
	}
	return path + f.endingOf(now)
}

// endingOf returns the usual ending of a format's paths. Folders have none of
// their own, and some formats share one: their name tells one data set from another.
func (f *exportForm) endingOf(of project.Format) string {
	if of.Folder {
		return "-" + of.Name
	}
	if len(of.Endings) == 0 {
		return ""
	}
	usual := of.Endings[0]
	first := slices.IndexFunc(f.formats, func(k project.Format) bool { return !k.Folder && 0 < len(k.Endings) && k.Endings[0] == usual })
	if first < 0 || f.formats[first].Name == of.Name {
		return usual
	}
	return "-" + of.Name + usual
}

// formatNotes says what a format carries and what it cannot.
func formatNotes(f project.Format) string {
	notes := sentence(f.Carries)
	if 0 < len(f.Loses) {
		notes += "\n" + sentence("It cannot carry "+strings.Join(f.Loses, "; "))
	}
	return notes
}

// fill shows options of an earlier export, or what is usual.
func (f *exportForm) fill(o project.ExportOptions) {
	i := slices.IndexFunc(f.formats, func(k project.Format) bool { return k.Name == o.Format })
	f.format.SetSelectedIndex(max(0, i))
	if i < 0 {
		return
	}
	f.path.SetText(shortPath(o.Path, f.home))
	f.labels.choose(o.Labels)
	f.annotators.choose(o.Annotators)
	f.languages.choose(o.Languages)
	f.stories.choose(o.Stories)
	piece := o.Piece
	if number, counted := strings.CutPrefix(piece, tokenItem); counted {
		piece = tokenItem
		f.tokens.SetText(number)
	}
	for _, c := range []struct {
		choice *choice
		all    []worded
		name   string
	}{{f.item, items, piece}, {f.stays, stays, o.Overlap}, {f.tags, tags, o.Tags}, {f.unit, units, o.Unit}} {
		if i := slices.IndexFunc(c.all, func(w worded) bool { return w.name == c.name }); 0 <= i {
			c.choice.SetSelectedIndex(i)
		}
	}
	if slices.Contains(f.shape.Options, o.Shape) {
		f.shape.SetSelected(o.Shape)
	}
	f.split.SetText(o.Split)
	if o.Seed != 0 {
		f.seed.SetText(strconv.FormatInt(o.Seed, 10))
	}
	f.anew.SetChecked(o.IgnorePins)
	f.done.SetChecked(o.DoneOnly)
	f.drop.SetChecked(o.DropExcluded)
}

// options reads the form, with what the format leaves to choose.
func (f *exportForm) options(path string) (project.ExportOptions, error) {
	if f.shown < 0 {
		return project.ExportOptions{}, errors.New("choose a format")
	}
	format := f.formats[f.shown]
	path, err := exportPath(path, format)
	if err != nil {
		return project.ExportOptions{}, err
	}
	o := project.ExportOptions{Format: format.Name, Path: path, Labels: f.labels.chosen, Annotators: f.annotators.chosen, Languages: f.languages.chosen, Stories: f.stories.chosen, DoneOnly: f.done.Checked}
	if o.Split = strings.TrimSpace(f.split.Text); o.Split != "" {
		if o.Seed, err = strconv.ParseInt(orElse(strings.TrimSpace(f.seed.Text), "0"), 10, 64); err != nil {
			return o, errors.New("write the seed as a whole number, or leave it out")
		}
		o.IgnorePins = f.anew.Checked
	}
	if format.Units {
		o.Unit = units[f.unit.SelectedIndex()].name
	}
	if format.OneTag {
		o.Overlap = stays[f.stays.SelectedIndex()].name
	}
	if format.Tags {
		o.Tags = tags[f.tags.SelectedIndex()].name
	}
	if 0 < len(format.Shapes) {
		o.Shape = f.shape.Selected
	}
	o.DropExcluded = f.drop.Checked && f.excludes
	if format.Pieces {
		o.Piece = items[f.item.SelectedIndex()].name
		if o.Piece == tokenItem {
			number, err := strconv.Atoi(orElse(strings.TrimSpace(f.tokens.Text), usualTokens))
			if err != nil || number < 1 {
				return o, errors.New("write how many tokens an item has: a whole number from 1 on")
			}
			o.Piece += strconv.Itoa(number)
		}
	}
	return o, o.Check()
}

// exportPath returns the path that was written, if an export in a format can stand
// there.
func exportPath(path string, f project.Format) (string, error) {
	info, err := os.Stat(path)
	there := err == nil
	switch {
	case path == "" && f.Folder:
		return "", errors.New("write the path of the folder to export to")
	case path == "":
		return "", errors.New("write the path of the file to export to")
	case there && f.Folder && !info.IsDir():
		return "", errors.New("this is a file, and the data set is a folder; choose another name")
	case there && !f.Folder && info.IsDir():
		return "", errors.New("this is a folder; add the name of a file")
	}
	return path, nil
}
