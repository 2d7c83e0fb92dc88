// Package storage keeps one project in one SQLite file, NAME.postil.
//
// A [File] is opened with [Create] or [Open]. Reading happens in
// [File.View]: one consistent snapshot, from a pool of read-only connections.
// Writing happens in [File.Do]: one user action, one immediate transaction,
// rows and the record of the change together, on the disk before Do returns.
// [File.Undo] and [File.Redo] work from those records alone, so they take back
// anything that Do and [File.Import] can do, after a restart too.
//
// The words are those of package annotate; its types go in and come out, and
// rows, keys and SQL stay inside. Everything outside is named by UID.
//
// # How it is built
//
// The schema is in migrations. tables.go describes the tables that changes
// touch; ledger.go writes rows and keeps their images (image.go) before and
// after; change.go appends the record. restore.go brings rows back from images,
// whatever table they are of, and conflict.go finds out who stands in the way.
//
// An import (import.go) writes its rows in short transactions and marks them
// with the key of the change that it is going to be. Readers leave out rows that
// carry the key of an import under way, so that its last transaction, which
// makes all of them appear, has next to nothing to do, and what a dead import
// has left can be found and removed (import_lease.go).
package storage
