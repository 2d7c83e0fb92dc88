"""doccano's own importer, into a database in memory, as its upload page does it.

What is compared stands in doccano's tables afterwards. Only the apps that import
are started, and their tables made straight from the models.
"""

import json
import os
import sys
import tempfile

import backend
import django
from django.conf import settings

from check import Check, edit_lines
from conll import CoNLL
from squeeze import Squeezed, joined, length
from truth import Seen, compare_relations


class NoMigrations:
    """Says of every app that it has none, so that its tables are made at once."""

    def __contains__(self, app):
        return True

    def __getitem__(self, app):
        return None


def start_doccano():
    """Makes doccano's packages importable and its tables."""
    sys.path.insert(0, os.path.dirname(backend.__file__))
    uploads = tempfile.mkdtemp()
    settings.configure(
        SECRET_KEY="unused", BASE_DIR=uploads, USE_TZ=True, DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "polymorphic", "django_drf_filepond",
                        "roles", "projects", "examples", "labels", "label_types", "data_import"],
        MIGRATION_MODULES=NoMigrations(),
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        DJANGO_DRF_FILEPOND_UPLOAD_TMP=uploads, DJANGO_DRF_FILEPOND_FILE_STORE_PATH=uploads)
    django.setup()
    from django.core.management import call_command
    call_command("migrate", run_syncdb=True, verbosity=0)


start_doccano()

from data_import.datasets import load_dataset  # noqa: E402
from data_import.pipeline.catalog import JSONL, RELATION_EXTRACTION  # noqa: E402
from data_import.pipeline.catalog import CoNLL as CoNLLFormat  # noqa: E402
from data_import.pipeline.readers import FileName  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from label_types.serializers import SpanTypeSerializer  # noqa: E402
from projects.models import ProjectType, SequenceLabelingProject  # noqa: E402


def upload(path, format, task, **options):
    """Imports a file into a new project that allows overlapping; returns its examples."""
    user, _ = User.objects.get_or_create(username="annotator")
    project = SequenceLabelingProject.objects.create(
        name="proof", created_by=user, project_type=ProjectType.SEQUENCE_LABELING, allow_overlapping=True, use_relation=True)
    file = FileName(full_path=str(path), generated_name=path.name, upload_name=path.name)
    dataset = load_dataset(task, format, [file], project, **options)
    dataset.save(user)
    if dataset.errors:
        raise ValueError(f"doccano refuses {path.name}: {[e.dict() for e in dataset.errors][:3]}")
    return project.examples.order_by("id")


def spans_of(example):
    """An example's spans as doccano holds them."""
    return [(s.label.text, s.start_offset, s.end_offset) for s in example.spans.select_related("label")]


class DoccanoLines(Check):
    """Both shapes of doccano's JSON lines, the first with relations."""

    consumer, format, file = "doccano", "doccano", "corpus.jsonl"
    variants = {"entities": ["--shape", "entities"], "label": ["--shape", "label"],
                "sentences": ["--unit", "sentence"], "pieces": ["--unit", "tokens:7"]}
    spoils = ["shift", "drop"]
    more_spoils = {"entities": ["turn"]}

    def seen(self, path, truth, variant):
        examples = upload(path, JSONL, self.task(variant), encoding="utf-8")
        rows = ((e.meta["document"], int(e.meta["start"] or 0), e.text, spans_of(e)) for e in examples)
        return self.together(rows, truth)

    def task(self, variant):
        """The kind of project that takes the shape."""
        return ProjectType.SEQUENCE_LABELING if variant == "label" else RELATION_EXTRACTION

    def may_become(self, document, variant):
        """Each fragment is a span of its own, in each piece that it stands in."""
        return lambda span, reasons: [[(r,) for r in part] for part in self.parts(document, span.fragments)]

    def more(self, path, truth, report, variant):
        yield from self.types(path, truth)
        if variant == "entities":
            examples = upload(path, JSONL, self.task(variant), encoding="utf-8")
            seen = [(e.meta["document"], r.type.text, end(r.from_id), end(r.to_id))
                    for e in examples for r in e.relations.all()]
            yield from compare_relations(truth, report, seen, lambda span: (span.label, *span.fragments[0]))

    def types(self, path, truth):
        """doccano takes the label file beside, and knows each label with its colour."""
        labels = json.loads(path.with_name("corpus.labels.json").read_text(encoding="utf-8"))
        taken = SpanTypeSerializer(data=labels, many=True)
        if not taken.is_valid():
            yield f"doccano refuses the labels: {taken.errors}"
            return
        seen = {(t["text"], t["background_color"]) for t in taken.validated_data}
        for name, colour in {(s["name"], s["colour"]) for s in truth.scheme["labels"]} ^ seen:
            yield f"label {name} {colour} stands in one of scheme and label file"

    def shift(self, path):
        edit_lines(path, lambda d: shift_first(d.get("entities") or d.get("label")))

    def drop(self, path):
        edit_lines(path, lambda d: (d.get("entities") or d.get("label") or [None]).pop())

    def turn(self, path):
        edit_lines(path, lambda d: d["relations"] and turn_first(d["relations"]))


def turn_first(relations):
    """Turns the first relation round."""
    relations[0]["from_id"], relations[0]["to_id"] = relations[0]["to_id"], relations[0]["from_id"]
    return True


def end(span):
    """What a relation's end is known by."""
    return span.label.text, span.start_offset, span.end_offset


def shift_first(spans):
    """Moves the first span by one code point, in either shape."""
    if not spans:
        return False
    start, end = (0, 1) if isinstance(spans[0], list) else ("start_offset", "end_offset")
    spans[0][start] += 1
    spans[0][end] += 1
    return True


class DoccanoDropped(DoccanoLines):
    """Lines without the text that exclusion layers mark, compared without white space."""

    variants = {"dropped": ["--drop-excluded"], "dropped-pieces": ["--drop-excluded", "--unit", "tokens:7"]}
    more_spoils = {}

    def seen(self, path, truth, variant):
        self.pieces, found = {}, {}
        for e in upload(path, JSONL, self.task(variant), encoding="utf-8"):
            id, whole = e.meta["document"], Squeezed(truth.documents[e.meta["document"]])
            at = whole.before[int(e.meta["start"] or 0)]
            self.pieces.setdefault(id, []).append((at, at + length(e.text)))
            if whole.text[at:at + length(e.text)] != "".join(e.text.split()):
                raise ValueError(f"the text of {id} from {e.meta['start']} on is another")
            for label, start, end in spans_of(e):
                place = at + length(e.text[:start]), at + length(e.text[:end])
                if place[0] < place[1]:  # of white space alone there is nothing to compare
                    found.setdefault(id, []).append(Seen(label, (place,), ("".join(e.text[start:end].split()),)))
        self.found = {id: {(s.label, s.ranges) for s in seen} for id, seen in found.items()}
        return [(id, found.get(id, [])) for id in self.pieces]

    def as_exported(self, document, variant):
        return Squeezed(document).squeezed()

    def may_become(self, document, variant):
        """As in whole texts, but that fragments between which nothing is left may be one."""
        def as_seen(span, part):
            apart = [(r,) for r in part]
            there = all((span.label, ranges) in self.found.get(document.id, ()) for ranges in apart)
            return apart if there else [(r,) for r in joined(part)]
        return lambda span, reasons: [as_seen(span, part) for part in self.parts(document, span.fragments)]

    def unchanged(self, document, variant):
        return lambda span: [[(f,) for f in span.fragments]]

    def more(self, path, truth, report, variant):
        """Relations are compared where the text is whole."""
        return ()


class DoccanoCoNLL(CoNLL):
    """The shape of two columns, which doccano joins with blanks to texts of its own."""

    consumer = "doccano"
    variants = {"bio": ["--shape", "2-column"], "bioes": ["--shape", "2-column", "--tags", "bioes"],
                "bilou": ["--shape", "2-column", "--tags", "bilou", "--unit", "sentence"]}

    def items(self, file, arguments):
        scheme = next((scheme for name, scheme in SCHEMES.items() if name in arguments), "IOB2")
        for example in upload(file, CoNLLFormat, ProjectType.SEQUENCE_LABELING, encoding="utf-8", scheme=scheme):
            tokens = example.text.split(" ")
            if tokens == ["-DOCSTART-"]:  # doccano takes the line for a text
                continue
            starts, at = {}, 0
            for number, token in enumerate(tokens):
                starts[at] = number
                at += len(token) + 1
            # A token begins behind the blank that ends another.
            yield None, tokens, [(starts[s], starts.get(e + 1, len(tokens)), label) for label, s, e in spans_of(example)]


SCHEMES = {"bioes": "IOBES", "bilou": "BILOU"}
CHECKS = [DoccanoLines(), DoccanoDropped(), DoccanoCoNLL()]
