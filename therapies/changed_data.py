"""What changed in our data since a day: the page's half about the dataset, for all, one treatment or one disease.

What was only checked again is counted and not listed. Order: rewordings last; the last change first; then disease and
name; never by outcome. Not here: which facts differ (`therapies.fact_changes`) and how each is said
(`therapies.change_words`).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from therapies import earlier, wording
from therapies.change_words import ToldChange, kind, told
from therapies.dataset import Dataset
from therapies.fact_changes import CHECKED, REWORDED, SUBJECTS, VERBS, FactChange, dataset_changes
from therapies.kept import kept
from therapies.search import default_order
from therapies.sheet import Sheet

NEW_IN_OUR_DATA = (
    "“New in our data” says that we wrote it down, not that it happened now: the source says when it was published."
)
NONE_KEPT = "Changes are not kept yet. They will be, from the next build of the data."
# Where nobody has said when the last call was.
_DAYS_BACK = 30


@dataclass(frozen=True, slots=True)
class DatedChange:
    """A change in words, and the day on which it came into our data; None where that is not kept."""

    told: ToldChange
    day: date | None


@dataclass(frozen=True, slots=True)
class ChangedData:
    """The half of the page. `kept` says since when changes are kept, `checked` how many facts were only checked again.

    `kinds`: how many changes there are of each kind. `total`: how many without the choice of treatment and disease.
    """

    kept: str
    compared: str
    count: str
    kinds: tuple[tuple[str, int], ...]
    checked: str
    changes: tuple[DatedChange, ...]
    total: int
    sheet: Sheet
    filters: tuple[str, ...]


def asked_first(dataset: Dataset, today: date) -> date:
    """The day since which changes are told while nobody has chosen one: a month ago, or since changes are kept."""
    return min(today, max(today - timedelta(days=_DAYS_BACK), earlier.kept_since(dataset) or today))


def changed_data(
    dataset: Dataset, since: date, therapy_id: str | None, disease_id: str | None, today: date
) -> ChangedData:
    """What changed on `since` or later. Raises KeyError for an unknown therapy or disease."""
    old = earlier.before(dataset, since)
    found = _changes(dataset, since)
    wanted = _wanted(old, dataset, therapy_id, disease_id)
    ours = [change for change in found if wanted is None or change.therapy_id in wanted]
    listed = _in_order(dataset, [change for change in ours if change.verb != CHECKED])
    changes = tuple(DatedChange(told(old, dataset, change, today), day) for change, day in listed)
    return ChangedData(
        kept=_kept(dataset, since),
        compared=_compared(old, dataset, since),
        count=_count(len(listed), since),
        kinds=_kinds([change for change, _ in listed]),
        checked=_checked(sum(change.verb == CHECKED for change in ours)),
        changes=changes,
        total=sum(change.verb != CHECKED for change in found),
        sheet=_sheet(changes),
        filters=_filters(dataset, since, therapy_id, disease_id),
    )


@kept(4)
def _changes(dataset: Dataset, since: date) -> tuple[FactChange, ...]:
    return dataset_changes(earlier.before(dataset, since), dataset)


def _wanted(old: Dataset, new: Dataset, therapy_id: str | None, disease_id: str | None) -> set[str] | None:
    """The treatments of the choice, as it was or as it is; None for everything."""
    if therapy_id:
        return {new.therapies[therapy_id].id}
    if disease_id is None:
        return None
    wider = {disease_id, *(one.id for one in new.diseases.values() if one.parent == new.diseases[disease_id].id)}
    return {use.therapy_id for one in (old, new) for use in one.all_indications if use.disease_id in wider}


def _in_order(dataset: Dataset, found: Sequence[FactChange]) -> list[tuple[FactChange, date | None]]:
    """Rewordings last; the last change first; on one day by treatment, then what belongs to none, then as told."""
    place = default_order(dataset)
    subjects = list(SUBJECTS)
    dated = [
        (change, earlier.last_changed(dataset, change.subject, change.fact_id, change.before, change.after))
        for change in found
    ]
    return sorted(
        dated,
        key=lambda one: (
            one[0].verb == REWORDED,
            -(one[1] or date.min).toordinal(),
            place.get(one[0].therapy_id or "", len(place)),
            subjects.index(one[0].subject),
            VERBS.index(one[0].verb),
            one[0].fact_id,
        ),
    )


def _kept(dataset: Dataset, since: date) -> str:
    first = earlier.kept_since(dataset)
    if first is None:
        return NONE_KEPT
    kept = f"Changes in our data are kept since {wording.day(first)}."
    return f"{kept} What changed before that day is not known here." if since < first else kept


def _compared(old: Dataset, new: Dataset, since: date) -> str:
    # Nothing is known of a day before the first that was kept.
    day = max(since, earlier.kept_since(new) or since)
    return f"Compared: release {old.release}, as it was before {wording.day(day)}, and release {new.release}."


def _count(count: int, since: date) -> str:
    if not count:
        return f"Nothing that we know of changed in our data since {wording.day(since)} for this choice."
    return "1 change:" if count == 1 else f"{count:,} changes:"


def _kinds(found: Sequence[FactChange]) -> tuple[tuple[str, int], ...]:
    first = sorted(found, key=lambda change: (list(SUBJECTS).index(change.subject), VERBS.index(change.verb)))
    return tuple(Counter(map(kind, first)).items())


def _checked(count: int) -> str:
    return f"{'1 fact was' if count == 1 else f'{count:,} facts were'} checked again and found unchanged."


def _filters(dataset: Dataset, since: date, therapy_id: str | None, disease_id: str | None) -> tuple[str, ...]:
    chosen = (
        f"Since: {wording.day(since)}",
        f"Therapy: {dataset.therapies[therapy_id].short_name}" if therapy_id else "",
        f"Disease: {dataset.diseases[disease_id].plain_name}" if disease_id and not therapy_id else "",
    )
    return tuple(one for one in chosen if one)


def _sheet(changes: Sequence[DatedChange]) -> Sheet:
    return Sheet(
        "What changed in our data",
        ("Our data changed on", "Therapy", "What changed", "About", "In what", "Before", "After", "Fact"),
        tuple(
            (
                wording.day(one.day) if one.day else wording.NOT_STATED,
                one.told.whose or "no single treatment",
                one.told.kind,
                one.told.about,
                one.told.differs,
                " ".join(one.told.before) or "nothing",
                " ".join(one.told.after) or "nothing",
                one.told.change.fact_id,
            )
            for one in changes
        ),
    )
