"""Label Studio's SDK: its labelling interface validates, its converter reads."""

import json

from label_studio_sdk.converter import Converter
from label_studio_sdk.converter.converter import Format
from label_studio_sdk.label_interface import LabelInterface

from check import Check
from truth import compare_relations


class LabelStudio(Check):
    """Tasks with their labelling configuration."""

    consumer, format, file = "label-studio-sdk", "labelstudio", "corpus.json"
    variants = {"": [], "sentences": ["--unit", "sentence"], "pieces": ["--unit", "tokens:7"]}
    spoils = ["shift", "drop", "rename"]
    more_spoils = {"": ["turn", "forget"]}

    def seen(self, path, truth, variant):
        config = path.with_suffix(".config.xml").read_text(encoding="utf-8")
        interface = LabelInterface(config)
        interface.validate()
        tasks = json.loads(path.read_text(encoding="utf-8"))
        for task in tasks:
            for said in [*task["annotations"], *task["predictions"]]:
                errors = interface.validate_prediction(said, return_errors=True)
                if errors:
                    raise ValueError(f"task {task['id']} does not fit its configuration: {errors[:3]}")
        self.predicted = {task["id"]: [r["value"] for said in task["predictions"] for r in said["result"]
                                       if r["type"] == "labels"] for task in tasks}
        converter = Converter(config, project_dir=str(path.parent), download_resources=False)
        for format in [Format.JSON_MIN, Format.CSV]:
            converter.convert(str(path), str(path.parent / format.name), format, is_dir=False)
        return self.together(self.rows(converter, path), truth)

    def rows(self, converter, path):
        """Yields the tasks as the converter reads them, annotators together, and the predictions with them."""
        tasks = {}
        for item in converter.iter_from_json_file(str(path)):
            regions = tasks.setdefault(item["id"], (item["input"], []))[1]
            regions += [v for values in item["output"].values() for v in values if v["type"] == "Labels"]
        for id, (data, regions) in tasks.items():
            spans = []
            for v in regions + self.predicted[id]:
                if data["text"][v["start"]:v["end"]] != v["text"]:
                    raise ValueError(f"task {id}: {v['start']}-{v['end']} says another text than stands there")
                spans += [(label, v["start"], v["end"]) for label in v["labels"]]
            yield data["document"], int(data["start"] or 0), data["text"], spans

    def may_become(self, document, variant):
        """Each fragment is a region of its own, in each piece that it stands in."""
        return lambda span, reasons: [[(r,) for r in part] for part in self.parts(document, span.fragments)]

    def more(self, path, truth, report, variant):
        if variant:
            return
        relations, attributes, topics = [], {}, {}
        for task in json.loads(path.read_text(encoding="utf-8")):
            for r in (r for said in [*task["annotations"], *task["predictions"]] for r in said["result"]):
                if r["type"] == "relation":
                    relations += [(task["data"]["document"], label, r["from_id"], r["to_id"]) for label in r["labels"]]
                elif "start" not in r["value"]:
                    topics[task["data"]["document"], r["from_name"]] = r["value"][CONTENT[r["type"]]]
                elif r["type"] != "labels" and "#" not in r["id"]:  # the later fragments repeat them
                    [value] = wrap(r["value"][CONTENT[r["type"]]])
                    attributes[r["id"], r["from_name"]] = {"yes": True, "no": False}.get(value, value)
        yield from compare_relations(truth, report, relations, lambda span: span.id)
        documents = truth.documents.values()
        yield from unequal(attributes, {(span.id, name): value for d in documents for span in d.spans
                                        for name, value in span.attributes.items() if value is not None})
        yield from unequal(topics, {(d.id, name): values for d in documents
                                    for name, values in d.record["attributes"].items() if values})

    def shift(self, path):
        self.edit(path, lambda r: r["type"] == "labels", lambda results, i: results[i]["value"].update(
            start=results[i]["value"]["start"] + 1, end=results[i]["value"]["end"] + 1))

    def drop(self, path):
        self.edit(path, lambda r: r["type"] == "labels", lambda results, i: results.pop(i))

    def rename(self, path):
        self.edit(path, lambda r: r["type"] == "labels", lambda results, i: results[i]["value"].update(labels=["ELSE"]))

    def turn(self, path):
        self.edit(path, lambda r: r["type"] == "relation", lambda results, i: results[i].update(
            from_id=results[i]["to_id"], to_id=results[i]["from_id"]))

    def forget(self, path):
        self.edit(path, lambda r: r["type"] == "number", lambda results, i: results.pop(i))

    @staticmethod
    def edit(path, which, change):
        """Changes the first result of that kind."""
        tasks = json.loads(path.read_text(encoding="utf-8"))
        results, i = next((said["result"], i) for task in tasks for said in task["annotations"]
                          for i, r in enumerate(said["result"]) if which(r))
        change(results, i)
        path.write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")


# Where a result has its value, by the type of its control.
CONTENT = {"choices": "choices", "textarea": "text", "number": "number"}


def wrap(value):
    return value if isinstance(value, list) else [value]


def unequal(seen, true):
    """Yields the attributes in which two dictionaries differ."""
    for key in seen.keys() | true.keys():
        if seen.get(key) != true.get(key):
            yield f"attribute {key} is {seen.get(key)}, not {true.get(key)}"


CHECKS = [LabelStudio()]
