// Package export reads and writes data sets: what comes into a project and what
// goes to the programs that train on it.
//
// [Formats] lists what there is and what each cannot carry; one file of this
// package, or one sub-package, holds one format, its writer and its reader side
// by side. All of them hold one document at a time, hand over
// [annotate.Record]s, and refuse whatever breaks the invariant of package
// annotate, naming file, line and span.
//
// The native record (jsonl) loses nothing that a project holds but its history.
// One line of it, here broken up:
//
//	{"id":"0192…","name":"…","source":"…","language":"ro","story":"0192…","status":"done","split":null,
//	 "offset_unit":"codepoint","text_sha256":"…","text":"…","meta":{},"attributes":{"TOPIC":["drugs"]},
//	 "spans":[{"id":"0192…","layer":"Quotes","label":"QUOTE","start":412,"end":530,"start_byte":431,"end_byte":552,"text":"…",
//	   "fragments":[{"start":412,"end":470,"start_byte":431,"end_byte":491,"text":"…"},{"start":486,"end":530,"start_byte":508,"end_byte":552,"text":"…"}],
//	   "tag":{"id":"0192…","name":"…","ref":"Q…"},"attributes":{"kind":"direct"},"note":"","annotator":"…",
//	   "origin":{"kind":"manual","from":null,"score":null},"created":"2026-11-21T10:00:00.000Z","updated":"…"}],
//	 "relations":[{"id":"0192…","type":"said_by","from":"0192…","to":"0192…","to_document":"0192…","group":null,"attributes":{},
//	   "annotator":"…","origin":{"kind":"manual","from":null,"score":null},"note":"","created":"…","updated":"…"}],
//	 "annotators":[{"name":"…","status":"done","attributes":{"TOPIC":[{"id":"0192…","value":"drugs"}]}}],
//	 "original_sha256":"…","imported":"2026-11-21T09:58:00.000Z","direction":"auto"}
//
// start and end count the declared unit, start_byte and end_byte UTF-8 bytes,
// all half-open, from the span's first fragment to its last; text is the
// document's text between them, and what was marked is in fragments. A relation
// stands with the document it starts from.
//
// status and attributes sum up annotators: the status is that of whoever has
// come furthest, and the attributes hold what anybody gave. Several annotators
// of one document stand on one line, each span with its own.
//
// # One shape
//
// Every line has every key, in this order, so that a loader which infers
// columns, such as Hugging Face's datasets, sees one shape: attributes of a
// document are lists, empty where nobody gave a value; attributes holds every
// name that the scheme defines for any label, null where this span has no value;
// what is missing is null and never left out; and numbers of attributes and
// origins always have a fraction or an exponent, so that no column starts as
// integers and goes on with fractions. meta alone is as it was imported.
//
// Loaders that look at the first megabytes only still take a column that is
// null or empty there for one that holds nothing, and fail where its first value
// follows. The scheme file therefore names the types of all columns, and this
// loads a corpus of any size (datasets 5.2):
//
//	scheme = json.load(open("NAME.scheme.json"))
//	load_dataset("json", data_files="NAME.jsonl", features=Features.from_dict(scheme["features"]))
//
// # Parts
//
// An export can be parted into data sets to train, choose and test with (package
// export/split): NAME.train.jsonl and so on, with one report for all and a
// manifest, which says how the parts were made and what their files hold.
//
// # The scheme
//
// Beside NAME.jsonl stands NAME.scheme.json with scheme, tags and annotators.
// Whoever reads records without it gets labels, attributes and the like that are
// derived from the records.
//
// # Tokens
//
// Formats that tag tokens (conll, hf) share their tokens, those of
// [segment.Tokens], and the way in which spans come to stand on them: a border
// inside a token moves outwards, fragments are entities of their own, of the same
// mark by two annotators one stands, and where spans overlap, [dataset.Overlap] says which
// of them stay. Tokens that an exclusion layer touches are missing: no class, and
// not outside either. Whatever is not as it was marked is told to the account, with
// the reason.
package export
