package export

import (
	"bytes"
	"encoding/json"
	"slices"

	"postil/annotate"
	"postil/export/jsontext"
)

type member struct {
	key   string
	value []byte
}

// put adds a member, in place of an earlier one with the same key.
func put(all []member, m member) []member {
	if i := slices.IndexFunc(all, func(o member) bool { return o.key == m.key }); 0 <= i {
		all[i] = m
		return all
	}
	return append(all, m)
}

// joinMembers makes a JSON object without space, nothing of no members.
func joinMembers(all []member) (annotate.Meta, error) {
	if len(all) == 0 {
		return nil, nil
	}
	var object bytes.Buffer
	for i, m := range all {
		object.WriteByte("{,"[min(i, 1)])
		object.Write(append(jsontext.AppendString(nil, m.key), ':'))
		if err := json.Compact(&object, m.value); err != nil {
			return nil, invalidJSON(err)
		}
	}
	object.WriteByte('}')
	return object.Bytes(), nil
}

// membersOf lists the members of an object.
func membersOf(raw []byte) (all []member, err error) {
	scan := jsontext.NewScanner(raw)
	err = scan.Object(func(key []byte) error {
		name := string(key)
		value, err := scan.Raw()
		all = put(all, member{name, value})
		return err
	})
	return all, err
}
