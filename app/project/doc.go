// Package project is the application without its window: one open project file,
// the annotator who works in it, and every command that either the window or
// the command line can give. Each command exists once, here.
//
// A command that changes something is one durable change: it returns when the
// rows and the change record are on the disk, or with an error and nothing
// changed. After the commit, the project tells what changed through its
// [Signals].
//
// What lists show (documents, scheme, tags, past tags) is kept in memory and
// follows the changes, those of other processes included; texts and spans are
// read from the file when a document is opened.
//
// A Project is safe for use by several goroutines. Offsets are UTF-8 bytes,
// half-open, as everywhere inside the program (see package annotate).
package project
