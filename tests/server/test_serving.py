"""serving.py as `./run` starts it: prepared, and calm where Streamlit would not be."""

import asyncio
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from benchmarks.guest import Guest
from benchmarks.server import ROOT, Server
from server import process

# What the buttons for the order of the call list do fails, with words of a person.
BROKEN = """
import sys, threading, time

def broken(*_):
    raise ValueError("boy of 7 in " + "Utqi" + "agvik")

def wait():
    while not hasattr(sys.modules.get("views.shortlist"), "put"):
        time.sleep(0.01)
    sys.modules["views.shortlist"].put = broken

threading.Thread(target=wait, daemon=True).start()
"""


def test_it_prepares_its_process() -> None:
    code = "import sys, serving; print(sys.getswitchinterval())"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert float(done.stdout) == pytest.approx(process.TURN_SECONDS)


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="what a process has loaded is read from /proc")
def test_what_the_first_visitor_needs_is_loaded_before_anybody_comes() -> None:
    with Server() as server:
        loaded, end = Path(f"/proc/{server.process.pid}/maps"), time.monotonic() + 60
        while "libarrow" not in loaded.read_text() and time.monotonic() < end:
            time.sleep(0.1)
        assert "libarrow" in loaded.read_text()


def test_without_any_data_it_begins_all_the_same(tmp_path: Path) -> None:
    with Server(environment={"THERAPY_DATA": str(tmp_path / "nothing")}) as server:
        time.sleep(2)
        with urlopen(f"{server.url}/_stcore/health", timeout=5) as answer:
            assert answer.status == 200
        assert "Traceback" not in server.output()


def test_what_a_button_does_fails_calmly(tmp_path: Path) -> None:
    async def press(server: Server) -> str:
        guest = Guest(server.url)
        await guest.arrive()
        await guest.go_to("call", "call=wu-cart-007,tisagenlecleucel")
        (button,) = [key for key in guest.answers.widgets if key.startswith("earlier ")]
        await guest.click(press=button)
        await guest.leave()
        return b"".join(guest.answers.run).decode("utf-8", "replace")

    (tmp_path / "sitecustomize.py").write_text(BROKEN)
    with Server(environment={"PYTHONPATH": str(tmp_path)}) as server:
        shown = asyncio.run(press(server))
        log = server.output()
    assert "Something did not work" in shown
    assert "ValueError (its words are left out)" in log
    assert "Utqiagvik" not in shown + log
