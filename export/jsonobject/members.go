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

// Read checks that text is one JSON object, and puts the value of each key
// where known says, null as nil. Members with other keys, for which known returns nil,
// go to other.
func Read(text []byte, known func(key []byte) *[]byte, other func(Member)) error {
	scan := jsontext.NewScanner(text)
	err := scan.Object(func(key []byte) error {
		place := known(key)
		name := ""
		if place == nil {
			name = string(key)
		}
		raw, err := scan.Raw()
		switch {
		case err != nil:
			return err
		case place != nil:
			*place = Present(raw)
		default:
			other(Member{name, raw})
		}
		return nil
	})
	if err == nil {
		err = scan.End()
	}
	if err != nil {
		return Invalid(err)
	}
	return nil
}

// Put adds a member, in place of an earlier one with the same key.
func Put(all []Member, m Member) []Member {
	if i := slices.IndexFunc(all, func(o Member) bool { return o.Key == m.Key }); 0 <= i {
		all[i] = m
		return all
	}
	return append(all, m)
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
		all = Put(all, Member{name, value})
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
