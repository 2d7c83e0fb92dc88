// Package window is Postil's shell: the one window with its menus, panels and
// dialogs, round the reading pane of package docview. It shows what an open
// [project.Project] holds and turns what the analyst does into that project's
// commands; it decides nothing about the data itself.
//
// # How it hangs together
//
// [Window] owns the project that is open, the document that is shown and one
// value a panel: documents (left), reading (centre) with the find bar under it,
// labels and inspector (right), the status line. Whatever changes the project is
// announced by the project's signals; the window collects them, and on Fyne's
// goroutine each panel concerned reads the project again and shows it. No panel
// calls another.
//
// Every command stands once, in the table of commands.go, with its title, menu,
// keys and action. Menus, the F1 help and the dispatch of keys all read that
// table. Fyne gives menu shortcuts precedence over the focused text field and
// runs them even when they are disabled, so no Fyne shortcut is bound to a menu
// item: keys come in through the focused widget or the canvas and go through
// the dispatcher.
//
// Long work (import, export, search) runs beside the window, with progress and
// cancel; its results come back through fyne.Do, in batches.
package window
