"""What every check has in common: export, load, compare, and spoil on purpose."""

import json
import pathlib
import shutil
import subprocess
import traceback

import corpus
from truth import Report, Truth, compare


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

    def seen(self, path, truth, variant):
        """Yields (document id, list of Seen) for every document of the export."""
        raise NotImplementedError

    def more(self, path, truth, report, variant):
        """Yields differences beyond the spans: relations, attributes, columns."""
        return ()

    def may_become(self, document, variant):
        """Returns a function of a changed span and the reasons: lists of ranges, any of which is right."""
        return lambda span, reasons: []

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
            document = truth.documents[id]
            yield from compare(document, report, seen, self.may_become(document, variant))
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
        name = "-".join(filter(None, [check.consumer, check.format, variant])).replace(" ", "-")
        folder = shop.folder / name
        folder.mkdir()
        path = shop.export(check.format, folder / check.file, *arguments)
        wrong = list(check.differences(path, shop.truth, variant))
        yield name, wrong
        for spoil in check.spoils:
            spoiled = shutil.copytree(folder, folder.with_name(f"{name}-{spoil}"))
            getattr(check, spoil)(spoiled / check.file)
            try:
                noticed = next(iter(check.differences(spoiled / check.file, shop.truth, variant)), None)
            except Exception:  # a consumer that refuses the file has noticed, too
                noticed = traceback.format_exc(limit=1)
            yield f"{name} {spoil}", [] if noticed else ["the damage was not noticed"]
