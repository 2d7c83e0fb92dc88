package window

import (
	"context"

	"postil/annotate"
	"postil/app/project"
)

// turn returns what makes the open document's paragraphs run in a direction.
func (w *Window) turn(d annotate.Direction) func() {
	return func() {
		document := w.page.doc.UID
		w.command("The text direction cannot be changed", document, func(ctx context.Context, p *project.Project) (func(), error) {
			return func() {
				w.reading.update(w.project, w.page)
				w.menus.update()
			}, p.SetDirection(ctx, document, d)
		})
	}
}

// runs returns what tells whether the open document's paragraphs run in a
// direction.
func (w *Window) runs(d annotate.Direction) func() bool {
	return func() bool {
		if w.page == nil {
			return false
		}
		item, there := w.project.Document(w.page.doc.UID)
		return there && item.Direction == d
	}
}
