"""Which sites of a study are different between two copies of the register, and what happened to each in words.

A site has no number in the register. A place is what is printed of it: hospital, town, state and country; how many
sites of one place have which status is compared. Not here: the other differences (`therapies.register_changes`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from therapies.places import country_name, place
from therapies.registered_study import RegisteredSite
from therapies.same_facts import bare_name
from therapies.takes_people import TAKES_PEOPLE
from therapies.town_regions import state_code
from therapies.wording import NOT_STATED


@dataclass(frozen=True, slots=True)
class SiteChange:
    """A place that is different. `about` says what happened there; "" before or after where it was or is not listed."""

    about: str
    before: str
    after: str


def site_changes(old: Iterable[RegisteredSite], new: Iterable[RegisteredSite]) -> Iterator[SiteChange]:
    """The places that are different, by name. Another order, other signs or names of a country or state are none."""
    before, after = _by_place(old), _by_place(new)
    for key in sorted(before.keys() | after.keys()):
        was, is_ = before.get(key, _Place()), after.get(key, _Place())
        if was.statuses != is_.statuses:
            single = max(was.statuses.total(), is_.statuses.total()) == 1
            yield SiteChange(_about(was.statuses, is_.statuses), was.words(single), is_.words(single))


class _Place:
    def __init__(self, name: str = "") -> None:
        self._name = name
        self.statuses: Counter[str] = Counter()

    def words(self, single: bool) -> str:
        """The place and its statuses, the open ones first; how many of each unless it is one site in both copies."""
        in_order = sorted(self.statuses, key=lambda status: (status not in TAKES_PEOPLE, status))
        said = [status if single else f"{self.statuses[status]} {status}" for status in in_order]
        return f"{self._name}: {', '.join(said)}" if said else ""


def _by_place(sites: Iterable[RegisteredSite]) -> dict[str, _Place]:
    found: dict[str, _Place] = {}
    for site in sites:
        country = country_name(site.country) if site.country else None
        parts = [" ".join((part or "").split()) for part in (site.facility, site.city, site.state, country)]
        name = ", ".join(part for part in parts if part) or f"place {NOT_STATED}"
        listed = found.setdefault(", ".join(bare_name(part) or "" for part in _alike(parts)), _Place(name))
        listed.statuses[site.status or NOT_STATED] += 1
    return found


def _alike(parts: list[str]) -> list[str]:
    """Hospital, town, state and country; a US state by its code, because it is written both ways."""
    facility, city, state, country = parts
    return [facility, city, (state_code(state) or state) if country == place("US") else state, country]


def _about(was: Counter[str], is_: Counter[str]) -> str:
    """What happened. A site that says nothing of itself has neither opened nor closed."""
    more = is_.total() - was.total()
    lost, gained = was - is_, is_ - was
    listed = [_count(abs(more), "added" if more > 0 else "removed")] if more else []
    if not lost or not gained:
        return listed[0]
    if more:  # which of them is new, and which has another status, cannot be told
        return f"{listed[0]}, and another status"
    opened = min(_open(gained), _closed(lost)) - min(_open(lost), _closed(gained))
    if opened:
        return _count(abs(opened), "opened to new people" if opened > 0 else "closed to new people")
    return "site with another status"


def _open(statuses: Counter[str]) -> int:
    return sum(count for status, count in statuses.items() if status in TAKES_PEOPLE)


def _closed(statuses: Counter[str]) -> int:
    return sum(count for status, count in statuses.items() if status not in (*TAKES_PEOPLE, NOT_STATED, "UNKNOWN"))


def _count(count: int, what: str) -> str:
    return f"site {what}" if count == 1 else f"{count} sites {what}"
