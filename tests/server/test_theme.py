"""What a run sends of the theme is what Streamlit itself would send, and is made once."""

from collections.abc import Callable

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from server import theme

SECTIONS = ("theme", *(f"theme.{one.value}" for one in config.CustomThemeCategories))


def sent(fill: Callable[..., None]) -> dict[str, CustomThemeConfig]:
    found = {section: CustomThemeConfig() for section in SECTIONS}
    for section, message in found.items():
        fill(message, section)
    return found


def test_each_section_is_the_same_and_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    config.get_config_options(force_reparse=True)
    expected, asked = sent(app_session._populate_theme_msg), []
    make = app_session._populate_theme_msg

    def counted(message: CustomThemeConfig, section: str) -> None:
        asked.append(section)
        make(message, section)

    monkeypatch.setattr(app_session, "_populate_theme_msg", counted)
    theme.keep()
    for _ in range(2):
        assert sent(app_session._populate_theme_msg) == expected
    assert asked == list(SECTIONS)
    assert expected["theme.light"].primary_color == "#0f5f63"


def test_a_section_without_settings_is_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)
    theme.keep()
    message = CustomThemeConfig()
    app_session._populate_theme_msg(message.sidebar, "theme.sidebar")
    assert not message.HasField("sidebar")
