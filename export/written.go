package export

import "postil/export/account"

// Written says what was written, and what became of the rest.
type Written struct {
	Format    string   // its name
	Loses     []string // what the format cannot carry
	Files     []string // in the order they took their places; a folder stands for all it holds
	Report    string   // where the report is
	Manifest  string   // where the manifest of the parts is; "" without parts
	Parts     []Part   // in the order of [split.Ratios.Parts]; none where the data set has none
	Warnings  []string // what to know before trusting the data set, a sentence each
	Documents int
	Spans     int
	Relations int
	Account   *account.Account
}
