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
package storage
