package wording

import (
	"time"

	"postil/annotate"
)

// AppendTime appends a time by RFC 3339, in UTC and to the millisecond, and
// null for the zero time.
func AppendTime(dst []byte, t time.Time) ([]byte, error) {
	if t.IsZero() {
		return append(dst, "null"...), nil
	}
	t = t.UTC()
	if !InRange(t) {
		return dst, &annotate.Error{Code: annotate.Invalid, What: "a time lies outside of the years 0 to 9999"}
	}
	dst = t.AppendFormat(append(dst, '"'), time.RFC3339)
	ms := t.Nanosecond() / int(time.Millisecond)
	dst = append(dst[:len(dst)-len("Z")], '.', byte('0'+ms/100), byte('0'+ms/10%10), byte('0'+ms%10), 'Z', '"')
	return dst, nil
}

// InRange tells whether RFC 3339 can express a time.
func InRange(t time.Time) bool { return 0 <= t.Year() && t.Year() <= 9999 }
