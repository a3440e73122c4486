"""A disk that is full during a build, a refresh, a report or a confirmation: said in words, nothing is half-written.

Each step of a build and of a publish is refused and killed in tests/loaders/test_build_killed.py and
test_publish_killed.py; here each step of what is written otherwise, and a disk that is full in earnest.
"""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from loaders import report_copy
from loaders.__main__ import main
from loaders.file_saving import save
from loaders.registry_shelf import newest
from loaders.report_shelf import newest_report
from tests.faults.full_disk import full_disk, on_a_small_disk
from tests.loaders.tiny_files import TINY
from tests.registry_stub.server import Register

ROOT = Path(__file__).parents[2]
QUICK = ["--pause", "0", "--page-size", "10", "--all"]


def contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(".")
    }


def steps_of(folder: Path, work: Callable[[], object]) -> int:
    with full_disk(folder, 0) as disk:
        work()
    return disk.steps


def test_a_disk_full_at_any_step_of_a_refresh_keeps_the_last_copy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Register(12) as register:
        command = ["refresh", "--to", str(tmp_path), "--base-url", register.url, *QUICK]
        assert main(command) == 0
        good = contents(tmp_path)
        register.change(1, "2026-11-23", overallStatus="COMPLETED")
        steps = steps_of(tmp_path, lambda: main(command))
        assert steps > 30
        for at in range(1, steps + 1):
            for path in tmp_path.glob("2026-11-23*"):
                shutil.rmtree(path)
            capsys.readouterr()
            with full_disk(tmp_path, at):
                result = main(command)
            said = capsys.readouterr().err
            assert {name: now for name, now in contents(tmp_path).items() if name in good} == good, at
            copy = newest(tmp_path, thorough=True)
            assert copy is not None
            whole = copy.folder.name == "2026-11-23"  # what was refused came behind its last step
            assert whole == (tmp_path / "2026-11-23").exists(), at
            assert (result == 1) == ("No space left on device" in said), at
            assert whole or f"{copy} stays in use" in said, at
        assert main(command) == 0
    copy = newest(tmp_path, thorough=True)
    assert copy is not None
    assert copy.folder.name.startswith("2026-11-23")


def test_a_disk_full_at_any_step_of_a_report_keeps_the_last_one(tmp_path: Path) -> None:
    def report(day: str) -> None:
        report_copy.publish(tmp_path, day, {"report.json": "{}", "labels.json": "[]"}, {})

    report("2026-11-20")
    good = contents(tmp_path)
    steps = steps_of(tmp_path, lambda: report("2026-11-21"))
    shutil.rmtree(tmp_path / "2026-11-21")
    for at in range(1, steps):  # the last step flushes the folder in which the whole copy stands already
        with full_disk(tmp_path, at), pytest.raises(OSError, match="No space left"):
            report("2026-11-21")
        assert contents(tmp_path) == good, at
        assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")], at
    saved = newest_report(tmp_path)
    assert saved is not None
    assert saved.day == "2026-11-20"


def test_a_disk_full_at_any_step_of_saving_two_files_changes_neither(tmp_path: Path) -> None:
    before = {"a.yaml": "a: 1\n", "b.yaml": "b: 1\n"}
    for name, text in before.items():
        (tmp_path / name).write_text(text)
    after = dict.fromkeys(before, "c: 2\n")
    # Two files beside, two flushes; then there are only renames, which need no room.
    for at in range(1, 5):
        with full_disk(tmp_path, at), pytest.raises(OSError, match="No space left"):
            save(tmp_path, after, dict(before))
        assert {path.name: path.read_text() for path in tmp_path.iterdir()} == before, at
    save(tmp_path, after, dict(before))
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == after


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_disk_full_during_a_command_is_said_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], at: int
) -> None:
    command = ["build", "--curated", str(TINY), "--to", str(tmp_path / "one"), "--history", str(tmp_path / "two")]
    with full_disk(tmp_path, at):
        assert main(command) == 1
    said = capsys.readouterr().err
    assert "No space left on device" in said
    assert "Look at disk space" in said
    assert main(command) == 0


# Mounts a disk of so many kilobytes with a good release and a good copy on it, and builds and refreshes there.
IN_EARNEST = """
import hashlib, shutil, subprocess, sys
from pathlib import Path
from loaders.__main__ import main
from loaders.parquet import read_release
from loaders.registry_shelf import newest

place, good, curated, address = Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]
pages = sum(-(-path.stat().st_size // 4096) for path in good.rglob("*") if path.is_file())
release, copy = read_release(good / "release").release, newest(good / "registry", thorough=True).folder.name
ended = set()
for more in (4, 40, 90, 130, 170, 300, 500, 1000):
    options = f"size={pages * 4 + more}k"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], check=True)
    shutil.copytree(good, place, dirs_exist_ok=True)
    to = str(place / "registry")
    results = (
        main(["build", "--curated", curated, "--to", str(place / "release"), "--history", str(place / "history")]),
        main(["refresh", "--to", to, "--base-url", address, "--pause", "0", "--page-size", "10", "--all"]),
    )
    found = newest(place / "registry", thorough=True)
    assert (read_release(place / "release").release != release) == (results[0] == 0), more
    assert (found.folder.name != copy) == (results[1] == 0), more
    ended.add(results)
    del found
    subprocess.run(["umount", "-l", place], check=True)
print(sorted(ended))
"""


def test_a_disk_that_is_full_in_earnest(tmp_path: Path) -> None:
    good, place, other = tmp_path / "good", tmp_path / "disk", tmp_path / "other"
    place.mkdir()
    shutil.copytree(TINY, other)
    text = (other / "therapies" / "tiny.yaml").read_text()
    (other / "therapies" / "tiny.yaml").write_text(text.replace("one drip", "two drips"))
    with Register(12) as register:
        built = ["build", "--curated", str(TINY), "--to", str(good / "release"), "--history", str(good / "history")]
        assert main(built) == 0
        assert main(["refresh", "--to", str(good / "registry"), "--base-url", register.url, *QUICK]) == 0
        register.change(1, "2026-11-23", overallStatus="COMPLETED")
        done = on_a_small_disk(IN_EARNEST, place, good, other, register.url)
    if done.returncode == 77:
        pytest.skip("this machine lets an ordinary user mount nothing")
    assert done.returncode == 0, done.stderr
    assert "(0, 0)" in done.stdout and "(1, 1)" in done.stdout, done.stdout
    assert "Traceback" not in done.stderr
