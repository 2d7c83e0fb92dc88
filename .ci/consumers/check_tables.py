"""pandas and pyarrow read the tables: every cell of every column, exactly."""

import json

import pandas
import pyarrow
import pyarrow.parquet

from check import Check
from corpus import ANNOTATORS
from truth import Seen

SHEETS = ["documents", "spans", "relations"]
JSON = {"meta", "attributes", "annotators"}  # columns whose cells are JSON in both formats
ENCODINGS = {"codepoint": ("utf-32-le", 4), "byte": ("utf-8", 1), "utf16": ("utf-16-le", 2)}


def code_points(text, offset, unit):
    """How many code points stand before an offset in another unit."""
    encoding, width = ENCODINGS[unit]
    return len(text.encode(encoding)[:offset * width].decode(encoding))


def true_rows(truth):
    """The rows that the tables must have, from the native record, where documents are whole."""
    rows = {sheet: [] for sheet in SHEETS}
    for document in truth.documents.values():
        d = document.record
        place = {"document": d["id"], "piece": None, "piece_start": None, "offset_unit": "codepoint",
                 **{k: d[k] for k in ["name", "source", "language", "story", "split"]}}
        rows["documents"].append({**place, **{k: d[k] for k in [
            "status", "direction", "text", "meta", "attributes", "annotators", "text_sha256", "original_sha256", "imported"]}})
        here = {s["id"]: s for s in d["spans"]}
        for s in d["spans"]:
            tag = s["tag"] or {"id": None, "name": None, "ref": None}
            rows["spans"].append({
                **place, "span": s["id"], **{k: s[k] for k in ["layer", "label", "start", "end", "text", "note"]},
                "fragments": [{k: f[k] for k in ["start", "end", "text"]} for f in s["fragments"]],
                "tag": tag["id"], "tag_name": tag["name"], "ref": tag["ref"], **provenance(s)})
        for r in d["relations"]:
            to = here.get(r["to"], {"label": None, "text": None})
            rows["relations"].append({
                **place, "relation": r["id"], "from_label": here[r["from"]]["label"], "from_text": here[r["from"]]["text"],
                "to_label": to["label"], "to_text": to["text"],
                **{k: r[k] for k in ["type", "from", "to", "to_document", "group", "note"]}, **provenance(r)})
    return rows


def provenance(thing):
    """What spans and relations have in common."""
    origin = thing["origin"]
    return {"attributes": {name: value for name, value in thing["attributes"].items() if value is not None},
            "annotator": thing["annotator"], "origin": origin["kind"], "origin_from": origin["from"],
            "origin_score": origin["score"], "created": thing["created"], "updated": thing["updated"]}


class Tables(Check):
    """Three tables, as one consumer reads them."""

    variants = {"": [], "byte": ["--offsets", "byte"], "utf16": ["--offsets", "utf16"], "sentences": ["--unit", "sentence"],
                "bytes-of-sentences": ["--unit", "sentence", "--offsets", "byte"],
                "utf16-of-pieces": ["--unit", "tokens:7", "--offsets", "utf16"],
                "annotator": ["--annotator", ANNOTATORS[0]], "labels": ["--label", "QUOTE", "--label", "PERSON"]}
    spoils = ["shift", "drop", "cell"]

    def read(self, path, sheet):
        """The rows of a table, as dictionaries with None for what is not there."""
        raise NotImplementedError

    def write(self, path, sheet, rows):
        """Writes changed rows back."""
        raise NotImplementedError

    def seen(self, path, truth, variant):
        spans = {}
        for row in self.read(path, "spans"):
            spans.setdefault((row["document"], row["piece"]), []).append(row)
        self.pieces = {}
        found = {}
        for d in self.read(path, "documents"):
            document = truth.documents[d["document"]]
            start = code_points(document.text, d["piece_start"] or 0, d["offset_unit"])
            if document.text[start:start + len(d["text"])] != d["text"]:
                raise ValueError(f"the text of {d['document']} from {start} on is another")
            self.pieces.setdefault(document.id, []).append((start, start + len(d["text"])))
            for row in spans.pop((d["document"], d["piece"]), []):
                unit = row["offset_unit"]
                ranges = tuple((start + code_points(d["text"], f["start"], unit), start + code_points(d["text"], f["end"], unit))
                               for f in row["fragments"])
                ends = (code_points(d["text"], row["start"], unit), code_points(d["text"], row["end"], unit))
                if d["text"][slice(*ends)] != row["text"] or ends != (ranges[0][0] - start, ranges[-1][1] - start):
                    raise ValueError(f"span {row['span']} covers another text than it says")
                found.setdefault(document.id, []).append(Seen(row["label"], ranges, tuple(f["text"] for f in row["fragments"])))
        if spans:
            raise ValueError(f"there are spans of no document: {list(spans)[:3]}")
        return [(id, found.get(id, [])) for id in self.pieces]

    def may_become(self, document, variant):
        """A part in each piece, with what stands there of its fragments."""
        return lambda span, reasons: [[tuple(part)] for part in self.parts(document, span.fragments)]

    def more(self, path, truth, report, variant):
        """Every cell, where the tables hold documents as they are; both ends of every relation."""
        spans = {row["span"] for row in self.read(path, "spans")}
        for row in self.read(path, "relations"):
            if not {row["from"], row["to"]} <= spans:
                yield f"relation {row['relation']} has an end that is not there"
        if variant:
            return
        for sheet, true in true_rows(truth).items():
            rows = self.read(path, sheet)
            if len(rows) != len(true):
                yield f"{sheet}: {len(rows)} rows, not {len(true)}"
            for number, (row, wanted) in enumerate(zip(rows, true)):
                if row.keys() != wanted.keys():
                    yield f"{sheet}: the columns are {sorted(row)}, not {sorted(wanted)}"
                    return
                for column in row:
                    if row[column] != self.cell_of(wanted[column]):
                        yield f"{sheet}, row {number}: {column} is {row[column]!r}, not {wanted[column]!r}"

    def cell_of(self, value):
        """What a value of the record must be in a cell."""
        return value

    def shift(self, path):
        rows = self.read(path, "spans")
        for at in [rows[0], rows[0]["fragments"][0]]:
            at["start"] += 1
            at["end"] += 1
        self.write(path, "spans", rows)

    def drop(self, path):
        self.write(path, "spans", self.read(path, "spans")[1:])

    def cell(self, path):
        rows = self.read(path, "documents")
        rows[0]["text"] += " "
        self.write(path, "documents", rows)


class CSV(Tables):
    """pandas with every cell as text; what is null is an empty cell."""

    consumer, format, file = "pandas", "csv", "corpus.csv"
    numbers = {"piece", "piece_start", "start", "end", "origin_score"}

    def read(self, path, sheet):
        table = pandas.read_csv(path.with_suffix(f".{sheet}.csv"), dtype=str, keep_default_na=False)
        return [{k: self.value(k, v) for k, v in row.items()} for row in table.to_dict("records")]

    def value(self, column, cell):
        if column in JSON or column == "fragments":
            return json.loads(cell)
        if column in self.numbers:
            return json.loads(cell) if cell else ""
        return cell

    def cell_of(self, value):
        return "" if value is None else value

    def write(self, path, sheet, rows):
        for row in rows:
            row.update({k: json.dumps(row[k]) for k in row.keys() & (JSON | {"fragments"})})
        pandas.DataFrame(rows).to_csv(path.with_suffix(f".{sheet}.csv"), index=False)


class Parquet(Tables):
    """pyarrow, with the types that a table must have; pandas reads the same."""

    consumer, format, file = "pyarrow", "parquet", "corpus.parquet"
    types = {"start": pyarrow.int64(), "end": pyarrow.int64(), "piece": pyarrow.int64(), "text": pyarrow.string(),
             "piece_start": pyarrow.int64(), "origin_score": pyarrow.float64()}

    def read(self, path, sheet):
        table = pyarrow.parquet.read_table(path.with_suffix(f".{sheet}.parquet"))
        for field in table.schema:
            if field.name in self.types and field.type != self.types[field.name]:
                raise ValueError(f"{sheet}: the column {field.name} is {field.type}")
        rows = table.to_pylist()
        for row in rows:
            row.update({k: json.loads(row[k]) for k in row.keys() & JSON})
            row.update({k: v.strftime("%Y-%m-%dT%H:%M:%S.") + f"{v.microsecond // 1000:03}Z"
                        for k, v in row.items() if hasattr(v, "strftime")})
        return rows

    def more(self, path, truth, report, variant):
        yield from super().more(path, truth, report, variant)
        for sheet in SHEETS:
            file = path.with_suffix(f".{sheet}.parquet")
            table, frame = pyarrow.parquet.read_table(file), pandas.read_parquet(file)
            if list(frame.columns) != table.column_names or len(frame) != len(table):
                yield f"{sheet}: pandas reads another table than pyarrow"
            for name in {"text", "label", "document", "type"} & set(table.column_names):
                if frame[name].tolist() != table[name].to_pylist():
                    yield f"{sheet}: pandas reads other cells of {name} than pyarrow"

    def write(self, path, sheet, rows):
        file = path.with_suffix(f".{sheet}.parquet")
        schema = pyarrow.parquet.read_schema(file)
        for row in rows:
            row.update({k: json.dumps(row[k]) for k in row.keys() & JSON})
            row.update({k: pandas.Timestamp(row[k]) for k in row.keys() & {"created", "updated", "imported"} if row[k]})
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, schema=schema), file)


CHECKS = [CSV(), Parquet()]
