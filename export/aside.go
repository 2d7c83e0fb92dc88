package export

import (
	"slices"
	"strings"
)

// asideNames are files that stand in folders of data sets and hold no documents:
// of brat its configuration (https://brat.nlplab.org/configuration.html), of
// others their cards and licences.
var asideNames = []string{
	"annotation.conf", "visual.conf", "tools.conf", "kb_shortcuts.conf",
	"readme.md", "license", "license.txt", "manifest.json", "report.json",
}

// asideEndings end the names of files that belong to a data set of another name.
var asideEndings = []string{
	".scheme.json", ".labels.json", ".relations.json", ".config.xml", ".report.json", ".manifest.json",
	".index.tsv", ".spans.csv", ".relations.csv",
}

// StandsAside tells by a file's name whether it belongs to a data set and is
// none itself, such as NAME.scheme.json and README.md.
func StandsAside(name string) bool {
	name = strings.ToLower(name)
	return slices.Contains(asideNames, name) || slices.ContainsFunc(asideEndings, func(ending string) bool { return strings.HasSuffix(name, ending) })
}
