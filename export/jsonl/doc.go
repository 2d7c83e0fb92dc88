// Package jsonl reads and writes the native record: one document a line with
// everything that stands on it, and the scheme in a file beside it.
//
// The native record loses nothing that a project holds but its history. One line of
// it, here broken up:
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
// A document of which text was left out is another document: it and what stands on
// it have ids of their own, which follow from those of the whole and from the text,
// its source is SOURCE#START, and meta says of which "document" it is the rest, and
// from which code point on ("start").
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
// # The scheme
//
// Beside NAME.jsonl stands NAME.scheme.json with scheme, tags and annotators.
// Whoever reads records without it gets labels, attributes and the like that are
// derived from the records.
package jsonl
