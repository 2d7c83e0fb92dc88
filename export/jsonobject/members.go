// Package jsonobject takes the JSON objects of foreign files apart, keeps what no
// reader knows as members that can be joined again, and says in words which key or
// thing an error is about.
package jsonobject

import (
	"bytes"
	"encoding/json"
	"slices"

	"postil/annotate"
	"postil/export/jsontext"
)

// Member is a key of a JSON object with its value.
type Member struct {
	Key   string
	Value []byte // as JSON
}

// Read checks that text is one JSON object, in which and inside which no key stands
// twice, and puts the value of each key where known says, as [Take] does. Members
// with other keys, for which known returns nil, go to other.
func Read(text []byte, known func(key []byte) *[]byte, other func(Member)) error {
	var clash error
	scan := jsontext.NewStrictScanner(text)
	err := scan.Object(func(key []byte) error {
		if place := known(key); place != nil {
			err := Take(scan, key, place)
			if _, broken := err.(*jsontext.Error); err != nil && !broken {
				clash, err = err, nil // unless the keys are the same, which is said at the end
			}
			return err
		}
		name := string(key)
		raw, err := scan.Raw()
		if err == nil {
			other(Member{name, raw})
		}
		return err
	})
	if err == nil {
		err = scan.End()
	}
	if err != nil {
		return Invalid(err)
	}
	return clash
}

// Take reads the value of a key, null as nil, to its place. Where another key has put
// a value there, it must be the same.
func Take(scan *jsontext.Scanner, key []byte, place *[]byte) error {
	name := ""
	if *place != nil {
		name = string(key)
	}
	raw, err := scan.Raw()
	if raw = Present(raw); raw == nil || err != nil {
		return err
	}
	if *place != nil && !bytes.Equal(*place, raw) {
		return &annotate.Error{Code: annotate.Invalid, Where: annotate.Excerpt(name), What: "a key of the same meaning has another value", Hint: "take one of them out"}
	}
	*place = raw
	return nil
}

// Merge adds to metadata what a record says beside it. Where a key stands in both,
// with another value, it is an error.
func Merge(meta, beside []Member) ([]Member, error) {
	inside, find := meta, finder(meta)
	for _, m := range beside {
		i := find(m.Key)
		switch {
		case i < 0:
			meta = append(meta, m)
		case !bytes.Equal(inside[i].Value, m.Value):
			return nil, &annotate.Error{Code: annotate.Invalid, Where: annotate.Excerpt(m.Key), What: "the key stands in the record and, with another value, in its metadata",
				Hint: "rename one of them"}
		}
	}
	return meta, nil
}

// fewMembers are looked through one by one.
const fewMembers = 16

// finder returns a function that returns where the member with a key stands among
// all, -1 for none.
func finder(all []Member) func(key string) int {
	if len(all) <= fewMembers {
		return func(key string) int { return slices.IndexFunc(all, func(m Member) bool { return m.Key == key }) }
	}
	at := make(map[string]int, len(all))
	for i, m := range all {
		at[m.Key] = i
	}
	return func(key string) int {
		if i, ok := at[key]; ok {
			return i
		}
		return -1
	}
}

// Join makes a JSON object without space, nothing of no members.
func Join(all []Member) (annotate.Meta, error) {
	if len(all) == 0 {
		return nil, nil
	}
	var object bytes.Buffer
	for i, m := range all {
		object.WriteByte("{,"[min(i, 1)])
		object.Write(append(jsontext.AppendString(nil, m.Key), ':'))
		if err := json.Compact(&object, m.Value); err != nil {
			return nil, Invalid(err)
		}
	}
	object.WriteByte('}')
	return object.Bytes(), nil
}

// Members lists the members of an object.
func Members(raw []byte) (all []Member, err error) {
	scan := jsontext.NewScanner(raw)
	err = scan.Object(func(key []byte) error {
		name := string(key)
		value, err := scan.Raw()
		all = append(all, Member{name, value})
		return err
	})
	return all, err
}

// AppendCompact appends a JSON value without space between its parts.
func AppendCompact(dst, raw []byte) ([]byte, error) {
	b := bytes.NewBuffer(dst)
	err := json.Compact(b, raw)
	return b.Bytes(), err
}
