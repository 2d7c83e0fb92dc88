"""What every check has in common: export, load, compare, and spoil on purpose."""

import itertools
import json
import pathlib
import shutil
import subprocess
import traceback

import corpus
from truth import Report, Seen, Truth, compare


class Workshop:
    """A folder with a project, its native record, and the exports made of it."""

    def __init__(self, postil, folder):
        self.postil, self.folder = pathlib.Path(postil).resolve(), pathlib.Path(folder)
        self.project = self.folder / "corpus.postil"
        native = self.folder / "native.jsonl"
        if not native.exists():
            self.run("import", self.project, corpus.make(self.folder), "--annotator", corpus.ANNOTATORS[0])
            self.run("export", self.project, "--format", "jsonl", "--out", native)
        self.truth = Truth(native)

    def run(self, *arguments):
        """Runs postil; its own word is the error where it fails."""
        done = subprocess.run([self.postil, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8")
        if done.returncode:
            raise RuntimeError(f"postil {' '.join(map(str, arguments))}: {done.stderr.strip()}")

    def export(self, format, out, *arguments):
        """Exports the project; out names a file or folder in a new folder."""
        self.run("export", self.project, "--format", format, "--out", out, *arguments)
        return out


class Check:
    """One consumer's look at one kind of export.

    A subclass says what to export, what its consumer sees, and how to spoil an
    export in ways that it must notice.
    """

    consumer = ""  # whose look it is
    format = ""  # of Postil
    file = ""  # the name to export to
    variants = {"": []}  # further arguments of the export, by a name for them
    spoils = []  # names of methods that damage the export at a path
    more_spoils = {}  # the same by variant, for what only some of them hold

    def seen(self, path, truth, variant):
        """Yields (document id, list of Seen) for every document of the export."""
        raise NotImplementedError

    def more(self, path, truth, report, variant):
        """Yields differences beyond the spans: relations, attributes, columns."""
        return ()

    def together(self, rows, truth):
        """Yields (document id, list of Seen) of rows that are documents or pieces of them.

        Each row is (document id, where the piece begins in it, text, spans) with
        spans as (label, start, end) in the row's text. self.pieces keeps which
        range of the document each piece is.
        """
        self.pieces = {}
        for id, group in itertools.groupby(rows, key=lambda row: row[0]):
            document, seen = truth.documents[id], []
            assert id not in self.pieces, f"the pieces of {id} do not stand together"
            self.pieces[id] = []
            for _, start, text, spans in group:
                if document.text[start:start + len(text)] != text:
                    raise ValueError(f"the text of {id} from {start} on is another")
                self.pieces[id].append((start, start + len(text)))
                seen += [Seen(label, ((start + s, start + e),), (text[s:e],)) for label, s, e in spans]
            yield id, seen

    def parts(self, document, fragments):
        """Returns what of fragments stands in each piece of a document: lists of ranges."""
        parts = []
        for s, e in self.pieces[document.id]:
            part = [(max(s, start), min(e, end)) for start, end in fragments if max(s, start) < min(e, end)]
            if part:
                parts.append(part)
        return parts

    def may_become(self, document, variant):
        """Returns what a changed span must be seen as, as compare of truth.py asks for."""
        return lambda span, reasons: []

    def as_exported(self, document, variant):
        """The document that the export is of, where the variant asks for another than it is."""
        return document

    def unchanged(self, document, variant):
        """The same for a span of which the report says nothing."""
        return lambda span: [[span.fragments]]

    def differences(self, path, truth, variant):
        """Yields everything in which the export differs from the truth."""
        report = Report(report_of(path))
        yield from report.books(truth)
        gone, found = report.gone("documents"), set()
        for id, seen in self.seen(path, truth, variant):
            found.add(id)
            if id not in truth.documents:
                yield f"{id} is no document"
                continue
            document = self.as_exported(truth.documents[id], variant)
            changed, unchanged = self.may_become(document, variant), self.unchanged(document, variant)
            yield from compare(document, report, seen,
                               lambda span, reasons: changed(span, reasons) if reasons else unchanged(span))
        for id in sorted(truth.documents.keys() - gone - found):
            yield f"document {id} is not seen"
        for id in sorted(found & gone):
            yield f"document {id} is seen, though the report says it is not there"
        yield from self.more(path, truth, report, variant)


def edit_lines(path, change):
    """Changes one line of a JSON Lines file: the first for which change returns True."""
    lines = path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines):
        item = json.loads(line) if line else None
        if item and change(item):
            lines[number] = json.dumps(item, ensure_ascii=False)
            path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
            return
    raise ValueError(f"nothing to spoil in {path.name}")


def report_of(path):
    """The report that belongs to an export: the only one in its folder."""
    [report] = path.parent.rglob("*REPORT.json")
    return report


def prove(check, shop):
    """Runs one check with all variants, on the export and on spoiled ones; yields what is wrong."""
    for variant, arguments in check.variants.items():
        name = "-".join(filter(None, [check.consumer, check.format, variant]))
        folder = shop.folder / name
        folder.mkdir()
        path = shop.export(check.format, folder / check.file, *arguments)
        wrong = list(check.differences(path, shop.truth, variant))
        yield name, wrong
        for spoil in check.spoils + check.more_spoils.get(variant, []):
            spoiled = shutil.copytree(folder, folder.with_name(f"{name}-{spoil}"))
            getattr(check, spoil)(spoiled / check.file)
            try:
                noticed = next(iter(check.differences(spoiled / check.file, shop.truth, variant)), None)
            except Exception:  # a consumer that refuses the file has noticed, too
                noticed = traceback.format_exc(limit=1)
            yield f"{name}, spoiled by {spoil}", [] if noticed else ["the damage was not noticed"]
