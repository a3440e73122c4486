"""How fast and how small a refresh is: a stub of the register on this machine, and the command in its own process.

    python -m benchmarks.register                 25,000 studies; --studies 5000 is quicker

Reading and making rows are measured on the same bytes in one run against `json` of the standard library, because
machines are shared and noisy. The command's memory is the greatest that its process had. Not here: the real register.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.server import ROOT
from loaders.registry_rows import rows_of
from loaders.registry_study import read_studies
from tests.registry_stub.server import Register
from tests.registry_stub.studies import study

_ROUNDS = 3


def seconds(work: Callable[[], object]) -> float:
    """How long it takes, once."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def reading(count: int) -> str:
    """Typed reading against `json`, in turn, and making rows."""
    array = json.dumps([study(number) for number in range(count)], ensure_ascii=False).encode()
    studies, _ = read_studies(array)
    times: dict[str, list[float]] = {"json": [], "typed": [], "rows": []}
    for _ in range(_ROUNDS):
        times["json"].append(seconds(lambda: json.loads(array)))
        times["typed"].append(seconds(lambda: read_studies(array)))
        times["rows"].append(seconds(lambda: [rows_of(one) for one in studies]))
    stock, typed, rows = (median(times[name]) for name in ("json", "typed", "rows"))
    size = len(array) / 1e6
    return (
        f"reading {count:,} whole records ({size:.0f} MB): {size / typed:.0f} MB/s, {count / typed:,.0f} studies/s; "
        f"json {size / stock:.0f} MB/s, so {stock / typed:.1f} x as fast; as rows too {count / (typed + rows):,.0f}/s"
    )


def command(register: Register, folder: Path, *options: str) -> str:
    """The whole command: seconds, also those of its own processor time, and memory."""
    asked = ["--to", str(folder), "--base-url", register.url, "--all", "--pause", "0", *options]
    began, most = time.perf_counter(), 0
    process = subprocess.Popen(
        [sys.executable, "-m", "loaders", "refresh", *asked], cwd=ROOT, stderr=subprocess.DEVNULL
    )
    while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
        most = max(most, greatest_memory(process.pid))
        time.sleep(0.02)
    took = time.perf_counter() - began
    if ended[1]:
        raise SystemExit("the refresh stopped")
    count, worked = len(register.studies), ended[2].ru_utime + ended[2].ru_stime
    return (
        f"{took:.1f} s with the stub beside it, {worked:.1f} s of work of its own ({count / worked:,.0f} studies/s), "
        f"at most {most} MB"
    )


def greatest_memory(process: int) -> int:
    """The most MB a process has had so far. What the kernel says at its end counts ours too, from before it began."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.register", description=__doc__)
    parser.add_argument("--studies", type=int, default=25_000)
    parser.add_argument("--page-size", default="500")
    chosen = parser.parse_args()
    print(reading(min(chosen.studies, 10_000)))
    with Register(chosen.studies) as register, tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        # The stub writes its JSON at the first asking; the second run is the one that counts.
        print("everything, stub cold:", command(register, folder / "cold", "--page-size", chosen.page_size))
        print("everything, stub warm:", command(register, folder / "warm", "--page-size", chosen.page_size))
        register.change(7, "2026-11-23", overallStatus="COMPLETED")
        print("what is new (merged): ", command(register, folder / "warm", "--since", "--page-size", chosen.page_size))
        written = sum(path.stat().st_size for path in (folder / "cold").rglob("*.parquet"))
        print(f"a copy on disk: {written / 1e6:.1f} MB (texts made by rule: real ones pack less well)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
