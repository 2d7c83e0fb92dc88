package export

import (
	"postil/export/account"
)

// SaveReport writes the report of an export to path without its data set.
func SaveReport(f Format, path string, o WriteOptions, a *account.Account) error {
	var set fileSet
	defer set.discard()
	if err := addReport(f, &set, path, o, a); err != nil {
		return err
	}
	_, err := set.commit()
	return err
}
