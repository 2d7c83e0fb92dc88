package project

import "runtime/debug"

// Number is the version of the program; FyneApp.toml says the same.
const Number = "0.1.0"

// Version returns the program's version, with the revision it was built from
// where the build knows it.
func Version() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && 12 <= len(s.Value) {
				return Number + " (" + s.Value[:12] + ")"
			}
		}
	}
	return Number
}
