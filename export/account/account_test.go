package account_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"postil/annotate"
	"postil/export/account"
)

// uid makes ids that can be told apart by eye.
func uid(kind account.Kind, n byte) annotate.UID {
	return annotate.UID{0x01, 0x92, byte(kind) + 1, 0, 0, 0, 0x70, 0, 0x80, 15: n}
}

// record is a document with so many spans and relations, with numbers from first
// on.
func record(document, first byte, spans, relations int) *annotate.Record {
	r := &annotate.Record{Document: annotate.Document{UID: uid(account.Document, document)}}
	for i := range spans {
		r.Spans = append(r.Spans, annotate.Span{UID: uid(account.Span, first+byte(i))})
	}
	for i := range relations {
		r.Relations = append(r.Relations, annotate.Relation{UID: uid(account.Relation, first+byte(i))})
	}
	return r
}

// listOf returns a list of items.
func listOf(items ...account.Item) (l account.List) {
	for _, i := range items {
		l.Add(i)
	}
	return l
}

// items compares lists by their items.
var items = cmp.Transformer("items", func(l account.List) []account.Item { return slices.Collect(l.All()) })

// TestLists holds long lists, with many reasons and documents, to the slices that
// they stand for.
func TestLists(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var list account.List
		var want []account.Item
		things, counts := 0, map[string]int{}
		for n := range rapid.SampledFrom([]int{0, 1, 100, 4095, 4096, 4097, 9000}).Draw(t, "items") {
			i := account.Item{ID: annotate.UID{1, byte(n / 512), byte(n / 2)}, Document: annotate.UID{2, byte(n / 700)}, Reason: string(rune('a' + n*n%7))}
			list.Add(i)
			want = append(want, i)
			counts[i.Reason]++
			if n%2 == 0 {
				things++
			}
		}
		if d := cmp.Diff(want, slices.Collect(list.All())); d != "" || list.Len() != len(want) || list.Things() != things {
			t.Fatalf("%d items of %d things, not %d of %d (-want +got):\n%s", list.Len(), list.Things(), len(want), things, d)
		}
		for _, r := range list.Reasons() {
			if counts[r.Text] != r.Count {
				t.Fatalf("%+v, not %d", r, counts[r.Text])
			}
			delete(counts, r.Text)
		}
		if len(counts) != 0 {
			t.Fatalf("reasons are missing: %v", counts)
		}
	})
}

func TestWhatNobodySpokeOfIsWritten(t *testing.T) {
	var a account.Account
	a.Begin(record(1, 1, 2, 1))
	a.End()
	want := account.Account{Documents: account.Tally{Held: 1, Written: []annotate.UID{uid(account.Document, 1)}},
		Spans:     account.Tally{Held: 2, Written: []annotate.UID{uid(account.Span, 1), uid(account.Span, 2)}},
		Relations: account.Tally{Held: 1, Written: []annotate.UID{uid(account.Relation, 1)}}}
	if d := cmp.Diff(want.Spans, a.Spans, items) + cmp.Diff(want.Documents, a.Documents, items) + cmp.Diff(want.Relations, a.Relations, items); d != "" {
		t.Error(d)
	}
}

func TestClasses(t *testing.T) {
	id, document := uid(account.Span, 1), uid(account.Document, 1)
	for _, c := range []struct {
		name string
		say  func(*account.Account)
		want account.Tally
	}{
		{"outside outweighs", func(a *account.Account) {
			a.Change(account.Span, id, "cut")
			a.LeaveOut(account.Span, id, "overlap")
			a.Outside(account.Span, id)
		}, account.Tally{Held: 1, Outside: []annotate.UID{id}}},
		{"left out outweighs changed", func(a *account.Account) {
			a.Change(account.Span, id, "cut")
			a.LeaveOut(account.Span, id, "overlap")
			a.LeaveOut(account.Span, id, "empty")
		}, account.Tally{Held: 1, LeftOut: listOf(account.Item{ID: id, Document: document, Reason: "overlap"})}},
		{"changed once for a reason", func(a *account.Account) {
			a.Change(account.Span, id, "cut")
			a.Change(account.Span, id, "moved")
			a.Change(account.Span, id, "cut")
		}, account.Tally{Held: 1, Written: []annotate.UID{id}, Changed: listOf(account.Item{id, document, "cut"}, account.Item{id, document, "moved"})}},
		{"left out of some pieces", func(a *account.Account) {
			a.Places(account.Span, id, 3)
			a.LeaveOut(account.Span, id, "overlap")
			a.NextPiece()
			a.LeaveOut(account.Span, id, "overlap")
			a.LeaveOut(account.Span, id, "overlap") // of the same one
		}, account.Tally{Held: 1, Written: []annotate.UID{id}, Changed: listOf(account.Item{id, document, "left out of one of its pieces: overlap"})}},
		{"left out of all pieces", func(a *account.Account) {
			a.NextPiece()
			a.LeaveOut(account.Span, id, "overlap")
			a.NextPiece()
			a.LeaveOut(account.Span, id, "empty")
			a.Places(account.Span, id, 2)
		}, account.Tally{Held: 1, LeftOut: listOf(account.Item{id, document, "overlap"})}},
		{"of another kind", func(a *account.Account) { a.Outside(account.Relation, id) }, account.Tally{Held: 1, Written: []annotate.UID{id}}},
	} {
		var a account.Account
		a.Begin(record(1, 1, 1, 0))
		c.say(&a)
		a.End()
		if d := cmp.Diff(c.want, a.Spans, items); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
}

// TestEachThingIsInOneClass tells an account anything in any order: held is
// always outside, left out and written together, each id in one of them and in
// the order held, and what is changed is written.
func TestEachThingIsInOneClass(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var a account.Account
		kinds := []account.Kind{account.Document, account.Span, account.Relation}
		held := map[account.Kind][]annotate.UID{}
		next := byte(0)
		for d := range rapid.ByteRange(0, 4).Draw(t, "documents") {
			r := record(d, next, rapid.IntRange(0, 5).Draw(t, "spans"), rapid.IntRange(0, 5).Draw(t, "relations"))
			next += 5
			held[account.Document] = append(held[account.Document], r.Document.UID)
			for _, s := range r.Spans {
				held[account.Span] = append(held[account.Span], s.UID)
			}
			for _, l := range r.Relations {
				held[account.Relation] = append(held[account.Relation], l.UID)
			}
			a.Begin(r)
			for range rapid.IntRange(0, 20).Draw(t, "calls") {
				k := rapid.SampledFrom(kinds).Draw(t, "kind")
				id := uid(k, rapid.ByteRange(0, next).Draw(t, "id")) // also of other documents, and of none
				reason := rapid.SampledFrom([]string{"cut", "overlap", "empty"}).Draw(t, "reason")
				switch rapid.IntRange(0, 4).Draw(t, "call") {
				case 0:
					a.Outside(k, id)
				case 1:
					a.LeaveOut(k, id, reason)
				case 2:
					a.Change(k, id, reason)
				case 3:
					a.Places(k, id, rapid.IntRange(0, 3).Draw(t, "places"))
				case 4:
					a.NextPiece()
				}
			}
			a.End()
		}
		for k, tally := range map[account.Kind]account.Tally{account.Document: a.Documents, account.Span: a.Spans, account.Relation: a.Relations} {
			checkTally(t, tally, held[k])
		}
	})
}

func checkTally(t *rapid.T, tally account.Tally, held []annotate.UID) {
	written := map[annotate.UID]bool{}
	classes := map[annotate.UID]int{}
	for _, id := range tally.Written {
		written[id] = true
		classes[id]++
	}
	for _, id := range tally.Outside {
		classes[id]++
	}
	for i := range tally.LeftOut.All() {
		classes[i.ID]++
	}
	for _, id := range held {
		if classes[id] != 1 {
			t.Fatalf("%s is in %d classes", id, classes[id])
		}
	}
	if tally.Held != len(held) || len(classes) != len(held) {
		t.Fatalf("held are %d, told %d, in classes %d", len(held), tally.Held, len(classes))
	}
	changed := map[account.Item]bool{}
	for i := range tally.Changed.All() {
		if !written[i.ID] || changed[i] {
			t.Fatalf("%s is changed and not written, or twice for one reason", i.ID)
		}
		changed[i] = true
	}
	inOrder := func(ids []annotate.UID) bool {
		return slices.IsSortedFunc(ids, func(a, b annotate.UID) int { return slices.Index(held, a) - slices.Index(held, b) })
	}
	if !inOrder(tally.Written) || !inOrder(tally.Outside) || len(written) != len(tally.Written) {
		t.Fatalf("out of order: %+v", tally)
	}
}
