package intake

import (
	"bytes"
	"encoding/json"
	"slices"

	"postil/annotate"
	"postil/export/jsontext"
)

type Member struct {
	Key   string
	Value []byte
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
