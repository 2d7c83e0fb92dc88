package conll

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

// take takes in a line of the sentence, nil for one that is too long. One that
// has no tag ends an entity.
func (l *lostEntities) take(line []byte, number int) {
	columns := split(line)
	if line != nil && isComment(line, columns.last) {
		return
	}
	letter, label, err := splitTag(columns.last)
	if err != nil || columns.n < 2 {
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
