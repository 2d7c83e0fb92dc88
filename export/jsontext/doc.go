// Package jsontext reads and writes JSON text (RFC 8259) in memory without
// building values in between: a [Scanner] hands out one string, number or raw
// value after the other, and the Append functions write them.
//
// A [Stream] cuts a file of any size into such texts.
//
// It is stricter than encoding/json, since records are shared between programs:
// text that is no valid UTF-8 is an error, and for a strict scanner a key that
// stands twice in an object.
package jsontext
