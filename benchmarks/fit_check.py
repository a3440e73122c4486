"""How long the fit check takes on the curated data, for every disease, without a copy of the register.

    python -m benchmarks.fit_check        the first run of a process, then the median and the slowest of all diseases

The first run also reads the trials of our record, which are kept; nothing of a person is. Not here: the check itself
(`therapies.fit_check`), and its page (`benchmarks.speed`).
"""

import sys
import time
from datetime import date
from statistics import median

from therapies import shelf
from therapies.fit_check import fit_check
from therapies.situation import Situation

TODAY = date(2026, 11, 26)


def main() -> int:
    """Measure and print, in milliseconds."""
    dataset = shelf.open()
    said = {"relapsed-or-refractory": True, "donor-transplant": True, "active-infection": False}
    spent = []
    for disease_id in ("t-all", *dataset.diseases):
        started = time.perf_counter()
        fit_check(dataset, None, Situation(disease_id, 9, None, "United States", None, 3, said), TODAY)
        spent.append(1000 * (time.perf_counter() - started))
    first, *others = spent
    print(f"first {first:.0f} ms, then median {median(others):.0f} ms, slowest {max(others):.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
