"""Publishing to a bucket, which has no locks: claims, and the pointer that must still be the one that was seen."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.fs
import pytest

from loaders import claims
from loaders.claims import CLAIMS
from loaders.parquet import Location, verified
from loaders.place import Place, PublishStoppedError
from loaders.published import look
from loaders.publishing import Done, publish, rollback
from tests.loaders.bucket import Bucket
from tests.loaders.rivals import won_and_told
from tests.loaders.small_releases import contents, kept, number_of, release, tiny_tables

NOW = datetime(2026, 11, 26, 10, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder, tables = tmp_path_factory.mktemp("releases"), tiny_tables()
    return [release(folder, number, tables) for number in range(3)]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "_LONGEST_WAIT_SECONDS", 0.02)
    monkeypatch.setattr("os.fsync", lambda descriptor: None)


def shown(place: Place) -> int:
    content = place.read("manifest.json")
    assert content is not None
    return number_of(verified(place.location, content))


def test_what_is_written_is_what_a_folder_has(releases: list[Path], tmp_path: Path) -> None:
    bucket = Bucket()
    folder = Place(Location.of(tmp_path / "place"))
    for place in (bucket.place, folder):
        for number in (0, 1, 2):
            publish(releases[number], place, NOW)
        assert rollback(place, None, NOW).shown.number == 2
        assert shown(place) == 1
    assert bucket.names() == set(contents(tmp_path / "place")), "no claim stays"
    for name in bucket.names():
        assert bucket.place.read(name) == (tmp_path / "place" / name).read_bytes()


def test_a_file_system_seen_through_another_is_no_folder_with_locks(releases: list[Path], tmp_path: Path) -> None:
    for folder in ("data", "data/releases", "data/claims"):
        (tmp_path / folder).mkdir()
    through = pyarrow.fs.SubTreeFileSystem(str(tmp_path), pyarrow.fs.LocalFileSystem())
    place = Place(Location(through, "data", "mirror"))
    assert place.folder is None
    publish(releases[0], place, NOW)
    publish(releases[1], place, NOW)
    assert shown(place) == 1
    assert list((tmp_path / "data" / "claims").iterdir()) == []


def test_a_claim_of_another_is_told(releases: list[Path]) -> None:
    bucket = Bucket()
    publish(releases[0], bucket.place, NOW)
    bucket.put(f"{CLAIMS}/other.txt", b"mk on desk-3, since 2026-11-26 10:14 UTC\n")
    before = dict(bucket.objects)
    for work in (lambda: publish(releases[1], bucket.place, NOW), lambda: _back(bucket, releases)):
        with pytest.raises(PublishStoppedError, match=r"already: mk on desk-3, since 2026-11-26 10:14 UTC\. You have"):
            work()
        assert bucket.objects.items() >= before.items()
        assert len(bucket.names() - {name.removeprefix("bucket/data/") for name in before}) == 0
    assert shown(bucket.place) == 0


def _back(bucket: Bucket, releases: list[Path]) -> Done:
    other = Bucket(objects={path: one for path, one in bucket.objects.items() if CLAIMS not in path})
    publish(releases[1], other.place, NOW)
    other.put(f"{CLAIMS}/other.txt", bucket.objects[f"bucket/data/{CLAIMS}/other.txt"][0])
    return rollback(other.place, None, NOW)


@pytest.mark.parametrize(("minutes", "counts"), [(9, True), (11, False)])
def test_a_claim_counts_for_ten_minutes(minutes: int, counts: bool, releases: list[Path]) -> None:
    bucket = Bucket()
    bucket.put(f"{CLAIMS}/dead.txt", b"somebody", datetime.now(UTC) - timedelta(minutes=minutes))
    if counts:
        with pytest.raises(PublishStoppedError, match="counts no more 10 minutes later"):
            publish(releases[0], bucket.place, NOW)
        assert bucket.names() == {f"{CLAIMS}/dead.txt"}
    else:
        publish(releases[0], bucket.place, NOW)
        assert f"{CLAIMS}/dead.txt" not in bucket.names()


@pytest.mark.parametrize("turn", range(15))
def test_one_of_two_wins(turn: int, releases: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have looked before either claims; the claims are made in the same moment."""
    bucket = Bucket()
    publish(releases[0], bucket.place, NOW)
    before = {name: bucket.place.read(name) for name in bucket.names()}
    won, told = won_and_told(bucket.place, {number: releases[number] for number in (1, 2)}, NOW, monkeypatch)
    assert [shown(bucket.place)] == won, told
    assert "Somebody is publishing to s3://bucket/data" in told[0] or "Another release was published in" in told[0]
    assert len(look(bucket.place).records) == 2
    assert kept(before, {name: bucket.place.read(name) for name in bucket.names()})
    assert not any(name.startswith(CLAIMS) for name in bucket.names())


def test_a_request_that_fails_at_any_time_leaves_the_old_or_the_new(releases: list[Path]) -> None:
    counted: list[str] = []
    bucket = Bucket()
    publish(releases[0], bucket.place, NOW)
    old = dict(bucket.objects)
    bucket.before = lambda what, path: counted.append(f"{what} {path}")
    publish(releases[1], bucket.place, NOW)
    puts = {number for number, request in enumerate(counted) if request.split()[0] in ("put", "list", "delete")}
    for number in sorted({*puts, *range(0, len(counted), 25), len(counted) - 1}):
        again, calls = Bucket(objects=dict(old)), iter(range(10_000))

        def fail(what: str, path: str, number: int = number, calls: Iterator[int] = calls) -> None:
            if next(calls) == number:
                raise OSError("AWS Error NETWORK_CONNECTION")

        again.before = fail
        try:
            publish(releases[1], again.place, NOW)
        except OSError as error:
            assert "NETWORK_CONNECTION" in str(error)
        except PublishStoppedError as error:
            assert "release" in str(error)
        again.before = lambda what, path: None
        assert shown(again.place) in (0, 1), counted[number]
        assert kept({path.removeprefix("bucket/data/"): one for path, one in old.items()}, _files(again))
        # A claim that could not be taken back dies by itself.
        again.objects = {path: one for path, one in again.objects.items() if CLAIMS not in path}
        publish(releases[1], again.place, NOW)
        assert shown(again.place) == 1, counted[number]


def _files(bucket: Bucket) -> dict[str, tuple[bytes, datetime]]:
    return {path.removeprefix("bucket/data/"): one for path, one in bucket.objects.items()}


def test_a_pointer_that_another_moved_meanwhile_is_told(releases: list[Path]) -> None:
    bucket, other = Bucket(), Bucket()
    for number in (0, 2):
        publish(releases[number], other.place, NOW)
    publish(releases[0], bucket.place, NOW)
    theirs = other.objects["bucket/data/manifest.json"]

    def before_the_record(what: str, path: str) -> None:
        if what == "put" and "/releases/" in path:
            bucket.objects["bucket/data/manifest.json"] = theirs

    bucket.before = before_the_record
    with pytest.raises(PublishStoppedError, match="Another release was published in s3://bucket/data meanwhile"):
        publish(releases[1], bucket.place, NOW)
    assert bucket.objects["bucket/data/manifest.json"] == theirs


def test_a_pointer_that_is_not_ours_afterwards_is_told(releases: list[Path]) -> None:
    bucket, other = Bucket(), Bucket()
    for number in (0, 2):
        publish(releases[number], other.place, NOW)
    publish(releases[0], bucket.place, NOW)
    moved: list[str] = []

    def at_the_same_moment(what: str, path: str) -> None:
        if moved and what == "get" and path.endswith("manifest.json"):
            bucket.objects[path] = other.objects[path]
        if what == "put" and path.endswith("manifest.json"):
            moved.append(path)

    bucket.before = at_the_same_moment
    with pytest.raises(PublishStoppedError, match="at the same moment, yours is not shown"):
        publish(releases[1], bucket.place, NOW)


def test_a_publish_that_lost_its_claim_moves_nothing(releases: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    bucket = Bucket()
    publish(releases[0], bucket.place, NOW)

    def cleared_away(what: str, path: str) -> None:
        if what == "put" and "/releases/" in path:
            bucket.objects = {name: one for name, one in bucket.objects.items() if CLAIMS not in name}

    bucket.before = cleared_away
    with pytest.raises(PublishStoppedError, match="took too long"):
        publish(releases[1], bucket.place, NOW)
    assert shown(bucket.place) == 0
    bucket.before = lambda what, path: None
    monkeypatch.setattr(claims, "DEAD_AFTER", timedelta(0))
    with pytest.raises(PublishStoppedError, match="took too long"):
        publish(releases[1], bucket.place, NOW)
    assert shown(bucket.place) == 0


@pytest.mark.parametrize("stays", [False, True])
def test_a_claim_that_cannot_be_read_is_somebody_at_work_while_it_is_there(releases: list[Path], stays: bool) -> None:
    """A store may fail where another takes its claim away just while it is read."""
    bucket = Bucket()
    publish(releases[0], bucket.place, NOW)
    bucket.put(f"{CLAIMS}/another.txt", b"another")

    def failing(what: str, path: str) -> None:
        if what == "get" and path.endswith("another.txt"):
            if not stays:
                bucket.objects.pop(path, None)
            raise OSError("AWS Error INTERNAL_FAILURE during GetObject operation")

    bucket.before = failing
    if stays:
        with pytest.raises(PublishStoppedError, match=r"Somebody is publishing .* already"):
            publish(releases[1], bucket.place, NOW)
    else:
        publish(releases[1], bucket.place, NOW)
    assert shown(bucket.place) == (0 if stays else 1)
