package labelstudio

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"postil/annotate"
	"postil/export/dataset"
	"postil/export/intake"
	"postil/export/jsonobject"
	"postil/export/jsontext"
)

// reader reads tasks as Label Studio exports and imports them: an
// array of them, or one a line, with the labelling configuration where it stands
// beside them.
//
// What an annotation holds belongs to whoever completed it, who has done the
// document then; cancelled annotations are passed over. Drafts are in progress.
// Predictions are suggested by the model that they name. Items of a result with
// the same id are about the same region: each of its labels is a span, and each
// value of a choice, number, rating or text is an attribute of them; without a
// region it is one of the document. Offsets are in [dataset.ReadOptions].Unit, and the
// text of every region is compared with the one they cover, as it stands or as a
// browser shows it. A relation links the spans of the first labels of two regions.
type reader struct {
	*intake.Documents
	scheme *scheme
}

// What notes count.
const (
	cancelledAnnotation = "cancelled"
	minimalTask         = "minimal"
	bookkeeping         = "bookkeeping"
	shownText           = "shown"
	severalLabels       = "several labels"
)

func open(path string, o dataset.ReadOptions) (dataset.Reader, error) {
	in, err := intake.OpenDocuments(path, "task", o)
	if err != nil {
		return nil, err
	}
	scheme, err := readConfig(path, in.Words)
	if err != nil {
		in.Close()
		return nil, err
	}
	return &reader{Documents: in, scheme: scheme}, nil
}

// Next returns the next document.
func (r *reader) Next() (*annotate.Record, error) { return r.Record(r.record) }

// Report says what was read so far.
func (r *reader) Report() dataset.Report {
	report := r.Documents.Report()
	if n := r.Remarks[cancelledAnnotation]; 0 < n {
		report.Notes = append(report.Notes, annotate.Counted(n, "annotation was cancelled and passed over", "annotations were cancelled and passed over"))
	}
	if n := r.Remarks[bookkeeping]; 0 < n {
		report.Notes = append(report.Notes, annotate.Counted(n, "value", "values")+" of Label Studio's own bookkeeping left out")
	}
	if n := r.Remarks[shownText]; 0 < n {
		report.Notes = append(report.Notes, annotate.Counted(n, "region states its text as it was shown, with other white space or line breaks than the document; its offsets count",
			"regions state their texts as they were shown, with other white space or line breaks than the document; their offsets count"))
	}
	if n := r.Remarks[severalLabels]; 0 < n {
		report.Notes = append(report.Notes, annotate.Counted(n, "relation has an end in a region with several labels, each a span: it links the first of them",
			"relations have an end in a region with several labels, each a span: they link the first of them"))
	}
	if n := r.Remarks[minimalTask]; 0 < n {
		report.Notes = append(report.Notes, annotate.Counted(n, "task is of the short form JSON_MIN, which has no relations and no predictions", "tasks are of the short form JSON_MIN, which has no relations and no predictions"))
	}
	return report
}

// taskMembers is a task, its values as JSON.
type taskMembers struct {
	id, data, meta, annotations, predictions, drafts []byte
	rest                                             []jsonobject.Member
}

// known returns the place of a key's value, nil where the key is not known.
func (m *taskMembers) known(key []byte) *[]byte {
	switch string(key) {
	case "id":
		return &m.id
	case "data":
		return &m.data
	case "meta":
		return &m.meta
	case "annotations", "completions": // as they were called before version 1.0
		return &m.annotations
	case "predictions":
		return &m.predictions
	case "drafts":
		return &m.drafts
	}
	return nil
}

func (r *reader) task(value []byte) (*taskMembers, error) {
	var m taskMembers
	err := jsonobject.Read(value, m.known, func(other jsonobject.Member) { m.rest = append(m.rest, other) })
	return &m, err
}

func (r *reader) record(value []byte) (*annotate.Record, error) {
	m, err := r.task(value)
	if err != nil {
		return nil, err
	}
	all := m.rest
	if m.data != nil {
		for _, u := range m.rest {
			r.dropValue("tasks", u.Key, u.Value)
		}
		if all, err = jsonobject.Members(m.data); err != nil {
			return nil, jsonobject.Wrong("data", err)
		}
	} else if m.annotations == nil && m.predictions == nil || !slices.ContainsFunc(all, holdsText) {
		return r.minimalRecord(m)
	}
	keys, written, err := r.data(all)
	if err != nil {
		return nil, err
	}
	if m.meta != nil && len(m.meta) > len("{}") {
		keys.Renamed = append(keys.Renamed, intake.Renamed{Member: jsonobject.Member{Key: "task meta", Value: m.meta}, From: "tasks.meta"})
	}
	if _, spelt := intake.SpeltID(jsonobject.TrimQuotes(keys.Document)); m.id != nil && !spelt {
		keys.Renamed = append(keys.Renamed, intake.Renamed{Member: jsonobject.Member{Key: "task", Value: m.id}, From: "tasks.id"})
	}
	settled, err := r.Settle(written)
	if err != nil {
		return nil, err
	}
	d, err := keys.Begin(r.Documents, settled)
	if err != nil {
		return nil, err
	}
	results := resultReader{reader: r, draft: d, by: intake.Ruler{Settled: &d.Settled, Unit: r.Options.Unit}, own: keys.Whole()}
	if err := results.all(m); err != nil {
		return nil, err
	}
	return d.Finish()
}

// dropValue says that a key of tasks, annotations and so on is left out, unless
// its value says nothing.
func (r *reader) dropValue(in, key string, raw []byte) {
	switch string(raw) {
	case "null", "false", "0", `""`, "[]", "{}":
		return
	}
	if slices.Contains(isBookkeeping, key) {
		r.Remark(bookkeeping)
		return
	}
	r.Drop(in + "." + key)
}

// isBookkeeping are keys of tasks and annotations under which Label
// Studio keeps what only it needs: numbers of its database, counts, and what
// happened last.
var isBookkeeping = []string{
	"allow_skip", "bulk_created", "cancelled_annotations", "comment_authors", "comment_count", "created_ago", "created_at", "created_username",
	"draft_created_at", "file_upload", "import_id", "inner_id", "is_labeled", "last_action", "last_comment_updated_at", "last_created_by",
	"model", "model_run", "overlap", "parent_annotation", "parent_prediction", "prediction", "project", "result_count", "storage_filename",
	"task", "total_annotations", "total_predictions", "unique_id", "unresolved_comment_count", "updated_at", "updated_by", "was_postponed",
}

// data finds the text among the data of a task, which some programs write into
// the task itself.
func (r *reader) data(all []jsonobject.Member) (*intake.DocumentKeys, []byte, error) {
	at, err := r.textOf(all)
	if err != nil {
		return nil, nil, err
	}
	written := all[at].Value
	var k intake.DocumentKeys
	for _, m := range slices.Delete(all, at, at+1) {
		if place := k.Known([]byte(m.Key)); place != nil {
			*place = jsonobject.Present(m.Value)
		} else {
			k.Unknown = append(k.Unknown, m)
		}
	}
	return &k, written, nil
}

// textOf returns which of the data is the text: what the configuration shows,
// else what is called so, else the only one that is a text.
func (r *reader) textOf(all []jsonobject.Member) (int, error) {
	for _, key := range append(r.scheme.textKeys(), "text") {
		if i := slices.IndexFunc(all, func(m jsonobject.Member) bool { return m.Key == key && holdsText(m) }); 0 <= i {
			return i, nil
		}
	}
	found := -1
	for i, m := range all {
		if !holdsText(m) {
			continue
		}
		if 0 <= found {
			return 0, &annotate.Error{Code: annotate.Invalid, Where: `"data"`, What: "it is not clear which of " + annotate.Excerpt(all[found].Key) + " and " + annotate.Excerpt(m.Key) + " is the text",
				Hint: `call it "text", or put the labelling configuration beside the file as NAME.config.xml`}
		}
		found = i
	}
	if found < 0 {
		return 0, &annotate.Error{Code: annotate.Invalid, Where: `"data"`, What: "the task holds no text", Hint: "only tasks about texts can be read"}
	}
	return found, nil
}

func holdsText(m jsonobject.Member) bool { return m.Value[0] == '"' }

// textKeys returns the keys of the texts that the configuration shows.
func (c *scheme) textKeys() (keys []string) {
	for _, key := range c.texts {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// LooksLike tells by its keys whether a first object is a task of Label
// Studio: it has data or, beside no text, annotations, or is one of JSON_MIN, which
// has neither but the number of its annotation or a list of regions.
func LooksLike(keys map[string]byte) bool {
	listed := keys["annotations"] == '[' || keys["completions"] == '['
	return keys["data"] == '{' || listed && keys["text"] == 0 || keys["annotation_id"] == '0' || slices.Contains(slices.Collect(maps.Values(keys)), Regions)
}

// annotatorOf returns who completed an annotation: a user's address, or else name,
// or else number.
func (r *reader) annotatorOf(raw []byte) (annotate.UID, error) {
	name := r.Options.Annotator
	scan := jsontext.NewScanner(raw)
	switch scan.Kind() {
	case '"':
		b, err := scan.Text()
		if err != nil {
			return annotate.UID{}, err
		}
		name = string(b)
	case '0':
		b, err := scan.Number()
		if err != nil {
			return annotate.UID{}, err
		}
		name = "user " + string(b)
	case '{':
		said, err := userName(raw)
		if err != nil {
			return annotate.UID{}, err
		}
		if said != "" {
			name = said
		}
	}
	return r.person(name, r.Options.Annotator)
}

// person returns the annotator with that name, on one line, and where it is blank
// with the other one.
func (r *reader) person(name, other string) (annotate.UID, error) {
	name = strings.Join(strings.FieldsFunc(name, func(c rune) bool { return unicode.IsSpace(c) || unicode.IsControl(c) }), " ")
	if name == "" {
		name = other
	}
	return r.Words.Annotator([]byte(name))
}

// userName returns what a user object says of the person.
func userName(raw []byte) (string, error) {
	all, err := jsonobject.Members(raw)
	if err != nil {
		return "", err
	}
	said := map[string]string{}
	for _, m := range all {
		said[m.Key], _ = jsonobject.TextOrNumber(m.Value, m.Key)
	}
	switch {
	case said["email"] != "":
		return said["email"], nil
	case said["first_name"] != "" && said["last_name"] != "":
		return said["first_name"] + " " + said["last_name"], nil
	case said["first_name"]+said["last_name"] != "":
		return said["first_name"] + said["last_name"], nil
	case said["id"] != "":
		return fmt.Sprintf("user %s", said["id"]), nil
	}
	return "", nil
}
