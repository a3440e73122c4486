"""From the template to a page, as somebody does who is no programmer: each slip on the way is told at its line, with
the words that mend it.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders.__main__ import main
from loaders.building import build
from loaders.curated import read_curated
from loaders.new_therapy import NotBegunError, begun, places
from loaders.placeholders import SIGN
from tests.loaders import newcomer
from tests.loaders.newcomer_further_slips import FURTHER_SLIPS
from tests.loaders.newcomer_slips import SLIPS
from tests.pages.session import LEAKED, opened, text_of
from therapies import at_hand

ROOT = Path(__file__).parents[2]
CURATED = ROOT / "data" / "curated"
EVERY_SLIP = [*SLIPS, *FURTHER_SLIPS]
TODAY = date(2026, 11, 26)
NAME = f"therapies/{newcomer.ID}.yaml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shared files of the project beside one therapy: read in a moment."""
    made = tmp_path_factory.mktemp("curated")
    (made / "therapies").mkdir()
    for path in CURATED.glob("*.yaml"):
        (made / path.name).write_bytes(path.read_bytes())
    # It cites therapies that are not here.
    (made / "comparisons.yaml").write_text("comparisons: []\n", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def whole(folder: Path) -> str:
    return newcomer.whole(folder)


def test_the_least_that_must_be_there_passes_the_check(folder: Path) -> None:
    curated, faults = read_curated(folder, TODAY, {NAME: newcomer.needed(folder)})
    assert curated is not None, "\n".join(map(str, faults))
    assert curated.therapies[0].plain_summary.startswith("Demo-cel")


def test_every_part_that_the_template_shows_passes_the_check(folder: Path, whole: str) -> None:
    curated, faults = read_curated(folder, TODAY, {NAME: whole})
    assert curated is not None, "\n".join(map(str, faults))
    found = curated.therapies[0]
    for part in ("regulatory", "outcomes", "participants", "safety", "trials", "access", "cautions", "sources"):
        assert len(getattr(found, part)) == 1, part


def test_every_place_that_is_left_is_told_at_its_line_with_what_to_write(folder: Path) -> None:
    text = begun(folder, newcomer.ID)
    lines = text.splitlines()
    _, faults = read_curated(folder, TODAY, {NAME: text})
    assert len(faults) == places(text) == len(newcomer.NEEDED) + 1
    for fault in faults:
        assert "a placeholder of the template" in fault.wrong
        # A text of several lines has the line of its key.
        assert any(SIGN in line for line in lines[fault.line - 1 : fault.line + 1]), fault
        assert fault.right and SIGN not in fault.right
    rights = {fault.path: fault.right for fault in faults}
    assert "one of: preclinical, phase-1" in rights["indications[0].stage"]
    assert "as https://example.org/page" in rights["sources[0].url"]


def edited(text: str, old: str, new: str) -> tuple[str, int]:
    """The text with one slip, and the first line that differs."""
    assert text.count(old) >= 1, old
    made = text.replace(old, new, 1)
    pairs = zip(text.splitlines(), made.splitlines(), strict=False)
    return made, next(number for number, (was, now) in enumerate(pairs, 1) if was != now)


@pytest.mark.parametrize(
    ("old", "new", "place", "right"), [slip[1:] for slip in EVERY_SLIP], ids=[slip[0] for slip in EVERY_SLIP]
)
def test_each_slip_is_told_at_its_line_with_what_mends_it(
    folder: Path, whole: str, old: str, new: str, place: int | str | None, right: str
) -> None:
    text, line = edited(whole, old, new)
    _, faults = read_curated(folder, TODAY, {NAME: text})
    told = f"edited in line {line}\n" + "\n".join(map(str, faults))
    assert faults, told
    lines = text.splitlines()
    if isinstance(place, str):
        # Another line than the edited one must be mended: the one that begins so, in the same part.
        line = next(number for number, one in enumerate(lines, 1) if one.strip().startswith(place))
    elif place is not None:
        line += place
    matching = [fault for fault in faults if right in fault.right and (place is None or fault.line == line)]
    assert matching, told


def test_there_are_enough_kinds_of_slip() -> None:
    assert len({slip[0] for slip in EVERY_SLIP}) == len(EVERY_SLIP) >= 25


@pytest.mark.parametrize(
    "wrong", ["My-Cel", "my_cel", "../wu-cart-008", "/tmp/x", "a b", "-cel", "cel-", "", "a" * 61, "x.yaml"]
)
def test_an_id_that_is_none_is_refused_with_what_is_right(small: Path, wrong: str) -> None:
    before = sorted(small.rglob("*"))
    with pytest.raises(NotBegunError, match="small letters, digits and single hyphens"):
        begun(small, wrong)
    assert sorted(small.rglob("*")) == before


def test_the_command_writes_the_file_and_never_over_another(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["new", "demo-cel", "--like", "gene-therapy-aav", "--curated", str(small)]
    assert main(given) == 0
    path = small / NAME
    assert "modality: gene-therapy-aav\n" in path.read_text(encoding="utf-8")
    assert f"the {len(newcomer.NEEDED)} places that say FILL IN" in capsys.readouterr().out
    path.write_text("mine", encoding="utf-8")
    assert main(given) == 1
    assert "is there already. Open that file, or choose another id." in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "mine"
    assert main(["new", "other", "--like", "cart", "--curated", str(small)]) == 1
    assert "One of: car-t, car-nk" in capsys.readouterr().err


def test_it_runs_as_the_document_says(small: Path) -> None:
    command = [sys.executable, "-m", "loaders", "new", "demo-cel", "--curated", str(small)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (small / NAME).exists()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, folder: Path, whole: str) -> Iterator[AppTest]:
    release = tmp_path_factory.mktemp("made") / "release"
    curated, faults = read_curated(folder, TODAY, {NAME: whole})
    assert curated is not None, faults
    build(curated, release)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("THERAPY_TODAY", TODAY.isoformat())
        patch.setenv("THERAPY_DATA", str(release))
        at_hand.shelf.cache_clear()
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
        app.switch_page("pages/therapy.py")
        yield opened(app, therapy=newcomer.ID)
    at_hand.shelf.cache_clear()


def test_its_page_shows_what_was_written(app: AppTest) -> None:
    text = text_of(app)
    assert not app.exception
    assert "did not work" not in text
    assert not LEAKED.search(text)
    for words in ("demo-cel", "made from the cells of a donor", "10 of 11", "3 of 13", "NCT06514794", "Fast Track"):
        assert words in text, words
    assert not re.search(rf"\b{SIGN}\b", text)
