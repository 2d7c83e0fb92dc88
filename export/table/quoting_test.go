package table_test

import (
	"fmt"
	"strings"
	"testing"

	"postil/export/dataset"
	"postil/export/internal/specimen"
	"postil/export/textfile"
)

// TestQuotesBehindTheHead has tables between tabs that say only behind what is looked
// at to recognise them whether their cells are quoted.
func TestQuotesBehindTheHead(t *testing.T) {
	long := func(row string) string { return strings.Repeat(row+"\n", 2*textfile.HeadSize/len(row)) }
	for _, c := range []struct {
		name, content string
		last, notes   string // the text of the last row; what else is said
		bad           string // the error of that row
	}{
		{"no quotes", "id\ttext\n" + long("1\ta b") + "2\tc", "c", "", ""},
		{"inches", "id\ttext\n" + long("1\ta b") + "2\t5\" wide", "5\" wide", "as they stand between tabs", ""},
		{"inches, and blank lines", "id\ttext\n\n" + long("\n1\ta b\n") + "2\t5\" wide", "5\" wide", "as they stand between tabs", ""},
		{"a speech", "id\ttext\n" + long("1\ta b") + "2\t\"Yes,\" she said", "\"Yes,\" she said", "as they stand between tabs", ""},
		{"never ends", "id\ttext\n" + long("1\ta b") + "2\t\"a\n3\tb", "b", "as they stand between tabs", ""},
		{"all of it quoted", "id\ttext\n" + long("1\ta b") + "2\t\"a\tb\n\nc\"", "a\tb\n\nc", "between tabs are taken as quoted", ""},
		{"for its commas", "id\ttext\n" + long("1\ta b") + "2\t\"a, b\"", "a, b", "between tabs are taken as quoted", ""},
		{"a speech alone", "id\ttext\n" + long("1\ta, b") + "2\t\"Yes, yes.\"", "\"Yes, yes.\"", "as they stand between tabs", ""},
		{"a speech over rows", "id\ttext\n" + long("1\ta b") + "2\t\"We will not\n3\tc\n\n4\tthey said, go\"", "they said, go\"", "as they stand between tabs", ""},
		{"quoted, but for a speech over rows", "id\ttext\n" + long("1\t\"a\n\nb\"") + "2\t\"c\n3\td\"", "", "", `a quoted field holds what are rows themselves; line LAST is a row of its own`},
		{"quoted, but one", "id\ttext\n" + long("1\t\"a\n\nb\"") + "2\t5\" wide", "", "", `a quotation mark stands in a field without quotation marks (column 4); put the field in quotation marks, and double those in it`},
		{"quoted header", "\"id\"\t\"text\"\n" + long("\"1\"\t\"a\"") + "\"2\"\t\"5\" wide\"", "", "", `a quoted field goes on behind its closing quotation mark (column 7)`},
		{"quotes in the header", "id \"x\"\ttext\n" + long("1\ta b") + "2\t\"c\"", "\"c\"", "as they stand between tabs", ""},
		{"a header that seems quoted", "\"id\" x\ttext\n" + long("1\ta b") + "2\t\"c\"", "\"c\"", "as they stand between tabs", ""},
		{"in UTF-16", specimen.Wide("id\ttext\n" + long("1\ta b") + "2\t5\" wide"), "5\" wide", "as they stand between tabs", ""},
	} {
		records, report, err := readTable(t, c.content, dataset.ReadOptions{})
		lines := strings.Count(strings.TrimRight(c.content, "\n"), "\n") + 1
		if c.bad != "" {
			bad := strings.ReplaceAll(c.bad, "LAST", fmt.Sprint(lines))
			if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("line %d: %s", lines-strings.Count(c.bad, "LAST"), bad)) {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		notes := strings.Join(report.Notes, "\n")
		if last := records[len(records)-1].Document.Text; last != c.last || (c.notes == "") == strings.Contains(notes, "between tabs") || !strings.Contains(notes, c.notes) {
			t.Errorf("%s: %q, %q", c.name, last, notes)
		}
		if !strings.HasPrefix(c.name, "in ") && report.Bytes != int64(len(c.content)) {
			t.Errorf("%s: %d bytes of %d", c.name, report.Bytes, len(c.content))
		}
	}
}
