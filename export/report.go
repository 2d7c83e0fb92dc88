package export

import (
	"path/filepath"
	"time"

	"postil/annotate"
	"postil/export/account"
	"postil/export/choice"
	"postil/export/dataset"
	"postil/export/files"
)

// ReportPath returns where the report of an export to path stands:
// NAME.jsonl.REPORT.json beside NAME.jsonl, so that data sets whose files end
// otherwise may share a name, and where the data set is a folder, REPORT.json in it.
func ReportPath(f dataset.Format, path string) string {
	if f.Folder {
		return filepath.Join(path, files.ReportName)
	}
	return f.Placed(path) + "." + files.ReportName
}

// equation is what holds of the counts of each kind of thing.
const equation = "held = outside_filter + left_out + written; changed is a part of written, and one thing may be changed for several reasons; " +
	"outside_filter_heeded is a part of outside_filter: spans of exclusion layers, whose text is left out or masked whatever is chosen"

// The head of a report, in the order in which it is written: what a person
// reads. The ids follow it.
type (
	reportHead struct {
		Format      string        `json:"format"`
		Project     string        `json:"project"`
		Time        string        `json:"time"`
		Program     string        `json:"program"`
		Choices     reportChoices `json:"choices"`
		CannotCarry []string      `json:"cannot_carry"`
		Documents   reportCounts  `json:"documents"`
		Spans       reportCounts  `json:"spans"`
		Relations   reportCounts  `json:"relations"`
		Equation    string        `json:"equation"`
		LeftOut     reportReasons `json:"left_out"`
		Changed     reportReasons `json:"changed"`

		Files   []files.Summary `json:"files"`                    // but for the report
		Earlier []files.Summary `json:"files_of_earlier_exports"` // that still stand there
	}
	// reportChoices has every choice; null stands for all, or for a choice that
	// the format does not leave.
	reportChoices struct {
		Layers       []string         `json:"layers"`
		Labels       []string         `json:"labels"`
		Annotators   []string         `json:"annotators"`
		Languages    []string         `json:"languages"`
		Stories      []annotate.UID   `json:"stories"`
		DoneOnly     bool             `json:"done_only"`
		DropExcluded bool             `json:"exclusion_layers_left_out"`
		Unit         choice.Unit      `json:"unit"`
		Tokens       int              `json:"tokens,omitempty"`
		Overlap      *dataset.Overlap `json:"overlap"`
		Tagging      *dataset.Tagging `json:"tagging"`
		Shape        *string          `json:"shape"`
		Offsets      *string          `json:"offsets"`
		Split        *reportSplit     `json:"split"`
	}
	reportSplit struct {
		Ratios     string `json:"ratios"`
		Seed       int64  `json:"seed"`
		IgnorePins bool   `json:"ignore_pins"`
	}
	reportCounts struct {
		Held    int  `json:"held"`
		Outside int  `json:"outside_filter"`
		LeftOut int  `json:"left_out"`
		Written int  `json:"written"`
		Changed int  `json:"changed"`
		Heeded  *int `json:"outside_filter_heeded,omitempty"` // of spans
	}
	reportReasons struct {
		Documents []account.Reason `json:"documents"`
		Spans     []account.Reason `json:"spans"`
		Relations []account.Reason `json:"relations"`
	}
)

// addReport adds the report to the files of an export, and returns what earlier ones
// have left there.
func addReport(f dataset.Format, set *files.Set, path string, o dataset.WriteOptions, a *account.Account) ([]files.Summary, error) {
	at := ReportPath(f, path)
	if err := set.Flush(); err != nil {
		return nil, err
	}
	written, err := set.Summaries(filepath.Dir(at))
	if err != nil {
		return nil, err
	}
	earlier := []files.Summary{}
	if !f.Folder { // which takes its place whole
		if earlier, err = files.Left(at, f.Name, written); err != nil {
			return nil, err
		}
	}
	to, err := set.Create(at)
	if err != nil {
		return nil, err
	}
	return earlier, writeReport(f, to, written, earlier, o, a)
}

// writeReport writes the report of an export to a file: counts, reasons and files at
// its top, and then every id that was held, in its class.
func writeReport(f dataset.Format, to *files.File, written, earlier []files.Summary, o dataset.WriteOptions, a *account.Account) error {
	head := reportHead{
		Format: f.Name, Project: o.Project, Time: reportTime(o.Time), Program: o.Program,
		Choices: choicesMade(f, o), CannotCarry: orEmpty(f.Loses), Files: written, Earlier: earlier,
		Documents: countsOf(&a.Documents), Spans: spanCounts(a), Relations: countsOf(&a.Relations), Equation: equation,
		LeftOut: reportReasons{a.Documents.LeftOut.Reasons(), a.Spans.LeftOut.Reasons(), a.Relations.LeftOut.Reasons()},
		Changed: reportReasons{a.Documents.Changed.Reasons(), a.Spans.Changed.Reasons(), a.Relations.Changed.Reasons()},
	}
	note := ""
	if listsIDs(f, a) {
		note = "The ids of what was written are not repeated here: they stand in the data set, on each line."
	}
	spans := section(f, "spans", a, &a.Spans)
	spans.Classes = append(spans.Classes, account.IDs("outside_filter_heeded", a.Heeded))
	return account.WriteReport(to.Writer, head, note, []account.Section{section(f, "documents", a, &a.Documents), spans, section(f, "relations", a, &a.Relations)})
}

// listsIDs tells whether the data set says the ids of all that was written, as the
// project has them.
func listsIDs(f dataset.Format, a *account.Account) bool { return f.ListsIDs && !a.NewIDs }

// section lists the classes of one kind of thing.
func section(f dataset.Format, kind string, a *account.Account, t *account.Tally) account.Section {
	written := account.IDs("written", t.Written)
	if listsIDs(f, a) {
		written = account.Elsewhere("written")
	}
	return account.Section{Name: kind, Classes: []account.Class{
		account.IDs("outside_filter", t.Outside), account.Items("left_out", &t.LeftOut), written, account.Items("changed", &t.Changed)}}
}

// choicesMade says which choices an export was made by.
func choicesMade(f dataset.Format, o dataset.WriteOptions) reportChoices {
	c := o.Choice
	said := reportChoices{Layers: c.Layers, Labels: c.Labels, Annotators: c.Annotators, Languages: c.Languages, Stories: c.Stories,
		DoneOnly: c.DoneOnly, DropExcluded: c.DropExcluded, Unit: c.Unit}
	if said.Unit == "" {
		said.Unit = choice.Document
	}
	if said.Unit == choice.Tokens {
		said.Tokens = c.Tokens
	}
	if f.OneTag {
		said.Overlap = orFirst(o.Overlap, dataset.Overlaps())
	}
	if f.Tags {
		said.Tagging = orFirst(o.Tagging, dataset.Taggings())
	}
	if 0 < len(f.Shapes) {
		said.Shape = orFirst(o.Shape, f.Shapes)
	}
	if f.Units {
		unit := o.Unit.String()
		said.Offsets = &unit
	}
	if o.Parts != nil {
		said.Split = &reportSplit{o.Parts.Options.Ratios.String(), o.Parts.Options.Seed, o.Parts.Options.IgnorePins}
	}
	return said
}

// orFirst returns what was chosen, or the usual one.
func orFirst[T ~string](chosen T, all []T) *T {
	if chosen == "" {
		chosen = all[0]
	}
	return &chosen
}

// orEmpty returns a list that JSON shows as one even where it holds nothing.
func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// reportTime returns a time as JSON readers everywhere take it (RFC 3339), ""
// for none.
func reportTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func countsOf(t *account.Tally) reportCounts {
	return reportCounts{Held: t.Held, Outside: len(t.Outside), LeftOut: t.LeftOut.Things(), Written: len(t.Written), Changed: t.Changed.Things()}
}

func spanCounts(a *account.Account) reportCounts {
	counts, heeded := countsOf(&a.Spans), len(a.Heeded)
	counts.Heeded = &heeded
	return counts
}
