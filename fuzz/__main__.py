"""`python -m fuzz yaml --seconds 60`: invents bytes for one target until it breaks or the time is over.

Needs atheris (Linux and macOS; `pip install atheris`), which is in no requirements file. It starts from the files of
fuzz/corpus; bytes that broke something are written to the folder in which it was started, as `crash-...`.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["loaders", "views", "fuzz"]):
    from fuzz.targets import TARGETS

CORPUS = Path(__file__).parent / "corpus"


def main() -> None:
    """Run one target."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Invent inputs for a reader.")
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=60, help="(%(default)s)")
    chosen = parser.parse_args()
    limits = [f"-max_total_time={chosen.seconds}", "-max_len=20000", "-timeout=20", "-rss_limit_mb=2000"]
    # What it finds worth keeping on the way goes into the first folder; the second one is only read.
    folders = [tempfile.mkdtemp(prefix="fuzz"), str(CORPUS / chosen.target)]
    atheris.Setup([sys.argv[0], *limits, "-print_final_stats=1", *folders], TARGETS[chosen.target])
    atheris.Fuzz()


main()
