package dataset

import "postil/annotate"

// PassedOver says of an error in a document, with its place, that all of the
// document was passed over for it.
func PassedOver(err error) error {
	return &annotate.Error{Code: annotate.CodeOf(err), Err: err, Hint: "the whole document was passed over"}
}
