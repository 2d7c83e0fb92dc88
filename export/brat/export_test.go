package brat

import (
	"postil/annotate"
	"postil/export/account"
	"postil/export/dataset"
)

// Read reads a document of brat whose files are in memory.
func Read(txt, ann, conf, visual string, o dataset.ReadOptions) (*annotate.Record, *reader, error) {
	c, err := newConfiguration(confName, conf, visual, o)
	if err != nil {
		return nil, nil, err
	}
	r := newReader("a.ann", "a.txt", c, o)
	settled, err := r.settle([]byte(txt))
	if err != nil {
		return nil, r, err
	}
	record, err := r.document(ann, settled)
	return record, r, err
}

// Write returns the .ann file of a record and the annotation.conf of a folder
// with nothing else in it.
func Write(r *annotate.Record, v *annotate.Vocabulary) (ann, conf, visual string, a *account.Account) {
	a = &account.Account{}
	a.Begin(r)
	words, used := newSpelling(v), newUsed()
	sheet := newSheet(r, words, a)
	sheet.plan()
	sheet.write()
	used.take(sheet)
	a.End()
	return string(sheet.out), used.conf(words), used.visual(words), a
}
