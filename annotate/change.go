package annotate

import "time"

// Change is one user action in the project's history: appended, never
// rewritten. The touched rows before and after belong to the project file;
// this is what a person sees of it.
type Change struct {
	UID       UID
	Seq       int64 // its place in this file's history, from 1
	At        time.Time
	Annotator UID
	Machine   string // undo takes back what was done on the same machine
	Action    string // what was done, in words: "tag QUOTE", "import 5 documents"
	Document  UID    // where it was done; zero where it touched several documents, or none
	Undoes    UID    // the change that it takes back; zero for none
	Redoes    UID    // the taken-back change that it puts back; zero for none
}
