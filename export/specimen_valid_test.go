package export_test

import (
	"testing"

	"pgregory.net/rapid"
)

func TestProjectsAreValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProject(t)
		p.check(t)
	})
}
