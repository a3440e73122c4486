"""Contrast, calculated here as WCAG 2.2 says: text 4.5 to 1 in both themes and 7 to 1 in the call, marks 3 to 1.

The colours are read from where they are declared: .streamlit/config.toml, views/palette.py and the style sheets. That
the browser really draws text in them is asked in tests/browser/test_accessible.py.
"""

import re
import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest

from views import palette

ROOT = Path(__file__).parents[2]
TEXT, ENHANCED, MARK = 4.5, 7.0, 3.0
THEMES = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
GROUNDS = ("backgroundColor", "secondaryBackgroundColor")
PALETTES = {"light": palette.LIGHT, "dark": palette.DARK}
# Streamlit's own names of status colours: each has a ground and a text of its own.
STATUS = ("green", "red", "orange", "yellow", "blue", "violet", "gray")
# It writes the example in an empty box in the colour of text of which so much is left.
STREAMLIT_FADES = 0.7
CALL = (ROOT / "views" / "call.css").read_text(encoding="utf-8")
PAPER = (ROOT / "views" / "leave_behind.css").read_text(encoding="utf-8")


def luminance(colour: str) -> float:
    parts = [part / 255 for part in channels(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def channels(colour: str) -> list[int]:
    assert re.fullmatch(r"#[0-9a-f]{6}", colour), colour
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(over: str, under: str, share: float) -> str:
    """What the eye gets of a colour that lets `1 - share` of the one below it through."""
    pairs = zip(channels(over), channels(under), strict=True)
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs)


def too_faint(texts: dict[str, str], grounds: dict[str, str], least: float) -> list[str]:
    return [
        f"{name} on {ground}: {contrast(colour, below):.2f}"
        for name, colour in texts.items()
        for ground, below in grounds.items()
        if contrast(colour, below) < least
    ]


def declared(sheet: str) -> dict[str, str]:
    """The variables of a style sheet that are colours: "--ink: #1b201e"."""
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})\b", sheet))


def written(sheet: str) -> set[str]:
    """All colours that a style sheet writes as a text colour."""
    return set(re.findall(r"[ {;]color: (#[0-9a-f]{6})\b", sheet))


def test_the_calculation_agrees_with_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#ffffff", "#595959") == pytest.approx(7.0, abs=0.005)
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"


@pytest.mark.parametrize("theme", PALETTES)
def test_text_of_the_theme(theme: str) -> None:
    colours = THEMES[theme]
    texts = {
        name: colours[name] for name in colours if name.endswith("TextColor") or name in ("textColor", "linkColor")
    }
    assert len(texts) > len(STATUS)
    assert too_faint(texts, {name: colours[name] for name in GROUNDS}, TEXT) == []
    for status in STATUS:
        name = f"{status}TextColor"
        assert too_faint({name: colours[name]}, {status: colours[f"{status}BackgroundColor"]}, TEXT) == []
    heading = {"dataframeHeaderTextColor": colours["dataframeHeaderTextColor"]}
    assert too_faint(heading, {"its ground": colours["dataframeHeaderBackgroundColor"]}, TEXT) == []
    faded = mixed(colours["textColor"], colours["secondaryBackgroundColor"], STREAMLIT_FADES)
    assert (
        too_faint({"an example in an empty box": faded}, {"the box": colours["secondaryBackgroundColor"]}, TEXT) == []
    )
    assert too_faint({"a label": "#ffffff"}, {"a button": colours["primaryColor"]}, TEXT) == []


@pytest.mark.parametrize("theme", PALETTES)
def test_marks_of_the_theme(theme: str) -> None:
    colours = THEMES[theme]
    grounds = {name: colours[name] for name in GROUNDS}
    marks = {"primaryColor": colours["primaryColor"]} | {f"{one}Color": colours[f"{one}Color"] for one in STATUS}
    charts = {f"chart {place}": colour for place, colour in enumerate(colours["chartCategoricalColors"])}
    assert too_faint(marks, grounds, MARK) == []
    assert too_faint(charts, {"backgroundColor": colours["backgroundColor"]}, MARK) == []


@pytest.mark.parametrize("theme", PALETTES)
def test_text_and_marks_of_the_pieces(theme: str) -> None:
    """Every colour of the palette is used for text, but those of grounds and lines."""
    colours = asdict(PALETTES[theme])
    grounds = {name: colours.pop(name) for name in ("ground", "panel")}
    colours.pop("line")
    assert too_faint({"edge": colours.pop("edge")}, grounds, MARK) == []
    assert too_faint(colours, grounds, TEXT) == []
    band = {"a faulty line": mixed(colours["care"], grounds["panel"], 0.16)}
    assert too_faint({"ink": colours["ink"]}, band, TEXT) == []
    assert "color-mix(in srgb, var(--care) 16%, transparent)" in (ROOT / "views" / "look.css").read_text()


@pytest.mark.parametrize("theme", PALETTES)
def test_the_pieces_stand_on_the_ground_of_the_theme(theme: str) -> None:
    ours = PALETTES[theme]
    assert (ours.ground, ours.panel) == tuple(THEMES[theme][name] for name in GROUNDS)
    assert (ours.ink, ours.link) == (THEMES[theme]["textColor"], THEMES[theme]["linkColor"])


def test_every_text_of_the_call_has_high_contrast() -> None:
    colours = declared(CALL)
    grounds = {name: colours.pop(name) for name in ("ground", "panel")}
    colours.pop("line")
    assert too_faint({"past, of signs and bars": colours.pop("past")}, grounds, MARK) == []
    assert set(colours) >= {"ink", "quiet", "care", "link", "responded", "did-not", "late"}
    assert too_faint(colours | {one: one for one in written(CALL)}, grounds, ENHANCED) == []


def test_the_page_to_take_away_is_as_clear() -> None:
    colours = declared(PAPER)
    colours.pop("line")
    assert set(colours) >= {"ink", "quiet", "care", "teal"}
    assert too_faint(colours, {"paper": "#ffffff"}, ENHANCED) == []
    assert written(PAPER) == set()


def test_no_style_sheet_makes_text_fainter_by_letting_the_ground_through() -> None:
    for path in (ROOT / "views").glob("*.css"):
        found = re.findall(r"opacity: ([\d.]+)", path.read_text(encoding="utf-8"))
        assert set(found) <= {"1"}, path.name


@pytest.mark.parametrize("path", sorted((ROOT / "static" / "making").glob("*.svg")), ids=lambda path: path.stem)
def test_the_signs_of_how_it_is_made_can_be_seen(path: Path) -> None:
    colours = set(re.findall(r"#[0-9a-f]{6}\b", path.read_text(encoding="utf-8")))
    call = declared(CALL)
    seen = [colour for colour in colours if contrast(colour, call["ground"]) >= MARK]
    assert seen, f"no colour of {colours} stands out"
