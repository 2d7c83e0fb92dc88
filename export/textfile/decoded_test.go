package textfile_test

import (
	"io"
	"testing"

	"postil/export/internal/specimen"
	"postil/export/textfile"
)

// TestDecodedWhereReadsEnd reads line ends that the border between two reads cuts
// through, wherever it falls.
func TestDecodedWhereReadsEnd(t *testing.T) {
	const file, want = "\ufeffab\r\n\r\n\r\rc\n\rd\r\n", "ab\n\n\n\nc\n\nd\n"
	for size := 3; size < len(file); size++ {
		d, err := textfile.OpenDecoded(specimen.FileWith(t, "a.txt", file), "")
		if err != nil {
			t.Fatal(err)
		}
		var got []byte
		b := make([]byte, size)
		for err == nil {
			var n int
			n, err = d.Read(b)
			got = append(got, b[:n]...)
		}
		if string(got) != want || err != io.EOF || *d.Taken != int64(len(file)) {
			t.Errorf("%d bytes at once: %q, %v, %d bytes taken", size, got, err, *d.Taken)
		}
		d.Close()
	}
}
