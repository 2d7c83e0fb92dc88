"""Trains spaCy on an export of RONEC: train.py POSTIL FOLDER RONEC

An entity recogniser and a span categoriser learn from four of its files, and are
measured on the sentences of the fifth. To show that the figures hang on the
offsets, both learn again from the same export with all offsets shifted by one, and
must fail.
"""

import json
import os
import pathlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

HERE = pathlib.Path(__file__).parent
PARTS = {"train": ["01", "02", "03", "04"], "held": ["05"]}
TASKS = {"ner": ("ents_f", 0.50), "spancat": ("spans_sc_f", 0.20)}  # the score, and what it must reach
SHIFTED_MOST = 0.05


def run(*command):
    """Runs a command on one core; what it said is the error where it fails."""
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, encoding="utf-8",
                          env={**os.environ, "OMP_NUM_THREADS": "1"})
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


def spacy(*arguments):
    return run(sys.executable, "-m", "spacy", *arguments)


def export(postil, folder, ronec):
    """Imports RONEC's brat files, a sentence a line, and exports the parts for spaCy."""
    for part, names in PARTS.items():
        project, lines = folder / f"{part}.postil", folder / f"{part}.jsonl"
        run(postil, "import", project, *(ronec / name for name in names), "--language", "ro", "--annotator", "RONEC")
        run(postil, "export", project, "--format", "spacy", "--unit", "paragraph", "--out", lines)
        convert(folder, lines)


def convert(folder, lines):
    """Makes a .spacy file with the script of the export."""
    run(sys.executable, folder / "train.to_spacy.py", lines)


def shift(lines, target):
    """Writes the lines with all offsets shifted by one."""
    with lines.open(encoding="utf-8") as source, target.open("w", encoding="utf-8") as out:
        for line in source:
            record = json.loads(line)
            for span in [*record["entities"], *record["spans"]["sc"]]:
                span["start"] += 1
                span["end"] += 1
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


def score(folder, task, part):
    """Trains on a part; returns the micro-averaged F1 on the held-out sentences."""
    held, model, scores = folder / "held.spacy", folder / f"{task}-{part}", folder / f"{task}-{part}.json"
    spacy("train", folder / f"{task}.cfg", "--paths.train", folder / f"{part}.spacy", "--paths.dev", held, "--output", model)
    spacy("benchmark", "accuracy", model / "model-last", held, "--output", scores)
    return json.loads(scores.read_text(encoding="utf-8"))[TASKS[task][0]]


def main(postil, folder, ronec):
    postil, folder, ronec = pathlib.Path(postil), pathlib.Path(folder) / "ronec", pathlib.Path(ronec)
    if not all((ronec / name).is_dir() for names in PARTS.values() for name in names):
        print(f"SKIPPED: training on RONEC, whose files are not in {ronec}")
        return 0
    folder.mkdir()
    export(postil, folder, ronec)
    shift(folder / "train.jsonl", folder / "shifted.jsonl")
    convert(folder, folder / "shifted.jsonl")
    for task in TASKS:
        spacy("init", "fill-config", HERE / f"{task}.cfg", folder / f"{task}.cfg")
        spacy("debug", "data", folder / f"{task}.cfg", "--paths.train", folder / "train.spacy", "--paths.dev", folder / "held.spacy")
    jobs = [(task, part) for part in ["train", "shifted"] for task in TASKS]
    with ThreadPoolExecutor(max_workers=2) as pool:
        scores = dict(zip(jobs, pool.map(lambda job: score(folder, *job), jobs)))
    failed = 0
    for (task, part), f in scores.items():
        good = f < SHIFTED_MOST if part == "shifted" else TASKS[task][1] <= f
        limit = f"under {SHIFTED_MOST:.2f}" if part == "shifted" else f"at least {TASKS[task][1]:.2f}"
        print(f"{'ok  ' if good else 'FAIL'} {task} on {part}: micro-F1 {f:.4f}, {limit} wanted")
        failed += not good
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
