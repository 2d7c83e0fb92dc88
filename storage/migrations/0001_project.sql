-- Version 1 of a project file: everything that the domain has a word for.
--
-- Integer keys hold the file together; a 16-byte uid names things to the
-- outside. Keys come from head.next_key and are never given twice, because the
-- images in the history name rows by them. Times are milliseconds since 1970,
-- positions in texts are UTF-8 bytes.
--
-- A row whose import column names a row of table import belongs to an import
-- under way and is no part of the project yet.
--
-- SQLite before 3.42 takes json_valid(NULL) for 0, not NULL: a CHECK on a column
-- that may be NULL says so, else integrity_check finds fault there.

CREATE TABLE head (
  one      INTEGER PRIMARY KEY CHECK (one = 1),
  next_key INTEGER NOT NULL
) STRICT;
INSERT INTO head VALUES (1, 1);

CREATE TABLE import (
  change  INTEGER PRIMARY KEY, -- the change that it is going to be
  machine TEXT    NOT NULL,
  process INTEGER NOT NULL,
  beat    INTEGER NOT NULL     -- when it last showed that it is alive
) STRICT;

-- A status that an import under way has put on a document which was there, and
-- which went when its annotator set another meanwhile. The import forgets its
-- image when it is complete.
CREATE TABLE yielded (
  id       INTEGER PRIMARY KEY, -- the row that went
  document INTEGER NOT NULL,
  import   INTEGER NOT NULL
) STRICT;

-- The scheme.

CREATE TABLE layer (
  id        INTEGER PRIMARY KEY,
  uid       BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
  name      TEXT    NOT NULL CHECK (name <> ''),
  look      TEXT    NOT NULL,
  exclusion INTEGER NOT NULL CHECK (exclusion IN (0, 1)),
  position  INTEGER NOT NULL,
  import    INTEGER NOT NULL
) STRICT;

CREATE TABLE label (
  id        INTEGER PRIMARY KEY,
  uid       BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
  layer     INTEGER NOT NULL REFERENCES layer,
  name      TEXT    NOT NULL CHECK (name <> ''),
  colour    INTEGER NOT NULL CHECK (colour BETWEEN 0 AND 0xffffff),
  key       TEXT    NOT NULL,
  guideline TEXT    NOT NULL,
  position  INTEGER NOT NULL,
  import    INTEGER NOT NULL
) STRICT;
CREATE INDEX label_layer ON label (layer);

CREATE TABLE relation_type (
  id       INTEGER PRIMARY KEY,
  uid      BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
  name     TEXT    NOT NULL CHECK (name <> ''),
  position INTEGER NOT NULL,
  import   INTEGER NOT NULL
) STRICT;

-- A label that relations of a type may start from or lead to.
CREATE TABLE relation_end (
  id       INTEGER PRIMARY KEY,
  type     INTEGER NOT NULL REFERENCES relation_type,
  side     TEXT    NOT NULL CHECK (side IN ('from', 'to')),
  label    INTEGER NOT NULL REFERENCES label,
  position INTEGER NOT NULL,
  import   INTEGER NOT NULL
) STRICT;
CREATE INDEX relation_end_type  ON relation_end (type);
CREATE INDEX relation_end_label ON relation_end (label);

-- The definition of an attribute, of a label, of a relation type, or of
-- documents where it has neither.
CREATE TABLE attribute (
  id       INTEGER PRIMARY KEY,
  uid      BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
  label    INTEGER REFERENCES label,
  type     INTEGER REFERENCES relation_type,
  name     TEXT    NOT NULL CHECK (name <> ''),
  kind     TEXT    NOT NULL,
  choices  TEXT    CHECK (choices IS NULL OR json_valid(choices)), -- array of texts
  position INTEGER NOT NULL,
  import   INTEGER NOT NULL,
  CHECK (label IS NULL OR type IS NULL)
) STRICT;
CREATE INDEX attribute_label ON attribute (label);
CREATE INDEX attribute_type  ON attribute (type);

-- Who marks, and what about.

CREATE TABLE annotator (
  id     INTEGER PRIMARY KEY,
  uid    BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
  name   TEXT    NOT NULL CHECK (name <> ''),
  import INTEGER NOT NULL
) STRICT;

CREATE TABLE tag (
  id     INTEGER PRIMARY KEY,
  uid    BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
  name   TEXT    NOT NULL CHECK (name <> ''),
  usual  INTEGER REFERENCES label,
  ref    TEXT    NOT NULL,
  note   TEXT    NOT NULL,
  import INTEGER NOT NULL
) STRICT;
CREATE INDEX tag_usual ON tag (usual);

-- Documents. A text is kept once, however many documents have it, and never
-- changes.

CREATE TABLE text (
  id     INTEGER PRIMARY KEY,
  hash   BLOB    NOT NULL CHECK (length(hash) = 32), -- SHA-256 of body
  import INTEGER NOT NULL,
  body   TEXT    NOT NULL CHECK (body <> '')
) STRICT;
CREATE INDEX text_hash ON text (hash);
CREATE TRIGGER text_never_changes BEFORE UPDATE ON text
BEGIN
  SELECT raise(ABORT, 'a text never changes');
END;

-- The words of the texts, folded. A row is a stretch of one text: docid is
-- text.id << 16 | number of the stretch. The index keeps a copy of what it was
-- given, without which nothing can be taken out of it.
CREATE VIRTUAL TABLE text_words USING fts4 (folded, matchinfo=fts3, tokenize=unicode61 "remove_diacritics=0");

-- Imports merge the index's pieces themselves, a little at a time (import_words.go);
-- this makes the table in which SQLite keeps how far that is.
INSERT INTO text_words (text_words) VALUES ('automerge=0');

CREATE TABLE document (
  id          INTEGER PRIMARY KEY, -- in import order
  uid         BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
  name        TEXT    NOT NULL CHECK (name <> ''),
  source      TEXT    NOT NULL,
  language    TEXT    NOT NULL,
  story       BLOB    NOT NULL CHECK (length(story) = 16),
  split       TEXT    NOT NULL,
  meta        TEXT    CHECK (meta IS NULL OR json_valid(meta)), -- object
  text        INTEGER NOT NULL REFERENCES text,
  bytes       INTEGER NOT NULL,                  -- length of the text
  code_points INTEGER NOT NULL,
  original    BLOB    NOT NULL CHECK (length(original) = 32), -- SHA-256 of what was imported
  imported    INTEGER NOT NULL,
  import      INTEGER NOT NULL
) STRICT;
CREATE INDEX document_text  ON document (text);
CREATE INDEX document_story ON document (story);
CREATE TRIGGER document_keeps_its_text BEFORE UPDATE OF text, bytes, code_points, original ON document
WHEN (new.text, new.bytes, new.code_points, new.original) <> (old.text, old.bytes, old.code_points, old.original)
BEGIN
  SELECT raise(ABORT, 'a document keeps its text');
END;

CREATE TABLE document_attribute (
  id        INTEGER PRIMARY KEY,
  uid       BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
  document  INTEGER NOT NULL REFERENCES document,
  annotator INTEGER NOT NULL REFERENCES annotator,
  name      TEXT    NOT NULL,
  value     TEXT    NOT NULL CHECK (json_valid(value)),
  import    INTEGER NOT NULL
) STRICT;
CREATE INDEX document_attribute_document ON document_attribute (document);

CREATE TABLE status (
  id        INTEGER PRIMARY KEY,
  document  INTEGER NOT NULL REFERENCES document,
  annotator INTEGER NOT NULL REFERENCES annotator,
  status    TEXT    NOT NULL CHECK (status IN ('new', 'in_progress', 'done')),
  import    INTEGER NOT NULL,
  UNIQUE (document, annotator)
) STRICT;

-- What was marked. A span in one piece has no fragments, only the range; one in
-- several has them as [[start, end, "text"], ...], and its range is from the
-- first to the last.

CREATE TABLE span (
  id         INTEGER PRIMARY KEY,
  uid        BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
  document   INTEGER NOT NULL REFERENCES document,
  label      INTEGER NOT NULL REFERENCES label,
  annotator  INTEGER NOT NULL REFERENCES annotator,
  tag        INTEGER REFERENCES tag,
  start      INTEGER NOT NULL CHECK (0 <= start),
  end        INTEGER NOT NULL CHECK (start < end),
  text       TEXT    NOT NULL,
  fragments  TEXT    CHECK (fragments IS NULL OR json_valid(fragments)),
  attributes TEXT    CHECK (attributes IS NULL OR json_valid(attributes)), -- object
  note       TEXT,
  origin     TEXT    NOT NULL CHECK (origin IN ('manual', 'propagated', 'imported', 'suggested', 'adjudicated')),
  came_from  TEXT,
  score      REAL,
  created    INTEGER NOT NULL,
  updated    INTEGER NOT NULL,
  import     INTEGER NOT NULL
) STRICT;
CREATE INDEX span_document ON span (document);
CREATE INDEX span_tag ON span (tag) WHERE tag IS NOT NULL;
-- One trigger, not two: each costs a row as much as an index.
CREATE TRIGGER span_fits_insert AFTER INSERT ON span
WHEN (SELECT bytes FROM document WHERE id = new.document) < new.end
  OR new.fragments IS NOT NULL
 AND (SELECT min(value ->> 0) <> new.start OR max(value ->> 1) <> new.end FROM json_each(new.fragments))
BEGIN
  SELECT raise(ABORT, 'a span passes the end of its text, or a fragment leaves its span');
END;
CREATE TRIGGER span_fits_update AFTER UPDATE OF document, start, end, fragments ON span
WHEN (SELECT bytes FROM document WHERE id = new.document) < new.end
  OR new.fragments IS NOT NULL
 AND (SELECT min(value ->> 0) <> new.start OR max(value ->> 1) <> new.end FROM json_each(new.fragments))
BEGIN
  SELECT raise(ABORT, 'a span passes the end of its text, or a fragment leaves its span');
END;

CREATE TABLE relation (
  id         INTEGER PRIMARY KEY,
  uid        BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
  document   INTEGER NOT NULL REFERENCES document, -- of from_span
  type       INTEGER NOT NULL REFERENCES relation_type,
  from_span  INTEGER NOT NULL REFERENCES span,
  to_span    INTEGER NOT NULL REFERENCES span CHECK (to_span <> from_span),
  frame      TEXT,                                 -- the group it belongs to
  attributes TEXT    CHECK (attributes IS NULL OR json_valid(attributes)),
  annotator  INTEGER NOT NULL REFERENCES annotator,
  note       TEXT,
  origin     TEXT    NOT NULL CHECK (origin IN ('manual', 'propagated', 'imported', 'suggested', 'adjudicated')),
  came_from  TEXT,
  score      REAL,
  created    INTEGER NOT NULL,
  updated    INTEGER NOT NULL,
  import     INTEGER NOT NULL
) STRICT;
CREATE INDEX relation_document ON relation (document);
CREATE INDEX relation_from ON relation (from_span);
CREATE INDEX relation_to   ON relation (to_span);
CREATE TRIGGER relation_starts_in_its_document AFTER INSERT ON relation
WHEN (SELECT document FROM span WHERE id = new.from_span) <> new.document
BEGIN
  SELECT raise(ABORT, 'a relation stands with the document of the span it starts from');
END;

-- The history. It names annotators and documents by uid, since it outlives
-- their rows.

CREATE TABLE change (
  id        INTEGER PRIMARY KEY,
  seq       INTEGER NOT NULL UNIQUE,
  uid       BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
  at        INTEGER NOT NULL,
  annotator BLOB    NOT NULL CHECK (length(annotator) = 16),
  machine   TEXT    NOT NULL,
  action    TEXT    NOT NULL,
  document  BLOB    NOT NULL CHECK (length(document) = 16),
  undoes    INTEGER REFERENCES change,
  redoes    INTEGER REFERENCES change,
  CHECK (undoes IS NULL OR redoes IS NULL)
) STRICT;
CREATE INDEX change_by ON change (annotator, machine, seq);

-- Touched rows of one table and one document, before and after (image.go).
-- Changes that undo or redo another have none: theirs are the other's.
CREATE TABLE image (
  id       INTEGER PRIMARY KEY,
  change   INTEGER NOT NULL, -- no reference: an import writes its images before its change
  kind     TEXT    NOT NULL, -- the table
  document INTEGER NOT NULL, -- 0 for none
  first    INTEGER NOT NULL, -- smallest and largest key of the rows
  last     INTEGER NOT NULL,
  rows     BLOB    NOT NULL
) STRICT;
CREATE INDEX image_change ON image (change);

CREATE TRIGGER change_is_never_rewritten BEFORE UPDATE ON change BEGIN SELECT raise(ABORT, 'the history is only appended to'); END;
CREATE TRIGGER change_is_never_removed   BEFORE DELETE ON change BEGIN SELECT raise(ABORT, 'the history is only appended to'); END;
CREATE TRIGGER image_is_never_rewritten  BEFORE UPDATE ON image  BEGIN SELECT raise(ABORT, 'the history is only appended to'); END;
CREATE TRIGGER image_is_never_removed    BEFORE DELETE ON image
WHEN EXISTS (SELECT 1 FROM change WHERE id = old.change)
BEGIN
  SELECT raise(ABORT, 'the history is only appended to');
END;
