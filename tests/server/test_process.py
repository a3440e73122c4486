"""A process that serves many takes long turns, and keeps few heaps."""

import subprocess
import sys

import pytest

from server import process

THREADS_THAT_NEED_MEMORY = """
import ctypes, threading
from server import process

process.prepare()
ready = threading.Barrier(17)

def work():
    held = bytearray(60_000)
    ready.wait()

for _ in range(16):
    threading.Thread(target=work).start()
ready.wait()
ctypes.CDLL(None).malloc_stats()
"""


def told(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)


def test_turns_of_threads_are_long() -> None:
    code = "import sys; from server import process; process.prepare(); print(sys.getswitchinterval())"
    assert float(told(code).stdout) == pytest.approx(process.TURN_SECONDS)


@pytest.mark.skipif(sys.platform != "linux", reason="a matter of Linux and glibc")
def test_many_threads_share_few_heaps() -> None:
    without = told(THREADS_THAT_NEED_MEMORY.replace("process.prepare()", ""))
    assert without.stderr.count("Arena ") > process.HEAPS  # so this test can fail
    assert told(THREADS_THAT_NEED_MEMORY).stderr.count("Arena ") == process.HEAPS
