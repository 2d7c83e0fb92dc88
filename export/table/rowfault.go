package table

import (
	"fmt"

	"postil/annotate"
)

// rowFault is why lines are no row.
type rowFault struct {
	what       faultKind
	line, last int  // where the row begins, and up to where it was read
	column     int  // of the last line, where the fault shows, in bytes from 1; 0 for nowhere
	cells      int  // that were found
	columns    int  // of the header
	apart      bool // the lines behind the first are read again, as rows of their own
}

type faultKind int

const (
	wrongCount faultKind = iota // of cells
	wrongTabs                   // the same, where nothing is quoted
	bareMark                    // a quotation mark in a cell that is not quoted
	goesOn                      // a quoted cell, behind its end
	unended                     // a quoted cell ends nowhere
	endless                     // a row is longer than any
	holdsRows                   // a quoted cell holds what are rows themselves
)

// Error says in words what is wrong, without the line where the row begins.
func (f *rowFault) Error() string { return f.said().Error() }

// misquoted tells whether a quotation mark stands where none can.
func (f *rowFault) misquoted() bool { return f.what != wrongCount && f.what != wrongTabs }

// said says in words what is wrong.
func (f *rowFault) said() *annotate.Error {
	e := &annotate.Error{Code: annotate.Invalid, Hint: "double the quotation marks that belong to the text"}
	switch f.what {
	case wrongCount, wrongTabs:
		e.What, e.Hint = fmt.Sprintf("the row has %s, and the header %d", annotate.Counted(f.cells, "field", "fields"), f.columns), "a field that holds the delimiter or a line break must stand in quotation marks"
		if f.what == wrongTabs {
			e.Hint = "nothing is quoted in this file: each tab begins a field, and each line break a row"
		}
	case bareMark:
		e.What, e.Hint = "a quotation mark stands in a field without quotation marks"+f.place(), "put the field in quotation marks, and double those in it"
	case goesOn:
		e.What = "a quoted field goes on behind its closing quotation mark" + f.place()
	case unended:
		e.What = "a quoted field does not end"
	case endless:
		e.What = "a quoted field is longer than 16 MiB"
	case holdsRows:
		e.What = "a quoted field holds what are rows themselves"
	}
	switch {
	case f.last == f.line:
	case f.apart && f.last == f.line+1:
		e.What += fmt.Sprintf("; line %d is a row of its own", f.last)
	case f.apart:
		e.What += fmt.Sprintf("; lines %d to %d are rows of their own", f.line+1, f.last)
	default:
		e.What += fmt.Sprintf("; all up to line %d is taken for this row", f.last)
	}
	return e
}

// place says where the fault shows.
func (f *rowFault) place() string {
	if f.last == f.line {
		return fmt.Sprintf(" (column %d)", f.column)
	}
	return fmt.Sprintf(" (column %d of line %d)", f.column, f.last)
}
