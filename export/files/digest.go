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
	set  *Set
	path string // as it was asked for
	part string // that the file belongs to
	file *os.File
	sum  hash.Hash // SHA-256
	size int64     // in bytes
}

// summed returns what a file is to be written through.
func (s *Set) summed(file *os.File, path string) io.Writer {
	d := &digest{set: s, path: path, part: s.Part, file: file, sum: sha256.New()}
	s.digests = append(s.digests, d)
	return d
}

// Write writes to the file, and sums what went through.
func (d *digest) Write(b []byte) (int, error) {
	n, err := d.file.Write(b)
	d.sum.Write(b[:n])
	d.size += int64(n)
	if err != nil && d.set.failed == nil {
		d.set.failed = Error(d.path, err)
	}
	return n, err
}

// Failed returns the first error of writing to a file, such as that the disk is full,
// nil for none. Whatever else fails then, this is why.
func (s *Set) Failed() error { return s.failed }

// Flush empties all buffers, so that the digests are complete.
func (s *Set) Flush() error {
	files := slices.Clone(s.files)
	for _, folder := range s.folders {
		files = append(files, folder.open...)
	}
	for _, f := range files {
		if err := f.Flush(); err != nil {
			return Error(f.target, err)
		}
	}
	return nil
}

// Summary says what a manifest or a report says of a file.
type Summary struct {
	Name   string `json:"name"` // seen from the manifest or report, with slashes
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`           // of its content, in hexadecimal digits
	Format string `json:"format,omitempty"` // that it was written in, where that is not the report's
	Part   string `json:"-"`                // that it belongs to
}

// Summaries returns what is to be said of the files so far, seen from a folder, in
// the order in which they were made.
func (s *Set) Summaries(folder string) ([]Summary, error) {
	all := []Summary{}
	for _, d := range s.digests {
		name, err := nameFrom(folder, d.path)
		if err != nil {
			return nil, err
		}
		all = append(all, Summary{Name: name, Bytes: d.size, SHA256: hex.EncodeToString(d.sum.Sum(nil)), Part: d.part})
	}
	return all, nil
}

// nameFrom returns the name of a file, with slashes, seen from a folder: only its
// last part where it is not in there, for a report says nothing of the machine.
func nameFrom(folder, path string) (string, error) {
	from, err := filepath.Abs(folder)
	if err != nil {
		return "", Error(folder, err)
	}
	to, err := filepath.Abs(path)
	if err != nil {
		return "", Error(path, err)
	}
	near, err := filepath.Rel(from, to)
	if err != nil || !filepath.IsLocal(near) {
		near = filepath.Base(path)
	}
	return filepath.ToSlash(near), nil
}

// sumOf returns the digest of a file that stands there.
func sumOf(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", Error(path, err)
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", Error(path, err)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
