package export

import "postil/annotate"

// foreignID returns the UID that id spells, else one that follows from kind and
// id.
func foreignID(kind string, id []byte) annotate.UID {
	if u, ok := speltID(id); ok {
		return u
	}
	return annotate.UIDFromName(kind + "\x00" + string(id))
}

// idWithin returns the UID that id spells, else one that follows from kind and
// id within a document.
func idWithin(document annotate.UID, kind string, id []byte) (u annotate.UID, spelt bool) {
	if u, spelt = speltID(id); spelt {
		return u, true
	}
	return annotate.UIDWithin(document, kind+"\x00"+string(id)), false
}

func speltID(id []byte) (annotate.UID, bool) {
	u, err := annotate.ParseUID(string(id))
	return u, err == nil && !u.IsZero()
}

// rowID returns the UID of a thing with that id. An id that is no UUID stands
// for itself; without one, the name does.
func rowID(kind, id, name string) annotate.UID {
	switch {
	case id == "":
		return annotate.UIDFromName(kind + "\x00name\x00" + name)
	default:
		return foreignID(kind, []byte(id))
	}
}

func attributeID(on annotate.Bearer, owner annotate.UID, name string) annotate.UID {
	return rowID("attribute", "", string(on)+"\x00"+owner.String()+"\x00"+name)
}

func tagID(name, ref string) annotate.UID { return rowID("tag", "", name+"\x00"+ref) }
