package export

import (
	"postil/export/account"
	"postil/export/dataset"
	"postil/export/files"
)

// SaveReport writes the report of an export to path without its data set.
func SaveReport(f dataset.Format, path string, o dataset.WriteOptions, a *account.Account) error {
	var set files.Set
	defer set.Discard()
	if _, err := addReport(f, &set, path, o, a); err != nil {
		return err
	}
	_, err := set.Commit()
	return err
}
