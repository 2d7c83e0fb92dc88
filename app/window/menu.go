package window

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// menuOrder is the order of the menus in the bar.
var menuOrder = []string{"File", "Edit", "View", "Annotate", "Help"}

// menus is the menu bar, made from the table of commands.
type menus struct {
	bar   *fyne.MainMenu
	items map[*fyne.MenuItem]*command
	after func() // called after a command was chosen
}

// newMenus returns a bar that lists the commands of a table by menu and group.
// after is called after each command that was chosen there.
func newMenus(table []*command, after func()) *menus {
	m := &menus{items: map[*fyne.MenuItem]*command{}, after: after}
	var bar []*fyne.Menu
	for _, name := range menuOrder {
		bar = append(bar, fyne.NewMenu(name, m.itemsOf(name, table)...))
	}
	m.bar = fyne.NewMainMenu(bar...)
	m.update()
	return m
}

// itemsOf returns the items of one menu, with a line between groups.
func (m *menus) itemsOf(menu string, table []*command) []*fyne.MenuItem {
	listed := slices.DeleteFunc(slices.Clone(table), func(c *command) bool { return c.menu != menu })
	words := menuWords(listed, textWidth)
	var items []*fyne.MenuItem
	for i, c := range listed {
		if 0 < i && c.group != listed[i-1].group {
			items = append(items, fyne.NewMenuItemSeparator())
		}
		item := fyne.NewMenuItem(words[i], func() {
			c.execute()
			m.after()
		})
		item.IsQuit = c.id == quitCommand
		m.items[item] = c
		items = append(items, item)
	}
	return items
}

// menuWords returns what the items of a menu say: the command's title and, in a
// column behind the longest one, its key. The keys are only text: Fyne would run
// a shortcut of a menu item before the focused field sees the key.
func menuWords(table []*command, width func(string) float32) []string {
	const gap = 24 // between the longest title and the column of keys
	var longest float32
	for _, c := range table {
		longest = max(longest, width(c.title))
	}
	words := make([]string, len(table))
	for i, c := range table {
		words[i] = c.title
		if c.shown() == "" {
			continue
		}
		spaces := int((longest + gap - width(c.title)) / width(" "))
		words[i] += strings.Repeat(" ", max(2, spaces)) + c.shown()
	}
	return words
}

// textWidth returns the width of a text in a menu.
func textWidth(s string) float32 {
	return fyne.MeasureText(s, theme.TextSize(), fyne.TextStyle{}).Width
}

// update greys the items whose command is not possible now and marks the choices
// that hold, and tells Fyne only where that changed something.
func (m *menus) update() {
	changed := false
	for item, c := range m.items {
		if disabled := !c.possible(); item.Disabled != disabled {
			item.Disabled = disabled
			changed = true
		}
		if chosen := c.chosen != nil && c.chosen(); item.Checked != chosen {
			item.Checked = chosen
			changed = true
		}
	}
	if changed {
		m.bar.Refresh()
	}
}

// submenu hangs a menu of further items under the item of a command.
func (m *menus) submenu(id string, items []*fyne.MenuItem) {
	for item, c := range m.items {
		if c.id == id {
			item.ChildMenu = fyne.NewMenu("", items...)
			m.bar.Refresh()
		}
	}
}
