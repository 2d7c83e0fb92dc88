"""Imports brat folders of others and exports them again: originals.py POSTIL FOLDER CORPORA

Every text and every .ann file must come back byte for byte, and hold as many spans
as brat's own server finds in it. The folders are RONEC and LitBank, and the examples
that come with the server, where events, equivalences, attributes and notes stand.
"""

import json
import pathlib
import subprocess
import sys

from standoff import EXAMPLES, brat_spans


def postil(program, *arguments):
    """Runs postil; its own word is the error where it fails."""
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise RuntimeError(f"postil {' '.join(map(str, arguments))}: {done.stderr.strip()}")


def differences(program, source, work):
    """Yields how the export of an imported folder differs from the folder."""
    work.mkdir(parents=True)
    project, out = work / "originals.postil", work / "out"
    postil(program, "import", project, source, "--format", "brat")
    postil(program, "export", project, "--format", "brat", "--out", out)
    files = {f.relative_to(source) for end in ["txt", "ann"] for f in source.rglob(f"*.{end}")}
    there = {f.relative_to(out) for end in ["txt", "ann"] for f in out.rglob(f"*.{end}")}
    for file in sorted(files ^ there):
        yield f"{file} is {'missing' if file in files else 'new'}"
    for file in sorted(files & there):
        if (source / file).read_bytes() != (out / file).read_bytes():
            yield f"{file} is another"
    held = json.loads((out / "REPORT.json").read_text(encoding="utf-8"))["spans"]["held"]
    spans = sum(brat_spans(source / file.with_suffix("")) for file in files if file.suffix == ".ann")
    if held != spans:
        yield f"{held} spans came in of the {spans} that brat finds"


def folders(corpora):
    """The folders by name. Those of the examples have a configuration each, so they are projects of their own."""
    for name in ["ronec", "litbank"]:
        if (corpora / name).is_dir():
            yield name, corpora / name
        else:
            print(f"SKIPPED: brat files of {name}, which are not in {corpora}")
    for folder in sorted({file.parent for file in EXAMPLES.rglob("*.ann")}):
        yield str(folder.relative_to(EXAMPLES)), folder


def main(program, folder, corpora):
    passed, failed = 0, 0
    for name, source in folders(pathlib.Path(corpora)):
        wrong = list(differences(program, source, pathlib.Path(folder) / "originals" / name))
        passed, failed = (passed, failed + 1) if wrong else (passed + 1, failed)
        if wrong:
            print(f"FAIL {name}, imported and exported:", *wrong[:20], sep="\n     ")
    print(f"{'FAIL' if failed else 'ok  '} {passed} brat folders of others come back byte for byte, {failed} do not")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
