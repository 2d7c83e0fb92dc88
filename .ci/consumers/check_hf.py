"""datasets loads a folder for token classification, as a trainer of transformers would."""

import tempfile

from datasets import load_dataset
from seqeval.scheme import BILOU, IOB2, Entities

from check import edit_lines
from corpus import ANNOTATORS
from tokens import TokenCheck
from truth import Seen

MISSING = -100  # neither a class nor outside: what PyTorch's cross entropy passes over


class HuggingFace(TokenCheck):
    """Rows with tokens and classes, whose names the card gives."""

    consumer, format, file = "datasets", "hf", "corpus"
    variants = {"": [], "innermost": ["--overlap", "innermost", "--tags", "bilou"],
                "layers": ["--overlap", "split-by-layer"], "sentences": ["--unit", "sentence"],
                "pieces": ["--unit", "tokens:7", "--overlap", "first"],
                "split": ["--split", "60/20/20", "--seed", "4"],
                "annotator": ["--annotator", ANNOTATORS[1]]}  # what the other marks as excluded is masked, too
    spoils = ["shift", "drop", "mask"]

    def seen(self, path, truth, variant):
        self.scheme = BILOU if "bilou" in self.variants[variant] else IOB2
        self.places, self.masked, found = {}, {}, {}
        rows = load_dataset(str(path), cache_dir=tempfile.mkdtemp(dir=path.parent))  # so that nothing old is taken
        if set(rows) != ({"train", "validation", "test"} if variant == "split" else {"train"}):
            raise ValueError(f"the parts are {set(rows)}")
        self.parts_of = {}  # the parts in which documents of a story stand
        for name, part in rows.items():
            for id in part["document"]:
                self.parts_of.setdefault(truth.documents[id].record["story"] or id, set()).add(name)
        for part in rows.values():
            names = {name: part.features[name].feature.names for name in part.column_names if name.startswith("ner_tags")}
            for row in part:
                document, start = truth.documents[row["document"]], row["start"]
                if document.text[start:start + len(row["text"])] != row["text"]:
                    raise ValueError(f"the text of {row['id']} is another")
                places = [(start + s, start + e) for s, e in zip(row["token_start"], row["token_end"], strict=True)]
                if [document.text[s:e] for s, e in places] != row["tokens"]:
                    raise ValueError(f"the tokens of {row['id']} do not stand where it says")
                for name, classes in names.items():
                    self.lay(document, start, places, row[name])
                    found.setdefault(document.id, []).extend(self.entities(document, places, row[name], classes))
        return found.items()

    def lay(self, document, start, places, tags):
        """Keeps which tokens have a tag."""
        if len(tags) != len(places):
            raise ValueError(f"{document.id} has {len(places)} tokens and {len(tags)} tags")
        tagged = [p for p, tag in zip(places, tags) if tag != MISSING]
        if self.places.setdefault(document.id, {}).setdefault(start, tagged) != tagged:
            raise ValueError(f"{document.id} is masked otherwise in another column")
        self.masked.setdefault(document.id, set()).update(p for p, tag in zip(places, tags) if tag == MISSING)

    def entities(self, document, places, tags, classes):
        """Yields what seqeval takes for entities, in the stretches between masked tokens."""
        stretch = []
        for place, tag in [*zip(places, tags), (None, MISSING)]:
            if tag != MISSING:
                stretch.append((place, classes[tag]))
                continue
            for e in Entities([[name for _, name in stretch]], scheme=self.scheme).entities[0]:
                start, end = stretch[e.start][0][0], stretch[e.end - 1][0][1]
                yield Seen.at(e.tag, document.text, (start, end))
            stretch = []

    def more(self, path, truth, report, variant):
        """Masked are the tokens that exclusion layers touch, and no others; no story is in two parts."""
        for story, parts in self.parts_of.items():
            if len(parts) != 1:
                yield f"story {story} is in the parts {parts}"
        for id, pieces in self.places.items():
            document = truth.documents[id]
            for masked, tokens in [(True, self.masked[id]), (False, [p for places in pieces.values() for p in places])]:
                for start, end in tokens:
                    if any(s < end and start < e for s, e in document.excluded) != masked:
                        yield f"{id}: the token {start}-{end} is {'' if masked else 'not '}masked"

    def shift(self, path):
        """Moves all tags of a row by one token."""
        edit_lines(path / "train.jsonl", lambda row: self.edit(row, lambda tags: [0, *tags[:-1]]))

    def drop(self, path):
        edit_lines(path / "train.jsonl", lambda row: self.edit(row, lambda tags: [0 for _ in tags]))

    def mask(self, path):
        edit_lines(path / "train.jsonl", lambda row: self.edit(row, lambda tags: [*tags[:-1], MISSING if tags[-1] == 0 else 0]))

    @staticmethod
    def edit(row, change):
        name = next(n for n in row if n.startswith("ner_tags"))
        if any(0 < tag for tag in row[name][:-1]):
            row[name] = change(row[name])
            return True
        return False


CHECKS = [HuggingFace()]
