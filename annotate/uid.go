package annotate

import (
	"crypto/sha256"
	"fmt"

	"github.com/google/uuid"
)

// UID identifies a thing across machines and files: a UUID, of version 7
// (RFC 9562, ordered by time of creation) where Postil makes it. The zero UID
// stands for "none".
type UID [16]byte

// NewUID returns a fresh version 7 UID. It panics where the system has no
// randomness to give, since nothing can be saved safely then.
func NewUID() UID { return UID(uuid.Must(uuid.NewV7())) }

// nameSpace separates the UIDs that Postil derives from names from those that
// other programs derive.
var nameSpace = uuid.MustParse("6f0c0f6e-5e0b-4f0c-9d43-706f7374696c")

// UIDFromName derives a UID (version 5) from a name, so that reading the same
// foreign id twice gives the same thing twice.
func UIDFromName(name string) UID { return UID(uuid.NewSHA1(nameSpace, []byte(name))) }

// UIDWithin derives a UID (version 8, RFC 9562 section 5.8) from a name that
// means something only within owner. It begins with the 48 bits that owner begins
// with, so that what belongs to one owner lies together wherever UIDs are sorted:
// an index that takes in a hundred spans of a document touches one page then, not
// a hundred. The other bits are of a SHA-256 of owner and name.
func UIDWithin(owner UID, name string) UID {
	var buffer [128]byte // most names fit
	b := append(buffer[:0], nameSpace[:]...)
	hash := sha256.Sum256(append(append(b, owner[:]...), name...))
	u := UID(hash[:16])
	copy(u[:6], owner[:6])
	u[6] = u[6]&0x0f | 0x80
	u[8] = u[8]&0x3f | 0x80
	return u
}

// ParseUID reads the 36-character form that [UID.String] writes.
func ParseUID(s string) (UID, error) {
	if len(s) != 36 {
		return UID{}, fmt.Errorf("%s is no UUID: 36 characters are expected", Excerpt(s))
	}
	u, err := uuid.Parse(s)
	if err != nil {
		return UID{}, fmt.Errorf("%s is no UUID: %w", Excerpt(s), err)
	}
	return UID(u), nil
}

// IsZero tells whether u stands for "none".
func (u UID) IsZero() bool { return u == UID{} }

// String returns the usual 36-character form, and "" for the zero UID.
func (u UID) String() string {
	if u.IsZero() {
		return ""
	}
	return uuid.UUID(u).String()
}

// MarshalText writes the form of [UID.String].
func (u UID) MarshalText() ([]byte, error) { return []byte(u.String()), nil }

// UnmarshalText reads what [UID.MarshalText] writes; empty text is the zero UID.
func (u *UID) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*u = UID{}
		return nil
	}
	p, err := ParseUID(string(b))
	if err != nil {
		return err
	}
	*u = p
	return nil
}
