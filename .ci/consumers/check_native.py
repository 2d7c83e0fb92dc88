"""datasets loads the native record with the column types of its scheme file."""

import json
import tempfile

from datasets import Features, load_dataset

from check import Check, edit_lines
from truth import Seen


class Native(Check):
    """The record itself, as its documentation says to load it."""

    consumer, format, file = "datasets", "jsonl", "native.jsonl"
    spoils = ["shift", "drop"]

    def seen(self, path, truth, variant):
        scheme = json.loads(path.with_suffix(".scheme.json").read_text(encoding="utf-8"))
        rows = load_dataset("json", data_files=str(path), features=Features.from_dict(scheme["features"]),
                            cache_dir=tempfile.mkdtemp(dir=path.parent), split="train")
        for row in rows:
            yield row["id"], [Seen.at(s["label"], row["text"], *((f["start"], f["end"]) for f in s["fragments"]))
                              for s in row["spans"]]

    def shift(self, path):
        edit_lines(path, lambda d: d["spans"] and shift_fragment(d["spans"][0]["fragments"][0]))

    def drop(self, path):
        edit_lines(path, lambda d: d["spans"] and d["spans"].pop())


def shift_fragment(fragment):
    """Moves a fragment by one code point."""
    fragment["start"] += 1
    fragment["end"] += 1
    return True


CHECKS = [Native()]
