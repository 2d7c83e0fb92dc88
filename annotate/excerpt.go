package annotate

import "postil/annotate/segment"

// Excerpt returns s in quotation marks, cut to 40 code points: errors quote a
// text to be recognised, never a whole document. It is [segment.Excerpt], at
// hand wherever the domain's errors are made.
func Excerpt(s string) string { return segment.Excerpt(s) }
