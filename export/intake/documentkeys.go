package intake

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/choice"
	"postil/export/jsonobject"
	"postil/export/jsontext"
)

// DocumentKeys are what this program writes about a document into the files of
// programs that keep what they do not know, such as doccano and Label Studio:
//
//	"document":"0192…","start":null,"name":"…","source":"…","language":"ro","story":"0192…","split":null
//
// and then the document's metadata, key by key or in an object "meta". A piece of a
// document, or one from which text was left out, says in "start" where it begins
// there, in code points: it is read as a document of its own.
type DocumentKeys struct {
	Document                                          []byte // its value as JSON, nil where the key is not there
	start, name, source, language, story, split, meta []byte // likewise

	Unknown []jsonobject.Member // the others
	Renamed []Renamed           // what stands elsewhere in the file
}

// Renamed is a value that metadata keeps under a key which is not the file's.
type Renamed struct {
	jsonobject.Member
	From string // the file's key, with where it stands: "tasks.id"
}

// Known returns the place of a key's value, nil where the key is not known.
func (k *DocumentKeys) Known(key []byte) *[]byte {
	switch string(key) {
	case "document":
		return &k.Document
	case "start":
		return &k.start
	case "name":
		return &k.name
	case "source":
		return &k.source
	case "language":
		return &k.language
	case "story":
		return &k.story
	case "split":
		return &k.split
	case "meta":
		return &k.meta
	}
	return nil
}

// AppendDocumentKeys appends the members, each behind a comma, but for metadata.
//
// start is a string: doccano reads lines as a table, where a column with numbers
// on some lines and null on others becomes one of NaN, which its database refuses.
func AppendDocumentKeys(dst []byte, p *choice.Piece) []byte {
	d := &p.Record.Document
	dst = jsontext.AppendUUID(append(dst, `,"document":`...), d.UID)
	dst = append(dst, `,"start":`...)
	if p.Number == 0 && p.Ranges == nil {
		dst = append(dst, "null"...)
	} else {
		dst = append(strconv.AppendInt(append(dst, '"'), int64(p.Start), 10), '"')
	}
	dst = jsontext.AppendString(append(dst, `,"name":`...), d.Name)
	dst = jsontext.AppendString(append(dst, `,"source":`...), d.Source)
	dst = jsontext.AppendString(append(dst, `,"language":`...), d.Language)
	dst = jsontext.AppendUUID(append(dst, `,"story":`...), d.Story)
	dst = append(dst, `,"split":`...)
	if d.Split == "" {
		dst = append(dst, "null"...)
	} else {
		dst = jsontext.AppendString(dst, d.Split)
	}
	return dst
}

// AppendMeta appends metadata, each key behind a comma, and under "meta" what
// could be mistaken for something else.
func AppendMeta(dst []byte, meta annotate.Meta, reserved func(key string) bool) ([]byte, error) {
	if len(meta) == 0 {
		return dst, nil
	}
	var own DocumentKeys
	var apart []jsonobject.Member
	scan := jsontext.NewScanner(meta)
	err := scan.Object(func(key []byte) error {
		name := string(key)
		raw, err := scan.Raw()
		if err != nil {
			return err
		}
		if reserved(name) || own.Known([]byte(name)) != nil {
			apart = append(apart, jsonobject.Member{Key: name, Value: raw})
			return nil
		}
		dst = append(jsontext.AppendString(append(dst, ','), name), ':')
		dst, err = jsonobject.AppendCompact(dst, raw)
		return err
	})
	if err != nil || len(apart) == 0 {
		return dst, jsonobject.Wrong("meta", err)
	}
	object, err := jsonobject.Join(apart)
	return append(append(dst, `,"meta":`...), object...), err
}

// Begin begins the record of a document with that text, which says of itself
// what this program writes, or nothing of it. Keys whose values have another
// meaning, and keys that are not known, become metadata. Nobody is the annotator.
func (k *DocumentKeys) Begin(in *Documents, settled text.Settled) (*Draft, error) {
	d := newUnmarkedDraft(in.Words, settled, in.base, in.Options)
	document, _ := SpeltID(jsonobject.TrimQuotes(k.Document))
	var err error
	if d.Record.Document.Meta, err = k.describe(in, document, &d.Record.Document); err != nil {
		return nil, err
	}
	if !k.Whole() {
		document = annotate.UID{}
	}
	return d, in.identify(&d.Record.Document, document)
}

// PieceSource returns the source of a document that is a piece of another: documents
// apart come from sources apart.
func PieceSource(source string, start int) string { return source + "#" + strconv.Itoa(start) }

// Whole tells whether the document is the one that it names, and not a piece of
// it.
func (k *DocumentKeys) Whole() bool {
	_, spelt := SpeltID(jsonobject.TrimQuotes(k.Document))
	return spelt && k.start == nil
}

// describe reads what is said of the document, and returns the metadata.
func (k *DocumentKeys) describe(in *Documents, document annotate.UID, d *annotate.Document) (annotate.Meta, error) {
	var meta []jsonobject.Member
	if document.IsZero() && k.Document != nil {
		meta = append(meta, jsonobject.Member{Key: "document", Value: k.Document})
	}
	story, isStory := SpeltID(jsonobject.TrimQuotes(k.story))
	if d.Story = story; !isStory && k.story != nil {
		meta = append(meta, jsonobject.Member{Key: "story", Value: k.story})
	}
	for _, f := range []struct {
		key   string
		raw   []byte
		to    *string
		check func(string) error
	}{{"name", k.name, &d.Name, checkTitle}, {"source", k.source, &d.Source, checkLine}, {"language", k.language, &d.Language, annotate.CheckLanguage}, {"split", k.split, &d.Split, checkLine}} {
		if f.raw == nil {
			continue
		}
		s, ok := jsonobject.StringOf(f.raw)
		if !ok || f.check(s) != nil {
			meta = append(meta, jsonobject.Member{Key: f.key, Value: f.raw})
			continue
		}
		if s != "" || f.key == "source" {
			*f.to = s
		}
	}
	if k.start != nil {
		n, isPiece := jsonobject.WholeNumber(k.start)
		if isPiece && !document.IsZero() {
			d.Source = PieceSource(d.Source, n)
			meta = append(meta, jsonobject.Member{Key: "document", Value: k.Document})
		}
		meta = append(meta, jsonobject.Member{Key: "start", Value: k.start})
	}
	return k.metadata(in, meta)
}

// metadata joins what describe made metadata of, what stands in "meta" and the
// keys that are not known. Of a piece of what was a piece already, the metadata goes
// on saying of which.
func (k *DocumentKeys) metadata(in *Documents, said []jsonobject.Member) (annotate.Meta, error) {
	var own []jsonobject.Member
	if k.meta != nil && k.meta[0] == '{' {
		var err error
		if own, err = jsonobject.Members(k.meta); err != nil {
			return nil, jsonobject.Wrong("meta", err)
		}
	} else if k.meta != nil {
		own = []jsonobject.Member{{Key: "meta", Value: k.meta}}
	}
	said = slices.DeleteFunc(said, func(m jsonobject.Member) bool {
		older := (m.Key == "document" || m.Key == "start") && slices.ContainsFunc(own, func(o jsonobject.Member) bool { return o.Key == m.Key })
		if older {
			in.Drop(m.Key)
		}
		return older
	})
	all, err := jsonobject.Merge(said, own)
	if err != nil {
		return nil, err
	}
	if all, err = jsonobject.Merge(all, k.Unknown); err != nil {
		return nil, err
	}
	for _, u := range k.Unknown {
		in.keep(u.Key)
	}
	for _, r := range k.Renamed {
		if slices.ContainsFunc(all, func(m jsonobject.Member) bool { return m.Key == r.Key }) {
			in.Drop(r.From)
			continue
		}
		in.keep(r.From)
		all = append(all, r.Member)
	}
	return jsonobject.Join(all)
}

// checkLine reports an error where s does not stand on one line, as a document's
// source and split must.
func checkLine(s string) error {
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }) {
		return &annotate.Error{Code: annotate.Invalid, What: "it breaks a line"}
	}
	return nil
}

func checkTitle(s string) error {
	if strings.TrimSpace(s) == "" {
		return &annotate.Error{Code: annotate.Invalid, What: "it is blank"}
	}
	return checkLine(s)
}
