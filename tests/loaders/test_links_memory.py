"""What the watch of the links remembers: nothing is asked twice, nothing is lost, and a bad day is no news."""

import asyncio
import fcntl
import gc
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from loaders import links as command
from loaders.__main__ import main
from loaders.link_answers import GONE, MOVED, REFUSED, UNANSWERED
from loaders.link_memory import GONE_ONCE, LinkCopy
from loaders.link_sources import CitedLink
from tests.loaders.conftest import ROOT
from tests.loaders.link_pages import Watch
from tests.loaders.watching import CARVYKTI, contents, seen
from tests.registry_stub.web import Page, Web

A, B, C = "a.example/1", "b.example/1", "c.example/1"


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as web:
        web.pages = {A: Page(), B: Page(), C: Page()}
        yield web


@pytest.fixture
def watch(web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Watch:
    return Watch(web, tmp_path / "links", monkeypatch, capsys)


@pytest.fixture
def three(watch: Watch) -> Watch:
    """Three pages, all in their place on Monday."""
    watch.cite(A, B, C)
    assert watch.run()[0] == 0
    return watch


def remembered(watch: Watch, page: str) -> dict[str, Any]:
    last = json.loads((watch.folder / seen(watch.folder)[-1] / "links.json").read_bytes())
    return next(one for one in last["links"] if one["address"] == watch.web.at(page))


def test_a_page_in_its_place_is_asked_once_a_week(three: Watch) -> None:
    assert three.run()[0] == 0
    assert three.web.paths() == []
    three.later(6)
    assert "Asked now: 0." in three.run()[1]
    three.later(1)
    assert three.run()[0] == 0
    assert len(three.web.paths()) == 3
    assert three.run("--all")[0] == 0
    assert len(three.web.paths()) == 3
    three.later(-30)  # somebody sets the clock right
    assert three.run()[0] == 0
    assert len(three.web.paths()) == 3


def test_a_page_that_was_not_there_is_asked_each_time(three: Watch) -> None:
    three.web.pages |= {A: Page(403), B: Page(301, "http://c.example:{here}/2"), "c.example/2": Page()}
    three.later(7)
    assert three.run()[0] == 0
    assert three.run()[0] == 0
    assert three.web.paths() == [f"HEAD {A}", f"GET {A}"], "one that moved is there"


def test_gone_is_said_of_a_page_that_was_not_found_on_two_days(three: Watch) -> None:
    three.web.pages[A] = Page(404)
    three.later(8)
    result, said = three.run()
    assert (result, three.kinds()) == (0, {"1": GONE_ONCE})
    assert "NOT FOUND ON ONE DAY, which may be a mishap: run this again on another day: 1\n" in said
    assert "GONE, not found on two days: none" in said
    assert "So since 2026-12-01, last there on 2026-11-23." in said
    said = three.run()[1]
    assert three.kinds() == {"1": GONE_ONCE}, "twice on one day is once"
    assert "NEW. " not in said
    three.later(1)
    said = three.run()[1]
    assert three.kinds() == {"1": GONE}
    assert f"GONE, not found on two days: 1\n  {three.web.at(A)}\n    NEW. The site says" in said
    three.later(1)
    assert "NEW. " not in three.run()[1]
    assert remembered(three, A)["since"] == "2026-12-01"
    three.web.pages[A] = Page()
    said = three.run()[1]
    assert f"FINE AGAIN: 1\n  {three.web.at(A)}\n" in said
    assert three.report()["findings"] == []
    assert remembered(three, A)["last_there"] == "2026-12-03"


def test_a_page_that_comes_and_goes_is_not_called_gone(three: Watch) -> None:
    three.web.pages[A] = Page(404)
    three.later(7)
    three.run()
    three.web.pages[A] = Page()
    three.later(1)
    three.run()
    three.web.pages[A] = Page(404)
    three.later(7)
    three.run()
    assert three.kinds() == {"1": GONE_ONCE}


def test_the_report_names_therapy_source_file_line_and_facts(three: Watch) -> None:
    three.web.pages |= {A: Page(301, "http://b.example:{here}/new"), "b.example/new": Page(), C: Page(403)}
    result, said = three.run("--all")
    assert result == 0
    found = three.report()["findings"]
    assert [(one["kind"], one["therapy_id"], one["source_id"], one["title"]) for one in found] == [
        (MOVED, CARVYKTI, "s1", f"Page {A}"),
        (REFUSED, CARVYKTI, "s3", f"Page {C}"),
    ]
    assert found[0]["facts"]
    assert any(fact.startswith(f"{CARVYKTI}/") for fact in found[0]["facts"])
    assert f"\n    therapies/{CARVYKTI}.yaml:{found[0]['line']}: {CARVYKTI}, s1, “Page {A}”\n" in said
    assert found[0]["facts"][0] in said
    order = ["GONE, not", "NOT FOUND ON", "ELSEWHERE", "MOVED FOR GOOD", "REFUSED", "NOT ANSWERED"]
    places = [said.index(f"\n{title}") for title in order]
    assert places == sorted(places)
    assert "In their place: 1;" in said
    assert "Gone: 0; Not found on one day: 0; Elsewhere: 0; Moved for good: 1; Refused: 1; Not answered: 0." in said
    assert said.count("No curated fact was changed.") == 1
    assert "NEW. " in said
    assert "Compared with the report of 2026-11-23." in said


def test_an_address_that_nobody_cites_any_more_is_not_told(three: Watch) -> None:
    three.web.pages[A] = Page(404)
    three.run("--all")
    three.cite(B, C)
    assert three.run()[0] == 0
    assert three.report()["findings"] == []
    assert three.report()["addresses"] == 2


# A connection that was about to begin when it was stopped: collected here, and not in the middle of another test.
@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_stopped_it_goes_on_where_it_was(three: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(three.folder)
    pages = [f"site{number}.example/x" for number in range(12)]
    three.web.pages |= {page: Page() for page in pages}
    three.web.pages[pages[2]] = Page(404)
    three.cite(*pages)
    kept: list[str] = []
    real = command.LinkClient.ask

    async def stopped(client: Any, address: str) -> Any:
        if len(kept) == 5:
            raise KeyboardInterrupt
        kept.append(address)
        return await real(client, address)

    with monkeypatch.context() as patch:
        patch.setattr(command.LinkClient, "ask", stopped)
        result, said = three.run("--all")
    gc.collect()
    assert result == 130
    assert "Stopped by you. No report on links was made." in said
    assert "it goes on where it was" in said
    assert contents(three.folder) == before
    journal = (three.folder / ".asked").read_bytes().splitlines()
    answered = {json.loads(line)["address"] for line in journal if line}
    assert 1 <= len(answered) <= 5
    assert f"{len(answered)} answers since then are kept" in said
    assert three.run("--all")[0] == 0
    asked = {f"http://{one.site}:{three.web.port}{one.path}" for one in three.web.asked}
    assert asked == {three.web.at(page) for page in pages} - answered
    assert three.report()["asked"] == 12
    assert three.kinds() == {"x": GONE_ONCE}
    assert not (three.folder / ".asked").exists()


def test_killed_it_goes_on_where_it_was(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In earnest: a process of its own, at work on real files whose addresses lead to the stub."""
    folder = tmp_path / "links"
    with Web() as web:
        cited = [CitedLink(web.at(f"localhost/{place}"), None, "s", "t", "glossary.yaml", ()) for place in range(6)]
        web.pages = {f"localhost/{place}": Page(seconds=0.05) for place in range(6)}
        arguments = ["links", "--to", str(folder), "--pause", "0.7", "--curated", str(small)]
        program = (
            # Where the tests run in the background, their children are born deaf to Ctrl-C.
            "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
            "from loaders import links, __main__; from loaders.link_sources import CitedLink; "
            f"links.cited_links = lambda _: {cited}; sys.exit(__main__.main({arguments}))"
        )
        for how, requests in ((signal.SIGKILL, 2), (signal.SIGINT, 4)):
            with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stderr=subprocess.DEVNULL) as running:
                while len(web.asked) < requests and running.poll() is None:
                    time.sleep(0.02)
                began = time.monotonic()
                os.kill(running.pid, how)
            assert running.returncode == (130 if how == signal.SIGINT else -how)
            assert time.monotonic() - began < 10
            assert seen(folder) == []
        monkeypatch.setattr(command, "cited_links", lambda _: cited)
        assert main(arguments) == 0
        assert "In their place: 6;" in capsys.readouterr().out
        assert 6 <= len(web.asked) <= 8, "what was under way when it was stopped is asked again, and nothing else"


def test_yesterdays_half_run_is_gone_on_with_and_an_old_one_is_not(three: Watch) -> None:
    copy = msgspec.json.decode((three.folder / "2026-11-23" / "links.json").read_bytes(), type=LinkCopy)
    three.later(8)
    refused = [msgspec.structs.replace(one, outcome=REFUSED, asked_on=three.today) for one in copy.links[:2]]
    command.Journal(three.folder / ".asked").add(refused)
    three.later(1)
    assert three.run()[0] == 0
    assert three.web.paths() == [f"HEAD {C}"]
    old = [msgspec.structs.replace(one, outcome=UNANSWERED, asked_on=three.today) for one in copy.links[:1]]
    command.Journal(three.folder / ".asked").add(old)
    three.later(5)
    assert three.run()[0] == 0
    assert f"HEAD {A}" in three.web.paths()


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff\xfe",
        b'{"address": "http://a',
        b"[]",
        b"null",
        b'{"address": 5}',
        b'{"address": "http://x/", "outcome": "fine", "why": "", "asked_on": "soon", "since": "2026-11-23"}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_journal_costs_no_more_than_its_line(three: Watch, line: bytes) -> None:
    three.web.pages[B] = Page(403)
    three.later(7)
    asyncio_run, asyncio.run = asyncio.run, _stop_after(asyncio.run)
    try:
        assert three.run()[0] == 130
    finally:
        asyncio.run = asyncio_run
    journal = three.folder / ".asked"
    good = journal.read_bytes()
    journal.write_bytes(line + b"\n" + good + line)
    assert three.run()[0] == 0
    assert three.web.paths() == []
    assert three.kinds() == {"1": REFUSED}


def _stop_after(run: Any) -> Any:
    def stopped(work: Any) -> None:
        run(work)
        raise KeyboardInterrupt

    return stopped


def test_a_line_cut_off_by_a_crash_does_not_spoil_the_next(three: Watch) -> None:
    journal = command.Journal(three.folder / ".asked")
    journal.add([])
    path = three.folder / ".asked"
    path.write_bytes(b'{"address": "http://half')
    copy = msgspec.json.decode((three.folder / "2026-11-23" / "links.json").read_bytes(), type=LinkCopy)
    journal.add(copy.links)
    assert journal.read() == list(copy.links)


def test_a_damaged_copy_is_passed_over(three: Watch) -> None:
    three.later(1)
    three.web.pages[A] = Page(404)
    three.run("--all")
    (three.folder / "2026-11-24" / "links.json").write_text("{}", encoding="utf-8")
    assert three.run()[0] == 0
    assert three.web.paths() == [], "the copy of Monday says that all was there"
    assert seen(three.folder)[-1] == "2026-11-24.2"
    (three.folder / "2026-11-23" / "manifest.json").write_text("[", encoding="utf-8")
    (three.folder / "2026-11-24.2" / "report.json").unlink()
    assert three.run()[0] == 0
    assert len(three.web.paths()) == 4, "with no good copy all is asked anew"


def test_no_connection_loses_nothing(three: Watch) -> None:
    before = contents(three.folder)
    three.later(8)
    pages = [f"site{number}.nowhere/x" for number in range(40)]
    three.cite(A, *pages)
    three.links = [link for link in three.links if "nowhere" in link.address]
    three.web.__exit__()
    result, said = three.run()
    assert result == 1
    assert "No report on links was made. No connection: " in said
    assert 8 <= int(said.partition("No connection: ")[2].split()[0]) <= 11, "it does not try all of them"
    assert "the report on links of 2026-11-23 stays; 0 answers since then are kept." in said
    assert "What to do: Look whether this machine has a connection, then run it again." in said
    assert "Traceback" not in said
    assert contents(three.folder) == before
    with Web() as again:
        three.web = again
        again.pages[A] = Page()
        three.cite(A)
        assert three.run()[0] == 0


@pytest.mark.parametrize("proxy", ["socks9://x", "nonsense", "http://[", "http://127.0.0.1:9"])
def test_a_proxy_that_cannot_be_used(three: Watch, monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    before = contents(three.folder)
    monkeypatch.setenv("HTTP_PROXY", proxy)
    result, said = three.run("--all")
    assert (result, "Traceback" in said) == (1, False)
    assert "The proxy that this machine names cannot be used" in said or "No connection: 3 site(s)" in said
    assert contents(three.folder) == before


def test_one_site_that_cannot_be_reached_and_no_other_is_no_connection(watch: Watch) -> None:
    watch.cite("nowhere.example/x")
    result, said = watch.run()
    assert (result, "No connection: 1 site(s)" in said) == (1, True)
    assert seen(watch.folder) == []


def test_sites_that_are_no_more_are_believed_when_another_one_is_there(three: Watch) -> None:
    pages = [f"site{number}.nowhere/x" for number in range(20)]
    three.cite(A, *pages)
    assert three.run()[0] == 0
    found = three.report()["findings"]
    assert len(found) == 20
    assert {(one["kind"], one["why"]) for one in found} == {(UNANSWERED, "The name of the site is not known.")}
    assert set(three.web.paths()) == {f"HEAD {A}"}, "the one that was there is asked to see whether the web is there"


def test_the_connection_breaks_in_the_middle(three: Watch) -> None:
    three.later(8)
    pages = [f"site{number}.nowhere/x" for number in range(9)]
    three.cite(A, B, *pages)
    three.web.pages[A] = [Page(), Page(trouble="reset")]
    real, answered, both = command.LinkClient.ask, set[str](), asyncio.Event()

    async def broken(client: Any, address: str) -> Any:
        if "nowhere" in address:
            await both.wait()  # the connection breaks after both were there, however slow this machine is
        elif address in answered:
            address = "http://nowhere.example/"
        answer = await real(client, address)
        answered.add(address)
        if len(answered) >= 2:
            both.set()
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command.LinkClient, "ask", broken)
        result, said = three.run()
    assert (result, "No connection: " in said) == (1, True)
    assert "2 answers since then are kept" in said


def test_a_proxy_that_refuses_everything_is_no_news(three: Watch) -> None:
    pages = [f"site{number}.example/x" for number in range(12)]
    three.web.pages = {page: Page(403) for page in pages}
    before = contents(three.folder)
    three.cite(*pages)
    result, said = three.run()
    assert result == 1
    assert "Only 0 of 12 pages that should be there are there: a fault, not news." in said
    assert contents(three.folder) == before
    assert not (three.folder / ".asked").exists(), "its answers are not remembered"
    three.web.pages |= {pages[0]: Page(), pages[1]: Page()}
    assert three.run()[0] == 0
    three.web.pages = {page: Page(403) for page in pages}
    assert three.run()[0] == 0, "pages that were refused before may all be refused again"


def test_a_full_disk_leaves_the_last_report_and_the_answers(three: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(three.folder)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("loaders.report_copy.on_disk", full)
        result, said = three.run("--all")
    assert (result, "No space left on device" in said) == (1, True)
    assert contents(three.folder) == before
    assert three.run("--all")[0] == 0
    assert three.web.paths() == [], "all answers were kept"


def test_two_at_once(three: Watch) -> None:
    with (three.folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result, said = three.run("--all")
    assert (result, "Another refresh is at work" in said) == (1, True)


def test_curated_files_with_faults_or_without_links(three: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    three.links = []
    result, said = three.run()
    assert (result, "No source of the curated files has an address." in said) == (1, True)


@pytest.mark.parametrize("option", [["--pause", "-1"], ["--pause", "nan"], ["--timeout", "soon"]])
def test_options_that_make_no_sense(option: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["links", *option])
    assert stopped.value.code == 2


def test_hostile_words_are_printed_harmlessly(three: Watch) -> None:
    three.web.pages[A] = Page(404)
    first = three.links[0]
    three.links[0] = replace(first, title="A\u202e\x1b[31m title\n" + "x" * 9000)
    said = three.run("--all")[1]
    assert "\u202e" not in said
    assert "\x1b" not in said
    assert max(len(line) for line in said.splitlines()) < 1000
