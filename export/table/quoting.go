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
	lines         int  // of the row in hand that hold something, as it is quoted
	alone         int  // of them, those that are rows as they stand
	marked        bool // a cell is quoted
	needed        bool // and for a reason: it holds a tab, a line end or a quotation mark
	misquoted     bool // a quotation mark stands where none can quote
	headerWrong   bool // or does so in the header
	headerQuoted  bool // which begins with one otherwise, as no name does
	bareComma     bool // a comma stands in a cell that is not quoted
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

// reading is how the cells between tabs are taken.
type reading int

const (
	noQuotes    reading = iota // none is quoted
	quotesQuote                // quotation marks are taken off
	quotesStay
)

// readingOf reads a text to its end and tells how its cells are to be taken: plainly
// is the rule, and quoting the exception that must show. It does where all quotation
// marks work out and some cell needs them, or all that hold a comma have them, as
// spreadsheets do; or where more rows fit the header with quoting than without.
func readingOf(r io.Reader) (reading, error) {
	var q quoting
	if _, err := io.Copy(&q, r); err != nil {
		return noQuotes, err
	}
	q.end()
	switch {
	case !q.marked && !q.misquoted:
		return noQuotes, nil
	case q.headerQuoted:
		return quotesQuote, nil
	case q.headerWrong:
		return quotesStay, nil
	case !q.misquoted && (q.needed || !q.bareComma):
		return quotesQuote, nil
	case !q.misquoted || q.quoted.fit*q.plain.rows <= q.plain.fit*q.quoted.rows:
		return quotesStay, nil
	}
	return quotesQuote, nil
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
		case ',':
			q.some = true
			q.letter()
			q.bareComma = q.bareComma || q.state == inField
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

// says tells which bytes can end a field or quote it, or ask for that.
var says = [256]bool{'\t': true, '\n': true, '"': true, ',': true}

// letter takes a byte that is only itself.
func (q *quoting) letter() {
	switch q.state {
	case rowBegins, fieldBegins:
		q.state = inField
	case behindQuote:
		q.misplace()
	}
}

func (q *quoting) tab() {
	switch q.state {
	case inQuotes:
		q.needed = true
	case misplaced:
	default:
		q.quoted.fields++
		q.state = fieldBegins
	}
}

// mark takes a quotation mark.
func (q *quoting) mark() {
	switch q.state {
	case rowBegins:
		q.headerQuoted = q.headerQuoted || q.quoted.columns == 0
		q.state, q.marked = inQuotes, true
	case fieldBegins:
		q.state, q.marked = inQuotes, true
	case behindQuote:
		q.state, q.needed = inQuotes, true
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

// lineEnd takes a line feed. Lines without anything are no rows. Where all lines of a
// quoted row are rows as they stand, nothing is quoted there.
func (q *quoting) lineEnd() {
	if q.some {
		q.lines++
		if q.plain.endRow(true) {
			q.alone++
		}
		q.some = false
	}
	switch q.state {
	case rowBegins:
	case inQuotes:
		q.needed = true
	default:
		if 1 < q.lines && q.lines == q.alone {
			q.misplace()
		}
		q.quoted.endRow(q.state != misplaced)
		q.state, q.lines, q.alone = rowBegins, 0, 0
	}
}

// end takes the end of the text.
func (q *quoting) end() {
	if q.state == inQuotes {
		q.misplace()
	}
	q.lineEnd()
}

// endRow counts a row, which can be one as it is quoted or not, and tells whether it
// fits the header.
func (c *rowCount) endRow(good bool) bool {
	fields := c.fields + 1
	c.fields = 0
	if c.columns == 0 {
		c.columns = fields
		return false
	}
	c.rows++
	if good = good && fields == c.columns; good {
		c.fit++
	}
	return good
}
