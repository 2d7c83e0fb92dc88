package specimen_test

import (
	"testing"

	"pgregory.net/rapid"

	"postil/export/internal/specimen"
)

func TestProjectsAreValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := specimen.DrawProject(t)
		p.Check(t)
	})
}
