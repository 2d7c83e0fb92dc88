package cli

import "runtime/debug"

// number is the version of the program; FyneApp.toml says the same.
const number = "0.1.0"

// Version returns the program's version, with the revision it was built from
// where the build knows it.
func Version() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && 12 <= len(s.Value) {
				return number + " (" + s.Value[:12] + ")"
			}
		}
	}
	return number
}
