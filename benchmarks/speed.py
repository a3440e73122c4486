"""How fast the dashboard is, as ratios to S0: a stock Streamlit page with one `st.write("hello")`, in the same run.

    python -m benchmarks.speed            prints the table; --rounds 3 is quicker

Both are measured in turn, A B A B, and medians compared, because machines are shared and noisy. S0 runs without the
packages of `streamlit[performance]`, as `pip install streamlit` gives it. Only this machine is asked for anything.
Not here: the other goals, and the document with all of them (`python -m benchmarks`).
"""

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import chromium
from benchmarks.measured import Measured, times
from benchmarks.server import Server
from benchmarks.visitor import Visitor
from views.frame import PAGES

HELLO = 'import streamlit as st\n\nst.write("hello")\n'
STOCK = "import sys\n\nfor name in ('uvloop', 'httptools', 'orjson'):\n    sys.modules[name] = None\n"
# A page that shows nothing without an address gets one; all others are opened bare.
QUERIES = {
    "therapy": "therapy=wu-cart-007",
    "compare": "therapies=wu-cart-007,ctd402,nelarabine",
    "present": "call=wu-cart-007,ctd402",
}
FIRST_PAGE = next(iter(PAGES))
TEXT_STANDS = """() => (document.querySelector('[data-testid="stMain"]')?.innerText ?? '').trim().length >= 5"""
BETWEEN_CLICKS = 0.1
FIRST_INSTALL = 900  # seconds, in the round that is not counted
CLICKS = 4


class Stock(Server):
    """S0: the smallest Streamlit page, in a folder of its own, without settings of ours."""

    def __init__(self, folder: Path) -> None:
        (folder / "hello.py").write_text(HELLO, encoding="utf-8")
        (folder / "sitecustomize.py").write_text(STOCK, encoding="utf-8")
        # The last three keep it from asking the internet for its address, which would make it slower than it is.
        settings = ["--server.headless=true", "--server.address=127.0.0.1", "--browser.gatherUsageStats=false"]
        command = [sys.executable, "-m", "streamlit", "run", "hello.py", *settings]
        super().__init__(command, folder, {"PYTHONPATH": str(folder)})


def pages() -> list[str]:
    """The names of all pages of the menu, the first page first."""
    return list(PAGES)


def view(page: str) -> tuple[str, str]:
    """The address of a page with something to show: path and query."""
    return "" if page == FIRST_PAGE else page, QUERIES.get(page, "")


def _clicks(visitor: Visitor) -> Iterator[float]:
    for _ in range(CLICKS):
        time.sleep(BETWEEN_CLICKS)
        yield visitor.rerun()


def reruns(stock: Server, dashboard: Server, rounds: int) -> list[Measured]:
    """A click on each page, and the change from page to page in a warm session."""
    names, clicks, hellos, changes = pages(), defaultdict[str, list[float]](list), list[float](), list[float]()
    with ExitStack() as stack:
        hello = stack.enter_context(Visitor(stock))
        hello.open("")
        sessions = {name: stack.enter_context(Visitor(dashboard)) for name in names}
        for name, session in sessions.items():
            session.open(*view(name))
        wanderer = stack.enter_context(Visitor(dashboard))
        for number in range(rounds + 1):
            for name, session in sessions.items():
                before, after = list(_clicks(hello)), list(_clicks(session))
                time.sleep(BETWEEN_CLICKS)
                change = wanderer.open(*view(name))
                if number:  # the first round only warms both
                    hellos += before
                    clicks[name] += after
                    changes.append(change)
    stock_click = median(hellos)
    mine = {name: median(clicks[name]) for name in names}
    slowest = max(names, key=lambda name: mine[name])
    return [
        times("Rerun (a click until the script is done), median page", median(mine.values()), stock_click, 0.5),
        times(f"Rerun, heaviest page ({slowest})", mine[slowest], stock_click, 1.0),
        times("Page change on a warm session", median(changes), stock_click, 3.0),
        *(times(f"Rerun of {name}", mine[name], stock_click) for name in names),
    ]


def cold_start(browser: Browser, start: Callable[[], Server]) -> float:
    """The seconds from the start of a server's process to the first text in a browser that was never there."""
    with start() as server:
        page = browser.new_context().new_page()
        page.goto(server.url, wait_until="commit")
        _until_text_stands(page)
        seconds = time.perf_counter() - server.started
        page.context.close()
    return seconds


def _until_text_stands(page: Page) -> None:
    # Not page.wait_for_function: it needs `eval` in the page, and server/headers.py refuses that.
    end = time.perf_counter() + 60
    while not page.evaluate(TEXT_STANDS):
        if time.perf_counter() > end:
            raise TimeoutError("no text within 60 s")
        time.sleep(0.005)


def until_it_answers(start: Callable[[], Server]) -> float:
    """The seconds from the start of a server's process to its first answer."""
    with start() as server:
        return time.perf_counter() - server.started


def in_turn(
    measure: Callable[[Callable[[], Server]], float],
    ours: Callable[[], Server],
    stock: Callable[[], Server],
    rounds: int,
) -> tuple[float, float]:
    """The medians of ours and of S0, measured A B A B after one round that warms the disk."""
    both = [(measure(stock), measure(ours)) for _ in range(rounds + 1)][1:]
    return median(pair[1] for pair in both), median(pair[0] for pair in both)


def measure(rounds: int) -> list[Measured]:
    """The goals, then each page."""
    path = chromium.find()
    if path is None:
        sys.exit("No Chromium: the cold start cannot be measured.")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with Stock(folder) as stock, Server() as dashboard:
            lines = reruns(stock, dashboard, rounds)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
            cold = in_turn(lambda start: cold_start(browser, start), Server, lambda: Stock(folder), rounds)
            browser.close()
        command = in_turn(
            until_it_answers, lambda: Server(["./run"], patience=FIRST_INSTALL), lambda: Stock(folder), rounds
        )
    return [
        *lines[:3],
        times("Cold start, process to first text in the browser", *cold, 1.2),
        times("`./run`, second time, until it answers", *command, 1.2),
        *lines[3:],
    ]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="how often each pair is measured (default 5)")
    for line in measure(parser.parse_args().rounds):
        print(line.row())


if __name__ == "__main__":
    main()
