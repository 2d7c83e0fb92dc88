package export

import (
	"postil/annotate"
	"postil/export/account"
)

// ReadBrat reads a document of brat whose files are in memory.
func ReadBrat(txt, ann, conf string, o ReadOptions) (*annotate.Record, *BratReader, error) {
	r := newBratReader("a.ann", "a.txt", o)
	r.report.Notes = takeBratConf(r.words, conf, o.Layer, r.roles)
	settled, err := r.settle([]byte(txt))
	if err != nil {
		return nil, r, err
	}
	record, err := r.document([]byte(ann), settled)
	return record, r, err
}

// WriteBrat returns the .ann file of a record and the annotation.conf of a folder
// with nothing else in it.
func WriteBrat(r *annotate.Record, v *annotate.Vocabulary) (ann, conf string, a *account.Account) {
	a = &account.Account{}
	a.Begin(r)
	words, used := newBratWords(v), newBratUsed()
	sheet := newBratSheet(r, words, a)
	sheet.plan()
	sheet.write()
	used.take(sheet)
	a.End()
	return string(sheet.out), used.conf(words), a
}
