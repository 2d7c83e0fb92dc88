"""Runs checks in this interpreter: prove.py POSTIL FOLDER CHECK...

CHECK names a module whose CHECKS are instances of check.Check. Every difference
is printed; the exit status is 1 where there is one.
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
            for title, wrong in prove(check, shop):
                passed, failed = (passed, failed + 1) if wrong else (passed + 1, failed)
                if wrong:
                    print(f"FAIL {title}: {len(wrong)} differences")
                    for line in wrong[:MOST]:
                        print("     " + line)
                else:
                    print(f"ok   {title}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
