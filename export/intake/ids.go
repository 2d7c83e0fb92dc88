package intake

import "postil/annotate"

// ForeignID returns the UID that id spells, else one that follows from kind and
// id.
func ForeignID(kind string, id []byte) annotate.UID {
	if u, ok := SpeltID(id); ok {
		return u
	}
	return annotate.UIDFromName(kind + "\x00" + string(id))
}

// IDWithin returns the UID that id spells, else one that follows from kind and
// id within a document.
func IDWithin(document annotate.UID, kind string, id []byte) (u annotate.UID, spelt bool) {
	if u, spelt = SpeltID(id); spelt {
		return u, true
	}
	return annotate.UIDWithin(document, kind+"\x00"+string(id)), false
}

// SpeltID returns the UID that id spells, and false where it spells none.
func SpeltID(id []byte) (annotate.UID, bool) {
	u, err := annotate.ParseUID(string(id))
	return u, err == nil && !u.IsZero()
}

// RowID returns the UID of a thing with that id. An id that is no UUID stands
// for itself; without one, the name does.
func RowID(kind, id, name string) annotate.UID {
	switch {
	case id == "":
		return annotate.UIDFromName(kind + "\x00name\x00" + name)
	default:
		return ForeignID(kind, []byte(id))
	}
}

// AttributeID returns the UID of a definition that has none.
func AttributeID(on annotate.Bearer, owner annotate.UID, name string) annotate.UID {
	return RowID("attribute", "", string(on)+"\x00"+owner.String()+"\x00"+name)
}

// TagID returns the UID of a tag that has none.
func TagID(name, ref string) annotate.UID { return RowID("tag", "", name+"\x00"+ref) }
