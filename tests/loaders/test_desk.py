"""The process behind the curation page: it loses no letter, writes whole files in its own folders alone, and says the
same as the command line.
"""

import io
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from loaders import desk
from loaders.building import build
from loaders.checking import check
from loaders.desk_acts import Desk
from loaders.desk_files import Places
from tests.loaders import newcomer
from tests.loaders.conftest import small_set
from therapies.desk_process import DeskProcess, DeskSilentError, command

TODAY = date(2026, 11, 26)
SOFI = "therapies/wu-cart-007.yaml"
NEW = f"therapies/{newcomer.ID}.yaml"
Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two people, the shared files, a few therapies, and their release."""
    folder = tmp_path_factory.mktemp("made")
    small_set(folder / "curated")
    people = folder / "curated" / "people.yaml"
    text = people.read_text(encoding="utf-8")
    people.write_text(
        text.replace("people: {}", "people:\n  mk: {name: M. Koch}\n  js: {name: J. S.}"), encoding="utf-8"
    )
    curated, faults = check(folder / "curated", TODAY)
    assert curated is not None, faults
    build(curated, folder / "release")
    return folder


@pytest.fixture
def places(made: Path, tmp_path: Path) -> Places:
    around = Path(shutil.copytree(made, tmp_path / "data"))
    return Places(around / "curated", around / "release", around / "history", around / "drafts")


@pytest.fixture
def ask(places: Places) -> Ask:
    asked = Desk(places)

    def answer(do: str, by: str = "mk", **question: Any) -> dict[str, Any]:
        line = json.dumps({"do": do, "by": by, "today": TODAY.isoformat(), **question})
        return desk.answer(asked, line)

    return answer


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def checked(ask: Ask, name: str, text: str, opened: str, **more: Any) -> dict[str, Any]:
    found = ask("check", file=name, text=text, opened=opened, **more)
    assert found["done"], found
    return found


def test_it_says_what_the_command_line_says(ask: Ask, places: Places) -> None:
    opened = ask("open", file=SOFI)
    text = opened["text"].replace("modality: car-t", "modality: cart").replace("responders: 10", "responders: 12", 1)
    found = checked(ask, SOFI, text, opened["opened"])["faults"]
    _, faults = check(places.curated, TODAY, {SOFI: text})
    assert found == [
        {"file": SOFI, "line": one.line, "path": one.path, "wrong": one.wrong, "right": one.right} for one in faults
    ]
    assert len(found) == 2


def test_another_order_or_form_of_a_file_changes_no_fact(ask: Ask) -> None:
    opened = ask("open", file=SOFI)
    text = opened["text"]
    assert checked(ask, SOFI, text, opened["opened"])["changes"] == []
    reformatted = text.replace("countries: [US]", "countries:\n      - US", 1).replace(
        "\nmodality", "\n# a note\nmodality"
    )
    name, rest = text.split("\n", 2)[1], text.split("\n", 2)[2]
    moved = f"{text.split(chr(10), 1)[0]}\n{rest.rstrip()}\n{name}\n"
    for other in (reformatted, moved):
        found = checked(ask, SOFI, other, opened["opened"])
        assert (found["faults"], found["changes"]) == ([], [])


def test_a_difference_is_told_by_fact_and_in_words(ask: Ask) -> None:
    opened = ask("open", file=SOFI)
    text = opened["text"].replace("responders: 10", "responders: 11", 1).replace("percent: 90.9", "percent: 100", 1)
    changes = checked(ask, SOFI, text, opened["opened"])["changes"]
    assert [(one["whose"], one["kind"]) for one in changes] == [("sofi-cel", "Result: changed")]
    assert "10 of 11 people" in " ".join(changes[0]["before"])
    assert "11 of 11 people" in " ".join(changes[0]["after"])


def test_every_text_that_was_checked_is_kept_until_it_is_saved(ask: Ask, places: Places) -> None:
    opened = ask("open", file=SOFI)
    assert opened["draft"] is None
    before = files(places.curated)
    broken = f"{opened['text']}\nbroken: ["
    kept = checked(ask, SOFI, broken, opened["opened"])
    assert kept["faults"]
    assert files(places.curated) == before
    again = ask("open", file=SOFI)
    assert again["draft"]["text"] == broken
    assert again["draft"]["older"] is False
    assert ask("open", file=SOFI, by="js")["draft"] is None, "the draft of another person"
    checked(ask, SOFI, opened["text"], opened["opened"], seen=kept["draft"])
    assert ask("open", file=SOFI)["draft"] is None


def test_no_tab_replaces_or_takes_away_a_draft_that_it_has_not_seen(ask: Ask, places: Places) -> None:
    opened = ask("open", file=SOFI)
    begun = {"name": SOFI, "opened": opened["opened"]}
    theirs, mine = (opened["text"].replace("short_name: sofi-cel", f"short_name: {word}") for word in ("one", "two"))

    def draft() -> str | None:
        found = ask("open", file=SOFI)["draft"]
        return found and found["text"]

    first = checked(ask, text=theirs, **begun)
    assert first["other"] is None
    other = checked(ask, text=mine, **begun)["other"]
    line = next(number for number, text in enumerate(theirs.splitlines(), 1) if text == "short_name: one")
    assert (other["print"], other["lines"]) == (first["draft"], [(line, "short_name: one")])
    assert draft() == theirs
    # What was typed is undone again: nothing to choose, and nothing is taken away.
    assert checked(ask, text=opened["text"], **begun)["other"] is None
    assert draft() == theirs
    assert "Nothing was taken away" in ask("drop draft", file=SOFI, seen="")["said"]
    assert draft() == theirs
    assert ask("save", file=SOFI, text=mine, opened=opened["opened"])["done"]
    assert draft() == theirs
    # Chosen in the second tab; then the first one has not seen what is there.
    second = checked(ask, text=mine.replace("short_name: two", "short_name: three"), seen=other["print"], **begun)
    assert second["other"] is None
    assert checked(ask, text=theirs, seen=first["draft"], **begun)["other"]["print"] == second["draft"]
    assert ask("drop draft", file=SOFI, seen=second["draft"])["done"]
    assert draft() is None


def test_saving_writes_the_file_and_signs_what_is_new(ask: Ask, places: Places) -> None:
    opened = ask("open", file=SOFI)
    text = opened["text"].replace("responders: 10", "responders: 11", 1).replace("percent: 90.9", "percent: 100", 1)
    saved = ask("save", file=SOFI, text=text, opened=opened["opened"])
    assert saved["done"], saved
    assert "1 fact is signed as yours (mk)" in saved["said"]
    on_disk = (places.curated / SOFI).read_text(encoding="utf-8")
    assert on_disk.startswith(text.rstrip())
    assert "author: mk" in on_disk.partition("sign_offs:")[2]
    after = ask("open", file=SOFI)
    assert after["draft"] is None
    assert "sign_offs" not in after["text"], "the desk writes them, nobody edits them"
    assert after["opened"] == saved["opened"]
    # A second change leaves the first sign-off where it is.
    more = after["text"].replace("short_name: sofi-cel", "short_name: sofi")
    assert ask("save", by="js", file=SOFI, text=more, opened=after["opened"])["done"]
    on_disk = (places.curated / SOFI).read_text(encoding="utf-8")
    assert ("author: mk" in on_disk, "author: js" in on_disk) == (True, True)


def test_a_sign_off_goes_with_its_fact(ask: Ask, places: Places) -> None:
    text = newcomer.whole(places.curated)
    opened = ask("save", file=NEW, text=text, opened="")
    assert opened["done"], opened
    assert "access/a1" in (places.curated / NEW).read_text(encoding="utf-8")
    start = text.index("access:\n")
    without = f"{text[:start]}access: []\n\n{text[text.index('# What must be said') :]}"
    found = checked(ask, NEW, without, opened["opened"])
    assert found["faults"] == []
    assert ask("save", file=NEW, text=without, opened=opened["opened"])["done"]
    assert "access/a1" not in (places.curated / NEW).read_text(encoding="utf-8")


def test_nothing_is_saved_with_a_fault_or_by_nobody(ask: Ask, places: Places) -> None:
    opened = ask("open", file=SOFI)
    before = files(places.curated)
    broken = opened["text"].replace("responders: 10", "responders: 12", 1)
    said = ask("save", file=SOFI, text=broken, opened=opened["opened"])
    assert said == {"done": False, "said": "Nothing was written: 1 fault to mend first. Your text is still here."}
    assert ask("open", file=SOFI)["draft"]["text"] == broken
    sound = opened["text"].replace("short_name: sofi-cel", "short_name: sofi")
    assert "who you are" in ask("save", by="", file=SOFI, text=sound, opened=opened["opened"])["said"]
    assert files(places.curated) == before


def test_a_fault_that_somebody_left_elsewhere_stops_nobody(ask: Ask, places: Places) -> None:
    other = places.curated / "therapies" / "allo-316.yaml"
    other.write_text(other.read_text(encoding="utf-8").replace("modality: car-t", "modality: cart"), encoding="utf-8")
    opened = ask("open", file=SOFI)
    text = opened["text"].replace("short_name: sofi-cel", "short_name: sofi")
    assert ask("save", file=SOFI, text=text, opened=opened["opened"])["done"]
    refused = ask("build")
    assert not refused["done"]
    assert "allo-316.yaml" in refused["said"]
    # One that this text makes elsewhere does.
    opened = ask("open", file=SOFI)
    text = opened["text"].replace("- id: s5\n", "- id: s555\n").replace("[s5]", "[s555]")
    found = ask("save", file=SOFI, text=text, opened=opened["opened"])
    assert not found["done"], found


def test_a_file_that_somebody_else_saved_is_not_written_over(ask: Ask, places: Places) -> None:
    mine, theirs = ask("open", file=SOFI), ask("open", file=SOFI, by="js")
    their_text = theirs["text"].replace("short_name: sofi-cel", "short_name: theirs")
    my_text = mine["text"].replace("responders: 10", "responders: 11", 1).replace("percent: 90.9", "percent: 100", 1)
    assert ask("save", by="js", file=SOFI, text=their_text, opened=theirs["opened"])["done"]
    there = (places.curated / SOFI).read_bytes()
    said = ask("save", file=SOFI, text=my_text, opened=mine["opened"])
    assert said["elsewhere"]
    assert "Nothing was written: somebody else saved" in said["said"]
    assert "Compare with the file as it is now" in said["said"]
    assert (places.curated / SOFI).read_bytes() == there
    again = ask("open", file=SOFI)
    assert (again["draft"]["text"], again["draft"]["older"]) == (my_text, True)
    # Compared with the file it says what it takes back of theirs, and can then be saved on purpose.
    changes = checked(ask, SOFI, my_text, again["opened"], against="file")["changes"]
    assert {one["kind"] for one in changes} == {"Treatment: changed", "Result: changed"}
    assert ask("save", file=SOFI, text=my_text, opened=again["opened"])["done"]


def test_a_line_of_theirs_that_is_no_fact_is_told_too(ask: Ask, places: Places) -> None:
    mine = ask("open", file=SOFI)
    path = places.curated / SOFI
    path.write_text(f"# ask them again in May\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    again = ask("open", file=SOFI)
    found = checked(ask, SOFI, mine["text"], again["opened"], against="file")
    assert (found["changes"], found["lines"]) == ([], [(1, "# ask them again in May")])
    broken = checked(ask, SOFI, f"{mine['text']}\nbroken: [", again["opened"], against="file")
    assert broken["faults"]
    assert broken["lines"] == found["lines"]
    assert checked(ask, SOFI, f"{again['text']}# mine\n", again["opened"], against="file")["lines"] == []
    assert checked(ask, SOFI, mine["text"], again["opened"])["lines"] == [], "the release has no lines"


def test_a_windows_file_keeps_its_line_ends(ask: Ask, places: Places) -> None:
    path = places.curated / SOFI
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    opened = ask("open", file=SOFI)
    assert "\r" not in opened["text"]
    text = opened["text"].replace("short_name: sofi-cel", "short_name: sofi")
    assert ask("save", file=SOFI, text=text, opened=opened["opened"])["done"]
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n") > 100


def test_a_new_therapy_is_a_draft_until_it_is_saved(ask: Ask, places: Places) -> None:
    before = files(places.curated)
    begun = ask("begin", id=newcomer.ID)
    assert begun["file"] == NEW
    assert files(places.curated) == before
    assert {"file": NEW, "there": False} in ask("list")["files"]
    assert {"file": NEW, "there": False} not in ask("list", by="js")["files"]
    opened = ask("open", file=NEW)
    assert opened["opened"] == ""
    assert "FILL IN" in opened["draft"]["text"]
    assert "already" in ask("begin", id=newcomer.ID)["said"]
    assert "is there already" in ask("begin", id="wu-cart-007")["said"]
    saved = ask("save", file=NEW, text=newcomer.needed(places.curated), opened="")
    assert saved["done"], saved
    assert {"file": NEW, "there": True} in ask("list")["files"]


def test_confirming_a_source_says_what_is_current_again(ask: Ask, places: Places) -> None:
    late = "2027-01-05"
    due = ask("check", **opened(ask), today=late)["due"]
    trial = next(one for one in due if one["target"] == "wu-cart-007/trial/nct06514794")
    source = trial["sources"][0]["id"]
    said = ask("confirm", file=SOFI, target=source, by="js", today=late)
    assert said["done"], said
    assert "facts checked on 2027-01-05" in said["said"] or "fact checked on 2027-01-05" in said["said"]
    assert any("NCT06514794" in name for name in said["current"])
    left = ask("check", file=SOFI, text=said["text"], opened=said["opened"], today=late)["due"]
    assert trial["id"] not in [one["id"] for one in left]
    assert len(left) < len(due)
    nobody = ask("confirm", file=SOFI, target=source, by="zz", today=late)
    assert not nobody["done"]
    assert "people.yaml" in nobody["said"]


def opened(ask: Ask) -> dict[str, str]:
    found = ask("open", file=SOFI)
    return {"file": SOFI, "text": found["text"], "opened": found["opened"]}


def test_previews_and_builds_go_where_they_belong(ask: Ask, places: Places) -> None:
    found = opened(ask)
    text = found["text"].replace("short_name: sofi-cel", "short_name: sofi-draft")
    release = files(places.release)
    looked = ask("preview", **{**found, "text": text})
    assert Path(looked["folder"]).is_relative_to(places.drafts)
    assert files(places.release) == release
    assert ask("save", **{**found, "text": text})["done"]
    built = ask("build")
    assert built["done"], built
    assert built["release"] in built["said"]
    assert files(places.release) != release
    assert list(places.history.glob("*.json"))
    assert ask("check", **opened(ask))["changes"] == []


def test_people_add_themselves(ask: Ask, places: Places) -> None:
    path = places.curated / "people.yaml"
    before = path.read_text(encoding="utf-8")
    for sign, name, word in (
        ("MK", "M. Koch", "no short sign"),
        ("mk", "Max", "somebody already"),
        ("x", "  ", "missing"),
    ):
        refused = ask("add person", sign=sign, name=name)
        assert not refused["done"]
        assert word in refused["said"]
    assert path.read_text(encoding="utf-8") == before
    assert ask("add person", sign="ab", name='A. "B": #1')["done"]
    assert path.read_text(encoding="utf-8").startswith(before.rstrip())
    assert ask("list")["people"]["ab"] == 'A. "B": #1'
    path.write_text("# who\npeople: {}\n", encoding="utf-8")
    assert ask("add person", sign="ab", name="A. B.")["done"]
    assert path.read_text(encoding="utf-8") == '# who\npeople:\n  ab: {name: "A. B."}\n'


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "therapies/../people.yaml", "therapies/../../x.yaml", "therapies/a/b.yaml",
     "therapies/.yaml", "therapies/A.yaml", "README.md", "people", "", "therapies/wu-cart-007.yaml/../x", None, 5],
)  # fmt: skip
def test_no_other_file_can_be_opened_or_written(ask: Ask, places: Places, name: object) -> None:
    around = places.curated.parent
    before = files(around)
    for act in ("open", "check", "save", "preview", "confirm", "drop draft"):
        said = ask(act, file=name, text="id: x\n", opened="", target="x/y")
        assert not said["done"]
        assert "is no curated file" in said["said"]
    assert files(around) == before


@pytest.mark.parametrize("by", ["../x", "/tmp/x", "M K", "a/b", ".."])
def test_nobody_has_a_sign_that_leads_elsewhere(ask: Ask, places: Places, by: str) -> None:
    before = files(places.curated.parent)
    found = ask("check", by=by, file=SOFI, text="id: x\n", opened="")
    assert found == {"done": False, "said": f"'{by}' is not the sign of a person."}
    assert files(places.curated.parent) == before


def test_only_the_folders_of_the_desk_are_written(ask: Ask, places: Places) -> None:
    around = places.curated.parent
    found = opened(ask)
    text = found["text"].replace("short_name: sofi-cel", "short_name: sofi")
    for act in ("check", "preview", "save", "build"):
        ask(act, **{**found, "text": text})
    tops = {name.split("/")[0] for name in files(around)}
    assert tops == {"curated", "release", "history", "drafts"}


def test_a_question_that_fails_is_answered_and_the_next_one_too(places: Places) -> None:
    lines = ["no json\n", '{"do": "fly"}\n', '{"do": "open"}\n', '{"do": "list"}\n']
    answers = io.StringIO()
    for line in lines:
        answers.write(json.dumps(desk.answer(Desk(places), line)))
        answers.write("\n")
    found = [json.loads(line) for line in answers.getvalue().splitlines()]
    assert [one["done"] for one in found] == [False, False, False, True]
    assert all("Traceback" not in one["said"] and one["said"] for one in found[:3])


@pytest.fixture
def process(places: Places) -> Iterator[DeskProcess]:
    found = DeskProcess(command(places.curated.parent), patience=60)
    yield found
    found.close()


def test_the_process_answers_line_by_line_and_is_started_anew_when_it_has_ended(process: DeskProcess) -> None:
    assert process.ask(do="open", file=SOFI)["text"].startswith("id: wu-cart-007")
    running = process._process
    assert running is not None
    assert process.ask(do="list", by="")["done"]
    assert process._process is running
    running.kill()
    running.wait()
    assert process.ask(do="open", file=SOFI)["done"]
    assert process._process is not running


def test_it_ends_with_the_one_who_started_it(places: Places) -> None:
    started = subprocess.Popen(command(places.curated.parent), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert started.stdin and started.stdout
    started.stdin.write(b'{"do": "fly"}\n')
    started.stdin.flush()
    assert started.stdout.readline()
    started.stdin.close()
    assert started.wait(30) == 0
    started.stdout.close()


def test_a_process_that_is_silent_is_stopped_and_said_so(tmp_path: Path) -> None:
    marks = tmp_path / "asked"
    code = f"import sys, time; open({str(marks)!r}, 'a').write('x'); sys.stdin.readline(); time.sleep(60)"
    silent = DeskProcess([sys.executable, "-c", code], patience=1.0)
    began = time.monotonic()
    with pytest.raises(DeskSilentError, match="Your text is still here"):
        silent.ask(do="save")
    assert time.monotonic() - began < 20
    assert silent._process is None
    assert marks.read_text() == "x", "what may have been done is not asked twice"
    with pytest.raises(DeskSilentError):
        silent.ask(do="check")
    assert marks.read_text() == "xxx"


def test_a_process_that_cannot_start_is_said_too(tmp_path: Path) -> None:
    with pytest.raises(DeskSilentError):
        DeskProcess([str(tmp_path / "nothing")]).ask(do="list")
