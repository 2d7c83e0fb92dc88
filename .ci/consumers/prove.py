"""Runs checks in this interpreter: prove.py POSTIL FOLDER CHECK...

CHECK names a module whose CHECKS are instances of check.Check. Every difference
is printed, and a line a check; the exit status is 1 where there is a difference.
"""

import importlib
import sys

from check import Workshop, prove

MOST = 20  # differences shown of one check


def main(postil, folder, *names):
    shop = Workshop(postil, folder)
    passed = failed = 0
    for name in names:
        for check in importlib.import_module(name).CHECKS:
            good = bad = 0
            for title, wrong in prove(check, shop):
                good, bad = (good, bad + 1) if wrong else (good + 1, bad)
                if wrong:
                    print(f"FAIL {title}: {len(wrong)} differences", *wrong[:MOST], sep="\n     ")
            print(f"{'FAIL' if bad else 'ok  '} {check.format} as {check.consumer} reads it: {good} passed, {bad} failed")
            passed, failed = passed + good, failed + bad
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
