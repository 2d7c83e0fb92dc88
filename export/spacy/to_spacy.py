#!/usr/bin/env python3
"""Make spaCy's training files from a data set that Postil has written.

    pip install "spacy>=3.8,<3.9"
    python NAME.to_spacy.py                          NAME.jsonl becomes NAME.spacy
    python NAME.to_spacy.py A.jsonl B.jsonl          A.spacy, B.spacy
    python NAME.to_spacy.py --lang nl --out corpus   corpus/NAME.spacy, all of it Dutch

Every line becomes a Doc, with the tokens of a blank spaCy pipeline for its language:

    doc.ents        the entities, of which none overlap; tokens of masked text, and of
                    entities that are left out, are missing values, others are outside
    doc.spans[KEY]  all spans, for a span categoriser (KEY is "sc" unless --spans-key
                    says otherwise)
    doc.cats        what the annotators said of the whole document
    doc.user_data   "id", "document" and "start": where the text is from

For some languages spaCy's tokens need a package that may not be here, such as SudachiPy
for Japanese or PyThaiNLP for Thai. Where words are not parted by spaces, every character
is a token then, as it always is in spaCy's Chinese; elsewhere the tokens are those of its
multi-language pipeline, xx. The standard error says so.

Postil counts characters and spaCy counts tokens. A span with a border inside a token
is left out, as spaCy itself does it; with --alignment expand its borders move
outwards to whole tokens, and an entity that would then share a token with the one
before it is left out of doc.ents, and still in doc.spans. How often this happened is
printed at the end: where it is often, the tokens do not suit the texts, and --lang
should name another language.
"""

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Span

# Languages in which words, or words and their endings, stand without spaces between.
UNSPACED = {"bo", "dz", "gan", "hak", "hsn", "ja", "km", "ko", "lo", "lzh", "my", "nan", "th", "wuu", "yue", "zh"}


class Characters:
    """A tokenizer: every character is a token, but for white space."""

    def __init__(self, vocab):
        self.vocab = vocab

    def __call__(self, text):
        words, spaces = [], []
        for token in re.findall(r"\s+|\S", text):
            if token[0] == " " and words:  # a blank belongs to the token before it
                spaces[-1] = True
                token = token[1:]
            if token:
                words.append(token)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)


class Pipelines:
    """Blank pipelines by language, each made once."""

    def __init__(self, forced):
        self.forced = forced
        self.made = {}

    def get(self, language):
        code = self.forced or language.split("-")[0].lower() or "xx"
        if code not in self.made:
            self.made[code] = self._make(code)
        return self.made[code]

    def _make(self, code):
        try:
            nlp = spacy.blank(code)
        except (ImportError, ValueError) as error:
            if self.forced:
                sys.exit(f"spaCy has no tokens for {code}: {error}")
            nlp, instead = spacy.blank("xx"), "those of xx are taken"
            if code in UNSPACED:
                nlp.tokenizer, instead = Characters(nlp.vocab), "every character is one"
            print(f"spaCy has no tokens for {code} here, {instead}: {error}", file=sys.stderr)
        nlp.max_length = sys.maxsize  # a limit for parsers, of which there are none
        return nlp


def tokens_of(doc, span, alignment, counts, kind):
    """Return the tokens that a span of characters covers, None where it is left out."""
    tokens = doc.char_span(span["start"], span["end"], label=span["label"])
    if tokens is None and alignment == "expand":
        tokens = doc.char_span(span["start"], span["end"], label=span["label"], alignment_mode="expand")
        counts[f"{kind} with a border inside a token, widened"] += tokens is not None
    elif tokens is None:
        counts[f"{kind} with a border inside a token, left out"] += 1
        return None
    if tokens is None:
        counts[f"{kind} without a token, left out"] += 1
        return None
    counts[kind] += 1
    return tokens


def entities_of(doc, record, alignment, counts):
    """Return the entities, of which none share a token, and those that are left out."""
    entities, lost, end = [], [], 0
    for span in sorted(record["entities"], key=lambda span: span["start"]):
        tokens = tokens_of(doc, span, alignment, counts, "entities")
        if tokens is None:
            lost.append(span)
        elif tokens.start < end:
            counts["entities that share a token with another, left out of doc.ents"] += 1
        else:
            entities.append(tokens)
            end = tokens.end
    return entities, lost


def missing_tokens(doc, hidden, entities):
    """Return the tokens that hidden ranges touch, but for those of entities."""
    taken = {token.i for entity in entities for token in entity}
    missing = set()
    for mask in hidden:
        tokens = doc.char_span(mask["start"], mask["end"], alignment_mode="expand")
        if tokens is not None:
            missing.update(range(tokens.start, tokens.end))
    return [Span(doc, i, i + 1) for i in sorted(missing - taken)]


def doc_of(record, pipelines, options, counts):
    doc = pipelines.get(record["language"]).make_doc(record["text"])
    entities, lost = entities_of(doc, record, options.alignment, counts)
    missing = missing_tokens(doc, record["masked"] + lost, entities)
    doc.set_ents(entities, missing=missing, default="outside")
    spans = [tokens_of(doc, span, options.alignment, counts, "spans") for span in record["spans"]["sc"]]
    doc.spans[options.spans_key] = [tokens for tokens in spans if tokens is not None]
    doc.cats = record["cats"]
    doc.user_data.update((name, record[name]) for name in ("id", "document", "start"))
    counts["docs"] += 1
    counts["tokens"] += len(doc)
    counts["tokens that are missing values"] += len(missing)
    return doc


def convert(source, target, pipelines, options):
    counts, docs = Counter(), DocBin(store_user_data=True)
    with source.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                docs.add(doc_of(json.loads(line), pipelines, options, counts))
            except (KeyError, TypeError, ValueError) as error:
                sys.exit(f"{source}, line {number}: {error!r}: is this a data set that Postil wrote for spaCy?")
    target.parent.mkdir(parents=True, exist_ok=True)
    docs.to_disk(target)
    print(f"{target}: " + "; ".join(f"{what}: {n}" for what, n in counts.items() if n))


def data_of(script):
    """Return the data set that a script was written for: NAME.to_spacy.py stands beside
    NAME.jsonl, in whatever case, or where it has another ending, beside NAME itself."""
    name = script.name.removesuffix(".to_spacy.py")
    usual = script.with_name(name + ".jsonl")
    others = [path for path in script.parent.iterdir() if path.stem == name and path.suffix.lower() == ".jsonl"]
    for path in [usual, *sorted(others), script.with_name(name)]:
        if path.is_file():
            return path
    return usual


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[data_of(Path(__file__))], help="JSON lines that Postil wrote for spaCy")
    parser.add_argument("--lang", default="", help="spaCy's code of the language of all texts; each document's own otherwise")
    parser.add_argument("--alignment", choices=["strict", "expand"], default="strict",
                        help="what becomes of borders inside a token (see above)")
    parser.add_argument("--spans-key", default="sc", help="what doc.spans calls the spans")
    parser.add_argument("--out", type=Path, help="the folder to write to; that of each file otherwise")
    options = parser.parse_args()
    pipelines = Pipelines(options.lang)
    for source in options.files:
        if not source.is_file():
            parser.error(f"there is no file {source}")
        name = source.stem if source.suffix.lower() in (".jsonl", ".json") else source.name
        convert(source, (options.out or source.parent) / (name + ".spacy"), pipelines, options)


if __name__ == "__main__":
    main()
