"""Every text colour can be read on both grounds, and no two signals look alike without colour."""

import re
from dataclasses import asdict

import pytest

from views import palette, style


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "quiet", "responded", "did_not", "care", "link"])
@pytest.mark.parametrize("ground", ["ground", "panel"])
def test_text_contrast(colours: palette.Palette, name: str, ground: str) -> None:
    assert contrast(getattr(colours, name), getattr(colours, ground)) >= 4.5


def test_style_sheet_has_every_colour_for_light_and_dark() -> None:
    sheet = style.sheet()
    for name, colour in asdict(palette.LIGHT).items():
        assert f"--{name.replace('_', '-')}:light-dark({colour}," in sheet


def test_rules_use_only_colours_of_the_palette() -> None:
    rules = style.sheet().split("}", 1)[1]
    assert "#" not in rules
    used = {part.split(")")[0] for part in rules.split("var(--")[1:]}
    measures = set(re.findall(r"--([\w-]+): \d+px;", rules))
    assert used - measures <= {name.replace("_", "-") for name in asdict(palette.LIGHT)}


def test_style_sheet_asks_nobody_else() -> None:
    assert "url(" not in style.sheet()
    assert "@import" not in style.sheet()
