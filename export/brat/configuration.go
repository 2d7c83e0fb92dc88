package brat

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/dataset"
	"postil/export/files"
	"postil/export/intake"
)

// configuration is what an annotation.conf and the visual.conf beside it define. The
// readers of a folder share it, and none changes it.
type configuration struct {
	path  string // of annotation.conf; "" where there is none
	known annotate.Vocabulary
	names names // behind the spellings
	roles roleNames
	notes []dataset.Note
}

// configurationOf returns the configuration of a document: that of its folder, or of the
// next folder above that has one, up to the folder from which Source counts.
func configurationOf(ann string, o dataset.ReadOptions) (*configuration, error) {
	folder := filepath.Dir(ann)
	for range strings.Count(o.Source, "/") + 1 {
		c, err := dataset.Once(o.Common, filepath.Join(folder, confName), func() (*configuration, error) { return readConfiguration(folder, o) })
		if c != nil || err != nil {
			return c, err
		}
		folder = filepath.Dir(folder)
	}
	return &configuration{}, nil
}

// readConfiguration returns the configuration of a folder, nil for none.
func readConfiguration(folder string, o dataset.ReadOptions) (*configuration, error) {
	path := filepath.Join(folder, confName)
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, files.Error(path, err)
	}
	conf, err := decoded(path, raw, o.Charset)
	if err != nil {
		return nil, err
	}
	beside := filepath.Join(folder, visualName)
	raw, err = os.ReadFile(beside)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, files.Error(beside, err)
	}
	visual, err := decoded(beside, raw, o.Charset)
	if err != nil {
		return nil, err
	}
	return newConfiguration(path, conf, visual, o)
}

// newConfiguration takes in an annotation.conf and the visual.conf beside it.
func newConfiguration(path, conf, visual string, o dataset.ReadOptions) (*configuration, error) {
	c := &configuration{path: path, names: namesIn(visual), roles: roleNames{}}
	conf, err := c.readable(conf, o.SkipBad)
	if err != nil {
		return nil, err
	}
	words := intake.NewLexicon(nil, o.Layer)
	c.notes = append(c.notes, takeConf(words, path, conf, o.Layer, c.names, c.roles)...)
	c.takeVisual(words, visual)
	c.known = words.Known
	return c, nil
}

// readable returns an annotation.conf, without the lines that are not UTF-8 where
// what is bad is to be skipped.
func (c *configuration) readable(conf string, skipBad bool) (string, error) {
	if utf8.ValidString(conf) {
		return conf, nil
	}
	lines := strings.SplitAfter(conf, "\n")
	for i, line := range lines {
		if utf8.ValidString(line) {
			continue
		}
		where := c.path + ", line " + strconv.Itoa(i+1)
		if !skipBad {
			return "", annotate.At(where, notUTF8("the line is not UTF-8"))
		}
		c.notes = append(c.notes, dataset.Note{Where: where, Text: "the line is left out, which is not UTF-8"})
		lines[i] = "\n"
	}
	return strings.Join(lines, ""), nil
}

// notUTF8 says that something is not UTF-8, and what to do.
func notUTF8(what string) error {
	return fault(what, "say which charset it is with --charset, such as windows-1252, or convert the file to UTF-8")
}

// decoded returns a file that stands beside a text: UTF-8, unless it is none and the
// charset of the data set is known.
func decoded(path string, raw []byte, charset string) (string, error) {
	if charset == "" || utf8.Valid(raw) && bytes.IndexByte(raw, 0) < 0 {
		return string(raw), nil
	}
	settled, err := text.Settle(raw, text.Options{Charset: charset})
	if err != nil {
		return "", &annotate.Error{Code: annotate.Invalid, Where: path, Err: err}
	}
	return settled.Text, nil
}
