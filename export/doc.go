// Package export reads and writes data sets: what comes into a project and what
// goes to the programs that train on it.
//
// [Formats] lists what there is and what each cannot carry, [Recognise] finds the
// format of a file by what it holds, and [Save] writes a project. All formats hold
// one document at a time, hand over [annotate.Record]s, and refuse whatever breaks
// the invariant of package annotate, naming file, line and span. Whatever a format
// cannot carry as it is, the account lists with a reason; it becomes the report
// beside the data set.
//
// # Rooms
//
// What every format is built of:
//
//	dataset     what a format is: Format, Reader, Writer, and their options
//	textfile    files read as text, whatever their charset
//	intake      records on their way in: names, ids, offsets and texts of foreign files
//	wording     records on their way out: the project's vocabulary and values as JSON
//	tokens      which labels stand on which tokens, and which spans stay where they overlap
//	files       new files and folders that take their places together
//	choice      what of a project goes into a data set, in which pieces
//	account     what became of everything that was held
//	split       which document goes into which part
//	jsontext    JSON, read and written by the piece
//	jsonobject  objects of it, taken apart and joined
//	webpage     the text that a web page shows
//
// The formats, writer and reader side by side:
//
//	jsonl        the native record, which loses nothing
//	brat         brat standoff
//	doccano      JSON lines for doccano
//	labelstudio  tasks of Label Studio
//	conll        a token a line with its tag
//	hf           token classes for Hugging Face's datasets
//	spacy        entities for spaCy, and the script that makes .spacy files
//	sheets       CSV and Parquet: tables of documents, spans and relations
//	table        tables with a document a row, read only
//	plain        plain text and web pages, read only
//
// Formats know what they are built of, never each other; this package knows all
// formats.
//
// # Parts
//
// An export can be parted into data sets to train, choose and test with (package
// export/split): NAME.train.jsonl and so on, with one report for all and a
// manifest, which says how the parts were made and what their files hold.
package export
