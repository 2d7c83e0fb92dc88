"""spaCy reads the lines, and the .spacy files that the script beside them makes."""

import pathlib
import subprocess
import sys
import warnings

import srsly
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.vocab import Vocab

from check import Check, edit_lines
from truth import Seen


def visible(document, span):
    """What is left of a span's fragments without what is masked, and without white space around."""
    masked = {p for start, end in document.excluded for p in range(start, end)}
    ranges = []
    for start, end in span.fragments:
        for p in range(start, end):
            if p in masked:
                continue
            if ranges and ranges[-1][1] == p and start < p:
                ranges[-1] = ranges[-1][0], p + 1
            else:
                ranges.append((p, p + 1))
    text = document.text
    for start, end in ranges:
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if start < end:
            yield start, end


class Lines(Check):
    """The span group as it stands in the lines, in characters."""

    consumer, format, file = "srsly", "spacy", "corpus.jsonl"
    variants = {"": [], "sentences": ["--unit", "sentence"], "pieces": ["--unit", "tokens:7"]}
    spoils = ["shift", "drop"]

    def seen(self, path, truth, variant):
        rows = ((r["document"], r["start"], r["text"], [(s["label"], s["start"], s["end"]) for s in r["spans"]["sc"]])
                for r in srsly.read_jsonl(path))
        return self.together(rows, truth)

    def may_become(self, document, variant):
        def pieces(span, reasons):
            if any("masks what it covers" in reason for reason in reasons):
                return []
            parts = [list(visible(document, Cut(part))) for part in self.parts(document, span.fragments)]
            return [[(r,) for r in part] for part in parts if part]
        return pieces

    def shift(self, path):
        edit_lines(path, lambda r: shift(r["spans"]["sc"]) and shift(r["entities"]))

    def drop(self, path):
        edit_lines(path, lambda r: r["spans"]["sc"] and r["entities"] and (r["entities"].pop(), r["spans"]["sc"].clear()))


class Cut:
    """The fragments of a span in one piece."""

    def __init__(self, fragments):
        self.fragments = fragments


def shift(spans):
    """Moves spans by one code point."""
    for span in spans:
        span["start"] += 1
        span["end"] += 1
    return bool(spans)


class Docs(Lines):
    """What stands in the .spacy files, in tokens of spaCy's."""

    consumer = "spacy"
    variants = {"spans": [], "entities": [], "innermost-entities": ["--overlap", "innermost"], "expanded-spans": []}

    def seen(self, path, truth, variant):
        self.docs, self.pieces = {}, {}
        for doc in made(path, "expand" if "expanded" in variant else "strict"):
            id, start = doc.user_data["document"], doc.user_data["start"]
            if truth.documents[id].text[start:start + len(doc.text)] != doc.text:
                raise ValueError(f"the text of {id} from {start} on is another")
            self.docs.setdefault(id, []).append((start, doc))
            self.pieces.setdefault(id, []).append((start, start + len(doc.text)))
        for id, docs in self.docs.items():
            yield id, [Seen(s.label_, ((start + s.start_char, start + s.end_char),), (s.text,)) for start, doc in docs
                       for s in (doc.ents if "entities" in variant else doc.spans["sc"])]

    def may_become(self, document, variant):
        whole = super().may_become(document, variant)

        def pieces(span, reasons):
            if "entities" in variant and any("in the span group only" in reason for reason in reasons):
                return []
            return self.in_tokens(document, whole(span, reasons), variant)
        return pieces

    def unchanged(self, document, variant):
        return lambda span: self.in_tokens(document, [[(f,) for f in span.fragments]], variant)

    def in_tokens(self, document, pieces, variant):
        """What of ranges the script keeps: by default those that begin and end with a token."""
        kept = [[fit for (r,) in piece if (fit := self.fit(document, *r, "expanded" in variant))] for piece in pieces]
        return [piece for piece in kept if piece]

    def fit(self, document, start, end, expanded):
        for at, doc in self.docs[document.id]:
            if at <= start and end <= at + len(doc.text):
                touched = [t for t in doc if t.idx < end - at and start - at < t.idx + len(t)]
                first, last = at + touched[0].idx, at + touched[-1].idx + len(touched[-1])
                return ((first, last),) if expanded or (first, last) == (start, end) else None
        return None

    def more(self, path, truth, report, variant):
        """Masked tokens are missing values; spaCy's own Example agrees with the script."""
        for id, docs in self.docs.items():
            document = truth.documents[id]
            for start, doc in docs:
                for t in doc if variant != "expanded-spans" else []:  # there entities may grow over them
                    masked = any(s < start + t.idx + len(t) and start + t.idx < e for s, e in document.excluded)
                    if masked and t.ent_iob_ != "":
                        yield f"{id}: the token at {start + t.idx} is masked and has a tag"
        if variant == "spans":
            for record in srsly.read_jsonl(path):
                [(_, doc)] = self.docs[record["document"]]
                if record["language"] in ["ja", "ko", "th", "zh"]:  # whose words stand without spaces between
                    for what, ours, theirs in [("entities", doc.ents, record["entities"]), ("spans", doc.spans["sc"], record["spans"]["sc"])]:
                        if sorted((s.start_char, s.end_char) for s in ours) != sorted((s["start"], s["end"]) for s in theirs):
                            yield f"{record['document']}: {what} are lost in {record['language']}"
                yield from self.example(record, doc)

    def example(self, record, doc):
        bare = Doc(doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
        entities = [(s["start"], s["end"], s["label"]) for s in record["entities"]]
        spans = [(s["start"], s["end"], s["label"]) for s in record["spans"]["sc"]]
        spans = [s for s in spans if bare.char_span(*s)]  # Example takes no others
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of entities with a border inside a token it says that it leaves them out
            example = Example.from_dict(bare, {"entities": entities, "spans": {"sc": spans}})
        for what, ours, theirs in [("entities", doc.ents, example.reference.ents),
                                   ("spans", doc.spans["sc"], example.reference.spans["sc"])]:
            if sorted((s.start, s.end, s.label_) for s in ours) != sorted((s.start, s.end, s.label_) for s in theirs):
                yield f"{record['document']}: Example makes other {what} than the script"


def made(path, alignment):
    """The docs that the script beside an export makes."""
    script = path.with_suffix(".to_spacy.py")
    out = path.parent / alignment
    subprocess.run([sys.executable, script, "--alignment", alignment, "--out", out], check=True, capture_output=True)
    return DocBin().from_disk(pathlib.Path(out, path.stem + ".spacy")).get_docs(Vocab())


CHECKS = [Lines(), Docs()]
