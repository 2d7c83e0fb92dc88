package export

import (
	"crypto/sha256"
	"hash"
	"io"
	"os"
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
func (s *fileSet) summed(file *os.File, path string) io.Writer {
	if !s.sums {
		return file
	}
	d := &digest{path: path, part: s.part, file: file, sum: sha256.New()}
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

// flush empties all buffers, so that the digests are complete.
func (s *fileSet) flush() error {
	files := slices.Clone(s.files)
	for _, folder := range s.folders {
		files = append(files, folder.open...)
	}
	for _, f := range files {
		if err := f.Flush(); err != nil {
			return fileError(f.target, reason(err))
		}
	}
	return nil
}
