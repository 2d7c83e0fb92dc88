"""CoNLL files, read as every script reads them, and laid over the documents' texts."""

import csv

from tokens import TokenCheck, align
from truth import Seen


def sequences(path, columns):
    """Yields (line of the first token, tokens, tags) of each sequence of a file."""
    first, tokens, tags = 0, [], []
    with path.open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            parts = line.split()
            if parts and parts[0] == "-DOCSTART-" and not tokens and parts[-1] == "O" and parts[1:-1] in ([], ["-X-", "O"]):
                continue
            if parts:
                if len(parts) != columns:
                    raise ValueError(f"{path.name}, line {number} has {len(parts)} columns")
                first = first or number
                tokens.append(parts[0])
                tags.append(parts[-1])
            elif tokens:
                yield first, tokens, tags
                first, tokens, tags = 0, [], []
    if tokens:
        yield first, tokens, tags


def index_of(file):
    """The rows of the index beside a file."""
    with file.with_suffix(".index.tsv").open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE))


class CoNLL(TokenCheck):
    """What a consumer takes for entities, laid over the documents' texts."""

    format, file = "conll", "corpus.conll"
    spoils = ["shift", "drop"]

    def items(self, file, arguments):
        """Yields (line of the first token or None, tokens, entities as (start, end, label)) of what stands together."""
        raise NotImplementedError

    def seen(self, path, truth, variant):
        self.places = {}
        labels = {s["name"].replace(" ", "_"): s["name"] for s in truth.scheme["labels"]}
        found = {id: [] for id in truth.documents}
        files = [path] if path.exists() else sorted(path.parent.glob("*.conll"))
        for file in files:
            rows, left = iter(index_of(file)), 0
            for line, tokens, entities in self.items(file, self.variants[variant]):
                if not left:
                    row = next(rows)
                    left, at = int(row["tokens"]), int(row["start"])
                    if line not in (None, int(row["line"])):
                        raise ValueError(f"the index says line {row['line']} for what stands on {line}")
                document = truth.documents[row["document"]]
                places = align(tokens, document, at)
                left, at = left - len(tokens), places[-1][1]
                if file == files[0]:
                    self.places.setdefault(document.id, {}).setdefault(row["start"], []).extend(places)
                found[document.id] += [Seen.at(labels[label], document.text, (places[start][0], places[end - 1][1]))
                                       for start, end, label in entities]
            if left or next(rows, None):
                raise ValueError(f"{file.name} holds less than its index says")
        return [(id, seen) for id, seen in found.items() if id in self.places]

    def shift(self, path):
        """Gives the first entity's last token to what is outside."""
        self.edit(path, lambda lines, i: self.outside(lines[i]) if not self.entity(lines[i + 1]) else None)

    def drop(self, path):
        """Takes the first entity of one token away."""
        self.edit(path, lambda lines, i: self.outside(lines[i]))

    def edit(self, path, change):
        for file in [path] if path.exists() else sorted(path.parent.glob("*.conll")):
            lines = file.read_text(encoding="utf-8").split("\n")
            for i, line in enumerate(lines[:-1]):
                changed = change(lines, i) if self.entity(line) else None
                if changed:
                    lines[i] = changed
                    file.write_text("\n".join(lines), encoding="utf-8", newline="\n")
                    return

    @staticmethod
    def entity(line):
        return not line.endswith("O") and line != ""

    @staticmethod
    def outside(line):
        return line[:max(line.rfind(" "), line.rfind("\t")) + 1] + "O"
