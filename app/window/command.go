package window

// command is something the analyst can ask for: the one place where its words,
// its keys and its action stand together.
type command struct {
	id      string // stable, so that a user's own keys can refer to it
	menu    string // the menu that lists it
	group   int    // commands of one menu with different groups are set apart by a line
	title   string
	keys    []key       // what triggers it; the first is the one shown
	editing bool        // with a text field focused, the keys belong to the field
	enabled func() bool // nil for a command that is always possible
	run     func()
}

// possible tells whether the command can be run now.
func (c *command) possible() bool { return c.enabled == nil || c.enabled() }

// execute runs the command if it is possible.
func (c *command) execute() {
	if c.possible() {
		c.run()
	}
}
