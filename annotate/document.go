package annotate

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"

	"postil/annotate/text"
)

// Document is one article. Its text is settled (see package annotate/text) and
// never changes after import.
type Document struct {
	UID       UID
	Name      string    // what lists show: the title, else the file's name
	Source    string    // where it came from: a path, a URL; with the text it decides what is the same document
	Language  string    // BCP 47, "" where unknown
	Direction Direction // of its paragraphs, where the reader said so; see [Auto]
	Story     UID       // documents that tell the same news share it; never zero in a project
	Split     string    // the data split it is pinned to ("train", "dev", "test"), "" where none
	Meta      Meta
	Text      string
	TextHash  text.Hash // of Text
	Original  text.Hash // of the bytes that were imported
	Imported  time.Time
}

// Meta is what an imported record said about its document beyond what Postil
// has a word for: one JSON object, kept as it was. Empty stands for {}.
type Meta json.RawMessage

// Validate reports whether m is a JSON object or empty.
func (m Meta) Validate() error {
	if len(m) == 0 {
		return nil
	}
	if !utf8.Valid(m) {
		return &Error{Code: Invalid, What: "metadata must be valid UTF-8"}
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(m, &object); err != nil || object == nil {
		return &Error{Code: Invalid, What: "metadata must be a JSON object", Err: err}
	}
	return nil
}

// Validate checks everything a document must hold by itself: a name, and like
// its source and its split on one line; a language that is one; settled text that
// fits its hash; metadata that is an object.
func (d *Document) Validate() error {
	where := "document " + Excerpt(d.Name)
	switch {
	case d.UID.IsZero():
		return &Error{Code: Invalid, Where: where, What: "it has no id"}
	case strings.TrimSpace(d.Name) == "":
		return &Error{Code: Invalid, Where: "document " + d.UID.String(), What: "its name is empty"}
	case d.Text == "":
		return &Error{Code: Invalid, Where: where, What: "its text is empty"}
	case text.HashOf(d.Text) != d.TextHash:
		return &Error{Code: Invalid, Where: where, What: "its text does not fit its SHA-256", Hint: "the text was changed after import"}
	}
	for _, p := range []struct{ what, value string }{{"name", d.Name}, {"source", d.Source}, {"split", d.Split}} {
		if strings.ContainsFunc(p.value, breaksLine) {
			return &Error{Code: Invalid, Where: where, What: "its " + p.what + " holds a line break, a tab or another control character"}
		}
	}
	if err := CheckLanguage(d.Language); err != nil {
		return At(where, err)
	}
	if err := d.Direction.Validate(); err != nil {
		return At(where, err)
	}
	if i := text.Unsettled(d.Text); 0 <= i {
		return &Error{Code: Invalid, Where: where, What: fmt.Sprintf("its text is not settled: byte %d is a control character, a byte-order mark or no UTF-8", i)}
	}
	return At(where, d.Meta.Validate())
}

// CheckLanguage reports an error where tag is neither empty nor a well-formed
// language tag (BCP 47: RFC 5646, section 2.1). Subtags that are not registered
// yet are accepted.
func CheckLanguage(tag string) error {
	if tag == "" {
		return nil
	}
	_, err := language.Parse(tag)
	if unknown := language.ValueError(nil); err == nil || errors.As(err, &unknown) {
		return nil
	}
	return &Error{Code: Invalid, What: Excerpt(tag) + " is no language", Hint: "a BCP 47 tag such as nl or pt-BR is expected"}
}

// UnknownLanguage stands for no language where one must be named (BCP 47, "und").
const UnknownLanguage = "und"

// LanguageWithin tells whether a document's language lies within a range: the
// range itself or with more subtags after it, case aside, so that nl holds nl-BE
// (basic filtering: RFC 4647, section 3.3.1). * holds all, and
// [UnknownLanguage] those without.
func LanguageWithin(tag, in string) bool {
	if tag == "" {
		tag = UnknownLanguage
	}
	if in == "*" || strings.EqualFold(tag, in) {
		return true
	}
	return len(in) < len(tag) && tag[len(in)] == '-' && strings.EqualFold(tag[:len(in)], in)
}

// Status tells how far an annotator has come with a document.
type Status string

// The states of a document, per annotator.
const (
	Unread     Status = "new"
	InProgress Status = "in_progress"
	Done       Status = "done" // read; a done document without spans says that there is nothing to mark
)

// Validate reports an error for a status outside the list above.
func (s Status) Validate() error {
	switch s {
	case Unread, InProgress, Done:
		return nil
	}
	return &Error{Code: Invalid, What: Excerpt(string(s)) + " is no status: new, in_progress or done is expected"}
}

// Furthest returns the status of whoever has come furthest; Unread for nobody.
func Furthest(all ...Status) Status {
	switch {
	case slices.Contains(all, Done):
		return Done
	case slices.Contains(all, InProgress):
		return InProgress
	}
	return Unread
}

// DocumentStatus is one annotator's status of one document. Where none is
// kept, the document is [Unread] to that annotator.
type DocumentStatus struct {
	Document  UID
	Annotator UID
	Status    Status
}

// DocumentAttribute is one value that an annotator gave a document; several
// for one name are allowed.
type DocumentAttribute struct {
	UID       UID
	Document  UID
	Annotator UID
	Name      string
	Value     Value
}
