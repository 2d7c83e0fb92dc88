package conll

import (
	"bytes"
	"io"

	"postil/annotate"
)

// passOver passes over the document with that error.
func (r *reader) passOver(err error) {
	r.report.PassOver(err)
	r.passed++
	for i := range r.tracks {
		r.tracks[i].forget()
	}
	if r.within {
		r.err = r.skipDocument()
	}
}

// skipDocument goes on behind the next -DOCSTART-.
func (r *reader) skipDocument() error {
	for {
		line, err := r.readLine()
		if err == io.EOF {
			return err
		}
		if err != nil && annotate.CodeOf(err) != annotate.Invalid {
			return err
		}
		if isStart(line) {
			return nil
		}
	}
}

// skipSentence leaves out the sentence with the error, and goes on behind it: a
// file that does not say where documents begin would lose all of its documents.
func (r *reader) skipSentence(line []byte, why error) error {
	r.report.Skipped = append(r.report.Skipped, &annotate.Error{Code: annotate.CodeOf(why), Err: why, Hint: "the whole sentence was passed over"})
	lost := make([]lostEntities, len(r.tracks))
	for i := range r.tracks {
		lost[i] = r.tracks[i].retreat(r.line)
	}
	var err error
	for err == nil && !isStart(line) && (line == nil || len(bytes.TrimSpace(line)) != 0) {
		if c := split(line); line == nil || !isComment(line, c.last) {
			for i := range lost {
				var tag []byte
				if 0 <= r.layout.besides(c.n) {
					tag = r.layout.tag(&c, i)
				}
				lost[i].take(tag, r.line)
			}
		}
		if line, err = r.readLine(); annotate.CodeOf(err) == annotate.Invalid { // too long a line
			line, err = nil, nil
		}
	}
	for i := range lost {
		for _, n := range lost[i].lines {
			r.lost = append(r.lost, lostEntity{n, i})
		}
	}
	if err == io.EOF {
		return nil
	}
	if err == nil && isStart(line) {
		r.unread = true
		r.line--
	}
	return err
}

// lostEntity is an entity of the document that is passed over with its sentence: the
// line in which it begins, and which of that line's tags says so.
type lostEntity struct{ line, track int }

// sentenceUnreadable is why an entity is left out that stands in a sentence with
// an error.
const sentenceUnreadable = "its sentence cannot be read"

// lostEntities are the entities of a sentence that is passed over, as far as its
// tags show them.
type lostEntities struct {
	lines []int // in which they begin
	open  bool  // the last of them may go on
	label string
}

// take takes in the tag of a line of the sentence. One that is none, as in a line that
// is too long, ends an entity.
func (l *lostEntities) take(tag []byte, number int) {
	letter, label, err := splitTag(tag)
	if err != nil {
		letter = 'O'
	}
	goesOn := l.open && string(label) == l.label
	switch letter {
	case 'B', 'S', 'U':
		l.lines = append(l.lines, number)
	case 'I', 'E', 'L':
		if !goesOn {
			l.lines = append(l.lines, number)
		}
	}
	l.open, l.label = letter == 'B' || letter == 'I', string(label)
}
