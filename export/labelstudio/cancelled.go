package labelstudio

import (
	"postil/export/account"
	"postil/export/jsonobject"
	"postil/export/jsontext"
)

// wasCancelled is why what stands in a cancelled annotation is left out.
const wasCancelled = "its annotation was cancelled"

// passOver lists the spans and relations in the result of an annotation that was
// cancelled, as far as it can be read.
func (s *resultReader) passOver(result []byte) {
	if result == nil {
		return
	}
	scan := jsontext.NewScanner(result)
	_ = scan.Array(func(int) error {
		raw, err := scan.Raw()
		if err != nil {
			return err
		}
		var e item
		if jsonobject.Read(raw, e.known, func(jsonobject.Member) {}) != nil {
			return nil
		}
		switch e.kindOf() {
		case "labels", "hypertextlabels":
			var v value
			if e.value != nil && jsonobject.Read(e.value, v.known, func(jsonobject.Member) {}) == nil {
				s.leaveOutEach(account.Span, v.labels)
			}
		case "relation":
			s.leaveOutEach(account.Relation, e.labels)
		}
		return nil
	})
}

// leaveOutEach leaves out one thing for each of its labels, or one that has none.
func (s *resultReader) leaveOutEach(kind account.Kind, labels []byte) {
	n := 0
	if labels != nil {
		scan := jsontext.NewScanner(labels)
		_ = scan.Array(func(int) error {
			n++
			_, err := scan.Raw()
			return err
		})
	}
	for range max(n, 1) {
		s.reader.LeaveOut(kind, wasCancelled)
	}
}
