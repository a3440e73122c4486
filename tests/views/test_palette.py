"""The style sheet has every colour of the palette and no other. That they can be read: test_contrast.py."""

import re
from dataclasses import asdict

from views import palette, style


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
