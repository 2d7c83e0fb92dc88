package files

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// digest sums what is written to a file.
type digest struct {
	path string // as it was asked for
	part string // that the file belongs to
	file *os.File
	sum  hash.Hash // SHA-256
	size int64     // in bytes
}

// summed returns what a file is to be written through: a digest, where sums are
// asked for.
func (s *Set) summed(file *os.File, path string) io.Writer {
	if !s.Sums {
		return file
	}
	d := &digest{path: path, part: s.Part, file: file, sum: sha256.New()}
	s.digests = append(s.digests, d)
	return d
}

// Write writes to the file, and sums what went through.
func (d *digest) Write(b []byte) (int, error) {
	n, err := d.file.Write(b)
	d.sum.Write(b[:n])
	d.size += int64(n)
	return n, err
}

// Flush empties all buffers, so that the digests are complete.
func (s *Set) Flush() error {
	files := slices.Clone(s.files)
	for _, folder := range s.folders {
		files = append(files, folder.open...)
	}
	for _, f := range files {
		if err := f.Flush(); err != nil {
			return Error(f.target, Reason(err))
		}
	}
	return nil
}

// Summary says what a manifest says of a file.
type Summary struct {
	Name   string `json:"name"` // seen from the manifest, with slashes
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"` // of its content, in hexadecimal digits
}

// Summaries returns what is to be said of the files so far, by part and seen from
// a folder.
func (s *Set) Summaries(folder string) (map[string][]Summary, error) {
	files := map[string][]Summary{}
	from, err := filepath.Abs(folder)
	if err != nil {
		return nil, Error(folder, err)
	}
	for _, d := range s.digests {
		path, err := filepath.Abs(d.path)
		if err != nil {
			return nil, Error(d.path, err)
		}
		files[d.part] = append(files[d.part], Summary{nameFrom(from, path), d.size, hex.EncodeToString(d.sum.Sum(nil))})
	}
	return files, nil
}
