// Package split parts documents into those to train on, those to choose by
// while training (dev) and those to test with at the end.
//
// # What is never parted
//
// A model that was trained on an article knows its copies, rewrites and
// translations, too: it is tested on what it has learnt by heart where they
// stand in the test part. Documents that share a story, or a text, therefore go
// into one part, whatever seed and ratios are.
//
// # What 80/10/10 means
//
// The ratios count documents: that is what an annotator can count and what
// stands in the data set as items. A part takes a group of documents (a story,
// with whatever shares a text with it) only while it has room, and a group that
// fits nowhere goes where most room is left. So no part has more documents than
// its share and less than one group on top of that, and of k parts none lacks
// k-1 groups or more. Groups go from large to small, so that with single
// documents among them parts come out at their share to a document. No part is
// empty where there are as many groups as parts, unless pins empty it; where there
// are fewer, dev is the one that is empty first.
//
// Within that, each label's spans are shared out by the same ratios, and with
// them all spans: a dev part without a quote cannot tell whether quotes are
// found. This follows Sechidis, Tsoumakas and Vlahavas, On the Stratification of
// Multi-Label Data (ECML PKDD 2011): the rarest labels first, each group to the
// part that misses its labels most. Unlike there, a group's labels all count at
// once, by their spans, and what a part misses is reckoned by the groups seen so
// far and not by all, so that each part gets large stories and small ones. A test
// measures what this leaves of the distance that chance leaves.
//
// # The same again
//
// A plan depends on the texts, on which of them share a story, on their labels,
// pins, ratios and seed, and on nothing else: not on ids, which each import
// makes anew, nor on the order of import, names or sources. Chance comes from
// SHA-256 over seed and texts, and numbers are reckoned so that every machine
// comes to the same.
//
// # Pins
//
// A document that comes from a data set with parts of its own
// ([annotate.Document].Split) stays in the part of that name, with its whole
// group, so that results stay comparable with those of others. Where a group is
// pinned to several, it goes to test before dev before train, since what others
// have tested with must not be trained on, and a warning says so. A pin to a
// part that the split does not have is no pin, with a warning, too.
package split
