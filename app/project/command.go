package project

import (
	"context"
	"reflect"
	"slices"
	"time"

	"postil/annotate"
	"postil/annotate/pasttag"
	"postil/storage"
)

// step is one command while it writes. What goes through its methods is noted,
// so that memory can follow after the commit without reading the file again.
type step struct {
	*storage.Writer
	me         annotate.UID
	shelf      *shelf
	touched    storage.Touched
	gone, come []annotate.Span // the spans' states before and after
	statuses   []annotate.DocumentStatus
	directions map[annotate.UID]annotate.Direction // of documents, as changed
	languages  map[annotate.UID]string             // of documents, as changed
	stories    map[annotate.UID]annotate.UID       // of documents, as changed
	tags       []annotate.Tag                      // new, or as changed
	scheme     *annotate.Scheme                    // as changed; nil where it wasn't
}

// do runs one command as one change: write, commit, follow, tell.
func (p *Project) do(ctx context.Context, name string, write func(*step) error) error {
	s, err := p.run(ctx, name, write)
	if err != nil {
		return err
	}
	if s != nil {
		p.signals.Saved.emit(struct{}{})
		p.tell(s.touched)
	}
	return nil
}

// run is [Project.do] without telling; nil stands for a command that changed
// nothing.
func (p *Project) run(ctx context.Context, name string, write func(*step) error) (*step, error) {
	p.command.Lock()
	defer p.command.Unlock()
	if err := p.join(ctx); err != nil {
		return nil, err
	}
	s := &step{}
	change, err := p.file.Do(ctx, storage.Action{Name: name, Annotator: p.me.UID}, func(w *storage.Writer) error {
		*s = step{Writer: w, me: p.me.UID, shelf: &p.opened}
		return write(s)
	})
	if err != nil {
		p.opened.forget(s.touched.Documents)
		return nil, err
	}
	if change.UID.IsZero() {
		return nil, nil
	}
	p.follow(s, name)
	return s, nil
}

// join adds the annotator to the project with the first thing they do. It is a
// change of its own that nobody undoes: later changes name the annotator.
func (p *Project) join(ctx context.Context) error {
	if p.joined {
		return nil
	}
	_, err := p.file.Do(ctx, storage.Action{Name: "join"}, func(w *storage.Writer) error { return w.PutAnnotator(p.me) })
	if err != nil {
		return err
	}
	p.joined = true
	p.lists.mu.Lock()
	defer p.lists.mu.Unlock()
	p.lists.vocabulary.Annotators = append(p.lists.vocabulary.Annotators, p.me)
	return nil
}

// follow brings memory up to date with a command that is on the disk.
func (p *Project) follow(s *step, name string) {
	p.past.follow(func(m *memory) {
		for _, t := range s.tags {
			m.index.PutTag(t)
		}
		for i := range s.gone {
			m.remove(pasttag.UseOf(&s.gone[i]))
		}
		for i := range s.come {
			m.add(pasttag.UseOf(&s.come[i]))
		}
	})
	l := &p.lists
	l.mu.Lock()
	defer l.mu.Unlock()
	l.undo, l.redo = name, ""
	if s.scheme != nil {
		l.vocabulary.Scheme = *s.scheme
	}
	for _, t := range s.tags {
		l.putTag(t)
	}
	for i := range s.gone {
		l.count(s.gone[i].Document, -1)
	}
	for i := range s.come {
		l.count(s.come[i].Document, +1)
	}
	for _, st := range s.statuses {
		l.setStatus(st.Document, st.Status)
	}
	for document, d := range s.directions {
		l.setDirection(document, d)
	}
	for document, language := range s.languages {
		l.setLanguage(document, language)
	}
	for document, story := range s.stories {
		l.setStory(document, story)
	}
}

// tell emits the signals for what was touched.
func (p *Project) tell(t storage.Touched) {
	if t.Scheme {
		p.signals.Scheme.emit(struct{}{})
	}
	if t.Tags {
		p.signals.Tags.emit(struct{}{})
	}
	if t.List {
		p.signals.Documents.emit(struct{}{})
	}
	for _, d := range t.Documents {
		p.signals.Document.emit(d)
	}
	p.signals.History.emit(struct{}{})
}

// touch notes a document.
func (s *step) touch(document annotate.UID) {
	if !slices.Contains(s.touched.Documents, document) {
		s.touched.Documents = append(s.touched.Documents, document)
	}
}

// add adds a span.
func (s *step) add(span *annotate.Span) error {
	s.touch(span.Document)
	if err := s.PutSpan(span); err != nil {
		return err
	}
	s.come = append(s.come, *span)
	s.shelf.put(span)
	return nil
}

// remove removes spans of the annotator.
func (s *step) remove(spans ...annotate.UID) error {
	for _, uid := range spans {
		span, err := s.mine(uid)
		if err != nil {
			return err
		}
		s.touch(span.Document)
		s.gone = append(s.gone, span)
		s.shelf.drop(&span)
	}
	return s.DeleteSpans(spans...)
}

// edit lets change alter one of the annotator's spans.
func (s *step) edit(uid annotate.UID, change func(*annotate.Span) error) (annotate.Span, error) {
	old, err := s.mine(uid)
	if err != nil {
		return old, err
	}
	span := old.Clone()
	if err := change(&span); err != nil {
		return old, err
	}
	if reflect.DeepEqual(span, old) {
		return old, nil
	}
	span.Updated = time.Time{} // becomes the time of the change
	s.touch(span.Document)
	if err := s.PutSpan(&span); err != nil {
		return old, err
	}
	s.gone, s.come = append(s.gone, old), append(s.come, span)
	s.shelf.drop(&old)
	s.shelf.put(&span)
	return span, nil
}

// mine reads a span and refuses one that is somebody else's.
func (s *step) mine(uid annotate.UID) (annotate.Span, error) {
	span, err := s.Span(uid)
	if err == nil && span.Annotator != s.me {
		err = &annotate.Error{Code: annotate.Refused, Where: "span " + uid.String(), What: "it is somebody else's", Hint: "mark it yourself instead"}
	}
	return span, err
}

// putTag adds or replaces a tag.
func (s *step) putTag(t annotate.Tag) error {
	if err := s.PutTag(t); err != nil {
		return err
	}
	s.tags, s.touched.Tags = append(s.tags, t), true
	return nil
}

// begin makes a document that was new to the annotator one in progress.
func (s *step) begin(document annotate.UID) error {
	statuses, err := s.Statuses(document)
	if err != nil {
		return err
	}
	for _, st := range statuses {
		if st.Annotator == s.me && st.Status != annotate.Unread {
			return nil
		}
	}
	return s.setStatus(document, annotate.InProgress)
}

// setStatus says how far the annotator has come with a document.
func (s *step) setStatus(document annotate.UID, status annotate.Status) error {
	st := annotate.DocumentStatus{Document: document, Annotator: s.me, Status: status}
	if err := s.SetStatus(st); err != nil {
		return err
	}
	s.statuses = append(s.statuses, st)
	s.touch(document)
	return nil
}

// setDirection says which way a document's paragraphs run.
func (s *step) setDirection(document annotate.UID, d annotate.Direction) error {
	if err := s.SetDirection(document, d); err != nil {
		return err
	}
	s.directions = map[annotate.UID]annotate.Direction{document: d}
	s.touch(document)
	return nil
}

// setLanguage says which language a document is in.
func (s *step) setLanguage(document annotate.UID, language string) error {
	if err := s.SetLanguage(document, language); err != nil {
		return err
	}
	if s.languages == nil {
		s.languages = map[annotate.UID]string{}
	}
	s.languages[document], s.touched.List = language, true
	s.touch(document)
	return nil
}
