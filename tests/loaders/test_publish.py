"""Publishing: what is written, what is said, what is refused; nothing that was published ever changes."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from loaders import parquet
from loaders.__main__ import main
from loaders.parquet import read_release
from loaders.tables import SCHEMA_VERSION
from tests.loaders.small_releases import contents, kept, release, shown_in, tiny_tables

RELEASE = Path(__file__).parents[2] / "data" / "release"


class Desk:
    """Three releases, a place to publish to, and what was said last."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.place, self._capsys = folder / "place", capsys
        self.releases = [folder / f"release-{number}" for number in range(4)]

    def __call__(self, command: str, *arguments: object, to: object = None) -> tuple[int, str]:
        code = main([command, "--to", str(to or self.place), *map(str, arguments)])
        said = self._capsys.readouterr()
        assert (said.err == "") == (code == 0)
        return code, said.out + said.err

    def publish(self, number: int, to: object = None) -> str:
        code, said = self("publish", "--from", self.releases[number], to=to)
        assert code == 0, said
        return said

    def id_of(self, number: int) -> str:
        return read_release(self.releases[number]).release

    def pointer(self) -> dict[str, Any]:
        return json.loads((self.place / "manifest.json").read_text())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, tables = tmp_path_factory.mktemp("releases"), tiny_tables()
    for number in range(4):
        release(folder, number, tables)
    return folder


@pytest.fixture
def desk(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr("os.fsync", lambda descriptor: None)
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return Desk(tmp_path, capsys)


def test_the_first_release_makes_the_place(desk: Desk) -> None:
    said = desk.publish(0)
    assert f"0001 ({desk.id_of(0)}) is shown in {desk.place} now." in said
    assert "What it brings: 1 therapy, 1st release." in said
    assert shown_in(desk.place) == 0
    record = json.loads((desk.place / "releases" / f"0001-{desk.id_of(0)}.json").read_text())
    assert list(record) == ["number", "release", "published_at", "replaces", "notes", "manifest"]
    assert record["manifest"] == desk.pointer()
    names = {path.name for path in desk.releases[0].iterdir()}
    assert {path.name for path in desk.place.iterdir()} == {*names, "releases"}, "no lock and no half file stays"


def test_nothing_that_was_published_changes(desk: Desk) -> None:
    before: dict[str, str] = {}
    for number in (0, 1, 2):
        desk.publish(number)
        after = contents(desk.place)
        assert kept(before, after)
        before = after
    for arguments in (["rollback"], ["rollback", desk.id_of(2)], ["rollback", "1"]):
        assert desk(*arguments)[0] == 0
        assert kept(before, contents(desk.place))
        assert len(before) == len(contents(desk.place)), "going back writes the pointer alone"


def test_the_release_that_is_shown_is_not_published_again(desk: Desk) -> None:
    desk.publish(0)
    before = contents(desk.place)
    assert desk.publish(0).startswith(f"0001 ({desk.id_of(0)}) is shown in {desk.place} already.")
    assert contents(desk.place) == before


def test_an_older_one_may_be_published_again_under_a_new_number(desk: Desk) -> None:
    for number in (0, 1, 0):
        desk.publish(number)
    assert shown_in(desk.place) == 0
    assert desk.pointer()["number"] == 3
    code, said = desk("releases")
    assert code == 0
    assert [line[:4] for line in said.splitlines() if line[0] == "0"] == ["0003", "0002", "0001"]
    assert [line.split()[0] for line in said.splitlines() if "SHOWN NOW" in line] == ["0003"]


def test_going_back_is_to_what_was_shown_before(desk: Desk) -> None:
    for number in (0, 1, 2):
        desk.publish(number)
    assert f"0002 ({desk.id_of(1)}) is shown" in desk("rollback")[1]
    assert shown_in(desk.place) == 1
    desk.publish(3)
    desk("rollback")
    assert shown_in(desk.place) == 1, "not to the one that was taken back"
    desk("rollback")
    assert shown_in(desk.place) == 0
    code, said = desk("rollback")
    assert code == 1
    assert f"Nothing that is known was shown before 0001 ({desk.id_of(0)})" in said
    assert f"These exist: 0004 ({desk.id_of(3)}), 0003 (" in said
    assert f"0003 ({desk.id_of(2)}) is shown" in desk("rollback", desk.id_of(2))[1]
    assert f"0003 ({desk.id_of(2)}) is shown in {desk.place} already" in desk("rollback", "0003")[1]
    assert shown_in(desk.place) == 2


def test_an_unknown_release_lists_those_that_exist(desk: Desk) -> None:
    desk.publish(0)
    code, said = desk("rollback", "2020-01-01-00000000")
    assert (code, f"These exist: 0001 ({desk.id_of(0)})." in said) == (1, True)
    assert "none to go back to" in desk("rollback", to=desk.releases[1])[1]


def test_a_release_whose_file_is_gone_or_damaged_is_not_gone_back_to(desk: Desk) -> None:
    desk.publish(0)
    desk.publish(1)
    only_then = set(contents(desk.releases[0])) - set(contents(desk.releases[1])) - {"manifest.json"}
    for name in only_then:
        (desk.place / name).write_bytes(b"PAR1")
        code, said = desk("rollback")
        assert (code, "cannot be shown, nothing was changed" in said, name in said) == (1, True, True)
        shutil.copy(desk.releases[0] / name, desk.place)
    (desk.place / only_then.pop()).unlink()
    assert desk("rollback")[0] == 1
    assert shown_in(desk.place) == 1


def test_damaged_files_are_written_again(desk: Desk) -> None:
    desk.publish(0)
    good = contents(desk.place)
    for name, spoiled in (
        (desk.pointer()["tables"][table]["file"], text) for table, text in (("sites", b""), ("trials", b"x"))
    ):
        (desk.place / name).write_bytes(spoiled)
    assert "Files written again: 2." in desk.publish(0)
    assert contents(desk.place) == good
    (desk.place / desk.pointer()["tables"]["sites"]["file"]).unlink()
    desk.publish(1)
    assert shown_in(desk.place) == 1


def test_a_broken_source_is_not_published(desk: Desk) -> None:
    desk.publish(0)
    before = contents(desk.place)
    next(desk.releases[1].glob("sites-*")).write_bytes(b"x")
    code, said = desk("publish", "--from", desk.releases[1])
    assert (code, "damaged" in said) == (1, True)
    manifest = json.loads((desk.releases[2] / "manifest.json").read_text())
    (desk.releases[2] / manifest["tables"]["sites"]["file"]).rename(desk.releases[2] / "sites.parquet")
    manifest["tables"]["sites"]["file"] = "sites.parquet"
    manifest["release"] = parquet._id(manifest["built_at"], manifest["tables"])
    (desk.releases[2] / "manifest.json").write_text(json.dumps(manifest))
    code, said = desk("publish", "--from", desk.releases[2])
    assert (code, "do not have the names that a build gives them" in said) == (1, True)
    assert contents(desk.place) == before


def test_a_release_that_lies_there_without_a_record_is_kept(desk: Desk) -> None:
    shutil.copytree(desk.releases[0], desk.place)
    assert f"put there by other means: {desk.id_of(0)}" in desk("releases")[1]
    said = desk.publish(1)
    assert f"The release that was there is kept as 0001 ({desk.id_of(0)})." in said
    assert f"0002 ({desk.id_of(1)}) is shown" in said
    desk("rollback")
    assert shown_in(desk.place) == 0
    # Copied over a published place, also in another form: readers see it, so it must be possible to go back to it.
    (desk.place / "manifest.json").write_text(json.dumps(json.loads((desk.releases[2] / "manifest.json").read_text())))
    shutil.copytree(desk.releases[2], desk.place, dirs_exist_ok=True, ignore=shutil.ignore_patterns("manifest.json"))
    assert "is shown in" in desk("rollback", "2")[1]
    assert [line[:4] for line in desk("releases")[1].splitlines() if line[0] == "0"] == ["0003", "0002", "0001"]


@pytest.mark.parametrize("text", ["{", '{"name": "a web app"}', "[]", '{"release": 1, "tables": {}}', "\xff"])
def test_a_manifest_of_something_else_stays(desk: Desk, text: str) -> None:
    desk.place.mkdir()
    (desk.place / "manifest.json").write_text(text, encoding="latin-1")
    before = contents(desk.place)
    code, said = desk("publish", "--from", desk.releases[0])
    assert (code, "may belong to something else. Nothing was written." in said) == (1, True)
    assert contents(desk.place) == before


def test_a_damaged_pointer_is_replaced_where_releases_are(desk: Desk) -> None:
    desk.publish(0)
    desk.publish(1)
    (desk.place / "manifest.json").write_text("{")
    assert "What is shown is none of these" in desk("releases")[1]
    code, said = desk("rollback")
    assert (code, "say which to show. These exist: 0002" in said) == (1, True)
    assert desk("rollback", "2")[0] == 0
    assert shown_in(desk.place) == 1
    (desk.place / "manifest.json").write_text("{")
    said = desk.publish(2)
    assert "could not be used. It is replaced." in said
    assert "1 therapy, not compared with the release before: that cannot be read." in said
    (desk.place / "manifest.json").unlink()
    desk.publish(3)
    assert shown_in(desk.place) == 3


def test_a_damaged_record_is_told_and_its_number_is_not_given_again(desk: Desk) -> None:
    desk.publish(0)
    desk.publish(1)
    path = desk.place / "releases" / f"0002-{desk.id_of(1)}.json"
    path.write_text(path.read_text()[:100])
    assert f"Cannot be read: {path.name}." in desk("releases")[1]
    desk.publish(2)
    assert sorted(int(one.name[:4]) for one in path.parent.iterdir()) == [1, 2, 3, 4], (
        "3: what was shown, whole as it is"
    )
    assert shown_in(desk.place) == 2


def test_builds_and_published_places_stay_apart(desk: Desk, tmp_path: Path) -> None:
    for source, to in (
        (desk.releases[0], desk.releases[0]),
        (desk.releases[0], desk.releases[0].as_uri()),
        (RELEASE, RELEASE),
    ):
        before = contents(desk.releases[0])
        code, said = desk("publish", "--from", source, to=to)
        assert (code, "is where builds write to" in said) == (1, True)
        assert contents(desk.releases[0]) == before
    desk.publish(0)
    before = contents(desk.place)
    small = Path(__file__).with_name("tiny")
    history = tmp_path / "history"
    code, said = desk("build", "--curated", small, "--history", history)
    assert (code, "holds published releases" in said, "Nothing was written" in said) == (1, True, True)
    assert contents(desk.place) == before
    assert not history.exists()


def test_places_that_cannot_be_used(desk: Desk, tmp_path: Path) -> None:
    code, said = desk("publish", "--from", desk.releases[0], to=tmp_path / "not" / "mounted")
    assert (code, f"There is no folder {tmp_path / 'not'}. Nothing was written." in said) == (1, True)
    assert not (tmp_path / "not").exists()
    (tmp_path / "file").write_text("x")
    code, said = desk("publish", "--from", desk.releases[0], to=tmp_path / "file")
    assert (code, "cannot be read or written" in said) == (1, True)
    assert desk("releases", to=tmp_path / "nowhere") == (
        0,
        f"No release was published in {tmp_path / 'nowhere'} yet.\n",
    )
    code, said = desk("rollback", to=tmp_path / "nowhere")
    assert (code, "No release was published in" in said) == (1, True)
    code, said = desk("publish", "--from", tmp_path / "nowhere")
    assert (code, "No therapy data were found" in said) == (1, True)
    assert not desk.place.exists()


def test_an_address_is_a_place_too_and_its_keys_are_never_said(desk: Desk) -> None:
    uri = desk.place.as_uri()
    assert f"is shown in {uri} now" in desk.publish(0, to=uri)
    desk.publish(1, to=uri)
    assert shown_in(uri) == 1
    assert desk("rollback", to=uri)[0] == 0
    assert desk("publish", "--from", uri, to=desk.place.with_name("other"))[0] == 0
    for address in (
        "nonsense://key:hidden@host/x?more=hidden",
        "s3://key:hidd/en@bucket/x?scheme=hid?den",
        "gs://k:hid@",
    ):
        for arguments in (["publish"], ["releases"], ["rollback"], ["publish", "--from", address]):
            code, said = desk(*arguments, to=address)
            assert (code, "hid" in said) == (1, False), said


def test_another_data_version_is_not_compared(desk: Desk) -> None:
    desk.publish(0)
    older = json.loads((desk.place / "manifest.json").read_text())
    older["schema_version"] = SCHEMA_VERSION - 1
    (desk.place / "manifest.json").write_text(json.dumps(older))
    said = desk.publish(1)
    why = f"that has data version {SCHEMA_VERSION - 1}, this one has {SCHEMA_VERSION}"
    assert f"What it brings: 1 therapy, not compared with the release before: {why}." in said
    code, said = desk("rollback")
    assert (code, f"this dashboard reads version {SCHEMA_VERSION}" in said) == (1, True)
    assert shown_in(desk.place) == 1


def test_the_notes_are_kept_with_the_release(desk: Desk) -> None:
    desk.publish(0)
    said = desk.publish(1)
    assert "What it brings: 3 changed texts." in said
    notes = json.loads((desk.place / "releases" / f"0002-{desk.id_of(1)}.json").read_text())["notes"]
    assert notes["summary"] == "3 changed texts"
    assert notes["changes"] == [
        "tinies. Treatment: text changed.",
        "No single treatment. Glossary: text changed (Red cell; White cell).",
    ]
    for line in notes["changes"]:
        assert f"    {line}\n" in said
        assert f"    {line}\n" in desk("releases")[1]


def test_the_committed_release_can_be_published(desk: Desk) -> None:
    assert desk("publish")[0] == 0
    assert read_release(desk.place).release == read_release(RELEASE).release
