"""Each way in which openFDA fails: what happened, what still works, what to do; the last copy stays, the key hidden."""

import logging
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from loaders import label_client
from loaders import labels as command
from loaders.label_watch import LabelCopy, Watched, _plausible
from loaders.registry_stops import RefreshStoppedError
from tests.loaders.conftest import ROOT
from tests.loaders.watching import contents, curated, from_request, run_command, saved, seen, three_labels
from tests.registry_stub.openfda import OpenFda, label

KEY = "k3y-0f-s0meb0dy-never-shown"


@pytest.fixture
def openfda(monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenFda]:
    monkeypatch.setattr(command, "curated_files", lambda *_: curated())
    monkeypatch.delenv("OPENFDA_API_KEY", raising=False)
    with OpenFda(three_labels()) as openfda:
        yield openfda


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one good copy."""
    folder = tmp_path_factory.mktemp("labels")
    with OpenFda(three_labels()) as openfda, pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "curated_files", lambda *_: curated())
        assert run_command("labels", folder, openfda.url) == 0
    return folder


@pytest.fixture
def again(
    openfda: OpenFda, good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Ask once more over a good copy that is there: the result, and all that was printed."""
    shutil.copytree(good, tmp_path, dirs_exist_ok=True)
    capsys.readouterr()

    def ask(*options: str, url: str = openfda.url) -> tuple[int, str]:
        result = run_command("labels", tmp_path, url, *options)
        printed = capsys.readouterr()
        return result, printed.err + printed.out

    return ask


@pytest.mark.parametrize(
    ("trouble", "happened", "do"),
    [
        ("html", "gave a web page (status 200)", "a proxy or a sign-in page"),
        ("no-type", "gave something unnamed (status 200)", "Look at --base-url"),
        ("forbidden", "does not let this program in (403)", "Do not repeat it fast"),
        ("lost", "answered with the unexpected status 404", "the real one is https://api.fda.gov"),
        ("redirect", "answered with the unexpected status 302", "the real one is https://api.fda.gov"),
        ("429", "asks for fewer requests (429). This is so after 3 attempts", "wait until tomorrow, or set a key"),
        ("500", "a fault of its own (500). It said: “Internal error”", "Run the same command again later"),
        ("503", "a fault of its own (503)", "Run the same command again later"),
        ("timeout", "did not answer within 1.5 seconds", "Run the same command again later"),
        ("cut", "answer was cut off", "Run the same command again later"),
        ("half", "cut off or is not JSON", "Run the same command again later"),
        ("fewer", "announced 1 labels and gave 0", "Run the same command again later"),
        ("form", "has another form than it had", "Tell who maintains the dashboard: openFDA has changed"),
    ],
)
def test_what_does_not_pass_is_said_and_the_last_copy_stays(
    openfda: OpenFda, tmp_path: Path, again: Callable[..., tuple[int, str]], trouble: str, happened: str, do: str
) -> None:
    before = contents(tmp_path)
    openfda.trouble = from_request(3, trouble)
    result, said = again()
    assert result == 1
    last = said.partition("No report on labels was made.")[2]
    assert happened in last
    assert "What still works: the dashboard as before; the copy of the labels of 2026-" in last
    assert do in last.partition("What to do: ")[2]
    assert "Traceback" not in said
    assert contents(tmp_path) == before
    assert not (tmp_path / ".new").exists()
    openfda.trouble = lambda _: None
    assert again()[0] == 0, "and the next time it works"


@pytest.mark.parametrize("trouble", ["429", "500", "502", "503", "timeout", "cut", "half", "fewer"])
def test_what_passes_is_tried_again(
    openfda: OpenFda, tmp_path: Path, again: Callable[..., tuple[int, str]], trouble: str
) -> None:
    openfda.trouble = {2: trouble, 3: trouble}.get
    result, said = again()
    assert (result, said.count("Trying again in")) == (0, 2)
    assert "WHAT DIFFERS: nothing" in said
    assert len(openfda.asked) == 7 + 2


@pytest.mark.parametrize("trouble", ["html", "forbidden", "no-type", "redirect", "lost", "form"])
def test_what_does_not_pass_is_not_repeated(
    openfda: OpenFda, again: Callable[..., tuple[int, str]], trouble: str
) -> None:
    openfda.trouble = from_request(3, trouble)
    assert again()[0] == 1
    assert len(openfda.asked) == 3


def test_a_search_that_cannot_be_parsed_is_not_repeated(openfda: OpenFda, tmp_path: Path) -> None:
    with label_client.LabelClient(openfda.url, label_client.Manners(0, 1, 3, 0.01), lambda _: None) as client:
        with pytest.raises(RefreshStoppedError, match=r"could not read the search \(500\). It said: “Check your"):
            client.search('openfda.generic_name:"odd')
        assert len(openfda.asked) == 1


def test_no_answer_to_anything_is_a_fault_and_no_news(
    openfda: OpenFda, tmp_path: Path, again: Callable[..., tuple[int, str]]
) -> None:
    openfda.trouble = from_request(1, "nothing")
    result, said = again()
    assert (result, "openFDA found no label for any of 3 products." in said) == (1, True)
    assert len(seen(tmp_path)) == 1


def test_most_labels_gone_at_once_is_a_fault_and_no_news(openfda: OpenFda, tmp_path: Path) -> None:
    def copy_with(found: int) -> LabelCopy:
        products = [
            Watched(f"t{n}", f"B{n}", (), "g", "taken" if n < found else "not found here", "") for n in range(10)
        ]
        return LabelCopy("2026-11-26", tuple(products))

    _plausible(copy_with(5), copy_with(10))
    with pytest.raises(RefreshStoppedError, match="gave 4 labels where it gave 10"):
        _plausible(copy_with(4), copy_with(10))


def test_older_data_than_before_replace_nothing(
    openfda: OpenFda, tmp_path: Path, again: Callable[..., tuple[int, str]]
) -> None:
    openfda.last_updated = "2026-07-01"
    result, said = again()
    assert result == 1
    assert "openFDA's data are of 2026-07-01, older than those of the last copy (2026-11-18)" in said
    assert len(seen(tmp_path)) == 1


def test_a_day_of_the_data_that_is_none(openfda: OpenFda, again: Callable[..., tuple[int, str]]) -> None:
    openfda.last_updated = "yesterday\x1b"
    result, said = again()
    assert (result, "has another form than it had: its data are of 'yesterday" in said) == (1, True)


def test_the_day_limit(openfda: OpenFda, again: Callable[..., tuple[int, str]]) -> None:
    openfda.allowed = 4
    result, said = again()
    assert result == 1
    assert "1,000 a day for all who share this address: wait until tomorrow, or set a key of your own" in said


@pytest.mark.parametrize(
    ("address", "happened"),
    [("http://127.0.0.1:9", "cannot be reached (ConnectError)"), ("nonsense", "is not an address that can be asked")],
)
def test_no_network_at_all(again: Callable[..., tuple[int, str]], address: str, happened: str) -> None:
    result, said = again(url=address)
    assert (result, happened in said, "the copy of the labels of 2026-" in said) == (1, True, True)


def test_the_first_time_there_is_no_copy_to_fall_back_on(
    openfda: OpenFda, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    openfda.trouble = from_request(1, "forbidden")
    assert run_command("labels", tmp_path, openfda.url) == 1
    assert "the dashboard as before; there was no copy of the labels yet." in capsys.readouterr().err


def test_requests_stand_a_pause_apart(openfda: OpenFda, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("loaders.outside_service.sleep", waits.append)
    assert run_command("labels", tmp_path, openfda.url, "--pause", "0.5") == 0
    assert len(waits) == len(openfda.asked) == 7
    assert all(0.2 < wait <= 0.5 for wait in waits[1:])


def everything(folder: Path) -> str:
    return " ".join(path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    "trouble", [None, "html", "forbidden", "429", "500", "timeout", "cut", "half", "form", "redirect", "invalid"]
)
def test_a_key_is_sent_and_never_shown(
    openfda: OpenFda,
    tmp_path: Path,
    again: Callable[..., tuple[int, str]],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    trouble: str | None,
) -> None:
    monkeypatch.setenv("OPENFDA_API_KEY", KEY)
    caplog.set_level(logging.DEBUG)
    openfda.key = KEY if trouble != "invalid" else "another"
    openfda.trouble = lambda _: trouble
    result, said = again()
    assert result == (1 if trouble else 0)
    assert set(openfda.keys) == {KEY}
    assert not any(KEY in line for line in openfda.lines), "in no address"
    assert KEY not in said + caplog.text + everything(tmp_path)
    if trouble == "invalid":
        assert "openFDA does not accept the key in OPENFDA_API_KEY (403)." in said
        assert len(openfda.asked) == 1


def test_a_key_that_a_service_repeats_is_taken_out(monkeypatch: pytest.MonkeyPatch, openfda: OpenFda) -> None:
    monkeypatch.setenv("OPENFDA_API_KEY", KEY)
    with label_client.LabelClient(openfda.url, label_client.Manners(), lambda _: None) as client:
        assert client._service.said(f"The key {KEY} is old") == "The key (the key) is old"


def test_faults_of_the_curated_files_are_said(
    small: Path, openfda: OpenFda, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.undo()
    (small / "diseases.yaml").write_text("diseases: [", encoding="utf-8")
    assert run_command("labels", tmp_path / "labels", openfda.url, "--curated", str(small)) == 1
    assert "python -m loaders check" in capsys.readouterr().err


def test_ctrl_c_leaves_the_last_copy(
    openfda: OpenFda, tmp_path: Path, again: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(tmp_path)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "publish", stop)
    result, said = again()
    assert (result, "Stopped by you. No report on labels was made." in said) == (130, True)
    assert contents(tmp_path) == before


def test_a_full_disk_leaves_the_last_copy(
    openfda: OpenFda, tmp_path: Path, again: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("loaders.report_copy.on_disk", full)
    result, said = again()
    assert (result, "No space left on device" in said) == (1, True)
    assert contents(tmp_path) == before
    assert not (tmp_path / ".new").exists()


@pytest.mark.parametrize("requests", [1, 4, 6])
def test_killed_it_leaves_the_last_copy_and_runs_again(
    openfda: OpenFda, small: Path, tmp_path: Path, good: Path, requests: int
) -> None:
    folder = tmp_path / "labels"
    shutil.copytree(good, folder)
    before = contents(folder)
    (folder / ".new").mkdir()
    (folder / ".new" / "labels.json").write_text("half of a cop", encoding="utf-8")
    openfda.trouble = lambda number: "timeout" if number >= requests else None
    arguments = ["--to", str(folder), "--base-url", openfda.url, "--pause", "0", "--curated", str(small)]
    with subprocess.Popen([sys.executable, "-m", "loaders", "labels", *arguments], cwd=ROOT) as running:
        while len(openfda.asked) < requests and running.poll() is None:
            time.sleep(0.02)
        os.kill(running.pid, signal.SIGKILL)
    assert running.returncode == -signal.SIGKILL
    assert contents(folder) == before
    openfda.trouble = lambda _: None
    assert run_command("labels", folder, openfda.url) == 0
    assert (len(seen(folder)), saved(folder)["changed"]) == (2, [])


def test_a_damaged_copy_is_passed_over(openfda: OpenFda, tmp_path: Path, again: Callable[..., tuple[int, str]]) -> None:
    assert again()[0] == 0
    first, second = seen(tmp_path)
    (tmp_path / second / "labels.json").write_text("{}", encoding="utf-8")
    openfda.labels.append(label("ANOTHER", "anotherleucel", 8))
    openfda.labels[0]["version"] = "4"
    assert again()[0] == 0
    assert [one["therapy_id"] for one in saved(tmp_path)["changed"]] == ["tisagenlecleucel"]
    assert saved(tmp_path)["compared_with"] == first
