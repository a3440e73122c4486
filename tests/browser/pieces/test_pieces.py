"""Each piece of the look against its reference picture; and that the tolerance tells a fault from another machine."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser

from tests.browser.pieces import document, gallery
from tests.browser.pieces.breaks import BROKEN, Broken
from tests.browser.pieces.comparing import difference
from tests.browser.pieces.document import Drawn

Pictures = dict[str, Image.Image]
AGAIN = "Where it was meant, look at it and make the pictures anew: python -m tests.browser.pieces"
MOST_BYTES = 320_000
PIECES = {piece.name: piece for piece in gallery.PIECES}
# Enough of them for what is true of all: letters, frames, forms, bars, a broken line, a whole screen.
SOME = ("status-badge", "count", "icons-each-person", "denominator-ladder", "record-age-old", "screen-of-a-call")


@pytest.fixture(scope="module")
def artist(browser: Browser) -> Iterator[Browser]:
    """A browser that draws the same everywhere."""
    artist = document.launched(browser.browser_type)
    yield artist
    artist.close()


@pytest.fixture(scope="module")
def taken(artist: Browser) -> Pictures:
    """The pieces as they are, and with each fault."""
    return document.pictures(artist, [*gallery.PIECES, *(fault.drawn for fault in BROKEN)])


def reference(piece: str) -> Image.Image:
    file = gallery.reference(piece)
    assert file.exists(), f"There is no picture of {piece}. {AGAIN}"
    return Image.open(file).convert("RGB")


def seen(piece: str, actual: Image.Image, folder: Path) -> str:
    """What differs from the reference, with the place of the pictures that show it; "" where nothing does."""
    found = difference(reference(piece), actual)
    return f"{piece}: {found.kept(folder)} {AGAIN}" if found else ""


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_looks_as_in_its_picture(piece: str, taken: Pictures, tmp_path: Path) -> None:
    assert seen(piece, taken[piece], tmp_path) == ""


@pytest.mark.parametrize("fault", BROKEN, ids=lambda fault: f"{fault.piece}: {fault.fault}")
def test_a_fault_is_seen(fault: Broken, taken: Pictures) -> None:
    assert difference(reference(fault.piece), taken[fault.drawn.name])


def test_another_way_to_draw_is_no_fault(browser: Browser, tmp_path: Path) -> None:
    other = document.launched(browser.browser_type, (*document.FLAGS, *document.GRAPHICS_CARD))
    assert_only_smoothed_otherwise(document.pictures(other, [PIECES[name] for name in SOME]), tmp_path)
    other.close()


def test_twice_as_many_points_are_no_fault(artist: Browser, tmp_path: Path) -> None:
    assert_only_smoothed_otherwise(document.pictures(artist, [PIECES[name] for name in SOME], scale=2), tmp_path)


def test_letters_a_little_bolder_are_no_fault(artist: Browser, tmp_path: Path) -> None:
    bolder = "<style>*{-webkit-text-stroke:.1px}</style>"
    drawn = [replace(PIECES[name], html=bolder + PIECES[name].html) for name in SOME]
    assert_only_smoothed_otherwise(document.pictures(artist, drawn), tmp_path)


def assert_only_smoothed_otherwise(pictures: Pictures, folder: Path) -> None:
    assert {name: seen(name, picture, folder) for name, picture in pictures.items()} == dict.fromkeys(SOME, "")
    for name, picture in pictures.items():
        apart = ImageChops.difference(picture, reference(name)).convert("L")
        assert any(apart.histogram()[16:]), f"{name} was not drawn otherwise"


def test_a_fault_is_told_with_its_size_and_with_pictures(taken: Pictures, tmp_path: Path) -> None:
    name = "count: a line has moved by 4 px"
    said = seen("count", taken[name], tmp_path)
    points = int(re.findall(r"^count: (\d+) points of it differ", said)[0])
    with Image.open(tmp_path / "where.png") as where:
        assert where.histogram()[255] == points
    assert str(tmp_path) in said
    assert Image.open(tmp_path / "actual.png").tobytes() == taken[name].tobytes()
    assert Image.open(tmp_path / "expected.png").tobytes() == reference("count").tobytes()


def test_a_change_of_size_is_told(taken: Pictures, tmp_path: Path) -> None:
    said = seen("journey", taken["journey: 6 px more after each line"], tmp_path)
    assert re.match(r"journey: It is 780 x (\d+) points, not 780 x (?!\1)\d+\.", said)


def test_the_pictures_are_those_of_the_pieces_and_small() -> None:
    files = sorted(gallery.FOLDER.glob("*"))
    assert files == sorted(map(gallery.reference, PIECES)), AGAIN
    assert sum(file.stat().st_size for file in files) < MOST_BYTES


def test_every_sign_comes_from_the_font_that_comes_along(artist: Browser) -> None:
    signs = "".join(sorted({sign for piece in gallery.PIECES for sign in piece.html}))
    drawn = [
        Drawn("signs", f"<p id=signs>{html.escape(signs)}</p>"),
        *(PIECES[name] for name in SOME if name != "screen-of-a-call"),
    ]
    with document.opened(artist, "wide", "light", drawn) as page:
        families = page.evaluate(
            "() => [...document.querySelectorAll('body, body *')].map((one) => getComputedStyle(one).fontFamily)"
        )
        browser = page.context.new_cdp_session(page)
        for needed in ("DOM.enable", "CSS.enable"):
            browser.send(needed)
        root = browser.send("DOM.getDocument")["root"]["nodeId"]
        line = browser.send("DOM.querySelector", {"nodeId": root, "selector": "#signs"})
        fonts = browser.send("CSS.getPlatformFontsForNode", line)["fonts"]
    assert set(families) == {"Pieces"}
    assert [font["familyName"] for font in fonts if not font["isCustomFont"]] == []
    assert sum(font["glyphCount"] for font in fonts) > 60
