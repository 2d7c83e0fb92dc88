package table

import "io"

// quoting finds out whether the cells between the tabs of a text are quoted (RFC
// 4180). It is told the text piece by piece, holds none of it, and counts which rows
// fit the header where quotation marks quote, and where they are characters like any
// other.
type quoting struct {
	quoted, plain rowCount
	state         quoteState
	some          bool // the line in hand holds something
	misquoted     bool // a quotation mark stands where none can quote
	headerWrong   bool // or does so in the header
	headerQuoted  bool // which begins with one otherwise, as no name does
}

// rowCount counts rows in one of the ways.
type rowCount struct {
	columns   int // of the header; 0 before its end
	fields    int // that have ended in the row in hand
	rows, fit int // below the header, and of them with as many fields
}

// quoteState is where in a row the text stands that comes next.
type quoteState byte

const (
	rowBegins quoteState = iota
	fieldBegins
	inField     // without quotation marks
	inQuotes    // a tab or a line end there is text
	behindQuote // which ends the field, or doubled means one
	misplaced   // behind a quotation mark that can't be, up to the end of the line
)

// takenPlainly reads a text to its end and tells whether its cells stand as they are:
// not all quotation marks work out, and more rows fit the header then, or as many.
func takenPlainly(r io.Reader) (bool, error) {
	var q quoting
	if _, err := io.Copy(&q, r); err != nil {
		return false, err
	}
	q.end()
	switch {
	case !q.misquoted, q.headerQuoted:
		return false, nil
	case q.headerWrong:
		return true, nil
	}
	return q.quoted.fit*q.plain.rows <= q.plain.fit*q.quoted.rows, nil
}

// Write takes the next piece of the text.
func (q *quoting) Write(b []byte) (int, error) {
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '\t':
			q.some = true
			q.plain.fields++
			q.tab()
		case '\n':
			q.lineEnd()
		case '"':
			q.some = true
			q.mark()
		default:
			q.some = true
			q.letter()
			for i+1 < len(b) && !says[b[i+1]] {
				i++
			}
		}
	}
	return len(b), nil
}

// says tells which bytes can end a field or quote it.
var says = [256]bool{'\t': true, '\n': true, '"': true}

// letter takes a byte of none of these.
func (q *quoting) letter() {
	switch q.state {
	case rowBegins, fieldBegins:
		q.state = inField
	case behindQuote:
		q.misplace()
	}
}

func (q *quoting) tab() {
	if q.state != inQuotes && q.state != misplaced {
		q.quoted.fields++
		q.state = fieldBegins
	}
}

// mark takes a quotation mark.
func (q *quoting) mark() {
	switch q.state {
	case rowBegins:
		q.headerQuoted = q.headerQuoted || q.quoted.columns == 0
		q.state = inQuotes
	case fieldBegins, behindQuote:
		q.state = inQuotes
	case inQuotes:
		q.state = behindQuote
	case inField:
		q.misplace()
	}
}

func (q *quoting) misplace() {
	q.state, q.misquoted = misplaced, true
	q.headerWrong = q.headerWrong || q.quoted.columns == 0
	q.headerQuoted = q.headerQuoted && !q.headerWrong
}

// lineEnd takes a line feed. Lines without anything are no rows.
func (q *quoting) lineEnd() {
	if q.some {
		q.plain.endRow(true)
		q.some = false
	}
	if q.state != rowBegins && q.state != inQuotes {
		q.quoted.endRow(q.state != misplaced)
		q.state = rowBegins
	}
}

// end takes the end of the text.
func (q *quoting) end() {
	if q.state == inQuotes {
		q.misplace()
	}
	q.lineEnd()
}

// endRow counts a row, which can be one as it is quoted or not.
func (c *rowCount) endRow(good bool) {
	fields := c.fields + 1
	c.fields = 0
	if c.columns == 0 {
		c.columns = fields
		return
	}
	c.rows++
	if good && fields == c.columns {
		c.fit++
	}
}
