"""Keeps a widget and its parameter in the address the same: `follow` before it is drawn, `write` after a change.

Not here: the widgets, and what else an address says (`views.address`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

# Which part of a long list is shown.
PART = "part"
_FOLLOWING = "values that the address follows"


@dataclass(frozen=True)
class _Followed:
    """How a bound widget stood there: what the address leaves out, the ids that it offers, the words of its value."""

    default: object
    ids: frozenset[str] | None
    said: tuple[str | None, ...]


def begin() -> None:
    """Another page begins: its widgets are others than those of the same names on the page before."""
    st.session_state[_FOLLOWING] = {}


def follow(name: str, value: object, default: object, titles: Mapping[str, str] | None = None) -> None:
    """Make the widget `name` show the address's value, and remember that the address follows it.

    What is the same already is not set again: it would take away what somebody is just typing. But a widget of this
    name on the page before was another one: its value is still there when this page begins, and gone a moment later.
    And a browser knows a choice by its words: where these are others ("8 results", "6 results"), it has to be told.
    """
    following = st.session_state.setdefault(_FOLLOWING, {})
    chosen = value if isinstance(value, list) else [value]
    said = tuple(titles.get(one) for one in chosen) if titles else ()
    before = following.get(name)
    if before is None or before.said != said or name not in st.session_state or st.session_state[name] != value:
        st.session_state[name] = value
    following[name] = _Followed(default, frozenset(titles) if titles is not None else None, said)


def write() -> None:
    """After a change: write the values of all bound widgets, so that two quick changes cannot undo each other."""
    query = dict(st.query_params)
    query.pop(PART, None)  # another choice makes another list, which is read from its first part
    for name, followed in st.session_state.get(_FOLLOWING, {}).items():
        if name not in st.session_state or not _offered(value := st.session_state[name], followed.ids):
            continue
        query.pop(name, None)
        if value != followed.default:
            query |= as_query({name: _as_text(value)})
    replace(query)


def _offered(value: object, ids: frozenset[str] | None) -> bool:
    """Whether a value can be written: of a choice whose words are not there any more only the words come back."""
    return ids is None or value is None or all(one in ids for one in (value if isinstance(value, list) else [value]))


def _as_text(value: object) -> str | list[str] | None:
    if isinstance(value, bool):
        return "1" if value else None
    if isinstance(value, (list, tuple)):
        return [str(part) for part in value]
    return None if value is None else str(value)


def as_query(params: Mapping[str, str | Sequence[str] | None]) -> dict[str, str]:
    """The parameters of an address: several values with commas, and nothing where there is no value."""
    joined = {
        name: value if isinstance(value, str) else ",".join(value)
        for name, value in params.items()
        if value is not None
    }
    return {name: value for name, value in joined.items() if value}


def replace(query: Mapping[str, str]) -> None:
    """Put these parameters in the place of all that the address has."""
    if query != dict(st.query_params):
        st.query_params.from_dict(query)
