"""The screens of a call that put its therapies side by side: a question on each, a row for each therapy, no order.

Every cell has where it was read, and says itself what in it is overdue for a check: below the table nobody could tell
whose fact that is. Not here: what follows the therapies besides (`therapies.call`).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from therapies import lasting, wording
from therapies.call_blocks import TABLE_ROOM, Compared, Points, Screen
from therapies.call_lasting import LASTED
from therapies.call_numbers import living_longer, people_in_short, range_origin
from therapies.call_screens import fitting
from therapies.comparing import why_not_ranked
from therapies.dataset import Dataset
from therapies.evidence import Passport, uses_checked
from therapies.harm_uses import harm_uses, in_few_words
from therapies.lasting import LIVED, OfUse
from therapies.measures import Measure
from therapies.overdue_marks import SIGN, marks, overdue, when_checked
from therapies.own_words import read_off_record, written_by_us
from therapies.profile import Profile
from therapies.standing import Approval
from therapies.status_words import status_words
from therapies.uses import Use, first_use, told_apart

# What one therapy says in the columns of a row, with where each of them was read.
Cell = tuple[str, tuple[Passport, ...]]
Cells = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _One:
    """One therapy of the comparison."""

    dataset: Dataset
    profile: Profile
    today: date

    @property
    def own(self) -> tuple[Passport, ...]:
        """Where what we wrote of the therapy as such comes from."""
        return (written_by_us(self.dataset, self.profile.id, self.today),)

    @property
    def record(self) -> tuple[Passport, ...]:
        """Where what the record lacks comes from."""
        return (read_off_record(self.dataset, self.profile.id, self.today),)

    @property
    def uses(self) -> tuple[Passport, ...]:
        """When its uses were checked."""
        return uses_checked(self.dataset, self.profile.id, self.today)


@dataclass(frozen=True, slots=True)
class _Row:
    """One therapy on a screen."""

    name: str
    said: tuple[str, ...]
    passports: tuple[Passport, ...]


def compared(dataset: Dataset, profiles: Sequence[Profile], today: date) -> Iterator[Screen]:
    """Why they have no order, then the screens of each question."""
    reasons = why_not_ranked(dataset, [one.id for one in profiles], today)
    for number, part in enumerate(fitting(reasons), 1):
        block = Points(part)
        yield _screen(f"why-{number}", "Which one is better?", "These numbers cannot be ranked", block)
    for code, (question, heading, heads, cells_of) in _ROWS.items():
        rows = [_row(one.title, cells) for one in profiles for cells in cells_of(_One(dataset, one, today))]
        for number, part in enumerate(_parts(heads, rows), 1):
            yield _screen(f"{code}-{number}", question, heading, _table(heads, part), part)


def _screen(name: str, question: str, heading: str, block: Points | Compared, rows: Sequence[_Row] = ()) -> Screen:
    papers = tuple({one.fact_id: one for row in rows for one in row.passports}.values())
    whose: dict[str, dict[str, Passport]] = {}
    for row in rows:
        whose.setdefault(row.name, {}).update({one.fact_id: one for one in row.passports})
    return Screen(
        id=f"compare-{name}",
        section="compare",
        therapy_id=None,
        therapy="",
        question=question,
        heading=heading,
        blocks=(block,),
        passports=papers,
        overdue=tuple(dict.fromkeys(overdue(one) for one in papers if one.overdue)),
        whose=tuple((name, tuple(found.values())) for name, found in whose.items() if found),
    )


def _row(name: str, cells: Cells) -> _Row:
    return _Row(name, tuple(said for said, _ in cells), tuple(one for _, papers in cells for one in papers))


def _marked(said: str, papers: tuple[Passport, ...]) -> Cell:
    """What a cell says, and the mark of what in it is overdue."""
    return " ".join((said, *marks(papers))), papers


def _table(heads: tuple[str, ...], rows: Sequence[_Row]) -> Compared:
    return Compared(heads, tuple((row.name, row.said) for row in rows))


def _parts(heads: tuple[str, ...], rows: Sequence[_Row]) -> list[list[_Row]]:
    """The rows in parts that fit on a screen, in their order."""
    parts: list[list[_Row]] = [[]]
    for row in rows:
        if parts[-1] and _table(heads, (*parts[-1], row)).room > TABLE_ROOM:
            parts.append([])
        parts[-1].append(row)
    return parts


def _whose_cells(one: _One) -> Cells:
    return (_marked(dict(one.profile.about)["Whose cells"], one.own),)


def _for_whom(one: _One) -> Cells:
    said = " ".join(f"{use.title}: {use.for_whom.removesuffix('.')}." for use in one.profile.uses)
    return (_marked(said, one.uses),)


def _wait(one: _One) -> Cells:
    wait = one.profile.wait
    basis = f" {wait.basis[0].upper()}{wait.basis[1:]}" if wait.basis else ""
    return (_marked(f"{wait.heading.removeprefix('The wait: ').capitalize()}.{basis}", one.own),)


def _numbers(one: _One) -> Cells:
    uses = one.profile.uses
    use = first_use(uses)
    result, risk = (next(iter(found), None) for found in (one.profile.first.results, one.profile.first.risks))
    about = use.title if use and len(uses) > 1 else ""
    if result and use and told_apart(use, uses) == use.for_whom and result.trial:
        # For whom a use is needs more lines than a narrow column has; the study tells it from the other of its disease.
        about = f"{about}, {result.trial.partition(' · ')[0]}"
    found = ((result, about), (risk, _whose_risk(one, use, result, risk)))
    return tuple(_number(number, of) if number else _marked("None in our data.", one.record) for number, of in found)


def _whose_risk(one: _One, use: Use | None, result: Measure | None, risk: Measure | None) -> str:
    """Whose the risk is: of others than the result, as the screens of the therapy say it; else of which of the uses."""
    if not use or not risk:
        return ""
    said = harm_uses(one.dataset, one.profile.id).said(risk.fact_id, use.fact_id, result.fact_id if result else "")
    return in_few_words(said) or (use.title if len(one.profile.uses) > 1 else "")


def _lasted(one: _One) -> Cells:
    return (_first(one, lasting.lasted(one.dataset, one.profile.id, one.profile.uses)),)


def _lived(one: _One) -> Cells:
    about_life = lasting.alive(one.dataset, one.profile.id, one.profile.uses)
    results = lasting.lived(one.dataset, one.profile.id, one.profile.uses)
    shown = results[0][0] if results else None
    return (_first(one, results, lasting.survival_unknown(life for life in about_life if life[0] == shown)),)


def _first(one: _One, results: Sequence[OfUse], unknown: str = "") -> Cell:
    """The first of these results, with the use that it is about, and how many more there are; or that there is none."""
    if not results:
        return _marked(f"Not stated. {unknown}".strip(), one.record)
    use, measure = results[0]
    said, papers = _number(measure, told_apart(use, one.profile.uses))
    more = f"{len(results) - 1} more in our data." if len(results) > 1 else ""
    return " ".join(text for text in (said, unknown if unknown not in said else "", more) if text), papers


def _unknown(one: _One) -> Cells:
    found = one.profile.unknown
    first = found[0].said if found else "No gap is listed. There are always some."
    more = len(found) - 1
    rest = "1 more thing is" if more == 1 else f"{more} more things are"
    return (_marked(f"{first} {rest} not known." if more > 0 else first, one.record),)


def _stands(one: _One) -> tuple[Cells, ...]:
    """A row for each approved use: "approved" never stands alone (honesty.md, rule 9)."""
    standing = one.profile.standing
    if not standing.approvals:
        return ((_marked(f"{standing.said}.", standing.passports),),)
    checked = {paper.fact_id: paper for paper in one.uses}
    many = len(standing.approvals)
    return tuple(
        (_approved(approval, f" {place} of {many}" if many > 1 else "", checked[approval.fact_id]),)
        for place, approval in enumerate(standing.approvals, 1)
    )


def _approved(approval: Approval, place: str, checked: Passport) -> Cell:
    papers = (*approval.passports, checked)
    return _marked(when_checked(f"Approved use{place}: {approval.in_short}", papers), papers)


def _access(one: _One) -> Cells:
    rungs = one.profile.access.rungs
    said = " ".join(f"{rung.name}: {status_words(rung.status.title.lower(), rung.as_read)}." for rung in rungs)
    papers = tuple(rung.passport for rung in rungs) or one.record
    return (_marked(said or "No way is in our data: ask the doctor.", papers),)


def _number(measure: Measure, about: str) -> Cell:
    """A number in a narrow column; it says itself that its check is overdue. `about`: which of several uses it has."""
    return _in_short(measure, about), (measure.passport, *((measure.survival.passport,) if measure.survival else ()))


def _in_short(measure: Measure, about: str) -> str:
    """A number in a narrow column: all that it may not stand without, in few words."""
    few = "Too few to be sure." if measure.few else ""
    other = f"Comparison group, {measure.control.group}: {measure.control.sentence}" if measure.control else ""
    control = other or ("" if "no comparison" in measure.design else measure.comparison)
    design = measure.design.removesuffix(" in our data")
    number = f"{measure.name}: {measure.sentence.rstrip('.')}{range_origin(measure)}."
    longer = wording.SURVIVAL_UNKNOWN if wording.SURVIVAL_UNKNOWN in measure.caveats else living_longer(measure)
    papers = measure.passport
    checked = f"{SIGN} overdue since {papers.due_on}" if papers.overdue else f"checked {papers.checked_on}"
    said = (
        measure.opening,
        f"{about.removesuffix('.')}." if about else "",
        number,
        few,
        f"Counted: {people_in_short(measure.people)}.",
        control,
        f"{measure.evidence}, {design}, {checked}.",
    )
    return " ".join(text for text in (*said, longer) if text)


def _one_row(cells_of: Callable[[_One], Cells]) -> Callable[[_One], tuple[Cells, ...]]:
    return lambda one: (cells_of(one),)


_ROWS: dict[str, tuple[str, str, tuple[str, ...], Callable[[_One], tuple[Cells, ...]]]] = {
    "cells": ("Whose cells are they?", "Whose cells they are", ("Whose cells",), _one_row(_whose_cells)),
    "whom": ("Who is each one for?", "Who each one is for", ("For whom",), _one_row(_for_whom)),
    "wait": ("How long is the wait?", "How long the wait is", ("The wait",), _one_row(_wait)),
    "numbers": (
        *("What did the studies see, and at what risk?", "The first result and the first risk of each, not ranked"),
        *(("First result in our data", "First risk in our data"), _one_row(_numbers)),
    ),
    "lasted": (LASTED, "How long it lasted", ("How long it lasted",), _one_row(_lasted)),
    "lived": (
        *(LIVED, "How long people lived, or lived without the disease getting worse"),
        *(("The first result of this kind in our data",), _one_row(_lived)),
    ),
    "unknown": ("What is not known?", "What is not known", ("Not known",), _one_row(_unknown)),
    "stands": ("Where does each one stand?", "Where each one stands", ("Where it stands",), _stands),
    "access": ("How can people get each one?", "How to get each one", ("Ways to get it",), _one_row(_access)),
}
