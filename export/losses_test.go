package export_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export"
	"postil/export/account"
	"postil/export/choice"
	"postil/export/dataset"
	"postil/export/files"
	"postil/export/internal/specimen"
)

// trace is something that a project holds, told by a string that nothing else has.
type trace struct {
	what  string
	mark  string
	names string // what names it in a list of what is lost, as a regular expression
}

// traces are those that [marked] leaves.
var traces = []trace{
	{"the history", "HISTORY", `^the project's history$`}, // which none of them holds
	{"the name of a layer", "LAYERMARK", `\blayers`},
	{"the look of a layer", `"bracket"`, `\blooks`},
	{"a colour", "0a1b2c", `\bcolours`},
	{"a key", "ж", `\bkeys`},
	{"a guideline", "GUIDEMARK", `\bguidelines`},
	{"a label that no span has", "IDLELABEL", `\blabels\b.*that nothing has`},
	{"a relation type that no relation has", "IDLETYPE", `\brelation types.*that nothing has|^relations$`},
	{"an attribute that nothing has", "IDLEATTR", `\bdefinitions`},
	{"a choice that nothing has", "IDLECHOICE", `\bdefinitions`},
	{"a tag", "TAGMARK", `^tags$`},
	{"a tag's reference", "REFMARK", `^tags$`},
	{"a tag's note", "TAGNOTE", `\bnotes of tags|^tags$`},
	{"a tag that no span has", "IDLETAG", `\btags.*that nothing has|^tags$`},
	{"an annotator of spans", "ANNMARK", `\bannotators`},
	{"an annotator of nothing", "IDLEANN", `\bannotators that nothing has|^annotators, origins and times$`},
	{"the id of a document", specimen.UID(7, 1).String(), `\bids\b.* of documents`},
	{"the name of a document", "NAMEMARK", `\bnames\b.* of documents`},
	{"the source of a document", "SOURCEMARK", `\bsources\b.* of documents`},
	{"the language of a document", "nl-BE", `\blanguages\b.* of documents`},
	{"the direction of a document", "rtl", `\btext directions\b.* of documents`},
	{"the story of a document", specimen.UID(11, 1).String(), `\bstories\b.* of documents`},
	{"the split of a document", "SPLITMARK", `\bsplits\b.* of documents`},
	{"the metadata of a document", "METAMARK", `\bmetadata\b.* of documents`},
	{"when a document was imported", "2019-01-01", `\btimes\b`},
	{"the checksum of a document", text.HashOf("ORIGINAL").String(), `\bchecksums\b.* of documents`},
	{"the status of a document", "in_progress", `\bstatuses\b.* of documents`},
	{"a yes or no of a document", "DOCYES", `\battributes\b.* of documents`},
	{"a choice of a document", "DOCCHOICE", `\battributes\b.* of documents`},
	{"a number of a document", "31.4159", `\battributes\b.* of documents`},
	{"a text of a document", "DOCTEXT", `\battributes\b.* of documents`},
	{"who said what of a document", "DOCANN", `\bannotators`},
	{"the id of a span", specimen.UID(8, 1).String(), `\bids\b.* of spans`},
	{"the note of a span", "SPANNOTE", `\bnotes\b`},
	{"a choice of a span", "SPANCHOICE", `\battributes\b.* of spans`},
	{"a yes or no of a span", "SPANYES", `\battributes\b.* of spans`},
	{"a number of a span", "27.1828", `\battributes\b.* of spans`},
	{"a text of a span", "SPANTEXT", `\battributes\b.* of spans`},
	{"the origin of a span", "FROMMARK", `\borigins`},
	{"the score of a span", "0.4321", `\borigins`},
	{"when a span was made", "2019-02-11", `\btimes\b`},
	{"when a span was changed", "2019-02-12", `\btimes\b`},
	{"a relation", "TYPEMARK", `\brelations\b`},
	{"the id of a relation", specimen.UID(9, 1).String(), `\bids of .*relations|^relations$`},
	{"the group of a relation", "GROUPMARK", `\bgroups\b.* of relations|^relations$`},
	{"an attribute of a relation", "RELTEXT", `\battributes\b.* of (relations|the arguments of events)|^relations$`},
	{"the note of a relation", "RELNOTE", `\bnotes\b.* of (relations|the arguments of events)|^relations$`},
	{"the annotator of a relation", "RELANN", `\bannotators\b.* of relations|^annotators, origins and times$`},
	{"the origin of a relation", "RELFROM", `\borigins`},
	{"when a relation was made", "2019-03-01", `\btimes\b`},
}

// marked is a project in which every trace stands once.
func marked(t *testing.T) *specimen.Project {
	t.Helper()
	at := func(month, day int) time.Time { return time.Date(2019, time.Month(month), day, 10, 0, 0, 0, time.UTC) }
	uid := specimen.UID
	v := annotate.Vocabulary{
		Scheme: annotate.Scheme{
			Layers: []annotate.Layer{{UID: uid(1, 1), Name: "LAYERMARK", Look: annotate.Bracket}},
			Labels: []annotate.Label{{UID: uid(2, 1), Layer: uid(1, 1), Name: "LABEL", Colour: 0x0a1b2c, Key: "ж", Guideline: "GUIDEMARK"},
				{UID: uid(2, 2), Layer: uid(1, 1), Name: "IDLELABEL"}},
			Relations: []annotate.RelationType{{UID: uid(3, 1), Name: "TYPEMARK"}, {UID: uid(3, 2), Name: "IDLETYPE"}},
			Attributes: []annotate.AttributeDef{
				{UID: uid(4, 1), On: annotate.OnLabel, Owner: uid(2, 1), Name: "CHOICE", Kind: annotate.Choice, Choices: []string{"SPANCHOICE", "IDLECHOICE"}},
				{UID: uid(4, 2), On: annotate.OnLabel, Owner: uid(2, 1), Name: "SPANYES", Kind: annotate.YesNo},
				{UID: uid(4, 3), On: annotate.OnLabel, Owner: uid(2, 1), Name: "NUMBER", Kind: annotate.Number},
				{UID: uid(4, 4), On: annotate.OnLabel, Owner: uid(2, 1), Name: "TEXT", Kind: annotate.Text},
				{UID: uid(4, 5), On: annotate.OnLabel, Owner: uid(2, 2), Name: "IDLEATTR", Kind: annotate.Text},
				{UID: uid(4, 6), On: annotate.OnRelation, Owner: uid(3, 1), Name: "TEXT", Kind: annotate.Text},
				{UID: uid(4, 7), On: annotate.OnDocument, Name: "DOCYES", Kind: annotate.YesNo},
				{UID: uid(4, 8), On: annotate.OnDocument, Name: "CHOICE", Kind: annotate.Choice, Choices: []string{"DOCCHOICE"}},
				{UID: uid(4, 9), On: annotate.OnDocument, Name: "NUMBER", Kind: annotate.Number},
				{UID: uid(4, 10), On: annotate.OnDocument, Name: "TEXT", Kind: annotate.Text},
			},
		},
		Tags:       []annotate.Tag{{UID: uid(5, 1), Name: "TAGMARK", Usual: uid(2, 1), Ref: "REFMARK", Note: "TAGNOTE"}, {UID: uid(5, 2), Name: "IDLETAG"}},
		Annotators: []annotate.Annotator{{UID: uid(6, 1), Name: "ANNMARK"}, {UID: uid(6, 2), Name: "IDLEANN"}, {UID: uid(6, 3), Name: "DOCANN"}, {UID: uid(6, 4), Name: "RELANN"}},
	}
	body := "Bart met Ana there."
	r := &annotate.Record{Document: annotate.Document{UID: uid(7, 1), Name: "NAMEMARK", Source: "SOURCEMARK", Language: "nl-BE", Direction: annotate.RightToLeft, Story: uid(11, 1), Split: "SPLITMARK",
		Meta: annotate.Meta(`{"k":"METAMARK"}`), Text: body, TextHash: text.HashOf(body), Original: text.HashOf("ORIGINAL"), Imported: at(1, 1)}}
	score := 0.4321
	for i, ends := range [][2]int{{0, 4}, {9, 12}, {13, 18}} {
		fragments, err := annotate.Cover(body, ends)
		if err != nil {
			t.Fatal(err)
		}
		r.Spans = append(r.Spans, annotate.Span{UID: uid(8, byte(i+1)), Document: uid(7, 1), Label: uid(2, 1), Fragments: fragments, Annotator: uid(6, 1),
			Origin: annotate.Origin{Kind: annotate.Manual}, Created: at(2, 1+10*i), Updated: at(2, 2+10*i)})
	}
	s := &r.Spans[1]
	s.Origin, s.Note, s.Tag = annotate.Origin{Kind: annotate.Propagated, From: "FROMMARK", Score: &score}, "SPANNOTE", uid(5, 1)
	s.Attributes = annotate.Attributes{"CHOICE": annotate.TextValue("SPANCHOICE"), "SPANYES": annotate.YesNoValue(true), "NUMBER": annotate.NumberValue(27.1828), "TEXT": annotate.TextValue("SPANTEXT")}
	r.Relations = []annotate.Relation{{UID: uid(9, 1), Type: uid(3, 1), From: uid(8, 1), To: uid(8, 2), ToDocument: uid(7, 1), Annotator: uid(6, 4), Group: "GROUPMARK", Note: "RELNOTE",
		Attributes: annotate.Attributes{"TEXT": annotate.TextValue("RELTEXT")}, Origin: annotate.Origin{Kind: annotate.FromImport, From: "RELFROM"}, Created: at(3, 1), Updated: at(3, 2)}}
	r.Statuses = []annotate.DocumentStatus{{Document: uid(7, 1), Annotator: uid(6, 3), Status: annotate.InProgress}}
	for i, a := range []annotate.DocumentAttribute{{Name: "DOCYES", Value: annotate.YesNoValue(true)}, {Name: "CHOICE", Value: annotate.TextValue("DOCCHOICE")}, {Name: "NUMBER", Value: annotate.NumberValue(31.4159)}, {Name: "TEXT", Value: annotate.TextValue("DOCTEXT")}} {
		a.UID, a.Document, a.Annotator = uid(10, byte(i)), uid(7, 1), uid(6, 3)
		r.Attributes = append(r.Attributes, a)
	}
	return &specimen.Project{Vocabulary: v, Records: []*annotate.Record{r}}
}

// What a project holds and a data set lacks is named in what the format cannot carry,
// or in the report.
func TestEveryLossIsNamed(t *testing.T) {
	for _, f := range export.Formats() {
		if !f.Writes || f.Name == "parquet" { // which holds what csv does, packed
			continue
		}
		units := []choice.Unit{choice.Document}
		if f.Pieces {
			units = append(units, choice.Sentence)
		}
		for _, unit := range units {
			t.Run(f.Name+" "+string(unit), func(t *testing.T) {
				p := marked(t)
				folder := t.TempDir()
				written, err := export.Save(t.Context(), f, filepath.Join(folder, "data"), &p.Vocabulary, specimen.Each(p.Records), dataset.WriteOptions{Choice: choice.Options{Unit: unit}})
				if err != nil {
					t.Fatal(err)
				}
				held, said := heldIn(t, folder), slices.Concat(f.Loses, reasonsIn(written.Account))
				for _, x := range traces {
					names := regexp.MustCompile(x.names)
					if !strings.Contains(held, x.mark) && !slices.ContainsFunc(said, names.MatchString) {
						t.Errorf("%s is neither there nor said to be lost", x.what)
					}
				}
			})
		}
	}
}

// heldIn returns what stands in the files of a data set, without its report.
func heldIn(t *testing.T, folder string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasSuffix(path, files.ReportName) {
			return err
		}
		content, err := os.ReadFile(path)
		b.Write(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// reasonsIn returns why things were left out or changed.
func reasonsIn(a *account.Account) (all []string) {
	for _, tally := range []*account.Tally{&a.Documents, &a.Spans, &a.Relations} {
		for _, list := range []*account.List{&tally.LeftOut, &tally.Changed} {
			for _, r := range list.Reasons() {
				all = append(all, r.Text)
			}
		}
	}
	return all
}
