package intake

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

// ReadObject checks that text is one JSON object, and puts the value of each key
// where known says, null as nil. Members with other keys, for which known returns nil,
// go to other.
func ReadObject(text []byte, known func(key []byte) *[]byte, other func(Member)) error {
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
		return InvalidJSON(err)
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

// JoinMembers makes a JSON object without space, nothing of no members.
func JoinMembers(all []Member) (annotate.Meta, error) {
	if len(all) == 0 {
		return nil, nil
	}
	var object bytes.Buffer
	for i, m := range all {
		object.WriteByte("{,"[min(i, 1)])
		object.Write(append(jsontext.AppendString(nil, m.Key), ':'))
		if err := json.Compact(&object, m.Value); err != nil {
			return nil, InvalidJSON(err)
		}
	}
	object.WriteByte('}')
	return object.Bytes(), nil
}

// MembersOf lists the members of an object.
func MembersOf(raw []byte) (all []Member, err error) {
	scan := jsontext.NewScanner(raw)
	err = scan.Object(func(key []byte) error {
		name := string(key)
		value, err := scan.Raw()
		all = Put(all, Member{name, value})
		return err
	})
	return all, err
}
