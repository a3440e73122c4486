"""What the tests of the links share: citations of pages of the stub, a quick command, and a calendar."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from loaders import link_guard
from loaders import links as command
from loaders.__main__ import main
from loaders.link_sources import CitedLink
from loaders.resting_facts import RestingFacts
from tests.loaders.watching import CARVYKTI, curated, saved
from tests.registry_stub.web import Web, names_lead_here

MONDAY = date(2026, 11, 23)


def cited(web: Web, *pages: str) -> list[CitedLink]:
    """Each page cited once, by the sources of one therapy in turn."""
    return [
        CitedLink(web.at(page), CARVYKTI, f"s{place + 1}", f"Page {page}", f"therapies/{CARVYKTI}.yaml", ("sources", 0))
        for place, page in enumerate(pages)
    ]


@cache
def _facts() -> RestingFacts:
    return RestingFacts(curated())


class Watch:
    """The command over a stub: what is cited, which day it is, and what it said."""

    def __init__(self, web: Web, folder: Path, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.web, self.folder, self._capsys = web, folder, capsys
        self.today = MONDAY
        self.links: list[CitedLink] = []
        names_lead_here(patch)
        patch.setattr(command, "curated_files", lambda *_: curated())
        patch.setattr(command, "RestingFacts", lambda _: _facts())
        patch.setattr(command, "cited_links", lambda _: self.links)
        patch.setattr(command, "this_day", lambda: self.today)
        # The stub's own address is one of the web; any other address of this machine is not.
        patch.setattr(link_guard, "is_public", lambda ip, real=link_guard.is_public: ip == "127.0.0.1" or real(ip))

    def cite(self, *pages: str) -> None:
        """These pages are cited from now on."""
        self.links = cited(self.web, *pages)

    def run(self, *options: str) -> tuple[int, str]:
        """One run: its result and all that was printed; what was asked before is forgotten."""
        self.web.asked.clear()
        self._capsys.readouterr()
        quick = ["--pause", "0", "--timeout", "20"]
        result = main(["links", "--to", str(self.folder), *quick, *options])
        printed = self._capsys.readouterr()
        return result, printed.err + printed.out

    def later(self, days: int) -> None:
        """So many days pass."""
        self.today += timedelta(days=days)

    def report(self) -> dict[str, Any]:
        """The newest report."""
        return saved(self.folder)

    def kinds(self) -> dict[str, str]:
        """Path and kind of what was found."""
        return {one["address"].partition(f":{self.web.port}/")[2]: one["kind"] for one in self.report()["findings"]}
