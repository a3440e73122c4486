"""The colours of charts, drawings and the pieces written as HTML, for light and dark.

A colour is named for what it says. None of them may be the only sign of it: a word or a shape always stands beside. Not
here: the colours of the theme (.streamlit/config.toml), of the call (views/call.css), and of the page to take away
(views/leave_behind.css).
"""

from dataclasses import astuple, dataclass, fields

import streamlit as st


@dataclass(frozen=True, slots=True)
class Palette:
    """One ground and the colours that are readable on it."""

    ground: str
    panel: str
    line: str
    edge: str
    ink: str
    quiet: str
    responded: str
    did_not: str
    care: str
    link: str


LIGHT = Palette(
    ground="#fbf9f4",
    panel="#f1ede4",
    line="#cfc8b8",
    edge="#85806f",
    ink="#1f2422",
    quiet="#55564f",
    responded="#0f5f63",
    did_not="#56687a",
    care="#7d4a00",
    link="#0f5f63",
)
DARK = Palette(
    ground="#161a1a",
    panel="#222827",
    line="#434b49",
    edge="#7f8885",
    ink="#ece9e1",
    quiet="#c0bfb7",
    responded="#5fb8b5",
    did_not="#95a9bc",
    care="#efc581",
    link="#83cfcd",
)


def current() -> Palette:
    """The palette of the theme that the browser shows now, for figures that cannot change by themselves."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def css() -> str:
    """The palette as style sheet variables (`var(--responded)`, `var(--did-not)`) that follow light and dark."""
    names = [field.name.replace("_", "-") for field in fields(Palette)]
    pairs = zip(names, astuple(LIGHT), astuple(DARK), strict=True)
    return ":root{" + "".join(f"--{name}:light-dark({light},{dark});" for name, light, dark in pairs) + "}"
