"""Each way in which the register fails: the message says what happened, what still works and what to do, and the last
good copy stays.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from loaders import refreshing
from loaders.__main__ import main
from loaders.registry_shelf import newest
from loaders.registry_study import read_studies, read_study
from tests.loaders.conftest import ROOT
from tests.registry_stub.server import Register

QUICK = ["--pause", "0", "--first-wait", "0.01", "--timeout", "1.5", "--attempts", "3", "--page-size", "10"]


@pytest.fixture
def register() -> Iterator[Register]:
    with Register(40) as register:
        yield register


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one good copy."""
    folder = tmp_path_factory.mktemp("registry")
    with Register(40) as register:
        assert main(["refresh", "--to", str(folder), "--base-url", register.url, *QUICK, "--all"]) == 0
    return folder


@pytest.fixture
def again(
    register: Register, good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Refresh once more over a good copy that is there: the result, and what was said."""
    shutil.copytree(good, tmp_path, dirs_exist_ok=True)
    address = ["refresh", "--to", str(tmp_path), "--base-url", register.url, *QUICK]

    def refresh(*options: str) -> tuple[int, str]:
        result = main([*address, *(options or ["--all"])])
        return result, capsys.readouterr().err

    return refresh


def from_page(first: int, trouble: str) -> Callable[[int], str | None]:
    return lambda number: trouble if number >= first else None


@pytest.mark.parametrize(
    ("trouble", "happened", "do"),
    [
        ("html", "gave a web page (status 200)", "a proxy or a sign-in page"),
        ("no-type", "gave something unnamed (status 200)", "--from FILE"),
        ("forbidden", "does not let this program in (403)", "Do not repeat it fast"),
        ("429", "asks for fewer requests (429). This is so after 3 attempts", "Raise --pause"),
        ("500", "a fault of its own (500). It said: “Internal error”", "it goes on where it stopped"),
        ("503", "a fault of its own (503)", "--from FILE"),
        ("timeout", "did not answer within 1.5 seconds", "it goes on where it stopped"),
        ("cut", "answer was cut off", "it goes on where it stopped"),
        ("half", "cut off or is not JSON", "it goes on where it stopped"),
        ("repeat", "sent us in a circle", "try tomorrow"),
        ("bad-token", "no longer knows the place where the crawl was. This is so after 4 beginnings", "daily refresh"),
        ("fewer", "announced 40 studies and gave", "daily refresh"),
        ("twice", "announced 40 studies and gave 37", "daily refresh"),
    ],
)
def test_what_does_not_pass_is_said_and_the_last_copy_stays(
    register: Register, tmp_path: Path, again: Callable[..., tuple[int, str]], trouble: str, happened: str, do: str
) -> None:
    register.trouble = from_page(3, trouble)
    result, said = again()
    assert result == 1
    last = said.partition("No new copy was made.")[2]
    assert happened in last
    assert "What still works: the dashboard as before; the copy of 2026-11-20 with 40 studies stays in use." in last
    assert do in last.partition("What to do: ")[2]
    assert "Traceback" not in said
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == ["2026-11-20"]
    register.trouble = lambda _: None
    assert again()[0] == 0, "and the next time it works"
    copy = newest(tmp_path)
    assert copy is not None
    assert copy.manifest["tables"]["studies"]["rows"] == 40


@pytest.mark.parametrize("trouble", ["429", "500", "502", "503", "timeout", "cut", "half"])
def test_what_passes_is_tried_again(
    register: Register, tmp_path: Path, again: Callable[..., tuple[int, str]], trouble: str
) -> None:
    register.trouble = {2: trouble, 3: trouble}.get
    result, said = again()
    assert (result, said.count("Trying again in")) == (0, 2)
    assert len(register.asked) == 5 + 2, "a full last page leads to an empty one"
    copy = newest(tmp_path)
    assert copy is not None
    assert copy.manifest["tables"]["studies"]["rows"] == 40


@pytest.mark.parametrize(("trouble", "asked"), [("html", 3), ("forbidden", 3), ("no-type", 3)])
def test_what_does_not_pass_is_not_repeated(
    register: Register, again: Callable[..., tuple[int, str]], trouble: str, asked: int
) -> None:
    register.trouble = from_page(3, trouble)
    again()
    assert len(register.asked) == asked


def test_data_refreshed_in_the_middle_begin_again(register: Register, again: Callable[..., tuple[int, str]]) -> None:
    register.trouble = {3: "moved"}.get
    result, said = again()
    assert result == 0
    assert "were refreshed in the middle of the crawl. Beginning again at the first page (1 of 4)" in said
    assert "the copy of 2026-11-23 with 40 studies" in said


def test_data_that_never_rest_stop_it(register: Register, again: Callable[..., tuple[int, str]]) -> None:
    def restless(number: int) -> None:
        register.timestamp = f"2026-11-24T09:00:{number % 60:02}"

    register.trouble = restless
    result, said = again()
    assert result == 1
    assert "refreshed in the middle of the crawl. This is so after 4 beginnings." in said


def test_an_outdated_token_after_a_stop_begins_again(register: Register, again: Callable[..., tuple[int, str]]) -> None:
    register.trouble = {3: "forbidden"}.get
    assert again()[0] == 1
    register.trouble = {4: "bad-token"}.get
    result, said = again()
    assert result == 0
    assert "Going on after 2 pages" in said
    assert "Beginning again at the first page" in said


def test_pages_of_an_older_state_are_not_gone_on_with(
    register: Register, again: Callable[..., tuple[int, str]]
) -> None:
    register.trouble = {3: "forbidden"}.get
    assert again()[0] == 1
    register.change(1, "2026-11-23", overallStatus="COMPLETED")
    result, said = again()
    assert result == 0
    assert "an older state of the register: beginning again" in said
    assert "the copy of 2026-11-23 with 40 studies" in said


def test_an_empty_page_that_goes_on_is_gone_on_with(register: Register, again: Callable[..., tuple[int, str]]) -> None:
    register.trouble = {3: "empty"}.get
    result, said = again()
    assert result == 0
    assert "with 40 studies" in said


def test_a_token_goes_with_its_own_question_alone(register: Register, again: Callable[..., tuple[int, str]]) -> None:
    again("--query", "lupus", "--query", "T-cell OR Grippe", "--only-query", "--page-size", "3")
    asked_with: dict[str, str] = {}
    for asked in register.asked:
        if token := asked.get("pageToken"):
            assert asked_with.setdefault(token, asked["query.term"]) == asked["query.term"]
            assert "countTotal" not in asked
        assert asked["fields"]
    assert set(asked_with.values()) == {"lupus", "T-cell OR Grippe"}


def test_one_odd_study_costs_only_itself(
    register: Register, tmp_path: Path, again: Callable[..., tuple[int, str]]
) -> None:
    register.trouble = {2: "odd"}.get
    result, said = again()
    assert result == 0
    assert "1 studies could not be read; the first: NCT00000011: Expected `str" in said
    copy = newest(tmp_path)
    assert copy is not None
    assert copy.manifest["tables"]["studies"]["rows"] == 39
    assert [one["nct"] for one in copy.manifest["unreadable"]] == ["NCT00000011"]


def test_many_odd_studies_stop_it(register: Register, again: Callable[..., tuple[int, str]]) -> None:
    register.trouble = from_page(1, "odd")
    result, said = again()
    assert result == 1
    assert "4 of 40 studies cannot be read" in said
    assert "the copy of 2026-11-20 with 40 studies stays in use" in said


def test_a_question_that_is_not_understood(register: Register, again: Callable[..., tuple[int, str]]) -> None:
    result, said = again("--query", " OR ", "--only-query")
    assert result == 1
    assert "did not understand the question (400). It said: “Error parsing query in Other terms" in said
    assert "Look at the words of --query." in said


def test_a_question_without_a_hit_replaces_nothing(register: Register, again: Callable[..., tuple[int, str]]) -> None:
    result, said = again("--query", "nothing like this", "--only-query")
    assert (result, "No study was found." in said) == (1, True)


@pytest.mark.parametrize(
    ("address", "happened"),
    [
        ("http://127.0.0.1:9", "cannot be reached (ConnectError)"),
        ("ftp://register", "is not an address that can be asked"),
        ("nonsense", "is not an address that can be asked"),
    ],
)
def test_addresses_that_lead_nowhere(again: Callable[..., tuple[int, str]], address: str, happened: str) -> None:
    result, said = again("--all", "--base-url", address)
    assert (result, happened in said) == (1, True)


def test_an_address_of_a_web_page(register: Register, again: Callable[..., tuple[int, str]]) -> None:
    result, said = again("--all", "--base-url", register.url.replace("/v2", "/v1"))
    assert (result, "gave a web page (status 200)" in said) == (1, True)


def test_the_first_time_there_is_no_copy_to_fall_back_on(
    register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register.trouble = from_page(1, "forbidden")
    assert main(["refresh", "--to", str(tmp_path), "--base-url", register.url, *QUICK, "--all"]) == 1
    assert "no copy of the register yet; the curated data stay in use" in capsys.readouterr().err


def test_ctrl_c_leaves_the_last_copy_and_what_was_fetched(
    register: Register, tmp_path: Path, again: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = refreshing.Crawl.run

    def stop(crawl: refreshing.Crawl) -> str:
        real(crawl)
        raise KeyboardInterrupt

    monkeypatch.setattr(refreshing.Crawl, "run", stop)
    result, said = again()
    assert result == 130
    assert "Stopped by you." in said
    assert "the copy of 2026-11-20 with 40 studies stays in use" in said
    assert "goes on where it stopped" in said
    monkeypatch.undo()
    asked = len(register.asked)
    assert again()[0] == 0
    assert len(register.asked) == asked


def test_a_page_lost_on_the_disk_makes_no_short_copy(
    register: Register, again: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = refreshing.Crawl.run

    def lose(crawl: refreshing.Crawl) -> str:
        timestamp = real(crawl)
        next(crawl._journal.folder.glob("*2.page")).unlink()
        return timestamp

    monkeypatch.setattr(refreshing.Crawl, "run", lose)
    result, said = again()
    assert (result, "can no longer be read from this machine's disk" in said) == (1, True)
    monkeypatch.undo()
    assert again()[0] == 0


def test_a_state_of_the_register_without_a_day(register: Register, again: Callable[..., tuple[int, str]]) -> None:
    register.timestamp = "../../etc"
    result, said = again()
    assert (result, "dataTimestamp '../../etc' is no date" in said) == (1, True)


def test_only_query_needs_a_query(again: Callable[..., tuple[int, str]]) -> None:
    result, said = again("--only-query")
    assert (result, "Add --query WORDS." in said) == (1, True)


def test_two_at_once_are_refused(register: Register, tmp_path: Path, again: Callable[..., tuple[int, str]]) -> None:
    hold = "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.flock(f, 2); print('held', flush=True); input()"
    command = [sys.executable, "-c", hold, str(tmp_path / ".lock")]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        result, said = again()
        other.communicate("\n")
    assert (result, "Another refresh is at work" in said) == (1, True)
    assert again()[0] == 0


def test_faults_of_the_curated_files_are_said(small: Path, again: Callable[..., tuple[int, str]]) -> None:
    (small / "diseases.yaml").write_text("diseases: [", encoding="utf-8")
    result, said = again("--curated", str(small))
    assert result == 1
    assert "python -m loaders check" in said


def test_studies_of_another_form_are_told_apart() -> None:
    good = b'{"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}, "new": {"key": [1]}}'
    bad = [
        b"{}",
        b"[]",
        b"null",
        good.replace(b"NCT0", b"XCT0"),
        good.replace(b"00001", b"00001\\n"),
        b'{"a": "\\ud800"}',
    ]
    studies, odd = read_studies(b"[" + b",".join([good, *bad[:-1]]) + b"]")
    assert (len(studies), len(odd)) == (1, 5)
    assert not hasattr(read_study(bad[-1]), "protocol_section")
