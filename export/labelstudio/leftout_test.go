package labelstudio_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/export/account"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// TestLeftOutOfATask lists regions without label and all that was cancelled, each
// by an id of its own, and nothing of a task that cannot be read.
func TestLeftOutOfATask(t *testing.T) {
	one, two := region("r1", 0, 4, "Bart", `"PER","ORG"`), region("r2", 8, 12, "Gent", `"LOC"`)
	link := `{"from_id":"r1","to_id":"r2","type":"relation","labels":["in"]}`
	cancelled := strings.Replace(task("Bart in Gent", one, two, link), `"completed_by"`, `"was_cancelled":true,"completed_by"`, 1)
	bare := task("Bart in Gent", strings.Replace(one, `,"labels":["PER","ORG"]`, "", 1), two)
	bad := strings.Replace(bare, "Gent\"}", "Gent\"},{", 1)
	_, report, err := specimen.Read("labelstudio", specimen.FileWith(t, "a.json", cancelled+"\n"+bare+"\n"+bad+"\n"), dataset.ReadOptions{SkipBad: true})
	if err != nil || report.Documents != 2 || len(report.Skipped) != 1 {
		t.Fatalf("%+v, %v", report, err)
	}
	why, ids := map[string]int{}, map[annotate.UID]bool{}
	for _, l := range report.LeftOut {
		why[[]string{account.Document: "document", account.Span: "span", account.Relation: "relation"}[l.Kind]+": "+l.Reason]++
		ids[l.ID] = true
	}
	want := map[string]int{"span: its annotation was cancelled": 3, "relation: its annotation was cancelled": 1, "span: it has no label": 1, "document: it cannot be read": 1}
	if diff := cmp.Diff(want, why); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(ids) != len(report.LeftOut) {
		t.Errorf("%d things have %d ids", len(report.LeftOut), len(ids))
	}
}
