package window

import (
	"strings"
	"sync"
)

// inDialogs returns what is said of an import or an export with what the window calls
// the flags of the command line, where it names any.
func inDialogs(said string) string { return flagWords().Replace(said) }

// flagWords knows what stands in dialogs for each flag, and for the values of those
// that choose.
var flagWords = sync.OnceValue(func() *strings.Replacer {
	field := func(name string) string { return "“" + name + "”" }
	pairs := []string{" (--replace)", ""}
	for _, f := range readers() {
		pairs = append(pairs, "--format "+f.Name, field(readAs)+" "+f.Title)
	}
	for _, unit := range units {
		pairs = append(pairs, "--offsets "+unit.name, field(offsetsCount)+" "+unit.words)
	}
	pairs = append(pairs, "--text-field NAME", field(columnNames), "--charset NAME", field(charset), "--format", field(readAs),
		"--charset", field(charset), "--text-field", field(columnNames), "--id-field", field(columnNames), "--skip-bad", field(skipBad))
	return strings.NewReplacer(pairs...)
})
