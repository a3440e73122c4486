"""Ways of access that the copy of the register opened or closed, beside what our record says of them.

The copy then is the source, and its day that of the check; our record is what another source says. A record that was
old when the copy was made opens nothing: whether that way is open is not known. No sentence here says "now": it stays
true however late it is read. Not here: trials (`therapies.current_trials`), and how old a record is today
(`therapies.access_ladder`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from therapies import wording
from therapies.dataset import Dataset
from therapies.facts import AccessRoute, Citation, Site, Trial
from therapies.record_ages import is_old, of_record
from therapies.takes_people import AVAILABLE, WAYS, takes_people
from therapies.two_records import DAYS_STATUS, copy_source_id

_Way = tuple[str, str]
_Taking = dict[_Way, dict[str, Trial]]


class CurrentWays:
    """The ways of access of a dataset with the trials and sites that the pages are to speak of."""

    def __init__(self, dataset: Dataset, trials: Iterable[Trial], sites: Iterable[Site], day: date) -> None:
        """`day`: that of the copy of the register."""
        self._dataset, self._day = dataset, day
        self._trials = {trial.fact_id: trial for trial in trials}
        self._before = _taking(dataset.all_trials, dataset.all_sites)
        self._after = _taking(self._trials.values(), sites)

    def access(self) -> tuple[AccessRoute, ...]:
        """All ways; one that the copy neither opened nor closed stays as it is."""
        return tuple(self._way(access) if self._moved(access) else access for access in self._dataset.all_access)

    def moved(self) -> frozenset[str]:
        """The ids of the ways that the copy opened or closed."""
        return frozenset(access.fact_id for access in self._dataset.all_access if self._moved(access))

    def citations(self) -> Iterator[Citation]:
        """What the moved ways rest on: the copy first, then our record, which may say something else."""
        for access in filter(self._moved, self._dataset.all_access):
            numbers = dict.fromkeys(copy_source_id(trial) for trial in self._decisive(access))
            for position, source in enumerate(numbers, 1):
                yield Citation("access", access.fact_id, position, source, "supports", None)
            status = self._dataset.word("access_status", access.status).title.lower()
            same = access.status == self._status(access)
            for position, citation in enumerate(self._dataset.citations(access.fact_id), len(numbers) + 1):
                said = f"{status}, read on {wording.day(access.checked_on)}"
                changed = citation if same else replace(citation, role="disagrees", says=said)
                yield replace(changed, position=position)

    def _moved(self, access: AccessRoute) -> bool:
        before, after = self._both(access)
        return bool(before or after) and before.keys().isdisjoint(after)

    def _both(self, access: AccessRoute) -> tuple[dict[str, Trial], dict[str, Trial]]:
        way = access.therapy_id, access.route
        return self._before.get(way, {}), self._after.get(way, {})

    def _decisive(self, access: AccessRoute) -> list[Trial]:
        """The trials that the copy opened; those that it closed where none is open."""
        before, after = self._both(access)
        return list(after.values()) or [self._trials[fact_id] for fact_id in before]

    def _fresh(self, access: AccessRoute) -> bool:
        return any(not is_old(trial.status_as_of, self._day) for trial in self._both(access)[1].values())

    def _status(self, access: AccessRoute) -> str:
        return "open" if self._fresh(access) else "unknown"

    def _way(self, access: AccessRoute) -> AccessRoute:
        ours = f"As read on {wording.day(access.checked_on)}: {access.detail}" if access.detail else None
        return replace(
            access,
            status=self._status(access),
            detail=" ".join(text for text in (self._said(access), ours) if text),
            checked_on=self._day,
            due_on=self._day + timedelta(days=DAYS_STATUS),
            evidence="registry",
        )

    def _said(self, access: AccessRoute) -> str:
        copy = f"the copy of the register of {wording.day(self._day)}"
        after = self._both(access)[1]
        if not after:
            return f"By {copy} none in our record takes new people."
        newest = of_record(max(trial.status_as_of or "" for trial in after.values()) or None)
        record = f"{newest[0].upper()}{newest[1:]}, in {copy},"
        one, more = ("programme", "programmes") if access.route == WAYS[AVAILABLE] else ("study", "studies")
        who = f"{len(after)} {more}" if len(after) > 1 else f"the {one} {next(iter(after.values())).nct}"
        if self._fresh(access):
            return f"{record} {who} took new people."
        return f"{record} {who} took new people. That is too old to call it open: ask the study team."


def _taking(trials: Iterable[Trial], sites: Iterable[Site]) -> _Taking:
    """The trials and programmes that take new people, by therapy and the way of access that they keep open."""
    statuses: dict[str, list[str | None]] = {}
    for site in sites:
        statuses.setdefault(site.trial_id, []).append(site.status)
    found: _Taking = {}
    for trial in trials:
        if trial.status in WAYS and takes_people(trial.status, statuses.get(trial.fact_id, ())):
            found.setdefault((trial.therapy_id, WAYS[trial.status]), {})[trial.fact_id] = trial
    return found
