package window

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// command is something the analyst can ask for: the one place where its words,
// its keys and its action stand together.
type command struct {
	id      string // stable, so that a user's own keys can refer to it
	menu    string // the menu that lists it
	group   int    // commands of one menu with different groups are set apart by a line
	title   string
	keys    []key       // what triggers it; the first is the one shown
	inText  key         // what means it in the text; shown where it has no keys
	editing bool        // with a text field focused, the keys belong to the field
	enabled func() bool // nil for a command that is always possible
	chosen  func() bool // of a choice: whether it is the one that holds; else nil
	refusal string      // what is said to a key while it isn't possible; "" for nothing
	writes  bool        // changes the project, so that it isn't possible in one that can only be read
	locked  func() bool // whether the project is such a one
	result  bool        // acts on what the command before shows, and waits for it
	run     func()
}

// shown returns the key that menus name, "" for none.
func (c *command) shown() string {
	switch {
	case 0 < len(c.keys):
		return c.keys[0].String()
	case c.inText != key{}:
		return c.inText.String()
	}
	return ""
}

// possible tells whether the command can be run now.
func (c *command) possible() bool { return !c.barred() && (c.enabled == nil || c.enabled()) }

// barred tells whether the command would change a project that can only be read.
func (c *command) barred() bool { return c.writes && c.locked() }

// onlyRead is said to the key of a command that would change a project that can only
// be read.
const onlyRead = "The project can only be read: its file or folder cannot be written."

// why says why the command isn't possible, "" where that needs no words.
func (c *command) why() string {
	if c.barred() {
		return onlyRead
	}
	return c.refusal
}

// execute runs the command if it is possible.
func (c *command) execute() {
	if c.possible() {
		c.run()
	}
}

// applyKeys gives commands the keys that a person wrote into the settings, by
// command id. What cannot be is left as it was and reported.
func applyKeys(table []*command, wanted map[string]string) error {
	var problems []error
	for _, id := range slices.Sorted(maps.Keys(wanted)) {
		if err := applyKey(table, id, wanted[id]); err != nil {
			problems = append(problems, fmt.Errorf("settings, key of %q: %w", id, err))
		}
	}
	return errors.Join(problems...)
}

func applyKey(table []*command, id, written string) error {
	i := slices.IndexFunc(table, func(c *command) bool { return c.id == id })
	if i < 0 {
		return errors.New("there is no such command")
	}
	k, err := parseKey(written)
	if err != nil {
		return err
	}
	for _, c := range table {
		if c != table[i] && slices.Contains(c.keys, k) {
			return fmt.Errorf("%v belongs to %q", k, c.id)
		}
	}
	table[i].keys = []key{k}
	return nil
}
