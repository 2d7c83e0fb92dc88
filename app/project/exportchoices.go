package project

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"postil/annotate"
	"postil/annotate/segment"
	"postil/annotate/text"
	"postil/export/choice"
	"postil/export/dataset"
)

// ExportOptions say what to write, how, and where to. The zero value of all but
// Format and Path chooses everything and suits most programs.
type ExportOptions struct {
	Format string // a name from [Formats]
	Path   string // the file or folder to write, with the format's usual ending where it has none; replaced whole when everything is written

	// Replace says that files may be replaced that no earlier export has written,
	// which [Project.Replaces] lists among others; without it that is refused.
	Replace bool

	// What of the project goes into the data set. Lists that are empty choose all.
	Layers     []string // names, as those of Labels and Annotators
	Labels     []string
	Annotators []string
	Languages  []string // BCP 47; nl chooses nl-BE too, und what has none
	Stories    []string // each by its id, or by a document of it as [Project.DocumentsNamed] takes it
	DoneOnly   bool     // documents that somebody has done, or one of Annotators where those are named

	// How it is written, of what the format leaves to choose.
	Unit         string // how offsets count: "codepoint" (also ""), "byte" or "utf16"
	Piece        string // what an item is: one of [ExportPieces], "" for the first; tokens:N with a number
	DropExcluded bool   // leave out the text that exclusion layers mark
	Overlap      string // which span stays where a token has room for one: one of [ExportOverlaps], "" for the first
	Tags         string // how tokens are tagged: one of [ExportTags], "" for the first
	Shape        string // one of the format's shapes, "" for the first

	// Into which parts it is parted; see package export/split.
	Split      string // ratios such as 80/10/10, "" for one data set
	Seed       int64  // another seed is another plan
	IgnorePins bool   // part documents anew that come from the parts of another data set
}

// tokenPieces is how a piece of so many tokens is chosen, before the number.
const tokenPieces = string(choice.Tokens) + ":"

// ExportPieces returns what an item of a data set can be, the usual one first,
// as [ExportOptions] spell it. N stands for a number from 1 on.
func ExportPieces() []string {
	return append(spelled([]choice.Unit{choice.Document, choice.Paragraph, choice.Sentence}), tokenPieces+"N")
}

// ExportOverlaps returns the ways out of overlap, the usual one first.
func ExportOverlaps() []string { return spelled(dataset.Overlaps()) }

// ExportTags returns the ways to tag tokens, the usual one first.
func ExportTags() []string { return spelled(dataset.Taggings()) }

func spelled[T ~string](all []T) []string {
	words := make([]string, len(all))
	for i, w := range all {
		words[i] = string(w)
	}
	return words
}

// CheckFormat reports an error for a format that is none.
func (o ExportOptions) CheckFormat() error {
	_, err := o.format()
	return err
}

// Check reports an error for choices that are none. Whether the format takes
// them, and whether the project knows the names, [Project.Export] says.
func (o ExportOptions) Check() error {
	_, err := o.parse()
	for _, language := range o.Languages {
		if err == nil && language != "*" { // of RFC 4647, for any
			err = annotate.CheckLanguage(language)
		}
	}
	if err == nil {
		_, err = o.ratios()
	}
	return err
}

// format returns the format to write.
func (o ExportOptions) format() (dataset.Format, error) {
	return formatNamed(o.Format, func(f dataset.Format) bool { return f.Writes })
}

// parse reads everything but the stories, which only a project knows.
func (o ExportOptions) parse() (dataset.WriteOptions, error) {
	w := dataset.WriteOptions{Unit: text.CodePoint, Shape: o.Shape, Replace: o.Replace}
	w.Choice = choice.Options{Layers: o.Layers, Labels: o.Labels, Annotators: o.Annotators, Languages: o.Languages, DoneOnly: o.DoneOnly, DropExcluded: o.DropExcluded}
	var err error
	if o.Unit != "" {
		if w.Unit, err = text.ParseUnit(o.Unit); err != nil {
			return w, &annotate.Error{Code: annotate.Invalid, Err: err}
		}
	}
	if w.Choice.Unit, w.Choice.Tokens, err = parsePiece(o.Piece); err != nil {
		return w, err
	}
	if w.Overlap, err = oneOf("way out of overlap", dataset.Overlaps(), o.Overlap); err != nil {
		return w, err
	}
	w.Tagging, err = oneOf("way to tag tokens", dataset.Taggings(), o.Tags)
	return w, err
}

// parsePiece reads one of [ExportPieces], with the number of tokens.
func parsePiece(piece string) (choice.Unit, int, error) {
	number, counted := strings.CutPrefix(piece, tokenPieces)
	if counted {
		n, err := strconv.Atoi(number)
		if err != nil || n < 1 {
			return "", 0, &annotate.Error{Code: annotate.Invalid, What: annotate.Excerpt(number) + " is no number of tokens", Hint: "write a whole number from 1 on, such as " + tokenPieces + "128"}
		}
		return choice.Tokens, n, nil
	}
	if slices.Contains(ExportPieces(), piece) || piece == "" {
		return choice.Unit(piece), 0, nil
	}
	return "", 0, &annotate.Error{Code: annotate.Invalid, What: "there is no unit " + annotate.Excerpt(piece), Hint: "choose one of " + strings.Join(ExportPieces(), ", ")}
}

// oneOf returns the word of all that is spelled so, and none for "".
func oneOf[T ~string](what string, all []T, word string) (T, error) {
	if word == "" || slices.Contains(all, T(word)) {
		return T(word), nil
	}
	return "", &annotate.Error{Code: annotate.Invalid, What: "there is no " + what + " " + annotate.Excerpt(word), Hint: "choose one of " + strings.Join(spelled(all), ", ")}
}

// choices returns the options as they read in this project: with its stories, and
// checked for languages that none of its documents has.
func (p *Project) choices(o ExportOptions) (dataset.WriteOptions, error) {
	w, err := o.parse()
	if err != nil {
		return w, err
	}
	if w.Choice.Stories, err = p.storiesNamed(o.Stories...); err != nil {
		return w, err
	}
	return w, p.knowLanguages(o.Languages)
}

// languagesShown is how many code points of the languages an error may list.
const languagesShown = 200

// knowLanguages refuses a language that no document has.
func (p *Project) knowLanguages(chosen []string) error {
	var there []string
	for _, d := range p.Documents(Filter{}) {
		if language := cmp.Or(d.Language, annotate.UnknownLanguage); !slices.Contains(there, language) {
			there = append(there, language)
		}
	}
	slices.Sort(there)
	for _, language := range chosen {
		if !slices.ContainsFunc(there, func(l string) bool { return annotate.LanguageWithin(l, language) }) {
			e := &annotate.Error{Code: annotate.NotFound, What: "no document is in the language " + annotate.Excerpt(language), Hint: "the project has no documents"}
			if len(there) != 0 {
				e.Hint = "choose one of " + segment.Shorten(strings.Join(there, ", "), languagesShown)
			}
			return e
		}
	}
	return nil
}
