package window

import (
	"runtime"

	"fyne.io/fyne/v2"
)

// menuOrder is the order of the menus in the bar.
var menuOrder = []string{"File", "Edit", "View", "Annotate", "Help"}

// menus is the menu bar, made from the table of commands.
type menus struct {
	bar   *fyne.MainMenu
	items map[*fyne.MenuItem]*command
}

// newMenus returns a bar that lists the commands of a table by menu and group.
func newMenus(table []*command) *menus {
	m := &menus{items: map[*fyne.MenuItem]*command{}}
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
	var items []*fyne.MenuItem
	group := 0
	for _, c := range table {
		if c.menu != menu {
			continue
		}
		if 0 < len(items) && c.group != group {
			items = append(items, fyne.NewMenuItemSeparator())
		}
		group = c.group
		item := newMenuItem(c)
		m.items[item] = c
		items = append(items, item)
	}
	return items
}

// newMenuItem returns the item of one command. On macOS the menu is the
// system's, which would act on the key by itself, so there the key stands in
// the words.
func newMenuItem(c *command) *fyne.MenuItem {
	item := fyne.NewMenuItem(c.title, c.execute)
	item.IsQuit = c.id == quitCommand
	if len(c.keys) == 0 {
		return item
	}
	if runtime.GOOS == "darwin" {
		item.Label += "    " + c.shown()
		return item
	}
	item.Shortcut = shownKey{c.keys[0]}
	return item
}

// update greys the items whose command is not possible now, and tells Fyne only
// where that changed something.
func (m *menus) update() {
	changed := false
	for item, c := range m.items {
		if disabled := !c.possible(); item.Disabled != disabled {
			item.Disabled = disabled
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
