package annotate_test

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"postil/annotate"
)

func TestValueJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.SampledFrom([]annotate.Value{
			{}, annotate.TextValue(rapid.String().Draw(t, "text")), annotate.YesNoValue(rapid.Bool().Draw(t, "yes")), annotate.NumberValue(rapid.Float64().Draw(t, "number")),
		}).Draw(t, "value")
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		back := annotate.TextValue("before")
		if err := json.Unmarshal(b, &back); err != nil || back != v {
			t.Fatalf("%v became %s and then %v: %v", v, b, back, err)
		}
	})
	for _, bad := range []string{`[]`, `{}`, `[1]`, `{"a":1}`} {
		var v annotate.Value
		if err := json.Unmarshal([]byte(bad), &v); err == nil {
			t.Errorf("%s is a value: %v", bad, v)
		}
	}
	for _, f := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if b, err := json.Marshal(annotate.NumberValue(f)); err == nil {
			t.Errorf("%v is written as %s", f, b)
		}
	}
}

func TestValuesRead(t *testing.T) {
	for _, c := range []struct {
		v    annotate.Value
		text string
		any  any
	}{
		{annotate.Value{}, "", nil},
		{annotate.TextValue("a b"), "a b", "a b"},
		{annotate.YesNoValue(true), "yes", true},
		{annotate.YesNoValue(false), "no", false},
		{annotate.NumberValue(0.5), "0.5", 0.5},
		{annotate.NumberValue(61), "61", 61.0},
	} {
		if c.v.String() != c.text || c.v.Any() != c.any {
			t.Errorf("%q and %v, want %q and %v", c.v.String(), c.v.Any(), c.text, c.any)
		}
	}
}

func TestAccepts(t *testing.T) {
	values := map[string]annotate.Value{"text": annotate.TextValue("x"), "choice": annotate.TextValue("direct"), "yes": annotate.YesNoValue(true),
		"number": annotate.NumberValue(-1.5), "infinite": annotate.NumberValue(math.Inf(1)), "no number": annotate.NumberValue(math.NaN()), "none": {}}
	for kind, want := range map[annotate.AttributeKind][]string{
		annotate.Text: {"choice", "text"}, annotate.Choice: {"choice"}, annotate.YesNo: {"yes"}, annotate.Number: {"number"},
	} {
		d := annotate.AttributeDef{Name: "a", Kind: kind, Choices: []string{"direct"}}
		var got []string
		for name, v := range values {
			if err := d.Accepts(v); err == nil {
				got = append(got, name)
			}
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("%s accepts %v, want %v", kind, got, want)
		}
	}
}

func TestAttributesClone(t *testing.T) {
	if annotate.Attributes(nil).Clone() != nil {
		t.Error("the clone of none is some")
	}
	a := annotate.Attributes{"b": annotate.NumberValue(1), "a": annotate.NumberValue(2)}
	c := a.Clone()
	c["b"] = annotate.NumberValue(3)
	if a["b"] != annotate.NumberValue(1) || strings.Join(a.Names(), " ") != "a b" {
		t.Errorf("%v", a)
	}
}

func TestUID(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := annotate.UID(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "uid"))
		b, err := u.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		back := annotate.NewUID()
		if err := back.UnmarshalText(b); err != nil || back != u {
			t.Fatalf("%v became %s and then %v: %v", u[:], b, back[:], err)
		}
		if u.IsZero() {
			return
		}
		if p, err := annotate.ParseUID(strings.ToUpper(u.String())); err != nil || p != u {
			t.Fatalf("%s: %v", u, err)
		}
	})
	for _, bad := range []string{"", "0192", "{01920800-0000-7000-8000-000000000002}", "urn:uuid:01920800-0000-7000-8000-000000000002", "01920800000070008000000000000002", "01920800-0000-7000-8000-00000000000g", strings.Repeat("x", 36)} {
		if u, err := annotate.ParseUID(bad); err == nil {
			t.Errorf("%q is %s", bad, u)
		}
	}
	if s := (annotate.UID{}).String(); s != "" {
		t.Errorf("the zero UID is %q", s)
	}
}

func TestNewUIDsGrowAndDiffer(t *testing.T) {
	last := annotate.UID{}
	for range 10_000 {
		u := annotate.NewUID()
		if slices.Compare(u[:], last[:]) <= 0 || u[6]>>4 != 7 {
			t.Fatalf("%s follows %s", u, last)
		}
		last = u
	}
}

func TestUIDFromName(t *testing.T) {
	a := annotate.UIDFromName("label\x00PER")
	if a != annotate.UIDFromName("label\x00PER") || a == annotate.UIDFromName("label\x00LOC") || a[6]>>4 != 5 {
		t.Errorf("%s", a)
	}
	// Projects hold such ids; they must never come out otherwise.
	if a.String() != "511333c3-4ba4-5a87-95e5-3aa383d93d1e" {
		t.Errorf("the id has changed: %s", a)
	}
}

func TestUIDWithin(t *testing.T) {
	owner := annotate.UIDFromName("a document")
	a := annotate.UIDWithin(owner, "span\x00T1")
	if a != annotate.UIDWithin(owner, "span\x00T1") || a == annotate.UIDWithin(owner, "span\x00T2") ||
		a == annotate.UIDWithin(annotate.UIDFromName("another"), "span\x00T1") || a[6]>>4 != 8 || a[8]>>6 != 2 {
		t.Errorf("%s", a)
	}
	if [6]byte(a[:6]) != [6]byte(owner[:6]) {
		t.Errorf("%s does not lie beside %s", a, owner)
	}
	// Projects hold such ids; they must never come out otherwise.
	if a.String() != "9e89e040-a7a5-84b1-b96a-28c32bf2723d" {
		t.Errorf("the id has changed: %s", a)
	}
}

func TestColour(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := annotate.Colour(rapid.Uint32Range(0, 0xffffff).Draw(t, "colour"))
		b, err := c.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var back annotate.Colour
		if err := back.UnmarshalText(b); err != nil || back != c {
			t.Fatalf("%06x became %s and then %06x: %v", uint32(c), b, uint32(back), err)
		}
		r, g, blue := c.RGB()
		if uint32(r)<<16|uint32(g)<<8|uint32(blue) != uint32(c) {
			t.Fatalf("%s has the parts %d, %d, %d", c, r, g, blue)
		}
	})
	for c, light := range map[annotate.Colour]bool{0: false, 0xffffff: true, 0xffff00: true, 0x0000ff: false, 0xff0000: false, 0x00ff00: true, 0x7f7f7f: false, 0x808080: true} {
		if c.Light() != light {
			t.Errorf("%s: light is %t", c, !light)
		}
	}
	for _, bad := range []string{"", "#fff", "ffffff", "#fffffff", "#ggghhh", "#+fffff", "red"} {
		if c, err := annotate.ParseColour(bad); err == nil {
			t.Errorf("%q is %s", bad, c)
		}
	}
}

func TestFreeKey(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := annotate.DefaultScheme()
		for _, name := range rapid.SliceOfNDistinct(rapid.StringMatching(`[A-Za-zșłμ中ßİ0-9 ._-]{1,8}`), 0, 40, strings.TrimSpace).Draw(t, "names") {
			if annotate.CheckName("label", name) != nil || s.LabelNamed(name) != nil {
				continue
			}
			key := s.Free().Key(name)
			s.Labels = append(s.Labels, annotate.Label{UID: annotate.NewUID(), Layer: s.Layers[0].UID, Name: name, Key: key, Colour: s.Free().Colour()})
			if key == "" {
				for _, r := range "abcdefghijklmnopqrstuvwxyz" {
					if s.LabelWithKey(string(r)) == nil {
						t.Fatalf("%q gets no key, though %c is free", name, r)
					}
				}
			}
		}
		if err := s.Validate(); err != nil {
			t.Fatal(err)
		}
	})
	s := annotate.DefaultScheme()
	for name, want := range map[string]string{"TOPIC": "t", "PLACE": "a", "Șef": "ș", "中文": "中", "+-": "a", "2nd": "2"} {
		if got := s.Free().Key(name); got != want {
			t.Errorf("%s gets %q, want %q", name, got, want)
		}
	}
}

func TestFreeColour(t *testing.T) {
	var s annotate.Scheme
	seen := map[annotate.Colour]int{}
	for range 2 * len(annotate.Palette) {
		c := s.Free().Colour()
		s.Labels = append(s.Labels, annotate.Label{Colour: c})
		seen[c]++
	}
	for _, c := range annotate.Palette {
		if seen[c] != 2 {
			t.Errorf("%s was given %d times instead of twice", c, seen[c])
		}
	}
}

func TestDefaultScheme(t *testing.T) {
	s := annotate.DefaultScheme()
	if err := s.Validate(); err != nil {
		t.Fatal(err)
	}
	if y := s.LayerNamed(annotate.FurnitureLayer); y == nil || !y.Exclusion || len(s.LabelsOf(y.UID)) != 1 {
		t.Errorf("%+v", y)
	}
	for _, l := range s.Labels {
		if l.Key == "" || l.Guideline == "" || s.Layer(l.Layer) == nil || s.LabelWithKey(l.Key).UID != l.UID {
			t.Errorf("%+v", l)
		}
	}
	if s.Layer(annotate.NewUID()) != nil || s.LabelWithKey("") != nil {
		t.Error("what is not there is found")
	}
}

func TestErrors(t *testing.T) {
	cause := errors.New("the disk is full")
	e := &annotate.Error{Code: annotate.Conflict, Where: "a.txt", What: "it cannot be saved", Hint: "make room", Err: cause}
	if got := e.Error(); got != "a.txt: it cannot be saved: the disk is full; make room" {
		t.Error(got)
	}
	outer := annotate.At("project", annotate.At("document", e))
	if !errors.Is(outer, cause) || annotate.CodeOf(outer) != annotate.Conflict || !strings.HasPrefix(outer.Error(), "project: document: a.txt: ") {
		t.Errorf("%v with code %q", outer, annotate.CodeOf(outer))
	}
	if annotate.At("anywhere", nil) != nil || annotate.CodeOf(nil) != "" || annotate.CodeOf(cause) != annotate.Internal {
		t.Error("no error is one")
	}
}
