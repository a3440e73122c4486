"""Publishing to a real S3-compatible store: what is kept, who wins, what readers see, and that no key is told.

What is refused and said for each fault of a bucket: tests/loaders/test_publish_bucket.py, with a bucket in memory.
"""

import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from loaders import claims
from loaders.__main__ import main
from loaders.claims import CLAIMS
from loaders.parquet import Location, ReleaseRefusedError, read_release
from loaders.place import UNREACHABLE, Place, PublishStoppedError
from loaders.published import RELEASES, look
from loaders.publishing import publish
from tests.loaders.killed import command
from tests.loaders.rivals import won_and_told
from tests.loaders.small_releases import number_of, shown_in
from tests.object_store.store import KEY, SECRET, Store, keys

NOW = datetime(2026, 11, 26, 10, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "_LONGEST_WAIT_SECONDS", 0.05)


def place(address: str) -> Place:
    return Place(Location.of(address))


def files(address: str) -> dict[str, bytes | None]:
    there, folders = place(address), ("", RELEASES, CLAIMS)
    names = [f"{folder}/{one.name}".lstrip("/") for folder in folders for one in there.files(folder)]
    return {name: there.read(name) for name in names}


def test_publish_releases_and_rollback_as_commands(
    store: Store, releases: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    address = store.address("commands")
    for number in (0, 1):
        assert main(["publish", "--to", address, "--from", str(releases[number])]) == 0
        assert shown_in(address) == number
    before = files(address)
    again = capsys.readouterr().out.rpartition("To show that again: python -m loaders rollback --to ")[2]
    assert again.startswith(f"'{address}' 1\n"), "the store must be found again with it"
    assert main(["rollback", "--to", address]) == 0
    assert shown_in(address) == 0
    assert main(["releases", "--to", address]) == 0
    assert "SHOWN NOW" in capsys.readouterr().out.splitlines()[-2]
    after = files(address)
    assert {name: content for name, content in after.items() if name != "manifest.json"} == {
        name: content for name, content in before.items() if name != "manifest.json"
    }
    assert not any(name.startswith(CLAIMS) for name in after)


def test_the_whole_bucket_can_be_the_place(store: Store, releases: list[Path]) -> None:
    assert command("publish", "--to", store.address(""), "--from", releases[2]) == 0
    assert shown_in(store.address("")) == 2


def test_each_file_is_one_request_so_that_a_killed_publish_leaves_no_parts(store: Store) -> None:
    with pytest.raises(OSError, match="NO_SUCH_BUCKET during PutObject"):
        place(store.address("x", "no-bucket")).write("file", b"content")


@pytest.mark.parametrize("turn", range(3))
def test_of_two_publishers_at_once_one_wins_and_the_other_is_told(
    turn: int, store: Store, releases: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = store.address(f"both-{turn}")
    publish(releases[0], place(address), NOW)
    won, told = won_and_told(place(address), {number: releases[number] for number in (1, 2)}, NOW, monkeypatch)
    assert [shown_in(address)] == won, told
    assert "Somebody is publishing to s3://therapy-data/both" in told[0] or "Another release was published" in told[0]
    assert len(look(place(address)).records) == 2
    assert not any(name.startswith(CLAIMS) for name in files(address))


def test_readers_see_whole_releases_while_they_come_and_go(store: Store, releases: list[Path]) -> None:
    address, stop = store.address("readers"), threading.Event()
    assert command("publish", "--to", address, "--from", releases[0]) == 0
    seen, wrong = [], []

    def read() -> None:
        while not stop.is_set():
            try:
                seen.append(number_of(read_release(address)))
            except (ReleaseRefusedError, AssertionError, *UNREACHABLE) as error:
                wrong.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for one in readers:
        one.start()
    for turn in range(4):
        what = ["rollback"] if turn % 3 == 2 else ["publish", "--from", releases[(turn + 1) % 4]]
        assert command(what[0], "--to", address, *what[1:]) == 0
    stop.set()
    for one in readers:
        one.join()
    assert wrong == []
    assert len(seen) >= 10
    assert len(set(seen)) > 1


@pytest.mark.parametrize("at", [CLAIMS, RELEASES])
def test_a_killed_publisher_leaves_the_old_or_the_new(at: str, store: Store, releases: list[Path]) -> None:
    address = store.address(f"killed-{at}")
    publish(releases[0], place(address), NOW)
    before, there = files(address), len(place(address).files(at))
    told = [sys.executable, "-m", "loaders", "publish", "--to", address, "--from", str(releases[1])]
    publisher = subprocess.Popen(told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while publisher.poll() is None and len(place(address).files(at)) == there:
        time.sleep(0.01)
    publisher.kill()
    publisher.wait()
    assert shown_in(address) in (0, 1)
    after = files(address)
    assert all(after[name] == content for name, content in before.items() if name != "manifest.json")
    try:
        publish(releases[1], place(address), NOW)
    except PublishStoppedError as error:
        assert "counts no more 10 minutes later" in str(error)
        for left in place(address).files(CLAIMS):
            place(address).delete(f"{CLAIMS}/{left.name}")
        publish(releases[1], place(address), NOW)
    assert shown_in(address) == 1


@pytest.mark.parametrize("what", ["publish", "releases", "rollback"])
@pytest.mark.parametrize(
    ("wrong", "bucket"),
    [
        (keys(secret="planted-wrong-secret"), None),
        (keys(key="planted-wrong-key"), None),
        (keys(), "no-bucket"),
    ],
    ids=["secret", "key", "bucket"],
)
def test_what_is_refused_is_told_without_keys(
    what: str,
    wrong: dict[str, str],
    bucket: str | None,
    store: Store,
    releases: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    address = store.address("refused", bucket) if bucket else store.address("refused")
    source = ["--from", str(releases[0])] if what == "publish" else []
    ended = main([what, "--to", address, *source])
    out, err = capsys.readouterr()
    said = out + err
    if bucket is None or what == "publish":
        assert ended == 1
        assert "cannot be read or written" in said
        assert "keys, rights" in said
    assert "Traceback" not in said
    assert not any(secret in said for secret in ("planted", KEY, SECRET))


def test_keys_in_the_address_are_told_by_no_command(
    store: Store, releases: list[Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    address = store.address("typed").replace("s3://", f"s3://{KEY}:{SECRET}@")
    for number in (0, 1):
        assert main(["publish", "--to", address, "--from", str(releases[number])]) == 0
    assert main(["releases", "--to", address]) == 0
    assert main(["rollback", "--to", address, "9"]) == 1
    out, err = capsys.readouterr()
    assert "s3://therapy-data/typed?scheme=http&endpoint_override=" in out
    assert not any(secret in out + err for secret in (KEY, SECRET))
