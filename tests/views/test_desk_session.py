"""The curation page asks a process that may work for a minute: no visitor waits for that."""

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from server import turns
from views import desk_session
from views.frame import Frame


def test_who_waits_for_the_desk_holds_up_no_visitor(monkeypatch: pytest.MonkeyPatch) -> None:
    had: list[bool] = []

    class Desk:
        def ask(self, **question: Any) -> dict[str, Any]:
            had.append(turns._has())
            return {"done": True, "said": question["do"]}

    monkeypatch.setattr(desk_session, "process", Desk)
    monkeypatch.setattr(desk_session, "person", lambda: "mk")
    turns.take()
    try:
        answer = desk_session.ask(cast(Frame, SimpleNamespace(today=date(2026, 11, 26))), "build")
        assert answer == {"done": True, "said": "build"}
        assert had == [False]
        assert turns._has()
    finally:
        turns.give_back()
