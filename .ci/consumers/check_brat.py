"""brat's own server opens a folder of standoff files, and bioc reads the same files.

What each holds afterwards is compared with the native record, and what the server
makes of annotation.conf and visual.conf with the scheme.
"""

import collections
import re

from check import Check
from standoff import Configuration, bioc_sheet, brat_sheet
from truth import Seen

PERSONS = ["--label", "CLAIM", "--label", "WEAK CLAIM", "--label", "PERSON"]


class Bioc(Check):
    """Files as bioc reads them. It passes over normalizations."""

    consumer, format, file = "bioc", "brat", "corpus"
    variants = {"": [], "labels": PERSONS, "parts": ["--split", "60/20/20", "--seed", "7"]}
    spoils = ["move", "drop", "cut", "rename"]
    more_spoils = {"": ["turn", "reattach", "forget", "unnote", "part", "unequal"]}
    kinds = {"report", "relation", "event", "equivalence", "attribute", "note"}

    def read(self, stem):
        """Reads one document."""
        return bioc_sheet(stem)

    def shown(self, folder, type):
        """The label that is spelt as a type."""
        return {"WEAK_CLAIM": "WEAK CLAIM", "u5730u540D": "地名"}.get(type, type)

    def value(self, spelt):
        """What the reader makes of an attribute's value: a set of flags."""
        return frozenset([] if spelt is True else spelt.split(" "))

    def seen(self, path, truth, variant):
        self.found = collections.Counter()
        by_text = {d.text: d.id for d in truth.documents.values()}
        for file in sorted(path.rglob("*.txt")):
            id, sheet = by_text[file.read_bytes().decode("utf-8")], self.read(file.with_suffix(""))
            sheet.spans = {i: (self.shown(file.parent, type), ranges) for i, (type, ranges) in sheet.spans.items()}
            self.found.update((id, *thing) for thing in self.things(sheet))
            yield id, [Seen.at(label, sheet.text, *ranges) for label, ranges in sheet.spans.values()]

    def things(self, sheet):
        """Yields what a sheet says beside spans, with the spans themselves where it names them."""
        of = dict(sheet.spans)
        of.update((id, of[trigger]) for id, (_, trigger, _) in sheet.events.items())
        for id, (type, start, end) in sheet.relations.items():
            of[id] = type, of[start], of[end]
            yield "relation", *of[id]
        for _, trigger, roles in sheet.events.values():
            yield "event", of[trigger], tuple(sorted((role.rstrip("0123456789"), of[id]) for role, id in roles))
        for type, ids in sheet.equals:
            yield "equivalence", type, frozenset(of[id] for id in ids)
        yield from (("attribute", of[id], name, value) for id, name, value in sheet.attributes)
        yield from (("tag", of[id], reference, name) for id, reference, name in sheet.references)
        yield from (("note", of[id], text) for id, text in sheet.notes)

    def may_become(self, document, variant):
        def become(span, reasons):
            unbroken = without_breaks(document.text, span)
            if (unbroken != span.fragments) != any("split at a line break" in reason for reason in reasons):
                return [[(f"the report says otherwise of {unbroken}",)]]
            return [[unbroken]] if unbroken else []
        return become

    def unchanged(self, document, variant):
        become = self.may_become(document, variant)
        return lambda span: become(span, [])

    def more(self, path, truth, report, variant):
        left = self.found.copy()
        for document in truth.documents.values():
            for kind, *thing in wanted(document, report):
                if kind == "attribute":
                    thing[-1] = self.value(thing[-1])
                if kind in self.kinds:
                    left[document.id, kind, *thing] -= 1
        for thing, count in left.items():
            if count:
                yield f"{thing} is seen {count} times too often"

    def move(self, path):
        spoil(path, r"(T\d+\t\S+) (\d+) (\d+)\t(\w)\w+$", lambda m: f"{m[1]} {m[2]} {int(m[2]) + 1}\t{m[4]}")

    def drop(self, path):
        spoil(path, r"T\d+\tPERSON .*\n", "")

    def cut(self, path):
        spoil(path, r"(T\d+\t\S+ \d+ \d+);\d+ \d+\t(.*)$", r"\1\t\2")

    def rename(self, path):
        spoil(path, r"(T\d+)\tPERSON (.*)$", r"\1\tCLAIM \2")

    def turn(self, path):
        spoil(path, r"(R\d+\t\S+) Arg1:(\S+) Arg2:(\S+)$", r"\1 Arg1:\3 Arg2:\2")

    def reattach(self, path):
        spoil(path, r"(A\d+\trole) T\d+", r"\1 T1")

    def forget(self, path):
        spoil(path, r"A\d+\t.*\n", "")

    def unnote(self, path):
        spoil(path, r"#\d+\t.*\n", "")

    def part(self, path):
        spoil(path, r"(E\d+\t\S+( \S+)*) \S+$", r"\1")

    def unequal(self, path):
        spoil(path, r"(\*\t\S+( \S+)*) \S+$", r"\1")


class Brat(Bioc):
    """Folders as brat's server opens them, with their configuration."""

    consumer = "brat"
    spoils = [*Bioc.spoils, "shift"]
    more_spoils = {"": [*Bioc.more_spoils[""], "untag", "undefine", "forbid", "repaint"]}
    kinds = Bioc.kinds | {"tag"}

    def read(self, stem):
        read, sheet = brat_sheet(stem)
        self.objections += [f"{stem.name}: {o}" for o in self.configuration(stem.parent).objections(read)]
        return sheet

    def configuration(self, folder):
        """What the server knows of a folder, which it is asked once."""
        if folder not in self.configurations:
            self.configurations[folder] = Configuration(folder)
        return self.configurations[folder]

    def shown(self, folder, type):
        return self.configuration(folder).shown(type)

    def value(self, spelt):
        return spelt

    def seen(self, path, truth, variant):
        self.configurations, self.objections = {}, []
        yield from super().seen(path, truth, variant)

    def more(self, path, truth, report, variant):
        yield from super().more(path, truth, report, variant)
        # annotation.conf defines attributes by their values, so none of free text and no number.
        free = {a["name"] for a in truth.scheme["attributes"] if a["kind"] in ["text", "number"]}
        known = {(s["name"], s["colour"]) for s in truth.scheme["labels"]}
        for line in self.objections:
            if not re.search(f"cannot take a ({'|'.join(free)}) attribute", line):
                yield line
        for folder, configuration in self.configurations.items():
            for label in known - configuration.labels():
                yield f"{folder.name}: brat does not know {label}"

    def shift(self, path):
        spoil(path, r"(T\d+\t\S+) (\d+) (\d+)\t", lambda m: f"{m[1]} {int(m[2]) + 1} {int(m[3]) + 1}\t")

    def untag(self, path):
        spoil(path, r"N\d+\t.*\n", "")

    def undefine(self, path):
        spoil(path, r"contradicts\t.*\n", "", "annotation.conf")

    def forbid(self, path):
        spoil(path, r"<OVERLAP>\t.*\n", "", "annotation.conf")

    def repaint(self, path):
        spoil(path, r"(PERSON\t.*bgColor:).*$", r"\1white", "visual.conf")


def spoil(path, line, to, which="*.ann"):
    """Changes the first line of an export that looks so."""
    for file in sorted(path.rglob(which)):
        text = file.read_bytes().decode("utf-8")
        changed = re.sub(f"(?m)^{line}", to, text, count=1)
        if changed != text:
            file.write_bytes(changed.encode("utf-8"))
            return
    raise ValueError(f"no line to spoil looks like {line}")


def without_breaks(text, span):
    """A span's ranges without the line ends in it, as Python sees them, which no span of brat crosses."""
    return tuple((s + at, s + at + len(line)) for s, e in span.fragments for at, line in lines_of(text[s:e]))


def lines_of(text):
    """Yields the lines of a text that hold something, each with where it begins."""
    at = 0
    for line in text.splitlines(keepends=True):
        if (bare := "".join(line.splitlines())):
            yield at, bare
        at += len(line)


def wanted(document, report):
    """Yields what the files must say of a document beside spans."""
    of = {span.id: (span.label, without_breaks(document.text, span)) for span in document.spans}
    spans, relations, changed = report.gone("spans"), report.gone("relations"), report.changed["relations"]
    for span in document.record["spans"]:
        if span["id"] not in spans:
            yield from properties(span, of[span["id"]], report.changed["spans"][span["id"]])
            if tag := span["tag"]:
                yield "tag", of[span["id"]], reference(tag), tag["name"]
    groups = collections.defaultdict(list)
    for r in document.record["relations"]:
        if r["id"] in relations:
            continue
        reasons, type = changed[r["id"]], r["type"].replace(" ", "_")
        if type != r["type"] and f"its type is spelt {type}" not in reasons:
            yield "report", r["id"], "does not say how the type is spelt"
        if r["group"] and not any("its group is left out" in reason for reason in reasons):
            groups[r["group"]].append((type, of[r["from"]], of[r["to"]]))
            bare = r["note"] or any(value is not None for value in r["attributes"].values())
            if bool(bare) != any("its attributes and its note" in reason for reason in reasons):
                yield "report", r["id"], "says otherwise of its attributes and its note"
            continue
        yield "relation", type, of[r["from"]], of[r["to"]]
        yield from properties(r, (type, of[r["from"]], of[r["to"]]), reasons)
    for name, parts in groups.items():
        type, start, _ = parts[0]
        if name.startswith("*"):
            yield "equivalence", type, frozenset([start, *(end for _, _, end in parts)])
        else:
            yield "event", start, tuple(sorted((type, end) for type, _, end in parts))


def properties(thing, bearer, reasons):
    """Yields the attributes and the note of a span or relation as lines can say them."""
    for name, value in thing["attributes"].items():
        if value is None:
            continue
        spelt = line_of(value) if isinstance(value, str) else value if isinstance(value, bool) else repr(value).removesuffix(".0")
        if spelt:
            yield "attribute", bearer, name, spelt
        if (not spelt or isinstance(value, str) and spelt != value) and not any(f'its attribute "{name}"' in r for r in reasons):
            yield "report", thing["id"], f"does not say what became of {name}"
    if thing["note"]:
        yield "note", bearer, line_of(thing["note"])
        if 1 < len(thing["note"].splitlines()) and "its note is on one line" not in reasons:
            yield "report", thing["id"], "does not say that its note is on one line"


def line_of(text):
    """A text on one line."""
    return " ".join(re.split("[\n\t\u2028\u2029]", text)).strip()


def reference(tag):
    """A tag's reference as DATABASE:ENTRY."""
    if not tag["ref"]:
        return f"Postil:{tag['id']}"
    return f"Wikidata:{tag['ref']}" if re.fullmatch("Q[1-9][0-9]*", tag["ref"]) else "_".join(tag["ref"].split())


CHECKS = [Brat(), Bioc()]
