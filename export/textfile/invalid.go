package textfile

import (
	"fmt"

	"postil/annotate/text"
)

// InvalidNotes says, for a report, where the first bytes of a file stand that mean
// nothing in the charset that was found for it; nothing where all mean something.
func InvalidNotes(s *text.Settled) []string {
	if s.Replaced.Invalid == 0 {
		return nil
	}
	number, line := s.FirstInvalid()
	return []string{fmt.Sprintf("there are bytes that mean nothing in %s, the first at byte %d in line %d; if the charset is another, --charset NAME says which", s.Charset, number, line)}
}
