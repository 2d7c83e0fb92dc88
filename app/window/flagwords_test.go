package window

import (
	"strings"
	"testing"

	"postil/annotate"
	"postil/app/project"
)

func TestDialogsNameTheirFieldsAndNoFlags(t *testing.T) {
	for said, want := range map[string]string{
		"if it is no file of tokens with tags, say with --format what it is":                             "If it is no file of tokens with tags, say with “Read as” what it is.",
		"say which one does: --text-field NAME; or import the file as it is: --format text":              "Say which one does: “Columns”; or import the file as it is: “Read as” Plain text.",
		"say which charset it is with --charset, such as windows-1252, or convert the file to UTF-8":     "Say which charset it is with “Charset”, such as windows-1252, or convert the file to UTF-8.",
		"say what they count: --offsets byte, or --offsets codepoint to take them as they are":           "Say what they count: “Offsets count” UTF-8 bytes, or “Offsets count” Unicode code points (as Python counts) to take them as they are.",
		"choose another name, or ask for the folder to be replaced (--replace)":                          "Choose another name, or ask for the folder to be replaced.",
		"nothing tells where another one begins in 9 bytes that follow: --skip-bad passes over them too": "Nothing tells where another one begins in 9 bytes that follow: “Skip what is bad” passes over them too.",
	} {
		err := &annotate.Error{Code: annotate.Invalid, Where: "a.txt", What: "it is bad", Hint: said}
		if got := failureText(err); got != "a.txt: it is bad.\n\n"+want {
			t.Errorf("%q", got)
		}
		r := project.ImportReport{Skipped: []error{err}, Notes: []string{"a.txt: " + said}}
		if got := importNotes(r, "/home/ana", 9); strings.Contains(got, "--") {
			t.Errorf("%q", got)
		}
	}
}
