package storage_test

import (
	"fmt"
	"strings"
	"testing"
)

// Each import adds a piece to the full-text index. At sixteen SQLite would merge
// all of them at once; imports must have merged them before, and lost no word.
func TestImportsMergeTheFullTextIndex(t *testing.T) {
	p := newProject(t)
	db := raw(p, p.Path())
	var names []string
	for i := range 40 {
		name := fmt.Sprint("d", i)
		names = append(names, name)
		p.take(document(name, fmt.Sprintf("Everywhere stands word%d.", i)))
		pieces := 0
		must(t, db.QueryRow("SELECT count(*) FROM text_words_segdir GROUP BY level ORDER BY 1 DESC LIMIT 1").Scan(&pieces))
		if 12 <= pieces {
			t.Fatalf("%d pieces of one level after %d imports", pieces, i+1)
		}
	}
	levels := 0
	must(t, db.QueryRow("SELECT count(DISTINCT level) FROM text_words_segdir").Scan(&levels))
	if levels < 2 {
		t.Error("nothing was merged")
	}
	if found := p.find("everywhere"); found != strings.Join(names, " ") {
		t.Error("found", found)
	}
	for i, name := range names {
		if found := p.find(fmt.Sprint("word", i, " ")); !strings.Contains(" "+found+" ", " "+name+" ") {
			t.Errorf("word%d is found in %s", i, found)
		}
	}
	sound(t, p.File)
}
