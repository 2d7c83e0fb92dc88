package export

import (
	"bytes"
	"context"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"postil/annotate"
)

// Format is one kind of data set.
type Format struct {
	Name        string   // as the command line spells it
	Title       string   // as a dialog shows it
	Extensions  []string // of its files' names, with the dot, in lower case; the usual one first
	Description string   // what it is, in one sentence
	Loses       []string // what a project holds and the format cannot carry
	Example     string   // how a file begins
	Reads       bool
	Writes      bool

	files  func(path string) []string // nil where it is one
	open   func(path string, o ReadOptions) (Reader, error)
	create func(set *fileSet, path string, v *annotate.Vocabulary, o WriteOptions) (Writer, error)
}

// Formats returns every format, the native one first.
func Formats() []Format { return []Format{jsonl(), plainText()} }

// FormatNamed returns the format with that name.
func FormatNamed(name string) (Format, error) {
	var names []string
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, &annotate.Error{Code: annotate.NotFound, What: "there is no format " + annotate.Excerpt(name),
		Hint: "choose one of " + strings.Join(names, ", ")}
}

// Recognise returns the format to read a file with: the one that its name's
// extension belongs to; else JSON lines where it begins with a brace, and else
// plain text.
func Recognise(path string) (Format, error) {
	extension := strings.ToLower(filepath.Ext(path))
	for _, f := range Formats() {
		if f.Reads && slices.Contains(f.Extensions, extension) {
			return f, nil
		}
	}
	file, err := os.Open(path)
	if err != nil {
		return Format{}, fileError(path, err)
	}
	defer file.Close()
	head := make([]byte, 512)
	n, err := io.ReadFull(file, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return Format{}, fileError(path, err)
	}
	if start := bytes.TrimLeft(bytes.TrimPrefix(head[:n], bom), " \t\r\n"); bytes.HasPrefix(start, []byte("{")) {
		return jsonl(), nil
	}
	return plainText(), nil
}

// Open opens a data set of this format for reading.
func (f Format) Open(path string, o ReadOptions) (Reader, error) {
	if !f.Reads {
		return nil, &annotate.Error{Code: annotate.Refused, Where: path, What: "the format " + f.Name + " can only be written"}
	}
	return f.open(path, o)
}

// Files returns the files that [Format.Save] writes at path, in the order in
// which they take their places.
func (f Format) Files(path string) []string {
	if f.files == nil {
		return []string{path}
	}
	return f.files(path)
}

// Save writes records as a data set of this format at path, and whatever
// belongs beside it. Everything is written to temporary files in the same
// folder and flushed to the disk before the first of them takes its place, so a
// failed or cancelled export leaves what stood there before.
func (f Format) Save(ctx context.Context, path string, v *annotate.Vocabulary, records iter.Seq2[*annotate.Record, error], o WriteOptions) (Written, error) {
	if !f.Writes {
		return Written{}, &annotate.Error{Code: annotate.Refused, Where: path, What: "the format " + f.Name + " can only be read"}
	}
	var set fileSet
	defer set.discard()
	w, err := f.create(&set, path, v, o)
	if err != nil {
		return Written{}, err
	}
	var written Written
	for r, err := range records {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = w.Write(r)
		}
		if err != nil {
			return Written{}, err
		}
		written.Documents++
		written.Spans += len(r.Spans)
		written.Relations += len(r.Relations)
	}
	if err := w.Close(); err != nil {
		return Written{}, err
	}
	if err := ctx.Err(); err != nil {
		return Written{}, err
	}
	written.Files, err = set.commit()
	if err != nil {
		return Written{}, err
	}
	return written, nil
}
