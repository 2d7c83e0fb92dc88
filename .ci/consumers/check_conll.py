"""seqeval, in strict mode, and spaCy's own converter read CoNLL files."""

import pathlib
import subprocess
import sys
import tempfile

from seqeval.metrics import f1_score
from seqeval.scheme import BILOU, IOB2, IOBES, Entities
from spacy.tokens import DocBin
from spacy.vocab import Vocab

from conll import CoNLL, sequences
from corpus import ANNOTATORS

SCHEMES = {"bioes": IOBES, "bilou": BILOU}


class SeqevalCoNLL(CoNLL):
    """seqeval in strict mode: only entities that begin and end by the scheme count."""

    consumer = "seqeval"
    variants = {
        "bio": [], "bioes": ["--tags", "bioes", "--shape", "2-column"], "bilou": ["--tags", "bilou"],
        "innermost": ["--overlap", "innermost"], "first": ["--overlap", "first", "--tags", "bilou"],
        "layers": ["--overlap", "split-by-layer", "--tags", "bioes"],
        "sentences": ["--unit", "sentence"], "pieces": ["--unit", "tokens:7", "--tags", "bilou"],
        "annotator": ["--annotator", ANNOTATORS[1]]}

    def items(self, file, arguments):
        scheme = next((scheme for name, scheme in SCHEMES.items() if name in arguments), IOB2)
        for line, tokens, tags in sequences(file, 2 if "2-column" in arguments else 4):
            if f1_score([tags], [tags], mode="strict", scheme=scheme, zero_division=1) != 1:
                raise ValueError(f"seqeval finds the tags of line {line} unequal to themselves")
            [entities] = Entities([tags], scheme=scheme).entities
            yield line, tokens, [(e.start, e.end, e.tag) for e in entities]


class SpacyCoNLL(CoNLL):
    """spacy convert, which makes a Doc of each document."""

    consumer = "spacy-convert"
    variants = {"bio": []}

    def items(self, file, arguments):
        out = tempfile.mkdtemp(dir=file.parent)
        subprocess.run([sys.executable, "-m", "spacy", "convert", file, out], check=True, capture_output=True)
        for doc in DocBin().from_disk(pathlib.Path(out, file.stem + ".spacy")).get_docs(Vocab()):
            yield None, [t.text for t in doc], [(e.start, e.end, e.label_) for e in doc.ents]


CHECKS = [SeqevalCoNLL(), SpacyCoNLL()]
