"""A file that cannot be made leaves nothing of a person in the log, and is never made from a draft."""

import traceback
from collections.abc import Callable
from typing import Any

import pytest

from views import saving

# Not one literal: the log shows the lines of code where it failed.
WORDS = "boy of 7 in " + "Utqi" + "agvik"


def broken() -> bytes:
    raise ValueError(WORDS)


def test_a_file_that_cannot_be_made_leaves_no_words_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    makers: list[Callable[[], bytes]] = []

    def draw(label: str, **asked: Any) -> None:
        makers.append(asked["data"])

    monkeypatch.setattr("streamlit.download_button", draw)
    monkeypatch.setattr("views.session.draft", lambda: None)
    saving.button("Save questions as PDF", broken, "questions.pdf", "application/pdf", "key")
    with pytest.raises(saving.NotMadeError) as told:
        makers[0]()
    assert "The file of “Save questions as PDF” was not made: ValueError" in caplog.text
    # Streamlit writes the error that reaches it, with what it came from.
    written = caplog.text + "".join(traceback.format_exception(told.value))
    assert "Utqiagvik" not in written
