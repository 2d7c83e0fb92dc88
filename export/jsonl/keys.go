package jsonl

// recordKeys are those of a native record that no other format has, each with the
// kind of its value.
var recordKeys = map[string]byte{"spans": '[', "relations": '[', "annotators": '[', "offset_unit": '"', "text_sha256": '"'}

// LooksLike tells whether an object with these keys is a native record: it has a
// text, and something that only records have or, on a line of its own rather than in
// a list, nothing that records lack. One that has lost its text is known by what our
// own writer adds to it.
func LooksLike(keys map[string]byte, listed bool) bool {
	if keys["offset_unit"] == '"' && keys["text_sha256"] == '"' {
		return true
	}
	if keys["text"] != '"' {
		return false
	}
	for k, kind := range recordKeys {
		if keys[k] == kind {
			return true
		}
	}
	if listed {
		return false
	}
	var m members
	for k := range keys {
		if kind, ok := recordKeys[k]; m.known([]byte(k)) == nil || ok && keys[k] != kind && keys[k] != 'n' {
			return false
		}
	}
	return true
}
