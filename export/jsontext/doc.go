// Package jsontext reads and writes JSON text (RFC 8259) in memory without
// building values in between: a [Scanner] hands out one string, number or raw
// value after the other, and the Append functions write them.
//
// A [Stream] cuts a file of any size into such texts.
//
// It is stricter than encoding/json in one point, since records are shared
// between programs: text that is no valid UTF-8 is an error.
package jsontext
