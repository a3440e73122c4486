"""Two publishers of one place, in the same moment: both have looked before either claims."""

import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from loaders import publishing
from loaders.place import Place, PublishStoppedError
from loaders.published import Looked, look
from loaders.publishing import publish


def won_and_told(
    place: Place, releases: Mapping[int, Path], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[int], list[str]]:
    """Publish these two at once: the numbers of those that won, and what the others were told."""
    start, looked = threading.Barrier(2), set[int]()

    def both_looked(where: Place) -> Looked:
        found = look(where)
        if threading.get_ident() not in looked:
            looked.add(threading.get_ident())
            start.wait(60)
        return found

    monkeypatch.setattr(publishing, "look", both_looked)
    won, told = list[int](), list[str]()

    def work(number: int) -> None:
        try:
            publish(releases[number], place, now)
            won.append(number)
        except PublishStoppedError as error:
            told.append(str(error))

    both = [threading.Thread(target=work, args=(number,)) for number in releases]
    for one in both:
        one.start()
    for one in both:
        one.join()
    return won, told
