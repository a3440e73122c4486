"""Can we trust "recruiting"? What to know of a status before anybody says that a trial is open.

Not here: when a record is too old (`therapies.record_ages`), and which trials are listed as open
(`therapies.trials_and_access`).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from therapies import wording
from therapies.record_ages import record_age
from therapies.takes_people import TAKES_PEOPLE

_CLOSED = ("ACTIVE_NOT_RECRUITING", "SUSPENDED", "COMPLETED", "TERMINATED", "WITHDRAWN")


def trust(
    status: str, updated: str | None, said_by: str | None, sites: Sequence[str | None], today: date
) -> tuple[str, ...]:
    """Age of the record, who says it, what its sites say, and what to do. `updated` as printed; `sites`: statuses."""
    said = ["When the record was last updated is not stated."]
    if updated:
        said = [f"The record was last updated on {wording.printed_date(updated)}: {record_age(updated, today)}."]
    if said_by:
        said.append(f"It is said by {said_by}.")
    said += _of_sites(status, Counter(sites))
    if status == "UNKNOWN":
        said.append("Nobody has confirmed this record for a long time: never say that it is open.")
    if status in TAKES_PEOPLE:
        said.append("Before a family hears of it: ask the study team if it takes new people now, and for whom.")
    return tuple(said)


def _of_sites(status: str, counts: Counter[str | None]) -> Iterator[str]:
    total = sum(counts.values())
    taking = sum(counts[code] for code in TAKES_PEOPLE)
    closed = sum(counts[code] for code in _CLOSED)
    if not total:
        yield "No sites are listed."
        return
    other = total - taking - closed - counts[None]
    parts = (
        (taking, "says that it takes new people", "say that they take new people"),
        (closed, "says that it takes nobody", "say that they take nobody"),
        (other, "is not open yet, or says something else", "are not open yet, or say something else"),
        (counts[None], "says nothing", "say nothing"),
    )
    found = [(count, one if count == 1 else many) for count, one, many in parts if count]
    if len(found) == 1:
        everyone = {1: "The one site", 2: "Both sites"}.get(total, f"All {total} sites")
        yield f"{everyone} {found[0][1]}."
    else:
        yield f"Of {total} sites {', '.join(f'{count} {says}' for count, says in found)}."
    if status in TAKES_PEOPLE and not taking and closed:
        yield "The record says that it takes new people, but no site says so: the two do not agree."
    if status not in TAKES_PEOPLE and taking:
        yield "Some sites say that they take new people, but the record as a whole does not: do not count on it."
