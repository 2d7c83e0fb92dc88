"""What an export must hold: the native record, less what its report explains.

All offsets are code points, half-open, as Python counts strings.
"""

import collections
import dataclasses
import json


@dataclasses.dataclass(frozen=True)
class Seen:
    """A span as a consumer sees it, with the text that it cuts out itself."""

    label: str
    ranges: tuple  # of (start, end), one for each fragment
    texts: tuple  # of what each covers

    @staticmethod
    def at(label, text, *ranges):
        """A span over ranges of a text that the consumer holds."""
        return Seen(label, ranges, tuple(text[s:e] for s, e in ranges))


@dataclasses.dataclass
class Span:
    """A span of the native record."""

    id: str
    label: str
    layer: str
    annotator: str
    fragments: tuple  # of (start, end)
    attributes: dict

    @property
    def start(self):
        return self.fragments[0][0]

    @property
    def end(self):
        return self.fragments[-1][1]


@dataclasses.dataclass
class Document:
    """A document of the native record."""

    record: dict
    spans: list
    excluded: list  # (start, end) of what exclusion layers mark

    @property
    def id(self):
        return self.record["id"]

    @property
    def text(self):
        return self.record["text"]


class Truth:
    """The native record that an export is compared with."""

    def __init__(self, path):
        scheme = json.loads(path.with_suffix(".scheme.json").read_text(encoding="utf-8"))
        exclusion = {layer["name"] for layer in scheme["layers"] if layer["exclusion"]}
        self.scheme = scheme
        self.documents = {}
        with path.open(encoding="utf-8", newline="\n") as lines:
            for line in lines:
                document = read_document(json.loads(line), exclusion)
                self.documents[document.id] = document

    def span(self, id):
        """The span with that id, in any document."""
        if not hasattr(self, "by_id"):
            self.by_id = {s.id: s for d in self.documents.values() for s in d.spans}
        return self.by_id[id]

    def ids(self, kind):
        """All ids of one kind: documents, spans or relations."""
        if kind == "documents":
            return list(self.documents)
        return [thing["id"] for d in self.documents.values() for thing in d.record[kind]]


def read_document(record, exclusion):
    """A document, after the record's own texts are compared with its offsets."""
    text, spans = record["text"], []
    for s in record["spans"]:
        for part in [s, *s["fragments"]]:
            assert text[part["start"]:part["end"]] == part["text"], f"the native record is wrong at span {s['id']}"
        spans.append(Span(s["id"], s["label"], s["layer"], s["annotator"],
                          tuple((f["start"], f["end"]) for f in s["fragments"]), s["attributes"]))
    excluded = sorted(f for s in spans if s.layer in exclusion for f in s.fragments)
    return Document(record, spans, excluded)


class Report:
    """The report that stands beside an export: the class of every id."""

    def __init__(self, path):
        report = json.loads(path.read_text(encoding="utf-8"))
        self.counts = {kind: report[kind] for kind in ["documents", "spans", "relations"]}
        self.outside, self.left_out, self.changed, self.written = {}, {}, {}, {}
        for kind in self.counts:
            ids = report["ids"][kind]
            self.outside[kind] = ids["outside_filter"]
            self.left_out[kind] = {item["id"]: item["reason"] for item in ids["left_out"]}
            self.changed[kind] = collections.defaultdict(list)
            for item in ids["changed"]:
                self.changed[kind][item["id"]].append(item["reason"])
            self.written[kind] = ids["written"]

    def gone(self, kind):
        """The ids that are not in the export."""
        return {*self.outside[kind], *self.left_out[kind]}

    def books(self, truth):
        """Yields what is wrong with the report itself: every id stands in one class."""
        for kind, counts in self.counts.items():
            held = truth.ids(kind)
            written = self.written[kind]
            if written is None:  # the ids stand in the data set itself
                written = [id for id in held if id not in self.gone(kind)]
            listed = collections.Counter([*self.outside[kind], *self.left_out[kind], *written])
            for id in listed.keys() | set(held):
                if listed[id] != 1 or id not in held:
                    yield f"report: {kind} {id} stands in {listed[id]} classes"
            for id in self.changed[kind]:
                if id not in written:
                    yield f"report: {kind} {id} is changed but not written"
            said = [counts["held"], counts["outside_filter"], counts["left_out"], counts["written"], counts["changed"]]
            true = [len(held), len(self.outside[kind]), len(self.left_out[kind]), len(written), len(self.changed[kind])]
            if said != true:
                yield f"report: {kind} are counted as {said}, and listed as {true}"


def compare_relations(truth, report, seen, end_of):
    """Yields every difference between the written relations and those seen.

    seen counts (document id, type, from, to), where both ends are what end_of
    makes of a span.
    """
    left, gone = collections.Counter(seen), report.gone("relations")
    for document in truth.documents.values():
        for r in document.record["relations"]:
            if r["id"] not in gone:
                left[document.id, r["type"], end_of(truth.span(r["from"])), end_of(truth.span(r["to"]))] -= 1
    for relation, count in left.items():
        if count:
            yield f"relation {relation} is seen {count} times too often"


IN_SOME = "left out of one of its pieces"  # what a report says of what stands in other pieces only


def compare(document, report, seen, become):
    """Yields every difference between a document's spans and those seen in it.

    A written span must be seen as become(span, reasons) says, where reasons are why
    the report calls it changed: for each piece of the document that it stands in a
    list of what it became there, usually one tuple of ranges. Of these lists some
    may be missing where the report says so.
    """
    for s in seen:
        if tuple(document.text[start:end] for start, end in s.ranges) != s.texts:
            yield f"{document.id}: {s.label} {s.ranges} covers {s.texts}, which is not the text that stands there"
    left = collections.Counter((s.label, s.ranges) for s in seen)
    gone, changed = report.gone("spans"), report.changed["spans"]
    free = []  # spans with the pieces of which some may be missing
    for span in sorted((span for span in document.spans if span.id not in gone), key=lambda span: span.id in changed):
        pieces = become(span, changed.get(span.id, []))
        wanted = [(span.label, ranges) for piece in pieces for ranges in piece]
        if any(IN_SOME in reason for reason in changed.get(span.id, [])):
            if pieces:
                free.append((span, [[(span.label, ranges) for ranges in piece] for piece in pieces]))
        elif any(left[w] < wanted.count(w) for w in wanted):
            yield f"{document.id}: span {span.id} {span.label} {span.fragments} {changed.get(span.id, '')} is not seen as {pieces}"
        else:
            left.subtract(wanted)
    for span in give(free, left):
        yield f"{document.id}: span {span.id} {span.label} {span.fragments} {changed[span.id]} is not seen in any piece"
    for (label, ranges), count in left.items():
        if count:
            yield f"{document.id}: {label} {ranges} is seen {count} times too often"


def give(free, left):
    """Gives spans those of their pieces that were seen; returns the spans that got none.

    Several spans may have the same label and range in a piece, and only one of them
    stands there. What only so many can have as were seen is given first; then every
    span gets one, if a matching of all with all can give it one (Kuhn's algorithm);
    then all of them get what is left.
    """
    options = [(i, piece) for i, (_, pieces) in enumerate(free) for piece in pieces]
    fed = set()

    def take(option):
        options.remove(option)
        left.subtract(option[1])
        fed.add(option[0])

    def open_options():
        return [o for o in options if all(0 < left[want] for want in o[1])]

    while forced := next((rivals for want in +left if (rivals := [o for o in open_options() if want in o[1]])
                          and len(rivals) <= left[want]), None):
        take(forced[0])
    for option in match([i for i in range(len(free)) if i not in fed], open_options(), left):
        take(option)
    while rest := sorted(open_options(), key=lambda o: -len(o[1])):
        take(rest[0])
    return [span for i, (span, _) in enumerate(free) if i not in fed]


def match(hungry, options, left):
    """Returns an option for each of as many of the hungry as can have one at once."""
    owner = {}  # of a copy of what was seen: the option that has it

    def find(i, tried):
        for option in (o for o in options if o[0] == i):
            for copy in ((option[1][0], n) for n in range(left[option[1][0]])):
                if copy not in tried:
                    tried.add(copy)
                    if copy not in owner or find(owner[copy][0], tried):
                        owner[copy] = option
                        return True
        return False

    for i in hungry:
        find(i, set())
    return owner.values()
