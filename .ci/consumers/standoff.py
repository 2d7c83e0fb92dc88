"""Standoff files as brat's own server and bioc read them.

Both readers leave a Sheet behind, in which every line is found again by the ids
that the file gives.
"""

import codecs
import dataclasses
import pathlib
import re
import sys
import types

import bioc.brat
import brat

PACKAGE = pathlib.Path(brat.__path__[0])
SERVER, EXAMPLES = PACKAGE / "server" / "src", PACKAGE / "example-data"


def start_brat():
    """Makes the modules of brat's server importable, without the server's settings.

    They open files in a mode that Python has left behind in 3.11; the codec
    stands, and with it what brat takes for the end of a line.
    """
    sys.path.insert(0, str(SERVER))
    sys.modules["config"] = types.ModuleType("config")
    import annotation
    import projectconfig
    for module in [annotation, projectconfig]:
        module.open_textfile = lambda name, mode="r": codecs.open(name, mode.replace("U", ""), encoding="utf-8")


start_brat()

import annotation  # noqa: E402
import projectconfig  # noqa: E402
import verify_annotations  # noqa: E402


@dataclasses.dataclass
class Sheet:
    """What stands in one .ann file, by the ids in it."""

    text: str
    spans: dict  # id: (type, ranges)
    relations: dict  # id: (type, id, id)
    events: dict  # id: (type, id of the trigger, list of (role, id))
    equals: list  # (type, ids)
    attributes: list  # (id, name, value or True)
    references: list  # (id, reference, name)
    notes: list  # (id, text)


def brat_sheet(stem):
    """Reads a document with brat's server; returns the server's object, too."""
    read = annotation.TextAnnotations(str(stem), read_only=True)
    raw = stem.with_name(stem.name + ".ann").read_bytes().decode("utf-8")
    if read.failed_lines:
        raise ValueError(f"brat cannot read {stem.name}.ann: {read.failed_lines} {read.messages.messages.errors}")
    # Before the name in a normalization brat writes a tab too many.
    if not blank(read) and str(read).replace("\t\t", "\t") != raw.replace("\t\t", "\t"):
        raise ValueError(f"brat would write {stem.name}.ann otherwise")
    return read, Sheet(
        read.get_document_text(),
        {a.id: (a.type, tuple(a.spans)) for a in read.get_textbounds()},
        {a.id: (a.type, a.arg1, a.arg2) for a in read.get_relations()},
        {a.id: (a.type, a.trigger, a.args) for a in read.get_events()},
        [(a.type, a.entities) for a in read.get_equivs()],
        [(a.target, a.type, a.value) for a in read.get_attributes()],
        [(a.target, f"{a.refdb}:{a.refid}", a.tail.strip("\t\n")) for a in read.get_normalizations()],
        [(a.target, a.get_text()) for a in read.get_oneline_comments() if a.type == "AnnotatorNotes"])


def brat_spans(stem):
    """How many spans brat's server finds in a document."""
    return len(list(annotation.TextAnnotations(str(stem), read_only=True).get_textbounds()))


def blank(read):
    """Whether white space alone is marked, which brat takes for a text that is missing and fills in."""
    text = read.get_document_text()
    return any(not "".join(text[s:e] for s, e in a.spans).strip() for a in read.get_textbounds())


def bioc_sheet(stem):
    """Reads a document with bioc.

    bioc strips every line and takes a tab in a marked text for the end of the
    column, so it is handed underscores for white space there. brat compares it.
    """
    text, raw = (stem.with_name(stem.name + end).read_bytes().decode("utf-8") for end in [".txt", ".ann"])
    raw = re.sub(r"(?m)^(T\d+\t[^\t]+\t)(.*)$", lambda m: m[1] + re.sub(r"\s", "_", m[2]), raw)
    read = bioc.brat.loads(text, raw)
    return Sheet(
        read.text,
        {a.id: (a.type, tuple(sorted((i.begin, i.end) for i in a.locations))) for a in read.entities},
        {a.id: (a.type, a.arguments["Arg1"], a.arguments["Arg2"]) for a in read.relations},
        {a.id: (a.type, a.trigger_id, list(a.arguments.items())) for a in read.events},
        [(a.type, sorted(a.argids)) for a in read.equiv_relations],
        [(a.refid, a.type, frozenset(a.attributes)) for a in read.attributes], [],
        [(a.refid, a.text) for a in read.notes])


class Configuration:
    """annotation.conf and visual.conf of a folder, as brat's server knows them."""

    def __init__(self, folder):
        self.conf = projectconfig.ProjectConfiguration(str(folder.resolve()))

    def shown(self, type):
        """How brat shows a type."""
        return self.conf.preferred_display_form(type)

    def labels(self):
        """The labels, each with its colour."""
        types = [*self.conf.get_entity_types(), *self.conf.get_event_types()]
        return {(self.shown(t), self.conf.get_drawing_config_by_type(t)["bgColor"]) for t in types}

    def objections(self, read):
        """Yields what brat finds against a document, but for triggers without events, which Postil allows."""
        for verify in [verify_annotations.verify_annotation_types, verify_annotations.verify_equivs,
                       verify_annotations.verify_entity_overlap, verify_annotations.verify_relations, verify_annotations.verify_missing_arguments,
                       verify_annotations.verify_disallowed_arguments, verify_annotations.verify_extra_arguments,
                       verify_annotations.verify_attributes]:
            yield from (issue.description for issue in verify(read, self.conf))
