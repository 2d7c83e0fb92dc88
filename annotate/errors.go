package annotate

import (
	"errors"
	"strings"
)

// Code classifies an error for the program; the message is for the person.
type Code string

// The codes that errors of the domain, the project file and the data formats
// carry.
const (
	Invalid  Code = "invalid"   // the input breaks a rule
	NotFound Code = "not found" // the named thing isn't there
	Exists   Code = "exists"    // the name or key is taken
	Conflict Code = "conflict"  // somebody's later work stands in the way
	Refused  Code = "refused"   // this program must not touch this file
	Internal Code = "internal"  // everything else
)

// Error tells a person what happened, where, and what to do about it.
type Error struct {
	Code  Code
	Where string // the file, line, document or span concerned; may be empty
	What  string // what is wrong, without a full stop
	Hint  string // what the person can do; may be empty
	Err   error  // the cause, if another error was
}

// Error puts the parts in the order a person reads them: where, what, why, and
// what to do.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Where != "" {
		b.WriteString(e.Where + ": ")
	}
	b.WriteString(e.What)
	if e.Err != nil {
		if e.What != "" {
			b.WriteString(": ")
		}
		b.WriteString(e.Err.Error())
	}
	if e.Hint != "" {
		b.WriteString("; " + e.Hint)
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// CodeOf returns the code of the outermost [Error] in err's chain, Internal
// where there is none, and "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}

// At returns err with the place where it happened, outermost first.
func At(where string, err error) error {
	if err == nil {
		return nil
	}
	return &Error{Code: CodeOf(err), Where: where, Err: err}
}
