package labelstudio_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/choice"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

func TestGolden(t *testing.T) {
	path, _ := specimen.Save(t, "labelstudio", "corpus.json", specimen.Example(t), dataset.WriteOptions{})
	specimen.Golden(t, "labelstudio.json", specimen.ContentOf(t, path))
	specimen.Golden(t, "labelstudio.config.xml", specimen.ContentOf(t, strings.TrimSuffix(path, ".json")+".config.xml"))
}

// TestCarries checks that what the format carries comes back, and that
// the account says what became of the rest.
func TestCarries(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := specimen.DrawProject(rt)
		path, said := specimen.Save(t, "labelstudio", "corpus.json", &p, dataset.WriteOptions{})
		got, report, err := specimen.Read("labelstudio", path, dataset.ReadOptions{})
		if err != nil {
			rt.Fatalf("%v\n%s", err, specimen.ContentOf(t, path))
		}
		got.Check(rt)
		if len(report.Dropped) != 0 || len(report.Notes) != 0 {
			rt.Fatalf("left out: %v %q", report.Dropped, report.Notes)
		}
		specimen.SameDocuments(rt, &p, &got)
		specimen.SameColours(rt, &p, &got)
		sameLayers(rt, &p, &got)
		specimen.CheckBooks(rt, &p, said.Account)
		links := 0
		for i, r := range p.Records {
			o := got.Records[i]
			links += len(o.Relations)
			if d := cmp.Diff(specimen.FragmentsOf(&p, r), specimen.FragmentsOf(&got, o)); d != "" {
				rt.Fatalf("spans (-want +got):\n%s", d)
			}
			sameSpans(rt, &p, &got, r, o)
			if d := cmp.Diff(specimen.Statements(&p, r), specimen.Statements(&got, o)); d != "" {
				rt.Fatalf("statements (-want +got):\n%s", d)
			}
		}
		if links != len(said.Account.Relations.Written) {
			rt.Fatalf("%d relations came back of %d", links, len(said.Account.Relations.Written))
		}
	})
}

// sameSpans compares the spans of one fragment, by their ids.
func sameSpans(t specimen.Fataler, p, q *specimen.Project, want, got *annotate.Record) {
	t.Helper()
	for i := range want.Spans {
		a := &want.Spans[i]
		if 1 < len(a.Fragments) {
			continue
		}
		at := slices.IndexFunc(got.Spans, func(s annotate.Span) bool { return s.UID == a.UID })
		if at < 0 {
			t.Fatalf("span %s is missing", a.UID)
		}
		b := &got.Spans[at]
		if d := cmp.Diff(a.Attributes, b.Attributes, specimen.SameThings); d != "" || a.Note != b.Note {
			t.Fatalf("span %s: note %q became %q, attributes (-want +got):\n%s", a.UID, a.Note, b.Note, d)
		}
		suggested := a.Origin.Kind == annotate.Suggested
		if suggested != (b.Origin.Kind == annotate.Suggested) || !suggested && specimen.AnnotatorName(p, a.Annotator) != specimen.AnnotatorName(q, b.Annotator) {
			t.Fatalf("span %+v became %+v", a, b)
		}
		if suggested && (cmp.Diff(a.Origin.Score, b.Origin.Score) != "" || a.Origin.From != "" && a.Origin.From != b.Origin.From) {
			t.Fatalf("suggestion %+v became %+v", a.Origin, b.Origin)
		}
	}
}

// sameLayers compares the layers that have labels.
func sameLayers(t specimen.Fataler, want, got *specimen.Project) {
	t.Helper()
	for _, y := range want.Vocabulary.Scheme.Layers {
		if len(want.Vocabulary.Scheme.LabelsOf(y.UID)) == 0 {
			continue
		}
		o := got.Vocabulary.Scheme.LayerNamed(y.Name)
		if o == nil || o.Look != y.Look || o.Exclusion != y.Exclusion {
			t.Fatalf("layer %+v became %+v", y, o)
		}
	}
}

// region is an item of a result that marks a region with labels.
func region(id string, start, end int, covered, labels string) string {
	return fmt.Sprintf(`{"id":%q,"from_name":"label","to_name":"text","type":"labels","value":{"start":%d,"end":%d,"text":%q,"labels":[%s]}}`, id, start, end, covered, labels)
}

// task is a task with one annotation.
func task(written string, items ...string) string {
	return fmt.Sprintf(`{"id":3,"data":{"text":%q},"annotations":[{"id":1,"completed_by":1,"result":[%s]}]}`, written, strings.Join(items, ","))
}

func TestReadLabelStudio(t *testing.T) {
	bart := region("r1", 0, 4, "Bart", `"PER"`)
	const body = "Bart 😀 in Gent"
	link := func(direction, labels string) string {
		return fmt.Sprintf(`{"from_id":"r1","to_id":"r2","type":"relation","direction":%q,"labels":[%s]}`, direction, labels)
	}
	gent := region("r2", 10, 14, "Gent", `"LOC"`)
	for name, c := range map[string]struct {
		file    string
		options dataset.ReadOptions
		want    []string
	}{
		"an array":                  {"[" + task(body, bart) + ",\n" + task("Ana", region("r1", 0, 3, "Ana", `"PER"`)) + "]", dataset.ReadOptions{}, []string{"PER:0-4:Bart", "PER:0-3:Ana"}},
		"one task":                  {task(body, bart), dataset.ReadOptions{}, []string{"PER:0-4:Bart"}},
		"lines":                     {task(body, bart) + "\n" + task("Ana", region("r1", 0, 3, "Ana", `"PER"`)) + "\n", dataset.ReadOptions{}, []string{"PER:0-4:Bart", "PER:0-3:Ana"}},
		"two labels":                {task(body, region("r1", 0, 4, "Bart", `"PER","ORG"`)), dataset.ReadOptions{}, []string{"ORG:0-4:Bart", "PER:0-4:Bart"}},
		"two layers":                {task(body, bart, region("r1", 0, 4, "Bart", `"ORG"`)), dataset.ReadOptions{}, []string{"ORG:0-4:Bart", "PER:0-4:Bart"}},
		"a relation":                {task(body, link("right", `"in"`), bart, gent), dataset.ReadOptions{}, []string{"PER:0-4:Bart", "LOC:13-17:Gent", "in:Bart>Gent"}},
		"to the left":               {task(body, bart, gent, link("left", `"in"`)), dataset.ReadOptions{}, []string{"PER:0-4:Bart", "LOC:13-17:Gent", "in:Gent>Bart"}},
		"both ways":                 {task(body, bart, gent, link("bi", `"in"`)), dataset.ReadOptions{}, []string{"PER:0-4:Bart", "LOC:13-17:Gent", "in:Bart>Gent", "in:Gent>Bart"}},
		"without a name":            {task(body, bart, gent, link("right", "")), dataset.ReadOptions{}, []string{"PER:0-4:Bart", "LOC:13-17:Gent", "relation:Bart>Gent"}},
		"offsets as strings":        {strings.Replace(task(body, bart), `"start":0,"end":4`, `"start":"0","end":"4"`, 1), dataset.ReadOptions{}, []string{"PER:0-4:Bart"}},
		"without text":              {strings.Replace(task(body, bart), `"text":"Bart",`, ``, 1), dataset.ReadOptions{}, []string{"PER:0-4:Bart"}},
		"hypertext":                 {strings.NewReplacer(`"labels"`, `"hypertextlabels"`, `"start":0,"end":4`, `"start":"/p[1]/text()[1]","end":"/p[1]/text()[1]","startOffset":0,"endOffset":4,"globalOffsets":{"start":0,"end":4}`).Replace(task(body, bart)), dataset.ReadOptions{}, []string{"PER:0-4:Bart"}},
		"UTF-16":                    {task(body, region("r2", 11, 15, "Gent", `"LOC"`)), dataset.ReadOptions{Unit: text.UTF16}, []string{"LOC:13-17:Gent"}},
		"line ends":                 {task("a\r\nBart", region("r2", 3, 7, "Bart", `"PER"`)), dataset.ReadOptions{}, []string{"PER:2-6:Bart"}},
		"a mark within":             {task("a \ufeffx\r\ny b", region("r2", 2, 7, "\ufeffx\r\ny", `"PER"`)), dataset.ReadOptions{}, []string{"PER:2-8:\ufeffx\ny"}},
		"a mark at the start":       {task("\ufeffBart", region("r2", 0, 5, "\ufeffBart", `"PER"`), region("r3", 1, 5, "Bart", `"ORG"`)), dataset.ReadOptions{}, []string{"PER:0-4:Bart", "ORG:0-4:Bart"}},
		"a break as it is shown":    {task("a\nBart\u2028x", region("r2", 0, 8, `a\nBart\nx`, `"PER"`)), dataset.ReadOptions{}, []string{"PER:0-10:a\nBart\u2028x"}},
		"space as it is shown":      {task(" a \u00a0 Bart\n x", region("r2", 0, 10, "a Bart", `"PER"`)), dataset.ReadOptions{}, []string{"PER:0-11: a \u00a0 Bart\n"}},
		"completions":               {strings.Replace(task(body, bart), "annotations", "completions", 1), dataset.ReadOptions{}, []string{"PER:0-4:Bart"}},
		"cancelled":                 {strings.Replace(task(body, bart), `"completed_by"`, `"was_cancelled":true,"completed_by"`, 1), dataset.ReadOptions{}, nil},
		"text in the task":          {`{"text":"Bart","annotations":[{"result":[` + bart + `]}]}`, dataset.ReadOptions{}, []string{"PER:0-4:Bart"}},
		"old hypertext":             {strings.NewReplacer(`"labels":[`, `"htmllabels":[`, `"type":"labels"`, `"type":"hypertextlabels"`).Replace(task(body, bart)), dataset.ReadOptions{}, []string{"PER:0-4:Bart"}},
		"nothing done":              {`[{"data":{"text":"Bart"}}]`, dataset.ReadOptions{}, nil},
		"skipped":                   {strings.Replace(task(body, bart), `"completed_by"`, `"skipped":true,"completed_by"`, 1), dataset.ReadOptions{}, nil},
		"one id in two annotations": {`{"data":{"text":"Bart in Gent"},"annotations":[{"completed_by":1,"result":[` + region("r1", 0, 4, "Bart", `"PER"`) + `]},{"completed_by":2,"result":[` + region("r1", 8, 12, "Gent", `"LOC"`) + `]}]}`, dataset.ReadOptions{}, []string{"PER:0-4:Bart", "LOC:8-12:Gent"}},
		"JSON_MIN, two regions":     {`[{"id":1,"text":"Bart in Gent","label":[{"start":0,"end":4,"text":"Bart","labels":["PER"]},{"start":8,"end":12,"text":"Gent","labels":["LOC"]}],"annotation_id":5}]`, dataset.ReadOptions{}, []string{"PER:0-4:Bart", "LOC:8-12:Gent"}},
		"JSON_MIN, one label":       {`[{"id":1,"text":"Bart in Gent","label":[{"start":0,"end":4,"labels":["X"]},{"start":8,"end":12,"labels":["X"]}],"annotation_id":5}]`, dataset.ReadOptions{}, []string{"X:0-4:Bart", "X:8-12:Gent"}},
		"regions without ids":       {strings.ReplaceAll(task("Bart in Gent", region("", 0, 4, "Bart", `"X"`), region("", 8, 12, "Gent", `"X"`)), `"id":"",`, ""), dataset.ReadOptions{}, []string{"X:0-4:Bart", "X:8-12:Gent"}},
		"JSON_MIN":                  {`[{"id":1,"text":"Bart","label":[{"start":0,"end":4,"text":"Bart","labels":["PER"]}],"annotator":2,"annotation_id":5,"lead_time":1.5}]`, dataset.ReadOptions{}, []string{"PER:0-4:Bart"}},
	} {
		t.Run(name, func(t *testing.T) {
			p, _, err := specimen.Read("labelstudio", specimen.FileWith(t, "a.json", c.file), c.options)
			if err != nil {
				t.Fatal(err)
			}
			p.Check(t)
			if d := cmp.Diff(c.want, specimen.Marks(&p)); d != "" {
				t.Errorf("spans (-want +got):\n%s", d)
			}
		})
	}
}

// TestReadLabelStudioWhole reads a task as Label Studio exports it, with all that
// it can hold.
func TestReadLabelStudioWhole(t *testing.T) {
	folder := t.TempDir()
	specimen.PutFile(t, folder, "a.config.xml", `<View><Labels name="label" toName="article"><Label value="PER" background="#ff0000" hotkey="p"/></Labels>
  <Text name="article" value="$body"/>
  <Choices name="kind" toName="article" perRegion="true"><Choice value="a"/><Choice value="b" alias="bb"/></Choices>
  <Choices name="topic" toName="article" choice="multiple"><Choice value="crime"/><Choice value="port"/></Choices>
  <Rating name="stars" toName="article"/></View>`)
	path := specimen.PutFile(t, folder, "a.json", `[{"id":7,"data":{"body":"Bart spoke","title":"x","url":"u"},"project":4,"annotations":[
  {"id":1,"completed_by":{"id":2,"email":"ana@example.org"},"created_at":"2026-01-02T03:04:05.678901Z","updated_at":"2026-01-02T03:05:00Z","lead_time":3.5,"result":[
    {"id":"k","from_name":"kind","to_name":"article","type":"choices","value":{"start":0,"end":4,"text":"Bart","choices":["bb","a"]}},
    {"id":"k","from_name":"label","to_name":"article","type":"labels","origin":"manual","meta":{"text":["sure","really"]},"value":{"start":0,"end":4,"text":"Bart","labels":["PER"]}},
    {"id":"k","from_name":"comment","to_name":"article","type":"textarea","value":{"start":0,"end":4,"text":["one","two"]}},
    {"id":"t","from_name":"topic","to_name":"article","type":"choices","value":{"choices":["port","war"]}},
    {"id":"s","from_name":"stars","to_name":"article","type":"rating","value":{"rating":4}},
    {"id":"z","from_name":"box","to_name":"article","type":"rectanglelabels","value":{"x":1}}]},
  {"id":2,"completed_by":3,"was_cancelled":true,"result":[]}],
 "drafts":[{"id":9,"user":"bob@example.org","result":[{"id":"q","from_name":"label","to_name":"article","type":"labels","value":{"start":5,"end":10,"text":"spoke","labels":["PER"]}}]}],
 "predictions":[{"id":1,"model_version":"m 1","score":0.75,"result":[
    {"id":"a","from_name":"label","to_name":"article","type":"labels","score":0.5,"value":{"start":0,"end":4,"labels":["PER"]}},
    {"id":"b","from_name":"label","to_name":"article","type":"labels","value":{"start":5,"end":10,"labels":["PER"]}}]}]}]`)
	p, report, err := specimen.Read("labelstudio", path, dataset.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	p.Check(t)
	r := p.Records[0]
	if d := cmp.Diff(`{"title":"x","url":"u","task":7}`, string(r.Document.Meta)); d != "" {
		t.Error(d)
	}
	var got []string
	for i := range r.Spans {
		s := &r.Spans[i]
		score := -1.0
		if s.Origin.Score != nil {
			score = *s.Origin.Score
		}
		got = append(got, fmt.Sprintf("%s %s %s %v %q %v", s.Text(), specimen.AnnotatorName(&p, s.Annotator), s.Origin.Kind, score, s.Note, s.Attributes))
	}
	slices.Sort(got)
	if d := cmp.Diff([]string{
		`Bart ana@example.org imported -1 "sure\nreally" map[comment:one` + "\n" + `two kind:bb]`,
		`Bart m 1 suggested 0.5 "" map[]`,
		`spoke bob@example.org imported -1 "" map[]`,
		`spoke m 1 suggested 0.75 "" map[]`,
	}, got); d != "" {
		t.Errorf("spans (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]string{
		`"ana@example.org" is done`, `"ana@example.org": "stars" is 4`, `"ana@example.org": "topic" is port`, `"ana@example.org": "topic" is war`, `"bob@example.org" is in_progress`,
	}, specimen.Statements(&p, r)); d != "" {
		t.Errorf("statements (-want +got):\n%s", d)
	}
	if d := cmp.Diff(map[string]int{"annotations.lead_time": 1, "items of type rectanglelabels": 1, "further choices of kind": 1}, report.Dropped); d != "" {
		t.Errorf("left out (-want +got):\n%s", d)
	}
	if !slices.Equal(report.Notes, []string{"1 annotation was cancelled and passed over", "1 value of Label Studio's own bookkeeping left out"}) {
		t.Errorf("%q", report.Notes)
	}
	at := slices.IndexFunc(r.Spans, func(s annotate.Span) bool { return s.Note != "" })
	if s := r.Spans[at]; !s.Created.Equal(time.UnixMilli(1767323045678)) || !s.Updated.Equal(time.Date(2026, 1, 2, 3, 5, 0, 0, time.UTC)) {
		t.Errorf("times: %v %v", s.Created, s.Updated)
	}
	l := p.Vocabulary.Scheme.LabelNamed("PER")
	if l.Colour != 0xff0000 || l.Key != "p" || p.Vocabulary.Scheme.Layer(l.Layer).Name != annotate.ImportedLayer {
		t.Errorf("label: %+v", l)
	}
}

// TestReadLabelStudioErrors checks every error with its place, and that passing
// over bad tasks reads the others.
func TestReadLabelStudioErrors(t *testing.T) {
	good := task("good", region("r", 0, 4, "good", `"G"`))
	bart := region("r1", 0, 4, "Bart", `"PER"`)
	for name, c := range map[string]struct{ task, want string }{
		"a wrong value":              {`{"id":1,"data":nul}`, "invalid JSON"},
		"no task":                    {`5`, "an object is expected"},
		"no data":                    {`{"id":1,"annotations":[]}`, `no "data"`},
		"data of another kind":       {`{"data":"x"}`, `"data": an object is expected`},
		"no text":                    {`{"data":{"image":5}}`, "the task holds no text"},
		"two texts":                  {`{"data":{"a":"x","b":"y"}}`, `which of "a" and "b" is the text`},
		"an empty text":              {task(""), "no text"},
		"a text that differs":        {task("Bart", region("r1", 0, 3, "Bart", `"PER"`)), `annotation 1: item 1 ("r1"): its text is "Bart", but its offsets cover "Bar"`},
		"other space and text":       {task("a  Bart in", region("r1", 0, 9, "a Bart", `"PER"`)), `its text is "a Bart", but its offsets cover "a  Bart i"`},
		"another unit":               {task("😀 Bart in Gent", region("r1", 3, 7, "Bart", `"PER"`)), "--offsets utf16"},
		"a mark that is not covered": {task("Bart in Gent", region("r1", 8, 12, "\ufeffGent", `"PER"`)), `its text is "\ufeffGent", but its offsets cover "Gent"`},
		"too far":                    {task("Bart", region("r1", 0, 9, "Bart", `"PER"`)), "out of range"},
		"turned round":               {task("Bart", region("r1", 4, 0, "Bart", `"PER"`)), "it is empty"},
		"no start":                   {strings.Replace(task("Bart", bart), `"start":0,`, "", 1), `it has no "start"`},
		"a wrong start":              {strings.Replace(task("Bart", bart), `"start":0,`, `"start":"x",`, 1), `"start": a number is expected`},
		"paths":                      {strings.Replace(task("Bart", bart), `"start":0,"end":4`, `"start":"/p[1]","end":"/p[1]","startOffset":0,"endOffset":4`, 1), "globalOffsets"},
		"no value":                   {task("Bart", `{"id":"r1","from_name":"label","type":"labels"}`), `it has no "value"`},
		"one id, two regions":        {task("Bart", bart, region("r1", 0, 3, "Bar", `"PER"`)), "another region has this id"},
		"a relation to none":         {task("Bart", bart, `{"from_id":"r1","to_id":"r9","type":"relation"}`), `there is no region "r9"`},
		"a relation to itself":       {task("Bart", bart, `{"from_id":"r1","to_id":"r1","type":"relation","labels":["x"]}`), "links a span with itself"},
		"half a relation":            {task("Bart", bart, `{"from_id":"r1","type":"relation"}`), `it has no "to_id"`},
		"a bad label":                {task("Bart", region("r1", 0, 4, "Bart", `" "`)), "label"},
		"labels of numbers":          {task("Bart", region("r1", 0, 4, "Bart", `1`)), `"labels": a string is expected`},
		"choices of numbers":         {task("Bart", `{"id":"c","from_name":"k","type":"choices","value":{"choices":[1]}}`), "a string is expected"},
		"no result":                  {`{"data":{"text":"Bart"},"annotations":[{"result":5}]}`, `"result": an array is expected`},
		"no list":                    {`{"data":{"text":"Bart"},"annotations":5}`, `"annotations": an array is expected`},
		"invalid UTF-8":              {"{\"data\":{\"text\":\"\xff\"}}", "no valid UTF-8"},
	} {
		t.Run(name, func(t *testing.T) {
			path := specimen.FileWith(t, "a.json", "[\n"+good+",\n"+c.task+"\n,\n"+strings.ReplaceAll(good, "good", "well")+"]")
			_, _, err := specimen.Read("labelstudio", path, dataset.ReadOptions{})
			if err == nil || !strings.Contains(err.Error(), "a.json, line 3, task 2: ") || !strings.Contains(err.Error(), c.want) || annotate.CodeOf(err) == annotate.Internal {
				t.Fatalf("%v", err)
			}
			p, report, err := specimen.Read("labelstudio", path, dataset.ReadOptions{SkipBad: true})
			if err != nil || len(report.Skipped) != 1 || report.Documents != 2 {
				t.Fatalf("%v, skipped %v", err, report.Skipped)
			}
			if got := specimen.Marks(&p); len(got) != 2 || got[1] != "G:0-4:well" {
				t.Errorf("the rest became %q", got)
			}
			if len(p.Vocabulary.Scheme.Labels) != 1 || len(p.Vocabulary.Annotators) != 1 || len(report.Dropped) != 0 {
				t.Errorf("the bad task has left something: %+v, left out %v", p.Vocabulary, report.Dropped)
			}
		})
	}
	for name, file := range map[string]string{"cut off": "[\n" + good + ",\n" + good[:50], "without end": "[\n" + good + ",\n"} {
		path := specimen.FileWith(t, "a.json", file)
		if _, _, err := specimen.Read("labelstudio", path, dataset.ReadOptions{}); err == nil || !strings.Contains(err.Error(), "line 3") || !strings.Contains(err.Error(), "the file ends") {
			t.Errorf("%s: %v", name, err)
		}
		if p, report, err := specimen.Read("labelstudio", path, dataset.ReadOptions{SkipBad: true}); err != nil || len(p.Records) != 1 || len(report.Skipped) != 1 {
			t.Errorf("%s: %v, skipped %v", name, err, report.Skipped)
		}
	}
}

// TestReadLabelStudioMinimal reads what Label Studio's converter makes of the
// golden tasks in the format JSON_MIN: an entry for each annotation.
func TestReadLabelStudioMinimal(t *testing.T) {
	folder := t.TempDir()
	specimen.PutFile(t, folder, "a.config.xml", string(specimen.ContentOf(t, "testdata/labelstudio.config.xml")))
	path := specimen.PutFile(t, folder, "a.json", `[{"text":"Das Eins, sagte Ana","document":"01920700-0000-7000-8000-000000000001","start":null,"name":"Eins","source":"s","language":"de","id":1,
  "Quotes":[{"start":4,"end":8,"text":"Eins","labels":["QUOTE"]}],"TOPIC":"drugs","annotator":"Bo","annotation_id":1,"created_at":"2026-11-21T10:00:00Z","lead_time":null},
 {"text":"Das Eins, sagte Ana","document":"01920700-0000-7000-8000-000000000001","start":null,"name":"Eins","source":"s","language":"de","id":1,
  "Quotes":[{"start":16,"end":19,"text":"Ana","labels":["SPEAKER"]}],"annotator":"Ana","annotation_id":2}]`)
	p, report, err := specimen.Read("labelstudio", path, dataset.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	p.Check(t)
	if d := cmp.Diff([]string{"QUOTE:4-8:Eins", "SPEAKER:16-19:Ana"}, specimen.Marks(&p)); d != "" {
		t.Errorf("spans (-want +got):\n%s", d)
	}
	if got := append(specimen.Statements(&p, p.Records[0]), specimen.Statements(&p, p.Records[1])...); !slices.Equal(got, []string{`"Bo" is done`, `"Bo": "TOPIC" is drugs`, `"Ana" is done`}) {
		t.Errorf("statements: %q", got)
	}
	if p.Records[0].Document.UID.String() != "01920700-0000-7000-8000-000000000001" || p.Records[1].Document.UID == p.Records[0].Document.UID {
		t.Errorf("documents %s and %s", p.Records[0].Document.UID, p.Records[1].Document.UID)
	}
	if len(report.Notes) != 1 || !strings.HasPrefix(report.Notes[0], "2 tasks are of the short form JSON_MIN") {
		t.Errorf("%q", report.Notes)
	}
}

// TestNotesOfRegions reads what a record cannot say as it stands: relations of regions
// with several labels, which are several spans, and texts as they were shown.
func TestNotesOfRegions(t *testing.T) {
	link := `{"from_id":"r1","to_id":"r2","type":"relation","labels":["in"]}`
	gent := region("r2", 9, 13, "Gent", `"LOC","GPE"`)
	_, report, err := specimen.Read("labelstudio", specimen.FileWith(t, "a.json", task("Bart\n in Gent", region("r1", 0, 8, `Bart\nin`, `"PER"`), gent, link)+"\n"+task("Bo is in Gent", region("r1", 0, 2, "Bo", `"PER"`))), dataset.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{
		"1 region states its text as it was shown, with other white space or line breaks than the document; its offsets count",
		"1 relation has an end in a region with several labels, each a span: it links the first of them",
	}, report.Notes); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// TestKnowsAnotherUnit reads regions that state no text: their offsets plainly count
// another unit, unless somebody says that they do not.
func TestKnowsAnotherUnit(t *testing.T) {
	var items []string
	written16 := strings.Repeat("😀 Bart came, Ana left. ", 8)
	at := 0
	for i, word := range strings.Fields(written16) {
		if n := text.UTF16.Len(strings.Trim(word, ",.")); word != "😀" && 6 < i && i < 30 {
			items = append(items, strings.Replace(region(fmt.Sprint(i), at, at+n, "", `"W"`), `"text":"",`, "", 1))
		}
		at += text.UTF16.Len(word + " ")
	}
	path := specimen.FileWith(t, "a.json", task(written16, items...))
	_, _, err := specimen.Read("labelstudio", path, dataset.ReadOptions{SkipBad: true})
	if annotate.CodeOf(err) != annotate.Refused || !strings.Contains(err.Error(), "a.json: of 38 borders of spans 18 lie inside a word, but only 0 if") || !strings.Contains(err.Error(), "--offsets utf16, or --offsets codepoint") {
		t.Errorf("%v", err)
	}
	if _, report, err := specimen.Read("labelstudio", path, dataset.ReadOptions{UnitSaid: true}); err != nil || len(report.Notes) != 1 || !strings.HasSuffix(report.Notes[0], "--offsets utf16") {
		t.Errorf("%v %q", err, report.Notes)
	}
	if _, report, err := specimen.Read("labelstudio", path, dataset.ReadOptions{Unit: text.UTF16}); err != nil || len(report.Notes) != 0 {
		t.Errorf("%v %q", err, report.Notes)
	}
}

// TestPiecesForOtherPrograms writes sentences, which come back as documents of
// their own that say where they are from.
func TestPiecesForOtherPrograms(t *testing.T) {
	for format, name := range map[string]string{"doccano": "a.jsonl", "labelstudio": "a.json"} {
		p, _, err := specimen.Read("jsonl", specimen.FileWith(t, "in.jsonl", `{"id":"d","name":"N","source":"s","text":"Ana met Bo. Bo left. Stop. Stop.","meta":{"text":1,"name":2,"url":"u"},`+
			`"spans":[{"id":"a","start":0,"end":3,"label":"P","text":"Ana"},{"id":"b","start":8,"end":10,"label":"P","text":"Bo"},{"id":"c","start":12,"end":14,"label":"P","text":"Bo"}],`+
			`"relations":[{"type":"meets","from":"a","to":"b"},{"type":"is","from":"b","to":"c"}]}`), dataset.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		path, said := specimen.Save(t, format, name, &p, dataset.WriteOptions{Choice: choice.Options{Unit: choice.Sentence}})
		if said.Account.Relations.LeftOut.Len() != 1 || len(said.Account.Spans.Written) != 3 {
			t.Errorf("%s: %+v", format, said.Account)
		}
		back, _, err := specimen.Read(format, path, dataset.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		back.Check(t)
		if d := cmp.Diff([]string{"P:0-3:Ana", "P:8-10:Bo", "meets:Ana>Bo", "P:0-2:Bo"}, specimen.Marks(&back)); d != "" {
			t.Errorf("%s (-want +got):\n%s", format, d)
		}
		var sources []string
		for _, r := range back.Records {
			sources = append(sources, r.Document.Source)
			meta := specimen.MetaOf(t, r.Document.Meta)
			if meta["document"] != p.Records[0].Document.UID.String() || meta["url"] != "u" || meta["name"] != 2.0 || meta["text"] != 1.0 || r.Document.Name != "N" {
				t.Errorf("%s: %+v", format, r.Document)
			}
		}
		if !slices.Equal(sources, []string{"s#0", "s#12", "s#21", "s#27"}) {
			t.Errorf("%s: %q", format, sources)
		}
	}
}

// TestDroppedTextMakesAnotherDocument leaves out what an exclusion layer marks:
// what is left is not the document any more.
func TestDroppedTextMakesAnotherDocument(t *testing.T) {
	for format, name := range map[string]string{"doccano": "a.jsonl", "labelstudio": "a.json"} {
		p, _, err := specimen.Read("jsonl", specimen.FileWith(t, "in.jsonl", `{"id":"d","source":"s","text":"MENU Ana met Bo.","spans":[{"start":0,"end":5,"label":"MENU","layer":"Furniture","text":"MENU "},{"start":5,"end":8,"label":"P","text":"Ana"}]}`), dataset.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		path, _ := specimen.Save(t, format, name, &p, dataset.WriteOptions{Choice: choice.Options{DropExcluded: true}})
		back, _, err := specimen.Read(format, path, dataset.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if got := specimen.Marks(&back); !slices.Equal(got, []string{"P:0-3:Ana"}) || back.Records[0].Document.UID == p.Records[0].Document.UID {
			t.Errorf("%s: %q %+v", format, got, back.Records[0].Document)
		}
	}
}

func TestReadLabelStudioConfigErrors(t *testing.T) {
	folder := t.TempDir()
	specimen.PutFile(t, folder, "a.config.xml", "<View><Labels")
	path := specimen.PutFile(t, folder, "a.json", `[{"data":{"text":"a"}}]`)
	if _, _, err := specimen.Read("labelstudio", path, dataset.ReadOptions{}); err == nil || !strings.Contains(err.Error(), "a.config.xml: it is no labelling configuration") {
		t.Errorf("%v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("[" + task("Bart 😀 in", region("r1", 0, 4, "Bart", `"PER"`), `{"id":"r1","from_name":"k","type":"choices","value":{"start":0,"choices":["x"]}}`) + "]"))
	f.Add([]byte(task("Bart", `{"id":"c","from_name":"k","type":"textarea","value":{"text":["x"]}}`, `{"id":"n","from_name":"m","type":"number","value":{"number":1.5}}`)))
	f.Add([]byte(`[{"data":{"text":"a"},"predictions":[{"model_version":"m","score":0.5,"result":[]}],"drafts":[{"user":"b","result":[]}]}]`))
	f.Fuzz(func(t *testing.T, file []byte) { specimen.FuzzRead(t, "labelstudio", "a.json", file) })
}

func FuzzReadConfig(f *testing.F) {
	f.Add([]byte(`<View><Labels name="label" toName="text" look="fill"><Label value="PER"/></Labels><Text name="text" value="$text"/><Choices name="k" toName="text" perRegion="true" whenLabelValue="PER"><Choice value="a"/></Choices><Relations><Relation value="r"/></Relations></View>`))
	f.Fuzz(func(t *testing.T, config []byte) {
		folder := t.TempDir()
		specimen.PutFile(t, folder, "a.config.xml", string(config))
		path := specimen.PutFile(t, folder, "a.json", "["+task("Bart", region("r1", 0, 4, "Bart", `"PER"`), `{"id":"r1","from_name":"k","type":"choices","value":{"choices":["x"]}}`)+"]")
		if p, _, err := specimen.Read("labelstudio", path, dataset.ReadOptions{}); err == nil {
			p.Check(t)
		}
	})
}
