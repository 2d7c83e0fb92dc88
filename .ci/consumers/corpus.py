"""The corpus on which every export is compared: written or drawn for this.

Each article is a trap for whoever counts offsets, splits text or joins columns:
letters beyond the Basic Multilingual Plane, sequences that look like one
character, scripts without spaces and from right to left, spans that nest, cross,
break over lines and fall into fragments, and text full of what CSV, JSON and
CoNLL use as punctuation. make() writes it as a native record with its scheme.
"""

import json
import random

import articles

LAYERS = [
    # name, look, exclusion, labels
    ("Claims", "bracket", False, ["CLAIM", "WEAK CLAIM"]),
    ("Quotes", "underline", False, ["QUOTE", "CUE"]),
    ("Entities", "fill", False, ["PERSON", "PLACE", "ORG-UNIT", "地名"]),
    ("Furniture", "grey", True, ["MENU"]),
]
ANNOTATORS = ["Ana", "Bo Ștefan"]


ATTRIBUTES = [
    # of what, of which, name, kind, choices
    ("label", "PERSON", "role", "text", []),
    ("label", "PERSON", "sure", "yesno", []),
    ("label", "PERSON", "age", "number", []),
    ("label", "QUOTE", "kind", "choice", ["direct", "reported"]),
    ("relation", "contradicts", "openly", "yesno", []),
    ("relation", "said_by", "how", "choice", ["aloud", "in_writing"]),
    ("document", None, "TOPIC", "text", []),
]
METADATA = [{"note": 'a, "b"\t\\ c', "page": 3}, {}, {"page": None, "start": "noon", "list": [1, {"a": 2.5}], "text": "x"}]
RELATIONS = ["said_by", "contradicts", "same as"]
GRAPHEMES = list("aébcdXYZ019 .,;:!?\"'\\/|-_#") + [
    " ", " ", " ", "\n", "\t", "ș", "e\u0301", "o\u0308\u0323", "😀", "👩‍🔬", "🇧🇪", "👍🏽", "𝔘", "𠮷", "中", "文", "か", "ガ", "한", "ب",
    "بِ", "ש", "ก", "กำ", "क्षे", "ß", "İ", "\u00a0", "\u200b", "€", "“", "”", "’"]



def uid(kind, number):
    """An id that is the same in every run, so that reports can be compared."""
    return f"0193{kind:04x}-0000-7000-8000-{number:012x}"


class Corpus:
    """Articles, and the ids given to them and to what they hold."""

    def __init__(self):
        self.articles = []
        self.given = dict.fromkeys(["span", "relation"], 0)

    def article(self, *arguments, **named):
        """Adds an Article."""
        article = Article(self, uid(7, len(self.articles) + 1), *arguments, **named)
        self.articles.append(article)
        return article

    def story(self, number):
        """The id of a story."""
        return uid(11, number)

    def next_id(self, what):
        """The next id for a span or a relation."""
        self.given[what] += 1
        return uid(8 if what == "span" else 9, self.given[what])


class Article:
    """A text with spans that are named by what they cover."""

    def __init__(self, corpus, id, name, language, text, status="done", story=None, topic=()):
        self.corpus, self.id = corpus, id
        self.name, self.language, self.text = name, language, text
        self.status, self.story, self.topic = status, story, list(topic)
        self.meta = METADATA[len(corpus.articles) % len(METADATA)]
        self.spans, self.relations = [], []

    def find(self, covered, nth=0):
        """The range of the nth occurrence of a text, in code points."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(covered, start + 1)
        return start, start + len(covered)

    def mark(self, label, *covered, nth=0, by=0, **attributes):
        """Marks one fragment for each text given; the first by its nth occurrence."""
        ranges = [self.find(c, nth if i == 0 else 0) for i, c in enumerate(covered)]
        return self.mark_ranges(label, ranges, by, **attributes)

    def mark_ranges(self, label, ranges, by=0, **attributes):
        """Marks ranges of code points as one span; returns its id."""
        fragments = [{"start": s, "end": e, "text": self.text[s:e]} for s, e in ranges]
        start, end = ranges[0][0], ranges[-1][1]
        layer = next(name for name, _, _, labels in LAYERS if label in labels)
        self.spans.append({
            "id": self.corpus.next_id("span"), "layer": layer, "label": label, "start": start, "end": end,
            "text": self.text[start:end], "fragments": fragments, "attributes": attributes,
            "annotator": ANNOTATORS[by], "note": ""})
        return self.spans[-1]["id"]

    def remark(self, note="", tag=None):
        """Gives the span marked last a note, and a tag as its name and reference."""
        self.spans[-1]["note"] = note
        if tag:
            self.spans[-1]["tag"] = {"name": tag[0], "ref": tag[1]}

    def relate(self, kind, source, target, to=None, group=None, note="", **attributes):
        """Links two spans, the second perhaps in another article."""
        self.relations.append({
            "id": self.corpus.next_id("relation"), "type": kind, "from": source, "to": target,
            "to_document": (to or self).id, "group": group, "attributes": attributes, "note": note,
            "annotator": ANNOTATORS[0]})

    def record(self):
        """The article as a line of the native record."""
        return {"id": self.id, "name": self.name, "source": f"drawer/{self.id}", "language": self.language,
                "story": self.story, "status": self.status, "offset_unit": "codepoint", "text": self.text,
                "meta": self.meta, "attributes": {"TOPIC": self.topic},
                "spans": self.spans, "relations": self.relations}


def draw_articles(corpus, count, seed):
    """Articles of drawn characters with drawn spans, in one fragment or several."""
    draw = random.Random(seed)
    labels = [label for *_, names in LAYERS for label in names]
    for number in range(count):
        units = [draw.choice(GRAPHEMES) for _ in range(draw.randint(5, 160))]
        article = corpus.article(f"drawn {number}", "en", "x" + "".join(units), status=draw.choice(["done", "in_progress", "new"]))
        borders = [0, 1]
        for unit in units:
            borders.append(borders[-1] + len(unit))
        for _ in range(draw.randint(0, 14)):
            fragments = draw.choice([1, 1, 1, 1, 2, 3])
            cuts = sorted(draw.sample(range(len(borders)), 2 * fragments)) if 2 * fragments <= len(borders) else [0, 1]
            ranges = [(borders[a], borders[b]) for a, b in zip(cuts[::2], cuts[1::2])]
            article.mark_ranges(draw.choice(labels), ranges, by=draw.randint(0, 1))
            if draw.random() < 0.1:
                article.spans[-1]["origin"] = {"kind": "suggested", "from": "recogniser 2.1", "score": 0.75}
        for _ in range(draw.randint(0, 3)):
            if 2 <= len(article.spans):
                a, b = draw.sample(article.spans, 2)
                article.relate(draw.choice(["said_by", "contradicts"]), a["id"], b["id"])


def scheme():
    """The scheme file that stands beside the record."""
    labels = [(layer, name) for layer, _, _, names in LAYERS for name in names]
    return {
        "postil_scheme": 1,
        "layers": [{"id": uid(1, i), "name": name, "look": look, "exclusion": exclusion}
                   for i, (name, look, exclusion, _) in enumerate(LAYERS)],
        "labels": [{"id": uid(2, i), "layer": layer, "name": name, "colour": f"#{i * 28 + 16:02x}72b2", "key": "",
                    "guideline": ""} for i, (layer, name) in enumerate(labels)],
        "attributes": [{"id": uid(4, i), "on": on, "owner": owner, "name": name, "kind": kind, "choices": choices}
                       for i, (on, owner, name, kind, choices) in enumerate(ATTRIBUTES)],
        "relations": [{"id": uid(3, i), "name": name, "from": [], "to": []} for i, name in enumerate(RELATIONS)],
        "tags": [],
        "annotators": [{"id": uid(6, i), "name": name} for i, name in enumerate(ANNOTATORS)],
    }


def make(folder):
    """Writes the record and its scheme into a folder; returns the record's path."""
    corpus = Corpus()
    articles.write(corpus)
    draw_articles(corpus, count=80, seed=4)
    path = folder / "corpus.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for article in corpus.articles:
            out.write(json.dumps(article.record(), ensure_ascii=False) + "\n")
    (folder / "corpus.scheme.json").write_text(json.dumps(scheme(), ensure_ascii=False), encoding="utf-8")
    return path
